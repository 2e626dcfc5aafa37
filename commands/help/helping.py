"""What ``--help`` prints: each command in the language of the run, and columns counted as a terminal shows them.

click counts characters. A Thai vowel or tone mark above or below its letter is a character and takes no column, so that
lines break too early and columns stand crooked; and Thai has no blanks between words, so that click would break a long
phrase anywhere.
"""

from __future__ import annotations

import copy
import gettext
import os
import re
from collections.abc import Callable, Iterable

import click

from commands.context import shared_options

SHARED = ("json", "office", "as_", "lang")
"""Options that every command has: told after the command's own, in this order."""


def width(text: str) -> int:
    """Terminal columns."""
    if text.isascii():
        return len(text)
    from workflow import thai  # not before it is needed: ``oit --help`` has to start at once

    return thai.width(text)


def wrap(text: str, columns: int, indent: str = "") -> str:
    """Lines of at most ``columns``, each after the first begun with ``indent``."""
    if len(text) <= columns and "\n" not in text:
        return text  # no letter of ours takes more than one column
    from messages import wrapping

    return wrapping.wrap(text, columns, indent)


class Columns(click.HelpFormatter):
    """Wraps and aligns by terminal columns; Thai is broken at blanks wherever a phrase fits the line."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        lead = f"{gettext.gettext('Usage:')} " if prefix is None else prefix
        head = f"{'':{self.current_indent}}{lead}{prog}"
        if len(head) + 1 + len(args) <= self.width:
            self.write(f"{head} {args}".rstrip(" ") + "\n")
            return
        begin, hang = " ", width(head) + 1
        if self.width - hang < 20:
            hang = self.current_indent + 4
            begin = "\n" + " " * hang
        lines = wrap(args, self.width - hang).split("\n")
        self.write(head + begin + ("\n" + " " * hang).join(lines) + "\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, divided by an empty line. One that begins with ``\\b`` keeps its lines, and what has to be
        broken all the same goes on two columns further right."""
        paragraphs = []
        for paragraph in re.split(r"\n[ \t]*\n", text.strip("\n")):
            kept = paragraph.lstrip().startswith("\b")
            lines = paragraph.lstrip().removeprefix("\b").strip("\n").split("\n") if kept else [_joined(paragraph)]
            paragraphs.append("\n".join(self._line(line, "  " if kept else "") for line in lines))
        self.write("\n\n".join(paragraphs) + "\n")

    def _line(self, line: str, hang: str) -> str:
        own = " " * (self.current_indent + len(line) - len(line.lstrip(" ")))
        return own + wrap(line.strip(" "), self.width - len(own), hang).replace("\n", "\n" + own)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        listed = list(rows)
        column = min(max((width(term) for term, _ in listed), default=0), col_max) + col_spacing
        blank = " " * (self.current_indent + column)
        for term, text in listed:
            lead = f"{'':{self.current_indent}}{term}"
            if not text:
                self.write(f"{lead}\n")
                continue
            fits = width(term) <= column - col_spacing
            lines = wrap(_joined(text), max(self.width - len(blank), 10)).split("\n")
            self.write(lead + " " * (column - width(term)) if fits else f"{lead}\n{blank}")
            self.write(f"\n{blank}".join(lines) + "\n")


def _joined(text: str) -> str:
    return " ".join(line.strip() for line in text.strip().removeprefix("\b").strip().split("\n"))


class Page(click.Context):
    """The context whose help is written with :class:`Columns`."""

    formatter_class = Columns


def spoken(command: click.Command, language: str) -> click.Command:
    """A copy of a command, with all commands under it, that explains itself in ``language`` (``th`` or ``en``).

    Never the command itself: one process may run many command lines in different languages.
    """
    say = _teller(language)
    twin = copy.copy(command)
    twin._help_option = None  # click keeps the one it made, in the language of that moment
    twin.context_class = Page
    twin.help, twin.epilog = say(command.help), say(command.epilog)
    twin.short_help = say(command.short_help) or brief(twin.help)
    twin.params = list(command.params)
    if isinstance(command, click.Group) and all(p.name != "lang" for p in command.params):
        shared_options(twin)  # ``oit people --lang en`` as well as ``oit --lang en people``
    twin.params = [_spoken(p, say) for p in sorted(twin.params, key=_place)]
    if isinstance(command, click.Group) and isinstance(twin, click.Group):
        twin.commands = {name: spoken(under, language) for name, under in command.commands.items()}
    return twin


def _teller(language: str) -> Callable[[str | None], str | None]:
    if language != "en":
        return lambda text: text
    from commands.help.translating import english

    return lambda text: english(text) if text else text


def _place(parameter: click.Parameter) -> int:
    return SHARED.index(parameter.name) if parameter.name in SHARED else -1


def _spoken(parameter: click.Parameter, say: Callable[[str | None], str | None]) -> click.Parameter:
    twin = copy.copy(parameter)
    if isinstance(twin, click.Option | click.Argument):
        twin.help = say(twin.help)
    if _COMPLETING in os.environ:  # only then: nothing of it is loaded for an ordinary run
        from commands.help.completing import completed

        twin._custom_shell_complete = completed(parameter) or twin._custom_shell_complete
    return twin


_COMPLETING = "_OIT_COMPLETE"
"""What click's completion sets."""


def brief(text: str | None) -> str | None:
    """The line for a list of commands: the first phrase in Thai (two blanks end it), the first sentence in English."""
    if not text:
        return text
    first = re.split(r"  |\. |\n", text.strip(), maxsplit=1)[0].removesuffix(".")
    # "Draft a paper" stands in a list as "draft a paper", "PDF files" as it is.
    return first if first[1:2].isupper() else first[:1].lower() + first[1:]
