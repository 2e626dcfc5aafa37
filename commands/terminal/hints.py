"""Hints on scans as the registrar reads them: what was seen, what to do, and where the picture is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter
from commands.locale import tr
from commands.terminal.screen import SCREEN

if TYPE_CHECKING:
    from workflow.services.context.results import PageHint
    from workflow.services.intake.scan_hints import ScanComparison


def say_hints(comparison: ScanComparison) -> None:
    """Tell what was seen on the scans, memo by memo; once, that this machine cannot compare.

    Where somebody will be asked, beside the question: who sends the results elsewhere still reads what it is about.
    """
    here = counter()
    asked = sys.stdin.isatty()
    if not comparison.available:
        for told in (messages.say, messages.do):
            click.echo(messages.wrap(told("hints_not_available", {}, here.language), SCREEN - 2, "  "), err=True)
    if here.json or not comparison.available or not comparison.memos:
        return
    click.echo(messages.wrap(messages.say("hints_heading", {}, here.language), SCREEN - 2, ""), err=asked)
    for memo in comparison.memos:
        click.echo(comparison.heading(memo), err=asked)
        seen = comparison.of(memo) or ()
        if not seen:
            click.echo(f"  {messages.say('hints_none', {}, here.language)}", err=asked)
        for _, paper in groupby(seen, key=lambda one: (one.item, one.file)):
            for line in _lines([*paper], here.language):
                click.echo(line, err=asked)


def _lines(seen: Sequence[PageHint], language: str) -> Iterator[str]:
    """What was seen on one paper: what needs a look first, then that there is ink in the box."""
    picture = tr("ภาพ", language)
    yield messages.wrap(f"  {messages.say('hint_paper', seen[0].facts(), language)}", SCREEN - 2, "    ")
    for one in sorted(seen, key=lambda one: one.hint.code == "INK_HINT"):
        text, do = one.sentence(language)
        mark = "!" if do else "-"
        yield messages.wrap(f"  {mark} {text}", SCREEN - 2, "    ")
        if do:
            yield messages.wrap(f"      {do}", SCREEN - 2, "      ")
        if one.path is not None:
            yield f"      {picture}: {_near(one.path)}"


def _near(path: Path) -> str:
    """The path as seen from here, so that it can be copied into the next command."""
    whole = path.absolute()
    return whole.relative_to(Path.cwd()).as_posix() if whole.is_relative_to(Path.cwd()) else str(whole)


def hints_json(seen: tuple[PageHint, ...], language: str) -> list[dict[str, Any]]:
    """``[{"code", "item", "file", "page", "text", "do", "picture"}]``; ``picture`` a path or null."""
    return [
        {
            "code": one.hint.code,
            "item": one.item,
            "file": one.file,
            "page": one.hint.facts.get("page"),
            "text": one.sentence(language)[0],
            "do": one.sentence(language)[1],
            "picture": str(one.path) if one.path is not None else None,
        }
        for one in seen
    ]
