"""What is written and not in force, and accepting it: settings that carry power by two people, own pages by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import SCREEN, fitted

if TYPE_CHECKING:
    from workflow.services.administration.accepted_pages import Pages
    from workflow.services.administration.accepting import Pending


@click.group(
    help="ค่าใน office.toml ที่มีผลต่ออำนาจ (ระดับลายมือชื่อ เส้นทาง เว็บไซต์ ใบรับรองราก โปรแกรมที่สั่งงาน) มีผลเมื่อมีผู้รับสองคน  "
    "ชื่อ โทรศัพท์ และกำหนดวันมีผลทันที  หน้าเว็บใน pages มีผลเมื่อผู้ดูแลเว็บไซต์หรือผู้ดูแลโปรแกรมรับ",
    short_help="การตั้งค่าที่มีผล",
)
def settings() -> None:
    pass


@settings.command(name="show", help="ค่าที่เขียนไว้ใน office.toml แต่ยังไม่มีผล")
@json_option
@shared_options
def show() -> None:
    from workflow.services.administration.accepted_pages import pages_waiting
    from workflow.services.administration.accepting import pending

    office = counter().office()
    _tell(pending(office), settled=False, pages=pages_waiting(office))


@settings.command(
    name="accept",
    help="รับค่าที่เปลี่ยนทั้งหมด: ผู้ดูแลโปรแกรมคนหนึ่งขอ แล้วอีกคนหนึ่ง (ผู้ดูแลอีกคน หัวหน้า รองหัวหน้า หรือผู้อำนวยการกลุ่ม) สั่งคำสั่งเดียวกัน "
    "หรือ oit request confirm  หน้าเว็บใน pages รับได้คนเดียว",
    short_help="รับค่าและหน้าเว็บที่เปลี่ยน",
)
@json_option
@shared_options
def accept_() -> None:
    from workflow.rules.errors import WrongRole
    from workflow.services.administration.accepted_pages import accept_pages
    from workflow.services.administration.accepting import accept, pending

    here = counter()
    office, me = here.office(), here.login()
    try:
        pages = accept_pages(office, me)
    except WrongRole:
        pages = None  # the second of two, for the settings alone
        if not pending(office).changes:
            raise
    found, request = pending(office), None
    settled = pages is not None and not found.changes
    if not settled:
        try:
            found, request = accept(office, me)
            settled = request is None
        except WrongRole:
            if pages is None:
                raise
    _tell(found, settled=settled, request=request, pages=pages)
    if not here.json and (settled or request is not None):
        done = tr("✓ รับแล้ว มีผลตั้งแต่คำสั่งถัดไป", here.language)
        waits = tr("✓ ขอแล้ว ยังไม่มีผลจนกว่าคนที่สองยืนยัน: oit request confirm {number}", here.language, number=request or 0)
        click.echo(fitted(done if settled else waits))


def _tell(found: Pending, *, settled: bool, request: int | None = None, pages: Pages | None = None) -> None:
    here = counter()
    from workflow.services.administration.accepting import shown_value

    told: list[dict[str, Any]] = [
        {"key": one.key, "accepted": one.accepted, "written": one.written} for one in found.changes
    ]
    if here.json:
        print_json(
            {"changes": told, "pages": list(pages.waiting) if pages is not None else [], "asked_by": found.asked_by,
             "settled": settled, "request": request}
        )  # fmt: skip
        return
    how = {"page_changed": "changed", "page_came": "came", "page_gone": "gone"}
    about = [(code, path) for code, name in how.items() for path in (getattr(pages, name) if pages is not None else ())]
    for code, path in about:
        click.echo(messages.wrap(f"• {messages.say(code, {'file': path}, here.language)}", SCREEN - 2, "  "))
    if not told and not about:
        click.echo(tr("ทุกค่าใน office.toml มีผลแล้ว", here.language))
    for one in found.changes:
        facts = {"key": one.key, "was": shown_value(one.accepted), "value": shown_value(one.written)}
        click.echo(messages.wrap(f"• {messages.say('setting_change', facts, here.language)}", SCREEN - 2, "  "))
    if found.asked_by is not None and not settled:
        click.echo(fitted(tr("ผู้ขอ: {login}  รออีกคนหนึ่ง", here.language, login=found.asked_by)))
