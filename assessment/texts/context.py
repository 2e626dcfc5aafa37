"""What is known besides the text: the office, its groups, and the lists of items of the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from assessment.digits import folded
from assessment.scoring.framework import Item
from assessment.texts.document import Document
from assessment.texts.tables import Tables


@dataclass(frozen=True, slots=True)
class ItemList:
    """The list of items of one year."""

    name: str
    """For messages: ``2566``."""
    year: int
    items: tuple[Item, ...]
    by_code: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {item.code: item for item in self.items})


@dataclass(frozen=True, slots=True)
class Context:
    """Everything may be empty: the checks then find what the text says about itself."""

    office: str = ""
    """The office's full name; empty when it is to be told from the text."""
    groups: tuple[str, ...] = ()
    """Full names of its groups."""
    lists: tuple[ItemList, ...] = ()


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0-1; blanks, dashes and the set of digits do not count."""
    a, b = folded(one), folded(other)
    if a == b:
        return 1.0
    return min(SequenceMatcher(None, a, b, autojunk=False).ratio(), 0.999)


def list_of(document: Document, context: Context) -> ItemList | None:
    """The list that the tables of a text follow; None when they follow none that is known."""
    rows = {score.key: score.title for table in Tables(document).items for score in table.scores}
    if len(rows) < 10:
        return None
    best: tuple[float, ItemList] | None = None
    for one in context.lists:
        near = [
            code for code, title in rows.items()
            if code in one.by_code and likeness(one.by_code[code].title, title) >= 0.75
        ]  # fmt: skip
        share = len(near) / len(rows)
        if best is None or share > best[0]:
            best = (share, one)
    return best[1] if best is not None and best[0] >= 0.7 else None


def own_year(document: Document) -> int | None:
    """The fiscal year a text is about: the one named most, of the last six years it names."""
    import re

    years = Counter(
        int(match[1])
        for match, _ in document.search(re.compile(r"ปีงบประมาณ\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(25[0-9]{2})(?![0-9])"))
    )
    return years.most_common(1)[0][0] if years else None
