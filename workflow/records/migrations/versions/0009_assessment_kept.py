"""A cycle keeps its framework, a measure its items, a meeting its hour.

Cycles before have no framework of their own: its file is read as it is now. No office had measures before.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cycle", sa.Column("framework_text", sa.Text(), nullable=True))
    op.add_column("measure", sa.Column("items", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("meeting", sa.Column("starts", sa.Text(), nullable=False, server_default="09:30"))
    op.drop_column("measure", "item_code")


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
