"""What the terminal is: 80 columns of Thai, tables of fixed columns, days and times in the Buddhist era."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import zip_longest

import click

import messages
from workflow.thai import pad, truncate, visible, width

SCREEN = 80
"""Columns."""


def fitted(text: str, indent: str = "  ") -> str:
    """A line broken so that it fits the screen."""
    return messages.wrap(text, SCREEN - 2, indent)


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], *, whole: Collection[int] = ()
) -> None:
    """A table of fixed columns by display width; a cell too wide is cut with an ellipsis, never in mid-cluster.

    :param whole: numbers of columns whose cells are broken into lines instead: what tells rows apart stands at the end.
    """
    click.echo("  ".join(pad(h, w) for h, w in zip(heads, widths, strict=True)).rstrip())
    click.echo("  ".join("─" * w for w in widths))
    for row in rows:
        cells = [
            messages.wrap(visible(cell), w).split("\n") if at in whole else [truncate(visible(cell), w)]
            for at, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        for shown in zip_longest(*cells, fillvalue=""):
            click.echo("  ".join(pad(truncate(c, w), w) for c, w in zip(shown, widths, strict=True)).rstrip())


def heading(text: str) -> None:
    click.echo()
    click.secho(visible(text), bold=True)
    click.echo("─" * min(width(text), SCREEN))


def day(value: date | str | None, language: str) -> str:
    """A day on screen, from a date, its ISO form or a moment: Buddhist year on Thai screens, in Thai time."""
    if value is None:
        return "–"
    found = date.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(found, datetime):
        from workflow.thai.zone import BANGKOK

        found = found.astimezone(BANGKOK)
    return f"{found.day:02d}/{found.month:02d}/{found.year + 543 if language == 'th' else found.year}"


def forget_typed() -> None:
    """What was typed before a question stood on the screen, while it worked, answers none."""
    import termios

    with suppress(OSError, termios.error):
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def moment(value: datetime | None, language: str) -> str:
    """Date and time on screen: Buddhist year on Thai screens."""
    if value is None:
        return "–"
    from workflow.thai.zone import BANGKOK

    local = value.astimezone(BANGKOK)
    year = local.year + 543 if language == "th" else local.year
    return f"{local.day:02d}/{local.month:02d}/{year} {local:%H:%M}"
