"""Evidence bundles: ``evidence export`` and ``evidence check``."""

from __future__ import annotations

from pathlib import Path

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.items.steps import PATH
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import fitted

MISUSE = 2


@click.group(help="ชุดหลักฐานลายมือชื่อ: ทุกสิ่งที่ผลตรวจอ้างอิง ในไฟล์เดียว ตรวจซ้ำได้โดยไม่ต้องต่อเครือข่าย")
def evidence() -> None:
    pass


@evidence.command(
    name="export",
    help="เขียนชุดหลักฐานของข้อ ลงในโฟลเดอร์ หนึ่งไฟล์ต่อหนึ่งผลตรวจ  แล้วเทียบกับไฟล์ที่อยู่บนเว็บไซต์ที่สร้างไว้ จบด้วยรหัส 1 เมื่อไม่ตรง",
    short_help="เขียนชุดหลักฐานของข้อ",
)
@click.argument("item")
@click.option("--out", type=OUT_PATH, default=Path("evidence"), show_default=True, metavar="DIR", help="โฟลเดอร์ปลายทาง")
@cycle_options
@json_option
@shared_options
def export(item: str, out: Path, year: int | None) -> None:
    from workflow.services.queries.evidence_bundles import export as write

    here = counter()
    written = write(here.office(), item, out, year=year)
    if here.json:
        print_json(
            [
                {"paper": w.paper, "path": str(w.path), "status": w.status, "grade": w.grade, "online": w.online}
                for w in written
            ]
        )
    for w in written if not here.json else ():
        click.echo(fitted(f"✓ {w.path}"))
        result = f"{messages.label(w.status, here.language)} ({w.status})"
        grade = tr("ระดับหลักฐาน", here.language)
        told = f"    {w.paper}: {result}  {grade} {messages.grade(w.grade, here.language)}"
        click.echo(fitted(told, "    "))
        if w.online is not None:
            click.echo(fitted(f"    {messages.say(f'bundle_{w.online}', {}, here.language)}", "    "))
    if any(w.online == "differs" for w in written):
        raise click.exceptions.Exit(1)


@evidence.command(
    name="check",
    help="ตรวจชุดหลักฐานซ้ำ จากตัวมันเองเท่านั้น แล้วเทียบกับผลที่บันทึกไว้  ใช้ได้ทุกเครื่อง ไม่ต้องมีโฟลเดอร์สำนักงาน",
)
@click.argument("file", type=PATH)
@json_option
@shared_options
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    from wiring import tell_evidence

    here = counter()
    text, code = tell_evidence(file, lang=here.language, as_json=here.json, wrap=fitted)
    click.echo(text, err=code == MISUSE and not here.json)
    ctx.exit(code)
