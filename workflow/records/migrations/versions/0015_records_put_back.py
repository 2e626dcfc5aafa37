"""A request that records which were put back go on. Offices before have none."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_KINDS = (
    "'exception', 'password_reset', 'appointment', 'certificate', 'settings', 'replacement', 'attestation', "
    "'adoption', 'records'"
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
