"""Hints on scans as the registrar reads them: what was seen, what to do, and where the picture is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from commands.context import counter
from commands.output import SCREEN
from workflow import words
from workflow.services.hints import Looked, Seen


def say_hints(looked: Looked) -> None:
    """Tell what was seen on the scans, memo by memo; once, that this machine cannot compare."""
    here = counter()
    if not looked.available:
        for told in (words.say, words.do):
            click.echo(words.wrap(told("hints_not_available", {}, here.language), SCREEN - 2, "  "), err=True)
    if here.json or not looked.available or not looked.memos:
        return
    click.echo(words.wrap(words.say("hints_heading", {}, here.language), SCREEN - 2, ""))
    for memo in looked.memos:
        click.echo(memo)
        seen = looked.of(memo) or ()
        if not seen:
            click.echo(f"  {words.say('hints_none', {}, here.language)}")
        for _, paper in groupby(seen, key=lambda one: (one.item, one.file)):
            _say([*paper], here.language)


def _say(seen: Sequence[Seen], language: str) -> None:
    """What was seen on one paper: what needs a look first, then that there is ink in the box."""
    picture = {"th": "ภาพ", "en": "picture"}[language]
    click.echo(words.wrap(f"  {words.say('hint_paper', seen[0].facts(), language)}", SCREEN - 2, "    "))
    for one in sorted(seen, key=lambda one: one.hint.code == "INK_HINT"):
        text, do = one.told(language)
        mark = "!" if do else "-"
        click.echo(words.wrap(f"  {mark} {text}", SCREEN - 2, "    "))
        if do:
            click.echo(words.wrap(f"      {do}", SCREEN - 2, "      "))
        if one.path is not None:
            click.echo(f"      {picture}: {_near(one.path)}")


def _near(path: Path) -> str:
    """The path as seen from here, so that it can be copied into the next command."""
    whole = path.absolute()
    return whole.relative_to(Path.cwd()).as_posix() if whole.is_relative_to(Path.cwd()) else str(whole)


def hints_json(seen: tuple[Seen, ...], language: str) -> list[dict[str, Any]]:
    """``[{"code", "item", "file", "page", "text", "do", "picture"}]``; ``picture`` a path or null."""
    return [
        {
            "code": one.hint.code,
            "item": one.item,
            "file": one.file,
            "page": one.hint.facts.get("page"),
            "text": one.told(language)[0],
            "do": one.told(language)[1],
            "picture": str(one.path) if one.path is not None else None,
        }
        for one in seen
    ]


def attest(looked: Looked, statement: str, login: str) -> None:
    """At a terminal, ask the registrar to attest what came on paper; who does not ends the command.

    :raises click.Abort: not attested.
    """
    if looked.memos and sys.stdin.isatty():
        click.confirm(f"{statement}  ({login})", abort=True, err=counter().json)
