"""One command for each step, generated from the table: name, help, who, and a reason where the table asks for one.

What a step needs beyond the table (a key, a file, a number) is listed in ``_EXTRAS``; what it does is one call of its
use case in ``_RUN``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from commands.context import Counter, counter, json_option, key_secret, shared_options
from commands.terminal.output import outcomes, print_json
from workflow.rules.drawing import by_whom, sentence
from workflow.rules.table import ONLINE_STEPS, TRIGGERS, OnlineStep, Step, rows
from workflow.services.context.results import Outcome

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
    click.option("--key", "key_file", type=PATH, metavar="FILE", help="แฟ้มกุญแจ .p12 หรือ token:LABEL"),
    click.option(
        "--token",
        metavar="LABEL",
        help="กุญแจในโทเคนหรือบัตร: ชื่อกุญแจ ชื่อโทเคน หรือ โทเคน/กุญแจ  ไม่ทราบชื่อ ใส่คำใดก็ได้แล้วโปรแกรมจะบอกรายการ",
    ),
]


def key_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where the key of who signs is."""
    for option in reversed(KEY_OPTIONS):
        command = option(command)
    return command


_EXTRAS: dict[str, list[Callable[[Any], Any]]] = {
    "submit": [
        click.option("--number", metavar="LABEL", help="เลขที่จากระบบอื่น (สมุดเลขภายนอก)"),
        click.option("--subject", metavar="TEXT", help="เรื่องของบันทึก"),
        click.option("--opinion", metavar="TEXT", help="ความเห็นของผู้อำนวยการกลุ่ม"),
        click.option("--each", is_flag=True, help="บันทึกหนึ่งฉบับต่อหนึ่งข้อ จัดทำพร้อมกัน"),
    ],
    "endorse": [click.option("--opinion", metavar="TEXT", help="ความเห็น")],
    "sign": [
        click.option("--all", "everything", is_flag=True, help="ทุกเรื่องที่รอลงนาม"),
        *KEY_OPTIONS,
    ],
    "publish": [click.option("--all", "everything", is_flag=True, help="ทุกข้อที่ลงนามแล้ว")],
    "receive": [
        click.option("--memo", metavar="NUMBER", help="เลขที่บันทึกของเอกสารสแกน"),
        click.option("--date", "decided_on", callback=thai_date, metavar="DATE", help="วันที่หัวหน้าหน่วยงานลงนาม"),
        click.option("--signer", metavar="NAME", help="ผู้ลงนาม (เมื่อเป็นผู้ทำการแทน)"),
        click.option("--except", "excepted", multiple=True, metavar="ITEM", help="ข้อที่เขียนยกเว้นไว้ด้วยมือ"),
        click.option("--look", is_flag=True, help="เทียบภาพสแกนกับฉบับที่ออกให้ดู  ไม่บันทึก"),
        click.option("--attest", is_flag=True, help="รับรองว่าเห็นต้นฉบับกระดาษที่ลงนามแล้ว โดยไม่ต้องถาม (สำหรับสคริปต์)"),
    ],
}


def codes_asked(arguments: dict[str, Any]) -> Sequence[str] | None:
    """The items asked for; ``None`` for ``--all``. :raises BadInput: neither."""
    if arguments.get("everything"):
        return None
    items: Sequence[str] = arguments["items"]
    if not items:
        raise click.UsageError({"th": "ระบุข้ออย่างน้อยหนึ่งข้อ", "en": "name at least one item"}[counter().language])
    return items


def own_key(here: Counter, arguments: dict[str, Any]) -> dict[str, Any]:
    """Where the key of who acts is, and how its passphrase is asked: at the terminal, or from the environment."""
    key_file = arguments["key_file"] or here.office().folder / "keys" / f"{here.login()}.p12"
    if arguments["token"]:
        key_file = Path(f"token:{arguments['token']}")
    return {"key_file": key_file, "passphrase": lambda: key_secret(key_file)}


def _compile(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.collection.compiling import compile_items

    return compile_items(here.office(), here.login(), codes_asked(a) or (), year=a["year"])


def _reopen(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.collection.compiling import reopen

    return reopen(here.office(), here.login(), codes_asked(a) or (), year=a["year"])


def _submit(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.approval.submitting import submit, submit_each

    if a["each"]:
        if a["number"] or a["subject"]:
            told = {"th": "--each ใช้กับ --number หรือ --subject ไม่ได้", "en": "--each excludes --number and --subject"}
            raise click.UsageError(told[here.language])
        return submit_each(here.office(), here.login(), codes_asked(a) or (), opinion=a["opinion"], year=a["year"])
    codes = codes_asked(a) or ()
    done = submit(
        here.office(), here.login(), codes, number=a["number"], subject=a["subject"], opinion=a["opinion"],
        year=a["year"],
    )  # fmt: skip
    return [Outcome(code, None, done.label) for code in done.items]


def _endorse(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.approval.routing import endorse

    return endorse(here.office(), here.login(), codes_asked(a) or (), opinion=a["opinion"], year=a["year"])


def _sign(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.approval.signing import sign

    return sign(here.office(), here.login(), codes_asked(a), **own_key(here, a), year=a["year"])


def _receive(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from commands.items.attesting import who_attests
    from commands.terminal.hints import say_hints
    from workflow.services.intake.receiving import receive

    return receive(
        here.office(), here.login(), a["files"], memo=a["memo"], decided_on=a["decided_on"], signer=a["signer"],
        excepted=a["excepted"], attest=who_attests(here.language, said=a["attest"]), year=a["year"],
        show=say_hints, look_only=a["look"],
    )  # fmt: skip


def _publish(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.publication.publishing import publish

    return publish(here.office(), here.login(), codes_asked(a), year=a["year"])


def _send_back(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.approval.returning import send_back

    return send_back(here.office(), here.login(), codes_asked(a) or (), a["reason"], year=a["year"])


def _withdraw(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.approval.routing import withdraw

    return withdraw(here.office(), here.login(), codes_asked(a) or (), a["reason"], year=a["year"])


def _revise(here: Counter, a: dict[str, Any]) -> list[Outcome]:
    from workflow.services.approval.returning import revise

    return revise(here.office(), here.login(), codes_asked(a) or (), a["reason"], year=a["year"])


_RUN: dict[str, Callable[[Counter, dict[str, Any]], list[Outcome]]] = {
    "compile": _compile,
    "reopen": _reopen,
    "submit": _submit,
    "endorse": _endorse,
    "sign": _sign,
    "receive": _receive,
    "publish": _publish,
    "send_back": _send_back,
    "withdraw": _withdraw,
    "revise": _revise,
}


def done_th(label: str) -> str:
    """The label as something that has been done."""
    return label if label.endswith("แล้ว") else label + "แล้ว"


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
        results = _RUN[trigger](here, arguments)
        if not results:
            if here.json:
                print_json({"step": trigger, "results": []})
            else:
                click.echo({"th": "ไม่มีเรื่องที่ต้องดำเนินการ", "en": "nothing to do"}[here.language])
            return
        done = {"th": done_th(row.th), "en": f"{row.en}: done"}
        if arguments.get("look"):
            import messages

            done = {language: messages.say("looked_only", {}, language) for language in done}
        outcomes(results, trigger, done)

    command: Callable[..., Any] = run
    for option in reversed(_EXTRAS.get(trigger, [])):
        command = option(command)
    if row.reason:
        command = click.option("--reason", required=False, default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")(command)
    command = click.option("--year", type=int, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")(command)
    if trigger == "receive":
        command = click.argument("files", nargs=-1, required=True, type=PATH)(command)
    else:
        command = click.argument("items", nargs=-1)(command)
    command = json_option(shared_options(command))
    return click.command(row.command, help=step_help(trigger), short_help=row.th)(command)


def _online_command(step: OnlineStep) -> click.Command:
    """The command of a step on the online revision; ``suspend`` carries its ``--confirm`` and ``--lift``."""
    options = [o for o in ONLINE_STEPS if o.option is not None and o.command == step.command]

    def run(item: str, reason: str, year: int | None, **flags: bool) -> None:
        from workflow.services.publication.publishing import change_online

        here = counter()
        chosen = next((o for o in options if flags.get(o.option or "")), step)
        change_online(here.office(), here.login(), item, chosen.trigger, reason, year=year)
        outcomes([Outcome(item)], chosen.trigger, {"th": done_th(chosen.th), "en": f"{chosen.en}: done"})

    command: Callable[..., Any] = run
    for o in reversed(options):
        command = click.option(f"--{o.option}", is_flag=True, help=o.th)(command)
    command = click.option("--reason", default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")(command)
    command = click.option("--year", type=int, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")(command)
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
