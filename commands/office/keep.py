"""Upkeep: the journal, backup and restore."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import (
    OUT_PATH,
    backup_passphrase,
    counter,
    json_option,
    new_backup_passphrase,
    shared_options,
)
from commands.cycles import cycle_options
from commands.items.steps import PATH, thai_date
from commands.locale import tr, tr_all
from commands.terminal.output import label_state, print_json
from commands.terminal.screen import SCREEN, heading, moment
from commands.terminal.working import working
from workflow.thai import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.services.operations.trusting import Trusted
    from workflow.services.queries.journal import Line, Stay, Verified


@click.group(help="บันทึกเหตุการณ์: ใครทำอะไร เมื่อใด ด้วยอำนาจใด  และการตรวจว่าไม่ถูกแก้ไข")
def journal() -> None:
    pass


@journal.command(
    name="show",
    short_help="อ่านบันทึกเหตุการณ์",
    help="เหตุการณ์ของทั้งสำนักงาน  ของข้อหนึ่ง (พร้อมเวลาที่อยู่ในแต่ละสถานะ)  ของบุคคล  หรือของวัน",
)
@click.argument("item", required=False)
@click.option("--person", metavar="NAME", help="ชื่อผู้ใช้ หรือส่วนหนึ่งของชื่อ")
@click.option("--day", callback=thai_date, metavar="DATE", help="เฉพาะวันนี้")
@click.option("--limit", type=click.IntRange(1, 1_000_000), metavar="N", help="เฉพาะ N เหตุการณ์ล่าสุด")
@cycle_options
@json_option
@shared_options
def journal_show(item: str | None, person: str | None, day: date | None, limit: int | None, year: int | None) -> None:
    from workflow.services.queries.journal import show

    here = counter()
    shown = show(here.office(), item, person=person, day=day, limit=limit, year=year)
    lang, groups = here.language, here.groups()
    if here.json:
        print_json(
            {
                "entries": [_line_json(line, lang, groups) for line in shown.lines],
                "more": shown.more,
                "states": [
                    {"state": s.state, "seconds": int(s.time.total_seconds()), "times": s.times, "now": s.now}
                    for s in shown.stays
                ],
            }
        )
        return
    if shown.more:
        older = tr("(มีเหตุการณ์ก่อนหน้าอีก {count} รายการ)", here.language, count=shown.more)
        click.echo(older)
    for line in shown.lines:
        click.echo(_told(line, lang, groups))
    if shown.stays:
        heading(tr("เวลาที่อยู่ในแต่ละสถานะ", lang))
        for stay in shown.stays:
            click.echo(_stay(stay, lang))


def _line_json(line: Line, lang: str, groups: Mapping[str, str]) -> dict[str, Any]:
    return {
        "seq": line.seq, "at": line.at, "actor": line.actor, "name": line.name, "post": line.post,
        "authority": line.authority, "item": line.item, "fiscal_year": line.fiscal_year, "kind": line.kind,
        "step": line.step, "from": line.from_state, "to": line.to_state, "facts": line.facts, "hash": line.hash,
        "text": messages.journal(line.kind, line.step, line.facts, lang, groups),
    }  # fmt: skip


def _told(line: Line, lang: str, groups: Mapping[str, str]) -> str:
    what = messages.journal(line.kind, line.step, line.facts, lang, groups)
    about = f"{line.item}  " if line.item else ""
    who = visible(f"{line.name} ({line.authority})" if line.authority else line.name)
    return messages.wrap(f"{line.seq:>5}  {moment(line.at, lang)}  {about}{what} · {who}", SCREEN - 2, " " * 25)


def _stay(stay: Stay, lang: str) -> str:
    again = tr(" ({times} ครั้ง)", lang, times=stay.times) if stay.times > 1 else ""
    now = tr("  ← ปัจจุบัน", lang) if stay.now else ""
    return f"  {label_state(stay.state, lang)}: {spent(stay.time, lang)}{again}{now}"


def spent(time: timedelta, lang: str) -> str:
    """A length of time as people say it: the two largest units."""
    minutes = int(time.total_seconds() // 60)
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    names = tr_all(("วัน", "ชั่วโมง", "นาที"), lang)
    parts = [f"{n} {name}" for n, name in zip((days, hours, minutes), names, strict=True) if n]
    return " ".join(parts[:2]) or tr("ไม่ถึงนาที", lang)


PROVES = (
    "สิ่งที่ผลนี้พิสูจน์: ผู้ที่เขียนฐานข้อมูลได้ อาจเขียนเหตุการณ์หลังลำดับที่ {until} ขึ้นใหม่ได้โดยไม่มีร่องรอย "
    "แต่เหตุการณ์ลำดับที่ 1 ถึง {until} ผูกอยู่กับบันทึกข้อความที่หัวหน้าหน่วยงานลงนามแล้ว "
    "หากแก้ไขจะไม่ตรงกับบันทึกฉบับที่เก็บไว้ที่อื่น จึงควรเก็บบันทึกที่ลงนามแล้วไว้นอกเครื่องนี้ด้วย"
)
PROVES_NOTHING_SEALED = (
    "สิ่งที่ผลนี้พิสูจน์: เหตุการณ์ต่อเนื่องกันและตรงกับสถานะของทุกข้อ แต่ยังไม่มีบันทึกข้อความที่หัวหน้าหน่วยงานลงนาม "
    "ผู้ที่เขียนฐานข้อมูลได้จึงอาจเขียนใหม่ทั้งหมดโดยไม่มีร่องรอย"
)


@journal.command(
    name="verify",
    short_help="ตรวจว่าบันทึกไม่ถูกแก้ไข",
    help="คำนวณสายโซ่ใหม่  เทียบสถานะของทุกข้อ  และเทียบกับรหัสในบันทึกข้อความที่ลงนามแล้ว",
)
@json_option
@shared_options
def journal_verify() -> None:
    from workflow.services.queries.journal import verify

    here = counter()
    office = here.office()
    with working("journal verify", here.language, quiet=here.json):
        found = verify(office)
    if here.json:
        print_json(_verified_json(found, here.language))
    else:
        _say_verified(found, here.language)
    if not found.ok:
        raise click.exceptions.Exit(1)


def _verified_json(found: Verified, lang: str) -> dict[str, Any]:
    from workflow.services.queries.journal import reasons

    return {
        "ok": found.ok,
        "entries": found.entries,
        "first_bad": found.first_bad,
        "reasons": [
            {
                "code": code,
                "entry": facts["seq"],
                "text": messages.say(code, facts, lang),
                "do": messages.do(code, facts, lang),
            }
            for code, facts in reasons(found.reasons)
        ],
        "more": found.more,
        "sealed_until": found.sealed_until,
        "seals": [{"memo": s.memo, "signed": s.signed, "seq": s.seq, "hash": s.hash} for s in found.seals],
        "head": {"seq": found.head[0], "hash": found.head[1]},
    }


def _say_verified(found: Verified, lang: str) -> None:
    from workflow.services.queries.journal import reasons

    if found.ok:
        click.secho(
            tr("✓ บันทึกเหตุการณ์ {entries} รายการ ถูกต้องครบถ้วน", lang, entries=found.entries),
            bold=True,
        )
    else:
        count = len(found.reasons) + found.more
        click.secho(
            tr("✗ บันทึกเหตุการณ์ {entries} รายการ พบสิ่งผิดปกติ {count} เรื่อง", lang, entries=found.entries, count=count),
            bold=True,
        )
        if found.first_bad is not None:
            click.echo(tr("  รายการแรกที่ผิดปกติ: ลำดับที่ {first_bad}", lang, first_bad=found.first_bad))
        for code, facts in reasons(found.reasons):
            click.echo(messages.wrap(f"- {messages.say(code, facts, lang)}", SCREEN - 2, "  "))
            click.echo(messages.wrap(f"    {messages.do(code, facts, lang)}", SCREEN - 2, "    "))
    signed = [s for s in found.seals if s.signed]
    click.echo(
        tr("  เทียบกับบันทึกข้อความ {count} ฉบับ (ลงนามแล้ว {some} ฉบับ)", lang, count=len(found.seals), some=len(signed))
    )
    click.echo()
    text = tr(PROVES, lang, until=found.sealed_until) if signed else tr(PROVES_NOTHING_SEALED, lang)
    click.echo(messages.wrap(text, SCREEN - 2))


@journal.command(
    name="go-on",
    short_help="ใช้ข้อมูลที่ย้อนกลับต่อไป (สองคน)",
    help="เมื่อฐานข้อมูลเก่ากว่าที่เครื่องนี้เคยเห็นและหาข้อมูลที่ใหม่กว่าไม่ได้แล้ว หรือเหตุการณ์ล่าสุดลงวันที่ในอนาคต: ผู้ดูแลโปรแกรมขอใช้ต่อไป "
    "แล้วคนที่สองยืนยันด้วย oit request confirm  เลขทะเบียนที่เคยออกจะไม่ออกซ้ำ",
)
@click.option("--reason", default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@json_option
@shared_options
def journal_go_on(reason: str) -> None:
    from commands.office.setup import said
    from workflow.services.operations.going_on import ask_to_go_on

    here = counter()
    number = ask_to_go_on(here.office(), here.login(), reason)
    said(tr("✓ ขอแล้ว รอคนที่สองยืนยันคำขอ {number}", here.language, number=number), request=number)


@click.command(
    short_help="สำรองข้อมูลเป็นไฟล์เดียว",
    help="สำรองข้อมูลทั้งหมดเป็นไฟล์เดียว (.zip) ขณะที่ผู้อื่นยังทำงานได้  ไม่รวมใบรับรองลายมือชื่อดิจิทัลใน keys/",
)
@click.argument("file", type=OUT_PATH)
@click.option(
    "--lock", is_flag=True, help="ใส่รหัสผ่าน (12 ตัวอักษรขึ้นไป) ผู้ไม่รู้รหัสเปิดหรือแก้ไฟล์ไม่ได้  ถามบนจอ หรือ $OIT_BACKUP_PASSPHRASE"
)
@json_option
@shared_options
def backup(file: Path, lock: bool) -> None:
    from workflow.services.operations.backup import backup as save

    here = counter()
    office, me = here.office(), here.login()
    secret = new_backup_passphrase() if lock else None
    with working("backup", here.language, quiet=here.json):
        done = save(office, me, file, passphrase=secret)
    if here.json:
        print_json(
            {"file": str(done.path), "sha256": done.sha256, "size": done.size, "entries": done.entries,
             "files": done.files, "rows": done.rows, "missing": done.missing,
             "unsound": done.unsound, "recorded": done.unrecorded is None}
        )  # fmt: skip
        return
    lang = here.language
    mb = f"{done.size / 1_000_000:.1f}"
    text = tr(
        "✓ สำรองแล้ว: {path}  {mb} MB  เหตุการณ์ {entries} รายการ  ไฟล์ {files} ไฟล์\n"
        "  SHA-256 {sha256}\n  ใบรับรองลายมือชื่อดิจิทัลใน keys/ ไม่อยู่ในไฟล์นี้ ให้เก็บแยกต่างหาก",
        lang,
        path=done.path,
        mb=mb,
        entries=done.entries,
        files=done.files,
        sha256=done.sha256,
    )
    click.echo(text)
    _say_missing(done.missing, lang)
    if done.unrecorded is not None:
        code, facts = done.unrecorded.code, done.unrecorded.facts
        click.secho(messages.wrap(messages.say(code, facts, lang), SCREEN - 2), fg="yellow", err=True)
        click.echo(messages.wrap(messages.do(code, facts, lang), SCREEN - 2), err=True)
    if done.unsound:
        facts = {"count": len(done.unsound), "detail": done.unsound[0]}
        click.secho(messages.wrap(messages.say("backup_unsound", facts, lang), SCREEN - 2), fg="yellow", err=True)
        click.echo(messages.wrap(messages.do("backup_unsound", facts, lang), SCREEN - 2), err=True)


def _say_missing(missing: tuple[str, ...], lang: str) -> None:
    if missing:
        facts = {"count": len(missing), "digest": missing[0]}
        click.secho(messages.wrap(messages.say("backup_incomplete", facts, lang), SCREEN - 2), fg="yellow", err=True)
        click.echo(messages.wrap(messages.do("backup_incomplete", facts, lang), SCREEN - 2), err=True)


def say_trusted(trusted: Trusted, lang: str) -> None:
    """On stderr, so that what is asked for as JSON stays JSON."""
    at = moment(datetime.fromisoformat(trusted.made_at), lang)
    click.secho(
        tr("ไฟล์สำรองของ {office} เมื่อ {at}  จะนำสิ่งเหล่านี้มาใช้:", lang, office=trusted.office, at=at), bold=True, err=True
    )
    for one in trusted.told:
        click.echo(messages.wrap(f"• {messages.say(one.code, one.facts, lang)}", SCREEN - 2, "  "), err=True)


@click.command(
    short_help="กู้ข้อมูลจากไฟล์สำรอง",
    help="กู้ข้อมูลจากไฟล์สำรองลงในโฟลเดอร์ว่าง DIR  ตรวจรหัสไฟล์ จำนวน และบันทึกเหตุการณ์ให้ครบก่อนบอกว่าเสร็จ",
)
@click.argument("file", type=PATH)
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--database", metavar="URL", help="ฐานข้อมูลว่างที่จะใช้ (ไม่ระบุ: SQLite ในโฟลเดอร์)")
@click.option("--confirm", is_flag=True, help="เชื่อถือสิ่งที่แสดงโดยไม่ถาม (ในสคริปต์)")
@json_option
@shared_options
def restore(file: Path, folder: Path, database: str | None, confirm: bool) -> None:
    import wiring
    from workflow.services.operations.restore import restore as bring_back

    here = counter()

    def trust(trusted: Trusted) -> bool:
        say_trusted(trusted, here.language)
        if confirm or not sys.stdin.isatty():
            return confirm
        return click.confirm(tr("กู้ข้อมูลและเชื่อถือสิ่งเหล่านี้หรือไม่", here.language), err=True)

    done = bring_back(file, folder, wiring.build, database=database, passphrase=backup_passphrase, confirm=trust)
    if here.json:
        print_json(
            {"folder": str(done.folder), "office": done.office, "made_at": done.made_at, "entries": done.entries,
             "files": done.files, "rows": done.rows, "missing": done.missing}
        )  # fmt: skip
        return
    lang = here.language
    text = tr(
        "✓ กู้ข้อมูลแล้ว: {folder}  (สำรองไว้เมื่อ {at})\n"
        "  ตรวจแล้ว: เหตุการณ์ {entries} รายการ  ข้อมูล {rows} แถว  ไฟล์ {files} ไฟล์\n"
        "  ขั้นต่อไป: นำโฟลเดอร์ keys/ ที่เก็บแยกไว้กลับมา แล้วสั่ง oit doctor และ oit site build",
        lang,
        folder=done.folder,
        at=moment(done.made_at, lang),
        entries=done.entries,
        rows=done.rows,
        files=done.files,
    )
    click.echo(text)
    _say_missing(done.missing, lang)
