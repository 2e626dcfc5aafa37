"""Set-up: init, login, logout, whoami, key register, assign, adopt."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

import messages
from commands.context import counter, cycle_options, json_option, key_secret, secret, shared_options
from commands.free_text import FREE_TEXT
from commands.items import elsewhere
from commands.items.steps import PATH, thai_date
from commands.locale import tr, tr_all
from commands.sessions import Sessions
from commands.terminal.output import outcomes, print_json
from commands.terminal.screen import SCREEN, day, fitted, table
from workflow.rules.errors import BadInput
from workflow.thai import visible


def said(text: str, **facts: object) -> None:
    """Tell what was done: a sentence, or its facts as JSON."""
    here = counter()
    if here.json:
        print_json({"ok": True, **facts})
    else:
        click.echo(fitted(text))


@click.command(
    help="เริ่มใช้งานในสำนักงาน  ครั้งแรกวางไฟล์ตั้งต้นให้แก้ไข (office.toml  people.csv)  ครั้งที่สองสร้างฐานข้อมูลและผู้ดูแลสองคน"
)
@click.argument("folder", type=PATH, default=Path())
@click.option("--admin", "administrators", multiple=True, metavar="NAME", help="ผู้ดูแลระบบ (ระบุสองคน)")
@json_option
@shared_options
def init(folder: Path, administrators: tuple[str, ...]) -> None:
    import sample_office
    from workflow.services.administration.bootstrap import lay_files, open_office, registrars
    from workflow.services.operations.where_it_lies import folder_check

    here = counter()
    target = here.folder or folder
    if not (target / "office.toml").exists():
        laid = lay_files(target, {name: sample_office.copy_text(name) for name in sample_office.FILES})
        said(
            tr("วางไฟล์ตั้งต้นแล้ว: {names}  แก้ไขให้ตรงกับสำนักงาน แล้วสั่ง oit init อีกครั้ง", here.language, names=', '.join(laid)),
            files=laid,
        )  # fmt: skip
        return
    here.folder = target.resolve()
    if len(set(administrators)) < 2:
        raise BadInput("two_administrators")
    lies = folder_check(here.office())
    if lies.severity != "ok":
        click.echo(messages.wrap(messages.say(lies.code, lies.facts, here.language), SCREEN - 2), err=True)
        click.echo(messages.wrap(f"→ {messages.do(lies.code, lies.facts, here.language)}", SCREEN - 2, "  "), err=True)
    alone = registrars(here.office())
    if len(alone) < 2:
        facts = {"logins": alone}
        click.echo(messages.wrap(messages.say("one_registrar", facts, here.language), SCREEN - 2), err=True)
        click.echo(messages.wrap(f"→ {messages.do('one_registrar', facts, here.language)}", SCREEN - 2, "  "), err=True)
        go_on = tr("เริ่มใช้งานโดยยังไม่มีเจ้าหน้าที่สารบรรณสำรองหรือไม่", here.language)
        if sys.stdin.isatty() and not click.confirm(go_on, err=True):
            return
    passwords = {
        name: secret("OIT_PASSWORD", tr("ตั้งรหัสผ่านของ {name}", here.language, name=name)) for name in administrators
    }
    people = open_office(here.office(), administrators, passwords)
    said(tr("✓ สร้างสำนักงานแล้ว  บุคคล {people} คน", here.language, people=people), people=people)


@click.command(help="เข้าสู่ระบบ 8 ชั่วโมงบนเครื่องนี้  รหัสผ่านถามบนจอ หรือจาก $OIT_PASSWORD")
@click.argument("name")
@json_option
@shared_options
def login(name: str) -> None:
    from workflow.services.administration.sessions import login as enter

    here = counter()
    office = here.office()
    opened = enter(office, name, secret("OIT_PASSWORD", tr("รหัสผ่าน", here.language)))
    Sessions(office.folder).keep(opened.login, opened.token)
    facts = {"login": opened.login, "name": opened.name, "expires_at": opened.expires_at}
    said(tr("✓ {name} ({login}) เข้าสู่ระบบแล้ว ถึงเวลา {expires_at:%H:%M} น.", here.language, **facts), **facts)


@click.command(help="ออกจากระบบ")
@click.argument("name", required=False)
@json_option
@shared_options
def logout(name: str | None) -> None:
    from workflow.services.administration.sessions import logout as leave

    here = counter()
    office = here.office()
    sessions = Sessions(office.folder)
    wanted = name or here.as_login
    names = [wanted] if wanted else list(sessions.read())[-1:]
    for one in names:
        token = sessions.token(one)
        if token is not None:
            leave(office, token)
            sessions.keep(one, None)
    said(tr("✓ ออกจากระบบแล้ว", here.language), logins=names)


@click.command(help="ฉันคือใคร  ดำรงตำแหน่งใดวันนี้  และมีผู้ใดเข้าสู่ระบบบนเครื่องนี้")
@json_option
@shared_options
def whoami() -> None:
    from workflow.services.context.use_case import reading

    here = counter()
    office, name = here.office(), here.login()
    with reading(office, name) as use_case:
        me = use_case.me
    sessions = list(Sessions(office.folder).read())
    held = [
        {"role": h.role.value, "kind": h.kind.value, "group": h.group, "post": h.post, "for": h.for_post,
         "order": h.order_no}
        for h in me.appointments
    ]  # fmt: skip
    if here.json:
        print_json({"login": me.login, "name": me.name, "administrator": me.administrator, "appointments": held,
                    "sessions": sessions})  # fmt: skip
        return
    click.echo(visible(f"{me.name} ({me.login})"))
    for h in me.appointments:
        click.echo("  " + "  ".join(h.lines) + (f"  ตามคำสั่ง {h.order_no}" if h.order_no else ""))
    if len(sessions) > 1:
        click.echo(tr("เข้าสู่ระบบอยู่: ", here.language) + ", ".join(sessions))


@click.group(help="ใบรับรองลายมือชื่อดิจิทัล")
def key() -> None:
    pass


@key.command(
    name="register",
    help="ขึ้นทะเบียนใบรับรองให้ตนเอง หรือให้ผู้อื่น (ผู้ดูแล) ด้วย --person\n\n"
    "FILE เป็นไฟล์ใบรับรอง .p12, token:ชื่อใบรับรอง หรือไฟล์ใบรับรองอย่างเดียว (.pem .cer .crt) ซึ่งไม่ต้องใช้รหัสผ่าน "
    "ผู้ที่ลงนามจากเครื่องอื่นจึงไม่ต้องส่งใบรับรองให้ใคร",
    short_help="ขึ้นทะเบียนใบรับรอง",
)
@click.argument("file", type=PATH)
@click.option("--person", metavar="NAME", help="ขึ้นทะเบียนให้บุคคลนี้")
@json_option
@shared_options
def register(file: Path, person: str | None) -> None:
    from workflow.services.administration.certificates import register_key

    here = counter()
    office, me = here.office(), here.login()
    fingerprint = register_key(office, me, person=person, key_file=file, passphrase=lambda: key_secret(file))
    text = tr("✓ ขึ้นทะเบียนแล้ว  ลายพิมพ์ใบรับรอง (SHA-256)\n  {fingerprint}", here.language, fingerprint=fingerprint)
    said(text, fingerprint=fingerprint)


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
    table(heads, cells, (18, 28, 18, 12))


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


@click.command(help="กำหนดกลุ่มที่รวบรวมของข้อ โดยหัวหน้าหรือรองหัวหน้าหน่วยงาน ระบุคำสั่งหรือการประชุม")
@click.argument("item")
@click.argument("group")
@click.option("--by", "basis", default="", metavar="TEXT", help="คำสั่งหรือการประชุมที่กำหนด (ต้องระบุ)")
@cycle_options
@json_option
@shared_options
def assign(item: str, group: str, basis: str, year: int | None) -> None:
    from workflow.services.administration.setup import assign as settle

    here = counter()
    settle(here.office(), here.login(), item, group, basis=basis, year=year)
    said(tr("✓ {item}  กลุ่มที่รวบรวม: {group}", here.language, item=item, group=group), item=item, group=group)


@click.command(
    help="รับข้อที่เผยแพร่อยู่แล้วก่อนเริ่มใช้โปรแกรม โดยไม่ต้องลงนามใหม่  ส่งหลักฐานด้วย contribute ก่อน  "
    "หัวหน้าหน่วยงานสั่งเอง หรือเจ้าหน้าที่สารบรรณระบุหนังสือที่หัวหน้ายืนยัน (--by)"
)
@click.argument("items", nargs=-1, required=True)
@click.option("--by", "basis", default="", metavar="TEXT", help="หนังสือที่หัวหน้าหน่วยงานยืนยัน")
@cycle_options
@json_option
@shared_options
def adopt(items: tuple[str, ...], basis: str, year: int | None) -> None:
    from workflow.services.publication.adopting import adopt as take_over

    here = counter()
    results = take_over(here.office(), here.login(), items, basis=basis, year=year)
    outcomes(results, "adopt", tr("รับเป็นข้อที่เผยแพร่แล้ว", here.language))
