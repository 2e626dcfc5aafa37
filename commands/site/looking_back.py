"""``oit site history`` and ``oit site report``: what was seen, and when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.items.steps import thai_date
from commands.items.work import YEAR
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import day, fitted, moment, table
from workflow.ports.site import Severity
from workflow.rules.errors import BadInput
from workflow.thai.web import readable

BLOCKS = {
    None: "·", Severity.OK: "█", Severity.CAUTION: "▓", Severity.UNKNOWN: "?", Severity.BROKEN: "▁",
    Severity.DANGER: "!",
}  # fmt: skip
MONTHS = 6
LOOKS = 12


@click.command(
    name="history",
    short_help="เคยเห็นข้อนี้บนเว็บไซต์เมื่อใด",
    help="สิ่งที่สำนักงานเห็นบนเว็บไซต์ของข้อหนึ่ง รายวัน  --on: วันนั้นเห็นหรือไม่  --svg: แผนภาพเป็นไฟล์  "
    "บอกเพียงว่าเห็นเมื่อใด ไม่ได้ยืนยันช่วงเวลาระหว่างนั้น",
)
@click.argument("item")
@click.option("--on", "on", callback=thai_date, metavar="DATE", help="ถามถึงวันนี้ เช่น 30/4/2566")
@click.option("--svg", type=OUT_PATH, metavar="FILE", help="เขียนแผนภาพลงไฟล์ .svg")
@YEAR
@json_option
@shared_options
def history(item: str, on: date | None, svg: Path | None, year: int | None) -> None:
    from workflow.services.watching.history import history as look_back
    from workflow.services.watching.history import months

    here = counter()
    office, lang = here.office(), here.language
    found = look_back(office, item, on=on, year=year)
    rows = months(found.days, office.today(), MONTHS)
    if svg is not None:
        _write(svg, office.site.chart(f"{found.code} {found.title}", rows))
        if not here.json:
            click.echo(tr("แผนภาพ: {file}", lang, file=svg))
    if here.json:
        print_json(
            {
                "code": found.code, "fiscal_year": found.fiscal_year, "looks": [_look(one) for one in found.looks],
                "seen_by_person": [{"at": s.at, "name": s.name, "url": s.url} for s in found.sights],
                "on": None if found.answer is None else {
                    "day": found.answer.day, "looks": [_look(one) for one in found.answer.looks],
                    "before": _look(found.answer.before) if found.answer.before else None,
                    "after": _look(found.answer.after) if found.answer.after else None,
                },
            }
        )  # fmt: skip
        return
    click.secho(fitted(f"{found.code}  {found.title}", "    "), bold=True)
    if found.answer is not None:
        _say_answer(found.answer, lang)
    click.echo()
    for first, seen in rows:
        click.echo(f"{first.month:02d}/{first.year + (543 if lang == 'th' else 0)}  {''.join(BLOCKS[s] for s in seen)}")
    legend = "  ".join(f"{BLOCKS[s]} {messages.proof(s, None, lang)}" for s in Severity)
    click.echo(fitted(f"         {legend}  {BLOCKS[None]} {tr('ไม่ได้ดู', lang)}", "         "))
    if found.looks:
        click.echo()
        cells = [
            (moment(one.at, lang), messages.proof(one.severity, one.kind, lang), readable(one.address or "–"),
             "–" if one.sealed is None else tr("ครบ", lang) if one.sealed else tr("ไม่ตรง", lang))
            for one in reversed(found.looks[-LOOKS:])
        ]  # fmt: skip
        table((tr("เมื่อ", lang), tr("ผลตรวจ", lang), tr("ที่อยู่", lang), tr("ผนึก", lang)), cells, (16, 26, 26, 6))
    for s in found.sights:
        said = tr(
            "ตรวจโดยบุคคล: {name} เปิดดูที่ {url} เมื่อ {at}", lang, name=s.name, url=readable(s.url), at=moment(s.at, lang)
        )
        click.echo(fitted(f"- {said}"))


def _say_answer(answer: Any, lang: str) -> None:
    on = day(answer.day, lang)
    if answer.looks:
        for one in answer.looks:
            facts = {
                "at": moment(one.at, lang),
                "seen": messages.proof(one.severity, one.kind, lang),
                "url": readable(one.address or "–"),
            }
            click.echo(fitted(tr("สำนักงานเปิดดูเมื่อ {at}: {seen}  {url}", lang, **facts)))
        return
    click.echo(tr("วันที่ {on} สำนักงานไม่ได้เปิดดู", lang, on=on))
    for text, one in (("ก่อนหน้านั้น {at}: {seen}", answer.before), ("หลังจากนั้น {at}: {seen}", answer.after)):
        if one is not None:
            seen = messages.proof(one.severity, one.kind, lang)
            click.echo(fitted(f"  {tr(text, lang, at=moment(one.at, lang), seen=seen)}"))


def _look(one: Any) -> dict[str, Any]:
    return {
        "at": one.at, "kind": one.kind, "severity": one.severity, "clicks": one.clicks, "address": one.address,
        "how": one.how, "by": one.by, "revision": one.revision, "findings": one.findings, "sealed": one.sealed,
    }  # fmt: skip


@click.command(
    name="report",
    short_help="รายงานเว็บไซต์ประจำเดือน หนึ่งหน้า",
    help="รายงานหนึ่งหน้าสำหรับหัวหน้าหน่วยงาน: เห็นกี่ข้อ ข้อใดบางครั้งไม่พบ เรื่องของเว็บไซต์โดยรวม พร้อมแผนภาพรายวัน  "
    "ไม่ระบุเดือน: เดือนที่แล้ว",
)
@click.option("--month", callback=thai_date, metavar="DATE", help="วันใดก็ได้ในเดือนนั้น เช่น 1/4/2566")
@click.option("--out", type=OUT_PATH, required=True, metavar="FILE.html", help="ไฟล์ที่จะเขียน")
@json_option
@shared_options
def report(month: date | None, out: Path) -> None:
    from workflow.services.watching.monthly import month_report

    here = counter()
    office = here.office()
    made = month_report(office, month)
    _write(out, office.site.month_page(made))
    if here.json:
        print_json(
            {"file": str(out), "month": made.first, "online": made.online, "found": made.found, "looks": made.looks}
        )
        return
    counts = {"found": made.found, "online": made.online, "looks": made.looks}
    click.echo(tr("ครั้งล่าสุดเห็น {found} จาก {online} ข้อ  เปิดดู {looks} ครั้ง", here.language, **counts))
    click.echo(f"✓ {out}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(path.parent), detail=error.strerror or str(error)) from None
