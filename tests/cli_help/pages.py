"""Every command line that has a help page, the commands behind it, and what the page prints."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from unittest import mock

import click

from commands import REGISTRY
from commands.counter import oit, run
from commands.help.helping import spoken

LANGUAGES = ("th", "en")


def has_thai(text: str) -> bool:
    return any("\u0e00" <= char <= "\u0e7f" for char in text)


@cache
def commands(language: str | None = None) -> dict[tuple[str, ...], click.Command]:
    """Words after ``oit`` -> command: as written, or as spoken in a language."""
    import importlib

    root: click.Command = oit if language is None else spoken(oit, language)
    found = {(): root}
    for name, entry in REGISTRY.items():
        command: click.Command = getattr(importlib.import_module(f"commands.{entry.module}"), entry.attribute)
        found |= dict(_under((name,), command if language is None else spoken(command, language)))
    return found


def _under(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _under((*words, name), below)


@cache
def page(words: tuple[str, ...], language: str, columns: int = 80) -> str:
    """What ``oit WORDS --lang LANGUAGE --help`` prints in a terminal of that many columns."""
    said = io.StringIO()
    with mock.patch.dict(os.environ, {"COLUMNS": str(columns)}), redirect_stdout(said):
        assert run(["--lang", language, *words, "--help"]) == 0
    return said.getvalue()


def texts(command: click.Command) -> Iterator[tuple[str, str]]:
    """Where a text of help stands (as ``--key``, or nothing for the command's own) and the text."""
    for text in (command.help, command.short_help, command.epilog):
        if text:
            yield "", text
    for parameter in command.params:
        text = getattr(parameter, "help", None)
        if text:
            yield parameter.opts[0], text


def all_texts() -> Iterator[tuple[str, str]]:
    """Every text of help as it is written, after the command line where it is read."""
    for words, command in commands().items():
        for where, text in texts(command):
            yield " ".join(filter(None, ("oit", *words, where))), text
