"""What every command is handed: language, the office found from the folder, who acts; and the options all share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commands.locale import tr
from workflow.rules.errors import BadInput, NotLoggedIn, WorkflowError

if TYPE_CHECKING:  # ``oit --help`` has to start at once: pathlib, too, loads when it is needed
    from pathlib import Path

    from workflow.rules.errors import Unmet
    from workflow.services.context.office import Office

F = TypeVar("F", bound=Callable[..., Any])


POWERFUL = frozenset({"receive", "publish", "people", "key", "settings", "request", "adopt", "absent"})
"""Commands that ask the password again after thirty idle minutes, once for all they do."""


@dataclass
class Counter:
    """One run of ``oit``. The office is built on first use, so that help and misuse never touch a database."""

    language: str = "th"
    folder: Path | None = None
    as_login: str | None = None
    framework: str | None = None
    cycle: str | None = None
    """Year, and framework if one was named, of the cycle that was asked for: what stands behind an item's code."""
    json: bool = False
    command: str = ""
    outgoing: list[Path] = field(default_factory=list)
    """Where this command writes: never into what the office proves or publishes."""
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    _office: Any = field(default=None, repr=False)
    _names: Mapping[str, str] | None = field(default=None, repr=False)

    def office(self) -> Office:
        """The office of ``--office``, ``$OIT_OFFICE`` or the nearest folder with ``office.toml``.

        :raises BadInput: there is none, or its settings cannot be used.
        """
        if self._office is None:
            from pathlib import Path

            import wiring
            from workflow.office_files.settings import find_office

            folder = find_office(Path.cwd(), os.environ, self.folder)
            self._office = wiring.build(folder, waiting=self._tell_waiting)
            self._office.framework = self.framework
            self._tell_unaccepted()
            # The doctor looks further and says so itself; init has no records yet.
            if self.command not in ("doctor", "init"):
                self._tell_standing()
            for path in self.outgoing:
                must_stay_outside(self._office.folder, path)
        return self._office  # type: ignore[no-any-return]

    def _tell_unaccepted(self) -> None:
        """Say that something written in office.toml has no effect, on stderr, so that JSON stays JSON."""
        changes = self._office.unaccepted
        if changes:
            text = tr(
                "! office.toml มี {n} ค่าที่ยังไม่มีผล เพราะยังไม่มีผู้รับสองคน ดูด้วย oit settings show",
                self.language,
                n=len(changes),
            )
            click.secho(text, fg="yellow", err=True)

    def _tell_standing(self) -> None:
        """Say on stderr that the records are older than this machine has seen them, were put back, or are a copy."""
        from workflow.services.context.marks import told
        from workflow.services.context.use_case import reading

        try:
            with reading(self._office) as use_case:
                found = told(use_case)
        except (WorkflowError, ValueError):  # no records yet, or none that can be read: said by what is done next
            return
        for one in found:
            caution(one, self.language)

    def _tell_waiting(self, others: int) -> None:
        """Say at a terminal, on a line of its own that the next replaces, for how many we wait."""
        if sys.stderr.isatty():
            click.echo("\r" + tr("รอผู้อื่นบันทึกก่อน {n} คน…", self.language, n=others), nl=False, err=True)
            if others == 1:
                click.echo(err=True)

    def office_if_any(self) -> Office | None:
        """The office, or None for commands that also work without one.

        :raises BadInput: one was named and cannot be opened.
        """
        try:
            return self.office()
        except BadInput:
            if self.folder is not None or os.environ.get("OIT_OFFICE"):
                raise
            return None

    def named(self, item: str) -> str:
        """An item as the next command takes it: with its cycle, where this command named one."""
        return item if self.cycle is None or "/" in item else f"{item}/{self.cycle}"

    @property
    def recorded(self) -> int:
        """How many units of work of this command recorded something."""
        return self._office.recorded if self._office is not None else 0

    @property
    def at_hand(self) -> bool:
        """Whether the office was opened by this command."""
        return self._office is not None

    def reader(self) -> str | None:
        """Who is logged in and looks; ``None``: nobody, or somebody whose session has expired."""
        try:
            return self.login()
        except WorkflowError:
            if self.as_login is not None:
                raise
            return None

    def groups(self) -> Mapping[str, str]:
        """Group key -> name, and people by ``@login``, for sentences; empty where no office was opened."""
        if self._office is None:
            return {}
        if self._names is None:
            from workflow.services.queries.names import OfficeNames

            self._names = OfficeNames(self._office)
        return self._names

    def policy(self) -> Any:
        """The office's own signature policy for ``oit verify``; ``None`` where there is no office."""
        from workflow.services.context.certificates import signer_terms
        from workflow.services.context.use_case import reading

        office = self.office_if_any()
        if office is None:
            return None
        with reading(office) as use_case:
            terms = signer_terms(use_case)
        return office.verifier.policy(terms, office.settings.required_grade)

    def office_name(self) -> str:
        """The office's name; empty where no office was opened."""
        return str(self._office.settings.office.name) if self._office is not None else ""

    def login(self) -> str:
        """Who acts: ``--as`` among the open sessions, else the one opened last.

        :raises NotLoggedIn: no session, or it has expired.
        """
        from commands.sessions import Sessions, place
        from workflow.services.administration.sessions import is_idle, prove_again, whose

        office, here = self.office(), place()
        token = Sessions(office.folder).token(self.as_login)
        if token is None:
            if self.as_login is not None:
                raise NotLoggedIn("not_logged_in_as", login=self.as_login)
            raise NotLoggedIn("not_logged_in")
        name = whose(office, token, here)
        if self.command in POWERFUL and is_idle(office, token, here):
            asked = tr("ไม่ได้ใช้งานเกิน 30 นาที  รหัสผ่านของ {login}", self.language, login=name)
            prove_again(office, token, secret("OIT_PASSWORD", asked), here)
        return name

    def as_conflict(self, error: WorkflowError) -> WorkflowError:
        """The refusal as it is told: when somebody moved the item while this command ran, that is what happened."""
        if self._office is None:
            return error
        from workflow.services.context.conflicts import explain_conflict

        try:
            return explain_conflict(self.office(), self.login(), error, self.started)
        except WorkflowError:
            return error

    def close(self) -> None:
        if self._office is not None:
            self._office.close()


class OutPath(click.Path):
    """A file or folder that a command writes: not into an office's site or store, the one it opens or another."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from pathlib import Path

        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        for above in path.resolve().parents:
            if (above / "office.toml").is_file():
                must_stay_outside(above, path)
        if ctx is not None:  # the site of the office that is opened may be a link to elsewhere
            ctx.ensure_object(Counter).outgoing.append(path)
        return path


OUT_PATH = OutPath()


def must_stay_outside(folder: Path, path: Path) -> None:
    """:raises BadInput: the path leads into the site or the store, whose every file is accounted for."""
    for name in ("site", "store"):
        if path.resolve().is_relative_to((folder / name).resolve()):
            raise BadInput("out_in_office", path=str(path), folder=name)


def shared_options(command: F) -> F:
    """``--office``, ``--as``, ``--lang`` after the command's name as well as before it."""

    def keep_folder(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
        from pathlib import Path

        if value is not None:
            ctx.ensure_object(Counter).folder = Path(value)

    def keep(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
        def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
            if value is not None:
                setattr(ctx.ensure_object(Counter), name, value)
            return value

        return callback

    for option in (
        click.option("--lang", type=click.Choice(["th", "en"]), expose_value=False, is_eager=True,
                     callback=keep("language"), help="ภาษา (th, en)"),
        click.option("--as", "as_", metavar="NAME", expose_value=False, callback=keep("as_login"),
                     help="ทำในชื่อผู้ใช้นี้ (ที่เข้าสู่ระบบไว้แล้ว)"),
        click.option("--office", type=click.Path(), metavar="DIR", expose_value=False,
                     callback=keep_folder, help="โฟลเดอร์ของสำนักงาน"),
    ):  # fmt: skip
        command = option(command)
    return command


def json_option(command: F) -> F:
    """``--json`` for what machines read."""

    def callback(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        ctx.ensure_object(Counter).json = ctx.ensure_object(Counter).json or value

    option = click.option("--json", is_flag=True, expose_value=False, callback=callback, help="ผลเป็น JSON")
    return option(command)


RUNNING: ContextVar[Counter] = ContextVar("oit_counter")
"""The command line being run: also known where click has left already and an error is told."""


def caution(one: Unmet, language: str) -> None:
    """What is to be known before anything is done, on stderr, so that JSON stays JSON."""
    import messages

    said = messages.say(one.code, one.facts, language), messages.do(one.code, one.facts, language)
    click.secho(messages.wrap(f"! {said[0]}", 78, "  "), fg="yellow", err=True)
    click.echo(messages.wrap(f"  → {said[1]}", 78, "    "), err=True)


def tell_who_stood_here(office: Office, who: str = "") -> None:
    """Say that another office stood where one is set up now. :param who: what tells the new one apart."""
    from workflow.services.context.marks import stood_here

    found = stood_here(office, who)
    if found is not None:
        caution(found, counter().language)


def counter() -> Counter:
    """The running command's context."""
    return RUNNING.get()


def key_secret(key_file: Path) -> str:
    """The passphrase of a key file, or the PIN of a token, asked by its name."""
    language = counter().language
    if str(key_file).startswith("token:"):
        return secret("OIT_PASSPHRASE", tr("รหัส PIN ของอุปกรณ์ (Token)", language))
    return secret("OIT_PASSPHRASE", tr("รหัสผ่านของใบรับรองลายมือชื่อดิจิทัล", language))


def backup_passphrase() -> str:
    """The passphrase of a locked backup."""
    return secret("OIT_BACKUP_PASSPHRASE", tr("รหัสผ่านของไฟล์สำรอง", counter().language))


def new_backup_passphrase() -> str:
    """The passphrase with which a backup is about to be locked: a slip of the finger would lock it for good."""
    return new_secret("OIT_BACKUP_PASSPHRASE", tr("รหัสผ่านของไฟล์สำรอง", counter().language))


def new_secret(variable: str, prompt: str) -> str:
    """As :func:`secret`, one that is being set: typed twice.

    :raises BadInput: ``password_differs``.
    """
    found = secret(variable, prompt)
    again = tr("พิมพ์อีกครั้ง", counter().language)
    if os.environ.get(variable) is None and secret(variable, again) != found:
        raise BadInput("password_differs")
    return found


def secret(variable: str, prompt: str) -> str:
    """A password or passphrase: from the environment for scripts, else asked without echo.

    :raises NotLoggedIn: neither is possible (no terminal); it is no text (``secret_not_text``).
    """
    value = os.environ.get(variable)
    if value is None:
        if not sys.stdin.isatty():
            raise NotLoggedIn("no_terminal_for_secret", variable=variable)
        value = str(click.prompt(prompt, hide_input=True))
    try:
        value.encode()
    except UnicodeEncodeError:
        # Bytes that are no UTF-8, as a console in Windows-874 gives them, come as lone surrogates.
        try:
            return os.fsencode(value).decode("cp874")
        except UnicodeDecodeError:
            raise NotLoggedIn("secret_not_text", variable=variable) from None
    return value
