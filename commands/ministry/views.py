"""``oit ministry progress|score`` and ``oit ministry office show``: what a ministry sees, on screen and as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.locale import tr
from commands.ministry.address import database_option, opened
from commands.numbers import BUDDHIST_YEAR
from commands.terminal.output import json_text, label_state, print_json
from commands.terminal.screen import day, fitted, heading, moment, table
from workflow.rules.errors import BadInput
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from workflow.ports.sheets import Cell
    from workflow.records.queries.ministry import OfficeLine, ProvinceTotal
    from workflow.services.ministry.views import Overview, Standing

YEAR = click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")
FRAMEWORK = click.option("--framework", metavar="KEY", default="moe-oit", show_default=True, help="กรอบการประเมิน")
ENDINGS = (".xlsx", ".csv", ".json")
STILL = "ministry_stands_still"
COUNTED = ("total", "published", "awaiting", "compiling", "off_site", "sure", "broken")
HEADS = {
    "province": "จังหวัด", "offices": "แห่ง", "name": "สำนักงาน", "key": "รหัส", "total": "ข้อ", "published": "เผยแพร่",
    "awaiting": "รอเห็นชอบ", "compiling": "รวบรวม", "off_site": "ถูกถอน", "sure": "พิสูจน์", "broken": "ไม่พบ",
    "moved_at": "เดินหน้าล่าสุด", "why": "เหตุที่ต้องติดตาม", "low": "ต่ำสุด", "high": "สูงสุด",
}  # fmt: skip
_WIDTHS = [12, 5, 7, 7, 8, 7, 6, 7, 5]


def _must_be_known(_context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() not in ENDINGS:
        raise click.UsageError(tr("ชื่อไฟล์ต้องลงท้ายด้วย .xlsx .csv หรือ .json", counter().language))
    return path


FILE = click.option(
    "--out", type=OUT_PATH, metavar="FILE", callback=_must_be_known, help="เขียนเป็นไฟล์ .xlsx .csv หรือ .json"
)


def head(name: str) -> str:
    return tr(HEADS[name], counter().language, "ministry")


@click.command(
    help="ยอดรวมและรายจังหวัด  --offices แสดงรายสำนักงาน  --red เฉพาะที่ต้องติดตามพร้อมเหตุทุกข้อ: ตรวจแล้วไม่พบ ระงับหรือถอนอยู่ "
    "หรือไม่เดินหน้าเกิน 30 วัน",
    short_help="ยอดรวม จังหวัด และสำนักงานที่ต้องติดตาม",
)
@click.option("--province", metavar="NAME", help="เฉพาะจังหวัดนี้ (รายสำนักงาน)")
@click.option("--offices", is_flag=True, help="รายสำนักงาน")
@click.option("--red", is_flag=True, help="เฉพาะสำนักงานที่ต้องติดตาม พร้อมเหตุ")
@click.option("--still", is_flag=True, help="เฉพาะสำนักงานที่ไม่มีข้อใดเดินหน้าเกิน 30 วัน")
@FILE
@YEAR
@FRAMEWORK
@database_option
@json_option
@shared_options
def progress(
    province: str | None,
    offices: bool,
    red: bool,
    still: bool,
    out: Path | None,
    year: int | None,
    framework: str,
    database: str | None,
) -> None:
    import wiring
    from workflow.services.ministry.views import overview, standings

    now = wiring.SystemClock().now()
    if not (offices or red or still or province):
        _tell_overview(overview(opened(database), now, framework=framework, year=year), out)
        return
    fiscal_year, found = standings(opened(database), now, framework=framework, year=year, province=province)
    chosen = [
        one for one in found
        if (one.reasons or not red) and (not still or any(reason.code == STILL for reason in one.reasons))
    ]  # fmt: skip
    _tell_standings(fiscal_year, chosen, out)


def _tell_overview(found: Overview, out: Path | None) -> None:
    here = counter()
    names = ("province", "offices", *COUNTED)
    rows = [[getattr(one, name) for name in names] for one in (*found.provinces, found.whole)]
    rows[-1][0] = tr("รวม", here.language, "ministry")
    if out is not None:
        _write(out, tr("ความก้าวหน้ารายจังหวัด", here.language), names, rows, lambda: asdict(found))
        return
    if here.json:
        print_json(asdict(found))
        return
    whole = found.whole
    heading(tr("ปีงบประมาณ {year}  {offices} สำนักงาน  {total} ข้อ", here.language, year=found.fiscal_year,
               offices=whole.offices, total=whole.total))  # fmt: skip
    table([head(name) for name in names], [[str(cell) for cell in row] for row in rows], _WIDTHS)
    click.echo(fitted(tr("  ณ {at}", here.language, at=moment(found.as_of, here.language))))


def _tell_standings(fiscal_year: int, found: Sequence[Standing], out: Path | None) -> None:
    here = counter()

    def told_json() -> dict[str, Any]:
        return {"fiscal_year": fiscal_year, "offices": [_standing_json(one) for one in found]}

    names = ("key", "name", "province", *COUNTED, "moved_at", "why")
    if out is not None:
        rows: list[list[Any]] = [
            [*(getattr(one.office, name) for name in names[:-2]),
             one.office.moved_at and one.office.moved_at.astimezone(BANGKOK).date(),
             "; ".join(_said(one))]
            for one in found
        ]  # fmt: skip
        _write(out, tr("ความก้าวหน้ารายสำนักงาน", here.language), names, rows, told_json)
        return
    if here.json:
        print_json(told_json())
        return
    heading(tr("ปีงบประมาณ {year}  {offices} สำนักงาน", here.language, year=fiscal_year, offices=len(found)))
    for one in found:
        office = one.office
        told = tr("{key}  {name} ({province})  เผยแพร่ {published}/{total} ข้อ", here.language, key=office.key,
                  name=office.name, province=office.province or "–", published=office.published,
                  total=office.total)  # fmt: skip
        click.echo(fitted(told))
        for said in _said(one):
            click.secho(fitted(f"    - {said}", "      "), fg="red")


def _said(one: Standing) -> list[str]:
    return [messages.say(reason.code, reason.facts, counter().language) for reason in one.reasons]


def _standing_json(one: Standing) -> dict[str, Any]:
    reasons = [{"code": r.code, "text": text} for r, text in zip(one.reasons, _said(one), strict=True)]
    return {**asdict(one.office), "reasons": reasons}


@click.command(
    help="ช่วงร้อยละของข้อ: ต่ำสุดคือที่พิสูจน์จากหน้าแรกแล้ว สูงสุดคือที่เผยแพร่อยู่และยังไม่พบว่าเสีย  ไม่ใช่คะแนนของกรอบการประเมิน "
    "ซึ่งสำนักงานดูได้ด้วย oit score now",
    short_help="ช่วงร้อยละของข้อที่พิสูจน์แล้ว",
)
@click.option("--province", metavar="NAME", help="เฉพาะจังหวัดนี้ (รายสำนักงาน)")
@click.option("--offices", is_flag=True, help="รายสำนักงาน")
@FILE
@YEAR
@FRAMEWORK
@database_option
@json_option
@shared_options
def score(
    province: str | None, offices: bool, out: Path | None, year: int | None, framework: str, database: str | None
) -> None:
    import wiring
    from workflow.services.ministry.views import overview, shares, standings

    here, now = counter(), wiring.SystemClock().now()
    lines: Sequence[OfficeLine] | Sequence[ProvinceTotal]
    if offices or province:
        fiscal_year, found = standings(opened(database), now, framework=framework, year=year, province=province)
        lines = [one.office for one in found]
    else:
        seen = overview(opened(database), now, framework=framework, year=year)
        fiscal_year, lines = seen.fiscal_year, [*seen.provinces, seen.whole]
    ranges = shares(lines)
    told = {"fiscal_year": fiscal_year, "as_of": now,
            "ranges": [{"name": r.name, "low": str(r.low), "high": str(r.high)} for r in ranges]}  # fmt: skip
    whole = tr("รวม", here.language, "ministry")
    names = ("name" if offices or province else "province", "low", "high")
    rows: list[list[Any]] = [[one.name or whole, one.low, one.high] for one in ranges]
    if out is not None:
        _write(out, tr("ช่วงร้อยละของข้อที่พิสูจน์แล้ว", here.language), names, rows, lambda: told)
        return
    if here.json:
        print_json(told)
        return
    heading(tr("ปีงบประมาณ {year}  ร้อยละของข้อที่พิสูจน์แล้วว่าเผยแพร่", here.language, year=fiscal_year))
    table([head(name) for name in names], [[str(cell) for cell in row] for row in rows], [48, 10, 10])


@click.command(help="สำนักงานหนึ่งแห่ง: แต่ละข้ออยู่ในสถานะใด ตั้งแต่เมื่อใด  ไม่แสดงเนื้อหา", short_help="สำนักงานหนึ่งแห่ง")
@click.argument("key")
@YEAR
@FRAMEWORK
@database_option
@json_option
@shared_options
def show(key: str, year: int | None, framework: str, database: str | None) -> None:
    import wiring
    from workflow.services.ministry.views import Standing, one_office, reasons

    here = counter()
    office, items = one_office(opened(database), key, framework=framework, year=year)
    standing = Standing(office, tuple(reasons(office, wiring.SystemClock().now())))
    if here.json:
        print_json({**_standing_json(standing), "items": [asdict(one) for one in items]})
        return
    heading(f"{office.name} ({office.province or '–'})")
    for said in _said(standing):
        click.secho(fitted(f"- {said}"), fg="red")
    heads = [tr(one, here.language, "ministry") for one in ("ข้อ", "ชื่อ", "สถานะ", "ตั้งแต่")]
    lang = here.language
    rows = [[i.code, i.title, label_state(i.state.value, lang), day(i.entered_at, lang)] for i in items]
    table(heads, rows, [5, 31, 28, 10])


def _write(
    path: Path,
    title: str,
    names: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    told: Callable[[], Mapping[str, Any]],
) -> None:
    """A table as a file, by its ending. :param told: gives the same as JSON."""
    import csv

    import wiring
    from workflow.ports.sheets import TidyTable
    from workflow.thai.cells import csv_cell

    heads, ending = tuple(head(name) for name in names), path.suffix.lower()
    try:
        if ending == ".xlsx":
            path.write_bytes(wiring.workbook([TidyTable("offices", title, heads, tuple(map(tuple, rows)))]))
        elif ending == ".json":
            path.write_text(f"{json_text(told())}\n", encoding="utf-8")
        else:
            # What an office calls itself is its own words; a spreadsheet must not take them for a formula.
            shown = [[csv_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
            with path.open("w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out).writerows([heads, *shown])
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(path.parent), detail=error.strerror or str(error)) from None
    if counter().json:
        print_json({"file": str(path), "rows": len(rows)})
    else:
        click.echo(f"✓ {path}")
