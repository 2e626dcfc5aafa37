"""The first tables, statement by statement as ``python -m scripts.schema initial`` wrote them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

from workflow.records.schema import NEXT_STATEMENT

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind().execution_options(no_parameters=True)
    script = Path(__file__).with_name(f"0001_{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.strip().split(NEXT_STATEMENT):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")
