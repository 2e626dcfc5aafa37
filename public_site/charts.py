"""What the charts of the pages are drawn of: items published of how many there are, and scores of past years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from workflow.ports.site import OnlineState, SiteItem

ROW, LEFT, WIDTH = 30, 56, 300
"""Height of a row, where bars begin, and the length of the longest, in the drawing's own units."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sub-indicator: its bar of all items, and over it that of the published ones."""

    number: str
    title: str
    published: int
    whole: int
    top: int
    width_whole: int
    width_published: int


def rows(subs: Iterable[tuple[str, str, tuple[SiteItem, ...]]]) -> list[Row]:
    """Rows from the top down. :param subs: number, title and items of each sub-indicator."""
    counted = [
        (number, title, sum(item.state is OnlineState.PUBLISHED for item in items), len(items))
        for number, title, items in subs
    ]
    most = max((whole for *_, whole in counted), default=0) or 1
    return [
        Row(number, title, done, whole, at * ROW, round(whole * WIDTH / most), round(done * WIDTH / most))
        for at, (number, title, done, whole) in enumerate(counted)
    ]


@dataclass(frozen=True, slots=True)
class Scored:
    """One bar of a score out of 100; `level` is empty where none is told, `width` 0 where there is no score."""

    name: str
    title: str
    score: str
    level: str
    top: int
    width: int


def scored(bars: Iterable[tuple[str, str, Decimal | None, str | None]]) -> list[Scored]:
    """Bars from the top down. :param bars: name, title, score and level of each."""
    return [
        Scored(
            name, title, "" if score is None else f"{score:.2f}", level or "", at * ROW,
            0 if score is None else round(score * WIDTH / 100),
        )
        for at, (name, title, score, level) in enumerate(bars)
    ]  # fmt: skip
