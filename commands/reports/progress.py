"""``oit progress`` on screen and as the monthly report; ``oit remind``: who owes what until when."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.cycles import cycle_options
from commands.locale import tr, tr_all
from commands.reports.papers import OUT, tell_paper
from commands.terminal.output import label_state, print_json, unmet_json
from commands.terminal.screen import SCREEN, day, fitted, heading
from workflow.thai import pad, truncate

if TYPE_CHECKING:
    from workflow.rules.errors import Unmet
    from workflow.services.reports.progress import Progress, Share

MARKS = "█▓░"


def reason_in_thai(reason: Unmet) -> str:
    """A reason as papers say it: Thai whatever the screen speaks."""
    return messages.say(reason.code, reason.facts, "th", counter().groups())


@click.command(
    help="ความก้าวหน้า: แท่งรายตัวชี้วัดและรายกลุ่ม  จำนวนวันในแต่ละสถานะ  ข้อที่เกินกำหนดพร้อมเหตุ  และที่เปลี่ยนจากการประชุมครั้งก่อน  "
    "ใส่ --paper เพื่อจัดทำรายงานประจำเดือน",
    short_help="ความก้าวหน้าและรายงานประจำเดือน",
)
@click.option("--paper", is_flag=True, help="จัดทำรายงานประจำเดือนเป็น Word และ PDF")
@click.option("--memo", is_flag=True, help="ร่างบันทึกข้อความนำเรื่องด้วย")
@OUT
@cycle_options
@json_option
@shared_options
def progress(paper: bool, memo: bool, out: Path | None, year: int | None) -> None:
    from workflow.services.reports.measure_papers import NOTICE, draft_cover
    from workflow.services.reports.progress import draft_month, look

    here = counter()
    if paper:
        made = draft_month(here.office(), here.login(), reason_in_thai, year=year)
        tell_paper(made, out, more=[draft_cover(here.office(), here.login(), made, NOTICE)] if memo else [])
        return
    found = look(here.office(), year=year)
    if here.json:
        print_json(_json(found))
    else:
        _show(found)


def _show(found: Progress) -> None:
    here = counter()
    lang = here.language
    published, awaiting, compiling = found.counts
    told = tr(
        "เผยแพร่แล้ว {published} ข้อ · รอความเห็นชอบ {awaiting_approval} ข้อ · กำลังรวบรวม {compiling} ข้อ · รวม {total} ข้อ",
        lang, published=published, awaiting_approval=awaiting, compiling=compiling, total=found.total,
    )  # fmt: skip
    click.secho(fitted(told), bold=True)
    if found.before is not None:
        on, was = found.before
        gains = "  ".join(f"{now - then:+d}" for now, then in zip(found.counts, was, strict=True))
        click.echo(fitted(tr("จากการประชุมครั้งก่อน {day}: {gains}", lang, day=day(on, lang), gains=gains)))
    marks = zip(MARKS, tr_all(("เผยแพร่แล้ว", "รอความเห็นชอบ", "กำลังรวบรวม"), lang, "progress"), strict=True)
    click.echo("  ".join(f"{mark} {word}" for mark, word in marks))
    heading(tr("ตัวชี้วัด", lang))
    _bars(found.indicators)
    heading(tr("กลุ่มที่รวบรวม", lang, "progress"))
    _bars(found.groups)
    heading(tr("จำนวนวันในสถานะ", lang))
    for state, days in found.days.items():
        middle = days[len(days) // 2]
        text = tr("{count} ข้อ  นานที่สุด {most} วัน  ปานกลาง {middle} วัน", lang, count=len(days), most=days[0],
                  middle=middle)  # fmt: skip
        click.echo(fitted(f"{pad(truncate(label_state(state.value, lang), 34), 34)}  {text}", "    "))
    if found.late:
        heading(tr("เกินกำหนด ({count})", lang, count=len(found.late)))
    for one in found.late:
        click.echo(fitted(f"{one.code}  {one.title}  ({tr('{days} วัน', lang, days=one.days)})", "    "))
        for reason in one.reasons:
            click.echo(messages.wrap(f"    - {messages.say(reason.code, reason.facts, lang, here.groups())}",
                                     SCREEN - 2, "      "))  # fmt: skip


def _bars(shares: Iterable[Share]) -> None:
    from assessment.charts.blocks import stacked

    lang = counter().language
    for one in shares:
        label = one.title if one.title and one.title != one.key else one.key
        label = label or tr("ยังไม่กำหนด", lang)
        counts = " ".join(f"{count:>3}" for count in one.counts)
        click.echo(f"{pad(truncate(label, 30), 30)}  {stacked(one.counts, 32, MARKS)}  {counts}")


def _json(found: Progress) -> dict[str, Any]:
    def share(one: Share) -> dict[str, Any]:
        return {"key": one.key, "title": one.title, **_three(one.counts)}

    return {
        "fiscal_year": found.fiscal_year,
        "as_of": found.as_of,
        **_three(found.counts),
        "indicators": [share(one) for one in found.indicators],
        "groups": [share(one) for one in found.groups],
        "days": {state.value: list(days) for state, days in found.days.items()},
        "late": [
            {"code": one.code, "due": one.due, "days": one.days, "state": one.state.value,
             "unmet": unmet_json(one.reasons, counter().language)}
            for one in found.late
        ],
        "before": None if found.before is None else {"day": found.before[0], **_three(found.before[1])},
        "history": [{"day": on, **_three(counts)} for on, counts in found.history],
    }  # fmt: skip


def _three(counts: tuple[int, int, int]) -> dict[str, int]:
    published, awaiting, compiling = counts
    return {
        "published": published, "awaiting_approval": awaiting, "compiling": compiling, "total": sum(counts),
    }  # fmt: skip


@click.command(
    help="ข้อความเตือนของแต่ละกลุ่ม: ข้อที่ต้องส่งหรือเกินกำหนด มาตรการและมติที่ใกล้ครบกำหนด  คัดลอกไปส่งทางไลน์หรืออีเมลได้",
    short_help="ข้อความเตือนของแต่ละกลุ่ม",
)
@click.option(
    "--days", type=click.IntRange(0, 365), default=14, show_default=True, metavar="N", help="ครบกำหนดภายในกี่วัน"
)
@click.option("--group", metavar="GROUP", help="เฉพาะกลุ่มนี้")
@cycle_options
@json_option
@shared_options
def remind(days: int, group: str | None, year: int | None) -> None:
    from workflow.services.reports.reminding import reminders

    here = counter()
    found = reminders(here.office(), days=days, group=group, year=year)
    if here.json:
        print_json([{"group": one.group, "kind": one.kind, "what": one.what, "due": one.due, "overdue": one.overdue}
                    for one in found])  # fmt: skip
        return
    names = here.groups()
    for key in dict.fromkeys(one.group for one in found):
        heading(names.get(key, tr("ทุกกลุ่ม", here.language)) if key else tr("ทุกกลุ่ม", here.language))
        for one in found:
            if one.group != key:
                continue
            until = day(one.due, here.language) if one.due else "–"
            late = f"  ({tr('เกินกำหนด', here.language, 'measure')})" if one.overdue else ""
            click.echo(fitted(f"- {one.what}  {tr('ภายใน', here.language)} {until}{late}", "  "))
    if not found:
        click.echo(tr("ไม่มีอะไรใกล้ครบกำหนด", here.language))
