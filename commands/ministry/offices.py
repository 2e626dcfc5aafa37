"""``oit ministry prepare`` and ``oit ministry office``: the database of many offices and its list."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.context import OUT_PATH, backup_passphrase, counter, json_option, new_backup_passphrase, shared_options
from commands.items.steps import PATH
from commands.locale import tr
from commands.ministry.address import database_option, opened
from commands.ministry.reporting import report
from commands.ministry.views import progress, score, show
from commands.ministry.working import watch
from commands.terminal.output import print_json
from commands.terminal.screen import day, fitted, table

if TYPE_CHECKING:
    from workflow.services.operations.trusting import Trusted


@click.group(
    help="หลายสำนักงานในฐานข้อมูล PostgreSQL เดียว: ยอดรวม จังหวัด สำนักงานที่ต้องติดตามพร้อมเหตุ และทะเบียนสำนักงาน\n\n"
    "ดูได้อย่างเดียว ไม่มีใครทำแทนสำนักงาน  (คู่มือ docs/scale.md)",
    short_help="ภาพรวมหลายสำนักงาน",
)
def ministry() -> None:
    pass


@ministry.command(
    help="เตรียมฐานข้อมูลของหลายสำนักงาน: ตาราง การแบ่งข้อมูลตามสำนักงาน และบทบาท oit_office, oit_inspector, oit_totals "
    "ใช้บัญชีเจ้าของฐานข้อมูล ทำซ้ำได้",
    short_help="เตรียมฐานข้อมูลของหลายสำนักงาน",
)
@database_option
@json_option
@shared_options
def prepare(database: str | None) -> None:
    import wiring
    from workflow.services.ministry.office_list import prepare as make

    here = counter()
    jobs = wiring.jobs()
    made = make(opened(database), jobs.prepare_jobs if jobs is not None else None)
    if here.json:
        print_json({"roles_made": made, "workers": jobs is not None})
        return
    click.echo(tr("✓ ตารางและสิทธิพร้อมแล้ว", here.language))
    click.echo(fitted(tr("  บทบาทที่สร้างใหม่: {roles}", here.language, roles=", ".join(made) or "–")))
    if jobs is None:
        click.echo(fitted(tr("  งานเบื้องหลัง: ไม่ได้ติดตั้งส่วนเสริม ministry (ไม่จำเป็นต้องใช้)", here.language)))
    text = tr("  ขั้นต่อไป: สร้างบัญชีที่เป็นสมาชิกของบทบาท เช่น CREATE ROLE ชื่อ LOGIN IN ROLE oit_office", here.language)
    click.echo(fitted(text))


@ministry.group(help="ทะเบียนสำนักงาน: ขึ้นทะเบียน รับเข้า ย้ายออก ปิด", short_help="ทะเบียนสำนักงาน")
def office() -> None:
    pass


@office.command(
    help="ขึ้นทะเบียนสำนักงานของโฟลเดอร์ SOURCE ที่ใช้ฐานข้อมูลนี้อยู่แล้ว  หรือรับสำนักงานจากไฟล์สำรอง SOURCE เข้าสู่ฐานข้อมูลนี้ "
    "แล้ววางโฟลเดอร์ไว้ที่ DIR  เลขทะเบียนและบันทึกเหตุการณ์คงเดิมทุกรายการ",
    short_help="ขึ้นทะเบียน หรือรับสำนักงานเข้า",
)
@click.argument("source", type=PATH)
@click.argument("folder", metavar="[DIR]", type=PATH, required=False)
@click.option("--province", metavar="NAME", help="จังหวัด (ไม่ระบุ: ตาม office.toml)")
@click.option(
    "--program", metavar="URL", envvar="OIT_OFFICE_DATABASE",
    help="ฐานข้อมูลเดียวกันตามบัญชีของโปรแกรม ที่จะเขียนใน office.toml (หรือตัวแปร $OIT_OFFICE_DATABASE)",
)  # fmt: skip
@click.option("--confirm", is_flag=True, help="เชื่อถือสิ่งที่แสดงโดยไม่ถาม (ในสคริปต์)")
@database_option
@json_option
@shared_options
def add(
    source: Path, folder: Path | None, province: str | None, program: str | None, confirm: bool, database: str | None
) -> None:
    import wiring
    from workflow.office_files.settings import Settings
    from workflow.services.ministry.office_list import add as put

    here, keeper = counter(), opened(database)
    if not source.is_dir():
        if folder is None or program is None:
            raise click.UsageError(tr("รับจากไฟล์สำรองต้องระบุ DIR และ --program", here.language))
        _bring_in(source, folder, program, confirm)
    settings = Settings.load(folder or source)
    where = province if province is not None else settings.office.province
    put(keeper, settings.office.key, where, wiring.SystemClock().now())
    if here.json:
        print_json({"office": settings.office.key, "province": where, "folder": str(folder or source)})
        return
    told = tr("✓ ขึ้นทะเบียนแล้ว: {name} จังหวัด {province}", here.language, name=settings.office.name, province=where or "–")
    click.echo(fitted(told))


def _bring_in(file: Path, folder: Path, program: str, confirm: bool) -> None:
    import wiring
    from commands.office.keep import say_trusted
    from workflow.services.operations.restore import restore

    here = counter()

    def trust(trusted: Trusted) -> bool:
        say_trusted(trusted, here.language)
        if confirm or not sys.stdin.isatty():
            return confirm
        return click.confirm(tr("กู้ข้อมูลและเชื่อถือสิ่งเหล่านี้หรือไม่", here.language), err=True)

    done = restore(file, folder, wiring.build, database=program, passphrase=backup_passphrase, confirm=trust)
    told = tr("  ตรวจแล้ว: เหตุการณ์ {entries} รายการ  ข้อมูล {rows} แถว  ไฟล์ {files} ไฟล์", here.language,
              entries=done.entries, rows=done.rows, files=done.files)  # fmt: skip
    click.echo(told, err=here.json)


@office.command(name="list", help="สำนักงานทุกแห่งในทะเบียน รวมที่ย้ายออกและปิดแล้ว", short_help="สำนักงานในทะเบียน")
@database_option
@json_option
@shared_options
def list_(database: str | None) -> None:
    from workflow.services.ministry.office_list import offices

    here = counter()
    found = offices(opened(database))
    if here.json:
        told = ("key", "name", "province", "closed_at", "closed_as")
        print_json({"offices": [{name: getattr(one, name) for name in told} for one in found]})
        return
    words = {"moved": tr("ย้ายออก", here.language), "closed": tr("ปิด", here.language)}
    heads = [tr(one, here.language, "ministry") for one in ("รหัส", "สำนักงาน", "จังหวัด", "สถานะ")]
    rows = []
    for one in found:
        standing = ""
        if one.closed_at is not None and one.closed_as is not None:
            standing = f"{words[one.closed_as]} {day(one.closed_at, here.language)}"
        rows.append([one.key, one.name, one.province, standing])
    table(heads, rows, [14, 26, 14, 18])


@office.command(
    help="ย้ายสำนักงานของโฟลเดอร์ DIR ออกเป็นไฟล์เดียว  ปิดการบันทึกที่นี่ก่อน เขียนไฟล์ กู้ไฟล์นั้นขึ้นมาตรวจบันทึกเหตุการณ์ แล้วจึงบอกว่าเสร็จ "
    "หากไม่ผ่าน สำนักงานใช้งานที่นี่ได้ต่อ",
    short_help="ย้ายออกเป็นไฟล์เดียว",
)
@click.argument("folder", metavar="DIR", type=PATH)
@click.argument("file", type=OUT_PATH)
@click.option("--reason", required=True, metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@click.option(
    "--lock", is_flag=True, help="ใส่รหัสผ่าน (12 ตัวอักษรขึ้นไป) ผู้ไม่รู้รหัสเปิดหรือแก้ไฟล์ไม่ได้  ถามบนจอ หรือ $OIT_BACKUP_PASSPHRASE"
)
@database_option
@json_option
@shared_options
def move(folder: Path, file: Path, reason: str, lock: bool, database: str | None) -> None:
    import wiring
    from workflow.services.ministry.moving import move_out

    here = counter()
    passphrase = new_backup_passphrase() if lock else None
    leaving = wiring.build(folder)
    try:
        done = move_out(
            opened(database), leaving, file, reason, wiring.SystemClock().now(), wiring.build, passphrase=passphrase
        )
    finally:
        leaving.close()
    if here.json:
        print_json({"office": done.office, "file": str(file), "sha256": done.archive.sha256,
                    "entries": done.archive.entries, "files": done.archive.files})  # fmt: skip
        return
    told = tr("✓ ย้าย {office} ออกแล้ว: {file}  เหตุการณ์ {entries} รายการ  ไฟล์ {files} ไฟล์\n  SHA-256 {sha256}",
              here.language, office=done.office, file=file, entries=done.archive.entries, files=done.archive.files,
              sha256=done.archive.sha256)  # fmt: skip
    click.echo(told)
    click.echo(fitted(tr("  เปิดที่ใหม่ด้วย oit restore {file} DIR  โฟลเดอร์เดิมปิดแล้ว (office.toml.moved)", here.language,
                         file=file.name)))  # fmt: skip


@office.command(help="ปิดสำนักงานที่ไม่มีแล้ว: ไม่บันทึกและไม่นับอีก  สิ่งที่บันทึกไว้ยังอยู่", short_help="ปิดสำนักงานที่ไม่มีแล้ว")
@click.argument("key")
@click.option("--reason", required=True, metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@database_option
@json_option
@shared_options
def close(key: str, reason: str, database: str | None) -> None:
    import wiring
    from workflow.services.ministry.office_list import CLOSED
    from workflow.services.ministry.office_list import close as shut

    here = counter()
    shut(opened(database), key, CLOSED, reason, wiring.SystemClock().now())
    if here.json:
        print_json({"office": key, "closed": True})
        return
    click.echo(tr("✓ ปิดสำนักงาน {office} แล้ว", here.language, office=key))


ministry.add_command(progress)
ministry.add_command(score)
ministry.add_command(watch)
ministry.add_command(report)
office.add_command(show)
