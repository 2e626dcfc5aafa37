"""Many offices in one PostgreSQL: a ministry's list, counts kept by triggers, and under what number an office is
sealed. Older databases hold one office each: its items are counted once, here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from workflow.records.ledger import OfficeLedger
from workflow.records.many.counting import RECOUNT
from workflow.records.models import Item, Listing, Proof
from workflow.records.triggers import statements

revision = "0018"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("office_ledger", sa.Column("sealed_as", sa.Integer(), nullable=True))
    op.create_table(
        "listing",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("listed_at", moment, nullable=False),
        sa.Column("listed_by", sa.Text(), nullable=False),
        sa.Column("closed_at", moment, nullable=True),
        sa.Column("closed_as", sa.Text(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("office_id", name="pk_listing"),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_as IS NULL)", name="closed_with_why"),
        sa.CheckConstraint("closed_as IN ('moved', 'closed')", name="closed_as_known"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_listing_office_id"),
    )
    counts = ("fiscal_year", "total", "published", "awaiting", "compiling", "off_site", "sure", "broken")
    op.create_table(
        "tally",
        sa.Column("office_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cycle_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("framework", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("moved_at", moment, nullable=False),
        sa.Column("province", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("office_id", "cycle_id", name="pk_tally"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_tally_office_id"),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name="fk_tally_cycle_id"),
    )
    op.create_index("ix_tally_year", "tally", ["fiscal_year", "office_id"])
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        counted = [Item.__table__, Proof.__table__, OfficeLedger.__table__, Listing.__table__]
        for text in statements(counted, "postgresql"):
            bind.exec_driver_sql(text.replace("%", "%%"))
        bind.exec_driver_sql(f"INSERT INTO tally {RECOUNT}")


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
