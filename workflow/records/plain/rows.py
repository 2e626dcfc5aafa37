"""A row as it is looked at: an attribute for each column, turned into what it means when it is first asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from workflow.records.canonical import PLACE, canonical_json

if TYPE_CHECKING:
    from workflow.records.plain.unit import Look

STATES, KINDS, FACTS = "workflow.rules.states", "workflow.records.kinds", "workflow.records.facts"
SCORES, ASSESSED = "workflow.records.models.assessment", "workflow.records.facts.assessment"
HOMES = {
    "Duty": STATES, "Kind": STATES, "Online": STATES, "Role": STATES, "Ruling": STATES, "State": STATES,
    "RequestKind": KINDS, "Settlement": KINDS, "MeasureStatus": SCORES, "Origin": SCORES, "Resolution": ASSESSED,
    "Ended": "workflow.records.models.signing",
    "Manifest": FACTS, "RouteStop": FACTS, "SignedRevision": FACTS, "SigningPlace": FACTS,
}  # fmt: skip
"""Where the classes of the values live: enums, and facts that are read from JSON."""
TYPED = {
    "acknowledgement": "day:date recorded_at:moment",
    "address": "since:moment until:moment",
    "appointment": "role:Role kind:Kind starts:date ends:date ended_at:moment tolerated_at:moment objected_at:moment",
    "approval": "kind:Kind excepted:json approved_at:moment ended_at:moment outcome:Ended",
    "certificate": "registered_at:moment withdrawn_on:date",
    "circulation": "group_keys:json people:json sent_at:moment due:date closed_at:moment",
    "contributor": "at:moment",
    "cycle": "opened_at:moment current:bool",
    "disclosure": "ruling:Ruling at:moment",
    "evidence": "duty:Duty capture:json document_date:date years:json years_in_text:json removed:bool added_at:moment",
    "inspection": "found:json at:moment",
    "item": (
        "continual:bool highest_executive:bool elements:json state:State due:date online:Online online_confirmed:bool "
        "published_at:moment entered_at:moment online_changed_at:moment returned:json"
    ),
    "login": "opened_at:moment expires_at:moment seen_at:moment",
    "measure": (
        "origin:Origin steps:json group_keys:json starts:date ends:date status:MeasureStatus evidence:json "
        "made_at:moment closed_at:moment items:json"
    ),
    "meeting": "wanted:date planned:date held:date progress:json resolutions:Resolution*",
    "office": "created_at:moment",
    "office_group": "starts:date ends:date",
    "part": "handed_in_at:moment",
    "period": "first:date last:date due:date nil_at:moment published_at:moment",
    "person": "administrator:bool active:bool ended_on:date code_until:moment code_at:moment",
    "proof": "at:moment facts:json",
    "request": "kind:RequestKind facts:json asked_at:moment settled_at:moment outcome:Settlement",
    "revision": "manifest:Manifest made_at:moment signed:SignedRevision signed_at:moment adopted:bool taken_at:moment",
    "submission": "submitted_at:moment route:RouteStop* decided_on:date before_head:SigningPlace* printed_kind:Kind",
    "submission_item": "",
    "tick": "at:moment",
    "verdict": "record:json at:moment replaced_at:moment",
}
"""Table -> its columns that are more than a text or a number, each with its kind; a test compares with the models."""
RELATED: dict[str, dict[str, tuple[str, str]]] = {
    "item": {
        "parts": ("part", "WHERE item_id = ? ORDER BY position"),
        "evidence": ("evidence", "WHERE item_id = ? ORDER BY id"),
    },
    "submission": {"items": ("submission_item", "WHERE submission_id = ? ORDER BY id")},
}
"""Table -> its lists: of which table, and which rows, by the primary key."""


def _moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


_SIMPLE: dict[str, Callable[[Any], Any]] = {
    "moment": _moment, "date": date.fromisoformat, "bool": bool, "json": json.loads
}  # fmt: skip


@cache
def meaning(kind: str) -> Callable[[Any], Any]:
    """What turns a stored value of a kind (``moment``, ``State``, ``RouteStop*``) into the value."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    name = kind.rstrip("*")
    found: Any = getattr(import_module(HOMES[name]), name)
    if kind != name:
        return lambda stored: tuple(map(found.from_json, json.loads(stored)))
    if hasattr(found, "from_json"):
        return lambda stored: found.from_json(json.loads(stored))
    return found  # type: ignore[no-any-return]


@cache
def typed(table: str) -> dict[str, str]:
    """Column -> kind, of the columns of a table that have one."""
    return dict(one.split(":") for one in TYPED[table].split())


def stored(kind: str | None, value: Any) -> Any:
    """How a value is stored: the other way round of :func:`meaning`. :param kind: ``None``: a text or a number."""
    if kind is None or value is None:
        return value
    if kind == "moment":
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    if kind == "date":
        return value.isoformat()
    if kind == "bool":
        return int(value)
    if kind == "json":
        return canonical_json(value)
    if kind.endswith("*"):
        return canonical_json([one.to_json() for one in value])
    return value.value if isinstance(value, Enum) else canonical_json(value.to_json())


class Row:
    """One row. Of a look nothing can be set; of who writes, what is set is kept with the next ``flush``."""

    plain = True

    def __init__(self, table: str, look: Look, values: dict[str, Any]) -> None:
        self.__dict__.update(values)
        stored = self.__dict__["_stored"] = {}
        for name in typed(table):
            value = values.get(name)
            if value is not None:
                stored[name] = value
                del self.__dict__[name]
        self.__dict__["_table"], self.__dict__["_look"] = table, look

    def __getattr__(self, name: str) -> Any:
        table = self.__dict__.get("_table", "")
        if name in self.__dict__.get("_stored", ()):
            value = meaning(typed(table)[name])(self.__dict__["_stored"][name])
        elif name in RELATED.get(table, ()):
            of, where = RELATED[table][name]
            value = self.__dict__["_look"].rows(of, where, self.id)
        elif table in ("appointment", "certificate") and name == "person":
            value = self.__dict__["_look"].one("person", self.person_id)
        else:
            raise AttributeError(f"{table} has no {name!r}")
        self.__dict__[name] = value
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        self.__dict__["_look"].change(self, name, value)

    def __repr__(self) -> str:
        return f"<{self.__dict__['_table']} {self.__dict__.get('id')}>"


class Entry:
    """One entry of the journal: every field is read from its sealed text."""

    def __init__(self, office_id: int, seq: int, sealed: str, digest: str) -> None:
        self.office_id, self.seq, self.sealed, self.hash = office_id, seq, sealed, digest
        self._fields: list[Any] = json.loads(sealed)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in PLACE:
            raise AttributeError(name)
        place = PLACE[name]
        # An entry that was written before the field was thought of ends earlier.
        value = self._fields[place] if place < len(self._fields) else None
        return datetime.fromisoformat(value) if name == "at" and value is not None else value
