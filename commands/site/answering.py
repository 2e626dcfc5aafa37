"""``oit answers``: what is typed into the evaluators' system."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.items.work import YEAR
from commands.locale import tr, tr_all
from commands.terminal.output import print_json
from commands.terminal.screen import fitted, moment
from workflow.rules.errors import BadInput

if TYPE_CHECKING:
    from workflow.services.reports.answers import Answer

ENDINGS = (".xlsx", ".docx")


@click.group(help="คำตอบแบบวัด OIT สำหรับกรอกในระบบของผู้ประเมิน")
def answers() -> None:
    pass


@answers.command(
    short_help="คำตอบทุกข้อ เป็น .xlsx หรือ .docx",
    help="เขียนคำตอบทุกข้อตามลำดับของแบบวัด: มีหรือไม่มี ที่อยู่ คำอธิบาย และวันที่สำนักงานเห็นบนเว็บไซต์  "
    "ข้อที่ตอบว่ามีแต่ยังไม่มีผลตรวจจากเว็บไซต์จริง ทำเครื่องหมายไว้",
)
@click.argument("file", type=OUT_PATH)
@YEAR
@json_option
@shared_options
def export(file: Path, year: int | None) -> None:
    from wiring import write_answers
    from workflow.services.reports.answers import answers as gather

    here = counter()
    lang = here.language
    if file.suffix.lower() not in ENDINGS:
        raise click.UsageError(tr("ชื่อไฟล์ต้องลงท้ายด้วย .xlsx หรือ .docx", lang))
    found = gather(here.office(), year=year)
    unproven = [a.code for a in found.items if a.unproven]
    title = tr("คำตอบแบบวัด OIT ปีงบประมาณ {year}  {office}", lang, year=found.fiscal_year, office=found.office)
    notes = [tr("ณ {at}  หน้าแรก {home}", lang, at=moment(found.as_of, lang), home=found.home or "-")]
    if unproven:
        notes.append(tr("ยังไม่ได้พิสูจน์จากเว็บไซต์จริง: {items}", lang, items=", ".join(unproven)))
    heads = tr_all(("ข้อ", "ชื่อข้อ", "คำตอบ", "ที่อยู่ (URL)", "คำอธิบาย", "สำนักงานเห็นเมื่อ"), lang)
    groups = [
        (f"{tr('ตัวชี้วัดย่อย', lang)} {sub} {title_}".strip(), [(_cells(a, lang), a.unproven) for a in rows])
        for (sub, title_), rows in groupby(found.items, key=lambda a: (a.sub_indicator, a.sub_title))
    ]
    try:
        write_answers(file, title, notes, heads, groups)
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(file.parent), detail=error.strerror or str(error)) from None
    yes = sum(a.yes for a in found.items)
    if here.json:
        print_json(
            {
                "file": str(file), "fiscal_year": found.fiscal_year, "as_of": found.as_of,
                "items": [
                    {"code": a.code, "yes": a.yes, "urls": a.urls, "explanation": a.explanation, "seen": a.seen,
                     "by_person": a.by_person, "unproven": a.unproven}
                    for a in found.items
                ],
            }
        )  # fmt: skip
        return
    counts = {"yes": yes, "total": len(found.items), "unproven": len(unproven)}
    click.echo(tr("ตอบว่ามี {yes} จาก {total} ข้อ  ยังไม่ได้พิสูจน์ {unproven} ข้อ", lang, **counts))
    click.echo(fitted(f"✓ {file}"))


def _cells(one: Answer, lang: str) -> list[str]:
    answer = tr("มี", lang) if one.yes else tr("ไม่มี", lang)
    seen = moment(one.seen, lang) if one.seen is not None else ""
    if one.by_person:
        seen += " " + tr("(ตรวจโดยบุคคล: {name})", lang, name=one.by_person)
    if one.unproven:
        seen = tr("ยังไม่ได้พิสูจน์", lang)
    return [one.code, one.title, answer, "\n".join(one.urls), one.explanation, seen]
