"""Looks at the site that are kept whole, what persons saw, what may harm, and notices that leave.

Offices before have proofs of no look, files that nobody looked into yet, and notices that were never sent: these are
closed, so that nobody is told of what happened before there was mail.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "machine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("enrolled_by", sa.Text(), nullable=False),
        sa.Column("enrolled_at", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_machine"),
        sa.UniqueConstraint("office_id", "name", name="uq_machine_office_id_name"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_machine_office_id"),
        sa.CheckConstraint("length(key_hash) = 64", name="key_hash_is_sha256"),
    )
    op.create_table(
        "proof_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proof_run"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_proof_run_office_id"),
        sa.CheckConstraint("length(digest) = 64", name="digest_is_sha256"),
    )
    op.create_index("ix_proof_run_office_at", "proof_run", ["office_id", "at"])
    op.create_table(
        "closing",
        sa.Column("outbox_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", name="pk_closing"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_closing_outbox_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_closing_office_id"),
    )
    op.create_index("ix_closing_office_id", "closing", ["office_id"])
    op.create_table(
        "disclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("value", sa.String(64), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("ruling", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_disclosure"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_disclosure_office_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_disclosure_item_id"),
        sa.CheckConstraint("length(value) = 64", name="value_is_sha256"),
        sa.CheckConstraint("ruling IN ('publish', 'not_so')", name="ruling_known"),
    )
    op.create_index("ix_disclosure_item_value", "disclosure", ["item_id", "code", "value"])
    op.create_table(
        "public_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_public_reason"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_public_reason_office_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_public_reason_item_id"),
    )
    op.create_index("ix_public_reason_item_id", "public_reason", ["item_id"])
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("warc", sa.String(64), nullable=False),
        sa.Column("report", sa.String(64), nullable=False),
        sa.Column("stamp", sa.String(64), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_capture"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_capture_office_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_capture_item_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_capture_revision_id"),
        sa.CheckConstraint("length(warc) = 64", name="warc_is_sha256"),
        sa.CheckConstraint("length(report) = 64", name="report_is_sha256"),
        sa.CheckConstraint("length(stamp) = 64", name="stamp_is_sha256"),
    )
    op.create_index("ix_capture_item_id", "capture", ["item_id"])
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("screenshot", sa.String(64), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sighting"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_sighting_office_id"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_sighting_item_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_sighting_revision_id"),
        sa.CheckConstraint("length(screenshot) = 64", name="screenshot_is_sha256"),
    )
    op.create_index("ix_sighting_item_id", "sighting", ["item_id"])
    op.create_table(
        "inspection",
        sa.Column("evidence_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("evidence_id", name="pk_inspection"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_inspection_evidence_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_inspection_office_id"),
    )
    op.execute(
        "INSERT INTO closing (outbox_id, office_id, at, why, recipients) "
        "SELECT id, office_id, at, 'before_mail', '[]' FROM outbox WHERE sent_at IS NULL"
    )


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
