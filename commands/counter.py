"""The group of all commands, loaded one by one, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from commands import REGISTRY, SECTIONS
from commands.context import RUNNING, Counter, json_option, shared_options
from commands.help.helping import spoken
from commands.locale import FOLDER, tr
from commands.terminal.paging import paged, wants_pager
from commands.terminal.unheard import UNHEARD, Unheard, carried, nobody_listens

_LONGEST = 20_000
"""Letters of one word of a command line; a reason or an opinion is a few hundred."""


class Lazy(click.Group):
    """Knows every command by name and imports one when it is run or asked for help."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        with carried():  # help is told here
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        with carried():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(REGISTRY)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = REGISTRY.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = getattr(importlib.import_module(f"commands.{entry.module}"), entry.attribute)
        return spoken(command, ctx.ensure_object(Counter).language)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in REGISTRY and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], REGISTRY, n=1)
            lang = ctx.ensure_object(Counter).language
            text = tr("ไม่มีคำสั่ง “{name}”", lang, name=args[0])
            for name in near:
                text += tr("  หมายถึง “{name}” หรือไม่", lang, name=name)
            raise click.UsageError(text, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = ctx.ensure_object(Counter).language
        longest = max(map(len, REGISTRY))  # one column for all headings
        for key, (th, en) in SECTIONS.items():
            rows = [
                (entry.name.ljust(longest), entry.th if language == "th" else entry.en)
                for entry in REGISTRY.values()
                if entry.section == key
            ]
            with formatter.section(th if language == "th" else en):
                formatter.write_dl(rows)


@click.group(
    cls=Lazy,
    help="นำข้อมูลสาธารณะ (OIT) ทุกข้อของสำนักงาน จากร่างจนพิสูจน์ได้ว่าเผยแพร่แล้ว",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option("0.1.0", "-V", "--version", message="oit %(version)s", help="รุ่นของโปรแกรม")
@shared_options
@json_option
@click.pass_context
def oit(ctx: click.Context) -> None:
    ctx.ensure_object(Counter).command = ctx.invoked_subcommand or ""


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit code. Every error of the program is told here and nowhere else."""
    from workflow.rules.errors import WorkflowError

    here = Counter(language=_language(arguments))
    RUNNING.set(here)
    os.umask(os.umask(0o077) | 0o027)  # what an office writes is not for others to read; the built site says otherwise
    _speak(here.language)
    try:
        _must_be_text(arguments, here.language)
        named = next((word for word in arguments if word in REGISTRY), None)
        with paged() if wants_pager(named, arguments) else nullcontext():
            result = _begun_anew(arguments, here)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as left:
        return int(left.exit_code)
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return 2
    except click.Abort:
        click.echo(tr("ยกเลิก ไม่มีอะไรถูกบันทึก", here.language), err=True)
        return 1
    except click.ClickException as misuse:
        misuse.show()
        return int(misuse.exit_code)
    except WorkflowError as refused:
        told = here.as_conflict(refused)
        _tell(here, told)
        return int(told.exit_code)
    except Unheard as unheard:
        return UNHEARD if nobody_listens() else _unexpected(here, unheard.error)
    except OSError as error:
        full = _storage(error, here.folder)
        if full is not None:
            _tell(here, full)
            return int(full.exit_code)
        return _unexpected(here, error)
    except Exception as error:
        return _unexpected(here, error)
    finally:
        here.close()


def _begun_anew(arguments: list[str], here: Counter) -> Any:
    """Run it, and begin anew what the database undoes for another's sake, as long as it had recorded nothing."""
    from workflow.rules.errors import WorkflowError

    def once() -> Any:
        return spoken(oit, here.language).main(arguments, prog_name="oit", standalone_mode=False, obj=here)

    try:
        return once()
    except WorkflowError as error:
        from workflow.services.context.results import begun_anew

        return begun_anew(error, once, lambda: bool(here.recorded))


def _must_be_text(arguments: list[str], language: str) -> None:
    """Nothing is taken that no keyboard types: bytes that are no text, zeros, a word as long as a file."""
    for word in arguments:
        if len(word) > _LONGEST:
            raise click.UsageError(tr("ข้อความในคำสั่งยาวเกิน {n} ตัวอักษร", language, n=_LONGEST))
        if "\0" in word or any("\ud800" <= letter <= "\udfff" for letter in word):
            raise click.UsageError(tr("ข้อความในคำสั่งมีอักขระที่อ่านไม่ได้", language))


def _language(arguments: list[str]) -> str:
    """``--lang`` wherever it stands, else ``$OIT_LANG``, else Thai: help is formed before options are parsed."""
    for at, word in enumerate(arguments):
        if word.startswith("--lang="):
            return "en" if word == "--lang=en" else "th"
        if word == "--lang" and at + 1 < len(arguments):
            return "en" if arguments[at + 1] == "en" else "th"
    return "en" if os.environ.get("OIT_LANG") == "en" else "th"


def _speak(language: str) -> None:
    """click's own sentences ("Usage:", "Missing argument") come from gettext: give it our catalogue."""
    import gettext

    gettext.bindtextdomain("messages", FOLDER)
    os.environ["LANGUAGE"] = language


def _tell(here: Counter, error: Any) -> None:
    import messages
    from commands.terminal.output import named, print_json, refusal_json, say_reasons
    from messages.pages import pages

    if here.json:
        print_json(refusal_json(error, here.language))
        return
    lead = messages.say(error.code, named(error.facts), here.language, here.groups())
    reasons = error.reasons
    if error.code not in {reason.code for reason in reasons}:
        click.echo(messages.wrap(lead, 78), err=True)
    say_reasons(reasons, here.language)
    told = pages([r.code for r in reasons] or [error.code])
    if told:
        click.secho(tr("คู่มือ: {pages}", here.language, pages=" ".join(told)), dim=True, err=True)


_WHY = {
    "place_not_writable": {errno.EROFS, errno.EACCES, errno.EPERM},
    "disk_failing": {errno.EIO},
    "share_lost": {errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH},
}
"""What the system says that a person can do something about; the rest is told with a reference."""


def _storage(error: OSError, folder: Path | None = None) -> Any:
    from workflow.ports.storage import is_full
    from workflow.rules.errors import BadInput, WorkflowError

    if error.errno == errno.ENAMETOOLONG:
        return BadInput("file_name_too_long", detail=error.strerror)
    facts = {"file": str(error.filename or folder or Path.cwd()), "detail": error.strerror or str(error)}
    if is_full(error):
        return WorkflowError("disk_full", **facts)
    code = next((code for code, found in _WHY.items() if error.errno in found), None)
    return None if code is None else WorkflowError(code, **facts)


def _unexpected(here: Counter, error: Exception) -> int:
    """A fault of the program: a reference number on screen, the whole of it in a log file."""
    import json
    import tempfile
    import traceback
    import uuid

    import messages

    reference = uuid.uuid4().hex[:8]
    text = (
        json.dumps({"reference": reference, "argv": len(sys.argv)}) + "\n" + "".join(traceback.format_exception(error))
    )
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix=f"oit-{reference}-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            log.write(text)
            name = log.name
    except OSError:
        name = "-"
    facts = {"reference": reference, "log": name, "detail": f"{type(error).__name__}: {error}"}
    click.echo(messages.wrap(messages.say("unexpected_error", facts, here.language), 78), err=True)
    click.echo(messages.wrap(messages.do("unexpected_error", facts, here.language), 78), err=True)
    click.echo(name, err=True)
    return 1
