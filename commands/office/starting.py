"""The guided talk of ``oit init``: name, code, groups, emblem, site, one by one; then what comes next."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

import messages
from commands.context import Counter
from commands.locale import tr
from commands.terminal.screen import SCREEN, fitted

if TYPE_CHECKING:
    from workflow.office_files.starter import Answers


def talk(language: str, known: Sequence[tuple[str, str]]) -> Answers:
    """Ask what the first files need. Nothing is written before the last answer; Ctrl-C leaves everything as it was.

    :param known: key and name of the groups such an office usually has.
    """
    from workflow.office_files.starter import Answers, with_keys
    from workflow.thai import one_line

    click.echo(fitted(tr("โปรแกรมจะถามทีละเรื่อง แก้ไขภายหลังได้ใน office.toml  (เลิกได้ทุกเมื่อด้วย Ctrl-C)", language), ""))
    name = one_line(click.prompt(tr("ชื่อสำนักงาน", language)))
    code = one_line(click.prompt(tr("รหัสหนังสือของสำนักงาน เช่น ศธ 02xxx", language)))
    post = one_line(click.prompt(tr("ตำแหน่งหัวหน้าหน่วยงาน เช่น ศึกษาธิการจังหวัด…", language)))
    address = one_line(click.prompt(tr("ที่อยู่", language), default="", show_default=False))
    phone = one_line(click.prompt(tr("โทรศัพท์", language), default="", show_default=False))
    click.echo(tr("กลุ่มที่สำนักงานเช่นนี้มักมี:", language))
    for place, (_, group) in enumerate(known, 1):
        click.echo(f"  {place}. {group}")
    groups = tuple(known)
    if not click.confirm(tr("ใช้กลุ่มตามนี้หรือไม่", language), default=True):
        groups = with_keys(_listed(tr("ชื่อกลุ่ม (เว้นว่างเมื่อครบ)", language)) or [g for _, g in known], known)
    home = click.prompt(tr("ที่อยู่หน้าแรกของเว็บไซต์ (เว้นว่าง = ซ้อมบนเครื่องนี้ก่อน)", language), default="", show_default=False)
    own = bool(home) and click.confirm(tr("เว็บไซต์นี้สร้างด้วยโปรแกรมอื่น (WordPress Joomla Google Sites) ใช่หรือไม่", language))
    return Answers(name, code, post, address, phone, groups, home.strip(), own)


def _listed(question: str) -> list[str]:
    from workflow.thai import one_line

    found: list[str] = []
    while said := one_line(click.prompt(question, default="", show_default=False)):
        found.append(said)
    return found


def ask_emblem(folder: Path, language: str) -> None:
    """Take the picture of the emblem into ``templates/``; left empty, it can be put there later."""
    while True:
        said = click.prompt(tr("ไฟล์รูปตราครุฑ (.png) (เว้นว่าง = วางภายหลัง)", language), default="", show_default=False)
        if not said.strip():
            return
        picture = Path(said.strip())
        if picture.is_file() and picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n":
            (folder / "templates").mkdir(exist_ok=True)
            shutil.copyfile(picture, folder / "templates" / "emblem.png")
            return
        click.echo(tr("ไม่พบไฟล์ หรือไม่ใช่รูป .png", language))


def ask_administrators(language: str, logins: Sequence[str]) -> tuple[str, ...]:
    """Two people who look after the program, from those in the people's file."""
    click.echo(fitted(tr("ผู้ดูแลโปรแกรมสองคน เลือกจาก: {logins}", language, logins=", ".join(logins))))
    choice = click.Choice(list(logins))
    return tuple(
        click.prompt(tr("ชื่อผู้ใช้ของผู้ดูแลคนที่ {n}", language, n=n), type=choice, show_choices=False) for n in (1, 2)
    )


def say_files_to_fill(here: Counter, folder: Path, laid: Sequence[str]) -> None:
    """What was laid out, what to fill in, and the command that goes on."""
    names = ", ".join(laid)
    click.echo(fitted(tr("✓ วางไฟล์แล้ว: {names}", here.language, names=names)))
    lines = (
        tr("1. กรอกบุคคลใน people.csv ด้วย Excel ให้ครบทุกบรรทัด (บันทึกเป็น people.xlsx ก็ได้)", here.language),
        tr("2. กำหนดกลุ่มที่รับผิดชอบแต่ละข้อใน responsible-2566.csv", here.language),
        tr("3. สั่ง oit init {folder} อีกครั้ง", here.language, folder=folder),
    )
    for line in lines:
        click.echo(fitted(line, "   "))


def say_health(here: Counter) -> None:
    """What ``oit doctor`` finds in the new office: one line when all is well, else what is to be done."""
    from workflow.services.operations.doctor import examine

    lang = here.language
    found = [one for one in examine(here.office()).checks if one.severity == "broken"]
    for one in found:
        click.echo(fitted(f"✗ {messages.say(one.code, one.facts, lang)}"))
        click.echo(fitted(f"    {messages.do(one.code, one.facts, lang)}", "    "))
    if not found:
        click.echo(tr("✓ ตรวจสุขภาพแล้ว (oit doctor): ใช้งานได้", lang))


def say_next_commands(here: Counter, folder: Path, administrators: Sequence[str], year: int) -> None:
    """The next three commands, with who types each."""
    first, second = administrators[:2]
    lang = here.language
    click.echo(tr("ต่อไป (ทำในโฟลเดอร์ {folder}):", lang, folder=folder))
    for who, command, what in (
        (first, f"oit login {first}", tr("เข้าสู่ระบบด้วยรหัสผ่านที่เพิ่งตั้ง", lang)),
        (first, f"oit cycle open {year}", tr("เปิดรอบ หลังตรวจแก้ responsible-{year}.csv แล้ว", lang, year=year)),
        (f"{first}, {second}", "oit people codes", tr("พิมพ์สลิปรหัสแรกของทุกคน แต่ละคนตั้งรหัสผ่านของตนเอง", lang)),
    ):
        click.echo(messages.wrap(f"  {command}  — {who}: {what}", SCREEN - 2, "      "))
