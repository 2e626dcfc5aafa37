#!/usr/bin/env bash
# alembic 1.20.1: batch mode on SQLite rebuilds the table, and its triggers are gone afterwards, without a word. A table that
# was append-only by trigger can be changed after the migration that added a constraint.
# Seen: 2026-11-29.
. "$(dirname "$0")/common.bash"
python_with alembic==1.20.1 sqlalchemy==2.1.9
said=$("$python" -W error - <<'PY'
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
engine = sa.create_engine("sqlite://")
with engine.connect() as c:
    c.exec_driver_sql("CREATE TABLE journal (id INTEGER PRIMARY KEY, said TEXT)")
    c.exec_driver_sql("CREATE TRIGGER kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append only'); END")
    count = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
    before = c.exec_driver_sql(count).scalar()
    with Operations(MigrationContext.configure(c)).batch_alter_table("journal") as batch:
        batch.create_check_constraint("said_something", "said <> ''")
    print(before, c.exec_driver_sql(count).scalar())
PY
)
seen 'triggers before and after' '1 0' "$said"
finish
