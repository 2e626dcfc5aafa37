"""Questions of ``workflow.records.queries`` in SQL: those of ``status``, ``inbox``, ``why``, ``show`` and ``score``.

Each gives what the question of its name gives, told there; a test asks both and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any

from workflow.records.canonical import GENESIS, moment_text
from workflow.records.plain.rows import Entry, Row
from workflow.records.plain.unit import Look

Round = tuple[int, int]
_OF_CYCLE = "JOIN item ON item.id = {0}.item_id WHERE item.cycle_id = ?"
OFF_THE_WAY = "(item.state <> 'published' OR item.online IN ('suspended', 'retracted'))"


def marks(given: Collection[Any]) -> str:
    return ", ".join("?" * len(given))


def together(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def entry(look: Look, office_id: int, seq: int) -> Entry | None:
    rows = look.ask("SELECT sealed, hash FROM journal_entry WHERE office_id = ? AND seq = ?", office_id, seq)
    return Entry(office_id, seq, *rows[0]) if rows else None


def head(look: Look, office_id: int) -> tuple[int, str]:
    rows = look.ask("SELECT seq, hash FROM journal_entry WHERE office_id = ? ORDER BY seq DESC LIMIT 1", office_id)
    return (rows[0][0], rows[0][1]) if rows else (0, GENESIS)


def last_of(look: Look, office_id: int, kinds: Collection[str]) -> Entry | None:
    of = f"office_id = ? AND json_extract(sealed, '$[7]') IN ({marks(kinds)})"
    asked = f"SELECT seq, sealed, hash FROM journal_entry WHERE {of} ORDER BY seq DESC LIMIT 1"  # noqa: S608
    rows = look.ask(asked, office_id, *map(str, kinds))
    return Entry(office_id, *rows[0]) if rows else None


def last_but(look: Look, office_id: int, kinds: Collection[str] = ()) -> Entry | None:
    of = f"office_id = ? AND json_extract(sealed, '$[7]') NOT IN ({marks(kinds)})"
    asked = f"SELECT seq, sealed, hash FROM journal_entry WHERE {of} ORDER BY seq DESC LIMIT 1"  # noqa: S608
    rows = look.ask(asked, office_id, *map(str, kinds))
    return Entry(office_id, *rows[0]) if rows else None


def next_numbers(look: Look, office_id: int) -> dict[str, int]:
    rows = look.ask("SELECT book, year, next_number FROM book WHERE office_id = ?", office_id)
    return {f"{book}/{year}": number for book, year, number in rows}


def of_others(look: Look, office_id: int, login: str, since: datetime, kinds: Collection[str]) -> list[Entry]:
    fields = "json_extract(sealed, '$[9]') >= ? AND json_extract(sealed, '$[10]') <> ?"
    of = f"office_id = ? AND {fields} AND json_extract(sealed, '$[7]') IN ({marks(kinds)})"
    asked = f"SELECT seq, sealed, hash FROM journal_entry WHERE {of} ORDER BY seq DESC"  # noqa: S608
    return [Entry(office_id, *row) for row in look.ask(asked, office_id, moment_text(since), login, *map(str, kinds))]


def office(look: Look, key: str) -> Row | None:
    return look.row("office", "WHERE key = ?", key)


def groups(look: Look, office_id: int) -> list[Row]:
    return look.rows("office_group", "WHERE office_id = ? ORDER BY position", office_id)


def people(look: Look, office_id: int, *, active: bool = False) -> list[Row]:
    return look.rows("person", f"WHERE office_id = ? {'AND active' if active else ''} ORDER BY id", office_id)


def person(look: Look, office_id: int, login: str) -> Row | None:
    return look.row("person", "WHERE office_id = ? AND login = ?", office_id, login)


def person_with(look: Look, person_id: int) -> Row | None:
    return look.one("person", person_id)


def phones(look: Look, office_id: int) -> dict[str, str]:
    asked = "SELECT login, phone FROM person WHERE office_id = ? AND phone IS NOT NULL"
    return {login: phone for login, phone in look.ask(asked, office_id) if phone}


def appointments_on(look: Look, office_id: int, day: date) -> list[Row]:
    there = "WHERE office_id = ? AND starts <= ? AND (ends IS NULL OR ends >= ?) ORDER BY id"
    return look.rows("appointment", there, office_id, day.isoformat(), day.isoformat())


def objected(look: Look, office_id: int) -> list[Row]:
    return look.rows("appointment", "WHERE office_id = ? AND objected_by IS NOT NULL", office_id)


def session_of(look: Look, office_id: int, token_hash: str) -> Row | None:
    return look.row("login", "WHERE office_id = ? AND token_hash = ?", office_id, token_hash)


def cycle_with(look: Look, cycle_id: int) -> Row | None:
    return look.one("cycle", cycle_id)


def cycles_of_year(look: Look, office_id: int, year: int | None = None, framework: str | None = None) -> list[Row]:
    mine, given = "office_id = ?", [office_id]
    if framework is not None:
        mine, given = f"{mine} AND framework = ?", [*given, framework]  # type: ignore[list-item]
    newest = f"(SELECT max(fiscal_year) FROM cycle WHERE {mine})"  # noqa: S608 -- our own words
    asked, of = (newest, given) if year is None else ("?", [year])
    return look.rows("cycle", f"WHERE {mine} AND fiscal_year = {asked} ORDER BY id", *given, *of)


def cycles(look: Look, office_id: int) -> list[Row]:
    return look.rows("cycle", "WHERE office_id = ? ORDER BY fiscal_year DESC, id", office_id)


def open_cycles(look: Look, office_id: int) -> list[Row]:
    mine = f"SELECT item.cycle_id FROM item WHERE item.office_id = ? AND {OFF_THE_WAY}"  # noqa: S608
    return look.rows("cycle", f"WHERE id IN ({mine}) ORDER BY fiscal_year, id", office_id)


def whole(look: Look, where: str, *given: Any) -> list[Row]:
    """Items in number order, with their parts and evidence at hand."""
    items = look.rows("item", f"WHERE {where} ORDER BY item.number", *given)
    for name, table, order in (("parts", "part", "position"), ("evidence", "evidence", "id")):
        tail = f"JOIN item ON item.id = {table}.item_id WHERE {where} ORDER BY {table}.{order}"
        of = together((row.item_id, row) for row in look.rows(table, tail, *given))
        for item in items:
            item.__dict__.setdefault(name, of.get(item.id, []))
    return items


def of_cycle(look: Look, cycle_id: int) -> list[Row]:
    return whole(look, "item.cycle_id = ?", cycle_id)


def by_code(look: Look, cycle_id: int, codes: Collection[str]) -> list[Row]:
    return whole(look, f"item.cycle_id = ? AND item.code IN ({marks(codes)})", cycle_id, *codes)


def items_by_id(look: Look, office_id: int, ids: Collection[int]) -> list[Row]:
    return whole(look, f"item.office_id = ? AND item.id IN ({marks(ids)})", office_id, *ids)


def item_with(look: Look, item_id: int) -> Row | None:
    return look.one("item", item_id)


def periods(look: Look, cycle_id: int) -> dict[int, list[Row]]:
    rows = look.rows("period", f"{_OF_CYCLE.format('period')} ORDER BY period.item_id, period.position", cycle_id)
    return together((row.item_id, row) for row in rows)


def ever_ticked(look: Look, cycle_id: int) -> dict[int, set[str]]:
    asked = f"SELECT tick.item_id, tick.element FROM tick {_OF_CYCLE.format('tick')}"  # noqa: S608
    return {item: set(ticked) for item, ticked in together(look.ask(asked, cycle_id)).items()}


def ticks(look: Look, cycle_id: int) -> dict[Round, set[str]]:
    rows = look.ask(f"SELECT item_id, tick.round, element FROM tick {_OF_CYCLE.format('tick')}", cycle_id)  # noqa: S608
    found: dict[Round, set[str]] = {}
    for item_id, at_round, element in rows:
        found.setdefault((item_id, at_round), set()).add(element)
    return found


def contributors(look: Look, cycle_id: int) -> dict[Round, list[tuple[str, str]]]:
    of = _OF_CYCLE.format("contributor")
    asked = f"SELECT item_id, contributor.round, login, how FROM contributor {of} ORDER BY contributor.id"  # noqa: S608
    return together(((item, at_round), (login, how)) for item, at_round, login, how in look.ask(asked, cycle_id))


def waived(look: Look, cycle_id: int) -> dict[Round, list[tuple[str | None, str]]]:
    asked = (
        "SELECT item_id, request.round, request.revision, need FROM request JOIN item ON item.id = request.item_id"
        " WHERE item.cycle_id = ? AND request.kind = 'exception' AND outcome = 'confirmed'"
        " AND request.round IS NOT NULL AND need IS NOT NULL"
    )
    return together(((item, at), (revision, need)) for item, at, revision, need in look.ask(asked, cycle_id))


def asked_in_round(look: Look, item: Row) -> bool:
    return bool(look.ask("SELECT 1 FROM request WHERE item_id = ? AND round = ? LIMIT 1", item.id, item.round))


def _waiting(look: Look, office_id: int, *kinds: str) -> list[Row]:
    tail = f"WHERE office_id = ? AND kind IN ({marks(kinds)}) AND settled_at IS NULL ORDER BY id"
    return look.rows("request", tail, office_id, *map(str, kinds))


def waiting_exceptions(look: Look, office_id: int) -> list[Row]:
    return _waiting(look, office_id, "exception")


def attestations(look: Look, office_id: int) -> list[Row]:
    return _waiting(look, office_id, "attestation")


def replacements(look: Look, office_id: int) -> dict[int, Row]:
    return {int(row.subject): row for row in _waiting(look, office_id, "replacement")}


def waiting(look: Look, office_id: int, kinds: Collection[str]) -> list[Row]:
    return _waiting(look, office_id, *kinds)


def memos_of_cycle(look: Look, cycle_id: int) -> list[Row]:
    return look.rows("submission", "WHERE cycle_id = ? ORDER BY id", cycle_id)


def every_memo(look: Look, office_id: int) -> list[Row]:
    return look.rows("submission", "WHERE office_id = ? ORDER BY id", office_id)


def memos_of_list(look: Look, office_id: int, memos: Collection[int]) -> list[Row]:
    tail = f"WHERE office_id = ? AND id IN ({marks(memos)}) ORDER BY id"
    found = look.rows("submission", tail, office_id, *memos)
    on = look.rows("submission_item", f"WHERE submission_id IN ({marks(memos)}) ORDER BY id", *memos)
    items = together((row.submission_id, row) for row in on)
    for row in found:
        row.__dict__.setdefault("items", items.get(row.id, []))
    return found


def approvals_of(look: Look, memos: Collection[int]) -> dict[int, Row]:
    tail = f"WHERE submission_id IN ({marks(memos)}) AND ended_at IS NULL ORDER BY id"
    return {row.submission_id: row for row in look.rows("approval", tail, *memos)}


def memo_with(look: Look, memo_id: int) -> Row | None:
    return look.one("submission", memo_id)


def verdict_on_memo(look: Look, memo_id: int) -> Row | None:
    tail = "WHERE submission_id = ? AND evidence_id IS NULL AND replaced_at IS NULL ORDER BY id"
    return look.row("verdict", tail, memo_id)


def last_verdict_on_file(look: Look, evidence_id: int) -> Row | None:
    return look.row("verdict", "WHERE evidence_id = ? ORDER BY id DESC", evidence_id)


def last_grade_of_file(look: Look, evidence_id: int) -> int:
    verdict = last_verdict_on_file(look, evidence_id)
    return int(verdict.grade) if verdict is not None else 0


def revisions_of_cycle(look: Look, cycle_id: int) -> list[Row]:
    return look.rows("revision", _OF_CYCLE.format("revision"), cycle_id)


def signed_in_cycle(look: Look, cycle_id: int) -> dict[int, Row]:
    rows = look.rows("revision", f"{_OF_CYCLE.format('revision')} AND revision.signed_at IS NOT NULL", cycle_id)
    return {row.id: row for row in rows}


def revisions_by_id(look: Look, ids: Collection[int]) -> list[Row]:
    return look.rows("revision", f"WHERE id IN ({marks(ids)})", *ids)


def revisions_of_items(look: Look, ids: Collection[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {key: [] for key in ids}
    for row in look.rows("revision", f"WHERE item_id IN ({marks(ids)}) ORDER BY id", *ids):
        found[row.item_id].append(row)
    return found


def revision_with(look: Look, revision_id: int) -> Row | None:
    return look.one("revision", revision_id)


def revisions_of_item(look: Look, item_id: int) -> list[Row]:
    return look.rows("revision", "WHERE item_id = ? ORDER BY id", item_id)


def last_proofs(look: Look, cycle_id: int) -> dict[int, Row]:
    tail = (
        "JOIN item ON proof.id = (SELECT max(p.id) FROM proof AS p WHERE p.item_id = item.id) WHERE item.cycle_id = ?"
    )
    return {row.item_id: row for row in look.rows("proof", tail, cycle_id)}


def proofs_of_item(look: Look, item_id: int, most: int) -> list[Row]:
    return look.rows("proof", "WHERE item_id = ? ORDER BY id DESC LIMIT ?", item_id, most)


def of_pages(look: Look, cycle_id: int) -> dict[int, str]:
    of = f"{_OF_CYCLE.format('address')} AND sha256 IS NULL AND until IS NULL ORDER BY address.id"
    return {row[0]: row[1] for row in look.ask(f"SELECT item_id, url FROM address {of}", cycle_id)}  # noqa: S608


def disclosed(look: Look, cycle_id: int) -> dict[int, list[Row]]:
    rows = look.rows("disclosure", f"{_OF_CYCLE.format('disclosure')} ORDER BY disclosure.id", cycle_id)
    last = {(row.item_id, row.code, row.value): row for row in rows}
    return together((row.item_id, row) for row in last.values() if row.ruling == "publish")


def inspections(look: Look, evidence_ids: Collection[int]) -> dict[int, Row]:
    rows = look.rows("inspection", f"WHERE evidence_id IN ({marks(evidence_ids)})", *evidence_ids)
    return {row.evidence_id: row for row in rows}


def disclosures(look: Look, item_id: int) -> list[Row]:
    return look.rows("disclosure", "WHERE item_id = ? ORDER BY id", item_id)


def verdicts_in(look: Look, cycle_id: int) -> frozenset[tuple[Any, ...]]:
    asked = (
        "SELECT evidence_id, file_sha256, verdict.issued_sha256, status FROM verdict"
        " JOIN evidence ON evidence.id = verdict.evidence_id JOIN item ON item.id = evidence.item_id"
        " WHERE item.cycle_id = ? AND replaced_at IS NULL"
    )
    return frozenset(look.ask(asked, cycle_id))


def taken(look: Look, office_id: int) -> list[tuple[Row, str, int]]:
    rows = look.rows("revision", "WHERE office_id = ? AND taken_at IS NOT NULL ORDER BY taken_at, id", office_id)
    items = [item_with(look, row.item_id) for row in rows]
    cycles_of = [cycle_with(look, item.cycle_id) if item is not None else None for item in items]
    return [
        (row, item.code, cycle.fiscal_year)
        for row, item, cycle in zip(rows, items, cycles_of, strict=True)
        if item is not None and cycle is not None
    ]


def open_measures(look: Look, office_id: int) -> list[Row]:
    found = look.rows("measure", "WHERE office_id = ? AND status IN ('planned', 'running')", office_id)
    return sorted(found, key=lambda one: (one.ends is None, one.ends, one.number))


def meetings(look: Look, office_id: int, year: int | None = None) -> list[Row]:
    if year is None:
        return look.rows("meeting", "WHERE office_id = ? ORDER BY planned, number", office_id)
    return look.rows("meeting", "WHERE office_id = ? AND year = ? ORDER BY planned, number", office_id, year)


def circulations_open(look: Look, office_id: int) -> list[Row]:
    return look.rows("circulation", "WHERE office_id = ? AND closed_at IS NULL ORDER BY id", office_id)


def acknowledged(look: Look, circulations: Collection[int]) -> list[Row]:
    return look.rows("acknowledgement", f"WHERE circulation_id IN ({marks(circulations)}) ORDER BY id", *circulations)


ANSWERS: dict[str, dict[str, Callable[..., Any]]] = {
    "addresses": {"of_pages": of_pages},
    "circulations": {"acknowledged": acknowledged, "still_open": circulations_open},
    "entries": {
        "entry": entry, "head": head, "last_but": last_but, "last_of": last_of, "next_numbers": next_numbers,
        "of_others": of_others,
    },
    "files": {"disclosed": disclosed, "disclosures": disclosures, "inspections": inspections},
    "items": {
        "asked_in_round": asked_in_round, "by_code": by_code, "by_id": items_by_id, "contributors": contributors,
        "cycle_with": cycle_with, "cycles": cycles, "cycles_of_year": cycles_of_year,
        "ever_ticked": ever_ticked, "item_with": item_with,
        "of_cycle": of_cycle, "open_cycles": open_cycles, "periods": periods, "ticks": ticks, "waived": waived,
        "waiting_exceptions": waiting_exceptions,
    },
    "memos": {
        "approvals_of": approvals_of, "attestations": attestations, "every": every_memo,
        "last_grade_of_file": last_grade_of_file, "last_verdict_on_file": last_verdict_on_file,
        "of_cycle": memos_of_cycle, "of_list": memos_of_list, "replacements": replacements,
        "verdict_on_memo": verdict_on_memo, "with_id": memo_with,
    },
    "online": {"taken": taken, "verdicts_in": verdicts_in},
    "people": {
        "appointments_on": appointments_on, "groups": groups, "objected": objected, "office": office,
        "people": people, "person": person, "phones": phones, "session_of": session_of, "with_id": person_with,
    },
    "reports": {"meetings": meetings, "open_measures": open_measures},
    "requests": {"waiting": waiting},
    "revisions": {
        "by_id": revisions_by_id, "of_items": revisions_of_items,
        "last_proofs": last_proofs, "of_cycle": revisions_of_cycle, "of_item": revisions_of_item,
        "proofs_of_item": proofs_of_item, "signed_in_cycle": signed_in_cycle, "with_id": revision_with,
    },
}  # fmt: skip
"""File of questions -> question -> its plain form."""
