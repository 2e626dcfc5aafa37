"""Meetings of the working group: planned on working days, held, resolved; what was resolved is a task until done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from workflow.office_files.days_off import days_off_file, days_off_text, load_days_off
from workflow.ports.days import Event
from workflow.records import queries
from workflow.records.facts.assessment import Resolution
from workflow.records.kinds import Kind
from workflow.records.models import Meeting
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.queries.status import progress
from workflow.services.reports.access import keeps_reports, must_keep_reports
from workflow.thai import ERA, arabic_digits, fiscal_year, long_date, one_line, parse_date

BODY = "คณะทำงานขับเคลื่อนการเปิดเผยข้อมูลสาธารณะ (OIT)"
"""What the working group is called unless the office says otherwise."""
WEEKDAYS = ("วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์")


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting as it stands. ``confirmed``: the office has confirmed the days off of its year."""

    body: str
    number: int
    year: int
    wanted: date
    planned: date
    moved_for: str | None
    held: date | None
    place: str
    starts: time
    resolutions: tuple[Resolution, ...]
    progress: tuple[int, ...]
    confirmed: bool = True

    @property
    def label(self) -> str:
        """``3/2569``."""
        return f"{self.number}/{self.year}"


def propose_days_off(office: Office, year: int) -> tuple[Mapping[date, str], bool]:
    """Days off of a calendar year (Buddhist era), and whether the office has confirmed them.

    :raises BadInput: its own file cannot be used.
    """
    own = load_days_off(office.folder, year)
    return (own, True) if own is not None else (office.days_off(year - ERA), False)


def lay_days_off(office: Office, year: int) -> str:
    """Lay the file with the proposal, to be corrected and so confirmed; its name.

    :raises BadInput: ``list_exists``: it is there already.
    """
    path = days_off_file(office.folder, year)
    if path.exists():
        raise BadInput("list_exists", files=[path.name])
    path.write_text(days_off_text(office.days_off(year - ERA)), encoding="utf-8-sig")
    return path.name


def working_day(day: date, off: Mapping[date, str]) -> tuple[date, str | None]:
    """The day itself, or the next on which the office works, and why it was moved: a holiday's name or a weekday."""
    reason = None
    while day.weekday() >= 5 or day in off:
        reason = reason or off.get(day) or WEEKDAYS[day.weekday()]
        day += timedelta(days=1)
    return day, reason


def plan(
    office: Office,
    login: str,
    *,
    day: int = 20,
    first: date | None = None,
    months: int = 12,
    body: str = BODY,
    place: str = "",
    starts: time = time(9, 30),
) -> list[Planned]:
    """Plan a meeting a month; a month that has one of that body already keeps it.

    :param day: of the month, the last one where the month is shorter. :param first: in the first month; ``None``:
        this month, or the next once the day is over.
    :raises BadInput: ``meeting_day_unknown``. :raises WrongRole: not the secretary.
    """
    if not 1 <= day <= 31 or not 1 <= months <= 24:
        raise BadInput("meeting_day_unknown", day=day, months=months)
    begin = (first or office.today()).replace(day=1)
    if first is None and _in_month(begin, day) < office.today():
        begin = _month(begin, 1)
    off: dict[int, tuple[Mapping[date, str], bool]] = {}
    with acting(office, login, lock=True) as use_case:
        must_keep_reports(use_case, "meeting_plan")
        record = Record(use_case)
        rows = queries.reports.meetings(use_case.session, use_case.office_id)
        there = {(row.wanted.year, row.wanted.month) for row in rows if row.body == body}
        numbers: dict[int, int] = {}
        for row in rows:
            if row.body == body:
                numbers[row.year] = max(numbers.get(row.year, 0), row.number)
        made = []
        for step in range(months):
            month = _month(begin, step)
            if (month.year, month.month) in there:
                continue
            wanted = _in_month(month, day)
            if wanted < use_case.today:
                continue
            year = wanted.year + ERA
            if year not in off:
                off[year] = propose_days_off(office, year)
            days = off[year][0]
            if month.month == 12:  # a day at its end may be moved into January
                days = {**propose_days_off(office, year + 1)[0], **days}
            planned, reason = working_day(wanted, days)
            numbers[year] = numbers.get(year, 0) + 1
            row = Meeting(
                office_id=use_case.office_id, body=body, year=year, number=numbers[year],
                fiscal_year=fiscal_year(planned), wanted=wanted, planned=planned, held=None, place=place,
                moved_for=reason, progress=[], resolutions=(), report_id=None, starts=f"{starts:%H:%M}",
            )  # fmt: skip
            use_case.session.add(row)
            _tell(record, row, "planned")
            made.append(row)
        use_case.session.flush()
        return [planned_of(row, confirmed=off[row.year][1]) for row in made]


def move(
    office: Office,
    login: str,
    label: str,
    *,
    to: date | None = None,
    place: str | None = None,
    starts: time | None = None,
    reason: str = "",
    body: str = BODY,
) -> Planned:
    """Move a meeting, or name its place or hour. :raises NotFound: no such meeting. :raises BadInput: it was held."""
    with acting(office, login, lock=True) as use_case:
        must_keep_reports(use_case, "meeting_move")
        row = row_of(use_case, label, body)
        if row.held is not None:
            raise BadInput("meeting_held", meeting=label, held=row.held.isoformat())
        if to is not None:
            row.planned, row.moved_for = to, reason.strip() or None
        row.place = place if place is not None else row.place
        row.starts = f"{starts:%H:%M}" if starts is not None else row.starts
        _tell(Record(use_case), row, "planned")
        return planned_of(row)


def hold(
    office: Office, login: str, label: str, held: date, resolutions: Sequence[Resolution], *, body: str = BODY
) -> Planned:
    """Record that a meeting was held, what was resolved, and where the items stood.

    :raises BadInput: ``meeting_in_future``. :raises NotFound: no such meeting, or no such group.
    """
    with acting(office, login, lock=True) as use_case:
        must_keep_reports(use_case, "meeting_report")
        if held > use_case.today:
            raise BadInput("meeting_in_future", held=held.isoformat(), today=use_case.today.isoformat())
        row = row_of(use_case, label, body)
        named = tuple(replace(one, group=use_case.group(one.group).key if one.group else None) for one in resolutions)
        row.held = held
        row.resolutions = (*row.resolutions, *named)
        row.progress = [*three(use_case)]
        _tell(Record(use_case), row, "held")
        return planned_of(row)


def settle(office: Office, login: str, label: str, number: int, *, body: str = BODY) -> Planned:
    """Say that a resolution was carried out: the secretary, or who is of its group.

    :param number: of the resolution, from 1. :raises NotFound: ``no_such_resolution``.
    """
    with acting(office, login, lock=True) as use_case:
        row = row_of(use_case, label, body)
        if not 1 <= number <= len(row.resolutions):
            raise NotFound("no_such_resolution", meeting=label, number=number, known=len(row.resolutions))
        one = row.resolutions[number - 1]
        if not keeps_reports(use_case) and one.group not in use_case.me.groups:
            must_keep_reports(use_case, "meeting_done")
        settled = replace(one, done_by=use_case.me.login, done_on=use_case.today.isoformat())
        row.resolutions = (*row.resolutions[: number - 1], settled, *row.resolutions[number:])
        _tell(Record(use_case), row, "resolution_done")
        return planned_of(row)


def listing(office: Office, *, year: int | None = None) -> list[Planned]:
    """Meetings by their planned day. :param year: calendar year (Buddhist era); ``None``: all."""
    with reading(office) as use_case:
        return [planned_of(row) for row in queries.reports.meetings(use_case.session, use_case.office_id, year)]


def three(use_case: UseCase) -> tuple[int, int, int]:
    """Published, awaiting approval, compiling: they sum to the number of items."""
    counts = progress(use_case.items())
    return counts["published"], counts["awaiting_approval"], counts["compiling"]


def open_resolutions(use_case: UseCase) -> list[tuple[Planned, int, Resolution]]:
    """What was resolved and not yet done: meeting, number of the resolution, resolution."""
    rows = queries.reports.meetings(use_case.session, use_case.office_id)
    return [
        (planned_of(row), number, one)
        for row in rows
        for number, one in enumerate(row.resolutions, 1)
        if one.done_by is None
    ]


def row_of(use_case: UseCase, label: str, body: str) -> Meeting:
    """A meeting by its number. :raises NotFound: ``no_such_meeting``, naming those there are."""
    rows = [row for row in queries.reports.meetings(use_case.session, use_case.office_id) if row.body == body]
    found = next((row for row in rows if f"{row.number}/{row.year}" == arabic_digits(label).strip()), None)
    if found is None:
        raise NotFound("no_such_meeting", meeting=label, known=[f"{row.number}/{row.year}" for row in rows])
    return found


def before(use_case: UseCase, row: Meeting) -> Meeting | None:
    """The meeting of the same body that was held last before this one."""
    rows = queries.reports.meetings(use_case.session, use_case.office_id)
    held = [one for one in rows if one.body == row.body and one.held is not None and one.planned < row.planned]
    return held[-1] if held else None


def planned_of(row: Meeting, *, confirmed: bool = True) -> Planned:
    """A meeting as it stands."""
    hour, minute = (int(part) for part in row.starts.split(":"))
    return Planned(
        row.body, row.number, row.year, row.wanted, row.planned, row.moved_for, row.held, row.place,
        time(hour, minute), tuple(row.resolutions), tuple(row.progress), confirmed,
    )  # fmt: skip


_TYPED = re.compile(r"(.*?)(?:\s+@(\S+))?(?:\s+(?:ภายใน|by)\s+(.+))?", re.DOTALL)


def resolution_of(text: str) -> Resolution:
    """A resolution as somebody typed it: ``ข้อความ @กลุ่ม ภายใน วันที่``; group and day may be left out.

    :raises BadInput: ``resolution_empty``. :raises NotUnderstood: the day is none.
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None or not found[1].strip():
        raise BadInput("resolution_empty", [Unmet("resolution_empty", {})])
    due = parse_date(found[3]).isoformat() if found[3] else ""
    return Resolution(one_line(found[1].strip()), found[2], due)


def _month(first: date, step: int) -> date:
    index = first.year * 12 + first.month - 1 + step
    return date(index // 12, index % 12 + 1, 1)


def _in_month(month: date, day: int) -> date:
    return min(_month(month, 1) - timedelta(days=1), month + timedelta(days=day - 1))


def _tell(record: Record, row: Meeting, what: str) -> None:
    facts = {
        "body": row.body, "meeting": f"{row.number}/{row.year}", "meeting_status": what,
        "planned": row.planned.isoformat(), "held": row.held.isoformat() if row.held else None,
        "moved_for": row.moved_for, "resolutions": len(row.resolutions), "progress": list(row.progress),
    }  # fmt: skip
    record.add(Kind.MEETING_CHANGED, facts)


def coming(office: Office) -> list[Event]:
    """Meetings from today on as entries of a calendar: two hours each."""
    with reading(office) as use_case:
        rows = [planned_of(row) for row in queries.reports.meetings(use_case.session, use_case.office_id)]
        return [
            Event(
                key=f"meeting-{one.year}-{one.number}-{office.settings.office.key}",
                title=f"ประชุม{one.body} ครั้งที่ {one.label}", day=one.planned, starts=one.starts,
                ends=time(min(one.starts.hour + 2, 23), one.starts.minute), place=one.place,
                text=f"เลื่อนจากวันที่ {long_date(one.wanted, thai=False)} ({one.moved_for})" if one.moved_for else "",
                sequence=(one.planned - one.wanted).days if one.planned > one.wanted else 0,
            )
            for one in rows
            if one.held is None and one.planned >= use_case.today
        ]  # fmt: skip
