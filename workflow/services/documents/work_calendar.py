"""ปฏิทินปฏิบัติงาน: by when each hand is through, counted backwards from the closing day, and whose hand is late first.

Of a whole item the days run backwards from the last day on which the evaluators take answers (the office's own setting,
else the framework's), or from the item's own due day; of a part of the year, from the day it has to be published. A day
off is moved forward to the working day before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.office_files.calendar import LeadDays
from workflow.ports.papers import CalendarFacts, CalendarRow
from workflow.records.models import Item
from workflow.rules.errors import WorkflowError
from workflow.rules.states import Online, State
from workflow.services.context.frameworks import load_framework
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.context.year_parts import PartStanding
from workflow.services.documents.form_facts import groups_of
from workflow.thai import fiscal_year
from workflow.thai.periods import title

CLOSES = "answers_close"
"""Key of the framework's deadline after which no answer is taken."""
HANDS = ("hand_in", "compile", "submit", "publish", "answer")
"""In the order in which they work; each is through by its day."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand's share. ``who``: who must act, machine-readable. ``day`` ``None``: no closing day is known.

    ``done`` ``None``: nobody records it (whether the evaluators have the answer).
    """

    hand: str
    who: tuple[str, ...]
    day: date | None
    done: bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """One item, or one part of its year.

    :param slack: days until the next hand's day, negative when it is over; ``None``: all is done or no day is known.
    :param late: the first hand whose day is over and whose share is not done.
    """

    code: str
    title: str
    part: str | None
    hands: tuple[Hand, ...]
    slack: int | None
    late: Hand | None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """``closing``: last day on which answers are taken; ``None``: neither the office nor the framework says."""

    office: str
    fiscal_year: int
    closing: date | None
    as_of: date
    lines: tuple[Line, ...]


def work_calendar(office: Office, *, year: int | None = None, codes: Sequence[str] = ()) -> WorkCalendar:
    """Every item of a cycle, an item whose year has parts part by part. :raises NotFound: no such item or cycle."""
    with reading(office, year=year) as use_case:
        return calendar_of(use_case, codes)


def calendar_of(use_case: UseCase, codes: Sequence[str] = ()) -> WorkCalendar:
    """As :func:`work_calendar`, in a use case that is open."""
    closing = closing_day(use_case)
    items = use_case.items(codes or None)
    return WorkCalendar(
        use_case.office.settings.office.name, use_case.cycle.fiscal_year, closing, use_case.today,
        tuple(line for item in items for line in _lines(use_case, item, closing)),
    )  # fmt: skip


def closing_day(use_case: UseCase) -> date | None:
    """The last day on which answers are taken: as the office says for this year, else as the framework does."""
    cycle = use_case.cycle
    own = use_case.office.settings.calendar.closing
    if own is not None and fiscal_year(own) == cycle.fiscal_year:
        return own
    try:
        framework = load_framework(use_case.office, cycle.framework, cycle.fiscal_year)
    except WorkflowError:
        return None  # a year without a framework has a calendar of its own due days
    return next((one.day for one in framework.deadlines if one.key == CLOSES), None)


def _lines(use_case: UseCase, item: Item, closing: date | None) -> Iterator[Line]:
    calendar = use_case.office.settings.calendar
    parts = use_case.periods.standings(item)
    for part in parts:
        yield _line(use_case, item, part, part.due, calendar.before_part)
    if not parts:
        lead = calendar.before
        publish = item.due or (closing - timedelta(days=lead.publish) if closing is not None else None)
        yield _line(use_case, item, None, publish, lead)


def _line(use_case: UseCase, item: Item, part: PartStanding | None, publish: date | None, lead: LeadDays) -> Line:
    """:param publish: the day by which it is published."""
    done = _done(item, part)
    hands = tuple(
        Hand(
            name,
            _who(item, name, part),
            _working_day(use_case, publish, getattr(lead, name) - lead.publish),
            done[name],
        )
        for name in HANDS
        if part is None or name != "answer"  # the answer is given once, for the whole item
    )
    open_ = [hand for hand in hands if hand.done is False and hand.day is not None]
    today = use_case.today
    late = next((hand for hand in open_ if hand.day is not None and hand.day < today), None)
    slack = next(((hand.day - today).days for hand in open_ if hand.day is not None), None)
    return Line(item.code, item.title, part.key if part is not None else None, hands, slack, late)


def _working_day(use_case: UseCase, publish: date | None, before: int) -> date | None:
    """So many days before another, moved forward over days off."""
    if publish is None:
        return None
    day, off = publish - timedelta(days=before), use_case.office.settings.calendar.holidays
    while day.weekday() >= 5 or day in off:
        day -= timedelta(days=1)
    return day


def _done(item: Item, part: PartStanding | None) -> dict[str, bool | None]:
    """Which shares are done, of a whole item or of one part of its year."""
    published = item.online is Online.ONLINE if part is None else part.there
    mine = part is None or part.in_hand
    state = item.state
    handed_in = mine and bool(item.parts) and all(p.status in ("handed_in", "accepted") for p in item.parts)
    compiled = mine and state in (State.GROUP_COMPILED, State.SUBMITTED, State.HEAD_SIGNED)
    submitted = mine and state in (State.SUBMITTED, State.HEAD_SIGNED)
    return {
        "hand_in": published or handed_in,
        "compile": published or compiled,
        "submit": published or submitted,
        "publish": published,
        "answer": None,
    }


def _who(item: Item, hand: str, part: PartStanding | None) -> tuple[str, ...]:
    """Who has to act: the groups that have not handed in, then one after the other."""
    group = item.compiling_group
    if hand == "hand_in":
        begun = part is None or part.in_hand
        owing = [p.group_key for p in item.parts if not begun or p.status not in ("handed_in", "accepted")]
        return tuple(f"group:{key}" for key in owing or [p.group_key for p in item.parts])
    if hand == "publish" and item.state is State.SUBMITTED:
        return ("head",)
    return {
        "compile": (f"post:officer.{group}",) if group else ("deputy",),
        "submit": (f"post:director.{group}",) if group else ("deputy",),
        "publish": ("web",),
        "answer": ("secretary",),
    }[hand]


def calendar_facts(use_case: UseCase) -> CalendarFacts:
    """The form ``calendar``, annex of the order that appoints the working group."""
    found = calendar_of(use_case)
    groups = {item.code: groups_of(use_case, item) for item in use_case.items()}
    return CalendarFacts(
        office=found.office,
        fiscal_year=found.fiscal_year,
        closing=found.closing,
        as_of=found.as_of,
        rows=tuple(
            CalendarRow(
                line.code, line.title, f"งวด{title(line.part)}" if line.part is not None else "", groups[line.code],
                **{hand.hand: hand.day for hand in line.hands},
            )
            for line in found.lines
        ),
    )  # fmt: skip
