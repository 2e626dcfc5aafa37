"""Power takes two: standing orders, objections, one-time codes, sessions by their entry, a request to adopt.

Offices before have appointments that no standing order covers, certificates that one person registered, sessions
without an entry (their holders log in again), and nobody's code.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KINDS = (
    "'exception', 'password_reset', 'appointment', 'certificate', 'settings', 'replacement', 'attestation', 'adoption'"
)

_REQUEST = f"""
CREATE TABLE request (
	id INTEGER NOT NULL,
	office_id INTEGER NOT NULL,
	kind VARCHAR(40) NOT NULL,
	subject TEXT NOT NULL,
	item_id INTEGER,
	round INTEGER,
	revision VARCHAR(64),
	need TEXT,
	reason TEXT NOT NULL,
	facts TEXT NOT NULL,
	asked_by TEXT NOT NULL,
	asked_at DATETIME NOT NULL,
	settled_by TEXT,
	settled_at DATETIME,
	outcome VARCHAR(40),
	CONSTRAINT pk_request PRIMARY KEY (id),
	CONSTRAINT ck_request_two_people CHECK (outcome <> 'confirmed' OR settled_by <> asked_by),
	CONSTRAINT ck_request_settled_with_outcome CHECK ((outcome IS NULL) = (settled_at IS NULL)),
	CONSTRAINT fk_request_office_id FOREIGN KEY(office_id) REFERENCES office (id),
	CONSTRAINT fk_request_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT ck_request_kind_known CHECK (kind IN ({_KINDS})),
	CONSTRAINT ck_request_revision_is_sha256 CHECK (length(revision) = 64),
	CONSTRAINT ck_request_outcome_known CHECK (outcome IN ('confirmed', 'refused', 'ended'))
)
"""


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("appointment", sa.Column("standing", sa.Integer(), nullable=True))
    op.add_column("appointment", sa.Column("objected_by", sa.Text(), nullable=True))
    op.add_column("appointment", sa.Column("objected_at", moment, nullable=True))
    op.add_column("appointment", sa.Column("objection", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("code_hash", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("code_until", moment, nullable=True))
    op.add_column("person", sa.Column("code_by", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("code_at", moment, nullable=True))
    op.add_column("login", sa.Column("entry", sa.Integer(), nullable=True))
    op.add_column("login", sa.Column("place", sa.Text(), nullable=True))
    op.add_column("certificate", sa.Column("confirmed_by", sa.Text(), nullable=True))
    op.create_table(
        "attempt",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name_hash", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("last", moment, nullable=False),
        sa.PrimaryKeyConstraint("office_id", "name_hash", name="pk_attempt"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_attempt_office_id"),
        sa.CheckConstraint("length(name_hash) = 64", name="name_hash_is_sha256"),
    )
    _another_kind_of_request()


def _another_kind_of_request() -> None:
    """PostgreSQL exchanges the CHECK; SQLite has to rebuild the table, which has no trigger and is named by none."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ALTER TABLE request DROP CONSTRAINT ck_request_kind_known")
        connection.exec_driver_sql(
            f"ALTER TABLE request ADD CONSTRAINT ck_request_kind_known CHECK (kind IN ({_KINDS}))"
        )
        return
    connection.exec_driver_sql("DROP INDEX ix_request_office_kind")
    connection.exec_driver_sql("DROP INDEX ix_request_item_id")
    connection.exec_driver_sql("ALTER TABLE request RENAME TO request_before")
    connection.exec_driver_sql(_REQUEST)
    connection.exec_driver_sql("INSERT INTO request SELECT * FROM request_before ORDER BY id")
    connection.exec_driver_sql("DROP TABLE request_before")
    connection.exec_driver_sql("CREATE INDEX ix_request_item_id ON request (item_id)")
    connection.exec_driver_sql("CREATE INDEX ix_request_office_kind ON request (office_id, kind)")


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
