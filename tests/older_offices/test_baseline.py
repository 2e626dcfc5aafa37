"""The baseline of an office that an earlier program made: shown, written once, and blocking nothing that was online."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

import messages
import wiring
from tests.cli.terminal import oit
from tests.older_offices.test_opening import CODES, DAY, STATES, public_files, unpacked
from tests.services.small_office import SECRET, Clock, SmallOffice
from workflow.records.models import Verdict
from workflow.rules.errors import BadInput, CheckFailed, Refused, WrongRole
from workflow.services.administration.accepting import accept, pending
from workflow.services.operations import baseline, settling
from workflow.services.operations.doctor import examine
from workflow.services.publication.publishing import publish
from workflow.services.queries.journal import show, verify


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return unpacked(tmp_path / "office")


def opened(folder: Path) -> SmallOffice:
    office = SmallOffice.open(folder, Clock(DAY))
    office.office.database.upgrade()
    return office


@pytest.fixture
def older(folder: Path) -> Iterator[SmallOffice]:
    office = opened(folder)
    yield office
    office.close()


def note(office: SmallOffice) -> dict[str, str]:
    return {c.code: c.severity for c in examine(office.office).checks if c.code.startswith("baseline")}


def test_what_there_is_is_shown_and_nothing_is_written(older: SmallOffice) -> None:
    before = len(older.journal())
    shown = baseline.proposed(older.office)
    assert shown is not None
    assert [one["item"] for one in shown.online] == ["O1", "O2", "O4"]
    assert shown.adopted == [{"year": 2569, "item": "O2"}]
    assert [one["person"] for one in shown.keys][:1] == ["head"]
    assert "director.hr" in [one["login"] for one in shown.people]
    assert (shown.together, shown.shared, shown.unproven) == ([], [], [])
    for language in ("th", "en"):
        told = [messages.say(one.code, one.facts, language) for one in shown.told()]
        assert not [line for line in told if "…" in line or "baseline" in line.partition(" ")[0]]
    assert len(older.journal()) == before
    assert note(older) == {"baseline_waits": "caution"}


def test_it_is_one_entry_written_once_by_two(older: SmallOffice) -> None:
    shown = baseline.proposed(older.office)
    assert shown is not None
    with pytest.raises(WrongRole):
        baseline.ask_for(older.office, "clerk.admin", shown)
    before = len(older.journal())
    asked = baseline.ask_for(older.office, "registrar", shown)
    with pytest.raises(Refused):
        settling.confirm(older.office, "registrar", asked)
    assert baseline.proposed(older.office) == shown
    settling.confirm(older.office, "head", asked)
    assert [e.kind for e in older.journal()[before:]] == ["power_asked", "power_confirmed", "baseline"]
    assert baseline.proposed(older.office) is None
    with pytest.raises(BadInput) as again:
        baseline.ask_for(older.office, "web", shown)
    assert again.value.code == "baseline_exists"
    assert note(older) == {"baseline_written": "ok"}
    (line,) = show(older.office, limit=1).lines
    assert "3" in messages.journal(line.kind, line.step, line.facts, "th")
    assert verify(older.office).ok
    assert older.states(*CODES) == STATES


@pytest.mark.deep
def test_what_changed_since_it_was_shown_is_shown_again(older: SmallOffice) -> None:
    shown = baseline.proposed(older.office)
    assert shown is not None
    older.sign("O3")
    older.publish("O3")
    with pytest.raises(BadInput) as refused:
        baseline.ask_for(older.office, "registrar", shown)
    assert refused.value.code == "baseline_changed"


def test_two_heads_of_before_are_told_and_taken_over(folder: Path) -> None:
    """The earlier program let two people hold one post; the database of today would not."""
    with sqlite3.connect(folder / "oit.db") as database:
        database.execute(
            "INSERT INTO appointment (office_id, person_id, role, kind, post, starts) SELECT office_id, id, 'head',"
            " 'holder', 'หัวหน้าสำนักงานทดลองเล็ก', '2026-03-01' FROM person WHERE login = 'director.policy'"
        )
    database.close()
    older = opened(folder)
    try:
        shown = baseline.proposed(older.office)
        assert shown is not None
        assert [one["logins"] for one in shown.together] == [["head", "director.policy"]]
        settling.confirm(older.office, "deputy", baseline.ask_for(older.office, "registrar", shown))
        assert note(older) == {"baseline_written": "ok", "baseline_together": "caution"}
        files = public_files(folder)
        older.sign("O3")
        older.publish("O3")
        assert files.items() <= public_files(folder).items()
    finally:
        older.close()


def test_what_was_online_without_a_verdict_blocks_nothing_once_it_is_taken_over(older: SmallOffice) -> None:
    with older.office.unit_of_work() as uow:
        uow.session.execute(delete(Verdict).where(Verdict.evidence_id.is_not(None)))
        uow.commit()
    older.sign("O3")
    (refused,) = publish(older.office, "web", ["O3"])
    assert isinstance(refused.error, CheckFailed)
    shown = baseline.proposed(older.office)
    assert shown is not None
    assert [one["item"] for one in shown.unproven] == ["O1", "O4"]
    settling.confirm(older.office, "deputy", baseline.ask_for(older.office, "registrar", shown))
    older.publish("O3")
    assert older.states("O3") == ["published"]


def test_the_doctor_shows_it_and_writes_it_when_told_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def doctor(*words: str) -> Any:
        return oit("doctor", "--upgrade", *words, "--json", "--office", folder).json

    # Nobody can log in yet: an administrator's password is asked for, and nobody else's opens it.
    assert doctor()["unmet"][0]["code"] == "not_logged_in"
    monkeypatch.setenv("OIT_PASSWORD", SECRET)
    assert doctor("--as", "clerk.hr")["unmet"][0]["code"] == "wrong_password"
    monkeypatch.setenv("OIT_PASSWORD", "something else")
    assert doctor("--as", "registrar")["unmet"][0]["code"] == "wrong_password"
    monkeypatch.setenv("OIT_PASSWORD", SECRET)
    told = doctor("--as", "registrar")["baseline"]
    assert {line["code"] for line in told} >= {"baseline_settings", "baseline_person", "baseline_online"}
    assert oit("login", "registrar", "--office", folder).code == 0
    assert doctor("--confirm")["baseline"]
    (waits,) = oit("request", "--json", "--office", folder).json
    assert oit("login", "head", "--office", folder).code == 0
    assert oit("request", "confirm", str(waits["request"]), "--yes", "--as", "head", "--office", folder).code == 0
    assert doctor("--as", "registrar")["baseline"] == []


def test_what_its_settings_say_holds_until_two_people_accept_them_once(older: SmallOffice) -> None:
    settings = older.folder / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace("required_grade = 1", "required_grade = 2"), "utf-8")
    again = wiring.build(older.folder, clock=older.office.clock)
    assert (again.settings.required_grade, again.unaccepted, pending(again).ever) == (2, (), False)
    assert (accept(again, "registrar")[1] is None, accept(again, "head")[1] is None) == (False, True)
    settings.write_text(settings.read_text("utf-8").replace("required_grade = 2", "required_grade = 0"), "utf-8")
    assert wiring.build(older.folder).settings.required_grade == 2
    again.close()
