"""Whether the database is as new as the office was: its journal against the marks that are kept outside of it.

A database that was put back to an earlier day holds a whole chain and says nothing wrong. What tells is the number and
hash of the last entry somewhere else: on each machine that takes steps, in the release of the site, in backups, on
memos. Until two people said how it goes on, nothing but what they need for that is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from workflow.ports.marks import Mark, same_place
from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.plain.beside import only_read
from workflow.rules.errors import BadInput, Refused, Unmet

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.orm import Session

    from workflow.services.context.office import Office
    from workflow.services.context.use_case import UseCase

CLOCKS_APART = timedelta(minutes=5)
"""How far the clocks of two machines of an office may be apart."""
TELLING = (Kind.RESTORED, Kind.WENT_ON)
"""Entries that say openly that the records were put back."""
BEFORE_GOING_ON = frozenset(
    {
        Kind.LOGGED_IN, Kind.LOGGED_OUT, Kind.LOGIN_FAILED, Kind.PASSWORD_CHANGED, Kind.BACKED_UP, Kind.POWER_ASKED,
        Kind.POWER_CONFIRMED, Kind.POWER_REFUSED, Kind.POWER_ENDED, *TELLING,
    }
)  # fmt: skip
"""What is recorded also while the records are behind, or the clock: all that two people need to go on."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the marks say of the database.

    :ivar lost: marks of this place that the journal does not lead to and nobody explained.
    :ivar explained: marks that a restoring, or going on, made void; nobody here was told yet.
    :ivar elsewhere: marks of other places where a database of the same office stands, if none is known of this place.
    :ivar instead: mark of another office that stood at this place, if none of this one is known here.
    :ivar last: number of the last entry. ``who``: what tells the office from others; ``None`` before its first entry.
    """

    lost: tuple[Mark, ...] = ()
    explained: tuple[Mark, ...] = ()
    elsewhere: tuple[tuple[str, Mark], ...] = ()
    instead: Mark | None = None
    last: int = 0
    who: str | None = None

    @property
    def highest(self) -> Mark | None:
        """The mark that is farthest ahead."""
        return max(self.lost, key=lambda mark: mark.seq, default=None)


@dataclass(frozen=True, slots=True)
class Pending:
    """A mark to keep after the commit, and the hashes of those that go."""

    who: str
    mark: Mark
    told: frozenset[str]


def identity(session: Session, office_id: int) -> str | None:
    """What tells the office from every other; ``None`` before its first entry."""
    first = queries.entries.entry(only_read(session), office_id, 1)
    return first.hash if first is not None else None


def standing(use_case: UseCase) -> Standing:
    """Compare the marks of this machine with the journal."""
    session, office_id, office = use_case.session, use_case.office_id, use_case.office
    who = identity(session, office_id)
    if who is None:
        return Standing()
    kept, names = office.marks.of(who), same_place(office.place)
    # What was kept of a place where no database is any more was this one, before somebody moved it.
    here = {p: m for p, m in kept.items() if p in names or not office.marks.stands(p)}
    last = queries.entries.head(only_read(session), office_id)[0]
    lost = [mark for mark in here.values() if not leads_to(session, office_id, mark.seq, mark.hash)]
    told = _told_last(session, office_id) if lost else None
    explained = [mark for mark in lost if told is not None and told[1] >= mark.at]
    elsewhere = [] if names & here.keys() else [(p, m) for p, m in sorted(kept.items()) if p not in here]
    behind = tuple(mark for mark in lost if mark not in explained)
    # Which is asked once: the office's next step leaves a mark of its own.
    instead = None if names & kept.keys() else office.marks.another_at(office.place, who)
    return Standing(behind, tuple(explained), tuple(elsewhere), instead, last, who)


def leads_to(session: Session, office_id: int, seq: int, digest: str) -> bool:
    """Whether the journal has just this entry."""
    entry = queries.entries.entry(only_read(session), office_id, seq)
    return entry is not None and entry.hash == digest


def _told_last(session: Session, office_id: int) -> tuple[int, datetime] | None:
    """Number and time of the last entry that says openly that the records were put back."""
    entry = queries.entries.last_of(only_read(session), office_id, TELLING)
    return (entry.seq, entry.at) if entry is not None else None


def telling_since(use_case: UseCase, when: datetime | None) -> bool:
    """Whether an entry says openly that the records were put back, since then; ``None``: ever."""
    told = _told_last(use_case.session, use_case.office_id)
    return told is not None and (when is None or told[1] >= when)


def _last_told(session: Session, office_id: int) -> int:
    found = _told_last(session, office_id)
    return found[0] if found is not None else 0


def pending(use_case: UseCase) -> Pending | None:
    """What is to be kept once this unit of work is; ``None`` while the records are behind, or nothing was recorded."""
    if not use_case.recorded:
        return None
    session, office_id, office, seen = use_case.session, use_case.office_id, use_case.office, use_case.standing
    last, who = queries.entries.last_but(only_read(session), office_id), seen.who or identity(session, office_id)
    if last is None or who is None or (seen.lost and _last_told(session, office_id) <= seen.last):
        return None
    numbers = queries.entries.next_numbers(only_read(session), office_id)
    renamed = same_place(office.place) - {office.place}
    kept = office.marks.of(who).items()
    gone = {mark.hash for place, mark in kept if place in renamed or not office.marks.stands(place)}
    told = gone | {mark.hash for mark in (*seen.lost, *seen.explained)}
    return Pending(who, Mark(last.seq, last.hash, last.at, numbers), frozenset(told))


def keep(use_case: UseCase, found: Pending | None) -> None:
    """Keep the mark of what was committed."""
    if found is not None:
        use_case.office.marks.keep(found.who, use_case.office.place, found.mark, found.told)


def skip_given(use_case: UseCase, marks: Collection[Mark], by: str) -> dict[str, int]:
    """Move every book past the numbers that were given before the records were put back; book -> its next number."""
    from workflow.records.books import BookKind
    from workflow.records.numbering import skip_to

    moved: dict[str, int] = {}
    for mark in marks:
        for name, number in sorted(mark.numbers.items()):
            book, _, year = name.partition("/")
            if skip_to(use_case.session, use_case.office_id, BookKind(book), int(year), number, by=by, at=use_case.now):
                moved[name] = number
    return moved


def begin(use_case: UseCase) -> None:
    """Before a command writes: numbers that a restoring made free are not given twice."""
    explained = use_case.standing.explained
    if explained:
        skip_given(use_case, explained, use_case.login or "-")


def must_go_on(use_case: UseCase, kind: Kind) -> None:
    """Before an entry is written.

    :raises BadInput: the clock is behind the last entry. :raises Refused: the records are behind what this machine saw.
    """
    if kind in BEFORE_GOING_ON:
        return
    last = use_case.last_worked
    if last is not None and last > use_case.now + CLOCKS_APART:
        shown = last.astimezone(use_case.now.tzinfo).isoformat(timespec="minutes")
        raise BadInput("clock_behind", now=use_case.now.isoformat(timespec="minutes"), last=shown)
    highest = use_case.standing.highest
    if highest is not None:
        facts = behind_facts(use_case, highest)
        raise Refused("database_older", "step", (Unmet("database_older", facts, "administrator"),))


def behind_facts(use_case: UseCase, mark: Mark) -> dict[str, object]:
    """What is told of records that are behind."""
    at = mark.at.astimezone(use_case.now.tzinfo).isoformat(timespec="minutes")
    return {"last": use_case.standing.last, "seen": mark.seq, "at": at}


def told(use_case: UseCase) -> list[Unmet]:
    """What every command says before it does anything: the records are behind, were put back, or are a copy."""
    seen = use_case.standing
    found = [Unmet("database_older", behind_facts(use_case, seen.highest))] if seen.highest is not None else []
    found += [Unmet("database_put_back", behind_facts(use_case, mark)) for mark in seen.explained[:1]]
    found += [] if seen.instead is None else [Unmet("office_instead", behind_facts(use_case, seen.instead))]
    return found + [
        Unmet("office_elsewhere", {"folder": place.partition(":")[2], **behind_facts(use_case, mark)})
        for place, mark in seen.elsewhere[:1]
    ]


def stood_here(office: Office, who: str = "") -> Unmet | None:
    """For whoever sets an office up: another stood at its place before. :param who: what tells the new one apart."""
    mark = office.marks.another_at(office.place, who)
    if mark is None:
        return None
    at = mark.at.astimezone(office.now().tzinfo).isoformat(timespec="minutes")
    return Unmet("office_instead", {"last": 0, "seen": mark.seq, "at": at})


def last_worked(use_case: UseCase) -> datetime | None:
    """When the last entry was written, without those that are written also under a clock that is behind."""
    free = [kind for kind in BEFORE_GOING_ON if kind not in TELLING]
    entry = queries.entries.last_but(only_read(use_case.session), use_case.office_id, free)
    return entry.at if entry is not None else None
