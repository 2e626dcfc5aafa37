"""A process killed at any point leaves the old or the new state, and the command can simply be run again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from adapters import hands
from tests.conftest import MakeOffice
from tests.databases import Server
from tests.services.killing import Command, kind_of, points_of, run_and_kill
from tests.services.small_office import SECRET, SmallOffice, by_sqlalchemy, done, lay_folder
from wiring import WarmLibreOffice
from workflow.rules.errors import WorkflowError
from workflow.services.collection import compiling, contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.intake import receiving

CODES = ("O1", "O3")


def hand_in(office: SmallOffice) -> None:
    """As a clerk's command does it: written by the bare driver."""
    for code in CODES:
        contributing.contribute(
            office.office, "clerk.admin", code, Contribution(files=[office.folder / "papers" / f"{code}.pdf"])
        )


def hand_in_by_sqlalchemy(office: SmallOffice) -> None:
    """As in an office that has no seals yet, and on PostgreSQL."""
    other = replace(office, office=by_sqlalchemy(office.office))
    hand_in(other)
    other.close()


def take_in(office: SmallOffice) -> None:
    done(receiving.receive(office.office, "registrar", sorted((office.folder / "signed").iterdir())))


def sign_elsewhere(office: SmallOffice) -> None:
    """What the head signed with a token on another machine: the memo and both files, in ``signed/``."""
    (office.folder / "signed").mkdir()
    keys, signer = office.office.keys, office.office.signer
    key = keys.open(office.key("head"), SECRET)
    for number, due in enumerate(office.required_signatures("O1")):
        data = signer.sign(
            office.office.store.get(due.issued), key, lines=("head",), name="head", reason="", at=office.clock.now()
        )
        (office.folder / "signed" / f"{number}.pdf").write_bytes(data)


def compile_both(office: SmallOffice) -> None:
    for outcome in compiling.compile_items(office.office, "clerk.admin", CODES):
        if outcome.error is not None and outcome.error.code != "wrong_state":
            raise outcome.error


STEPS: dict[str, tuple[str | None, str, Command]] = {
    "contribute": (None, "draft", hand_in),
    "contribute by SQLAlchemy": (None, "draft", hand_in_by_sqlalchemy),
    "compile": ("draft", "group_compiled", compile_both),
    "submit": ("group_compiled", "submitted", lambda office: office.submit(*CODES)),
    "sign": ("submitted", "head_signed", lambda office: office.sign(*CODES)),
    "receive": ("submitted", "head_signed", take_in),
    "publish": ("head_signed", "published", lambda office: office.publish(*CODES)),
}
"""Command -> the state it starts in (``None``: nothing handed in), the state it leads to, the command."""
STATES = ["draft", "group_compiled", "submitted", "head_signed", "published"]
WAY = {"group_compiled": "compile", "submitted": "submit", "head_signed": "sign", "published": "publish"}


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Lets a copy be the only one that this machine ever saw of its office."""

    def on_a_machine_of_its_own(folder: Path) -> Path:
        monkeypatch.setenv("XDG_STATE_HOME", str(folder.with_name(f"state-of-{folder.name}")))
        return folder

    return on_a_machine_of_its_own


def prepare(office: SmallOffice, start: str | None) -> None:
    for code in CODES:
        office.paper(f"{code}.pdf")
    if start is not None:
        office.bring(start, *CODES)
    if start == "submitted":
        sign_elsewhere(office)


@pytest.mark.parametrize("step", STEPS)
def test_killed_before_what_it_did_is_committed(
    step: str, copy_office: MakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two papers are shared out to forks too, who write nothing but files of the store.
    monkeypatch.setattr(hands, "PAYS_FROM", 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    first = copy_office()
    prepare(first, STEPS[step][0])
    first.close()
    assert run_and_kill(first.folder, STEPS[step][2], "before commit") == "before commit"
    _sound_after(first.folder, step, "before commit")


KINDS_APART = 4
"""Every fourth kind of point, each with a child of its own; test_killed_at_every_point_of is at all of them."""


@pytest.mark.parametrize(
    "step", [pytest.param(step, marks=[] if step == "publish" else pytest.mark.deep) for step in STEPS]
)
def test_killed_at_some_kinds_of_points_of(
    step: str, copy_office: MakeOffice, tmp_path: Path, alone: Callable[[Path], Path]
) -> None:
    start, _, command = STEPS[step]
    first = copy_office()
    prepare(first, start)
    first.close()

    def copy(name: str) -> Path:
        return alone(Path(shutil.copytree(first.folder, tmp_path / name, symlinks=True)))

    listed = copy("listed")
    # The last of each kind: most has been done.
    kinds = {kind_of(where, listed): number for number, where in enumerate(points_of(listed, command), 1)}
    assert {"before statement", "before commit", "after commit"} <= set(kinds)
    for number in [*kinds.values()][::KINDS_APART]:
        folder = copy(f"killed{number}")
        where = run_and_kill(folder, command, number)
        assert where is not None
        _sound_after(folder, step, where)


@pytest.mark.deep
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_every_point_of(
    step: str, copy_office: MakeOffice, tmp_path: Path, alone: Callable[[Path], Path]
) -> None:
    start, _, _ = STEPS[step]
    first = copy_office()
    prepare(first, start)
    first.close()

    def copy(number: int) -> Path:
        return alone(Path(shutil.copytree(first.folder, tmp_path / f"killed{number}", symlinks=True)))

    visited = _kill_everywhere(step, copy)
    assert len(visited) > 8


@pytest.mark.deep
@pytest.mark.parametrize("step", ["submit"])
def test_killed_at_every_point_on_postgresql_of(
    step: str, copy_office: MakeOffice, tmp_path: Path, alone: Callable[[Path], Path], postgresql_server: Server
) -> None:
    first = copy_office("postgresql")
    prepare(first, STEPS[step][0])
    template = make_url(first.office.settings.database).database or ""
    first.close()
    made: list[str] = []

    def copy(number: int) -> Path:
        folder = alone(Path(shutil.copytree(first.folder, tmp_path / f"killed{number}", symlinks=True)))
        made.append(postgresql_server.new_database(template))
        return lay_folder(folder, database=postgresql_server.url(made[-1]))

    try:
        visited = _kill_everywhere(step, copy)
    finally:
        for name in made:
            postgresql_server.drop_database(name)
    assert len(visited) > 8


def _kill_everywhere(step: str, copy: Callable[[int], Path]) -> list[str]:
    visited: list[str] = []
    for number in range(1, 1000):
        folder = copy(number)
        where = run_and_kill(folder, STEPS[step][2], number)
        _sound_after(folder, step, where)
        if where is None:
            return visited
        visited.append(where)
    raise AssertionError("the command never came to its end")


def _sound_after(folder: Path, step: str, where: str | None) -> None:
    office = SmallOffice.open(folder)
    try:
        _check(office, step, where)
    except Exception as error:
        raise AssertionError(f"{step} killed at {where}") from error
    finally:
        office.close()
    shutil.rmtree(folder)


def _check(office: SmallOffice, step: str, where: str | None) -> None:
    start, end, command = STEPS[step]
    before = start or "draft"
    assert office.verify().ok
    states = set(office.states(*CODES))
    assert states <= {before, end}
    if step in ("submit", "sign", "receive", "publish"):
        assert len(states) == 1, "one memo, one site: never half of it"
    _no_number_lost(office)
    if where is None:
        assert states == {end}
    else:
        _again(office, command)
    assert office.states(*CODES) == [end, end]
    assert office.verify().ok
    _no_number_lost(office)
    for code in CODES:
        way = [WAY[state] for state in STATES[1 : STATES.index(end) + 1]]
        assert office.steps_of(code) == [step if name == "sign" and step == "receive" else name for name in way]
        assert len([e for e in office.item(code).evidence if not e.removed]) == 1
    if step == "publish":
        _site_shows(office)


def _again(office: SmallOffice, command: Command) -> None:
    try:
        command(office)
        reasons: set[str] = set()
    except WorkflowError as refused:
        reasons = {r.code for r in refused.reasons}
    # When everything had been recorded, doing it again is refused as a wrong moment, and changes nothing.
    assert reasons <= {"wrong_state", "memo_not_open"}


def _no_number_lost(office: SmallOffice) -> None:
    """A number is in the book exactly when a memo carries it."""
    from sqlalchemy import select

    from workflow.records.models import Submission

    with office.use_case() as use_case:
        carried = sorted(use_case.session.scalars(select(Submission.number)))
    assert office.numbers() == [(number, "issued") for number in carried]
    assert carried in ([], [1])


def _site_shows(office: SmallOffice) -> None:
    current = office.folder / "site" / "current"
    assert current.is_symlink()
    with office.use_case() as use_case:
        for item in use_case.items(CODES):
            for e in use_case.evidence(item):
                assert e.signed_sha256 is not None
                kept = office.office.store.get(e.signed_sha256)
                assert any(path.read_bytes() == kept for path in current.rglob("*.pdf"))


@pytest.mark.deep
@pytest.mark.parametrize("where", ["before converter.convert", "after converter.convert", "after commit"])
def test_killed_around_the_real_libreoffice(
    where: str, copy_office: MakeOffice, tmp_path: Path, libreoffice: Any
) -> None:
    first = copy_office()
    prepare(first, "group_compiled")
    first.close()

    def submit(office: SmallOffice) -> None:
        # A converter of its own, as every process has.
        office.submit(*CODES)
        office.close()

    assert run_and_kill(first.folder, submit, where, converter=WarmLibreOffice()) == where
    office = SmallOffice.open(first.folder, converter=libreoffice)
    assert office.verify().ok
    _no_number_lost(office)
    _again(office, STEPS["submit"][2])
    assert office.states(*CODES) == ["submitted", "submitted"]
    assert office.numbers() == [(1, "issued")]
    text = office.office.pdf.text(office.office.store.get(office.memo().memo_issued))
    assert "ทล ๐๑/๑" in text
    office.close()
