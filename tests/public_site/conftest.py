"""A small office with every state an item can be in, and its store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from public_site.build import build
from public_site.serving import serve
from tests.public_site.sample import THAI_MONTHS, sample_facts
from workflow.ports.site import BuiltSite, SiteFacts

NOW = datetime(2023, 4, 30, 9, 0, tzinfo=UTC)


def thai_date(day: date) -> str:
    return f"{day.day} {THAI_MONTHS[day.month - 1]} {day.year + 543}"


@pytest.fixture(scope="package", autouse=True)
def _no_sleep_between_requests() -> Iterator[None]:
    """Before it asks again, a proof sleeps for as long as it likes or was asked to; here it counts that time alone."""
    from public_site.prove.fetch.polite import Polite

    begin = Polite.__init__

    def begun(self: Polite, *given: Any, **how: Any) -> None:
        begin(self, *given, **{"sleep": lambda seconds: None, **how})

    Polite.__init__ = begun  # type: ignore[method-assign]
    yield
    Polite.__init__ = begin  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> SiteFacts:
    return sample_facts(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def built(facts: SiteFacts, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample site. Nobody writes into it."""
    return build(facts, tmp_path_factory.mktemp("site") / "public", fmt_date=thai_date)


@pytest.fixture
def fresh(facts: SiteFacts, tmp_path: Path) -> BuiltSite:
    """A copy of the sample site that a test may damage."""
    return build(facts, tmp_path / "public", fmt_date=thai_date)


@pytest.fixture(scope="session")
def home(built: BuiltSite) -> Iterator[str]:
    with serve(built.root) as base:
        yield base


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
