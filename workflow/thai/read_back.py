"""What a paper has to say, looked for in its text: a form of the office's own may leave out anything it likes. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from workflow.thai import arabic_digits, long_date, normalise

_BREAKS = re.compile("[\\s\u00ad\u200b\ufffe]+")
"""Where a line was broken, and the marks that a reader of PDF leaves there."""
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
"""What stands above or below a Thai letter: read out of a PDF it may come after another letter than its own."""
_ERA = re.compile(r"พ\.ศ\.(?=[0-9])")
_CODE = re.compile(r"O[0-9]{1,3}")


def lacking(facts: object, fields: Sequence[str], text: str) -> list[tuple[str, str]]:
    """Every obligatory field that the text does not show as often as it has to, and what it should have shown.

    Digits of either script and broken lines make no difference. A value that is empty is nothing to look for.

    :param facts: of a form (:mod:`workflow.ports.papers`). :param fields: paths such as ``head.name``; one
        that leads through rows (``annex.sha256``) is looked for in every row.
    :returns: ``(field, value)``, each once, in the order of the fields.
    """
    lines = arabic_digits(normalise(text))
    joined = _joined(lines)
    codes = Counter(re.findall(r"(?<![A-Za-z0-9])O[0-9]{1,3}(?![0-9])", lines))
    found: list[tuple[str, str]] = []
    for field in fields:
        for value, times in Counter(_values(facts, field.split("."))).items():
            whole = _CODE.fullmatch(value)  # O1 is no part of O15
            seen = codes[value] if whole else joined.count(_joined(arabic_digits(normalise(value))))
            if seen < times:
                found.append((field, value))
    return found


def _joined(text: str) -> str:
    """Letters alone, and years alike: orders print พ.ศ. before them, memos do not."""
    letters = _MARKS.sub("", text.replace("\u0e33", "\u0e32"))
    return _ERA.sub("", _BREAKS.sub("", letters))


def _values(facts: object, path: Sequence[str]) -> Iterator[str]:
    """What stands at the end of a path, as it is printed, but for the script of its digits."""
    if isinstance(facts, tuple):
        for row in facts:
            yield from _values(row, path)
    elif path:
        yield from _values(getattr(facts, path[0]), path[1:])
    elif isinstance(facts, date):
        yield long_date(facts)
    elif facts:
        yield str(facts)
