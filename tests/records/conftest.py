"""Fixtures of the records' tests: an engine on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.databases import (  # noqa: F401 -- fixtures are found by their names here
    _postgresql_template,
    _sqlite_template,
    database_url,
    empty_database_url,
    postgresql_server,
)
from workflow.records.connection.engine import make_engine


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:  # noqa: F811
    made = make_engine(database_url, wait_seconds=20)
    yield made
    made.dispose()


@pytest.fixture
def sqlite_engine(tmp_path, _sqlite_template) -> Iterator[Engine]:  # type: ignore[no-untyped-def]  # noqa: F811
    import shutil

    shutil.copy(_sqlite_template, tmp_path / "oit.db")
    made = make_engine(f"sqlite:///{tmp_path / 'oit.db'}")
    yield made
    made.dispose()
