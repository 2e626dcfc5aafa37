"""Days on which offices of the state are closed, and what a calendar file needs to know of a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

DaysOff = Callable[[int], Mapping[dt.date, str]]
"""Calendar year (Gregorian) -> day -> name, as a library proposes them; the office confirms its own."""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a calendar. ``key`` is stable: the same entry comes again when it is changed. Times are local."""

    key: str
    title: str
    day: dt.date
    starts: dt.time
    ends: dt.time
    place: str
    text: str
    sequence: int = 0
