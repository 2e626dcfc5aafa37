"""The tray: where a session was opened, second factors, keys of forms. Offices before have none of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("login", sa.Column("browser", sa.Text(), nullable=True))
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("confirmed_at", moment, nullable=True),
        sa.Column("last_counter", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", name="pk_second_factor"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_second_factor_person_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_second_factor_office_id"),
    )
    op.create_table(
        "form_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("used_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_form_key"),
        sa.UniqueConstraint("office_id", "key_hash", name="uq_form_key_office_id_key_hash"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_form_key_office_id"),
        sa.CheckConstraint("length(key_hash) = 64", name="key_hash_is_sha256"),
    )


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
