"""Evidence bundles: ``evidence export`` and ``evidence check``."""

from __future__ import annotations

from pathlib import Path

import click

from commands.context import counter, json_option, shared_options
from commands.output import print_json
from commands.steps import PATH


@click.group(help="ชุดหลักฐานลายมือชื่อ: ทุกสิ่งที่ผลตรวจอ้างอิง ในแฟ้มเดียว ตรวจซ้ำได้โดยไม่ต้องต่อเครือข่าย")
def evidence() -> None:
    pass


@evidence.command(name="export", help="เขียนชุดหลักฐานของข้อ ลงในโฟลเดอร์ หนึ่งแฟ้มต่อหนึ่งผลตรวจ")
@click.argument("item")
@click.option("--out", type=PATH, default=Path("evidence"), show_default=True, metavar="DIR", help="โฟลเดอร์ปลายทาง")
@click.option("--year", type=int, metavar="YYYY", help="ปีงบประมาณ พ.ศ.")
@json_option
@shared_options
def export(item: str, out: Path, year: int | None) -> None:
    from workflow.services.evidences import export as write

    here = counter()
    written = write(here.office(), item, out, year=year)
    if here.json:
        print_json([{"paper": w.paper, "path": str(w.path), "status": w.status, "grade": w.grade} for w in written])
        return
    for w in written:
        click.echo(f"✓ {w.path}  {w.paper}  {w.status} ({w.grade})")


@evidence.command(name="check", help="ตรวจชุดหลักฐานซ้ำ จากตัวมันเองเท่านั้น แล้วเทียบกับผลที่บันทึกไว้")
@click.argument("file", type=PATH)
@json_option
@shared_options
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    from workflow.services.evidences import recheck

    here = counter()
    verdict, agrees = recheck(here.office(), file)
    if here.json:
        print_json({"status": verdict.status, "grade": verdict.grade, "agrees": agrees,
                    "reasons": [{"code": r.code, "text": r.th if here.language == "th" else r.en}
                                for r in verdict.reasons]})  # fmt: skip
    else:
        same = {"th": "ตรงกับผลที่บันทึกไว้", "en": "agrees with the recorded result"}[here.language]
        other = {"th": "ไม่ตรงกับผลที่บันทึกไว้", "en": "differs from the recorded result"}[here.language]
        click.echo(f"{'✓' if agrees else '✗'} {verdict.status} ({verdict.grade})  {same if agrees else other}")
        for r in verdict.reasons:
            click.echo(f"  · {r.th if here.language == 'th' else r.en}")
    ctx.exit(0 if agrees else 1)
