# ruff: noqa: PT012 -- the raising block is the unit of work
"""The number books: no number twice, none left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import text

from tests.records.racers import race
from tests.records.samples import LETTER, MEMO, NOW, YEAR
from workflow.records.books import BookKind, NumberStatus
from workflow.records.errors import AppendOnly, NumberRefused, NumberTaken, RecordConflict
from workflow.records.numbering import (
    Document,
    calendar_year,
    find,
    make_external,
    peek,
    reserve,
    start,
    take,
    take_given,
    take_reserved,
    void,
)
from workflow.records.registers import REGISTER_COLUMNS, export_register, gaps, listing
from workflow.records.unit_of_work import UnitOfWork

BY = {"by": "clerk.policy", "at": NOW}
OLD = Document(date(2022, 12, 30), "เรื่องของปีก่อน")


@pytest.fixture
def session(engine):
    with UnitOfWork(engine) as uow:
        yield uow.session
        uow.commit()


def refusal(function, *arguments, **options):
    with pytest.raises(NumberRefused) as refused:
        function(*arguments, **options)
    return refused.value


def test_numbers_begin_at_one_and_follow_each_other(session):
    assert peek(session, 1, MEMO, YEAR) == 1
    assert [take(session, 1, MEMO, YEAR, LETTER, **BY).number for _ in range(3)] == [1, 2, 3]
    assert peek(session, 1, MEMO, YEAR) == 4


def test_books_years_and_offices_count_for_themselves(session):
    take(session, 1, MEMO, YEAR, LETTER, **BY)
    assert take(session, 2, MEMO, YEAR, LETTER, **BY).number == 1
    assert take(session, 1, BookKind.ORDER, YEAR, LETTER, **BY).number == 1
    assert take(session, 1, MEMO, YEAR - 1, OLD, backdated=True, **BY).number == 1


def test_a_number_used_meanwhile_is_told(engine):
    with UnitOfWork(engine, read_only=True) as uow:
        expected = peek(uow.session, 1, MEMO, YEAR)
    with UnitOfWork(engine) as uow:
        take(uow.session, 1, MEMO, YEAR, LETTER, expected=expected, **BY)
        uow.commit()
    with pytest.raises(NumberTaken) as refused, UnitOfWork(engine) as uow:
        take(uow.session, 1, MEMO, YEAR, LETTER, expected=expected, **BY)
    assert isinstance(refused.value, RecordConflict)
    assert refused.value.facts == {"book": "memo", "year": YEAR, "expected": 1, "next": 2}


def test_a_reservation_is_used_by_its_holder_before_it_ends(session):
    until = NOW + timedelta(days=1)
    for _ in range(4):
        reserve(session, 1, MEMO, YEAR, until=until, **BY)
    take_reserved(session, 1, MEMO, YEAR, 1, LETTER, **BY)
    late = {"by": "clerk.policy", "at": until}
    assert refusal(take_reserved, session, 1, MEMO, YEAR, 2, LETTER, **late).code == "reservation_expired"
    other = {"by": "clerk.hr", "at": NOW}
    assert refusal(take_reserved, session, 1, MEMO, YEAR, 3, LETTER, **other).code == "reservation_of_other"
    take_reserved(session, 1, MEMO, YEAR, 3, LETTER, for_other=True, by="registrar", at=NOW)
    void(session, 1, MEMO, YEAR, 4, "ไม่ใช้แล้ว", **BY)
    assert refusal(take_reserved, session, 1, MEMO, YEAR, 4, LETTER, **BY).code == "number_void"
    assert refusal(take_reserved, session, 1, MEMO, YEAR, 1, LETTER, **BY).code == "number_not_reserved"
    assert refusal(take_reserved, session, 1, MEMO, YEAR, 9, LETTER, **BY).code == "number_unknown"
    assert peek(session, 1, MEMO, YEAR) == 5


def test_a_void_number_keeps_its_reason_and_is_never_given_again(session):
    take(session, 1, MEMO, YEAR, LETTER, **BY)
    assert refusal(void, session, 1, MEMO, YEAR, 1, "  ", **BY).code == "reason_missing"
    row = void(session, 1, MEMO, YEAR, 1, " พิมพ์ผิด ", by="registrar", at=NOW)
    assert (row.status, row.reason, row.voided_by, row.subject) == (
        NumberStatus.VOID,
        "พิมพ์ผิด",
        "registrar",
        LETTER.subject,
    )
    assert refusal(void, session, 1, MEMO, YEAR, 1, "อีกครั้ง", **BY).code == "number_void"
    assert take(session, 1, MEMO, YEAR, LETTER, **BY).number == 2


def test_an_office_starts_in_the_middle_of_a_year(session):
    start(session, 1, MEMO, YEAR, 120, at=NOW)
    assert take(session, 1, MEMO, YEAR, LETTER, **BY).number == 120
    assert gaps(session, 1, MEMO, YEAR, at=NOW).ok
    for number in (1, 119, 120):
        refused = refusal(start, session, 1, MEMO, YEAR, number, at=NOW)
        assert (refused.code, refused.facts["used"]) == ("book_start_backwards", 120)
    start(session, 1, MEMO, YEAR, 130, at=NOW)
    assert gaps(session, 1, MEMO, YEAR, at=NOW).gaps == [(121, 129)]


def test_a_wrong_start_is_corrected_while_nothing_was_taken(session):
    start(session, 1, MEMO, YEAR, 120, at=NOW)
    start(session, 1, MEMO, YEAR, 12, at=NOW)
    assert take(session, 1, MEMO, YEAR, LETTER, **BY).number == 12
    assert gaps(session, 1, MEMO, YEAR, at=NOW).ok
    assert refusal(start, session, 1, MEMO, YEAR, 0, at=NOW).code == "number_unknown"


def test_back_dating_takes_the_old_books_next_number_and_says_so(session):
    last_year = datetime(2022, 12, 30, 3, tzinfo=UTC)
    take(session, 1, MEMO, YEAR - 1, OLD, by="a", at=last_year)
    assert refusal(take, session, 1, MEMO, YEAR - 1, OLD, **BY).code == "book_year_closed"
    row = take(session, 1, MEMO, YEAR - 1, OLD, backdated=True, **BY)
    assert (row.number, row.backdated) == (2, True)
    assert refusal(take, session, 1, MEMO, YEAR - 1, LETTER, backdated=True, **BY).code == "document_date_outside_book"
    assert refusal(take, session, 1, MEMO, YEAR, LETTER, backdated=True, **BY).code == "not_backdated"
    coming = Document(date(2024, 1, 1), "x")
    assert refusal(take, session, 1, MEMO, YEAR + 1, coming, **BY).code == "book_year_not_begun"
    assert refusal(reserve, session, 1, MEMO, YEAR - 1, **BY).code == "book_year_closed"


def test_a_reservation_of_last_year_is_issued_as_back_dated(session):
    reserve(session, 1, MEMO, YEAR - 1, by="a", at=datetime(2022, 12, 30, 3, tzinfo=UTC))
    assert take_reserved(session, 1, MEMO, YEAR - 1, 1, OLD, by="a", at=NOW).backdated


def test_the_year_changes_at_midnight_in_bangkok():
    assert calendar_year(datetime(2022, 12, 31, 16, 59, tzinfo=UTC)) == 2565
    assert calendar_year(datetime(2022, 12, 31, 17, 0, tzinfo=UTC)) == 2566
    with pytest.raises(ValueError):
        calendar_year(datetime(2022, 12, 31))


def test_an_external_book_takes_given_numbers_once(session):
    assert refusal(take_given, session, 1, MEMO, YEAR, 7, LETTER, **BY).code == "book_not_started"
    make_external(session, 1, MEMO, YEAR, at=NOW)
    for code in (
        refusal(peek, session, 1, MEMO, YEAR).code,
        refusal(take, session, 1, MEMO, YEAR, LETTER, **BY).code,
        refusal(reserve, session, 1, MEMO, YEAR, **BY).code,
        refusal(start, session, 1, MEMO, YEAR, 3, at=NOW).code,
    ):
        assert code == "book_external"
    for number in (1043, 1007):
        take_given(session, 1, MEMO, YEAR, number, LETTER, **BY)
    refused = refusal(take_given, session, 1, MEMO, YEAR, 1007, LETTER, **BY)
    assert (refused.code, refused.facts["taken_by"]) == ("number_used", "clerk.policy")
    assert gaps(session, 1, MEMO, YEAR, at=NOW).ok
    take(session, 1, BookKind.ORDER, YEAR, LETTER, **BY)
    assert refusal(take_given, session, 1, BookKind.ORDER, YEAR, 9, LETTER, **BY).code == "book_internal"


def test_the_report_names_gaps_duplicates_and_expired_reservations(engine):
    with UnitOfWork(engine) as uow:
        for _ in range(5):
            take(uow.session, 1, MEMO, YEAR, LETTER, **BY)
        reserve(uow.session, 1, MEMO, YEAR, until=NOW + timedelta(hours=1), **BY)
        reserve(uow.session, 1, MEMO, YEAR, **BY)
        uow.commit()
    with UnitOfWork(engine, read_only=True) as uow:
        report = gaps(uow.session, 1, MEMO, YEAR, at=NOW)
        assert (report.ok, report.reserved) == (True, [6, 7])
        report = gaps(uow.session, 1, MEMO, YEAR, at=NOW + timedelta(days=1))
        assert (report.ok, report.expired, report.reserved) == (False, [6], [7])
        assert gaps(uow.session, 1, BookKind.MEETING, YEAR, at=NOW).ok
    # Past the triggers, as a badly made repair would.
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER book_number_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE book_number DISABLE TRIGGER USER")
        connection.exec_driver_sql("DELETE FROM book_number WHERE number IN (2, 3, 7)")
    with UnitOfWork(engine, read_only=True) as uow:
        report = gaps(uow.session, 1, MEMO, YEAR, at=NOW)
        assert report.gaps == [(2, 3), (7, 7)]
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE book SET next_number = 4")
    with UnitOfWork(engine, read_only=True) as uow:
        assert gaps(uow.session, 1, MEMO, YEAR, at=NOW).counter_behind == 4


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM book_number",
        "DELETE FROM book",
        "UPDATE book_number SET number = 9",
        "UPDATE book_number SET office_id = 9",
        "UPDATE book_number SET status = 'reserved', reserved_by = 'x' WHERE number = 1",
        "UPDATE book_number SET status = 'issued' WHERE number = 2",
        "UPDATE book_number SET reason = 'other' WHERE number = 2",
    ],
)
def test_the_database_refuses_to_take_a_number_back(engine, statement):
    with UnitOfWork(engine) as uow:
        take(uow.session, 1, MEMO, YEAR, LETTER, **BY)
        take(uow.session, 1, MEMO, YEAR, LETTER, **BY)
        void(uow.session, 1, MEMO, YEAR, 2, "พิมพ์ผิด", **BY)
        uow.commit()
    with pytest.raises(AppendOnly), UnitOfWork(engine) as uow:
        uow.session.execute(text(statement))


def test_the_database_refuses_one_number_twice(engine):
    with UnitOfWork(engine) as uow:
        take(uow.session, 1, MEMO, YEAR, LETTER, **BY)
        uow.commit()
    with UnitOfWork(engine) as uow:
        uow.session.execute(text("UPDATE book SET next_number = 1"))
        uow.commit()
    with pytest.raises(RecordConflict), UnitOfWork(engine) as uow:
        take(uow.session, 1, MEMO, YEAR, LETTER, **BY)
        uow.commit()


def test_two_processes_racing_for_numbers_neither_repeat_nor_skip(database_url, engine):
    said = race("take", database_url, 1, 12, processes=2)
    assert sorted(said) == list(range(1, 25))
    with UnitOfWork(engine, read_only=True) as uow:
        assert [row.number for row in listing(uow.session, 1, MEMO, YEAR)] == list(range(1, 25))
        assert gaps(uow.session, 1, MEMO, YEAR, at=NOW).ok


def test_the_register_has_the_official_columns_and_survives_odd_text(session, tmp_path):
    from openpyxl import load_workbook

    odd = Document(LETTER.dated, "=1+1\x07 <ข้อ>", label="ศธ ๐๔๐๐๐/๑", sender="-", recipient="@")
    take(session, 1, MEMO, YEAR, odd, **BY)
    take(session, 1, MEMO, YEAR, LETTER, **BY)
    void(session, 1, MEMO, YEAR, 2, "พิมพ์ผิด", **BY)
    reserve(session, 1, MEMO, YEAR, **BY)
    path = tmp_path / "ทะเบียน.xlsx"
    export_register(path, listing(session, 1, MEMO, YEAR), office="สำนักงานตัวอย่าง", book=MEMO, year=YEAR)
    sheet = load_workbook(path).worksheets[0]
    assert tuple(cell.value for cell in sheet[3]) == REGISTER_COLUMNS
    first, second, third = sheet[4], sheet[5], sheet[6]
    assert (first[0].value, first[1].value, first[2].value.date()) == (1, "ศธ ๐๔๐๐๐/๑", LETTER.dated)
    assert (first[5].value, first[5].data_type, first[4].value) == ("=1+1 <ข้อ>", "s", "@")
    assert second[7].value == "ยกเลิก: พิมพ์ผิด"
    assert third[7].value == "จองโดย clerk.policy"
    assert sheet["A2"].value == "สำนักงานตัวอย่าง ประจำปี พ.ศ. ๒๕๖๖"


class Counter(RuleBasedStateMachine):
    """Whatever is done in whatever order: numbers run from the first to the last, each once, none comes back."""

    def __init__(self, engine, office):
        super().__init__()
        self.engine, self.office = engine, office
        self.next = {YEAR: 1, YEAR - 1: 1}
        self.status = {}

    def _unit(self, function, *arguments, keep=True, **options):
        with UnitOfWork(self.engine) as uow:
            row = function(uow.session, self.office, MEMO, *arguments, **options)
            number = row.number
            if keep:
                uow.commit()
        return number

    def _took(self, year, number, status):
        assert number == self.next[year]
        self.next[year] += 1
        self.status[year, number] = status

    @rule(keep=st.booleans())
    def take(self, keep):
        number = self._unit(take, YEAR, LETTER, keep=keep, **BY)
        if keep:
            self._took(YEAR, number, "issued")

    @rule(keep=st.booleans())
    def reserve(self, keep):
        number = self._unit(reserve, YEAR, keep=keep, **BY)
        if keep:
            self._took(YEAR, number, "reserved")

    @rule()
    def backdate(self):
        self._took(YEAR - 1, self._unit(take, YEAR - 1, OLD, backdated=True, **BY), "issued")

    @precondition(lambda self: self.status)
    @rule(data=st.data())
    def void(self, data):
        year, number = data.draw(st.sampled_from(sorted(self.status)))
        if self.status[year, number] == "void":
            with pytest.raises(NumberRefused):
                self._unit(void, year, number, "เหตุผล", **BY)
        else:
            self._unit(void, year, number, "เหตุผล", **BY)
            self.status[year, number] = "void"

    @precondition(lambda self: self.status)
    @rule(data=st.data())
    def use(self, data):
        year, number = data.draw(st.sampled_from(sorted(self.status)))
        document = LETTER if year == YEAR else OLD
        if self.status[year, number] == "reserved":
            self._unit(take_reserved, year, number, document, **BY)
            self.status[year, number] = "issued"
        else:
            with pytest.raises(NumberRefused):
                self._unit(take_reserved, year, number, document, **BY)

    @rule(back=st.integers(1, 5))
    def expect_too_little(self, back):
        if self.next[YEAR] > back:
            with pytest.raises(NumberTaken):
                self._unit(take, YEAR, LETTER, expected=self.next[YEAR] - back, **BY)

    @invariant()
    def the_books_are_whole(self):
        with UnitOfWork(self.engine, read_only=True) as uow:
            for year, following in self.next.items():
                rows = listing(uow.session, self.office, MEMO, year)
                assert [row.number for row in rows] == list(range(1, following))
                assert {(year, row.number): row.status.value for row in rows} == {
                    key: status for key, status in self.status.items() if key[0] == year
                }
                assert gaps(uow.session, self.office, MEMO, year, at=NOW).ok
                assert find(uow.session, self.office, MEMO, year, following) is None


def test_no_order_of_doings_repeats_or_skips_a_number(engine):
    offices = iter(range(1, 10_000))
    run_state_machine_as_test(
        lambda: Counter(engine, next(offices)),
        settings=settings(
            max_examples=settings().max_examples // 5,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
