"""Approvals and requests to sign, apart from each other. Offices before had none: decision and signature were one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("authority", sa.Text(), nullable=True),
        sa.Column("excepted", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approved_at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_approval"),
        sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended_with_outcome"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_approval_office_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_approval_submission_id"),
        sa.CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
        sa.CheckConstraint("kind IN ('holder', 'acting', 'delegated', 'caretaker')", name="kind_known"),
        sa.CheckConstraint("outcome IN ('signed', 'replaced')", name="outcome_known"),
    )
    op.create_index("ix_approval_submission_id", "approval", ["submission_id"])
    op.create_table(
        "signing_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("certificate", sa.String(64), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_signing_request"),
        sa.UniqueConstraint("office_id", "code", name="uq_signing_request_office_id_code"),
        sa.CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended_with_outcome"),
        sa.CheckConstraint("expires_at > asked_at", name="expires_after_asked"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_signing_request_office_id"),
        sa.ForeignKeyConstraint(["approval_id"], ["approval.id"], name="fk_signing_request_approval_id"),
        sa.CheckConstraint("length(certificate) = 64", name="certificate_is_sha256"),
        sa.CheckConstraint("outcome IN ('signed', 'replaced')", name="outcome_known"),
    )
    op.create_index("ix_signing_request_approval_id", "signing_request", ["approval_id"])


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
