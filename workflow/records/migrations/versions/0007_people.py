"""Who is printed on a file to be signed, when acting ended before its day, and one holder at a time of a post.

Files issued before name nobody. Where an older office has two holders of one post, both rows are marked as taken over:
what predates the refusal is never blocked.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from workflow.records.schema.tables import load_models
from workflow.records.triggers import statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TWO = """
UPDATE appointment SET tolerated_at = CURRENT_TIMESTAMP
WHERE role IN ('head', 'director') AND kind IN ('holder', 'caretaker', 'acting') AND EXISTS (
    SELECT 1 FROM appointment other WHERE other.office_id = appointment.office_id AND other.id <> appointment.id
    AND other.role = appointment.role AND other.kind = appointment.kind
    AND coalesce(other.group_key, '') = coalesce(appointment.group_key, '')
    AND other.starts <= coalesce(appointment.ends, '9999-12-31')
    AND appointment.starts <= coalesce(other.ends, '9999-12-31')
)
"""


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("appointment", sa.Column("ended_at", moment, nullable=True))
    op.add_column("appointment", sa.Column("tolerated_at", moment, nullable=True))
    op.add_column("evidence", sa.Column("printed_head", sa.Text(), nullable=True))
    op.add_column("evidence", sa.Column("printed_kind", sa.Text(), nullable=True))
    connection = op.get_bind()
    connection.exec_driver_sql(_TWO)
    for statement in statements([load_models().tables["appointment"]], connection.dialect.name):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
