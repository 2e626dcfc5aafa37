"""One command for each step, generated from the table: name, help, who, and a reason where the table asks for one.

What a step asks for (a key, a file, a number) and what it does stand in ``workflow.services.steps``; here are the words
of its options.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.context import Counter, counter, json_option, key_secret, shared_options
from commands.cycles import cycle_options
from commands.free_text import FREE_TEXT
from commands.items import elsewhere
from commands.items.before import say_to_sign, who_agrees
from commands.locale import tr
from commands.terminal.output import outcomes, print_json
from commands.terminal.working import working
from workflow.rules.drawing import by_whom, sentence
from workflow.rules.table import ONLINE_STEPS, TRIGGERS, OnlineStep, Step, rows
from workflow.services.context.results import Outcome
from workflow.services.steps import USE_CASES, InputKind, take

if TYPE_CHECKING:
    from workflow.rules.errors import Unmet

PATH = click.Path(path_type=Path)


def thai_date(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A date as people here write it; what cannot be understood is misuse."""
    if value is None:
        return None
    from workflow.thai import NotUnderstood, parse_date

    try:
        return parse_date(value)
    except NotUnderstood as error:
        import messages

        raise click.BadParameter(messages.say(error.code, error.facts, counter().language)) from None


KEY_OPTIONS: list[Callable[[Any], Any]] = [
    click.option("--key", "key_file", type=PATH, metavar="FILE", help="ไฟล์ใบรับรอง .p12 หรือ token:LABEL"),
    click.option(
        "--token",
        metavar="LABEL",
        help="ใบรับรองในอุปกรณ์ (Token) หรือบัตร: ชื่อใบรับรอง ชื่ออุปกรณ์ หรือ อุปกรณ์/ใบรับรอง  "
        "ไม่ทราบชื่อ ใส่คำใดก็ได้แล้วโปรแกรมจะบอกรายการ",
    ),
]


def key_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where the key of who signs is."""
    for option in reversed(KEY_OPTIONS):
        command = option(command)
    return command


_OPTIONS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("compile", "attest"): click.option(
        "--attest",
        is_flag=True,
        help="รับรองว่าเห็นต้นฉบับกระดาษของเอกสารที่ลงนามด้วยปากกาไว้ก่อน โดยไม่ต้องถาม (สำหรับสคริปต์)",
    ),
    ("compile", "signer"): click.option(
        "--signer", metavar="NAME", help="ผู้ปฏิบัติราชการแทนที่จะลงนาม (เมื่อไม่ใช่หัวหน้าหน่วยงาน)"
    ),
    ("submit", "signer"): click.option("--signer", metavar="NAME", help="ผู้ปฏิบัติราชการแทนที่จะลงนาม (เมื่อไม่ใช่หัวหน้าหน่วยงาน)"),
    ("submit", "number"): click.option("--number", metavar="LABEL", help="เลขที่จากระบบอื่น (ทะเบียนคุมเลขภายนอก)"),
    ("submit", "subject"): click.option("--subject", type=FREE_TEXT, metavar="TEXT", help="เรื่องของบันทึก"),
    ("submit", "opinion"): click.option("--opinion", type=FREE_TEXT, metavar="TEXT", help="ความเห็นของผู้อำนวยการกลุ่ม"),
    ("submit", "each"): click.option("--each", is_flag=True, help="บันทึกหนึ่งฉบับต่อหนึ่งข้อ จัดทำพร้อมกัน"),
    ("submit", "without_emblem"): click.option(
        "--without-emblem", is_flag=True, help="เสนอได้แม้ยังไม่ได้วางรูปตราครุฑ (พิมพ์บนกระดาษที่มีตราอยู่แล้ว)"
    ),
    ("submit", "agree"): click.option("--yes", "agree", is_flag=True, help="เสนอเลย ไม่ต้องแสดงบันทึกแล้วถาม"),
    ("endorse", "opinion"): click.option("--opinion", type=FREE_TEXT, metavar="TEXT", help="ความเห็น"),
    ("sign", "codes"): click.option("--all", "everything", is_flag=True, help="ทุกเรื่องที่รอลงนาม"),
    ("sign", "excepted"): click.option(
        "--except", "excepted", multiple=True, metavar="ITEM", help="ข้อในบันทึกที่ไม่เห็นชอบ (ต้องระบุ --reason)"
    ),
    ("sign", "reason"): click.option("--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุผลของข้อที่ยกเว้น"),
    ("sign", "capacity"): click.option(
        "--capacity", metavar="ORDER", help="ฐานะที่ลงนาม เมื่อผู้ลงนามมีหลายฐานะ: เลขที่คำสั่ง (ไม่ตรง โปรแกรมบอกรายการ)"
    ),
    ("publish", "codes"): click.option("--all", "everything", is_flag=True, help="ทุกข้อที่ลงนามแล้ว"),
    ("publish", "returning"): click.option(
        "--returning", multiple=True, metavar="FILE", help="ชื่อไฟล์ที่เคยถูกถอน และยืนยันให้เผยแพร่อีก (ระบุทีละไฟล์)"
    ),
    ("receive", "replacing"): click.option(
        "--replace", "replacing", metavar="TEXT", help="เปลี่ยนสแกนที่รับไว้ผิด พร้อมเหตุผล  มีผลเมื่อผู้อื่นยืนยันด้วย oit replace-scan"
    ),
    ("replace_scan", "attest"): click.option(
        "--attest", is_flag=True, help="รับรองว่าเห็นต้นฉบับกระดาษที่ลงนามแล้ว โดยไม่ต้องถาม (สำหรับสคริปต์)"
    ),
    ("receive", "memo"): click.option("--memo", metavar="NUMBER", help="เลขที่บันทึกของเอกสารสแกน"),
    ("receive", "decided_on"): click.option(
        "--date", "decided_on", callback=thai_date, metavar="DATE", help="วันที่หัวหน้าหน่วยงานลงนาม"
    ),
    ("receive", "signer"): click.option("--signer", metavar="NAME", help="ผู้ลงนาม (เมื่อเป็นผู้ทำการแทน)"),
    ("receive", "reason"): click.option(
        "--reason", type=FREE_TEXT, metavar="TEXT", help="เหตุผลที่หัวหน้าซึ่งกลับมาแล้วลงนามในฉบับที่พิมพ์ชื่อผู้รักษาราชการแทน"
    ),
    ("receive", "excepted"): click.option(
        "--except", "excepted", multiple=True, metavar="ITEM", help="ข้อที่เขียนยกเว้นไว้ด้วยมือ"
    ),
    ("receive", "look_only"): click.option("--look", "look_only", is_flag=True, help="เทียบภาพสแกนกับฉบับที่ออกให้ดู  ไม่บันทึก"),
    ("receive", "attest"): click.option(
        "--attest", is_flag=True, help="รับรองว่าเห็นต้นฉบับกระดาษที่ลงนามแล้ว โดยไม่ต้องถาม (สำหรับสคริปต์)"
    ),
}
"""How an input of a step is written on the command line, by trigger and name; the rest is the same for every step."""


_WITHOUT_OPTION = (
    InputKind.ITEMS, InputKind.FILES, InputKind.REASON, InputKind.PASSPHRASE, InputKind.SHOW, InputKind.SEEN,
    InputKind.WHEN,
)  # fmt: skip
"""Arguments, what comes with another input, and what a terminal does not show."""

ASKING = frozenset({"attest", "agree", "when", "passphrase", "show"})
"""Inputs that put something on the screen while the step is taken."""

_BESIDE = {"sign": elsewhere}
"""A step that can also be taken in two places, with the module that does so."""


def _options(trigger: str) -> list[Callable[[Any], Any]]:
    """The options of one step, in the order of its inputs. :raises KeyError: an input that has no words here."""
    found: list[Callable[[Any], Any]] = []
    for one in USE_CASES[trigger].inputs:
        if one.kind is InputKind.KEY:
            found += KEY_OPTIONS
        elif one.kind not in _WITHOUT_OPTION:
            found.append(_OPTIONS[trigger, one.name])
    return found


def codes_asked(arguments: dict[str, Any]) -> Sequence[str] | None:
    """The items asked for; ``None`` for ``--all``. :raises BadInput: neither."""
    if arguments.get("everything"):
        return None
    items: Sequence[str] = arguments["items"]
    if not items:
        raise click.UsageError(tr("ระบุข้ออย่างน้อยหนึ่งข้อ", counter().language))
    return items


def own_key(here: Counter, arguments: dict[str, Any]) -> dict[str, Any]:
    """Where the key of who acts is, and how its passphrase is asked: at the terminal, or from the environment."""
    key_file = arguments["key_file"] or here.office().folder / "keys" / f"{here.login()}.p12"
    if arguments["token"]:
        key_file = Path(f"token:{arguments['token']}")
    return {"key_file": key_file, "passphrase": lambda: key_secret(key_file)}


def _inputs(here: Counter, trigger: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """What the use case of a step asks for, from what was typed. :raises UsageError: no item named."""
    found: dict[str, Any] = {}
    for one in USE_CASES[trigger].inputs:
        match one.kind:
            case InputKind.ITEMS | InputKind.ITEMS_OR_ALL:
                found[one.name] = codes_asked(arguments)
            case InputKind.KEY:
                found |= own_key(here, arguments)
            case InputKind.PASSPHRASE | InputKind.SEEN:
                pass  # comes with the key; what a memo was when it was shown is known where one is shown
            case InputKind.ATTEST:
                from commands.items.attesting import who_attests

                found[one.name] = who_attests(here.language, said=arguments[one.name])
            case InputKind.WHEN:
                from commands.items.attesting import who_dates

                said = arguments["attest"] or arguments["look_only"] or arguments["decided_on"] is not None
                found[one.name] = who_dates(here.language, here.office().today(), said=said or here.json)
            case InputKind.AGREE:
                found[one.name] = who_agrees(here, said=arguments[one.name])
            case InputKind.SHOW:
                from commands.terminal.hints import say_hints

                found[one.name] = say_hints
            case _:
                found[one.name] = arguments[one.name]
    return found


def _flags_of_texts(here: Counter, arguments: dict[str, Any]) -> list[Unmet]:
    """What the checks find in the texts to be submitted: told before, and nothing is kept from being submitted."""
    import messages
    from commands.terminal.screen import SCREEN
    from workflow.services.queries.text_flags import text_flags

    found = text_flags(here.office(), arguments["items"], year=arguments["year"])
    if not here.json:
        for one in found:
            told = messages.say(one.code, one.facts, here.language, here.groups())
            click.echo(
                messages.wrap(f"! {one.facts['item']} {one.facts['file']}: {told}", SCREEN - 2, "    "), err=True
            )
    return found


def _flags_in(what: str, flagged: Sequence[Unmet]) -> list[Unmet]:
    """Those of the items that an outcome is about."""
    import re

    codes = set(re.findall(r"O[0-9]+", what))
    return [one for one in flagged if one.facts["item"] in codes]


def _done(step: Step | OnlineStep, language: str) -> str:
    """The step's name as something that has been done."""
    name = str(getattr(step, language))
    return name if name.endswith("แล้ว") else tr("{step}แล้ว", language, step=name)


def step_help(trigger: str, language: str = "th") -> str:
    """What a step does, then each of its rows: from where to where, and on the next line by whom."""
    lines = "\n\n".join(f"\b\n{sentence(row, language, before_who=_NEXT_LINE)}" for row in rows(trigger))
    return f"{getattr(rows(trigger)[0], language)}\n\n{lines}"


def online_help(step: OnlineStep, language: str = "th") -> str:
    """The same for a step on the online revision, which may be taken in every state."""
    return f"{getattr(step, language)}\n\n{by_whom(step, language)}"


_NEXT_LINE = "\n  "


def _command(trigger: str) -> click.Command:
    """The command of one step."""
    row: Step = rows(trigger)[0]

    def run(**arguments: Any) -> None:
        here = counter()
        if arguments.get("each") and (arguments["number"] or arguments["subject"]):
            told = tr("--each ใช้กับ --number หรือ --subject ไม่ได้", here.language)
            raise click.UsageError(told)
        if trigger in _BESIDE and _BESIDE[trigger].asked(here, arguments, lambda: codes_asked(arguments)):
            return
        office, login = here.office(), here.login()
        asked = _inputs(here, trigger, arguments)
        if trigger == "sign":
            say_to_sign(here, asked["codes"], arguments)
        flagged = _flags_of_texts(here, arguments) if trigger == "submit" else []
        things = len(arguments.get("items") or arguments.get("files") or ()) or 1
        with working(trigger, here.language, things, quiet=here.json) as line:
            for name in ASKING & asked.keys():
                asked[name] = line.asking(asked[name])
            results = take(trigger, office, login, year=arguments["year"], **asked)
        if here.json and flagged:
            results = [replace(r, notices=(*r.notices, *_flags_in(r.what, flagged))) for r in results]
        if not results:
            if here.json:
                print_json({"step": trigger, "results": []})
            else:
                click.echo(tr("ไม่มีเรื่องที่ต้องดำเนินการ", here.language))
            return
        if arguments.get("look_only"):
            import messages

            outcomes(results, trigger, messages.say("looked_only", {}, here.language))
        else:
            outcomes(results, trigger, _done(row, here.language))
            if trigger == "publish" and not here.json and office.settings.site.front is None:
                import messages
                from commands.terminal.screen import fitted

                click.echo(fitted(messages.say("rehearsal_only", {}, here.language), ""))

    command: Callable[..., Any] = run
    beside = _BESIDE[trigger].OPTIONS if trigger in _BESIDE else []
    for option in reversed([*_options(trigger), *beside]):
        command = option(command)
    if row.reason:
        command = click.option(
            "--reason", type=FREE_TEXT, required=False, default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)"
        )(command)
    command = cycle_options(command)
    if any(one.kind is InputKind.FILES for one in USE_CASES[trigger].inputs):
        command = click.argument("files", nargs=-1, required=True, type=PATH)(command)
    else:
        command = click.argument("items", nargs=-1)(command)
    command = json_option(shared_options(command))
    return click.command(row.command, help=step_help(trigger), short_help=row.th)(command)


def _online_command(step: OnlineStep) -> click.Command:
    """The command of a step on the online revision, with the steps that are options of it: ``suspend --confirm``."""
    options = [o for o in ONLINE_STEPS if o.option is not None and o.command == step.command]

    def run(
        item: str, reason: str, public_reason: str, year: int | None, returning: tuple[str, ...] = (), **flags: bool
    ) -> None:
        from workflow.services.publication.withdrawing import change_online

        here = counter()
        chosen = next((o for o in options if flags.get(o.option or "")), step)
        done = change_online(
            here.office(), here.login(), item, chosen.trigger, reason, public_reason=public_reason,
            returning=returning, year=year,
        )  # fmt: skip
        outcomes([Outcome(item, notices=done.notices)], chosen.trigger, _done(chosen, here.language))

    command: Callable[..., Any] = run
    for o in reversed(options):
        command = click.option(f"--{o.option}", is_flag=True, help=o.th)(command)
    if any("lifted_files_named" in o.needs for o in options):
        command = _OPTIONS["publish", "returning"](command)
    command = click.option(
        "--public-reason",
        type=FREE_TEXT,
        default="",
        metavar="TEXT",
        help="ข้อความที่แจ้งประชาชนบนเว็บไซต์ (ไม่ใส่ = ไม่แสดงเหตุผล)",
    )(command)
    command = click.option(
        "--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุผลภายในสำนักงาน (ต้องระบุ) ไม่แสดงบนเว็บไซต์"
    )(command)
    command = cycle_options(command)
    command = click.argument("item")(command)
    command = json_option(shared_options(command))
    return click.command(step.command, help=online_help(step), short_help=step.th)(command)


COMMANDS: dict[str, click.Command] = {
    **{trigger: _command(trigger) for trigger in TRIGGERS},
    **{step.trigger: _online_command(step) for step in ONLINE_STEPS if step.option is None},
}
"""Trigger -> its command."""


def __getattr__(name: str) -> click.Command:
    try:
        return COMMANDS[name]
    except KeyError:
        raise AttributeError(name) from None
