"""People: who holds what today, taking ``people.csv`` over, the last day of somebody, the holder who is back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.items.steps import thai_date
from commands.locale import tr, tr_all
from commands.office.setup import said
from commands.terminal.output import print_json
from commands.terminal.screen import SCREEN, fitted, table
from commands.terminal.working import working
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
    from workflow.services.administration.people.updates import differences, update_people

    here = counter()
    office = here.office()
    me = None if look else here.login()
    with working("people look", here.language, quiet=here.json):
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
    if found and not here.json and sys.stdin.isatty():
        _tell([c.unmet for c in found])
        if not click.confirm(tr("บันทึกการเปลี่ยนแปลงทั้งหมดนี้หรือไม่", here.language), err=True):
            click.echo(tr("ไม่ได้บันทึก", here.language))
            return
        confirmed = (*confirmed, *(c.login for c in asked))
    with working("people update", here.language, len(found), quiet=here.json):
        done = update_people(office, me, rows, confirmed=confirmed)
    names = list(dict.fromkeys(c.login for c in done.recorded))
    told = ", ".join(names) or "–"
    text = tr("✓ ปรับปรุงแล้ว {count} รายการ: {names}", here.language, count=len(names), names=told)
    if done.reached:
        reached = ", ".join(done.reached)
        text += "\n" + tr(
            "✓ อีเมลหรือโทรศัพท์เปลี่ยน {count} คน: {names}", here.language, count=len(done.reached), names=reached
        )
    said(text, changed=names, reached=list(done.reached), asked=done.asked, waits=[_plain(c.unmet) for c in done.waits])
    if done.asked is not None and not here.json:
        _tell([c.unmet for c in done.waits])
    waits_for_second(done.asked)


def waits_for_second(number: int | None) -> None:
    """Say that a second person confirms it, and how."""
    here = counter()
    if number is not None and not here.json:
        click.echo(fitted(tr("รอคนที่สองยืนยัน: oit request confirm {number}", here.language, number=number)))


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


def told_after(text: str, waiting: Sequence[Unmet], **facts: object) -> None:
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
    done = end_person(here.office(), here.login(), name, day, successor=successor)
    if done.asked is not None:
        text = tr("ขอบันทึกวันสุดท้ายของ {name} แล้ว", here.language, name=name)
        said(text, login=name, ended_on=day, asked=done.asked)
        waits_for_second(done.asked)
        return
    told_after(tr("✓ บันทึกวันสุดท้ายของ {name} แล้ว", here.language, name=name), done.waiting, login=name, ended_on=day)


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
    told_after(tr("✓ การรักษาราชการแทนสิ้นสุดแล้ว", here.language), waiting, name=name)


@people.command(
    name="password",
    help="ผู้ที่ลืมรหัสผ่าน: ออกรหัสใช้ครั้งเดียวเป็นสลิป ใช้ได้ 7 วัน\n\n"
    "ของผู้ปฏิบัติงานและผู้อำนวยการกลุ่ม ผู้ดูแลคนเดียวออกได้และแจ้งให้เจ้าตัวทราบ  "
    "ของหัวหน้า รองหัวหน้า สารบรรณ ผู้รับผิดชอบเว็บไซต์ หรือผู้ดูแล ต้องมีคนที่สองยืนยัน แล้วสลิปออกที่คนที่สอง",
    short_help="ออกรหัสให้ผู้ที่ลืมรหัสผ่าน",
)
@click.argument("name")
@json_option
@shared_options
def password(name: str) -> None:
    from commands.office.slips import print_slips
    from workflow.services.administration.passwords import reset_password

    here = counter()
    found = reset_password(here.office(), here.login(), name)
    if isinstance(found, int):
        said(tr("✓ ขอตั้งรหัสผ่านของ {name} แล้ว", here.language, name=name), login=name, asked=found)
        waits_for_second(found)
        return
    print_slips([found], None)


@people.command(
    name="authenticator",
    help="เครื่องยืนยันตัวตนของ NAME หายหรือใช้ไม่ได้: ขอเลิก  เมื่อคนที่สองยืนยัน เจ้าตัวเข้าด้วยรหัสผ่านแล้วตั้งเครื่องใหม่",
    short_help="เครื่องยืนยันตัวตนหาย (สองคน)",
)
@click.argument("name")
@json_option
@shared_options
def authenticator(name: str) -> None:
    from workflow.services.administration.second_factor import ask_put_away

    here = counter()
    asked = ask_put_away(here.office(), here.login(), name)
    said(tr("✓ ขอแล้ว", here.language), login=name, asked=asked)
    waits_for_second(asked)


@people.command(
    name="codes",
    help="พิมพ์สลิปรหัสใช้ครั้งเดียวให้ทุกคนที่ยังไม่มีรหัสผ่าน (หรือเฉพาะ NAME)  ใช้ได้ 7 วัน\n\n"
    "แต่ละคนเข้าสู่ระบบด้วยรหัสนั้นแล้วตั้งรหัสผ่านของตนเอง จึงไม่มีใครรู้รหัสผ่านของผู้อื่น",
    short_help="พิมพ์สลิปรหัสแรกของทุกคน",
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--out", type=OUT_PATH, metavar="FILE", help="เขียนลง FILE ที่อ่านได้เฉพาะเจ้าของ")
@json_option
@shared_options
def codes(names: tuple[str, ...], out: Path | None) -> None:
    from commands.office.slips import print_slips
    from workflow.services.administration.passwords import first_codes

    here = counter()
    office, me = here.office(), here.login()
    if out is not None and out.exists():
        from workflow.rules.errors import BadInput

        raise BadInput("file_exists", file=str(out))
    print_slips(first_codes(office, me, names), out)


@people.command(
    name="administrator",
    help="ตั้ง NAME เป็นผู้ดูแลโปรแกรม หรือเลิก (--remove)  ต้องมีคนที่สองยืนยัน",
    short_help="ตั้งหรือเลิกผู้ดูแลโปรแกรม",
)
@click.argument("name")
@click.option("--remove", is_flag=True, help="เลิกเป็นผู้ดูแล")
@json_option
@shared_options
def administrator(name: str, remove: bool) -> None:
    from workflow.services.administration.naming import name_administrator

    here = counter()
    asked = name_administrator(here.office(), here.login(), name, yes=not remove)
    said(tr("✓ ขอแล้ว", here.language), login=name, asked=asked)
    waits_for_second(asked)


@people.command(
    name="substitutes",
    help="คำสั่งแต่งตั้งผู้รักษาราชการแทนของ POST (head หรือ director.กลุ่ม) ลำดับที่ 1-3 ตามลำดับ NAME\n\n"
    "คนที่สองยืนยันครั้งเดียว จากนั้นสารบรรณหรือเลขานุการสั่ง oit absent ได้คนเดียวเมื่อผู้ดำรงตำแหน่งไม่อยู่",
    short_help="คำสั่งผู้รักษาราชการแทน",
)
@click.argument("post")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--order", required=True, metavar="TEXT", help="เลขที่คำสั่ง")
@click.option("--from", "first", callback=thai_date, metavar="DATE", help="วันแรก (ไม่ระบุคือวันนี้)")
@click.option("--until", "last", callback=thai_date, metavar="DATE", help="วันสุดท้าย (ไม่ระบุคือจนกว่าจะเปลี่ยน)")
@json_option
@shared_options
def substitutes(post: str, names: tuple[str, ...], order: str, first: date | None, last: date | None) -> None:
    from workflow.services.administration.standing import set_substitutes

    here = counter()
    asked = set_substitutes(here.office(), here.login(), post, names, order, first=first, last=last)
    said(tr("✓ ขอแล้ว", here.language), post=post, asked=asked)
    waits_for_second(asked)


@people.command(
    name="object",
    help="ทักท้วงการรักษาราชการแทนของ NAME ที่บันทึกตาม oit absent\n\n"
    "NAME หยุดทำการแทนทันที และเรื่องที่ลงนามไว้ในช่วงนั้นยังเผยแพร่ไม่ได้จนกว่าจะถอนคำทักท้วง (--lift)",
    short_help="ทักท้วงการรักษาราชการแทน",
)
@click.argument("name")
@click.option("--reason", default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@click.option("--lift", is_flag=True, help="ถอนคำทักท้วง")
@json_option
@shared_options
def object_(name: str, reason: str, lift: bool) -> None:
    from workflow.services.administration.standing import lift_objection, object_to

    here = counter()
    office, me = here.office(), here.login()
    if lift:
        lift_objection(office, me, name)
        said(tr("✓ ถอนคำทักท้วงแล้ว", here.language), login=name)
        return
    object_to(office, me, name, reason)
    said(tr("✓ ทักท้วงแล้ว  {name} หยุดทำการแทนทันที", here.language, name=name), login=name)
