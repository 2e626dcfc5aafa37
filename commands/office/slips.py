"""Passwords: one's own, and the slips with one-time codes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.context import counter, json_option, new_secret, secret, shared_options
from commands.locale import tr
from commands.office.setup import said
from commands.terminal.output import print_json
from commands.terminal.screen import fitted, moment

if TYPE_CHECKING:
    from workflow.services.administration.passwords import Slip


def new_password() -> str:
    """A password of one's own, typed twice; from ``$OIT_NEW_PASSWORD`` for scripts."""
    return new_secret("OIT_NEW_PASSWORD", tr("รหัสผ่านใหม่ของท่าน", counter().language))


def print_slips(slips: Sequence[Slip], out: Path | None) -> None:
    """The slips, to be cut apart and handed over; into a file that only its owner reads, where one is named."""
    here = counter()
    if here.json:
        print_json([{"login": s.login, "name": s.name, "code": s.code, "until": s.until} for s in slips])
        return
    if not slips:
        said(tr("ทุกคนมีรหัสผ่านของตนเองแล้ว ไม่มีสลิปที่ต้องพิมพ์", here.language))
        return
    lines: list[str] = []
    for slip in slips:
        until = moment(slip.until, here.language)
        lines += [
            "✂" + "─" * 60,
            tr("{name}  ชื่อผู้ใช้ {login}", here.language, name=slip.name, login=slip.login),
            tr("รหัสใช้ครั้งเดียว  {code}  ใช้ได้ถึง {until}", here.language, code=slip.code, until=until),
            tr("เข้าสู่ระบบด้วย  oit login {login}  แล้วตั้งรหัสผ่านของท่านเอง", here.language, login=slip.login),
        ]
    text = "\n".join([*lines, "✂" + "─" * 60])
    if out is None:
        click.echo(text)
        return
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")
    said(tr("✓ เขียนสลิป {count} ใบลง {file} แล้ว พิมพ์ ตัดแจก แล้วลบไฟล์", here.language, count=len(slips), file=out))


@click.command(
    help="เปลี่ยนรหัสผ่านของตนเอง\n\nการเข้าใช้ที่เปิดอยู่ทุกเครื่องสิ้นสุด ต้องเข้าใหม่ด้วยรหัสผ่านใหม่",
    short_help="เปลี่ยนรหัสผ่านของตนเอง",
)
@json_option
@shared_options
def password() -> None:
    from commands.sessions import Sessions
    from workflow.services.administration.passwords import change_password

    here = counter()
    office, me = here.office(), here.login()
    old = secret("OIT_PASSWORD", tr("รหัสผ่านเดิม", here.language))
    change_password(office, me, old, new_password())
    Sessions(office.folder).keep(me, None)
    said(fitted(tr("✓ เปลี่ยนรหัสผ่านแล้ว เข้าใช้ใหม่ด้วย oit login {login}", here.language, login=me)), login=me)
