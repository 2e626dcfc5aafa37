"""Word lists of the field, one entry a line; ``#`` begins a remark."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of ``words/NAME.txt``, in order."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """The entries of a list of two columns, separated by ``=>``."""
    found = []
    for entry in entries(name):
        left, _, right = entry.partition("=>")
        found.append((left.strip(), right.strip()))
    return tuple(found)


def distance(one: str, other: str, limit: int = 3) -> int:
    """Edits (insert, delete, replace a character) between two texts; ``limit + 1`` when there are more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        before, row[0] = row[0], number
        least = row[0]
        for at, char in enumerate(other, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != char))
            least = min(least, row[at])
        if least > limit:
            return limit + 1
    return row[-1]
