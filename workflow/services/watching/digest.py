"""What concerns one person today, or the whole office: what waits, what happened, what is wrong on the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workflow.rules.states import Capacity, Role
from workflow.services.context.authorization import Actor
from workflow.services.context.office import Office
from workflow.services.queries.flags import Flag
from workflow.services.queries.in_my_name import Done, done_for
from workflow.services.queries.inbox import Waiting, inbox
from workflow.services.queries.status import ItemStatus, status

SOON = 14
"""Days before a due day on which an item is named."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened or was seen, from the outbox; its sentence is formed where it is told."""

    at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Owed:
    """An item that is due soon or overdue and not online, with who must act next."""

    code: str
    title: str
    due: date | None
    days: int
    waiting_for: tuple[str, ...]
    compiler: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Items that wait for the same. ``who``: a capacity or group; ``compiler``: the group whose capacity it is."""

    who: str
    compiler: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What is told at once. ``name`` empty: to the whole office."""

    office: str
    fiscal_year: int
    as_of: datetime
    name: str
    progress: Mapping[str, int]
    waiting: tuple[Waiting, ...]
    events: tuple[Event, ...]
    owed: tuple[Owed, ...]
    flags: tuple[tuple[str, Flag], ...]
    link: str | None = None
    tray: str | None = None
    """Where what waits is opened in a browser; ``None``: the tray has no name."""
    done: tuple[Done, ...] = ()
    """What others did in this person's name or about their power."""
    held: tuple[Held, ...] = ()
    """For whom the items wait, the most first; told to the whole office or group, not to one person."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that anybody has to know."""
        return not (self.waiting or self.events or self.owed or self.flags or self.done)


_OF_SITE = ("proof_failed", "proof_unknown", "suspended")


def digest(
    office: Office, person: Actor | None = None, *, group: str | None = None, year: int | None = None,
    events: Sequence[Event] = (),
) -> Digest:  # fmt: skip
    """The digest of one person, of one group, or of the office. Reads only.

    :param events: what to tell beside how things stand now. :raises NotFound: no such group; no cycle.
    """
    now = status(office, year=year, group=group)
    waiting = tuple(inbox(office, person.login, year=year)) if person is not None else ()
    shown = now.items
    if person is not None and not _sees_all(person):
        shown = tuple(i for i in shown if i.compiler in person.groups or set(i.groups) & person.groups)
    today = now.as_of.date()
    owed = tuple(
        Owed(i.code, i.title, i.due, (i.due - today).days, i.waiting_for, i.compiler)
        for i in shown if i.due is not None and i.online.value == "none" and (i.due - today).days <= SOON
    )  # fmt: skip
    flags = tuple((i.code, flag) for i in shown for flag in i.flags if flag.code in _OF_SITE)
    return Digest(
        now.office, now.fiscal_year, now.as_of, person.name if person is not None else "", now.progress, waiting,
        tuple(events), tuple(sorted(owed, key=lambda one: one.days)), flags, office.settings.notices.link,
        office.settings.tray.url,
        tuple(done_for(office, person.login)) if person is not None else (),
        _held(shown) if person is None else (),
    )  # fmt: skip


def _held(items: Sequence[ItemStatus]) -> tuple[Held, ...]:
    """Who holds up which items. "Any officer of its groups" says nothing beside the groups themselves."""
    found: dict[tuple[str, str | None], dict[str, None]] = {}
    for item in items:
        named = [who for who in item.waiting_for if who != Capacity.CLERK]
        for who in named or item.waiting_for:
            group = f"group:{item.compiler}" if item.compiler and who in (Capacity.COMPILER, Capacity.CLERK) else None
            own = item.compiler if who == Capacity.DIRECTOR else None
            found.setdefault((group or who, own), {})[item.code] = None
    held = [Held(who, own, tuple(codes)) for (who, own), codes in found.items()]
    return tuple(sorted(held, key=lambda one: -len(one.codes)))


def _sees_all(person: Actor) -> bool:
    """Those whose work is every item."""
    return any(person.holds(role) for role in (Role.HEAD, Role.DEPUTY, Role.WEB, Role.REGISTRAR, Role.SECRETARY))


def concerns(recipient: str, person: Actor) -> bool:
    """Whether a row of the outbox is for this person: of a role, by login, or of a group they belong to."""
    kind, _, name = recipient.partition(":")
    if kind == "role" and name:
        return person.holds(Role(name)) is not None
    if kind == "person" and name:
        return person.login == name
    return bool(recipient) and recipient in person.groups
