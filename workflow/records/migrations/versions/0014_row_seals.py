"""A seal for each row that is written. Offices before have none: the first command that writes seals what is there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from workflow.records.row_seals import RowSeal
from workflow.records.triggers import statements

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "row_seal",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("office_id", "seq", name="pk_row_seal"),
        sa.CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        sa.CheckConstraint("length(hash) = 64", name="hash_is_sha256"),
    )
    op.create_index("ix_row_seal_row", "row_seal", ["office_id", "name", "key"])
    bind = op.get_bind()
    for text in statements([RowSeal.__table__], bind.dialect.name):
        bind.exec_driver_sql(text.replace("%", "%%") if bind.dialect.name == "postgresql" else text)


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
