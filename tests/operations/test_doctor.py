"""The doctor: sound offices are told so; each kind of damage is found, with what to do."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

import messages
from tests.operations.conftest import BUILT_ONCE, ON_EACH, SetClock, add_settings
from workflow.ports.checks import Check
from workflow.records.models import Login, Request, RequestKind, Verdict
from workflow.rules.errors import BadInput
from workflow.services.administration.sessions import login
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase
from workflow.services.numbering import registers
from workflow.services.operations.backup import backup
from workflow.services.operations.doctor import Report, _rows, examine
from workflow.services.operations.repair import repair


def unwell(report: Report) -> dict[str, str]:
    """Code -> severity of what is not well; the sample's settings name days long past."""
    return {c.code: c.severity for c in report.checks if c.severity != "ok" and not c.code.startswith("renewal")}


YOUNG = {"administrator_holds": "caution", "no_standing_order_yet": "caution"}
"""Of an office whose registrar administers, and which has no standing order of substitutes yet."""


def close_rights(office: Office) -> None:
    office.folder.chmod(0o700)


@ON_EACH
def test_an_office_just_founded_is_sound_on_either_database(office: Office) -> None:
    close_rights(office)
    report = examine(office)
    assert unwell(report) == {**YOUNG, "backup_never": "caution"}
    assert report.exit_code == 0
    for check in report.checks:
        for language in ("th", "en"):
            said = messages.say(check.code, check.facts, language)
            assert check.code not in said
            assert "…" not in said
            assert messages.do(check.code, check.facts, language)


def test_renewals_due_within_a_month_are_cautions_and_overdue_ones_broken(office: Office, clock: SetClock) -> None:
    site = replace(office.settings.site, hosting_expires=clock.now().date() + timedelta(days=30), domain_expires=None)
    office.settings = replace(office.settings, site=site)
    assert [(c.code, c.severity) for c in examine(office).checks if "renewal" in c.code] == [
        ("renewal_soon", "caution")
    ]
    clock.go(days=31)
    report = examine(office)
    assert [(c.code, c.severity, c.facts["days"]) for c in report.checks if "renewal" in c.code] == [
        ("renewal_over", "broken", 1)
    ]
    assert report.exit_code == 1


def test_ended_sessions_are_removed_and_open_ones_stay(office: Office, clock: SetClock) -> None:
    login(office, "registrar", "demo-only")
    clock.go(hours=5)
    login(office, "web", "demo-only")
    clock.go(hours=4)
    assert [c.facts["count"] for c in examine(office).checks if c.code == "sessions_removed"] == [1]
    with office.unit_of_work(write=False) as uow:
        assert len(uow.session.query(Login).all()) == 1


def test_books_backups_and_requests_that_wait_are_cautions(office: Office, clock: SetClock, tmp_path: Path) -> None:
    close_rights(office)
    registers.reserve(office, "registrar", "memo", until=clock.now().date())
    registers.start(office, "registrar", "memo", 9)
    backup(office, "registrar", tmp_path / "b.zip")
    clock.go(days=40)
    report = examine(office)
    wanted = {"number_gap": "caution", "number_expired": "caution", "backup_old": "caution"}
    assert unwell(report) == {**YOUNG, **wanted}
    assert report.exit_code == 0


def test_what_this_machine_lacks_is_exit_four_unless_something_is_broken_too(office: Office) -> None:
    close_rights(office)
    office.settings = replace(
        office.settings, site=replace(office.settings.site, hosting_expires=None, domain_expires=None)
    )
    lacking = Check("libreoffice_missing", "broken", {"package": "libreoffice-writer-nogui"}, missing=True)
    office.check_machine = lambda: [lacking]
    assert examine(office).exit_code == 4
    (office.folder / "keys").mkdir()
    office.folder.chmod(0o755)
    (office.folder / "keys").chmod(0o755)
    (office.folder / "keys" / "head.p12").write_bytes(b"key")
    report = examine(office)
    assert unwell(report)["keys_open"] == "broken"
    assert report.exit_code == 1
    (office.folder / "keys").chmod(0o700)
    assert "keys_open" not in unwell(examine(office))


def test_a_full_disk_is_told_before_it_hurts(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(office.folder)
    for free, severity in ((50_000_000, "broken"), (500_000_000, "caution"), (5_000_000_000, "ok")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _path, free=free: usage._replace(free=free))
        assert [c.severity for c in examine(office).checks if c.code.startswith("disk")] == [severity]


def test_a_database_that_cannot_be_opened_does_not_stop_the_other_checks(
    tmp_path: Path, opened: Callable[[Path], Office]
) -> None:
    from tests.operations.conftest import lay

    folder = lay(tmp_path / "office")
    (folder / "oit.db").write_bytes(b"this is no database" * 100)
    report = examine(opened(folder))
    assert report.exit_code == 1
    assert unwell(report)["database_damaged"] == "broken"
    assert {"table_sound", "disk_room"} <= {c.code for c in report.checks}


@BUILT_ONCE
@pytest.mark.slow
def test_damage_to_store_site_journal_and_states_is_found(at_meeting: Office) -> None:
    close_rights(at_meeting)
    sound = examine(at_meeting)
    assert unwell(sound) == {"backup_never": "caution", "no_standing_order_yet": "caution"}
    (entries,) = [c.facts["entries"] for c in sound.checks if c.code == "journal_sound"]
    assert isinstance(entries, int)

    live = at_meeting.site.live()
    assert live is not None
    (live.public / "index.html").chmod(0o644)
    (live.public / "index.html").write_text("<h1>hacked</h1>", encoding="utf-8")
    orphan = at_meeting.store.put(b"nobody names these bytes")
    old = at_meeting.now().timestamp() - 7200
    os.utime(at_meeting.store.path(orphan), (old, old))
    at_meeting.store.put(b"on its way, just written")
    with at_meeting.unit_of_work() as uow:
        use_case = UseCase(at_meeting, uow)
        first, second = (use_case.item(code) for code in ("O1", "O43"))
        gone = first.evidence[0].sha256
        hurt = second.evidence[0].sha256 if second.evidence else use_case.item("O3").evidence[0].sha256
        uow.session.add(
            Request(
                office_id=use_case.office_id, kind=RequestKind.EXCEPTION, subject="O1", item_id=first.id, round=1,
                need="route_complete", reason="ก", facts={}, asked_by="clerk.hr", asked_at=use_case.now,
            )
        )  # fmt: skip
        uow.session.execute(text("UPDATE item SET online_revision_id = NULL, online = 'none' WHERE code = 'O1'"))
        uow.session.execute(text("DROP TRIGGER IF EXISTS refuse_update_journal_entry"))
        uow.commit()
    at_meeting.store.path(gone).unlink()
    at_meeting.store.path(hurt).chmod(0o644)
    at_meeting.store.path(hurt).write_bytes(b"other bytes")
    found = unwell(examine(at_meeting))
    assert found == {
        "store_missing": "broken", "store_damaged": "broken", "store_orphans": "caution", "site_damaged": "broken",
        "site_differs": "broken", "exception_waits": "caution", "backup_never": "caution",
        "no_standing_order_yet": "caution", "journal_broken": "broken", "row_altered": "broken",
    }  # fmt: skip


@BUILT_ONCE
@pytest.mark.slow
def test_the_command_prints_each_check_with_what_to_do(meeting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from commands.counter import run

    text_ = (meeting / "office.toml").read_text(encoding="utf-8")
    kept = [line for line in text_.splitlines() if "_expires" not in line]
    (meeting / "office.toml").write_text("\n".join(kept), encoding="utf-8")
    meeting.chmod(0o700)
    add_settings(meeting, "")
    assert run(["--office", str(meeting), "doctor", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    assert said["severity"] == "caution"
    assert {"code", "severity", "text", "do", "missing", "facts"} == set(said["checks"][0])
    shutil.rmtree(meeting / "site")
    assert run(["--office", str(meeting), "doctor"]) == 1
    assert "oit site build" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.parametrize(
    ("statement", "table", "column"),
    [
        ("UPDATE book SET next_number = 'nine'", "book", "next_number"),
        ("UPDATE person SET name = x'fffe00'", "person", "name"),
        ("UPDATE appointment SET starts = 'when he comes back'", "appointment", "starts"),
        ("UPDATE appointment SET role = 'king'", "appointment", "role"),
    ],
)
def test_a_row_that_does_not_hold_what_it_should_is_named(
    office: Office, statement: str, table: str, column: str
) -> None:
    """SQLite keeps anything in any column; every other look is taken all the same."""
    registers.start(office, "registrar", "memo", 7)
    with office.unit_of_work() as uow:
        for name in uow.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            uow.session.execute(text(f'DROP TRIGGER "{name}"'))
        uow.session.execute(text("PRAGMA ignore_check_constraints = ON"))
        uow.session.execute(text(f"{statement} WHERE rowid = (SELECT max(rowid) FROM {table})"))  # noqa: S608
        uow.commit()
    report = Report()
    _rows(office, report)
    assert [(c.code, c.facts["table"], c.facts["column"]) for c in report.checks] == [("row_unreadable", table, column)]
    codes = [c.code for c in examine(office).checks]
    assert "disk_room" in codes or "disk_little" in codes


def test_lost_and_damaged_files_come_back_from_a_backup_by_their_digest(office: Office, tmp_path: Path) -> None:
    kept = [office.store.put(data) for data in (b"first", b"second", b"third")]
    with office.unit_of_work() as uow:
        use_case = UseCase(office, uow)
        for digest in kept:
            judged = {"file_sha256": digest, "status": "PASSED", "grade": 2, "record": {}, "at": use_case.now}
            uow.session.add(Verdict(office_id=use_case.office_id, **judged))
        uow.commit()
    saved = backup(office, "registrar", tmp_path / "saved.zip")
    office.store.path(kept[0]).unlink()
    office.store.path(kept[1]).chmod(0o644)
    office.store.path(kept[1]).write_bytes(b"hurt")
    done = repair(office, saved.path)
    assert (sorted(done.fetched), done.lost) == (sorted(kept[:2]), ())
    assert [office.store.get(digest) for digest in kept] == [b"first", b"second", b"third"]
    (tmp_path / "none.zip").write_bytes(b"this is no archive")
    with pytest.raises(BadInput) as refused:
        repair(office, tmp_path / "none.zip")
    assert refused.value.code == "backup_unreadable"
