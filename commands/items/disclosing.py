"""``oit disclose``: what in an item's files may harm when it is published, and what an officer decides about it."""

from __future__ import annotations

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.free_text import FREE_TEXT
from commands.items.work import YEAR
from commands.locale import tr, tr_all
from commands.terminal.output import print_json
from commands.terminal.screen import fitted, moment, table
from messages.harms import HARMS, RULINGS
from workflow.rules.states import Ruling


@click.command(
    short_help="พิจารณาข้อมูลที่ไม่ควรเผยแพร่",
    help="ข้อมูลส่วนบุคคลและสิ่งที่ซ่อนอยู่ในไฟล์ของข้อ  ไม่ใส่หมายเลข: ดูรายการ  ใส่หมายเลขพร้อม --reason: พิจารณาว่าเผยแพร่ได้ ในนามผู้สั่ง  "
    "ผลการพิจารณาใช้กับค่าเดิมในข้อนี้ทั้งปี  ถ้าเผยแพร่ไม่ได้ ให้แก้ไฟล์แล้วส่งใหม่ โปรแกรมไม่แก้ไฟล์ให้",
)
@click.argument("item")
@click.argument("numbers", nargs=-1, type=int, metavar="[N]...")
@click.option("--all", "everything", is_flag=True, help="ทุกรายการที่ยังไม่ได้พิจารณา")
@click.option("--not-so", "not_so", is_flag=True, help="ไม่ใช่ข้อมูลเช่นนั้น (เช่น เลขที่ครุภัณฑ์)")
@click.option("--text", "read", is_flag=True, help="ข้อความที่อ่านได้จากหน้าที่เป็นภาพสแกน")
@click.option("--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@YEAR
@json_option
@shared_options
def disclose(
    item: str, numbers: tuple[int, ...], everything: bool, not_so: bool, read: bool, reason: str, year: int | None
) -> None:
    from workflow.services.collection.harm import decide, harm_of_item

    here = counter()
    lang = here.language
    if read:
        _tell_read(item, year)
        return
    if numbers or everything:
        ruling = Ruling.NOT_SO if not_so else Ruling.PUBLISH
        chosen = None if everything else numbers
        found = decide(here.office(), here.login(), item, chosen, ruling, reason, year=year)
    else:
        found = harm_of_item(here.office(), item, year=year)
    at = 0 if lang == "th" else 1
    if here.json:
        print_json(
            [
                {
                    "number": f.number, "file": f.file, "code": f.harm.code, "text": HARMS[f.harm.code][at],
                    "shown": f.harm.shown, "pages": f.harm.pages, "must_decide": f.must_decide,
                    "decided": None if f.decided is None else {
                        "ruling": f.decided.ruling.value, "by": f.decided.name, "at": f.decided.at,
                        "reason": f.decided.reason,
                    },
                }
                for f in found
            ]
        )  # fmt: skip
        return
    if not found:
        click.echo(tr("ไม่พบข้อมูลที่ต้องพิจารณา", lang))
        return
    cells = [
        (
            str(f.number), HARMS[f.harm.code][at], f.harm.shown or "–", ", ".join(map(str, f.harm.pages)) or "–",
            f.file,
            RULINGS[f.decided.ruling.value][at] if f.decided else tr("รอพิจารณา", lang) if f.must_decide else "–",
        )
        for f in found
    ]  # fmt: skip
    heads = tr_all(("ที่", "พบ", "ค่า", "หน้า", "ไฟล์", "ผล"), lang)
    table(heads, cells, (3, 22, 16, 6, 13, 10))
    for f in found:
        if f.decided is not None:
            facts = {
                "number": f.number,
                "by": f.decided.name,
                "at": moment(f.decided.at, lang),
                "reason": f.decided.reason,
            }
            click.echo(fitted(tr("{number}: {by} เมื่อ {at}  เหตุผล: {reason}", lang, **facts), "   "))
    waiting = sum(f.must_decide and f.decided is None for f in found)
    if waiting:
        click.echo()
        click.echo(messages.wrap(tr("ยังรอพิจารณา {count} รายการ", lang, count=waiting), 78))


def _tell_read(item: str, year: int | None) -> None:
    """What was read on scanned pages, beside the file and page."""
    from workflow.services.collection.harm import read_in

    here = counter()
    found = read_in(here.office(), item, year=year)
    if here.json:
        print_json([{"file": file, "page": page, "text": text} for file, page, text in found])
        return
    if not found:
        click.echo(tr("ไม่มีหน้าที่อ่านจากภาพ", here.language))
    for file, page, text in found:
        click.echo(tr("{file} หน้า {page}", here.language, file=file, page=page))
        click.echo("\n".join(f"    {line}" for line in text.splitlines() if line.strip()))
