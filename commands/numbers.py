"""Numbers on a command line: those that a database and a calendar can hold, in digits of either kind."""

from __future__ import annotations

from typing import Any

import click

from commands.locale import tr

_LARGEST = 2**31 - 1
FIRST_YEAR, LAST_YEAR = 2400, 2699
"""Years of the Buddhist era that any paper of an office can speak of."""


class Number(click.IntRange):
    """A number that is counted or given out. Thai digits are read as what they are."""

    name = "integer"

    def __init__(self) -> None:
        super().__init__(-_LARGEST, _LARGEST)


class Year(click.IntRange):
    """A year of the Buddhist era; one of the common era is told what it would be."""

    name = "integer"

    def __init__(self) -> None:
        super().__init__(FIRST_YEAR, LAST_YEAR)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            year = int(value)
        except ValueError:
            return super().convert(value, param, ctx)
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
        language = getattr(ctx.find_root().obj, "language", "th") if ctx is not None else "th"
        said = tr("ปีเป็น พ.ศ. เช่น 2569", language)
        if FIRST_YEAR <= year + 543 <= LAST_YEAR:
            said += tr("  ค.ศ. {year} คือ พ.ศ. {buddhist}", language, year=year, buddhist=year + 543)
        return self.fail(said, param, ctx)


NUMBER, BUDDHIST_YEAR = Number(), Year()
