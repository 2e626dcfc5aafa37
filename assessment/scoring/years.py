"""Year against year: O16 of one year is not O16 of the next, so items are matched by title and a person confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from assessment.digits import folded
from assessment.scoring.framework import Item

NEAR = 0.82
"""Titles at least so alike are proposed; below it nothing is (measured between the lists of 2565 and 2566)."""


class Kind(StrEnum):
    """What became of an item."""

    SAME = "same"
    """The same title under the same code."""
    MOVED = "moved"
    """The same title under another code."""
    CHANGED = "changed"
    """A title so alike that a person must say whether it is the same item."""
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Match:
    """An item of last year beside one of this year; ``old`` is None for a new one, ``new`` for one that is gone."""

    kind: Kind
    old: Item | None
    new: Item | None
    likeness: Decimal
    """0.00 - 1.00; 1.00 for the same title."""

    @property
    def to_confirm(self) -> bool:
        """Whether a person must say that these are the same item before anything is carried over."""
        return self.kind is Kind.CHANGED


def match_items(old: Sequence[Item], new: Sequence[Item]) -> tuple[Match, ...]:
    """Match two lists by title, in the order of the new one; what is gone comes last.

    Every item is matched once at most. Equal titles first, then the most alike of what is left.
    """
    left = {item.code: folded(item.title) for item in old}
    right = {item.code: folded(item.title) for item in new}
    by_title: dict[str, list[str]] = {}
    for code, title in left.items():
        by_title.setdefault(title, []).append(code)
    pairs: dict[str, tuple[str, float]] = {}
    used: set[str] = set()
    for code, title in right.items():
        equal = [one for one in by_title.get(title, []) if one not in used]
        if equal:
            # The same title twice in a list: the one under the same code, else the first.
            pairs[code] = (code if code in equal else equal[0], 1.0)
            used.add(pairs[code][0])
    for likeness, new_code, old_code in _near(left, right, used, pairs):
        if new_code not in pairs and old_code not in used:
            pairs[new_code] = (old_code, likeness)
            used.add(old_code)
    before = {item.code: item for item in old}
    found = []
    for item in new:
        if item.code not in pairs:
            found.append(Match(Kind.NEW, None, item, Decimal("0.00")))
            continue
        old_code, likeness = pairs[item.code]
        found.append(Match(_kind(old_code, item.code, likeness), before[old_code], item, Decimal(f"{likeness:.2f}")))
    gone = [Match(Kind.GONE, item, None, Decimal("0.00")) for item in old if item.code not in used]
    return (*found, *gone)


def _kind(old: str, new: str, likeness: float) -> Kind:
    if likeness < 1:
        return Kind.CHANGED
    return Kind.SAME if old == new else Kind.MOVED


def _near(
    left: dict[str, str], right: dict[str, str], used: set[str], pairs: dict[str, tuple[str, float]]
) -> list[tuple[float, str, str]]:
    found = []
    for new_code, title in right.items():
        if new_code in pairs:
            continue
        for old_code, other in left.items():
            if old_code in used:
                continue
            likeness = min(SequenceMatcher(None, other, title, autojunk=False).ratio(), 0.99)
            if likeness >= NEAR:
                found.append((likeness, new_code, old_code))
    return sorted(found, key=lambda one: (-one[0], one[1], one[2]))
