"""Papers passed round for people to know, and who acknowledged them. Offices before have none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "circulation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("group_keys", sa.Text(), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("sent_at", moment, nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("closed_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_circulation"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_circulation_office_id"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_is_sha256"),
    )
    op.create_index("ix_circulation_open", "circulation", ["office_id", "closed_at"])
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("circulation_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_acknowledgement"),
        sa.UniqueConstraint("circulation_id", "login", name="uq_acknowledgement_circulation_id_login"),
        sa.CheckConstraint("how IN ('inbox', 'paper')", name="how_known"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_acknowledgement_office_id"),
        sa.ForeignKeyConstraint(["circulation_id"], ["circulation.id"], name="fk_acknowledgement_circulation_id"),
    )


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
