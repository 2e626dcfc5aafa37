"""The journal as it is shown and checked: every forgery is found, by the entry or by the memo that tells."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from tests.databases import Server
from tests.operations.conftest import BUILT_ONCE
from workflow.records.models import Submission
from workflow.rules.errors import NotFound
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase
from workflow.services.operations.restore import restore
from workflow.services.queries import journal
from workflow.thai import thai_digits

pytestmark = [pytest.mark.slow, BUILT_ONCE]

HASH = "3f" * 32


def tamper(office: Office, *statements: str) -> None:
    """As somebody who can write the database: without triggers."""
    with office.unit_of_work() as uow:
        for table in ("journal_entry", "book_number", "book"):
            names = uow.session.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"), {"t": table}
            ).scalars()
            for name in list(names):
                uow.session.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            uow.session.execute(text(statement))
        uow.commit()


def codes(found: journal.Verified) -> set[str]:
    return {reason.code for reason in found.reasons}


def test_an_untouched_office_verifies_up_to_the_last_signed_memo(at_meeting: Office) -> None:
    found = journal.verify(at_meeting)
    assert found.ok
    assert found.first_bad is None
    assert found.entries == found.head[0]
    assert 0 < found.sealed_until < found.entries
    assert any(not seal.signed for seal in found.seals), "memos on their way carry a seal too"


@pytest.mark.deep
def test_it_verifies_on_postgresql_as_well(
    saved: Path, tmp_path: Path, postgresql_server: Server, opened: Callable[[Path], Office]
) -> None:
    url = postgresql_server.url(postgresql_server.new_database())
    restore(saved, tmp_path / "there", opened, database=url)
    office = opened(tmp_path / "there")
    assert office.settings.database == url
    assert journal.verify(office).ok
    assert [line.item for line in journal.show(office, "O1").lines]


@pytest.mark.parametrize("where", ["first", "sealed", "last"])
def test_one_altered_entry_is_named(at_meeting: Office, where: str) -> None:
    sound = journal.verify(at_meeting)
    seq = {"first": 1, "sealed": sound.sealed_until, "last": sound.entries}[where]
    tamper(
        at_meeting,
        f"UPDATE journal_entry SET sealed = sealed || ' ' WHERE seq = {seq}",  # noqa: S608 -- a number
    )
    found = journal.verify(at_meeting)
    assert not found.ok
    assert found.first_bad == seq
    assert "entry_altered" in codes(found)


def test_a_deleted_tail_is_found_by_the_seal_of_the_last_memo_though_the_ledger_agrees(at_meeting: Office) -> None:
    sealed = journal.verify(at_meeting).sealed_until
    tamper(
        at_meeting,
        f"DELETE FROM journal_entry WHERE seq >= {sealed}",  # noqa: S608 -- a number
        "UPDATE office_ledger SET seq = (SELECT max(seq) FROM journal_entry)",
        "UPDATE office_ledger SET hash = (SELECT hash FROM journal_entry ORDER BY seq DESC LIMIT 1)",
    )
    found = journal.verify(at_meeting)
    assert found.first_bad == sealed
    assert "tail_missing" in codes(found)


def test_a_seal_changed_in_the_database_does_not_hide_what_the_memo_says(at_meeting: Office) -> None:
    tamper(at_meeting, "UPDATE submission SET seal_hash = memo_issued WHERE status = 'signed'")
    found = journal.verify(at_meeting)
    assert codes(found) == {"row_altered", "seal_row_differs"}
    assert found.first_bad is None


def test_a_memo_file_that_is_gone_or_damaged_is_told(at_meeting: Office) -> None:
    with at_meeting.unit_of_work(write=False) as uow:
        memos = uow.session.scalars(select(Submission).where(Submission.how == "sign"))
        gone, hurt = [memo.memo_signed or "" for memo in memos][:2]
    at_meeting.store.path(gone).unlink()
    path = at_meeting.store.path(hurt)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")
    found = journal.verify(at_meeting)
    assert codes(found) == {"seal_file_lost"}
    told = {(reason.facts["digest"], reason.facts["reason"]) for reason in found.reasons}
    assert told == {(gone, "stored_file_missing"), (hurt, "file_damaged")}


def test_a_state_that_the_journal_does_not_lead_to_is_told(at_meeting: Office) -> None:
    tamper(at_meeting, "UPDATE item SET state = 'published' WHERE code = 'O43'")
    found = journal.verify(at_meeting)
    assert codes(found) == {"row_altered", "state_differs"}
    (differs,) = [reason for reason in found.reasons if reason.code == "state_differs"]
    assert differs.facts["item_code"] == "O43"


def test_journal_verify_says_what_it_proves_and_exits_with_one_when_broken(
    meeting: Path, opened: Callable[[Path], Office], capsys: pytest.CaptureFixture[str]
) -> None:
    from commands.counter import run

    assert run(["--office", str(meeting), "journal", "verify"]) == 0
    said = re.sub(r"\s", "", capsys.readouterr().out)
    assert "ผู้ที่เขียนฐานข้อมูลได้" in said
    assert run(["--office", str(meeting), "journal", "verify", "--json"]) == 0
    sound = json.loads(capsys.readouterr().out)
    assert {"ok": True, "first_bad": None}.items() <= sound.items()
    tamper(opened(meeting), "UPDATE journal_entry SET sealed = sealed || ' ' WHERE seq = 7")
    assert run(["--office", str(meeting), "journal", "verify", "--json"]) == 1
    broken = json.loads(capsys.readouterr().out)
    assert (broken["ok"], broken["first_bad"], broken["entries"]) == (False, 7, sound["entries"])
    assert broken["reasons"][0]["code"] == "entry_altered"


# --- the seal in a memo's text ----------------------------------------------------------------------------------------


@given(st.integers(1, 10**9), st.integers(0, 2**256 - 1), st.data())
def test_a_seal_is_read_through_line_breaks_blanks_and_thai_digits(seq: int, digest: int, data: st.DataObject) -> None:
    sealed = f"{digest:064x}"
    broken = "".join(c + data.draw(st.sampled_from(["", "", "", " ", "\r\n"])) for c in sealed)
    written = f"{seq}{data.draw(st.sampled_from(['', ' ', chr(10)]))}: {broken}"
    shown = thai_digits(written) if data.draw(st.booleans()) else written
    assert journal.seals_in(f"รหัสบันทึกเหตุการณ์\r\n{shown}\r\nหน้า ๑") == [(seq, sealed)]


def test_digests_in_an_annex_are_no_seals() -> None:
    assert journal.seals_in(f"SHA-256 {HASH}\r\nO15: {HASH}f") == []


# --- show -------------------------------------------------------------------------------------------------------------


def test_an_items_entries_come_in_order_with_the_time_spent_in_each_state(at_meeting: Office) -> None:
    shown = journal.show(at_meeting, "o1")
    assert {line.item for line in shown.lines} == {"O1"}
    assert [line.seq for line in shown.lines] == sorted(line.seq for line in shown.lines)
    assert [stay.state for stay in shown.stays] == [
        "draft", "group_compiled", "submitted", "head_signed", "published",
    ]  # fmt: skip
    assert [stay.now for stay in shown.stays] == [False, False, False, False, True]
    with at_meeting.unit_of_work(write=False) as uow:
        opened_at = UseCase(at_meeting, uow).cycle.opened_at
    total = sum((stay.time for stay in shown.stays), timedelta())
    assert abs(at_meeting.now() - opened_at - total) < timedelta(seconds=5)


def test_entries_are_narrowed_by_person_day_and_number(at_meeting: Office) -> None:
    everything = journal.show(at_meeting)
    by_head = journal.show(at_meeting, person="head")
    assert 0 < len(by_head.lines) < len(everything.lines)
    assert {line.actor for line in by_head.lines} == {"head"}
    name = by_head.lines[0].name.split()[-1]
    assert {line.actor for line in journal.show(at_meeting, person=name).lines} >= {"head"}
    today = at_meeting.today()
    assert journal.show(at_meeting, day=today - timedelta(days=40)).lines == ()
    last = journal.show(at_meeting, limit=3)
    assert last.lines == everything.lines[-3:]
    assert last.more == len(everything.lines) - 3
    with pytest.raises(NotFound):
        journal.show(at_meeting, person="ไม่มีผู้นี้")
    with pytest.raises(NotFound):
        journal.show(at_meeting, "O99")


def test_journal_show_speaks_thai(meeting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from commands.counter import run

    assert run(["--office", str(meeting), "journal", "show", "O1"]) == 0
    said = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert "เผยแพร่บนเว็บไซต์" in said
    assert "เวลาที่อยู่ในแต่ละสถานะ" in said
    assert "← ปัจจุบัน" in said
    assert run(["--office", str(meeting), "--lang", "en", "journal", "show", "O1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["states"][-1] | {"seconds": 0} == {
        "state": "published", "seconds": 0, "times": 1, "now": True,
    }  # fmt: skip
