"""What the office tells of what it did, with photographs: the summary of an activity, the newsletter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workflow.ports.persons import Person
from workflow.ports.reports import Picture

PHOTOS = (2, 6)
"""Fewest and most photographs of a paper."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph and what stands under it."""

    caption: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """แบบสรุปผลการจัดกิจกรรม. ``ends`` None: one day; ``participants`` how many and who; ``budget`` in words or an amount.

    ``date``: the day of the summary. ``head`` signs that it was seen.
    """

    office: str
    group: str
    subject: str
    starts: dt.date
    ends: dt.date | None
    place: str
    participants: str
    budget: str
    purposes: tuple[str, ...]
    results: tuple[str, ...]
    problems: tuple[str, ...]
    photos: tuple[Photo, ...]
    author: Person
    date: dt.date | None
    head: Person


@dataclass(frozen=True, slots=True)
class NewsletterFacts:
    """จดหมายข่าว of one page or two. ``number`` "3/2569" is the newsletter's own, of no book."""

    office: str
    group: str
    number: str
    date: dt.date
    subject: str
    paragraphs: tuple[str, ...]
    photos: tuple[Photo, ...]
    address: tuple[str, ...]
    phone: str
    email: str
