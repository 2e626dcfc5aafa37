"""``oit export``: tables for spreadsheets; ``oit form``: spreadsheets whose columns somebody else prescribes."""

from __future__ import annotations

from pathlib import Path

import click

from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.items.steps import PATH
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import fitted

KIND_NAMES = {"text": "ข้อความ", "number": "ตัวเลข", "year": "ปี พ.ศ."}
TABLES = "items progress result estimate measures meetings resolutions"


@click.command(
    help="เขียนตารางเป็นไฟล์ Excel: หัวตารางไทย ตัวเลขเป็นตัวเลข วันที่แสดงปีพุทธศักราช  ระบุ TABLE เพื่อเลือกเฉพาะตาราง\n\n"
    f"\b\nTABLE: {TABLES}",
    short_help="ตารางเป็นไฟล์ Excel",
)
@click.argument("file", type=OUT_PATH)
@click.argument("tables", metavar="[TABLE]…", nargs=-1)
@cycle_options
@json_option
@shared_options
def export(file: Path, tables: tuple[str, ...], year: int | None) -> None:
    import wiring
    from workflow.services.reports.exports import tables as read

    here = counter()
    found = read(here.office(), tables, year=year)
    file.write_bytes(wiring.workbook(found))
    if here.json:
        print_json({"file": str(file), "tables": {one.key: len(one.rows) for one in found}})
        return
    click.echo(f"✓ {file}")
    for one in found:
        click.echo(fitted(f"  {one.title}  {tr('{count} แถว', here.language, count=len(one.rows))}"))


@click.group(
    help="แบบฟอร์ม Excel ที่ผู้อื่นกำหนดช่องไว้ เช่น ita-o16  ช่องเป็นข้อมูล สำนักงานวางของตนเองใน forms/ ได้",
    short_help="แบบฟอร์ม Excel ที่กำหนดช่อง",
)
@shared_options
def form() -> None:
    """Only a group."""


@form.command(name="list", help="แบบฟอร์มที่มี", short_help="แบบฟอร์มที่มี")
@json_option
@shared_options
def list_() -> None:
    from workflow.office_files.sheet_forms import known_forms, load_form

    here = counter()
    folder = here.office().folder
    found = [load_form(folder, key) for key in known_forms(folder)]
    if here.json:
        print_json([{"form": one.key, "title": one.title, "standing": one.standing, "sources": list(one.sources),
                     "columns": [column.head for column in one.columns]} for one in found])  # fmt: skip
        return
    for one in found:
        click.echo(
            fitted(f"{one.key}  {one.title}  {tr('{count} ช่อง', here.language, count=len(one.columns))}", "    ")
        )


@form.command(
    name="take",
    help="รับแบบฟอร์มจากไฟล์ของผู้ประเมิน (Excel หรือ CSV ว่างหรือกรอกแล้ว): หัวตารางเป็นช่องของ forms/KEY.toml",
    short_help="รับแบบฟอร์มจากไฟล์ของผู้ประเมิน",
)
@click.argument("key")
@click.argument("file", type=PATH)
@click.option("--title", required=True, metavar="TEXT", help="ชื่อแบบฟอร์ม")
@json_option
@shared_options
def take(key: str, file: Path, title: str) -> None:
    from workflow.office_files.sheet_forms import take_form

    here = counter()
    office = here.office()
    here.login()
    taken = take_form(office.folder, key, file, title=title)
    if here.json:
        print_json({"form": taken.key, "columns": [{"head": one.head, "kind": one.kind} for one in taken.columns]})
        return
    file_name = f"forms/{taken.key}.toml"
    click.echo(fitted(tr("✓ {file}  {count} ช่อง", here.language, file=file_name, count=len(taken.columns))))
    kinds = {kind: tr(name, here.language) for kind, name in KIND_NAMES.items()}
    for one in taken.columns:
        click.echo(fitted(f"  {one.head}  ({kinds[one.kind]})", "    "))
    click.echo(fitted(tr("ชนิดของช่องแก้ไขได้ในไฟล์นี้  แล้วสั่ง oit form check {key}", here.language, key=taken.key)))


@form.command(name="new", help="เขียนแบบฟอร์มเปล่าเป็นไฟล์ Excel", short_help="แบบฟอร์มเปล่า")
@click.argument("key")
@click.argument("file", type=OUT_PATH)
@json_option
@shared_options
def new(key: str, file: Path) -> None:
    import wiring
    from workflow.office_files.sheet_forms import load_form
    from workflow.ports.sheets import TidyTable
    from workflow.rules.errors import BadInput

    here = counter()
    found = load_form(here.office().folder, key)
    if file.exists():  # it may be a filled one
        raise BadInput("file_exists", file=str(file))
    file.write_bytes(wiring.workbook([TidyTable(found.key, found.key, tuple(c.head for c in found.columns), ())]))
    if here.json:
        print_json({"file": str(file), "columns": len(found.columns)})
    else:
        click.echo(f"✓ {file}")


@form.command(
    name="check",
    help="ตรวจแบบฟอร์มที่กรอกแล้ว: ช่องครบ ไม่เว้นว่าง ตัวเลขและปีถูกต้อง ก่อนส่งเป็นข้อมูล",
    short_help="ตรวจแบบฟอร์มที่กรอกแล้ว",
)
@click.argument("key")
@click.argument("file", type=PATH)
@json_option
@shared_options
def check(key: str, file: Path) -> None:
    from workflow.office_files.sheet_forms import load_form, read_form

    here = counter()
    rows = read_form(load_form(here.office().folder, key), file)
    if here.json:
        print_json({"form": key, "rows": [{head: str(value) for head, value in row.items()} for row in rows]})
    else:
        click.echo(fitted(tr("✓ {file}  {count} แถว ครบทุกช่อง", here.language, file=file.name, count=len(rows))))
