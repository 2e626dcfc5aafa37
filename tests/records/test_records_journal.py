# ruff: noqa: S608 -- statements made of our own numbers

"""The journal: appended only, chained, verified."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from tests.records.racers import race
from tests.records.samples import NOW, YEAR, a_note, an_entry
from workflow.records.errors import AppendOnly, JournalRefused, RecordConflict
from workflow.records.journal import JournalEntry, append, chain_head, entries
from workflow.records.sealed import FIELDS, GENESIS
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.verifying.chain import MOST_REASONS, verify

TABLE_TRIGGERS = ("journal_entry_no_update", "journal_entry_no_delete")


def write_life(engine, office=1, items=4):
    """A few items go draft -> group_compiled -> submitted, with notes between."""
    with UnitOfWork(engine) as uow:
        for number in range(1, items + 1):
            append(uow.session, office, an_entry(item_code=f"O{number}", from_state=None, to_state="draft"))
        append(uow.session, office, a_note())
        for number in range(1, items + 1):
            code = f"O{number}"
            append(uow.session, office, an_entry(item_code=code, from_state="draft", to_state="group_compiled"))
            append(
                uow.session,
                office,
                an_entry(item_code=code, step="submit", from_state="group_compiled", to_state="submitted"),
            )
        uow.commit()


def tamper(engine, *statements):
    """As someone who owns the database can: without the triggers, past the program."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for name in TABLE_TRIGGERS:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        for statement in statements:
            connection.exec_driver_sql(statement)


def checked(engine, seals=(), office=1, **options):
    with UnitOfWork(engine, read_only=True) as uow:
        return verify(uow.session, office, seals, **options)


def codes(report):
    return {reason.code for reason in report.reasons}


def replay(entries):
    """The state of each item after these entries, which are taken at their word."""
    return {
        (entry.fiscal_year, entry.item_code, entry.framework or ""): entry.to_state
        for entry in entries
        if None not in (entry.fiscal_year, entry.item_code, entry.to_state)
    }


def test_an_entry_is_read_again_as_it_was_told(engine):
    told = an_entry(authority="คำสั่งที่ ๑/๒๕๖๖", submission=7)
    with UnitOfWork(engine) as uow:
        row = append(uow.session, 1, told)
        uow.commit()
    assert (row.seq, row.previous) == (1, GENESIS)
    with UnitOfWork(engine, read_only=True) as uow:
        found = uow.session.scalars(select(JournalEntry)).one()
        for name in ("at", "actor", "actor_name", "actor_post", "authority", "role", "kind", "step", "fiscal_year"):
            assert getattr(found, name) == getattr(told, name)
        for name in ("item_code", "from_state", "to_state", "revision", "submission", "command", "table_version"):
            assert getattr(found, name) == getattr(told, name)
        assert found.facts == told.facts
        assert found.hash == row.hash


def test_the_hash_can_be_computed_without_this_program(engine):
    write_life(engine)
    with UnitOfWork(engine, read_only=True) as uow:
        rows = uow.session.execute(text("SELECT sealed, hash FROM journal_entry ORDER BY seq")).all()
    before = "0" * 64
    for number, (sealed, digest) in enumerate(rows, start=1):
        told = json.loads(sealed)
        assert told[:3] == [before, 1, number]
        assert FIELDS[len(told) :] == ("rows",)  # no row beside the journal was written
        assert hashlib.sha256(sealed.encode()).hexdigest() == digest
        before = digest


def test_entries_are_found_by_item_person_and_time(engine):
    write_life(engine)
    with UnitOfWork(engine) as uow:
        append(uow.session, 1, an_entry(item_code="O1", actor="head", at=NOW + timedelta(days=1)))
        append(uow.session, 2, an_entry(item_code="O1"))
        uow.commit()
    with UnitOfWork(engine, read_only=True) as uow:

        def numbers(**narrowed):
            return [entry.seq for entry in entries(uow.session, 1, **narrowed)]

        assert numbers(item_code="O1", fiscal_year=YEAR) == [1, 6, 7, 14]
        assert numbers(item_code="O1", fiscal_year=YEAR - 1) == []
        assert numbers(actor="head") == [14]
        assert numbers(since=NOW + timedelta(hours=1)) == [14]
        assert numbers(until=NOW) == []
        assert len(numbers()) == 14


def test_unknown_kinds_and_ambiguous_entries_are_refused(engine):
    with UnitOfWork(engine) as uow:
        for entry, code in (
            (an_entry(kind="gossip"), "journal_kind_unknown"),
            (an_entry(fiscal_year=None), "journal_entry_unfit"),
            (an_entry(fiscal_year=None, item_code=None), "journal_entry_unfit"),
            (an_entry(item_code='O1","x'), "journal_entry_unfit"),
            (an_entry(to_state="a,b"), "journal_entry_unfit"),
            (an_entry(actor_name="a\x00b"), "journal_entry_unfit"),
        ):
            with pytest.raises(JournalRefused) as refused:
                append(uow.session, 1, entry)
            assert refused.value.code == code
        with pytest.raises(ValueError, match="naive"):
            append(uow.session, 1, an_entry(at=datetime(2023, 1, 1)))
        uow.commit()
    assert checked(engine).entries == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET sealed = 'x' WHERE seq = 2",
        "UPDATE journal_entry SET seq = 99 WHERE seq = 2",
        "DELETE FROM journal_entry WHERE seq = 2",
        "DELETE FROM journal_entry",
    ],
)
def test_the_database_refuses_to_change_history(engine, statement):
    write_life(engine)
    with pytest.raises(AppendOnly), UnitOfWork(engine) as uow:
        uow.session.execute(text(statement))
    assert checked(engine).ok


def test_the_roundabout_ways_of_changing_history_are_refused_too(engine):
    write_life(engine)
    roundabout = (
        "INSERT OR REPLACE INTO journal_entry SELECT office_id, seq, 'x', hash FROM journal_entry WHERE seq = 2"
        if engine.dialect.name == "sqlite"
        else "TRUNCATE journal_entry"
    )
    with pytest.raises(AppendOnly), UnitOfWork(engine) as uow:
        uow.session.execute(text(roundabout))
    assert checked(engine).ok


def test_the_same_number_twice_means_that_someone_was_first(engine):
    write_life(engine)
    with pytest.raises(RecordConflict), UnitOfWork(engine) as uow:
        uow.session.execute(
            text("INSERT INTO journal_entry SELECT office_id, seq, sealed, hash FROM journal_entry WHERE seq = 3")
        )


def test_a_sound_chain_is_ok_and_leads_to_the_states(engine):
    write_life(engine)
    with UnitOfWork(engine, read_only=True) as uow:
        head = chain_head(uow.session, 1)
        states = replay(entries(uow.session, 1))
    report = checked(engine, [head, (0, GENESIS), (13, head[1])], states=states)
    assert (report.ok, report.entries, report.first_bad, report.reasons) == (True, 13, None, [])
    assert report.states == states == {(YEAR, f"O{number}", ""): "submitted" for number in range(1, 5)}


def test_an_office_without_entries_is_ok(engine):
    assert checked(engine).ok


def test_offices_have_chains_of_their_own(engine):
    write_life(engine, office=1)
    write_life(engine, office=2, items=2)
    assert checked(engine, office=2).entries == 7
    tamper(engine, "UPDATE journal_entry SET sealed = replace(sealed, 'O1', 'O9') WHERE office_id = 2 AND seq = 1")
    assert checked(engine, office=1).ok
    assert checked(engine, office=2).first_bad == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_flipped_bit_anywhere_names_the_entry(sqlite_engine, data):
    """In whatever column, whatever bit, whether the text is still UTF-8 or not."""
    if checked(sqlite_engine).entries == 0:
        write_life(sqlite_engine)
        tamper(sqlite_engine)
    seq = data.draw(st.integers(1, 13))
    column = data.draw(st.sampled_from(["sealed", "hash"]))
    connection = sqlite3.connect(sqlite_engine.url.database)
    (stored,) = connection.execute(
        f"SELECT CAST({column} AS BLOB) FROM journal_entry WHERE seq = ?",
        (seq,),
    ).fetchone()
    place, bit = data.draw(st.integers(0, len(stored) - 1)), data.draw(st.integers(0, 7))
    flipped = bytearray(stored)
    flipped[place] ^= 1 << bit

    def put(value):
        connection.execute(f"UPDATE journal_entry SET {column} = CAST(? AS TEXT) WHERE seq = ?", (value, seq))
        connection.commit()

    put(bytes(flipped))
    try:
        report = checked(sqlite_engine)
        assert not report.ok
        assert report.first_bad == seq
        assert "entry_altered" in codes(report)
    finally:
        put(stored)
        connection.close()
    assert checked(sqlite_engine).ok


def test_one_changed_letter_names_the_entry(engine):
    write_life(engine)
    tamper(engine, "UPDATE journal_entry SET sealed = replace(sealed, 'clerk.policy', 'clerk.polite') WHERE seq = 8")
    report = checked(engine)
    assert (report.first_bad, codes(report)) == (8, {"entry_altered"})


def test_a_line_break_written_out_is_not_taken_for_an_escaped_one(engine):
    """On the way from PostgreSQL both look alike unless every escape is undone."""
    odd = 'หนึ่ง\nสอง\tสาม\\nสี่ \\ \r \b \f \v \x1f " ้'
    with UnitOfWork(engine) as uow:
        append(uow.session, 1, a_note(facts={"text": odd}))
        append(uow.session, 1, a_note(actor_name=odd))
        uow.commit()
    assert checked(engine).ok
    broken = "chr(10)" if engine.dialect.name == "postgresql" else "char(10)"
    tamper(engine, f"UPDATE journal_entry SET sealed = replace(sealed, '\\nสอง', {broken} || 'สอง') WHERE seq = 1")
    report = checked(engine)
    assert (report.first_bad, codes(report)) == (1, {"entry_altered"})


def test_a_deleted_entry_is_named(engine):
    write_life(engine)
    tamper(engine, "DELETE FROM journal_entry WHERE seq = 5")
    report = checked(engine)
    assert (report.first_bad, codes(report)) == (5, {"entry_missing"})


def test_a_deleted_entry_whose_place_was_closed_is_named(engine):
    write_life(engine)
    closing = [f"UPDATE journal_entry SET seq = {seq - 1} WHERE seq = {seq}" for seq in range(6, 14)]
    tamper(engine, "DELETE FROM journal_entry WHERE seq = 5", *closing)
    report = checked(engine)
    assert report.first_bad == 5
    assert "entry_misplaced" in codes(report)


def test_entries_changed_round_are_named(engine):
    write_life(engine)
    tamper(
        engine,
        "UPDATE journal_entry SET seq = 99 WHERE seq = 3",
        "UPDATE journal_entry SET seq = 3 WHERE seq = 4",
        "UPDATE journal_entry SET seq = 4 WHERE seq = 99",
    )
    report = checked(engine)
    assert report.first_bad == 3
    assert "entry_misplaced" in codes(report)


def test_an_inserted_entry_is_named(engine):
    write_life(engine)
    moving = [f"UPDATE journal_entry SET seq = {seq + 1} WHERE seq = {seq}" for seq in range(13, 5, -1)]
    copied = "INSERT INTO journal_entry SELECT office_id, 6, sealed, hash FROM journal_entry WHERE seq = 2"
    tamper(engine, *moving, copied)
    report = checked(engine)
    assert report.first_bad == 6
    assert "entry_misplaced" in codes(report)


def test_a_deleted_tail_is_found_by_the_ledger(engine):
    write_life(engine)
    tamper(engine, "DELETE FROM journal_entry WHERE seq > 9")
    report = checked(engine)
    assert (report.first_bad, codes(report)) == (10, {"tail_missing"})


def test_a_deleted_tail_is_found_by_a_seal_or_by_the_states(engine):
    write_life(engine)
    with UnitOfWork(engine, read_only=True) as uow:
        head = chain_head(uow.session, 1)
        states = replay(entries(uow.session, 1))
        ninth = uow.session.scalars(select(JournalEntry.hash).where(JournalEntry.seq == 9)).one()
    tamper(
        engine,
        "DELETE FROM journal_entry WHERE seq > 9",
        f"UPDATE office_ledger SET seq = 9, hash = '{ninth}'",
    )
    assert checked(engine).ok
    report = checked(engine, [head])
    assert (report.first_bad, codes(report)) == (10, {"tail_missing"})
    report = checked(engine, states=states)
    assert (report.ok, report.first_bad, codes(report)) == (False, None, {"state_differs"})
    assert [reason.facts["item_code"] for reason in report.reasons] == ["O3", "O4"]


def test_a_history_written_anew_does_not_match_the_seal(engine):
    write_life(engine)
    with UnitOfWork(engine, read_only=True) as uow:
        seal = chain_head(uow.session, 1)
    tamper(engine, "DELETE FROM journal_entry", f"UPDATE office_ledger SET seq = 0, hash = '{GENESIS}'")
    with UnitOfWork(engine) as uow:
        for number in range(13):
            append(uow.session, 1, a_note(facts={"forged": number}))
        uow.commit()
    assert checked(engine).ok
    report = checked(engine, [seal])
    assert (report.first_bad, codes(report)) == (13, {"seal_mismatch"})


def test_an_entry_from_a_state_the_item_was_not_in_is_named(engine):
    write_life(engine)
    with UnitOfWork(engine) as uow:
        append(uow.session, 1, an_entry(item_code="O2", from_state="head_signed", to_state="published"))
        uow.commit()
    report = checked(engine)
    assert (report.first_bad, codes(report)) == (14, {"replay_broken"})


def test_reasons_are_bounded_however_much_is_wrong(engine):
    with UnitOfWork(engine) as uow:
        for _ in range(MOST_REASONS + 20):
            append(uow.session, 1, a_note())
        uow.commit()
    tamper(engine, "UPDATE journal_entry SET sealed = replace(sealed, 'clerk', 'klerk')")
    report = checked(engine)
    assert (len(report.reasons), report.more, report.first_bad) == (MOST_REASONS, 20, 1)


@pytest.mark.parametrize(
    "processes",
    [2, pytest.param(3, marks=pytest.mark.deep)],  # the third waits for somebody who waits
)
def test_several_processes_make_one_chain(database_url, engine, processes):
    said = race("append", database_url, 1, 15, processes=processes)
    assert sorted(said) == list(range(1, 15 * processes + 1))
    report = checked(engine)
    assert (report.ok, report.entries) == (True, 15 * processes)


def test_two_databases_make_the_same_chain(postgresql_server, request, sqlite_engine):
    from workflow.records.connection.engine import make_engine

    name = postgresql_server.new_database(request.getfixturevalue("_postgresql_template"))
    other = make_engine(postgresql_server.url(name))
    heads = []
    for one in (sqlite_engine, other):
        write_life(one)
        with UnitOfWork(one, read_only=True) as uow:
            heads.append(chain_head(uow.session, 1))
    other.dispose()
    postgresql_server.drop_database(name)
    assert heads[0] == heads[1]
