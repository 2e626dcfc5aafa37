"""Cycles: ``oit cycle open|import|frameworks``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.context import counter, json_option, shared_options
from commands.items.steps import PATH
from commands.locale import tr, tr_all
from commands.numbers import BUDDHIST_YEAR
from commands.terminal.output import print_json, say_reasons
from commands.terminal.screen import fitted, heading, table
from workflow.rules.errors import BadInput

if TYPE_CHECKING:
    from assessment.scoring.years import Match

KINDS = {
    "same": "เหมือนเดิม",
    "moved": "เลขข้อเปลี่ยน",
    "changed": "ชื่อคล้ายกัน ต้องยืนยัน",
    "new": "ข้อใหม่",
    "gone": "ไม่มีแล้ว",
}
STANDINGS = {"official": "ทางการ", "as_found": "ตามที่พบ", "own": "สำนักงานกำหนดเอง"}
FRAMEWORK = click.option("--framework", metavar="KEY", help="กรอบการประเมิน เช่น moe-oit")


@click.group(help="รอบการประเมิน: กรอบที่มี  นำเข้าแบบวัดของปีใหม่  เปิดรอบ", short_help="รอบการประเมิน")
def cycle() -> None:
    """Only a group."""


@cycle.command(
    name="open",
    help="เปิดรอบการประเมินของปีงบประมาณ (พ.ศ.) จากแบบวัดและตารางผู้รับผิดชอบ  "
    "กรอบที่ใช้เปิดจะเก็บไว้กับรอบ แก้ไฟล์ภายหลังไม่มีผลกับรอบที่เปิดแล้ว",
    short_help="เปิดรอบการประเมิน",
)
@click.argument("year", type=BUDDHIST_YEAR)
@FRAMEWORK
@json_option
@shared_options
def open_(year: int, framework: str | None) -> None:
    from workflow.services.administration.bootstrap import open_year

    here = counter()
    items = open_year(here.office(), here.login(), year, framework)
    if here.json:
        print_json({"ok": True, "year": year, "items": items, "framework": framework})
    else:
        click.echo(fitted(tr("✓ เปิดรอบปีงบประมาณ พ.ศ. {year}  {items} ข้อ", here.language, year=year, items=items)))


@cycle.command(name="frameworks", help="กรอบการประเมินที่มี: ที่มากับโปรแกรม และของสำนักงาน", short_help="กรอบการประเมินที่มี")
@json_option
@shared_options
def frameworks() -> None:
    from workflow.services.context.frameworks import all_frameworks

    here = counter()
    found, problems = all_frameworks(here.office())
    if here.json:
        print_json(
            [
                {
                    "framework": one.key, "fiscal_year": one.year, "body": one.body, "title": one.title,
                    "standing": one.standing.value, "items": one.item_count, "sources": list(one.sources),
                }
                for one in found
            ]
        )  # fmt: skip
        return
    heads = tr_all(("กรอบ", "ปี", "ข้อ", "สถานะ", "ผู้ประเมิน"), here.language, "cycle")
    rows = [
        (one.key, str(one.year), str(one.item_count), tr(STANDINGS[one.standing.value], here.language), one.body)
        for one in found
    ]
    table(heads, rows, (14, 5, 4, 16, 32))
    say_reasons(problems, here.language)


@cycle.command(
    name="import",
    help="นำเข้าแบบวัดของปีใหม่จาก .csv หรือ .xlsx  เทียบกับปีก่อนตามชื่อข้อ แล้ววางไฟล์แบบวัด ตารางผู้รับผิดชอบ และกรอบ "
    "ไว้ในโฟลเดอร์ของสำนักงานให้ตรวจแก้ก่อนเปิดรอบ",
    short_help="นำเข้าแบบวัดของปีใหม่",
)
@click.argument("file", type=PATH)
@click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", required=True, help="ปีงบประมาณ พ.ศ.")
@FRAMEWORK
@click.option("--same", multiple=True, metavar="O16=O17", help="ยืนยันว่าข้อของปีใหม่กับข้อของปีก่อนเป็นข้อเดียวกัน")
@click.option("--diff", is_flag=True, help="เทียบกับปีก่อนอย่างเดียว ไม่เขียนไฟล์")
@json_option
@shared_options
def import_(file: Path, year: int, framework: str | None, same: tuple[str, ...], diff: bool) -> None:
    from workflow.services.administration.next_list import import_list

    here = counter()
    found = import_list(
        here.office(), file, year, framework=framework, same=dict(map(_pair, same)), write=not diff
    )  # fmt: skip
    if here.json:
        print_json({"items": [_json(one) for one in found.matches], "carried": found.carried, "files": found.files})
        return
    counts = {kind: [one for one in found.matches if one.kind.value == kind] for kind in KINDS}
    told = "  ".join(f"{tr(KINDS[kind], here.language, 'cycle')} {len(ones)}" for kind, ones in counts.items() if ones)
    click.echo(fitted(told))
    for kind, ones in counts.items():
        if kind == "same" or not ones:
            continue
        heading(tr(KINDS[kind], here.language, "cycle"))
        for one in ones:
            click.echo(fitted(_line(one), "      "))
    if any(one.to_confirm for one in found.matches):
        click.echo()
        click.echo(fitted(tr("ข้อที่ชื่อคล้ายกันจะไม่นำอะไรมาจากปีก่อน จนกว่าจะยืนยันด้วย --same ข้อใหม่=ข้อปีก่อน", here.language)))
    if found.files:
        click.echo()
        for name in found.files:
            click.echo(f"✓ {name}")
        click.echo(fitted(tr("ตรวจแก้ไฟล์เหล่านี้ แล้วสั่ง", here.language) + f" oit cycle open {year}"))


def _pair(text: str) -> tuple[str, str]:
    from workflow.thai import NotUnderstood, item_code

    new, sign, old = text.partition("=")
    try:
        return item_code(new), item_code(old if sign else "")
    except NotUnderstood:
        raise BadInput("list_not_the_same", item=new, last_year=old) from None


def _line(one: Match) -> str:
    old = f"{one.old.code} {one.old.title}" if one.old is not None else ""
    new = f"{one.new.code} {one.new.title}" if one.new is not None else ""
    if one.old is not None and one.new is not None and one.old.title == one.new.title:
        return f"{one.old.code} → {new}"
    return " → ".join(part for part in (old, new) if part)


def _json(one: Match) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "code": one.new.code if one.new is not None else None,
        "title": one.new.title if one.new is not None else None,
        "last_year": one.old.code if one.old is not None else None,
        "last_year_title": one.old.title if one.old is not None else None,
        "likeness": str(one.likeness),
    }
