"""A small office with every state an item can be in, and its store."""

from __future__ import annotations

import hashlib
import threading
import time
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


class _Passing:
    """Time that passes when somebody sleeps, and as it does besides."""

    def __init__(self) -> None:
        self._slept, self._lock = 0.0, threading.Lock()

    def now(self) -> float:
        return time.monotonic() + self._slept

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._slept += seconds


@pytest.fixture(scope="package", autouse=True)
def _no_sleep_between_requests() -> Iterator[None]:
    """Before it asks again, a proof sleeps for as long as it likes or was asked to: here that time passes at once."""
    from public_site.prove.fetch.polite import Polite

    begin = Polite.__init__

    def begun(self: Polite, *given: Any, **how: Any) -> None:
        passing = _Passing()
        begin(self, *given, **{"clock": passing.now, "sleep": passing.sleep, **how})

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
