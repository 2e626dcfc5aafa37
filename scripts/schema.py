"""For who changes the models: write the migrations.

``python -m scripts.schema initial``
    write the first revision anew from the models (``migrations/versions/0001_*.sql``). Only until the first release:
    afterwards a database out there was made by it.
``python -m scripts.schema revision "add a due date"``
    have alembic compare the models with what the migrations give, and write the next revision. It does not see changed
    CHECK constraints or triggers: write those by hand, the test says what is missing.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from workflow.records.schema import INITIAL, NEXT_STATEMENT, head_revision, load_models, upgrade
from workflow.records.schema.revisions import versions
from workflow.records.schema.upgrading import alembic_config


def initial_statements(dialect: str) -> list[str]:
    """Every statement ``create_all`` would send to an empty database of this kind, in order."""
    from sqlalchemy import create_mock_engine

    said: list[str] = []

    def note(statement: Any, *_: Any) -> None:
        said.append(str(statement.compile(dialect=engine.dialect)).strip())

    engine: Any = create_mock_engine("postgresql+psycopg://" if dialect == "postgresql" else "sqlite://", note)
    load_models().create_all(engine, checkfirst=False)
    # Trailing blanks are the compiler's, not ours.
    return [re.sub(r"[ \t]+\n", "\n", text.replace("%%", "%")) for text in said]


def write_initial() -> list[Path]:
    """Write the first revision's statements, one file per kind of database; gives the files."""
    written = []
    for dialect in ("sqlite", "postgresql"):
        path = versions() / f"{INITIAL}_{dialect}.sql"
        path.write_text(NEXT_STATEMENT.join(initial_statements(dialect)) + "\n", encoding="utf-8")
        written.append(path)
    return written


def write_revision(message: str) -> Path:
    """Compare the models with what the migrations give and write the next revision."""
    import tempfile

    from alembic import command

    from workflow.records.connection.engine import make_engine

    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/before.db")
        with engine.begin() as connection:
            upgrade(connection)
        with engine.begin() as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            made: Any = command.revision(
                config, message=message, autogenerate=True, rev_id=f"{int(head_revision()) + 1:04d}"
            )
        engine.dispose()
    return Path(made.path)


def main(arguments: list[str]) -> int:
    """The developer's command, see the module's text."""
    match arguments:
        case ["initial"]:
            for path in write_initial():
                print(path)
        case ["revision", message]:
            print(write_revision(message))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
