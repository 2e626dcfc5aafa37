"""``oit calendar``: by when each hand is through, what slack there is, and whose hand is late first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.locale import tr, tr_all
from commands.terminal.output import plain, print_json
from commands.terminal.screen import day, table
from messages.labels import HANDS
from workflow.thai.periods import title

if TYPE_CHECKING:
    from workflow.services.documents.work_calendar import Hand, Line


@click.command(
    help="ปฏิทินปฏิบัติงาน: แต่ละข้อและแต่ละงวดต้องส่ง รวบรวม เสนอ เผยแพร่ และตอบแบบวัดภายในวันใด  นับย้อนจากวันปิดรับคำตอบ  "
    "เหลือเวลาเท่าใด และใครช้าเป็นคนแรก  พิมพ์เป็นเอกสารแนบท้ายคำสั่งด้วย oit document new calendar"
)
@click.argument("items", nargs=-1)
@click.option("--late", is_flag=True, help="เฉพาะที่ช้า")
@cycle_options
@json_option
@shared_options
def calendar(items: tuple[str, ...], late: bool, year: int | None) -> None:
    from workflow.services.documents.work_calendar import work_calendar

    here = counter()
    lang = here.language
    found = work_calendar(here.office(), year=year, codes=items)
    lines = [line for line in found.lines if line.late is not None or not late]
    if here.json:
        print_json(
            {
                "office": found.office, "fiscal_year": found.fiscal_year, "closing": plain(found.closing),
                "as_of": plain(found.as_of), "lines": [_json(line) for line in lines],
            }
        )  # fmt: skip
        return
    heading = tr("ปฏิทินปฏิบัติงาน ปีงบประมาณ พ.ศ. {year}", lang, year=found.fiscal_year)
    click.secho(f"{heading}  {found.office}", bold=True)
    closes = tr("วันปิดรับคำตอบแบบวัด", lang)
    unknown = tr("ยังไม่ทราบ (กำหนดใน office.toml หมวด [calendar] ช่อง closing)", lang)
    click.echo(messages.wrap(f"{closes}: {day(found.closing, lang) if found.closing else unknown}", 78, "  "))
    if not lines:
        click.echo(tr("ไม่มีข้อใดช้า", lang))
        return
    names = here.groups()
    heads = tr_all(("ข้อ", "เรื่อง", "ขั้นถัดไป", "ภายในวันที่", "เหลือ"), lang, "items")
    table(heads, [_row(line, lang, names) for line in lines], (4, 22, 23, 10, 11))


def _row(line: Line, lang: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """One line of the table: the next hand, its day, and the slack."""
    # The part first: long titles are cut, and months of one item differ in nothing else.
    name = f"{title(line.part, lang)} {line.title}" if line.part is not None else line.title
    hand = line.late or next((one for one in line.hands if one.done is False), None)
    if hand is None:
        return (line.code, name, tr("เผยแพร่แล้ว", lang), "–", "–")
    return (line.code, name, _hand(hand, lang, names), day(hand.day, lang) if hand.day else "–",
            _slack(line, lang))  # fmt: skip


def _hand(hand: Hand, lang: str, names: Mapping[str, str]) -> str:
    who = ", ".join(messages.who(one, lang, names) for one in hand.who)
    return f"{HANDS[hand.hand][lang == 'en']}: {who}"


def _slack(line: Line, lang: str) -> str:
    if line.slack is None:
        return "–"
    if line.slack < 0:
        return tr("ช้า {days} วัน", lang, days=-line.slack)
    return tr("{days} วัน", lang, days=line.slack)


def _json(line: Line) -> dict[str, object]:
    return {
        "code": line.code, "title": line.title, "part": line.part, "slack": line.slack,
        "late": None if line.late is None else {"hand": line.late.hand, "who": list(line.late.who)},
        "days": {hand.hand: plain(hand.day) for hand in line.hands},
        "done": {hand.hand: hand.done for hand in line.hands},
    }  # fmt: skip
