"""Which differences of ``people.csv`` carry power, and how they wait for a second person: whole, without the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from workflow.office_files.people import PersonRow
from workflow.records import queries
from workflow.records.models import Appointment, Request
from workflow.rules.errors import Refused, Unmet
from workflow.rules.power import ADMINISTRATOR, ALONE_ENTERED
from workflow.rules.states import Kind, Role
from workflow.services.administration.people.changes import Meaning, PeopleChange
from workflow.services.context.use_case import UseCase

_TAKES_AWAY = (Meaning.ENDS, Meaning.REPLACED, Meaning.CANCELLED)


def needs_two(change: PeopleChange, login: str) -> bool:
    """Whether a change takes two: of every appointment but an officer's, and of who enters it themselves."""
    if change.meaning is Meaning.RENAMED:
        return False
    roles = {row.role for row in (change.row, change.appointment) if row is not None}
    return change.login == login or any(role not in ALONE_ENTERED for role in roles)


def serves(changes: Sequence[PeopleChange]) -> list[str]:
    """Logins of whom the changes give something: all but those from whom they only take."""
    return list(dict.fromkeys(c.login for c in changes if c.meaning not in _TAKES_AWAY))


def kept(changes: Sequence[PeopleChange]) -> dict[str, Any]:
    """The changes as a request keeps them."""
    return {"changes": [_plain(change) for change in changes]}


def taken(use_case: UseCase, row: Request) -> list[PeopleChange]:
    """The changes of a request, against what is recorded now.

    :raises Refused: an appointment that they change is not as it was when they were asked for.
    """
    now = {a.id: a for a in queries.people.appointments(use_case.session, use_case.office_id)}
    found = []
    for one in row.facts["changes"]:
        at = one["appointment"]
        if at is not None and (at["id"] not in now or _seen(now[at["id"]]) != at):
            unmet = Unmet("request_overtaken", {"request": row.id, "name": one["login"]}, ADMINISTRATOR)
            raise Refused("request_overtaken", "request", (unmet,))
        found.append(
            PeopleChange(
                Meaning(one["meaning"]), one["login"], one["facts"], _row(one["row"]),
                now[at["id"]] if at is not None else None, _day(one["ends"]), _day(one["starts"]),
            )
        )  # fmt: skip
    return found


def _plain(change: PeopleChange) -> dict[str, Any]:
    row = change.row
    return {
        "meaning": change.meaning.value, "login": change.login, "facts": dict(change.facts),
        "row": {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(row).items()} if row else None,
        "appointment": _seen(change.appointment) if change.appointment is not None else None,
        "ends": _text(change.ends), "starts": _text(change.starts),
    }  # fmt: skip


def _seen(a: Appointment) -> dict[str, Any]:
    return {
        "id": a.id, "person": a.person.login, "role": a.role.value, "kind": a.kind.value, "group": a.group_key,
        "post": a.post, "for": a.for_post, "from": a.starts.isoformat(), "until": _text(a.ends), "order": a.order_no,
    }  # fmt: skip


def _row(data: Mapping[str, Any] | None) -> PersonRow | None:
    if data is None:
        return None
    days = {"start": _day(data["start"]), "end": _day(data["end"])}
    return PersonRow(**{**data, **days, "role": Role(data["role"]), "kind": Kind(data["kind"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
