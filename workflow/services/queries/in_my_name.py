"""What was done in the head's name, or about the head's power, by others: said in the head's inbox and digest.

Nobody asks the head each time; so the head sees each time, and objects or asks while it can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.rules.states import Kind as Ground
from workflow.rules.states import Role
from workflow.services.context.use_case import UseCase, reading

if TYPE_CHECKING:
    from workflow.records.journal import JournalEntry
    from workflow.services.context.office import Office

DAYS = 14
"""So far back: over a leave of a week and the days around it."""
_OF_ALL = (
    Kind.ADOPTED, Kind.ABSENCE, Kind.OBJECTED, Kind.OBJECTION_LIFTED, Kind.SUBSTITUTES_SET, Kind.ADMINISTRATOR_CHANGED,
    Kind.SETTINGS_ACCEPTED, Kind.RESTORED, Kind.WENT_ON,
)  # fmt: skip
"""Of these every entry concerns the head."""
_OF_HEAD = (
    Kind.APPOINTED, Kind.APPOINTMENT_CHANGED, Kind.APPOINTMENT_ENDED, Kind.ACTING_ENDED, Kind.KEY_REGISTERED,
    Kind.KEY_WITHDRAWN, Kind.PASSWORD_RESET,
)  # fmt: skip
"""Of these those about the head, or about who stands in."""


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that one command did: its first entry, and every item it was about."""

    at: datetime
    name: str
    kind: str
    step: str | None
    facts: Mapping[str, Any]
    items: list[str] = field(default_factory=list)


def done_for(office: Office, login: str) -> list[Done]:
    """As :func:`in_my_name`, in a unit of work of its own."""
    with reading(office, login) as use_case:
        return in_my_name(use_case)


def in_my_name(use_case: UseCase) -> list[Done]:
    """What others did in this person's name or about their power, newest first; nothing for who is not the head."""
    me = use_case.me
    holds = any(one.role is Role.HEAD and one.kind is Ground.HOLDER for one in me.appointments)
    if not holds and not any(one.role is Role.HEAD for one in me.suspended):
        return []
    since, kinds = use_case.now - timedelta(days=DAYS), (Kind.STEP, *_OF_ALL, *_OF_HEAD)
    rows = queries.entries.of_others(use_case.session, use_case.office_id, me.login, since, kinds)
    found: dict[tuple[str, str, str | None], Done] = {}
    for entry in rows:
        if not _concerns(entry, me.login):
            continue
        key = (entry.command, entry.kind, entry.step)
        done = found.setdefault(key, Done(entry.at, entry.actor_name, entry.kind, entry.step, entry.facts))
        if entry.item_code is not None and entry.item_code not in done.items:
            done.items.insert(0, entry.item_code)
    return list(found.values())


def _concerns(entry: JournalEntry, me: str) -> bool:
    facts = entry.facts
    if entry.kind == Kind.STEP:
        return entry.role == Role.HEAD.value or facts.get("signer") == me
    if entry.kind in {kind.value for kind in _OF_ALL}:
        return True
    return facts.get("person") == me or facts.get("role") == Role.HEAD.value
