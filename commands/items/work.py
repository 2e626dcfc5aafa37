"""Preparing: contribute, accept, refuse, tick, exception; and signing a memo before the head does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.free_text import FREE_TEXT
from commands.items.steps import PATH, codes_asked, key_options, own_key, thai_date
from commands.locale import tr
from commands.numbers import BUDDHIST_YEAR, NUMBER
from commands.terminal.contacts import say_next
from commands.terminal.output import notices_json, outcomes, print_json, say_notices
from commands.terminal.screen import fitted
from workflow.rules.errors import BadInput
from workflow.rules.states import Duty
from workflow.thai import one_line
from workflow.thai.periods import title

YEAR = cycle_options


@click.command(help="ส่งข้อมูลของกลุ่ม: ไฟล์  หรือหน้าเว็บ (--url)  หรือแจ้งว่าไม่มีข้อมูล (--none)  ส่งใหม่แทนของเดิม เว้นแต่ใส่ --add")
@click.argument("item")
@click.argument("files", nargs=-1, type=PATH)
@click.option("--url", metavar="URL", help="ที่อยู่หน้าเว็บหรือช่องทาง")
@click.option("--with-query", is_flag=True, help="หน้านั้นต้องมีส่วนหลังเครื่องหมาย ? ซึ่งจะเผยแพร่ไปด้วย  ไม่ระบุ: ไม่รับที่อยู่เช่นนั้น")
@click.option("--none", "nil", type=FREE_TEXT, metavar="REASON", help="ไม่มีข้อมูล พร้อมเหตุผล")
@click.option(
    "--duty",
    type=click.Choice([d.value for d in Duty]),
    help="ประเภทการลงนาม: original ต้นฉบับที่หัวหน้าลงนามในเรื่องนี้ เช่น แผน รายงาน  certified สำเนาที่หัวหน้ารับรอง เช่น คู่มือ  "
    "signed_before ลงนามไว้แล้ว เช่น คำสั่ง ประกาศ  external เอกสารหน่วยงานอื่น เช่น พระราชบัญญัติ  data ไฟล์ข้อมูล เช่น ตาราง Excel  "
    "web หน้าเว็บ เช่น ถามตอบ",
)
@click.option("--group", metavar="GROUP", help="ส่งในนามกลุ่มนี้")
@click.option("--covers", type=BUDDHIST_YEAR, multiple=True, metavar="YYYY", help="ปีงบประมาณที่ข้อมูลครอบคลุม")
@click.option("--number", metavar="NUMBER", help="เลขที่ของเอกสารที่ลงนามไว้แล้ว")
@click.option("--date", "dated", callback=thai_date, metavar="DATE", help="วันที่ของเอกสารที่ลงนามไว้แล้ว")
@click.option("--add", is_flag=True, help="เพิ่มจากที่ส่งไว้เดิม")
@click.option("--part", metavar="PART", help="งวดของข้อมูล เช่น ตุลาคม  2568-10  หรือ 1 (งวดแรก)  ไม่ระบุ: งวดแรกที่ยังไม่เผยแพร่")
@click.option(
    "--sign-at",
    metavar="PAGE:X,Y",
    help="ที่ลงนามของหัวหน้าในไฟล์ PDF หรือ Word ของตนเอง: หน้า  ระยะจากขอบซ้าย  และจากขอบบน (ซม.) ถึงกึ่งกลางช่องลงนาม "
    "(กว้าง 6 สูง 1.7 ซม.) เช่น 2:12.5,24  หลายไฟล์: แผน.pdf=2:12.5,24  ไม่ระบุ: ต่อท้ายด้วยแผ่นลงนาม",
)
@click.option("--preview", type=PATH, metavar="FILE.png", help="ดูก่อนว่าช่องลงนามอยู่ตรงไหน: เขียนภาพลงไฟล์นี้ ยังไม่ส่ง")
@YEAR
@json_option
@shared_options
def contribute(
    item: str,
    files: tuple[Path, ...],
    url: str | None,
    with_query: bool,
    nil: str | None,
    duty: str | None,
    group: str | None,
    covers: tuple[int, ...],
    number: str | None,
    dated: date | None,
    add: bool,
    part: str | None,
    sign_at: str | None,
    preview: Path | None,
    year: int | None,
) -> None:
    from workflow.services.collection.contributing import Contribution
    from workflow.services.collection.contributing import contribute as hand_in

    here = counter()
    if preview is not None:
        _show_place(files, sign_at, preview)
        return
    given = Contribution(
        files=files, url=url, with_query=with_query, nil_reason=nil, duty=duty, group=group, years=covers,
        number=number, dated=dated, add=add, sign_at=sign_at, part=part,
    )  # fmt: skip
    done = hand_in(here.office(), here.login(), item, given, agree=_who_replaces(here.language), year=year)
    if here.json:
        told = notices_json(done.notices, here.language)
        print_json(
            {"item": done.item, "group": done.group, "files": done.files, "accepted": done.accepted,
             "year_part": done.part, "replaced": done.replaced, "told": told}
        )  # fmt: skip
        return
    what = ", ".join(done.files) or tr("แจ้งว่าไม่มีข้อมูล", here.language)
    waits = "" if done.accepted else tr("  รอกลุ่มที่รวบรวมรับ", here.language)
    of = f"  {tr('งวด', here.language)} {title(done.part, here.language)}" if done.part is not None else ""
    click.echo(fitted(f"✓ {done.item}{of}  {what}{waits}", "    "))
    if done.replaced:
        names = ", ".join(done.replaced)
        click.echo(fitted("  " + tr("แทนที่ของเดิม: {files}", here.language, files=names), "    "))
    say_notices(done.notices, here.language)
    say_next([done.item])


def _who_replaces(language: str) -> Callable[[Sequence[str]], bool] | None:
    """How a person is asked before what the group handed in is replaced; a script is not."""
    if counter().json or not sys.stdin.isatty():
        return None

    def ask(files: Sequence[str]) -> bool:
        text = tr("กลุ่มส่งไว้แล้ว: {files}  ไฟล์ใหม่จะแทนที่ทั้งหมด (ใส่ --add เพื่อเพิ่มแทน)", language, files=", ".join(files))
        click.echo(fitted(text), err=True)
        return click.confirm(tr("แทนที่หรือไม่", language), default=False, err=True)

    return ask


def _show_place(files: tuple[Path, ...], sign_at: str | None, preview: Path) -> None:
    """Write the picture of the page with the box on it."""
    from workflow.services.collection.signature_position import place_preview, read_place

    here = counter()
    if sign_at is None or not files:
        told = tr("--preview ใช้กับ FILE และ --sign-at", here.language)
        raise click.UsageError(told)
    if preview.suffix.lower() != ".png":  # a slip must not overwrite the document itself
        raise click.UsageError(tr("--preview ต้องเป็นชื่อไฟล์ .png", here.language))
    picture = place_preview(here.office(), files, sign_at)
    try:
        preview.write_bytes(picture)
    except OSError as error:
        folder = str(preview.parent)
        raise BadInput("folder_not_writable", folder=folder, detail=error.strerror or str(error)) from error
    _, place = read_place(sign_at, [one_line(path.name) for path in files])
    facts = {"file": str(preview), "page": place.page}
    lang = here.language
    text = f"{messages.say('sign_at_shown', facts, lang)}\n{messages.do('sign_at_shown', facts, lang)}"
    _said(messages.wrap(text, 78, ""), picture=str(preview), handed_in=False)


@click.command(help="กลุ่มที่รวบรวมรับข้อมูลของกลุ่มที่ส่งมา  ระบุได้หลายกลุ่ม หรือ --all ทุกกลุ่มที่ส่งแล้ว")
@click.argument("item")
@click.argument("groups", nargs=-1, metavar="[GROUP]...")
@click.option("--all", "everything", is_flag=True, help="ทุกกลุ่มที่ส่งแล้วและยังไม่ได้รับ")
@YEAR
@json_option
@shared_options
def accept(item: str, groups: tuple[str, ...], everything: bool, year: int | None) -> None:
    from workflow.services.collection.contributing import accept_parts

    here = counter()
    if not groups and not everything:
        raise click.UsageError(tr("ระบุกลุ่มอย่างน้อยหนึ่งกลุ่ม หรือ --all", here.language))
    results = accept_parts(here.office(), here.login(), item, None if everything else groups, year=year)
    if not results and not here.json:
        click.echo(tr("ไม่มีกลุ่มใดของข้อนี้ที่ส่งแล้วและรอรับ", here.language))
    elif len(results) == 1 and here.json and results[0].error is None:
        print_json({"ok": True, "item": item, "group": results[0].what})
    else:
        if not here.json:
            results = [replace(r, what=f"{item}  {here.groups().get(r.what, r.what)}") for r in results]
        outcomes(results, "accept", tr("รับข้อมูลแล้ว", here.language), codes=[item])


@click.command(help="กลุ่มที่รวบรวมไม่รับข้อมูล ส่งกลับให้กลุ่มแก้ไข พร้อมเหตุผล")
@click.argument("item")
@click.argument("group")
@click.option("--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@YEAR
@json_option
@shared_options
def refuse(item: str, group: str, reason: str, year: int | None) -> None:
    from workflow.services.collection.contributing import refuse as give_back

    here = counter()
    give_back(here.office(), here.login(), item, group, reason, year=year)
    name = here.groups().get(group, group)
    _said(tr("✓ {item}  ไม่รับข้อมูลของ {group}", here.language, item=item, group=name), item=item, group=group)


@click.command(help="ยืนยันว่ามีองค์ประกอบที่ต้องมีครบ ระบุเป็นลำดับ (1 2 3) หรือ --all")
@click.argument("item")
@click.argument("elements", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="ทุกองค์ประกอบ")
@YEAR
@json_option
@shared_options
def tick(item: str, elements: tuple[str, ...], everything: bool, year: int | None) -> None:
    from workflow.services.collection.contributing import tick as confirm

    here = counter()
    done = confirm(here.office(), here.login(), item, elements, everything=everything, year=year)
    _said(
        tr("✓ {item}  ยืนยันแล้ว {count} องค์ประกอบ", here.language, item=item, count=len(done)),
        item=item,
        ticked=done,
    )


@click.group(help="ขอยกเว้นข้อกำหนดที่ยกเว้นได้ ต้องมีผู้ยืนยันจากกลุ่มอื่น  ไม่มีใครข้ามขั้นตอนได้เอง")
def exception() -> None:
    pass


@exception.command(help="ขอยกเว้นข้อกำหนด NEED ของข้อ ITEM พร้อมเหตุผล")
@click.argument("item")
@click.argument("need")
@click.option("--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@YEAR
@json_option
@shared_options
def request(item: str, need: str, reason: str, year: int | None) -> None:
    from workflow.services.collection.waivers import request_exception

    here = counter()
    number = request_exception(here.office(), here.login(), item, need, reason, year=year)
    _said(
        tr("✓ คำขอที่ {number}  รอผู้ยืนยันจากกลุ่มอื่น: oit exception confirm {number}", here.language, number=number),
        request=number, item=item, need=need,
    )  # fmt: skip


@exception.command(help="ยืนยันคำขอยกเว้น (บุคคลที่สอง จากกลุ่มอื่น)")
@click.argument("number", type=NUMBER)
@json_option
@shared_options
def confirm(number: int) -> None:
    from workflow.services.collection.waivers import confirm_exception

    here = counter()
    item = confirm_exception(here.office(), here.login(), number)
    _said(
        tr("✓ ยืนยันคำขอที่ {number} ของ {item} แล้ว", here.language, number=number, item=item),
        request=number,
        item=item,
    )


@click.command(
    help="ลงลายมือชื่อดิจิทัลในบันทึกก่อนหัวหน้าหน่วยงาน ตามลำดับ: ผู้จัดทำ ผู้อำนวยการกลุ่ม ผู้อยู่ในลำดับการเสนอ  "
    "เมื่อสำนักงานกำหนด before_head ไว้ใน office.toml"
)
@click.argument("items", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="ทุกเรื่องที่รอลงนาม")
@key_options
@YEAR
@json_option
@shared_options
def countersign(**arguments: Any) -> None:
    from workflow.services.approval.countersigning import countersign as sign

    here = counter()
    codes = codes_asked(arguments)
    results = sign(here.office(), here.login(), codes, **own_key(here, arguments), year=arguments["year"])
    if not results and not here.json:
        click.echo(tr("ไม่มีเรื่องที่ต้องดำเนินการ", here.language))
        return
    outcomes(results, "countersign", tr("ลงนามกำกับแล้ว", here.language))


def _said(text: str, **facts: object) -> None:
    here = counter()
    if here.json:
        print_json({"ok": True, **facts})
    else:
        click.echo(text)
