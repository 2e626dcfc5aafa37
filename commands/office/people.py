"""People: who holds what today, taking ``people.csv`` over, the last day of somebody, the holder who is back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

import messages
from commands.context import counter, json_option, secret, shared_options
from commands.items.steps import thai_date
from commands.locale import tr, tr_all
from commands.office.setup import said
from commands.terminal.output import print_json
from commands.terminal.screen import SCREEN, table
from workflow.rules.errors import Unmet


@click.group(help="บุคคลและการแต่งตั้ง", invoke_without_command=True)
@click.pass_context
@json_option
@shared_options
def people(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        _list_people()


def _list_people() -> None:
    from workflow.services.context.use_case import reading

    here = counter()
    office = here.office()
    with reading(office) as use_case:
        everybody = use_case.everybody
    rows: list[dict[str, Any]] = [
        {"login": a.login, "name": a.name, "administrator": a.administrator,
         "appointments": [{"role": h.role.value, "kind": h.kind.value, "group": h.group, "lines": list(h.lines)}
                          for h in a.appointments]}
        for a in everybody.values()
    ]  # fmt: skip
    if here.json:
        print_json(rows)
        return
    heads = tr_all(("ชื่อผู้ใช้", "ชื่อ", "ตำแหน่งวันนี้"), here.language)
    cells = [(r["login"], r["name"], "; ".join(h["lines"][-1] for h in r["appointments"]) or "–") for r in rows]
    table(heads, cells, (20, 22, 34))


@people.command(
    name="update",
    help="รับการเปลี่ยนแปลงจาก people.csv และกลุ่มใน office.toml\n\n"
    "ทุกความต่างแสดงตามความหมาย เช่น สิ้นสุดวันใด ย้ายกลุ่ม เปลี่ยนช่วงเวลา และถามก่อนบันทึก  ไม่มีการลบประวัติ  "
    "ในสคริปต์ให้ระบุ --confirm ของแต่ละคนหรือกลุ่มที่ถูกต้อง",
    short_help="รับการเปลี่ยนแปลงจาก people.csv",
)
@click.option("--confirm", "confirmed", multiple=True, metavar="NAME", help="ยืนยันการเปลี่ยนแปลงของผู้ใช้หรือกลุ่มนี้")
@click.option("--look", is_flag=True, help="ดูความต่างเท่านั้น ไม่บันทึก")
@json_option
@shared_options
def update(confirmed: tuple[str, ...], look: bool) -> None:
    from workflow.office_files.people import load_people, people_file
    from workflow.services.administration.people_updates import differences, update_people

    here = counter()
    office = here.office()
    me = None if look else here.login()
    rows = load_people(people_file(office.folder), office.settings.groups)
    found = differences(office, rows)
    if me is None:
        if here.json:
            print_json([_plain(c.unmet) | {"login": c.login, "asks": c.meaning.asks} for c in found])
        else:
            _tell([c.unmet for c in found])
            if not found:
                click.echo(tr("ไม่มีความต่างจากที่บันทึกไว้", here.language))
        return
    asked = [c for c in found if c.meaning.asks and c.login not in confirmed]
    if asked and not here.json and sys.stdin.isatty():
        _tell([c.unmet for c in found])
        if not click.confirm(tr("บันทึกการเปลี่ยนแปลงทั้งหมดนี้หรือไม่", here.language), err=True):
            click.echo(tr("ไม่ได้บันทึก", here.language))
            return
        confirmed = (*confirmed, *(c.login for c in asked))
    changed = update_people(office, me, rows, confirmed=confirmed)
    names = list(dict.fromkeys(c.login for c in changed))
    told = ", ".join(names) or "–"
    said(tr("✓ ปรับปรุงแล้ว {count} รายการ: {names}", here.language, count=len(names), names=told), changed=names)


def _plain(unmet: Unmet) -> dict[str, Any]:
    here = counter()
    text = messages.say(unmet.code, unmet.facts, here.language, here.groups())
    return {"code": unmet.code, "text": text, "facts": dict(unmet.facts)}


def _tell(reasons: Sequence[Unmet]) -> None:
    """Each difference as a line of the terminal's width."""
    here = counter()
    for reason in reasons:
        text = messages.say(reason.code, reason.facts, here.language, here.groups())
        click.echo(messages.wrap(f"• {text}", SCREEN - 2, "  "), err=here.json)


def _told(text: str, waiting: Sequence[Unmet], **facts: object) -> None:
    """What was done, then what it leaves for others, each with what to do."""
    here = counter()
    left = [
        {"code": w.code, "text": messages.say(w.code, w.facts, here.language),
         "do": messages.do(w.code, w.facts, here.language)}
        for w in waiting
    ]  # fmt: skip
    said(text, **facts, waiting=left)
    for one in left if not here.json else ():
        click.echo(messages.wrap(f"• {one['text']}", SCREEN - 2, "  "))
        click.echo(messages.wrap(f"  → {one['do']}", SCREEN - 2, "    "))


@people.command(
    name="end",
    help="บันทึกวันสุดท้ายของผู้ที่พ้นจากสำนักงาน\n\nการแต่งตั้งทุกอย่างและชื่อผู้ใช้สิ้นสุดหลังวันนั้น  ประวัติยังอยู่ครบ",
    short_help="บันทึกวันสุดท้ายของบุคคล",
)
@click.argument("name")
@click.option("--on", "day", callback=thai_date, required=True, metavar="DATE", help="วันสุดท้าย")
@click.option("--successor", metavar="NAME", help="ผู้ดูแลโปรแกรมคนใหม่ เมื่อผู้ดูแลพ้นไป")
@json_option
@shared_options
def end(name: str, day: date, successor: str | None) -> None:
    from workflow.services.administration.terms import end_person

    here = counter()
    waiting = end_person(here.office(), here.login(), name, day, successor=successor)
    _told(tr("✓ บันทึกวันสุดท้ายของ {name} แล้ว", here.language, name=name), waiting, login=name, ended_on=day)


@people.command(
    name="back",
    help="ผู้ดำรงตำแหน่งกลับมาแล้ว  การรักษาราชการแทนสิ้นสุดทันที (เจ้าหน้าที่สารบรรณ)\n\n"
    "NAME เป็นชื่อผู้ใช้ของผู้รักษาราชการแทน หรือของผู้ที่กลับมา",
    short_help="ผู้ดำรงตำแหน่งกลับมาแล้ว",
)
@click.argument("name")
@json_option
@shared_options
def back(name: str) -> None:
    from workflow.services.administration.terms import back as come_back

    here = counter()
    waiting = come_back(here.office(), here.login(), name)
    _told(tr("✓ การรักษาราชการแทนสิ้นสุดแล้ว", here.language), waiting, name=name)


@people.command(name="password", help="ตั้งรหัสผ่านใหม่ให้บุคคล ต้องใช้ผู้ดูแลสองคน: คนแรกขอ คนที่สองตั้ง")
@click.argument("name")
@json_option
@shared_options
def password(name: str) -> None:
    from workflow.services.administration.sessions import reset_password, reset_pending

    here = counter()
    office, me = here.office(), here.login()
    new = None
    if reset_pending(office, name) not in (None, me):
        new = secret("OIT_PASSWORD", tr("รหัสผ่านใหม่ของ {name}", here.language, name=name))
    done = reset_password(office, me, name, new)
    if done:
        said(tr("✓ ตั้งรหัสผ่านของ {name} แล้ว", here.language, name=name), set=True)
    else:
        said(tr("✓ ขอตั้งรหัสผ่านแล้ว  รอผู้ดูแลอีกคนสั่งคำสั่งเดียวกัน", here.language), set=False)  # fmt: skip
