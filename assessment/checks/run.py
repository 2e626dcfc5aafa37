"""All checks on one text, each finding once, in the order of the lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessment.checks import (
    claims,
    counts,
    dates,
    items,
    levels,
    offices,
    people,
    rankings,
    signs,
    structure,
    sums,
    wording,
    years,
)
from assessment.texts.context import Context
from assessment.texts.document import Document, Finding, read_text

MODULES = (dates, offices, years, counts, levels, sums, rankings, claims, items, structure, people, signs, wording)
_LETTERS = frozenset({"misspelt", "phrase_misspelt", "letters_impossible", "word_unknown", "foreign_characters"})
"""Codes that tell of a few letters: one slip is told by the first that sees it."""
_TITLES = frozenset({"titles_differ_from_list"})


def check_text(text: str, context: Context | None = None) -> tuple[Finding, ...]:
    """Check a text: plain, Markdown, or taken from a PDF (pages separated by form feeds)."""
    return check(read_text(text), context)


def check(document: Document, context: Context | None = None) -> tuple[Finding, ...]:
    """Check a document.

    :param context: what is known besides; without it the checks find what the text says about itself.
    """
    known = context or Context()
    found = list(_all(document, known))
    once = list(_once(found))
    return tuple(sorted(once, key=lambda one: (one.line or 0, one.code)))


def _all(document: Document, context: Context) -> Iterator[Finding]:
    for module in MODULES:
        for one in getattr(module, "CHECKS", ()):
            if module is offices and one in OWN:
                yield from one(document, context.office)
            else:
                yield from one(document)
        for one in getattr(module, "KNOWING", ()):
            yield from one(document, context)


OWN = (offices.other_offices, offices.cut_short, offices.misspelt)


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings without those that tell the same slip again."""
    told: list[tuple[int | None, str]] = []
    kept: list[Finding] = []
    for one in found:
        if one.code in _LETTERS:
            text = re.sub(r"\s", "", one.text)
            if any(line == one.line and _overlap(text, other) for line, other in told):
                continue
            told.append((one.line, text))
        kept.append(one)
    slips = {(line) for line, _ in told}
    for one in kept:
        lines = one.facts.get("lines")
        few = one.code in _TITLES and isinstance(lines, list) and len(lines) <= 2
        if few and isinstance(lines, list) and all(line in slips for line in lines):
            continue
        yield one


def _overlap(one: str, other: str) -> bool:
    """Whether two stretches of a line are about the same letters."""
    if one in other or other in one:
        return True
    size = min(len(one), len(other), 6)
    return any(one[at : at + size] in other for at in range(len(one) - size + 1))
