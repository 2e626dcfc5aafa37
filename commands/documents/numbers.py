"""``oit register``: the number books. Reading needs no login; changing them is the registrar's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.free_text import FREE_TEXT
from commands.items.steps import thai_date
from commands.locale import tr, tr_all
from commands.numbers import BUDDHIST_YEAR, NUMBER
from commands.terminal.output import print_json, reason_lines, unmet_json
from commands.terminal.screen import table

if TYPE_CHECKING:
    from workflow.services.numbering.registers import Numbered
    from workflow.services.numbering.reports import Row

F = TypeVar("F", bound=Callable[..., Any])
YEAR = click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีของทะเบียน (ปีปฏิทิน พ.ศ.)")
SUBJECT = click.option("--subject", type=FREE_TEXT, metavar="TEXT", help="เรื่องของเอกสาร")
RECIPIENT = click.option("--to", "recipient", metavar="TEXT", help="ผู้รับเอกสาร")


@click.group(help="ทะเบียนและเลขที่เอกสาร: memo (หนังสือส่ง)  order (คำสั่ง)  announcement (ประกาศ)  meeting (การประชุม)")
def register() -> None:
    pass


def _numbered(one: Numbered, thai: str) -> None:
    here = counter()
    if here.json:
        found = {"book": one.book, "year": one.year, "number": one.number, "label": one.label}
        found |= {"backdated": True} if one.backdated else {}
        found |= {"until": one.until} if one.until is not None else {}
        print_json(found)
    else:
        book = messages.label(one.book, here.language)
        click.echo(tr(thai, here.language, book=book, year=one.year, label=one.label))


@register.command(
    name="list", short_help="เลขทั้งหมดของทะเบียน", help="เลขทั้งหมดของทะเบียน รวมเลขที่จองและเลขที่ยกเลิก  ไม่ระบุ BOOK: ทุกทะเบียน"
)
@click.argument("book", required=False)
@YEAR
@json_option
@shared_options
def list_(book: str | None, year: int | None) -> None:
    from workflow.services.numbering.reports import listing

    here = counter()
    rows = listing(here.office(), book, year=year)
    if here.json:
        print_json([_row_json(row) for row in rows])
        return
    lang = here.language
    if not rows:
        click.echo(tr("ยังไม่มีเลขในทะเบียน", lang))
        return
    heads = tr_all(("เลขที่", "ลงวันที่", "เรื่อง", "สถานะ"), lang)
    for kind in dict.fromkeys(row.book for row in rows):
        mine = [row for row in rows if row.book == kind]
        title = tr("{book} ปี พ.ศ. {year}", lang, book=messages.label(kind, lang), year=mine[0].year)
        click.secho(title, bold=True)
        cells = [(r.label, _day(r.dated, lang), r.subject or "–", _status(r, lang)) for r in mine]
        table(heads, cells, (14, 13, 33, 14), whole={2, 3})
        click.echo()


def _day(day: date | None, lang: str) -> str:
    if day is None:
        return "–"
    from workflow.thai import short_date

    return short_date(day) if lang == "th" else day.isoformat()


def _status(row: Row, lang: str) -> str:
    text = messages.label(row.status, lang)
    if row.status == "void":
        return f"{text}: {row.reason}"
    if row.status == "reserved" and row.until is not None:
        from datetime import timedelta

        text += tr(" ถึง ", lang) + _day((row.until - timedelta(seconds=1)).date(), lang)
    if row.backdated:
        text += tr(" (ย้อนหลัง)", lang)
    return text


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "book": row.book, "year": row.year, "number": row.number, "label": row.label, "status": row.status,
        "dated": row.dated, "from": row.sender, "to": row.recipient, "subject": row.subject, "by": row.by, "at": row.at,
        "backdated": row.backdated, "until": row.until, "reason": row.reason,
    }  # fmt: skip


@register.command(
    short_help="เริ่มทะเบียนที่เลขที่กำหนด", help="เริ่มทะเบียนที่เลข NUMBER เช่น เมื่อเริ่มใช้โปรแกรมกลางปี  เลขถัดไปที่ออกคือ NUMBER"
)
@click.argument("book")
@click.argument("number", type=NUMBER)
@YEAR
@json_option
@shared_options
def start(book: str, number: int, year: int | None) -> None:
    from workflow.services.numbering.registers import start as begin

    here = counter()
    done = begin(here.office(), here.login(), book, number, year=year)
    _numbered(done, "✓ {book} ปี {year}  เลขถัดไปคือ {label}")


@register.command(
    short_help="จองเลขถัดไป",
    help="จองเลขถัดไป  --backdate ออกเลขย้อนหลังในทะเบียนของปีที่สิ้นแล้ว  --number บันทึกเลขจากระบบอื่น (ทะเบียนภายนอก)",
)
@click.argument("book")
@click.option("--until", callback=thai_date, metavar="DATE", help="จองไว้ถึงวันที่")
@SUBJECT
@RECIPIENT
@click.option("--backdate", callback=thai_date, metavar="DATE", help="วันที่ของเอกสารในปีที่สิ้นแล้ว")
@click.option("--number", metavar="LABEL", help="เลขที่จากระบบอื่น (ทะเบียนภายนอก)")
@json_option
@shared_options
def reserve(
    book: str,
    until: date | None,
    subject: str | None,
    recipient: str | None,
    backdate: date | None,
    number: str | None,
) -> None:
    from workflow.services.numbering.registers import reserve as take

    here = counter()
    done = take(
        here.office(), here.login(), book, until=until, subject=subject, recipient=recipient, backdate=backdate,
        number=number,
    )  # fmt: skip
    if done.status == "issued":
        _numbered(done, "✓ ออกเลขที่ {label} ใน{book} ปี {year}")
    else:
        _numbered(done, "✓ จองเลขที่ {label} ใน{book}")


@register.command(short_help="ใช้เลขที่จองไว้", help="บันทึกว่าเลขที่จองไว้ใช้กับเอกสารเรื่องใด ลงวันที่เท่าใด")
@click.argument("book")
@click.argument("number", type=NUMBER)
@SUBJECT
@RECIPIENT
@click.option("--date", "dated", callback=thai_date, metavar="DATE", help="วันที่ของเอกสาร (ไม่ระบุ: วันนี้)")
@YEAR
@json_option
@shared_options
def issue(
    book: str, number: int, subject: str | None, recipient: str | None, dated: date | None, year: int | None
) -> None:
    from workflow.services.numbering.registers import issue as use

    here = counter()
    done = use(here.office(), here.login(), book, number, subject=subject, recipient=recipient, dated=dated, year=year)
    _numbered(done, "✓ ออกเลขที่ {label} ใน{book} ปี {year}")


@register.command(short_help="ยกเลิกเลข พร้อมเหตุผล", help="ยกเลิกเลข พร้อมเหตุผล  เลขที่ยกเลิกคงอยู่ในทะเบียน และไม่นำมาใช้อีก")
@click.argument("book")
@click.argument("number", type=NUMBER)
@click.option("--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@YEAR
@json_option
@shared_options
def void(book: str, number: int, reason: str, year: int | None) -> None:
    from workflow.services.numbering.registers import void as end

    here = counter()
    done = end(here.office(), here.login(), book, number, reason, year=year)
    _numbered(done, "✓ ยกเลิกเลขที่ {label} ใน{book} แล้ว")


@register.command(short_help="เลขที่ขาดหาย ซ้ำ หรือพ้นกำหนด", help="เลขที่ขาดหาย ซ้ำ หรือจองไว้จนพ้นกำหนด  ไม่ระบุ BOOK: ทุกทะเบียน")
@click.argument("book", required=False)
@YEAR
@json_option
@shared_options
def gaps(book: str | None, year: int | None) -> None:
    from workflow.services.numbering.reports import gap_reasons
    from workflow.services.numbering.reports import gaps as look

    here = counter()
    reports = look(here.office(), book, year=year)
    lang = here.language
    if here.json:
        print_json([
            {"book": r.book.value, "year": r.year, "ok": r.ok, "gaps": [list(g) for g in r.gaps],
             "duplicates": r.duplicates, "expired": r.expired, "reserved": r.reserved,
             "counter_behind": r.counter_behind, "reasons": unmet_json(gap_reasons(r), lang)}
            for r in reports
        ])  # fmt: skip
        return
    if not reports:
        click.echo(tr("ยังไม่มีเลขในทะเบียน", lang))
    for r in reports:
        reasons = gap_reasons(r)
        name = tr("{book} ปี {year}", lang, book=messages.label(r.book.value, lang), year=r.year)
        if not reasons:
            click.echo(f"✓ {name}  " + tr("เลขครบถ้วน", lang))
        for line in reason_lines(reasons, lang):
            click.echo(line)
        if r.reserved:
            numbers = ", ".join(str(n) for n in r.reserved)
            click.echo("    " + tr("จองไว้ยังไม่ได้ใช้: {numbers}", lang, numbers=numbers))


@register.command(
    short_help="ส่งออกทะเบียนเป็นไฟล์ Excel",
    help="ส่งออกทะเบียนเป็นไฟล์ Excel ตามแบบทะเบียนหนังสือส่ง  ไม่ระบุ --book: ทะเบียนหนังสือส่ง",
)
@click.argument("file", type=OUT_PATH)
@click.option("--book", default="memo", metavar="BOOK", help="ทะเบียน (memo, order, announcement, meeting)")
@YEAR
@json_option
@shared_options
def export(file: Path, book: str, year: int | None) -> None:
    from workflow.services.numbering.reports import export as write

    here = counter()
    count = write(here.office(), file, book, year=year)
    if here.json:
        print_json({"file": str(file), "book": book, "numbers": count})
    else:
        click.echo(tr("✓ ส่งออก {count} เลข: {file}", here.language, count=count, file=file))
