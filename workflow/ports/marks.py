"""How far an office's journal had come, kept outside its database: what a database that was put back cannot undo."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

SERVER = "server:"
"""Begins the place of a database on a server. One holds many offices, so the key of the office ends it, after ``#``."""


def same_place(place: str) -> frozenset[str]:
    """A place, and how programs named it that did not tell the offices of one database apart."""
    return frozenset({place, place.partition("#")[0]} if place.startswith(SERVER) else {place})


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of the journal at one time.

    :ivar seq: number of its last entry, and ``hash`` of it. ``at``: when that was written.
    :ivar numbers: book and calendar year (``memo/2569``) -> the number that was next.
    """

    seq: int
    hash: str
    at: datetime
    numbers: Mapping[str, int] = field(default_factory=dict)


class Marks(Protocol):
    """Where marks are kept. An office is known by the hash of its first entry; a place is where its records lie."""

    def of(self, identity: str) -> Mapping[str, Mark]:
        """Place -> mark of an office; unreadable ones are none."""
        ...

    def keep(self, identity: str, place: str, mark: Mark, told: Collection[str] = ()) -> None:
        """Keep a mark, unless a higher one stands there. Never raises: a step that was taken stays taken.

        :param told: hashes of marks that were explained or whose place is gone: they go.
        """
        ...

    def another_at(self, place: str, identity: str) -> Mark | None:
        """The newest mark of any other office that stood at a place; ``None``: none did."""
        ...

    def stands(self, place: str) -> bool:
        """Whether there is still a database at a place."""
        ...


class NoMarks:
    """Keeps none: an office that is only looked into."""

    def of(self, identity: str) -> Mapping[str, Mark]:
        return {}

    def keep(self, identity: str, place: str, mark: Mark, told: Collection[str] = ()) -> None:
        return None

    def another_at(self, place: str, identity: str) -> Mark | None:
        return None

    def stands(self, place: str) -> bool:
        return True
