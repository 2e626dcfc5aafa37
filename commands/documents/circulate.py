"""``oit circulate``: a paper passed round for people to know, รับทราบ, the printed ใบเวียน, who has not read it yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.items.steps import PATH, thai_date
from commands.locale import tr, tr_all
from commands.numbers import NUMBER
from commands.terminal.output import print_json
from commands.terminal.screen import SCREEN, day, fitted, moment, table

if TYPE_CHECKING:
    from workflow.services.documents.circulating import Circulated

OUT = click.option("--out", type=OUT_PATH, metavar="DIR", help="โฟลเดอร์ของไฟล์ (ปกติ documents ในโฟลเดอร์ของสำนักงาน)")


@click.group(
    help="เวียนเพื่อทราบ: ส่งบันทึก คำสั่ง แผน หรือรายงานให้กลุ่ม ทุกคนในกลุ่มรับทราบในเรื่องรอดำเนินการ หรือลงชื่อในใบเวียน",
    short_help="เวียนเพื่อทราบ", invoke_without_command=True,
)  # fmt: skip
@click.pass_context
@click.option("--all", "everything", is_flag=True, help="รวมเรื่องที่รับทราบครบแล้ว")
@json_option
@shared_options
def circulate(ctx: click.Context, everything: bool) -> None:
    if ctx.invoked_subcommand is not None:
        return
    from workflow.services.documents.circulating import listed

    here = counter()
    found = listed(here.office(), everything=everything)
    if here.json:
        print_json([_values(one) for one in found])
        return
    if not found:
        click.echo(tr("ไม่มีเรื่องเวียนที่รอรับทราบ", here.language))
        return
    heads = tr_all(("เวียนที่", "เรื่อง", "รับทราบแล้ว", "ส่งเมื่อ"), here.language, "circulation")
    rows = [(str(one.number), one.subject, _count(one), moment(one.sent_at, here.language)) for one in found]
    table(heads, rows, (8, 39, 11, 16))


@circulate.command(
    name="new",
    help="ส่งเวียนเอกสารหมายเลข ID (ดู oit document list) หรือบันทึก --memo หรือไฟล์ PDF --file ให้กลุ่มที่ระบุ",
    short_help="ส่งเวียน",
)
@click.argument("id", type=NUMBER, required=False)
@click.option("--memo", metavar="NUMBER", help="เลขที่บันทึกที่จะเวียน")
@click.option("--file", "file", type=PATH, metavar="FILE", help="ไฟล์ PDF ที่จะเวียน")
@click.option("--to", "groups", multiple=True, metavar="GROUP", help="กลุ่มที่ให้รับทราบ ใส่ได้หลายครั้ง ไม่ใส่คือทุกกลุ่ม")
@click.option("--subject", default="", metavar="TEXT", help="เรื่อง (ต้องใส่เมื่อเวียนไฟล์)")
@click.option("--due", callback=thai_date, metavar="DATE", help="ให้รับทราบภายในวันที่")
@json_option
@shared_options
def new(
    id: int | None, memo: str | None, file: Path | None, groups: tuple[str, ...], subject: str, due: date | None
) -> None:
    from workflow.services.documents.circulating import circulate as send

    here = counter()
    if sum(one is not None for one in (id, memo, file)) != 1:
        raise click.UsageError(tr("ระบุเอกสาร ID หรือ --memo หรือ --file อย่างใดอย่างหนึ่ง", here.language))
    made = send(
        here.office(), here.login(), groups, document=id, memo=memo, file=file, subject=subject, due=due
    )  # fmt: skip
    _tell(made, tr("✓ ส่งเวียนที่ {number} ให้ {count} คน", here.language, number=made.number, count=len(made.people)))
    if not here.json:
        click.echo(f"  oit circulate sheet {made.number}  {tr('พิมพ์ใบเวียน', here.language)}")


@circulate.command(help="รับทราบเรื่องเวียนที่ NUMBER ในชื่อของตนเอง วันนี้", short_help="รับทราบ")
@click.argument("number", type=NUMBER)
@json_option
@shared_options
def ack(number: int) -> None:
    from workflow.services.documents.circulating import acknowledge

    here = counter()
    found = acknowledge(here.office(), here.login(), number)
    _tell(found, tr("✓ รับทราบเวียนที่ {number} แล้ว", here.language, number=number))


@circulate.command(
    help="เรื่องเวียนที่ NUMBER: ใครรับทราบแล้วเมื่อใด ใครยังไม่รับทราบ  ใส่ --out DIR เพื่อเขียนไฟล์ที่ให้อ่าน",
    short_help="ใครรับทราบแล้ว",
)
@click.argument("number", type=NUMBER)
@click.option("--out", type=OUT_PATH, metavar="DIR", help="โฟลเดอร์ของไฟล์ที่ให้อ่าน")
@json_option
@shared_options
def show(number: int, out: Path | None) -> None:
    from workflow.services.documents.circulating import circulated, copy_to

    here = counter()
    one = circulated(here.office(), number)
    written = copy_to(here.office(), one, out) if out is not None else None
    if here.json:
        print_json(_values(one))
        return
    lang, names = here.language, here.groups()
    click.echo(fitted(tr("เวียนที่ {number}  {subject}", lang, number=one.number, subject=one.subject), "  "))
    click.echo(f"  {written}" if written is not None else f"  → oit circulate show {number} --out .")
    if one.due is not None:
        click.echo(f"  {tr('ให้รับทราบภายในวันที่', lang)} {day(one.due, lang)}")
    heads = tr_all(("ชื่อ", "กลุ่ม", "รับทราบ"), lang, "circulation")
    table(heads, [(p.name, names.get(p.group, p.group), _when(p, lang)) for p in one.people], (26, 26, 24))


@circulate.command(
    help="ใบเวียนของเรื่องที่ NUMBER เป็น Word และ PDF สำหรับพิมพ์ให้ลงชื่อ  ลงชื่อครบแล้วบันทึกด้วย oit circulate signed",
    short_help="พิมพ์ใบเวียน",
)
@click.argument("number", type=NUMBER)
@OUT
@json_option
@shared_options
def sheet(number: int, out: Path | None) -> None:
    from workflow.services.documents.circulation_sheet import draft_sheet
    from workflow.services.documents.files import write

    here = counter()
    made = draft_sheet(here.office(), here.login(), number)
    files = write(here.office(), made, out)
    if here.json:
        print_json({"id": made.id, "subject": made.subject, "files": [str(path) for path in files]})
        return
    click.echo(fitted(f"✓ {tr('ใบเวียน', here.language)}  {made.subject}", "  "))
    for path in files:
        click.echo(f"  {path}")


@circulate.command(
    help="บันทึกผู้ที่ลงชื่อในใบเวียนของเรื่องที่ NUMBER  ผู้ส่งเวียนหรือเจ้าหน้าที่สารบรรณ",
    short_help="บันทึกจากใบเวียน",
)
@click.argument("number", type=NUMBER)
@click.option("--person", "people", multiple=True, required=True, metavar="LOGIN", help="ผู้ที่ลงชื่อ ใส่ได้หลายครั้ง")
@click.option("--date", "signed", callback=thai_date, required=True, metavar="DATE", help="วันที่ที่ลงชื่อ")
@json_option
@shared_options
def signed(number: int, people: tuple[str, ...], signed: date) -> None:
    from workflow.services.documents.circulating import acknowledge_on_paper

    here = counter()
    found = acknowledge_on_paper(here.office(), here.login(), number, people, signed)
    _tell(found, tr("✓ บันทึกการรับทราบ {count} คนแล้ว", here.language, count=len(people)))


@circulate.command(help="แจ้งผู้ที่ยังไม่รับทราบเรื่องเวียนที่ NUMBER อีกครั้ง", short_help="แจ้งผู้ที่ยังไม่รับทราบ")
@click.argument("number", type=NUMBER)
@json_option
@shared_options
def remind(number: int) -> None:
    from workflow.services.documents.circulating import remind as tell

    here = counter()
    found = tell(here.office(), here.login(), number)
    _tell(found, tr("✓ แจ้งผู้ที่ยังไม่รับทราบ {count} คนแล้ว", here.language, count=len(found.waiting)))


# --- telling -----------------------------------------------------------------------------------------------------


def _tell(one: Circulated, done: str) -> None:
    here = counter()
    if here.json:
        print_json(_values(one))
        return
    click.echo(fitted(f"{done}  {one.subject}", "  "))
    if one.waiting:
        names = ", ".join(p.name for p in one.waiting)
        waits = tr("ยังไม่รับทราบ {count} คน: {names}", here.language, count=len(one.waiting), names=names)
        click.echo(messages.wrap(f"  {waits}", SCREEN - 2, "    "))
    else:
        click.echo(f"  {tr('รับทราบครบทุกคนแล้ว', here.language)}")


def _count(one: Circulated) -> str:
    here = [p for p in one.people if not p.gone or p.day is not None]
    return f"{sum(p.day is not None for p in here)}/{len(here)}"


def _when(person: Any, lang: str) -> str:
    if person.day is not None:
        return day(person.day, lang) + (f"  ({tr('ใบเวียน', lang)})" if person.how == "paper" else "")
    return tr("พ้นจากสำนักงาน" if person.gone else "ยังไม่รับทราบ", lang)


def _values(one: Circulated) -> dict[str, Any]:
    people = [
        {"login": p.login, "name": p.name, "group": p.group, "day": p.day, "how": p.how, "gone": p.gone}
        for p in one.people
    ]
    return {"circulation": one.number, "subject": one.subject, "file": one.name, "sha256": one.sha256,
            "groups": list(one.groups), "sent_by": one.sent_by, "sent_at": one.sent_at, "due": one.due,
            "people": people, "waiting": [p.login for p in one.waiting]}  # fmt: skip
