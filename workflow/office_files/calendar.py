"""``[calendar]`` of ``office.toml``: meetings, days off, and how long before the closing day each hand is through."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise

from workflow.office_files.toml_reader import Reader

MOST = 365
"""Days that anything may be before the closing day."""


@dataclass(frozen=True, slots=True)
class LeadDays:
    """How many days before the last one each hand is through: groups hand in, the compiler compiles, the director
    submits, the web officer publishes, and the answer is given to the evaluators."""

    hand_in: int
    compile: int
    submit: int
    publish: int
    answer: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """``meeting_day``: day of the month of the follow-up meeting, None for none. ``holidays``: besides weekends.

    :param closing: last day on which the evaluators take answers, where the office knows better than the framework.
    :param before: of an item, before the closing day. :param before_part: of a part of the year, before its due day.
    :param part_days: days after a part ends until it has to be published.
    """

    meeting_day: int | None = None
    holidays: frozenset[date] = frozenset()
    closing: date | None = None
    before: LeadDays = LeadDays(30, 23, 16, 7)
    before_part: LeadDays = LeadDays(10, 7, 5, 0)
    part_days: int = 15


def read_calendar(table: Reader) -> Calendar:
    """The table, with what is wrong noted in the reader."""
    usual = Calendar()
    calendar = Calendar(
        table.number("meeting_day", 0, 1, 31) or None,
        table.days("holidays"),
        table.day("closing"),
        _lead(table.table_of("before"), usual.before),
        _lead(table.table_of("before_part"), usual.before_part),
        table.number("part_days", usual.part_days, 0, MOST),
    )
    table.finish()
    return calendar


def _lead(table: Reader, usual: LeadDays) -> LeadDays:
    days = [table.number(one.name, getattr(usual, one.name), 0, MOST) for one in fields(LeadDays)]
    for (before, after), one in zip(pairwise(days), fields(LeadDays)[1:], strict=True):
        if after > before:
            table.note("setting_days_backwards", table.key(one.name), after, most=before)
    table.finish()
    return LeadDays(*days)
