"""``oit key``: the certificates people sign with, registered, shown to be theirs, withdrawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commands.context import OUT_PATH, counter, json_option, key_secret, shared_options
from commands.free_text import FREE_TEXT
from commands.items import elsewhere
from commands.items.steps import PATH, thai_date
from commands.locale import tr, tr_all
from commands.office.setup import said
from commands.terminal.output import print_json
from commands.terminal.screen import day, moment, table
from workflow.rules.errors import BadInput


@click.group(help="ใบรับรองลายมือชื่อดิจิทัล")
def key() -> None:
    pass


@key.command(
    name="register",
    help="ขึ้นทะเบียนใบรับรองให้ตนเอง หรือให้ผู้อื่น (ผู้ดูแล) ด้วย --person ซึ่งเจ้าของต้องยืนยันเองด้วย oit request confirm\n\n"
    "FILE เป็นไฟล์ใบรับรอง .p12, token:ชื่อใบรับรอง หรือไฟล์ใบรับรองอย่างเดียว (.pem .cer .crt) ซึ่งไม่ต้องใช้รหัสผ่าน "
    "ผู้ที่ลงนามจากเครื่องอื่นจึงไม่ต้องส่งใบรับรองให้ใคร\n\n"
    "ไฟล์ใบรับรองอย่างเดียวของตนเองต้องให้ผู้ดูแลยืนยัน เว้นแต่แนบหน้าที่ลงนามด้วยกุญแจนั้น (--signed)",
    short_help="ขึ้นทะเบียนใบรับรอง",
)
@click.argument("file", type=PATH)
@click.option("--person", metavar="NAME", help="ขึ้นทะเบียนให้บุคคลนี้")
@click.option("--signed", type=PATH, metavar="FILE", help="หน้าจาก oit key challenge ที่ลงนามแล้ว: ขึ้นทะเบียนได้คนเดียว")
@json_option
@shared_options
def register(file: Path, person: str | None, signed: Path | None) -> None:
    from workflow.services.administration.certificates import register_key
    from workflow.services.administration.challenges import register_proven

    here = counter()
    office, me = here.office(), here.login()
    if signed is None:
        done = register_key(office, me, person=person, key_file=file, passphrase=lambda: key_secret(file))
    elif person not in (None, me):
        raise click.UsageError(tr("--signed ใช้ขึ้นทะเบียนใบรับรองของตนเองเท่านั้น", here.language))
    else:
        done = register_proven(office, me, file, signed)
    if done.asked is not None:
        from commands.office.people import waits_for_second

        text = tr(
            "✓ ขอขึ้นทะเบียนแล้ว  ลายพิมพ์ใบรับรอง (SHA-256)\n  {fingerprint}", here.language, fingerprint=done.fingerprint
        )
        said(text, fingerprint=done.fingerprint, asked=done.asked)
        waits_for_second(done.asked)
        return
    text = tr("✓ ขึ้นทะเบียนแล้ว  ลายพิมพ์ใบรับรอง (SHA-256)\n  {fingerprint}", here.language, fingerprint=done.fingerprint)
    said(text, fingerprint=done.fingerprint)


@key.command(
    help="ออกหน้าสำหรับลงนาม เพื่อแสดงว่าถือกุญแจของใบรับรอง FILE (.cer .crt .pem) แล้วขึ้นทะเบียนได้คนเดียว\n\n"
    "ลงนามในไฟล์นั้นที่เครื่องซึ่งมีอุปกรณ์ (Token) ด้วยโปรแกรมใดก็ได้ แล้วสั่ง oit key register FILE --signed ไฟล์ที่ลงนาม",
    short_help="ออกหน้าสำหรับลงนามแสดงการถือกุญแจ",
)
@click.argument("file", type=PATH)
@click.option("--to", "target", type=OUT_PATH, required=True, metavar="FILE", help="ไฟล์ PDF ที่จะเขียน")
@json_option
@shared_options
def challenge(file: Path, target: Path) -> None:
    from workflow.services.administration.challenges import challenge as make

    here = counter()
    office, me = here.office(), here.login()
    if target.exists():
        raise BadInput("request_file_exists", file=str(target))
    page = make(office, me, file)
    target.write_bytes(page.pdf)
    text = tr(
        "✓ เขียน {target} แล้ว ใช้ได้ถึง {until}\n  ลงนามในไฟล์นั้น แล้วสั่ง oit key register {file} --signed ไฟล์ที่ลงนามแล้ว",
        here.language, target=target, until=moment(page.until, here.language), file=file,
    )  # fmt: skip
    said(text, file=str(target), fingerprint=page.fingerprint, until=page.until)


@key.command(name="list", help="ใบรับรองที่ขึ้นทะเบียนไว้ และที่ถอนแล้ว")
@json_option
@shared_options
def list_() -> None:
    from dataclasses import asdict

    from workflow.services.administration.certificates import known_certificates

    here = counter()
    found = known_certificates(here.office())
    if here.json:
        print_json([asdict(one) for one in found])
        return
    heads = tr_all(("ชื่อผู้ใช้", "ใบรับรอง", "ลายพิมพ์", "ถอนเมื่อ"), here.language)
    cells = [
        (c.person, c.subject, c.fingerprint[:16], day(c.withdrawn_on, here.language) if c.withdrawn_on else "–")
        for c in found
    ]
    table(heads, cells, (18, 28, 16, 12))


@key.command(
    name="withdraw",
    help="ถอนใบรับรอง เช่น อุปกรณ์ (Token) สูญหาย  ลายมือชื่อก่อนวันนั้นยังใช้ได้\n\nเจ้าของหรือผู้ดูแลโปรแกรมสั่งได้",
    short_help="ถอนใบรับรอง",
)
@click.argument("fingerprint")
@click.option("--reason", type=FREE_TEXT, default="", metavar="TEXT", help="เหตุผล (ต้องระบุ)")
@click.option("--on", "on_day", callback=thai_date, metavar="DATE", help="วันที่ใบรับรองสูญหาย (ไม่ระบุคือวันนี้)")
@json_option
@shared_options
def withdraw(fingerprint: str, reason: str, on_day: date | None) -> None:
    from workflow.services.administration.certificates import withdraw_key

    here = counter()
    done = withdraw_key(here.office(), here.login(), fingerprint, reason, on=on_day)
    said(tr("✓ ถอนใบรับรองแล้ว\n  {fingerprint}", here.language, fingerprint=done), fingerprint=done)


key.add_command(elsewhere.sign)
