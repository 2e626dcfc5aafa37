"""Questions of ``workflow.records.queries`` in SQL: those of publishing, of the site's facts and of certificates.

Each gives what the question of its name gives, told there; a test asks both and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workflow.records.facts.online import HandedIn, Place
from workflow.records.plain.answers import head, marks, together
from workflow.records.plain.rows import Entry, Row, meaning
from workflow.records.plain.unit import Look

if TYPE_CHECKING:
    from workflow.rules.states import Duty

ONLINE = "item.office_id = ? AND item.online = 'online'"


def _in_cycles(cycles: Collection[int] | None) -> tuple[str, Collection[int]]:
    return ("", ()) if cycles is None else (f" AND item.cycle_id IN ({marks(cycles)})", cycles)


def _with_revisions(look: Look, column: str, where: str, *given: Any) -> list[tuple[Row, Row]]:
    items = look.rows("item", f"JOIN revision ON revision.id = item.{column} WHERE {where} ORDER BY item.id", *given)
    on = f"JOIN item ON revision.id = item.{column} WHERE {where} ORDER BY item.id"
    return list(zip(items, look.rows("revision", on, *given), strict=True))


def revisions_online(look: Look, office_id: int, cycles: Collection[int] | None = None) -> list[tuple[Row, Row]]:
    some, given = _in_cycles(cycles)
    return _with_revisions(look, "online_revision_id", f"{ONLINE}{some}", office_id, *given)


def revisions_signed(look: Look, office_id: int) -> list[tuple[Row, Row]]:
    return _with_revisions(look, "revision_id", "item.office_id = ? AND item.state = 'head_signed'", office_id)


def verdicts_online(look: Look, office_id: int, cycles: Collection[int] | None = None) -> frozenset[tuple[Any, ...]]:
    some, given = _in_cycles(cycles)
    asked = (
        "SELECT evidence_id, file_sha256, verdict.issued_sha256, status FROM verdict"  # noqa: S608 -- our own words
        " JOIN evidence ON evidence.id = verdict.evidence_id JOIN item ON item.id = evidence.item_id"
        f" WHERE {ONLINE}{some} AND replaced_at IS NULL"
    )
    return frozenset(look.ask(asked, office_id, *given))


def revisions_by_item(look: Look, office_id: int, cycles: Collection[int] | None = None) -> dict[int, list[Row]]:
    some, given = _in_cycles(cycles)
    tail = f"JOIN item ON item.id = revision.item_id WHERE item.office_id = ?{some} ORDER BY revision.id"
    return together((row.item_id, row) for row in look.rows("revision", tail, office_id, *given))


def ever_proven(look: Look, office_id: int, cycles: Collection[int] | None = None) -> frozenset[int]:
    some, given = _in_cycles(cycles)
    of = f"JOIN item ON item.id = proof.item_id WHERE item.office_id = ?{some}"
    asked = f"SELECT DISTINCT proof.revision_id FROM proof {of}"  # noqa: S608
    return frozenset(row[0] for row in look.ask(asked, office_id, *given))


def addresses_of_files(look: Look, office_id: int, cycles: Collection[int]) -> list[Row]:
    some, given = _in_cycles(cycles)
    of = f"JOIN item ON item.id = address.item_id WHERE address.office_id = ?{some}"
    return look.rows("address", f"{of} AND sha256 IS NOT NULL ORDER BY address.id", office_id, *given)


def places(look: Look, office_id: int, cycles: Collection[int] | None = None) -> list[Place]:
    some, given = _in_cycles(cycles)
    asked = (
        "SELECT item_id, url, sha256, until FROM address JOIN item ON item.id = address.item_id"  # noqa: S608
        f" WHERE address.office_id = ?{some} AND sha256 IS NOT NULL ORDER BY address.id"
    )
    moment = meaning("moment")
    rows = look.ask(asked, office_id, *given)
    return [Place(item, url, digest, until and moment(until)) for item, url, digest, until in rows]


def evidence(look: Look, office_id: int, cycles: Collection[int] | None = None) -> dict[int, Row]:
    some, given = _in_cycles(cycles)
    tail = f"JOIN item ON item.id = evidence.item_id WHERE item.office_id = ?{some}"
    return {row.id: row for row in look.rows("evidence", tail, office_id, *given)}


def handed_in(look: Look, office_id: int, cycles: Collection[int] | None = None) -> dict[int, HandedIn]:
    some, given = _in_cycles(cycles)
    asked = (
        "SELECT evidence.id, name, media_type, capture FROM evidence"  # noqa: S608
        f" JOIN item ON item.id = evidence.item_id WHERE item.office_id = ?{some}"
    )
    facts = meaning("json")
    rows = look.ask(asked, office_id, *given)
    return {key: HandedIn(name, media, facts(seen) if seen else None) for key, name, media, seen in rows}


def ever_kept(look: Look, office_id: int) -> list[tuple[int, str, Duty, str, str | None, str | None]]:
    asked = (
        "SELECT cycle_id, item.code, duty, evidence.sha256, issued_sha256, signed_sha256 FROM evidence"
        " JOIN item ON item.id = evidence.item_id WHERE item.office_id = ? ORDER BY evidence.id"
    )
    duty = meaning("Duty")
    return [(cycle, code, duty(said), *forms) for cycle, code, said, *forms in look.ask(asked, office_id)]


def groups(look: Look, office_id: int, cycles: Collection[int] | None = None) -> dict[int, list[str]]:
    some, given = _in_cycles(cycles)
    asked = (
        "SELECT item_id, group_key FROM part JOIN item ON item.id = part.item_id"  # noqa: S608
        f" WHERE item.office_id = ?{some} ORDER BY part.position"
    )
    return together(look.ask(asked, office_id, *given))


def all_periods(look: Look, office_id: int, cycles: Collection[int] | None = None) -> dict[int, list[Row]]:
    some, given = _in_cycles(cycles)
    tail = (
        f"JOIN item ON item.id = period.item_id WHERE item.office_id = ?{some} ORDER BY period.item_id, period.position"
    )
    return together((row.item_id, row) for row in look.rows("period", tail, office_id, *given))


def items_plainly(look: Look, cycle_id: int) -> list[Row]:
    return look.rows("item", "WHERE cycle_id = ? ORDER BY number", cycle_id)


def certificates(look: Look, office_id: int) -> list[Row]:
    return look.rows("certificate", "WHERE office_id = ? ORDER BY id", office_id)


def appointments(look: Look, office_id: int) -> list[Row]:
    return look.rows("appointment", "WHERE office_id = ? ORDER BY id", office_id)


def memos_signed_with(look: Look, item_ids: Collection[int]) -> list[tuple[int, Row]]:
    of = f"submission_item.item_id IN ({marks(item_ids)}) AND submission_item.outcome = 'signed'"
    asked = f"SELECT item_id, submission_id FROM submission_item WHERE {of} ORDER BY submission_id"  # noqa: S608
    pairs = look.ask(asked, *item_ids)
    ids = {memo for _, memo in pairs}
    memos = {row.id: row for row in look.rows("submission", f"WHERE id IN ({marks(ids)})", *ids)}
    return [(item, memos[memo]) for item, memo in pairs if memo in memos]


def first_verdict_on(look: Look, evidence_ids: Collection[int]) -> datetime | None:
    asked = f"SELECT min(at) FROM verdict WHERE evidence_id IN ({marks(evidence_ids)})"  # noqa: S608
    ((first,),) = look.ask(asked, *evidence_ids)
    found: datetime | None = None if first is None else meaning("moment")(first)
    return found


def _entries(look: Look, office_id: int, where: str, *given: Any) -> list[Entry]:
    asked = f"SELECT seq, sealed, hash FROM journal_entry WHERE office_id = ? AND {where}"  # noqa: S608
    return [Entry(office_id, *row) for row in look.ask(asked, office_id, *given)]


def entries_of_kinds(look: Look, office_id: int, kinds: Collection[str]) -> list[Entry]:
    of = f"json_extract(sealed, '$[7]') IN ({marks(kinds)}) ORDER BY seq DESC"
    return _entries(look, office_id, of, *map(str, kinds))


def verdicts_since(look: Look, office_id: int, since: datetime) -> list[Entry]:
    low, high = 1, head(look, office_id)[0] + 1
    while low < high:
        middle = (low + high) // 2
        found = _entries(look, office_id, "seq = ?", middle)
        if found and found[0].at < since:
            low = middle + 1
        else:
            high = middle
    return _entries(look, office_id, "seq >= ? AND json_extract(sealed, '$[7]') = 'verdict' ORDER BY seq", low)


QUESTIONS: dict[str, dict[str, Callable[..., Any]]] = {
    "addresses": {"of_files": addresses_of_files, "places": places},
    "entries": {"of_kinds": entries_of_kinds, "verdicts_since": verdicts_since},
    "items": {
        "all_periods": all_periods, "ever_kept": ever_kept, "evidence": evidence, "groups": groups,
        "handed_in": handed_in, "plainly": items_plainly,
    },
    "memos": {"first_verdict_on": first_verdict_on, "signed_with": memos_signed_with},
    "online": {
        "revisions_online": revisions_online, "revisions_signed": revisions_signed, "verdicts_online": verdicts_online,
    },
    "people": {"appointments": appointments, "certificates": certificates},
    "revisions": {"by_item": revisions_by_item, "ever_proven": ever_proven},
}  # fmt: skip
