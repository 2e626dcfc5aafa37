"""``oit doctor``: what is sound, what needs somebody; an older office brought up to date, lost files fetched back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import Counter, backup_passphrase, counter, json_option, secret, shared_options
from commands.items.steps import PATH
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import SCREEN

if TYPE_CHECKING:
    from workflow.services.context.office import Office


def _upgrade(office: Office, here: Counter) -> None:
    """Bring the database up to date, and say where the copy of before is; an administrator's business.

    Nobody can log in while the tables are an older program's: then the password is asked for.
    """
    from workflow.rules.errors import NotLoggedIn
    from workflow.services.administration import upgrading

    if upgrading.is_current(office):
        upgrading.must_be_administrator(office, here.login())
    else:
        if here.as_login is None and not sys.stdin.isatty():
            raise NotLoggedIn("not_logged_in")
        name = here.as_login or click.prompt(tr("ชื่อผู้ใช้ของผู้ดูแลโปรแกรม", here.language), err=True)
        asked = tr("รหัสผ่านของ {name}", here.language, name=name)
        upgrading.must_know_password(office, name, secret("OIT_PASSWORD", asked))
    copy = office.database.upgrade()
    if copy is not None and not here.json:
        said = tr("✓ ปรับรุ่นฐานข้อมูลแล้ว สำเนาก่อนปรับ:", here.language)
        click.echo(messages.wrap(f"{said} {copy.name}", SCREEN - 2, "  "))


def _repair(office: Office, here: Counter, archive: Path) -> None:
    """Fetch files of the store back from a backup, and say how many came and how many it has not."""
    from workflow.services.operations.repair import repair

    done = repair(office, archive, backup_passphrase)
    if not here.json:
        said = tr("นำไฟล์กลับมาจากไฟล์สำรอง {count} ไฟล์", here.language, count=len(done.fetched))
        if done.lost:
            said += tr("  ยังไม่พบอีก {count} ไฟล์ ลองไฟล์สำรองชุดอื่น", here.language, count=len(done.lost))
        click.echo(messages.wrap(said, SCREEN - 2, "  "))


def _baseline(office: Office, here: Counter, confirmed: bool) -> list[dict[str, Any]]:
    """Show what an office that an earlier program made brings along; ask for it once somebody says so."""
    from workflow.services.operations.baseline import ask_for, proposed

    found = proposed(office)
    if found is None:
        return []
    lang, groups = here.language, here.groups()
    told = [
        {"code": one.code, "text": messages.say(one.code, one.facts, lang, groups), "facts": dict(one.facts)}
        for one in found.told()
    ]
    if not here.json:
        click.secho(tr("รายการตั้งต้น: สิ่งที่สำนักงานมีอยู่ก่อนรุ่นนี้ ซึ่งจะบันทึกไว้ครั้งเดียว", lang), bold=True)
        for line in told:
            click.echo(messages.wrap(f"• {line['text']}", SCREEN - 2, "  "))
    if not confirmed and not here.json and sys.stdin.isatty():
        confirmed = click.confirm(tr("ขอบันทึกรายการตั้งต้นนี้หรือไม่", lang), err=True)
    if confirmed:
        number = ask_for(office, here.login(), found)
        if not here.json:
            click.echo(tr("✓ ขอแล้ว รอคนที่สองยืนยันคำขอ {number}", lang, number=number))
    return told


MARKS = {"ok": "✓", "caution": "!", "broken": "✗"}


@click.command(
    short_help="ตรวจสุขภาพของโปรแกรมและข้อมูล",
    help="ตรวจฐานข้อมูล  บันทึกเหตุการณ์  คลังไฟล์  ทะเบียนเลข  เว็บไซต์  สิทธิของไฟล์  พื้นที่ว่าง  และสิ่งที่เครื่องนี้ต้องมี",
)
@click.option(
    "--upgrade", is_flag=True,
    help="ปรับรุ่นฐานข้อมูลที่โปรแกรมรุ่นก่อนสร้างไว้ เก็บสำเนาเดิมไว้ข้างกัน แสดงรายการตั้งต้นให้ยืนยัน แล้วจึงตรวจ",
)  # fmt: skip
@click.option("--confirm", is_flag=True, help="กับ --upgrade: ขอบันทึกรายการตั้งต้นที่แสดงไว้แล้วโดยไม่ถาม (ในสคริปต์)")
@click.option("--repair", type=PATH, metavar="FILE.zip", help="นำไฟล์ในคลังที่หายหรือเสียหายกลับมาจากไฟล์สำรอง แล้วจึงตรวจ")
@json_option
@shared_options
def doctor(upgrade: bool, confirm: bool, repair: Path | None) -> None:
    import wiring
    from workflow.rules.errors import BadInput
    from workflow.services.operations.doctor import Report, examine

    here = counter()
    baseline: list[dict[str, Any]] = []
    try:
        office = here.office()
    except BadInput as refused:
        if refused.code != "no_office" or here.folder is not None:
            raise
        report = Report(wiring.check_machine())  # outside an office the machine can still be looked at
    else:
        if upgrade:
            _upgrade(office, here)
            baseline = _baseline(office, here, confirm)
        if repair is not None:
            _repair(office, here, repair)
        report = examine(office)
    lang, groups = here.language, here.groups()
    order = ("ok", "caution", "broken")
    worst = max((check.severity for check in report.checks), key=order.index, default="ok")
    if here.json:
        print_json(
            {
                "ok": report.exit_code == 0,
                "severity": worst,
                "checks": [
                    {
                        "code": check.code, "severity": check.severity, "missing": check.missing,
                        "text": messages.say(check.code, check.facts, lang, groups),
                        "do": messages.do(check.code, check.facts, lang, groups), "facts": dict(check.facts),
                    }
                    for check in report.checks
                ],
                **({"baseline": baseline} if upgrade else {}),
            }
        )  # fmt: skip
    else:
        for check in sorted(report.checks, key=lambda one: order.index(one.severity)):
            text = messages.say(check.code, check.facts, lang, groups)
            click.echo(messages.wrap(f"{MARKS[check.severity]} {text}", SCREEN - 2, "  "))
            if check.severity != "ok":
                click.echo(
                    messages.wrap(f"    {messages.do(check.code, check.facts, lang, groups)}", SCREEN - 2, "    ")
                )
        click.echo()
        click.secho(tr("ผลตรวจ: ", lang) + messages.label(worst, lang), bold=True)
    if report.exit_code:
        raise click.exceptions.Exit(report.exit_code)
