"""The parts of an item's year: ``oit parts``, and how they are told on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.locale import tr, tr_all
from commands.terminal.output import plain, print_json
from commands.terminal.screen import day
from workflow.thai.periods import Rhythm, title

if TYPE_CHECKING:
    from workflow.services.context.year_parts import PartStanding


def parts_json(parts: Sequence[PartStanding]) -> dict[str, Any] | None:
    """The parts of an item's year; ``None``: it is one whole."""
    if not parts:
        return None
    return {
        "there": sum(part.there for part in parts),
        "of": len(parts),
        "late": [part.key for part in parts if part.late],
        "parts": [plain(asdict(part)) for part in parts],
    }


def parts_label(parts: Sequence[PartStanding], lang: str) -> str:
    """``มีแล้ว 4 จาก 6 งวด``, and the next one with its day; nothing where the item's year is one whole."""
    there = sum(part.there for part in parts)
    said = tr("มีแล้ว {there} จาก {of} งวด", lang, there=there, of=len(parts)) if parts else ""
    left = next((part for part in parts if not part.there), None)
    if left is None:
        return said
    until = tr("กำหนดเผยแพร่", lang)
    return f"{said} · {tr('ถัดไป', lang)} {title(left.key, lang)} {until} {day(left.due, lang)}"


def part_line(part: dict[str, Any], lang: str) -> str:
    """One part of an item's year in one line: whether it is there, and until when it has to be."""
    stands = tr_all(("เผยแพร่แล้ว", "อยู่ระหว่างดำเนินการ", "ยังไม่มี"), lang)
    word = stands[0 if part["there"] else 1 if part["in_hand"] else 2]
    nil = f"  ({tr('ไม่มีข้อมูล', lang)}: {part['nil']})" if part["nil"] else ""
    late = f"  {tr('เลยกำหนด', lang)}" if part["late"] else ""
    mark = "✓" if part["there"] else "!" if part["late"] else "□"
    until = tr("กำหนดเผยแพร่", lang)
    return f"{mark} {title(part['key'], lang)}  {word}{nil}  {until} {day(part['due'], lang)}{late}"


@click.command(
    help="งวดของข้อที่ต้องเผยแพร่เป็นรายเดือน รายไตรมาส หรือรอบ 6 เดือน: งวดใดมีแล้ว งวดใดเลยกำหนด  "
    "เลขานุการคณะทำงาน (หรือผู้ดูแลเมื่อไม่มีเลขานุการ) กำหนดงวดด้วย --plan และวันด้วย --due"
)
@click.argument("item", required=False)
@click.option("--plan", type=click.Choice([r.value for r in Rhythm]), help="แบ่งปีของข้อนี้เป็นงวด (ก่อนส่งข้อมูล)")
@click.option("--due", "days", multiple=True, metavar="PART=DATE", help="วันที่งวดนี้ต้องเผยแพร่  ใช้กับ --plan")
@cycle_options
@json_option
@shared_options
def parts(item: str | None, plan: str | None, days: tuple[str, ...], year: int | None) -> None:
    from workflow.services.queries.status import status as read

    here = counter()
    lang = here.language
    if plan is not None or days:
        from workflow.services.collection.year_parts import plan as plan_parts

        if item is None or plan is None:
            raise click.UsageError(tr("--plan และ --due ใช้กับ ITEM หนึ่งข้อ และ --due ใช้กับ --plan", lang))
        plan_parts(here.office(), here.login(), item, Rhythm(plan), due=dict(map(_due, days)), year=year)
    found = [one for one in read(here.office(), year=year, codes=[item] if item else ()).items if one.parts or item]
    if here.json:
        print_json([{"code": one.code, "title": one.title, **(parts_json(one.parts) or {})} for one in found])
        return
    if not found:
        click.echo(tr("ไม่มีข้อใดแบ่งเป็นงวด", lang))
    for one in found:
        click.secho(f"{tr('ข้อ', lang, 'heading')} {one.code}  {one.title}".strip(), bold=True)
        click.echo(f"  {parts_label(one.parts, lang) or tr('ไม่ได้แบ่งเป็นงวด', lang)}")
        for part in one.parts:
            click.echo(messages.wrap(f"  {part_line(asdict(part), lang)}", 78, "    "))


def _due(text: str) -> tuple[str, date]:
    """``PART=DATE`` as people write both."""
    from commands.items.steps import thai_date  # the steps' options, for who writes one

    part, _, said = text.rpartition("=")
    when = thai_date(click.get_current_context(), click.Option(["--due"]), said)
    if not part or when is None:
        raise click.UsageError(tr("--due เขียนเป็น งวด=วันที่ เช่น ตุลาคม=15/11/2568", counter().language))
    return part, when
