"""One month of the site on one page, for the head: plain facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow.ports.site import Severity


@dataclass(frozen=True, slots=True)
class TroubledItem:
    """An item that was not found in some look. ``bad`` of ``looks`` looks; ``now``: what the last one saw."""

    code: str
    title: str
    looks: int
    bad: int
    now: Severity
    last: datetime
    why: str
    address: str


@dataclass(frozen=True, slots=True)
class MonthReport:
    """What this office saw of its site in one month. ``days``: the worst of each day, for the chart."""

    office: str
    head_post: str
    home: str
    first: date
    as_of: datetime
    online: int
    found: int
    looks: int
    troubled: tuple[TroubledItem, ...]
    site: tuple[tuple[str, str], ...]
    months: Sequence[tuple[date, Sequence[Severity | None]]]
