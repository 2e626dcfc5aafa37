"""Sums of each province's counts. Older databases are summed once, here, while nobody changes a count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from workflow.records.many.summing import RESUM
from workflow.records.models import Tally
from workflow.records.triggers import statements

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None
additive = True


def upgrade() -> None:
    counts = ("offices", "total", "published", "awaiting", "compiling", "off_site", "sure", "broken")
    op.create_table(
        "province_sum",
        sa.Column("framework", sa.Text(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.PrimaryKeyConstraint("framework", "fiscal_year", "province", "slot", name="pk_province_sum"),
    )
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        # The trigger waits for who changes a count now; what it finds when it is there is what is summed.
        for text in statements([Tally.__table__], "postgresql"):
            bind.exec_driver_sql(text)
        bind.exec_driver_sql(f"INSERT INTO province_sum {RESUM}")


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
