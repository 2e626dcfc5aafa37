"""Settings that carry power: what is written and not in force, and accepting it, which takes two people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import SCREEN, fitted

if TYPE_CHECKING:
    from workflow.services.administration.accepting import Pending


@click.group(
    help="ค่าใน office.toml ที่มีผลต่ออำนาจ (ระดับลายมือชื่อ เส้นทาง เว็บไซต์ ใบรับรองราก โปรแกรมที่สั่งงาน) มีผลเมื่อมีผู้รับสองคน  "
    "ชื่อ โทรศัพท์ และกำหนดวันมีผลทันที",
    short_help="การตั้งค่าที่มีผล",
)
def settings() -> None:
    pass


@settings.command(name="show", help="ค่าที่เขียนไว้ใน office.toml แต่ยังไม่มีผล")
@json_option
@shared_options
def show() -> None:
    from workflow.services.administration.accepting import pending

    _tell(pending(counter().office()), settled=False)


@settings.command(
    name="accept",
    help="รับค่าที่เปลี่ยนทั้งหมด: ผู้ดูแลโปรแกรมคนหนึ่งขอ แล้วอีกคนหนึ่ง (ผู้ดูแลอีกคน หัวหน้า รองหัวหน้า หรือผู้อำนวยการกลุ่ม) สั่งคำสั่งเดียวกัน "
    "หรือ oit request confirm",
    short_help="รับค่าที่เปลี่ยน (สองคน)",
)
@json_option
@shared_options
def accept_() -> None:
    from workflow.services.administration.accepting import accept

    here = counter()
    found, request = accept(here.office(), here.login())
    settled = request is None
    _tell(found, settled=settled, request=request)
    if not here.json:
        done = tr("✓ รับแล้ว มีผลตั้งแต่คำสั่งถัดไป", here.language)
        waits = tr("✓ ขอแล้ว ยังไม่มีผลจนกว่าคนที่สองยืนยัน: oit request confirm {number}", here.language, number=request or 0)
        click.echo(fitted(done if settled else waits))


def _tell(found: Pending, *, settled: bool, request: int | None = None) -> None:
    here = counter()
    from workflow.services.administration.accepting import shown_value

    told: list[dict[str, Any]] = [
        {"key": one.key, "accepted": one.accepted, "written": one.written} for one in found.changes
    ]
    if here.json:
        print_json({"changes": told, "asked_by": found.asked_by, "settled": settled, "request": request})
        return
    if not told:
        click.echo(tr("ทุกค่าใน office.toml มีผลแล้ว", here.language))
    for one in found.changes:
        facts = {"key": one.key, "was": shown_value(one.accepted), "value": shown_value(one.written)}
        click.echo(messages.wrap(f"• {messages.say('setting_change', facts, here.language)}", SCREEN - 2, "  "))
    if found.asked_by is not None and not settled:
        click.echo(fitted(tr("ผู้ขอ: {login}  รออีกคนหนึ่ง", here.language, login=found.asked_by)))
