"""The ``icalendar`` library behind the port: a file that Outlook and phones take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec

from workflow.ports.days import Event
from workflow.rules.errors import MissingOnMachine
from workflow.thai.zone import BANGKOK


def calendar_file(name: str, events: Sequence[Event], made_at: datetime) -> bytes:
    """An iCalendar file (RFC 5545). Times are in UTC: no reader has to know a zone, and Thailand has no summer time.

    :param name: of the calendar.
    :raises MissingOnMachine: ``calendar_files_missing``: the extra is not installed.
    """
    if find_spec("icalendar") is None:
        raise MissingOnMachine("calendar_files_missing")
    from icalendar import Alarm, Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//saraban-oit//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in events:
        entry = Entry()
        entry.add("uid", f"{one.key}@saraban-oit")
        entry.add("dtstamp", made_at.astimezone(UTC))
        entry.add("sequence", one.sequence)
        entry.add("summary", one.title)
        entry.add("dtstart", datetime.combine(one.day, one.starts, BANGKOK).astimezone(UTC))
        entry.add("dtend", datetime.combine(one.day, one.ends, BANGKOK).astimezone(UTC))
        if one.place:
            entry.add("location", one.place)
        if one.text:
            entry.add("description", one.text)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.title)
        alarm.add("trigger", timedelta(days=-1))
        entry.add_component(alarm)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
