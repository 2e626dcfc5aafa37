"""``oit site capture``: what is seen of an item now, kept so that it can be shown later."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.items.work import YEAR
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import fitted
from workflow.rules.errors import BadInput


@click.command(
    name="capture",
    short_help="เก็บสำเนาหน้าเว็บและไฟล์ตามที่เห็น",
    help="เดินตามทางที่พบข้อนี้อีกครั้ง แล้วเก็บหน้าเว็บและไฟล์ตามที่ได้รับ (WARC) ภาพหน้าจอ และรายงานลงวันที่เป็น PDF  "
    "มีตราประทับเวลาเมื่อตั้ง [signing] tsa และลายมือชื่อของสำนักงานเมื่อตั้ง [signing] seal  บอกเพียงว่าสำนักงานเห็นเมื่อใด",
)
@click.argument("item")
@click.option("--out", type=OUT_PATH, metavar="DIR", help="คัดลอกลงโฟลเดอร์นี้ด้วย")
@YEAR
@json_option
@shared_options
def capture(item: str, out: Path | None, year: int | None) -> None:
    from workflow.services.publication.keeping import capture as keep

    here = counter()
    kept = keep(here.office(), here.login(), item, year=year)
    files = {f"{kept.item}.warc.gz": kept.warc, f"{kept.item}.pdf": kept.report}
    if kept.stamp is not None:
        files[f"{kept.item}.warc.gz.tst"] = kept.stamp
    if out is not None:
        try:
            out.mkdir(parents=True, exist_ok=True)
            for name, (_, path) in files.items():
                shutil.copyfile(path, out / name)
        except OSError as error:
            raise BadInput("folder_not_writable", folder=str(out), detail=error.strerror or str(error)) from None
    if here.json:
        print_json(
            {
                "item": kept.item, "pages": kept.pages, "browser": kept.browser, "warc": kept.warc[0],
                "report": kept.report[0], "stamp": kept.stamp[0] if kept.stamp else None,
                "sealed": kept.sealed,
            }
        )  # fmt: skip
        return
    lang = here.language
    told = tr("✓ {item}  เก็บ {pages} หน้าและไฟล์แล้ว", lang, item=kept.item, pages=kept.pages)
    stamped = tr("มีตราประทับเวลา", lang) if kept.stamp else tr("ไม่มีตราประทับเวลา", lang)
    sealed = tr("ลงลายมือชื่อของสำนักงานแล้ว", lang) if kept.sealed else tr("ไม่มีลายมือชื่อของสำนักงาน", lang)
    click.echo(fitted(f"{told}  {stamped}  {sealed}", "    "))
    for name, (_, path) in files.items():
        click.echo(fitted(f"    {out / name if out is not None else path}", "      "))
