"""What workers convert before anybody waits for it. Offices before have none: what they compile is converted then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
additive = True
"""Older programs go on working on a server while it is there (docs/decisions/0116)."""


def upgrade() -> None:
    op.create_table(
        "conversion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("pdf", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversion"),
        sa.UniqueConstraint("office_id", "source", name="uq_conversion_office_id_source"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_conversion_office_id"),
        sa.CheckConstraint("length(source) = 64", name="source_is_sha256"),
        sa.CheckConstraint("length(pdf) = 64", name="pdf_is_sha256"),
    )


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
