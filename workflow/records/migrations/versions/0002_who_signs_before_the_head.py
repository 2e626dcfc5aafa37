"""Who signs a memo with a key of their own before the head: places, and what became of each. Older memos have none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submission", sa.Column("before_head", sa.Text(), server_default="[]", nullable=False))


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
