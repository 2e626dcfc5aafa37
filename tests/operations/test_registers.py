"""The number books as the registrar keeps them (on PostgreSQL, too, in make test-deep)."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

import wiring
from tests.operations.conftest import NOW, SetClock
from workflow.records import journal
from workflow.records.errors import NumberRefused
from workflow.records.models import Cycle, Document, Submission
from workflow.records.registers import REGISTER_COLUMNS
from workflow.rules.errors import BadInput, NotFound, Refused, WrongRole
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase
from workflow.services.numbering import registers, reports

ROOT = Path(__file__).parents[2]


def told(office: Office) -> list[tuple[str, dict[str, object]]]:
    """What the journal says of the books."""
    with office.unit_of_work(write=False) as uow:
        found = journal.entries(uow.session, UseCase(office, uow).office_id)
        return [(e.kind, e.facts) for e in found if e.kind.startswith(("number", "book"))]


def external(office: Office, book: str) -> None:
    settings = office.settings
    marked = {**settings.books, book: replace(settings.books[book], external=True)}
    office.settings = replace(settings, books=marked)


def internal(office: Office, book: str) -> None:
    settings = office.settings
    office.settings = replace(settings, books={**settings.books, book: replace(settings.books[book], external=False)})


def test_a_reserved_number_is_the_next_of_this_calendar_year(office: Office) -> None:
    first = registers.reserve(office, "registrar", "memo", subject="ขอเชิญประชุม")
    second = registers.reserve(office, "registrar", "memo")
    assert (first.book, first.year, first.number, first.label) == ("memo", 2566, 1, "ศธ 09999/1")
    assert second.number == 2
    assert told(office)[0] == (
        "number_reserved",
        {"book": "memo", "year": 2566, "number": 1, "label": "ศธ 09999/1", "subject": "ขอเชิญประชุม"},
    )


def test_numbers_begin_again_on_the_first_of_january(office: Office, clock: SetClock) -> None:
    registers.reserve(office, "registrar", "order")
    clock.at = NOW.replace(year=2024, month=1, day=1, hour=0, minute=5)
    assert registers.reserve(office, "registrar", "order").label == "1/2567"


def test_an_office_that_starts_in_mid_year_goes_on_where_its_paper_book_ended(office: Office) -> None:
    assert registers.start(office, "registrar", "memo", 512).label == "ศธ 09999/512"
    assert registers.reserve(office, "registrar", "memo").number == 512
    assert not reports.gap_reasons(reports.gaps(office, "memo")[0])
    with pytest.raises(NumberRefused) as backwards:
        registers.start(office, "registrar", "memo", 512)
    assert backwards.value.code == "book_start_backwards"
    with pytest.raises(NumberRefused) as early:
        registers.start(office, "registrar", "memo", 1, year=2567)
    assert early.value.code == "book_year_not_begun"
    assert [kind for kind, _ in told(office)] == ["book_started", "number_reserved"]


def test_a_number_skipped_by_a_later_start_is_reported_as_a_gap(office: Office) -> None:
    registers.reserve(office, "registrar", "memo")
    registers.start(office, "registrar", "memo", 5)
    (report,) = reports.gaps(office, "memo")
    assert report.gaps == [(2, 4)]
    assert reports.gap_reasons(report)[0].code == "number_gap"


@pytest.mark.parametrize("login", ["clerk.hr", "head", "web", "director.admin"])
def test_only_the_registrar_changes_a_book_and_everybody_reads(office: Office, login: str) -> None:
    registers.reserve(office, "registrar", "memo")
    for act in (
        lambda: registers.start(office, login, "memo", 9),
        lambda: registers.reserve(office, login, "memo"),
        lambda: registers.issue(office, login, "memo", 1, subject="ก"),
        lambda: registers.void(office, login, "memo", 1, "พิมพ์ผิด"),
    ):
        with pytest.raises(WrongRole) as refused:
            act()
        assert refused.value.reasons[0].facts["who"] == ["registrar"]
    assert [row.status for row in reports.listing(office)] == ["reserved"]


def test_a_reservation_ends_with_its_last_day_and_is_then_voided_never_given_again(
    office: Office, clock: SetClock
) -> None:
    until = NOW.date() + timedelta(days=2)
    registers.reserve(office, "registrar", "memo", until=until, subject="ขอเชิญประชุม")
    registers.reserve(office, "registrar", "memo", until=until)
    clock.at = NOW.replace(day=until.day, hour=23, minute=59)
    assert registers.issue(office, "registrar", "memo", 1).status == "issued"
    clock.go(minutes=1)
    with pytest.raises(NumberRefused) as late:
        registers.issue(office, "registrar", "memo", 2, subject="สาย")
    assert late.value.code == "reservation_expired"
    (report,) = reports.gaps(office, "memo")
    assert [reason.code for reason in reports.gap_reasons(report)] == ["number_expired"]
    registers.void(office, "registrar", "memo", 2, "จองแล้วไม่ได้ใช้")
    assert registers.reserve(office, "registrar", "memo").number == 3


def test_a_day_that_is_over_is_no_end_of_a_reservation(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        registers.reserve(office, "registrar", "memo", until=NOW.date() - timedelta(days=1))
    assert refused.value.code == "until_is_over"
    assert not reports.listing(office)


def test_back_dating_takes_a_number_of_the_old_years_book_and_says_so(office: Office) -> None:
    done = registers.reserve(office, "registrar", "order", backdate=date(2022, 12, 30), subject="แต่งตั้งเวร")
    assert (done.year, done.label, done.status, done.backdated) == (2565, "1/2565", "issued", True)
    (row,) = reports.listing(office, "order", year=2565)
    assert (row.backdated, row.dated) == (True, date(2022, 12, 30))
    assert not reports.listing(office, "order")
    with pytest.raises(NumberRefused) as refused:
        registers.reserve(office, "registrar", "order", backdate=date(2023, 4, 1), subject="ยังไม่สิ้นปี")
    assert refused.value.code == "not_backdated"
    assert told(office) == [
        ("number_issued", {"book": "order", "year": 2565, "number": 1, "label": "1/2565", "subject": "แต่งตั้งเวร",
                           "backdated": True, "dated": "2022-12-30"}),
    ]  # fmt: skip


def test_an_external_book_is_declared_by_its_first_number_and_holds_each_once(office: Office) -> None:
    external(office, "memo")
    with pytest.raises(BadInput) as without:
        registers.reserve(office, "registrar", "memo", subject="ก")
    assert without.value.code == "external_book_needs_number"
    done = registers.reserve(office, "registrar", "memo", number="ศธ ๐๙๙๙๙/๔๕๖", subject="จากระบบอื่น")
    assert (done.number, done.label) == (456, "ศธ ๐๙๙๙๙/๔๕๖")
    with pytest.raises(NumberRefused) as twice:
        registers.reserve(office, "registrar", "memo", number="ศธ 09999/456", subject="ซ้ำ")
    assert twice.value.code == "number_used"
    with pytest.raises(NumberRefused) as started:
        registers.start(office, "registrar", "memo", 500)
    assert started.value.code == "book_external"


def test_a_book_taken_back_from_the_other_system_counts_on_behind_it(office: Office) -> None:
    external(office, "memo")
    registers.reserve(office, "registrar", "memo", number="ศธ 09999/456", subject="จากระบบอื่น")
    internal(office, "memo")
    with pytest.raises(BadInput):
        registers.reserve(office, "registrar", "memo", number="ศธ 09999/457", subject="ก")
    registers.start(office, "registrar", "memo", 460)
    assert registers.reserve(office, "registrar", "memo").number == 460
    assert reports.gaps(office, "memo")[0].gaps == [(457, 459)]


def test_a_void_number_keeps_its_place_and_reason(office: Office) -> None:
    registers.reserve(office, "registrar", "memo", subject="ก")
    with pytest.raises(NumberRefused) as silent:
        registers.void(office, "registrar", "memo", 1, "  ")
    assert silent.value.code == "reason_missing"
    registers.void(office, "registrar", "memo", 1, "พิมพ์ผิด")
    with pytest.raises(NumberRefused) as again:
        registers.void(office, "registrar", "memo", 1, "อีกครั้ง")
    assert again.value.code == "number_void"
    (row,) = reports.listing(office, "memo")
    assert (row.status, row.reason) == ("void", "พิมพ์ผิด")
    assert registers.reserve(office, "registrar", "memo").number == 2


def _memo(office: Office, number: int, status: str) -> None:
    with office.unit_of_work() as uow:
        use_case = UseCase(office, uow)
        cycle = Cycle(office_id=use_case.office_id, framework="moe-oit", fiscal_year=2566, opened_at=use_case.now)
        uow.session.add(cycle)
        uow.session.flush()
        uow.session.add(
            Submission(
                cycle_id=cycle.id,
                office_id=use_case.office_id, group_key="hr", label=f"ศธ 09999/{number}", book_year=2566, number=number,
                subject="ก", status=status, officer="clerk.hr", submitted_by="director.hr", submitted_at=use_case.now,
                route=[], memo_docx="a" * 64, memo_issued="b" * 64, memo_pages=1, seal_seq=1, seal_hash="c" * 64,
            )
        )  # fmt: skip
        uow.commit()


@pytest.mark.parametrize("status", ["open", "signed"])
def test_the_number_of_a_living_memo_is_not_voided_in_the_register(office: Office, status: str) -> None:
    registers.reserve(office, "registrar", "memo", subject="ก")
    _memo(office, 1, status)
    with pytest.raises(Refused) as refused:
        registers.void(office, "registrar", "memo", 1, "ทดลอง")
    assert [reason.code for reason in refused.value.reasons] == ["number_of_memo"]
    assert refused.value.reasons[0].who == "director.hr"
    assert reports.listing(office, "memo")[0].status == "reserved"


def _order(office: Office, label: str, signed: str | None) -> int:
    with office.unit_of_work() as uow:
        use_case = UseCase(office, uow)
        row = Document(
            office_id=use_case.office_id, kind="order", subject="แต่งตั้ง", status="issued", facts={}, label=label,
            dated=use_case.today, docx="a" * 64, issued="b" * 64, signed=signed, drafted_by="clerk.admin",
            drafted_at=use_case.now, issued_by="registrar",
        )  # fmt: skip
        uow.session.add(row)
        uow.session.flush()
        uow.commit()
        return row.id


def test_an_order_issued_for_paper_becomes_void_with_its_number_but_a_signed_one_stays(office: Office) -> None:
    for _ in range(2):
        reserved = registers.reserve(office, "registrar", "order", subject="แต่งตั้ง")
        registers.issue(office, "registrar", "order", reserved.number)
    paper, signed = _order(office, "1/2566", None), _order(office, "2/2566", "d" * 64)
    registers.void(office, "registrar", "order", 1, "หัวหน้าไม่ลงนาม")
    with pytest.raises(Refused) as refused:
        registers.void(office, "registrar", "order", 2, "ขอยกเลิก")
    assert refused.value.reasons[0].code == "number_of_signed_document"
    with office.unit_of_work(write=False) as uow:
        assert uow.session.get_one(Document, paper).status == "void"
        assert uow.session.get_one(Document, signed).status == "issued"


def test_an_unknown_book_is_answered_with_those_there_are(office: Office) -> None:
    with pytest.raises(NotFound) as refused:
        registers.reserve(office, "registrar", "letters")
    assert refused.value.facts["books"] == ["memo", "order", "announcement", "meeting"]


def test_the_export_has_the_columns_of_the_official_outgoing_register(office: Office, tmp_path: Path) -> None:
    registers.reserve(office, "registrar", "memo", subject="=HYPERLINK ไม่ใช่สูตร", recipient="นายอำเภอ")
    registers.issue(office, "registrar", "memo", 1)
    registers.reserve(office, "registrar", "memo")
    registers.void(office, "registrar", "memo", 2, "พิมพ์ผิด")
    assert reports.export(office, tmp_path / "memo.xlsx") == 2
    sheet = load_workbook(tmp_path / "memo.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert tuple(rows[0]) == REGISTER_COLUMNS
    assert rows[1][1] == "ศธ 09999/1"
    assert rows[1][4:6] == ["นายอำเภอ", "=HYPERLINK ไม่ใช่สูตร"]
    assert rows[2][7] == "ยกเลิก: พิมพ์ผิด"
    assert sorted(p.name for p in tmp_path.glob("*.xlsx*")) == ["memo.xlsx"]
    with pytest.raises(BadInput):
        reports.export(office, tmp_path / "memo.csv")
    with pytest.raises(BadInput) as nowhere:
        reports.export(office, tmp_path / "absent" / "memo.xlsx")
    assert nowhere.value.code == "folder_not_writable"


RACER = """
import sys, wiring
from pathlib import Path
from workflow.services.numbering import registers
office = wiring.build(Path(sys.argv[1]))
with office.unit_of_work(write=False) as uow:
    uow.session.connection()
print("ready", flush=True)
sys.stdin.readline()
for _ in range(8):
    print(registers.reserve(office, "registrar", "memo").number, flush=True)
"""


@pytest.mark.deep
def test_two_clerks_at_once_never_get_the_same_number_and_none_is_skipped(office: Office) -> None:
    racing = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(office.folder)], cwd=ROOT, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for one in racing:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n", one.stderr.read() if one.stderr else ""
    for one in racing:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said: list[int] = []
    for one in racing:
        output, errors = one.communicate(timeout=600)
        assert one.returncode == 0, errors
        said += [int(line) for line in output.split()]
    assert sorted(said) == list(range(1, 17))


# --- the commands -----------------------------------------------------------------------------------------------------


@pytest.fixture
def at_counter(tmp_path: Path, founded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A founded office with the registrar logged in."""
    from commands.sessions import Sessions
    from workflow.services.administration.sessions import login

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    office = wiring.build(founded)
    Sessions(founded).keep("registrar", login(office, "registrar", "demo-only").token)
    office.database.close()
    return founded


def test_register_reserve_prints_the_contracts_json(at_counter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from commands.counter import run

    assert run(["--office", str(at_counter), "register", "reserve", "memo", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["book", "year", "number", "label"]
    assert (said["book"], said["number"], said["label"]) == ("memo", 1, "ศธ 09999/1")
    assert run(["--office", str(at_counter), "register", "void", "memo", "1"]) == 1
    assert "--reason" in capsys.readouterr().err
    assert run(["--office", str(at_counter), "register", "void", "memo", "1", "--reason", "พิมพ์ผิด"]) == 0
    assert run(["--office", str(at_counter), "register", "list"]) == 0
    listed = capsys.readouterr().out
    assert "ยกเลิกแล้ว:" in listed
    assert "พิมพ์ผิด" in listed
    assert run(["--office", str(at_counter), "register", "gaps", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["ok"] is True
    assert run(["--office", str(at_counter), "register", "list", "letters"]) == 2
