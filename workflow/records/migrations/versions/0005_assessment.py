"""Results and estimates, measures, meetings. Offices before had none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("framework", sa.Text(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_score"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_score_office_id"),
        sa.CheckConstraint("kind IN ('result', 'correction', 'estimate')", name="kind_known"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_is_sha256"),
    )
    op.create_index("ix_score_office_year", "score", ["office_id", "framework", "fiscal_year"])
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("framework", sa.Text(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("item_code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("group_keys", sa.Text(), nullable=False),
        sa.Column("monitoring", sa.Text(), nullable=False),
        sa.Column("reporting", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("closed_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
        sa.UniqueConstraint("office_id", "fiscal_year", "number", name="uq_measure_office_id_fiscal_year_number"),
        sa.CheckConstraint("ends IS NULL OR starts IS NULL OR ends >= starts", name="ends_after_begin"),
        sa.CheckConstraint("status <> 'done' OR result IS NOT NULL", name="done_with_result"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_measure_office_id"),
        sa.CheckConstraint("origin IN ('lost', 'recommendation', 'improve', 'keep', 'own')", name="origin_known"),
        sa.CheckConstraint("status IN ('planned', 'running', 'done', 'dropped')", name="status_known"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Date(), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("held", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("moved_for", sa.Text(), nullable=True),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("resolutions", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.UniqueConstraint("office_id", "body", "year", "number", name="uq_meeting_office_id_body_year_number"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_meeting_office_id"),
        sa.ForeignKeyConstraint(["report_id"], ["document.id"], name="fk_meeting_report_id"),
    )


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
