"""What each group is to be reminded of: items to hand in, measures and resolutions that end soon or are late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from workflow.records import queries
from workflow.rules.states import Online, State
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading
from workflow.services.reports.meetings import open_resolutions


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing. ``group`` its key, empty: everybody; ``kind`` item, measure or resolution."""

    group: str
    kind: str
    what: str
    due: date | None
    overdue: bool


def reminders(office: Office, *, days: int = 14, group: str | None = None, year: int | None = None) -> list[Reminder]:
    """What is due within so many days or late, by group, the earliest first. :raises NotFound: no such group."""
    with reading(office, year=year) as use_case:
        today, until = use_case.today, use_case.today + timedelta(days=days)
        only = use_case.group(group).key if group is not None else None
        found = []
        for item in use_case.open_items():
            if item.due is None or item.due > until or item.online is Online.ONLINE:
                continue
            owing = [part.group_key for part in item.parts if part.status in (None, "refused")]
            if item.state is not State.DRAFT or not owing:
                owing = [item.compiling_group] if item.compiling_group else [part.group_key for part in item.parts]
            found += [
                Reminder(key, "item", f"ข้อ {use_case.name_of(item)} {item.title}", item.due, item.due < today)
                for key in owing
            ]
        for row in queries.reports.open_measures(use_case.session, use_case.office_id):
            if row.ends is not None and row.ends <= until:
                found += [
                    Reminder(key, "measure", f"มาตรการที่ {row.number} {row.title}", row.ends, row.ends < today)
                    for key in row.group_keys or [""]
                ]
        for meeting, _, one in open_resolutions(use_case):
            due = date.fromisoformat(one.due) if one.due else None
            if due is None or due <= until:
                late = due is not None and due < today
                found.append(Reminder(one.group or "", "resolution", f"มติครั้งที่ {meeting.label} {one.text}", due, late))
        order = {key: at for at, key in enumerate(["", *use_case.groups])}
    kept = [one for one in found if only is None or one.group in ("", only)]
    return sorted(kept, key=lambda one: (order.get(one.group, 99), one.due or until, one.what))
