"""Set-up: init, login, logout, whoami, key register, assign, adopt."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

import messages
from commands.context import Counter, counter, json_option, new_secret, secret, shared_options, tell_who_stood_here
from commands.cycles import cycle_options
from commands.items.steps import PATH
from commands.locale import tr
from commands.sessions import Sessions, place
from commands.terminal.output import outcomes, print_json
from commands.terminal.screen import SCREEN, day, fitted, moment
from workflow.rules.errors import BadInput, NotLoggedIn, Unmet
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
    from commands.office.slips import print_slips
    from commands.office.starting import ask_administrators, say_health, say_next_commands
    from workflow.office_files.people import people_file
    from workflow.services.administration.bootstrap import cautions_at_start, logins, must_be_real, open_office
    from workflow.services.administration.passwords import first_codes
    from workflow.services.operations.where_it_lies import folder_check

    here = counter()
    target = here.folder or folder
    asked = sys.stdin.isatty() and not here.json
    if not (target / "office.toml").exists():
        _lay_out(here, target, asked=asked)
        return
    here.folder = target.resolve()
    people = people_file(here.folder)
    if not here.json:
        click.echo(tr("อ่านบุคคลจาก {file}", here.language, file=people.name))
    must_be_real(here.office(), sample_office.invented_names())
    if not administrators and asked:
        administrators = ask_administrators(here.language, logins(here.office()))
    if len(set(administrators)) < 2:
        raise BadInput("two_administrators")
    lies = folder_check(here.office())
    cautions = [
        *([Unmet(lies.code, lies.facts)] if lies.severity != "ok" else []),
        *cautions_at_start(here.office(), administrators),
    ]
    tell_who_stood_here(here.office())
    for one in cautions:
        click.echo(messages.wrap(messages.say(one.code, one.facts, here.language), SCREEN - 2), err=True)
        click.echo(messages.wrap(f"→ {messages.do(one.code, one.facts, here.language)}", SCREEN - 2, "  "), err=True)
    go_on = tr("เริ่มใช้งานทั้งที่มีข้อควรระวังนี้หรือไม่", here.language)
    if cautions and sys.stdin.isatty() and not click.confirm(go_on, err=True):
        return
    first = administrators[0]
    passwords = {first: new_secret("OIT_PASSWORD", tr("ตั้งรหัสผ่านของ {name}", here.language, name=first))}
    count = open_office(here.office(), administrators, passwords)
    slips = first_codes(here.office(), first, administrators[1:])
    text = tr("✓ สร้างสำนักงานแล้ว  บุคคล {people} คน", here.language, people=count)
    said(text, people=count, codes={slip.login: slip.code for slip in slips})
    if not here.json:
        print_slips(slips, None)
        say_health(here)
        say_next_commands(here, folder, list(dict.fromkeys(administrators)), sample_office.YEAR)


def _lay_out(here: Counter, target: Path, *, asked: bool) -> None:
    """The first files: with what the office answers at a terminal, else as an example to be edited."""
    import sample_office
    from commands.office.starting import ask_emblem, say_files_to_fill, talk
    from workflow.office_files.starter import known_groups, people_text, settings_text
    from workflow.services.administration.bootstrap import lay_files

    starter = sample_office.copy_text("office.toml")
    shared = f"responsible-{sample_office.YEAR}.csv"
    answers = talk(here.language, known_groups(starter)) if asked else None
    texts = {"office.toml": settings_text(starter, answers)}
    if answers is None:
        texts["people.csv"] = sample_office.copy_text("people.csv")
    elif not (target / "people.xlsx").exists():
        today = here.started.date()
        texts["people.csv"] = people_text(answers, date(today.year - (today.month < 10), 10, 1))
    texts[shared] = sample_office.copy_text(shared)
    laid = lay_files(target, texts)
    if answers is not None:
        ask_emblem(target, here.language)
        say_files_to_fill(here, target, laid)
        return
    text = tr("วางไฟล์ตั้งต้นแล้ว: {names}  แก้ไขให้ตรงกับสำนักงาน แล้วสั่ง oit init อีกครั้ง", here.language, names=", ".join(laid))
    said(text, files=laid)


@click.command(help="เข้าสู่ระบบ 8 ชั่วโมงบนเครื่องนี้  รหัสผ่านถามบนจอ หรือจาก $OIT_PASSWORD")
@click.argument("name")
@json_option
@shared_options
def login(name: str) -> None:
    from workflow.services.administration.sessions import login as enter

    here = counter()
    office = here.office()
    typed = secret("OIT_PASSWORD", tr("รหัสผ่าน หรือรหัสใช้ครั้งเดียวจากสลิป", here.language))
    try:
        opened = enter(office, name, typed, place=place())
    except NotLoggedIn as asked:
        if asked.code != "password_to_set":
            raise
        from commands.office.slips import new_password

        opened = enter(office, name, typed, new=new_password(), place=place())
    Sessions(office.folder).keep(opened.login, opened.token)
    facts = {"login": opened.login, "name": opened.name, "expires_at": opened.expires_at}
    failed = {"failures": opened.failures, "since": opened.since} if opened.failures else {}
    text = tr("✓ {name} ({login}) เข้าสู่ระบบแล้ว ถึงเวลา {expires_at:%H:%M} น.", here.language, **facts)
    said(text, **facts, **failed)
    if opened.failures and not here.json:
        told = {"failures": opened.failures, "since": moment(opened.since, here.language)}
        click.echo(fitted(tr("! มีผู้เข้าด้วยชื่อนี้ไม่สำเร็จ {failures} ครั้ง ตั้งแต่ {since}", here.language, **told)))


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


@click.command(help="ฉันคือใคร  ทำหน้าที่ใดของกลุ่มใดถึงวันใด  มีเรื่องรอดำเนินการกี่เรื่อง  และมีผู้ใดเข้าสู่ระบบบนเครื่องนี้")
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
        text = "  ".join(h.lines) + (f"  ตามคำสั่ง {h.order_no}" if h.order_no else "")
        click.echo(fitted(f"  {text}", "    "))
        group = here.groups().get(h.group or "", "")
        role = " ".join(filter(None, (messages.label(h.role, here.language), group)))
        until = tr("ถึง {day}", here.language, day=day(h.until, here.language)) if h.until else ""
        since = tr("ตั้งแต่ {day}", here.language, day=day(h.since, here.language))
        click.echo(fitted("    " + "  ".join(filter(None, (role, since, until))), "      "))
    if me.administrator:
        click.echo("  " + tr("ผู้ดูแลโปรแกรม", here.language))
    from workflow.services.queries.inbox import inbox

    waits = len(inbox(office, name))
    told = tr("เรื่องรอดำเนินการ {count} เรื่อง  (oit inbox)", here.language, count=waits)
    click.echo(told if waits else tr("ไม่มีงานรอท่าน", here.language))
    if len(sessions) > 1:
        click.echo(tr("เข้าสู่ระบบอยู่: ", here.language) + ", ".join(sessions))


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
    help="รับข้อที่เผยแพร่อยู่แล้วก่อนเริ่มใช้โปรแกรม โดยไม่ต้องลงนามใหม่  ส่งหลักฐานด้วย contribute ก่อน\n\n"
    "หัวหน้าหน่วยงานสั่งเองได้ทันที  เจ้าหน้าที่สารบรรณแนบหนังสือที่หัวหน้าลงนามยืนยัน (--paper หรือ --all) แล้วคนที่สอง"
    "ดูหนังสือนั้นและยืนยันด้วย oit request confirm  เมื่อเสนอเรื่องแรกของรอบไปแล้ว คนที่สองต้องเป็นหัวหน้า",
    short_help="รับข้อที่เผยแพร่อยู่ก่อน",
)
@click.argument("items", nargs=-1)
@click.option("--all", "scan", type=PATH, metavar="SCAN", help="ทุกข้อที่พร้อม ตามหนังสือฉบับเดียวใน SCAN")
@click.option("--paper", type=PATH, metavar="FILE", help="หนังสือที่หัวหน้าหน่วยงานลงนามยืนยัน (สแกนหรือ PDF)")
@click.option("--by", "basis", default="", metavar="TEXT", help="ที่และวันที่ของหนังสือนั้น")
@cycle_options
@json_option
@shared_options
def adopt(items: tuple[str, ...], scan: Path | None, paper: Path | None, basis: str, year: int | None) -> None:
    from commands.office.people import waits_for_second
    from workflow.services.publication.adopting import adopt as take_over

    here = counter()
    if bool(items) == (scan is not None):
        raise click.UsageError(tr("ระบุข้อ หรือ --all SCAN อย่างใดอย่างหนึ่ง", here.language))
    codes = items or None
    found = take_over(here.office(), here.login(), codes, paper=scan or paper, basis=basis, year=year)
    if found.asked is not None:
        said(tr("✓ ขอรับข้อที่เผยแพร่อยู่ก่อนแล้ว", here.language), asked=found.asked)
        waits_for_second(found.asked)
    if found.outcomes or found.asked is None:
        outcomes(found.outcomes, "adopt", tr("รับเป็นข้อที่เผยแพร่แล้ว", here.language))
