"""Several things in one transaction: all are written together, and what a refused one had written is undone alone."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import event

from tests.services.small_office import SmallOffice
from workflow.records.kinds import Kind
from workflow.records.writing import add_row
from workflow.rules.errors import BadInput
from workflow.services.context.results import Outcome, each_within
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting

NOTE = Kind.BACKED_UP


def taken(office: SmallOffice, do: Callable[[UseCase, Record, str], None], things: str) -> list[Outcome]:
    with acting(office.office, "registrar", lock=True) as use_case:
        record = Record(use_case)
        return each_within(use_case, things, lambda thing: do(use_case, record, thing))


def note(use_case: UseCase, record: Record, thing: str) -> None:
    record.add(NOTE, {"thing": thing})
    told = {"office_id": use_case.office_id, "at": use_case.now, "recipient": thing, "facts": {}, "sent_at": None}
    add_row(use_case.session, "Outbox", **told)


def noted(office: SmallOffice) -> str:
    return "".join(e.facts["thing"] for e in office.journal() if e.kind == NOTE)


def test_what_is_refused_before_it_writes_stops_no_other_and_costs_nothing(small: SmallOffice) -> None:
    tries = []

    def one(use_case: UseCase, record: Record, thing: str) -> None:
        tries.append(thing)
        if thing == "b":
            raise BadInput("no")
        note(use_case, record, thing)

    results = taken(small, one, "abc")
    assert [r.error is None for r in results] == [True, False, True]
    assert (noted(small), "".join(tries)) == ("ac", "abc")
    assert small.verify().ok


def test_what_is_refused_after_it_wrote_is_undone_alone(small: SmallOffice) -> None:
    def one(use_case: UseCase, record: Record, thing: str) -> None:
        note(use_case, record, thing)
        if thing == "b":
            raise BadInput("no")

    results = taken(small, one, "abc")
    assert [r.error is None for r in results] == [True, False, True]
    assert noted(small) == "ac"
    assert small.verify().ok


def test_what_was_known_of_what_is_undone_is_asked_anew(small: SmallOffice) -> None:
    """Who took part in a round is kept in mind as it is written; undone, it is not written already."""
    small.hand_in("O1", "O2")
    tries: list[str] = []

    def one(use_case: UseCase, record: Record, thing: str) -> None:
        use_case.add_contributor(use_case.item(thing), "compiled")
        record.add(NOTE, {"thing": thing[1]})
        tries.append(thing)
        if tries == ["O1", "O2"]:
            raise BadInput("no")

    with acting(small.office, "registrar", lock=True) as use_case:
        record = Record(use_case)
        results = each_within(use_case, ["O1", "O2"], lambda thing: one(use_case, record, thing))
    assert [r.error for r in results] == [None, None]
    with small.use_case() as use_case:
        assert all(use_case.took_part(use_case.item(code), "compiled") == ["registrar"] for code in ("O1", "O2"))
    assert noted(small) == "12"


def test_all_is_written_by_one_statement_for_each_table(small: SmallOffice) -> None:
    said: list[str] = []
    event.listen(
        small.office.database.engine, "before_cursor_execute", lambda _c, _cursor, sql, *_: said.append(sql)
    )  # fmt: skip
    taken(small, note, "abcdefgh")
    assert sum(sql.startswith("INSERT INTO outbox") for sql in said) == 1
    assert sum(sql.startswith("INSERT INTO journal_entry") for sql in said) == 1
    assert sum(sql.startswith("UPDATE office_ledger") for sql in said) == 1
    assert sum(sql.startswith("SAVEPOINT") for sql in said) == 1
