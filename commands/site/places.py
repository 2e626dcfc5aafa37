"""``oit address``, ``oit site files`` and ``oit site attest``: an office that keeps its site itself."""

from __future__ import annotations

from pathlib import Path

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.items.steps import PATH
from commands.items.work import YEAR
from commands.locale import tr
from commands.terminal.output import notices_json, print_json, say_notices
from commands.terminal.screen import fitted, moment
from workflow.thai.web import readable


@click.command(
    help="ที่อยู่ของข้อบนเว็บไซต์ของสำนักงาน  ไม่ใส่ที่อยู่: ดูทั้งหมดพร้อมประวัติ  ใส่ได้หลายที่อยู่  "
    "โปรแกรมหาไฟล์ได้เองจากเนื้อไฟล์ ที่อยู่ช่วยบอกว่าควรดูที่ใดก่อน"
)
@click.argument("item")
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option("--file", "file", metavar="NAME", help="ไฟล์ที่อยู่ตรงนั้น (ไม่ใส่ = หน้าของข้อ)")
@click.option("--only", is_flag=True, help="แทนที่อยู่เดิมทั้งหมด")
@click.option("--end", is_flag=True, help="เลิกใช้ที่อยู่นี้ (ประวัติยังอยู่)")
@YEAR
@json_option
@shared_options
def address(item: str, urls: tuple[str, ...], file: str | None, only: bool, end: bool, year: int | None) -> None:
    from workflow.services.publication.addresses import addresses, end_address, record_address

    here = counter()
    if not urls:
        found = addresses(here.office(), item, year=year)
    elif end:
        found = end_address(here.office(), here.login(), item, urls, year=year)
    else:
        found = record_address(here.office(), here.login(), item, urls, file=file, only=only, year=year)
    lang = here.language
    if here.json:
        places = [
            {"url": p.url, "file": p.file, "since": p.since, "until": p.until, "recorded_by": p.recorded_by,
             "ended_by": p.ended_by}
            for p in found.places
        ]  # fmt: skip
        print_json({"item": found.item, "addresses": places, "told": notices_json(found.notices, lang)})
        return
    if not found.places:
        click.echo(tr("ข้อ {item} ยังไม่ได้บันทึกที่อยู่", lang, item=found.item))
    for p in found.places:
        click.echo(f"{found.item}  {readable(p.url)}")
        said = tr("ตั้งแต่ {since} โดย {by}", lang, since=moment(p.since, lang), by=p.recorded_by)
        if p.file:
            said = tr("ไฟล์ {file}", lang, file=p.file) + "  " + said
        if p.until is not None:
            said += tr("  เลิกใช้ {until} โดย {by}", lang, until=moment(p.until, lang), by=p.ended_by or "-")
        click.echo(fitted(f"    {said}", "    "))
    say_notices(found.notices, lang)


@click.command(
    name="files",
    short_help="นำไฟล์ออกเพื่อขึ้นเว็บไซต์ของสำนักงาน",
    help="เขียนไฟล์ที่ลงนามแล้วหรือเผยแพร่อยู่ลงโฟลเดอร์ พร้อมใบบอกว่าไฟล์ใดวางที่ใด  ไม่ระบุข้อ: ทุกข้อ  "
    "ไฟล์ที่ระงับหรือถอนแล้วจะถูกนำออกจากโฟลเดอร์นั้น",
)
@click.argument("items", nargs=-1)
@click.option("--out", type=OUT_PATH, metavar="DIR", help="โฟลเดอร์ปลายทาง (ไม่ใส่ = upload ในโฟลเดอร์ของสำนักงาน)")
@YEAR
@json_option
@shared_options
def files(items: tuple[str, ...], out: Path | None, year: int | None) -> None:
    from workflow.services.publication.handing_out import FOLDER, hand_out

    here = counter()
    office = here.office()
    done = hand_out(office, items or None, out or office.folder / FOLDER, year=year)
    if here.json:
        print_json(
            {
                "folder": str(done.folder),
                "sheet": str(done.sheet),
                "items": [
                    {
                        "code": i.code, "waiting": i.waiting, "links": i.links, "texts": i.texts, "addresses": i.places,
                        "files": [
                            {"path": f.path, "name": f.name, "sha256": f.sha256, "size": f.size, "new": f.new}
                            for f in i.files
                        ],
                    }
                    for i in done.items
                ],
                "take_off": [
                    {"code": t.code, "files": t.files, "addresses": t.places, "retracted": t.retracted}
                    for t in done.take_off
                ],
                "removed": done.removed,
            }
        )  # fmt: skip
        return
    lang = here.language
    for one in done.items:
        what = ", ".join([*(f.name for f in one.files), *one.links, *one.texts])
        new = tr("  (ใหม่)", lang) if one.waiting else ""
        click.echo(fitted(f"✓ {one.code}  {what}{new}", "    "))
    for gone in done.take_off:
        what = ", ".join(gone.files) or "-"
        click.echo(fitted(tr("✗ {item}  นำออกจากเว็บไซต์: {files}", lang, item=gone.code, files=what), "    "))
    click.echo()
    click.echo(fitted(tr("ใบนำขึ้นเว็บไซต์: {sheet}", lang, sheet=done.sheet), "    "))


@click.command(
    name="attest",
    short_help="รับรองว่าเปิดดูแล้วเห็น เมื่อโปรแกรมบอกไม่ได้",
    help="ผู้ที่ไม่ใช่ผู้เผยแพร่เปิดเว็บไซต์ดู แล้วนำไฟล์ที่ดาวน์โหลดจากที่นั้นมาเทียบกับฉบับที่ลงนามทุกไบต์  "
    "ใช้เมื่อผลตรวจเป็น “บอกไม่ได้” เท่านั้น  ผลแสดงว่า “ตรวจโดยบุคคล”",
)
@click.argument("item")
@click.option("--file", "brought", type=PATH, multiple=True, metavar="FILE", help="ไฟล์ที่ดาวน์โหลดจากหน้าเว็บ (ซ้ำได้)")
@click.option("--screenshot", type=PATH, required=True, metavar="PNG", help="ภาพหน้าจอที่เห็น")
@click.option("--url", required=True, metavar="URL", help="ที่อยู่ที่เปิดดู")
@YEAR
@json_option
@shared_options
def attest(item: str, brought: tuple[Path, ...], screenshot: Path, url: str, year: int | None) -> None:
    from workflow.services.publication.sightings import attest as record

    here = counter()
    seen = record(here.office(), here.login(), item, files=brought, screenshot=screenshot, url=url, year=year)
    if here.json:
        print_json({"item": seen.item, "revision": seen.revision, "url": seen.url, "name": seen.name})
        return
    told = tr("✓ {item}  ตรวจโดยบุคคล: {name} เปิดดูที่ {url}", here.language, item=seen.item, name=seen.name, url=url)
    click.echo(messages.wrap(told, 78, "    "))
