"""An office just founded, on each kind of database; and the sample office at its first meeting, to be copied."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import sample_office
import wiring
from tests.conftest import _made_once, as_another_machine
from tests.databases import (  # noqa: F401 -- fixtures are found by their names here
    Server,
    _postgresql_template,
    _sqlite_template,
    postgresql_server,
)
from tests.documents.conftest import words_of
from tests.services.small_office import QuickConverter, small_pdf
from workflow.office_files.people import load_people
from workflow.services.administration import setup
from workflow.services.context.office import Office

NOW = datetime(2023, 5, 2, 9, 30, tzinfo=wiring.BANGKOK)


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def go(self, **by: int) -> None:
        self.at += timedelta(**by)


def lay(folder: Path, database: str | None = None, **replaced: str) -> Path:
    """The files of the sample office; ``replaced`` are texts of office.toml and what stands there instead."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sample_office.FILES:
        text = sample_office.copy_text(name)
        if name == "office.toml" and database is not None:
            text = f'database = "{database}"\n{text}'
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def add_settings(folder: Path, text: str) -> None:
    """Append to office.toml."""
    path = folder / "office.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")


def found_in(folder: Path, clock: Any) -> Office:
    office = wiring.build(folder, clock=clock)
    people = load_people(folder / "people.csv", office.settings.groups)
    setup.set_up(
        office, people, ("registrar", "web"), {"registrar": sample_office.PASSWORD, "web": sample_office.PASSWORD}
    )
    return office


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


ON_EACH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
"""For tests in which the database decides: on each kind in every run, not in make test-deep alone."""


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> Path:  # noqa: F811
    """An office founded a moment ago, on SQLite. Copied, never touched."""
    with _made_once(tmp_path_factory, "founded-office") as (folder, empty):
        if empty:
            shutil.copy(_sqlite_template, lay(folder) / "oit.db")
            found_in(folder, SetClock()).database.close()
    return folder


@pytest.fixture(scope="session")
def _founded_postgresql(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a database with the same, to be copied."""
    server: Server = request.getfixturevalue("postgresql_server")
    name = server.new_database(request.getfixturevalue("_postgresql_template"))
    place = tmp_path_factory.mktemp("founded")
    with as_another_machine(place):
        found_in(lay(place / "office", server.url(name)), SetClock()).database.close()
    return name


@pytest.fixture
def founded(tmp_path: Path, _founded: Path) -> Path:
    """The folder of an office founded a moment ago, on SQLite."""
    return Path(shutil.copytree(_founded, tmp_path / "office"))


@pytest.fixture
def office(tmp_path: Path, kind: str, clock: SetClock, request: pytest.FixtureRequest) -> Iterator[Office]:
    """Founded a moment ago, nothing in its books, on the database of the test."""
    if kind == "sqlite":
        made = wiring.build(request.getfixturevalue("founded"), clock=clock)
        yield made
        made.database.close()
        return
    server: Server = request.getfixturevalue("postgresql_server")
    name = server.new_database(request.getfixturevalue("_founded_postgresql"))
    made = wiring.build(lay(tmp_path / "office", server.url(name)), clock=clock)
    yield made
    made.database.close()
    server.drop_database(name)


BUILT_ONCE = pytest.mark.xdist_group("keep-meeting")
"""For tests that need the office at its meeting: in one process, so that it is built once."""


class OnlyMemosSpeak(QuickConverter):
    """The quick converter's words are in a font that draws nothing, which a paper handed in may not have."""

    def convert(self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None) -> list[bytes | Exception]:
        made = super().convert(docx, on_done)
        for number, data in enumerate(docx):
            if "บันทึกข้อความ" not in words_of(data):
                made[number] = small_pdf(f"paper {hashlib.sha256(data).hexdigest()}", marks=["head"])
        return made


class Bar:
    """Of progress, that nobody sees."""

    def update(self, done: int) -> None:
        return None


FEW = {
    "PUBLISHED": ("O1", "O3", "O6", "O8", "O31"),
    "COMPILED": ("O13", "O17"),
    "ON_ROUTE": ("O22",),
    "BEFORE_HEAD": ("O12", "O34", "O35"),
    "SIGNED": ("O20", "O28"),
    "PARTLY": ("O30",),
    "HANDED_IN": ("O7",),
    "ACCEPTED": ("O32",),
}
"""What has been worked at of the 43 items: of each kind that the sample's meeting has, one or two."""


@pytest.fixture(scope="session")
def _meeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office at its first meeting, with some of its items worked at. Copied, never touched."""
    from sample_office import meeting as situation
    from sample_office.build import SampleOffice

    with _made_once(tmp_path_factory, "meeting-office") as (folder, empty), pytest.MonkeyPatch.context() as patch:
        if empty:
            for name, codes in FEW.items():
                patch.setattr(situation, name, codes)
            patch.setattr(situation, "SUBMITTED", (*FEW["ON_ROUTE"], *FEW["BEFORE_HEAD"]))
            patch.setattr(situation, "ON_THE_WAY", (*FEW["COMPILED"], *situation.SUBMITTED, *FEW["SIGNED"]))
            few = {code for codes in FEW.values() for code in codes}
            patch.setattr(sample_office, "ITEMS", {code: sample_office.ITEMS[code] for code in sorted(few)})
            sample = SampleOffice(folder, lambda label, total: nullcontext(Bar()))
            sample.office.converter = OnlyMemosSpeak()
            try:
                sample.run(meeting=True)
            finally:
                sample.close()
    return folder


@pytest.fixture
def meeting(tmp_path: Path, _meeting: Path) -> Path:
    """A copy of it, on SQLite."""
    target = tmp_path / "meeting"
    shutil.copytree(_meeting, target, symlinks=True)
    return target


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Office]]:
    """Builds the office of a folder; closed when the test ends."""
    made: list[Office] = []

    def build(folder: Path) -> Office:
        made.append(wiring.build(folder))
        return made[-1]

    yield build
    for one in made:
        one.close()


@pytest.fixture
def at_meeting(meeting: Path, opened: Callable[[Path], Office]) -> Office:
    return opened(meeting)


@pytest.fixture(scope="session")
def saved(_meeting: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the office at its meeting."""
    from workflow.services.operations.backup import backup

    copy = tmp_path_factory.mktemp("saved") / "office"
    shutil.copytree(_meeting, copy, symlinks=True)
    office = wiring.build(copy)
    target = copy.parent / "saved.zip"
    backup(office, "clerk.admin", target)
    office.database.close()
    return target
