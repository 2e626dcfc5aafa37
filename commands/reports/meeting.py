"""``oit meeting``: planned on working days, called, reported; resolutions become tasks; a file for calendars."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.free_text import FREE_TEXT
from commands.items.steps import thai_date
from commands.locale import tr, tr_all
from commands.numbers import BUDDHIST_YEAR, NUMBER
from commands.reports.papers import OUT, tell_paper
from commands.reports.progress import reason_in_thai
from commands.terminal.output import print_json
from commands.terminal.screen import day, fitted, table

if TYPE_CHECKING:
    from workflow.services.reports.meetings import Planned

BODY = click.option("--body", metavar="TEXT", help="ชื่อคณะ (ปกติคณะทำงาน OIT)")


def _time(ctx: click.Context, param: click.Parameter, value: str | None) -> time | None:
    if value is None:
        return None
    from workflow.services.documents.serialization import Question, understood
    from workflow.thai import NotUnderstood

    try:
        found: time = understood(Question("time", "time", False), value)
    except NotUnderstood as error:
        raise click.BadParameter(messages.say(error.code, error.facts, counter().language)) from None
    return found


def _body(given: str | None) -> str:
    from workflow.services.reports import meetings

    return given or meetings.BODY


@click.group(help="การประชุม: วางแผน  เชิญและวาระ  รายงาน  มติที่เป็นงาน  ไฟล์ปฏิทิน", short_help="การประชุมคณะทำงาน")
@shared_options
def meeting() -> None:
    """Only a group."""


@meeting.command(
    name="days",
    help="วันหยุดราชการของปีปฏิทิน (พ.ศ.) ที่โปรแกรมเสนอ  ใส่ --write เพื่อวางไฟล์ให้สำนักงานตรวจแก้และยืนยัน "
    "(วันพืชมงคลและวันหยุดที่คณะรัฐมนตรีประกาศเพิ่มต้องเติมเอง)",
    short_help="วันหยุดราชการ",
)
@click.argument("year", type=BUDDHIST_YEAR)
@click.option("--write", is_flag=True, help="วางไฟล์วันหยุดไว้ในโฟลเดอร์ของสำนักงานให้ตรวจแก้")
@json_option
@shared_options
def days(year: int, write: bool) -> None:
    from workflow.services.reports.meetings import lay_days_off, propose_days_off

    here = counter()
    if write:
        name = lay_days_off(here.office(), year)
        told = "✓ วางไฟล์ {name} แล้ว  ตรวจแก้ให้ตรงกับประกาศ และเติมวันพืชมงคลกับวันหยุดที่คณะรัฐมนตรีประกาศเพิ่ม"
        click.echo(fitted(tr(told, here.language, name=name)))
        return
    found, confirmed = propose_days_off(here.office(), year)
    if here.json:
        print_json({"year": year, "confirmed": confirmed,
                    "days": [{"day": on, "name": name} for on, name in sorted(found.items())]})  # fmt: skip
        return
    for on, name in sorted(found.items()):
        click.echo(fitted(f"{day(on, here.language)}  {name}", "            "))
    if not confirmed:
        click.echo(fitted(_unconfirmed(year)))


def _unconfirmed(year: int) -> str:
    told = tr("วันหยุดปี {year} ยังไม่ได้ยืนยัน: สั่ง", counter().language, year=year)
    return f"! {told} oit meeting days {year} --write"


@meeting.command(
    name="plan",
    help="วางแผนประชุมเดือนละครั้ง  วันที่ตรงวันเสาร์ อาทิตย์ หรือวันหยุด เลื่อนเป็นวันทำการถัดไปพร้อมเหตุ  เดือนที่มีแผนแล้วไม่เปลี่ยน",
    short_help="วางแผนประชุม",
)
@click.option("--day", "on", type=click.IntRange(1, 31), default=20, show_default=True, metavar="N", help="วันที่ของเดือน")
@click.option("--from", "first", callback=thai_date, metavar="DATE", help="เดือนแรก (ปกติเดือนนี้)")
@click.option("--months", type=click.IntRange(1, 24), default=12, show_default=True, metavar="N", help="กี่เดือน")
@click.option("--place", default="", metavar="TEXT", help="สถานที่")
@click.option("--time", "starts", callback=_time, metavar="TIME", help="เวลาเริ่ม เช่น 9.30")
@BODY
@json_option
@shared_options
def plan_(on: int, first: date | None, months: int, place: str, starts: time | None, body: str | None) -> None:
    from workflow.services.reports.meetings import plan

    here = counter()
    found = plan(
        here.office(), here.login(), day=on, first=first, months=months, body=_body(body), place=place,
        starts=starts or time(9, 30),
    )  # fmt: skip
    _show(found)
    if not here.json:
        for year in sorted({one.year for one in found if not one.confirmed}):
            click.echo(fitted(_unconfirmed(year)))


@meeting.command(name="list", help="การประชุมทั้งหมดและมติที่ยังไม่เสร็จ", short_help="การประชุมทั้งหมด")
@click.option("--year", type=BUDDHIST_YEAR, metavar="YYYY", help="ปีปฏิทิน พ.ศ.")
@json_option
@shared_options
def list_(year: int | None) -> None:
    from workflow.services.reports.meetings import listing

    found = listing(counter().office(), year=year)
    _show(found)
    if not counter().json:
        _open(found)


@meeting.command(name="move", help="เลื่อนการประชุม หรือกำหนดสถานที่และเวลา", short_help="เลื่อนการประชุม")
@click.argument("number")
@click.option("--to", callback=thai_date, metavar="DATE", help="วันใหม่")
@click.option("--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุที่เลื่อน")
@click.option("--place", metavar="TEXT", help="สถานที่")
@click.option("--time", "starts", callback=_time, metavar="TIME", help="เวลาเริ่ม เช่น 9.30")
@BODY
@json_option
@shared_options
def move_(number: str, to: date | None, reason: str, place: str | None, starts: time | None, body: str | None) -> None:
    from workflow.services.reports.meetings import move

    here = counter()
    _show([move(here.office(), here.login(), number, to=to, place=place, starts=starts, reason=reason,
                body=_body(body))])  # fmt: skip


@meeting.command(
    name="agenda",
    help="ร่างหนังสือเชิญประชุมพร้อมระเบียบวาระ และใบลงชื่อจากคำสั่งแต่งตั้ง  เรื่องสืบเนื่องมาจากมติที่ค้างและข้อที่เกินกำหนด",
    short_help="หนังสือเชิญ วาระ และใบลงชื่อ",
)
@click.argument("number")
@BODY
@OUT
@json_option
@shared_options
def agenda(number: str, body: str | None, out: Path | None) -> None:
    from workflow.services.reports.meeting_papers import draft_invitation

    here = counter()
    memo, listed = draft_invitation(here.office(), here.login(), number, reason_in_thai, body=_body(body))
    tell_paper(listed, out, more=[memo])
    _tell_members(_body(body))


@meeting.command(
    name="report",
    help="บันทึกการประชุมที่จัดแล้ว และจัดทำรายงานการประชุมตามระเบียบ  มติเป็นงานของกลุ่มจนกว่าจะเสร็จ\n\n"
    "มติเขียนว่า 'ข้อความ @กลุ่ม ภายใน วันที่' กลุ่มและวันที่ไม่ใส่ก็ได้",
    short_help="รายงานการประชุม",
)
@click.argument("number")
@click.option("--held", callback=thai_date, metavar="DATE", help="วันที่ประชุมจริง (ปกติวันที่วางแผน)")
@click.option("--time", "starts", callback=_time, required=True, metavar="TIME", help="เวลาเริ่ม เช่น 9.30")
@click.option("--until", "ends", callback=_time, required=True, metavar="TIME", help="เวลาเลิก")
@click.option("--absent", multiple=True, metavar="NAME=REASON", help="ผู้ไม่มาประชุมและเหตุ (ใส่ได้หลายครั้ง)")
@click.option("--guest", "guests", multiple=True, metavar="NAME", help="ผู้เข้าร่วมประชุม (ใส่ได้หลายครั้ง)")
@click.option("--chair", multiple=True, metavar="TEXT", help="เรื่องที่ประธานแจ้ง (ใส่ได้หลายครั้ง)")
@click.option("--resolution", "resolutions", multiple=True, metavar="TEXT", help="มติ (ใส่ได้หลายครั้ง)")
@click.option("--other", multiple=True, metavar="TEXT", help="เรื่องอื่น ๆ (ใส่ได้หลายครั้ง)")
@BODY
@OUT
@json_option
@shared_options
def report(
    number: str, held: date | None, starts: time, ends: time, absent: tuple[str, ...], guests: tuple[str, ...],
    chair: tuple[str, ...], resolutions: tuple[str, ...], other: tuple[str, ...], body: str | None, out: Path | None,
) -> None:  # fmt: skip
    from workflow.services.reports.meeting_papers import draft_report, must_be_members
    from workflow.services.reports.meetings import hold, listing

    here = counter()
    office, login, name = here.office(), here.login(), _body(body)
    planned = {one.label: one.planned for one in listing(office) if one.body == name}
    away = {who.strip(): why.strip() for who, _, why in (one.partition("=") for one in absent)}
    must_be_members(office, login, away, body=name)
    hold(office, login, number, held or planned.get(number, office.today()), [_resolution(t) for t in resolutions],
         body=name)  # fmt: skip
    made = draft_report(
        office, login, number, reason_in_thai, starts=starts, ends=ends, guests=guests, chair=chair, other=other,
        absent=away, body=name,
    )  # fmt: skip
    tell_paper(made, out)
    _tell_members(name)


def _tell_members(body: str) -> None:
    """Where no order is known the list of names stays empty: say which order is missing."""
    from workflow.services.reports.meeting_papers import appointed

    here = counter()
    if here.json or appointed(here.office(), body=body):
        return
    told = tr("! ไม่พบคำสั่งแต่งตั้ง{body} ในระบบ รายชื่อจึงว่าง  ออกด้วย oit document new order", here.language, body=body)
    click.echo(fitted(told, "  "), err=True)


def _resolution(text: str) -> Any:
    from workflow.services.reports.meetings import resolution_of
    from workflow.thai import NotUnderstood

    try:
        return resolution_of(text)
    except NotUnderstood as error:
        raise click.BadParameter(messages.say(error.code, error.facts, counter().language)) from None


@meeting.command(name="done", help="บันทึกว่ามติข้อที่ N ของการประชุมดำเนินการแล้ว", short_help="มติดำเนินการแล้ว")
@click.argument("number")
@click.argument("resolution", type=NUMBER, metavar="N")
@BODY
@json_option
@shared_options
def done(number: str, resolution: int, body: str | None) -> None:
    from workflow.services.reports.meetings import settle

    here = counter()
    found = [settle(here.office(), here.login(), number, resolution, body=_body(body))]
    _show(found)
    if not here.json:
        _open(found)


@meeting.command(
    name="calendar", help="เขียนไฟล์ปฏิทิน (.ics) ของการประชุมที่จะมาถึง เปิดได้ใน Outlook และโทรศัพท์", short_help="ไฟล์ปฏิทิน"
)
@click.option(
    "--out", type=OUT_PATH, default=Path("meetings.ics"), show_default=True, metavar="FILE", help="ไฟล์ปลายทาง"
)
@json_option
@shared_options
def calendar(out: Path) -> None:
    import wiring
    from workflow.services.reports.meetings import coming

    here = counter()
    office = here.office()
    events = coming(office)
    out.write_bytes(wiring.calendar_file(office.settings.office.name, events, office.now()))
    if here.json:
        print_json({"file": str(out), "events": len(events)})
    else:
        click.echo(fitted(tr("✓ {file}  {count} นัด", here.language, file=out, count=len(events))))


def _show(found: list[Planned]) -> None:
    here = counter()
    if here.json:
        print_json([_json(one) for one in found])
        return
    if not found:
        click.echo(tr("ไม่มีการประชุม", here.language))
        return
    heads = tr_all(("ครั้งที่", "กำหนด", "วันประชุม", "เลื่อนเพราะ", "จัดจริง", "มติค้าง"), here.language, "meeting")
    rows = [
        (one.label, day(one.wanted, here.language), day(one.planned, here.language), one.moved_for or "–",
         day(one.held, here.language), str(sum(r.done_by is None for r in one.resolutions) or "–"))
        for one in found
    ]  # fmt: skip
    table(heads, rows, (8, 10, 10, 22, 10, 7))


def _open(found: list[Planned]) -> None:
    here = counter()
    names = here.groups()
    for one in found:
        for number, resolution in enumerate(one.resolutions, 1):
            if resolution.done_by is None:
                who = names.get(resolution.group or "", tr("ทุกกลุ่ม", here.language))
                until = f"  {tr('ภายใน', here.language)} {day(resolution.due, here.language)}" if resolution.due else ""
                click.echo(fitted(f"- {one.label} ({number}) {resolution.text}  {who}{until}", "    "))


def _json(one: Planned) -> dict[str, Any]:
    return {
        "body": one.body, "number": one.label, "wanted": one.wanted, "planned": one.planned,
        "moved_for": one.moved_for, "confirmed": one.confirmed, "held": one.held, "place": one.place,
        "time": f"{one.starts:%H:%M}", "progress": list(one.progress),
        "resolutions": [
            {"text": r.text, "group": r.group, "due": r.due or None, "done_by": r.done_by, "done_on": r.done_on or None}
            for r in one.resolutions
        ],
    }  # fmt: skip
