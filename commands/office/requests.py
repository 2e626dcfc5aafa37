"""``oit request``: what waits for a second person, and ``oit absent``: who stands in from now on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.items.steps import thai_date
from commands.locale import tr
from commands.office.people import told_after
from commands.office.setup import said
from commands.office.slips import print_slips
from commands.terminal.output import outcomes, plain, print_json
from commands.terminal.screen import SCREEN, moment

if TYPE_CHECKING:
    from workflow.services.administration.two_people import Asked


@click.group(
    help="คำขอที่ต้องใช้สองคน: ดู ยืนยัน หรือไม่ยืนยัน\n\nผู้ขอยืนยันเองไม่ได้ และผู้ที่ได้ประโยชน์จากคำขอก็ไม่ได้",
    short_help="คำขอที่ต้องใช้สองคน", invoke_without_command=True,
)  # fmt: skip
@click.pass_context
@json_option
@shared_options
def request(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        _list()


def _list() -> None:
    from workflow.services.administration.two_people import listed

    here = counter()
    found = listed(here.office(), here.reader())
    if here.json:
        print_json([_values(one) for one in found])
        return
    if not found:
        click.echo(tr("ไม่มีคำขอที่รอคนที่สอง", here.language))
    for one in found:
        for line in _lines(one):
            click.echo(line)


def _values(one: Asked) -> dict[str, Any]:
    here = counter()
    told = [
        {"code": t.code, "text": messages.say(t.code, t.facts, here.language, here.groups()), "facts": plain(t.facts)}
        for t in one.told
    ]
    return {"request": one.number, "act": one.act, "subject": one.subject, "asked_by": one.asked_by,
            "asked_at": one.asked_at, "told": told, "reason": one.reason, "mine": one.mine}  # fmt: skip


def _lines(one: Asked) -> list[str]:
    here = counter()
    head = tr(
        "คำขอ {number}: {act}  ขอโดย {name} เมื่อ {at}", here.language, number=one.number,
        act=messages.say("act_told", {"act": one.act}, here.language), name=one.asked_name,
        at=moment(one.asked_at, here.language),
    )  # fmt: skip
    lines = messages.wrap(head, SCREEN - 2, "  ").split("\n")
    for t in one.told:
        text = messages.say(t.code, t.facts, here.language, here.groups())
        lines += messages.wrap(f"  • {text}", SCREEN - 2, "    ").split("\n")
    if one.mine:
        lines.append(f"  → oit request confirm {one.number}")
    return lines


@request.command(
    name="confirm",
    help="ยืนยันคำขอในฐานะคนที่สอง  แสดงก่อนว่าจะเปลี่ยนอะไร แล้วถาม  ในสคริปต์ใส่ --yes",
    short_help="ยืนยันคำขอ",
)
@click.argument("number", type=int)
@click.option("--yes", is_flag=True, help="ยืนยันโดยไม่ถาม")
@json_option
@shared_options
def confirm(number: int, yes: bool) -> None:
    from workflow.rules.errors import BadInput
    from workflow.services.administration.two_people import second, shown
    from workflow.services.context.use_case import reading
    from workflow.services.operations.settling import confirm as settle

    here = counter()
    office, me = here.office(), here.login()
    with reading(office, me) as use_case:
        asked = shown(use_case, second(use_case, number))
    if not yes:
        import sys

        if here.json or not sys.stdin.isatty():
            raise BadInput("confirm_needs_yes", request=number)
        for line in _lines(asked)[: -1 if asked.mine else None]:
            click.echo(line)
        if not click.confirm(tr("ยืนยันหรือไม่", here.language), err=True):
            click.echo(tr("ไม่ได้บันทึก", here.language))
            return
    done = settle(office, me, number)
    if done.outcomes:
        outcomes(done.outcomes, "adopt", tr("รับเป็นข้อที่เผยแพร่แล้ว", here.language))
        return
    if done.slip is not None:
        print_slips([done.slip], None)
        return
    told_after(tr("✓ ยืนยันคำขอ {number} แล้ว", here.language, number=number), done.waiting, request=number)


@request.command(name="refuse", help="ไม่ยืนยันคำขอ  ผู้ขอใช้คำสั่งนี้ถอนคำขอของตน", short_help="ไม่ยืนยันคำขอ")
@click.argument("number", type=int)
@click.option("--reason", default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@json_option
@shared_options
def refuse(number: int, reason: str) -> None:
    from workflow.services.administration.two_people import refuse as settle

    here = counter()
    settle(here.office(), here.login(), number, reason)
    said(tr("✓ ไม่ยืนยันคำขอ {number}", here.language, number=number), request=number)


@click.command(
    help="หัวหน้าหน่วยงานหรือผู้อำนวยการกลุ่มไม่อยู่  ผู้รักษาราชการแทนตามคำสั่งที่ยืนยันไว้แล้วทำการแทนทันที\n\n"
    "POST คือ head หรือ director.กลุ่ม  สั่งโดยเจ้าหน้าที่สารบรรณหรือเลขานุการคนเดียวได้  แจ้งหัวหน้าและผู้ดูแลทุกคน  "
    "กลับมาก่อนกำหนดใช้ oit people back",
    short_help="ผู้ดำรงตำแหน่งไม่อยู่ มีผู้ทำการแทนทันที",
)
@click.argument("post")
@click.option("--from", "first", callback=thai_date, metavar="DATE", help="วันแรก (ไม่ระบุคือวันนี้)")
@click.option("--until", "last", callback=thai_date, metavar="DATE", help="วันสุดท้าย (ไม่ระบุคือวันเดียว)")
@click.option("--reason", default="", metavar="TEXT", help="เหตุผล เช่น ไปราชการ")
@json_option
@shared_options
def absent(post: str, first: date | None, last: date | None, reason: str) -> None:
    from workflow.services.administration.standing import away

    here = counter()
    found = away(here.office(), here.login(), post, first=first, last=last, reason=reason)
    text = tr("✓ {name} รักษาราชการแทนแล้ว", here.language, name=found.name)
    told_after(text, found.waiting, login=found.login, until=found.until)
