"""Words that somebody writes for others to read (a subject, a reason): they have to say something."""

from __future__ import annotations

_FEWEST = 2
_NO_WORDS = frozenset("true false null none nil nan undefined".split())  # noqa: SIM905
"""What a script puts in when it has nothing to say."""


def says_something(text: str) -> bool:
    """Whether a text has letters in it, and more than a script's word for nothing."""
    return sum(letter.isalpha() for letter in text) >= _FEWEST and text.strip().casefold() not in _NO_WORDS
