"""What a careful registrar would notice in an order or a meeting report before it is signed. Pure.

Each function returns every finding as ``(code, facts)``; an empty list is good. Forty such slips were counted in the
papers the offices really issued: a date that does not exist, a member named twice, another office's name left over.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, is_dataclass

from workflow.ports.papers import (
    ActivityFacts,
    Attendee,
    GeneralOrderFacts,
    MeetingFacts,
    Member,
    NewsletterFacts,
    OrderFacts,
)
from workflow.ports.papers.activities import PHOTOS
from workflow.thai import MONTHS, MONTHS_SHORT, NotUnderstood, arabic_digits, comparable, normalise, parse_date

Finding = tuple[str, dict[str, object]]

_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *MONTHS_SHORT))
_DATE = re.compile(rf"[0-9๐-๙]{{1,2}}\s*(?:เดือน)?\s*(?:{_MONTH})\s*(?:พ\.ศ\.)?\s*[0-9๐-๙]{{4}}")
# The place at the end of an office's name; what stands before it is the kind of office.
_PLACE = re.compile(r"^(.*?(?:จังหวัด|อำเภอ|เขตพื้นที่การศึกษา|เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร|องค์การบริหารส่วนตำบล))(.+)$")


def texts(facts: object) -> Iterable[str]:
    """Every text anywhere in the facts."""
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, tuple):
        for part in facts:
            yield from texts(part)
    elif is_dataclass(facts) and not isinstance(facts, type):
        for field in fields(facts):
            yield from texts(getattr(facts, field.name))


def impossible_dates(facts: object) -> list[Finding]:
    """Dates in running text that no calendar has, such as 31 เมษายน: code of :func:`workflow.thai.parse_date`."""
    found: list[Finding] = []
    for text in texts(facts):
        for written in _DATE.findall(normalise(text)):
            try:
                parse_date(written)
            except NotUnderstood as wrong:
                found.append((wrong.code, wrong.facts))
    return found


def other_offices(facts: object, office: str) -> list[Finding]:
    """Names of offices of the same kind but another place: left over from the paper this one was copied from."""
    own = _PLACE.match(normalise(office))
    if own is None:
        return []
    kind, place = own[1], own[2]
    found: list[Finding] = []
    for text in texts(facts):
        for rest in re.findall(re.escape(kind) + r"([ก-๎]+)", normalise(text)):
            if not rest.startswith(place):
                found.append(("other_office_named", {"office": office, "found": kind + rest}))
    return found


def _number_year(number: str, day: dt.date | None, code: str) -> list[Finding]:
    """Numbers carry the calendar year of their day (ข้อ ๑๖.๒, ๒๕): 335/2566 is not of a day in 2565."""
    written = re.search(r"/\s*([0-9]{4})$", arabic_digits(number).strip())
    if written and day is not None and int(written[1]) != day.year + 543:
        return [(code, {"number": number, "year": day.year + 543})]
    return []


def _twice(people: Iterable[Member | Attendee], code: str) -> list[Finding]:
    """Who stands there more than once; somebody appointed by post alone is known by it."""
    names = [one.name.strip() or one.post.strip() for one in people]
    counted = Counter(comparable(name) for name in names if name)
    shown = {comparable(name): name for name in names}
    return [(code, {"name": shown[key], "times": times}) for key, times in counted.items() if times > 1]


FLAGS = frozenset({"other_office_named", "no_chair"})
"""Findings that may be meant: told, never refused. All others contradict themselves."""


def check_text(facts: object, *, office: str, number: str = "", day: dt.date | None = None) -> list[Finding]:
    """Any other paper, such as an announcement or a letter: impossible dates, other offices' names,
    ``number_of_other_year`` (``day``: the date it bears, None while it has none)."""
    return impossible_dates(facts) + other_offices(facts, office) + _number_year(number, day, "number_of_other_year")


def check_order(facts: OrderFacts, *, issued: dt.date | None = None) -> list[Finding]:
    """An order: ``effective_before_issued``, ``number_of_other_year``, ``member_twice``, ``no_members``,
    ``no_chair`` (nobody is ประธาน), impossible dates, other offices' names.

    ``issued`` stands for the date where the order has none yet.
    """
    found = _common(facts, issued)
    if not facts.members:
        found.append(("no_members", {}))
    elif not any(member.role.startswith("ประธาน") for member in facts.members):
        found.append(("no_chair", {}))
    return found


def check_general_order(facts: GeneralOrderFacts, issued: dt.date | None = None) -> list[Finding]:
    """An order that assigns work or names people: as :func:`check_order` without a chair, and
    ``order_over_before_it_begins``, ``order_for_nobody`` (it names nobody, gives no duties and has no annex)."""
    found = _common(facts, issued)
    begins = facts.effective or facts.date or issued
    if facts.until is not None and begins is not None and facts.until < begins:
        found.append(("order_over_before_it_begins", {"effective": begins, "until": facts.until}))
    if not (facts.members or facts.duties or facts.annex):
        found.append(("order_for_nobody", {}))
    return found


def any_order(facts: OrderFacts | GeneralOrderFacts, issued: dt.date | None = None) -> list[Finding]:
    """An order of either kind."""
    return check_order(facts, issued=issued) if isinstance(facts, OrderFacts) else check_general_order(facts, issued)


def _common(facts: OrderFacts | GeneralOrderFacts, issued: dt.date | None) -> list[Finding]:
    """What every order is looked at for."""
    day = facts.date or issued
    found = impossible_dates(facts) + other_offices(facts, facts.office)
    if facts.effective is not None and day is not None and facts.effective < day:
        found.append(("effective_before_issued", {"effective": facts.effective, "issued": day}))
    found += _number_year(facts.number, day, "number_of_other_year")
    return found + _twice(facts.members, "member_twice")


def check_activity(facts: ActivityFacts | NewsletterFacts, *, office: str, today: dt.date) -> list[Finding]:
    """A paper with photographs: ``photographs_number``, ``photograph_without_caption``, ``activity_to_come`` (it tells
    of what is not over yet), ``activity_over_before_it_begins``, impossible dates, other offices' names."""
    found = impossible_dates(facts) + other_offices(facts, office)
    fewest, most = PHOTOS
    if not fewest <= len(facts.photos) <= most:
        found.append(("photographs_number", {"count": len(facts.photos), "fewest": fewest, "most": most}))
    found += [
        ("photograph_without_caption", {"number": number})
        for number, photo in enumerate(facts.photos, 1) if not photo.caption.strip()
    ]  # fmt: skip
    if isinstance(facts, ActivityFacts):
        last = facts.ends or facts.starts
        if last > today:
            found.append(("activity_to_come", {"day": last, "today": today}))
        if last < facts.starts:
            found.append(("activity_over_before_it_begins", {"starts": facts.starts, "ends": last}))
    return found


def check_meeting(facts: MeetingFacts, *, office: str = "", appointed: dt.date | None = None) -> list[Finding]:
    """A meeting report: ``meeting_before_appointment`` (``appointed`` is the order's date, None if not known),
    ``ends_before_start``, ``present_twice`` (also someone both present and absent), ``number_of_other_year``,
    ``nobody_present``, impossible dates, other offices' names."""
    found = impossible_dates(facts) + (other_offices(facts, office) if office else [])
    if appointed is not None and facts.date < appointed:
        found.append(("meeting_before_appointment", {"date": facts.date, "appointed": appointed}))
    if facts.ends <= facts.starts:
        found.append(("ends_before_start", {"starts": facts.starts, "ends": facts.ends}))
    found += _number_year(facts.number, facts.date, "number_of_other_year")
    found += _twice((*facts.present, *facts.absent, *facts.guests), "present_twice")
    if not facts.present:
        found.append(("nobody_present", {}))
    return found
