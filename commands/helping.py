"""Help pages at 80 columns: Thai is wrapped between words, nothing is cut, every command takes the shared options."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext
from types import MethodType

import click

from commands.context import shared_options


class Formatter(click.HelpFormatter):
    """click counts letters and breaks at blanks; Thai has marks without width and words without blanks."""

    def write_text(self, text: str) -> None:
        path = _english_path()
        if path is not None:
            from commands.english import pages

            text = pages().get(path, text)
        for line in text.replace("\b\n", "").split("\n"):
            self._write_wrapped(" " * self.current_indent, line, self.current_indent)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        if _english_path() is not None:
            from commands.english import OPTIONS

            told = [(name, about.partition("  [")) for name, about in rows]  # click adds defaults and ranges
            rows = [(name, OPTIONS.get(about, OPTIONS.get(parts[0], parts[0]) + "".join(parts[1:])))
                    for (name, parts), (_, about) in zip(told, rows, strict=True)]  # fmt: skip
        first = min(max((len(name) for name, _ in rows), default=0), col_max) + col_spacing
        for name, about in rows:
            lead = " " * self.current_indent + name
            if len(name) > first - col_spacing:
                self.write(lead + "\n")
                lead = ""
            place = first + self.current_indent
            self._write_wrapped(lead.ljust(place), about, place)

    def _write_wrapped(self, lead: str, text: str, indent: int) -> None:
        room = self.width - indent
        if len(text) > room:  # a cheap look first: help must come up at once
            from workflow.words.wrapping import wrap

            text = wrap(text.strip(), room)
        lines = text.split("\n")
        self.write((lead + lines[0]).rstrip() + "\n")
        self.write("".join(f"{' ' * indent}{line}\n" for line in lines[1:]))


def _english_path() -> str | None:
    """The command whose page is shown, as it is typed after ``oit``; ``None`` on a Thai screen."""
    context = click.get_current_context(silent=True)
    if context is None or getattr(context.find_root().obj, "language", "th") != "en":
        return None
    return context.command_path.partition(" ")[2]


def _list_commands(self: click.Group, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    rows = [(name, command) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))]
    with formatter.section(gettext("Commands")):
        about = [(name, command.short_help or command.help or "") for name, command in rows]
        path = _english_path()
        if path is not None:
            from commands.english import pages

            about = [(name, pages().get(f"{path} {name}", text)) for name, text in about]
        formatter.write_dl(about)


class Context(click.Context):
    """The context of every command of ours."""

    formatter_class = Formatter


def at_home(command: click.Command) -> click.Command:
    """A command with our help pages, also for its own commands, and the options that all share."""
    if command.context_class is Context:
        return command
    command.context_class = Context
    names = {name for param in command.params for name in param.opts}
    if isinstance(command, click.Group):
        if "--lang" not in names:
            shared_options(command)
        command.format_commands = MethodType(_list_commands, command)  # type: ignore[method-assign]
        for name in command.list_commands(click.Context(command)):
            inner = command.commands.get(name)
            if inner is not None:
                at_home(inner)
    return command
