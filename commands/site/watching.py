"""``oit watch``: what a timer starts at night; and ``oit digest``: what people are told."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import click

import messages
from commands.context import OUT_PATH, counter, json_option, shared_options
from commands.items.steps import PATH
from commands.items.work import YEAR
from commands.locale import tr
from commands.terminal.output import print_json
from commands.terminal.screen import fitted, moment
from workflow.ports.site import Severity
from workflow.rules.errors import NotLoggedIn

if TYPE_CHECKING:
    from workflow.services.watching.captures import Night

KEY_VARIABLE = "OIT_WATCH_KEY"


@click.group(
    invoke_without_command=True,
    help="เฝ้าดูเว็บไซต์: ตรวจทุกอย่างที่ถึงกำหนด เก็บผลลงวันที่ แจ้งผู้เกี่ยวข้อง แล้วจบ  ให้ตัวตั้งเวลาของเครื่องเรียกคืนละหลายครั้ง  "
    "ใช้กุญแจของเครื่อง ไม่ใช้รหัสผ่านของใคร",
)
@click.option(
    "--key", "key_file", type=PATH, metavar="FILE", help="ไฟล์กุญแจของเครื่อง (ไม่ใส่ = $OIT_WATCH_KEY หรือใน keys/)"
)
@click.option("--now", "everything", is_flag=True, help="ตรวจทุกข้อของปีนี้ แม้ยังไม่ถึงเวลา")
@json_option
@shared_options
@click.pass_context
def watch(ctx: click.Context, key_file: Path | None, everything: bool) -> None:
    if ctx.invoked_subcommand is not None:
        return
    from commands.site.wording import worded
    from workflow.services.watching.jobs import night

    here = counter()
    office, lang = here.office(), here.language
    wording = worded(office.settings.language, here.groups())
    done = night(office, watch_key(office.folder, key_file), wording, everything=everything)
    seen, held, page, told = done.watched, done.held, done.report, done.told
    if here.json:
        print_json(
            {
                "at": seen.at, "machine": seen.machine, "pages": seen.pages,
                "items": [{"fiscal_year": y, "code": c, "severity": s} for y, c, s in seen.looked],
                "report": str(page) if page is not None else None,
                "kept": [one.item for one in held.kept], "not_kept": [code for code, _ in held.failed],
                "raised": seen.raised, "cleared": seen.cleared,
                "findings": [{"code": f.code, "severity": f.severity, "facts": dict(f.facts)} for f in seen.findings],
                "notices": {"sent": told.sent, "failed": [n for n, _ in told.failed], "closed": told.closed,
                            "waiting": told.waiting},
            }
        )  # fmt: skip
        return
    if not seen.looked:
        click.echo(tr("{at}  ยังไม่มีข้อใดถึงเวลาตรวจ", lang, at=moment(seen.at, lang)))
    else:
        newest = max(year for year, _, _ in seen.looked)
        bad = [
            code if year == newest else f"{code}/{year}" for year, code, severity in seen.looked if not severity.passes
        ]
        counts = {"at": moment(seen.at, lang), "items": len(seen.looked), "pages": seen.pages, "bad": len(bad)}
        click.echo(tr("{at}  ตรวจ {items} ข้อ {pages} หน้า  ไม่ผ่าน {bad} ข้อ", lang, **counts))
        if bad:
            click.echo(fitted("    " + ", ".join(bad), "    "))
    for f in seen.findings:
        if f.severity is Severity.DANGER:
            th, en, do_th, do_en = office.site.explain(f)
            click.echo(fitted(f"!! {th if lang == 'th' else en}", "   "))
            click.echo(fitted(f"   → {do_th if lang == 'th' else do_en}", "     "))
    for text, codes in (("แจ้งเตือนใหม่: {items}", seen.raised), ("กลับมาเป็นปกติ: {items}", seen.cleared)):
        if codes:
            click.echo(fitted(tr(text, lang, items=", ".join(codes)), "    "))
    _tell_kept(held, lang)
    if page is not None:
        click.echo(tr("รายงานประจำเดือน: {page}", lang, page=page))
    if told.sent:
        click.echo(tr("แจ้งแล้ว {count} ราย", lang, count=len(told.sent)))
    for name, detail in told.failed:
        click.echo(fitted(tr("แจ้ง {name} ไม่สำเร็จ: {detail}", lang, name=name, detail=detail), "    "), err=True)


def _tell_kept(held: Night, lang: str) -> None:
    if held.kept:
        names = ", ".join(one.item for one in held.kept)
        click.echo(fitted(tr("เก็บสำเนาตามที่เห็น: {items}", lang, items=names), "    "))
    for code, error in held.failed:
        said = messages.say(error.code, error.facts, lang)
        click.echo(fitted(tr("เก็บสำเนา {item} ไม่ได้: {why}", lang, item=code, why=said), "    "), err=True)
    if held.missing is not None:
        said = f"{messages.say(held.missing, {}, lang)} {messages.do(held.missing, {}, lang)}"
        click.echo(fitted(tr("ยังไม่เก็บสำเนา {count} ข้อ: {why}", lang, count=held.waiting, why=said), "    "))


def watch_key(folder: Path, given: Path | None) -> str:
    """The machine's key from its file. :raises NotLoggedIn: there is none, or others may read it."""
    named = given or (Path(os.environ[KEY_VARIABLE]) if os.environ.get(KEY_VARIABLE) else None)
    found = sorted((folder / "keys").glob("watch-*.key")) if named is None else [named]
    path = found[0] if found else folder / "keys" / "watch-night.key"
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NotLoggedIn("watch_key_open", file=str(path))
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        raise NotLoggedIn("no_watch_key", file=str(path)) from None


@watch.command(
    short_help="ออกกุญแจให้เครื่องเฝ้าดู (ผู้ดูแลโปรแกรม)",
    help="ผู้ดูแลโปรแกรมออกกุญแจให้เครื่องเฝ้าดูเว็บไซต์  กุญแจนี้เก็บได้เพียงผลตรวจและแจ้งเตือน ทำอย่างอื่นไม่ได้  ออกซ้ำ: กุญแจเดิมใช้ไม่ได้อีก",
)
@click.argument("name", default="night")
@click.option("--out", type=OUT_PATH, metavar="FILE", help="ไฟล์ที่จะเขียนกุญแจ (ไม่ใส่ = keys/watch-NAME.key)")
@json_option
@shared_options
def enrol(name: str, out: Path | None) -> None:
    from workflow.services.watching.machines import enrol as make

    here = counter()
    office = here.office()
    made = make(office, here.login(), name)
    path = out or office.folder / "keys" / f"watch-{made.name}.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        target.write(made.key + "\n")
    if here.json:
        print_json({"machine": made.name, "key": str(path)})
        return
    click.echo(fitted(tr("✓ เครื่อง {name} เฝ้าดูเว็บไซต์ได้แล้ว  กุญแจ: {path}", here.language, name=made.name, path=path)))


@watch.command(help="เลิกให้เครื่องเฝ้าดู (ผู้ดูแลโปรแกรม)")
@click.argument("name", default="night")
@json_option
@shared_options
def end(name: str) -> None:
    from workflow.services.watching.machines import end as stop

    here = counter()
    stop(here.office(), here.login(), name)
    if here.json:
        print_json({"machine": name, "ended": True})
        return
    click.echo(tr("✓ เครื่อง {name} เฝ้าดูเว็บไซต์ไม่ได้อีก", here.language, name=name))


@watch.command(name="list", help="เครื่องที่เฝ้าดูเว็บไซต์")
@json_option
@shared_options
def listing() -> None:
    from workflow.services.watching.machines import machines

    here = counter()
    known = machines(here.office())
    if here.json:
        print_json(
            [{"machine": m.name, "enrolled_by": m.enrolled_by, "enrolled_at": m.enrolled_at, "ended_at": m.ended_at}
             for m in known]
        )  # fmt: skip
        return
    if not known:
        click.echo(tr("ยังไม่มีเครื่องใดเฝ้าดูเว็บไซต์", here.language))
    for m in known:
        said = f"{m.name}  {moment(m.enrolled_at, here.language)}  {m.enrolled_by}"
        if m.ended_at is not None:
            said += tr("  เลิกใช้ {at}", here.language, at=moment(m.ended_at, here.language))
        click.echo(said)


@click.command(
    short_help="สรุปงานค้างเป็นข้อความ",
    help="สรุปงานค้าง กำหนดส่ง และสถานะเว็บไซต์  --text: ข้อความล้วนสำหรับวางในห้องสนทนา  --mine: เฉพาะที่รอฉัน  "
    "--send: ส่งการแจ้งที่ค้างอยู่ตอนนี้ (ผู้ดูแลโปรแกรม)",
)
@click.option("--text", "plain", is_flag=True, help="ข้อความล้วน ไม่ตกแต่ง")
@click.option("--mine", is_flag=True, help="เฉพาะที่รอผู้ที่เข้าสู่ระบบ")
@click.option("--group", metavar="GROUP", help="เฉพาะกลุ่มนี้")
@click.option("--send", "send", is_flag=True, help="ส่งการแจ้งที่ค้างอยู่")
@YEAR
@json_option
@shared_options
def digest(plain: bool, mine: bool, group: str | None, send: bool, year: int | None) -> None:
    from commands.site.wording import digest_text, worded
    from workflow.services.context.administrators import must_administer
    from workflow.services.context.use_case import reading
    from workflow.services.watching.digest import digest as gather
    from workflow.services.watching.notices import drain

    here = counter()
    office, lang = here.office(), here.language
    if send:
        with reading(office, here.login()) as use_case:
            must_administer(use_case, "digest_send")
        told = drain(office, worded(office.settings.language, here.groups()))
        if here.json:
            print_json({"sent": told.sent, "failed": [n for n, _ in told.failed], "closed": told.closed})
        else:
            counts = {"count": len(told.sent), "closed": told.closed, "failed": len(told.failed)}
            click.echo(tr("แจ้งแล้ว {count} ราย  ไม่สำเร็จ {failed} ราย  ปิดโดยไม่แจ้ง {closed} เรื่อง", lang, **counts))
        if told.failed:
            raise click.exceptions.Exit(1)
        return
    person = None
    if mine:
        with reading(office, here.login()) as use_case:
            person = use_case.me
    found = gather(office, person, group=group, year=year)
    subject, text = digest_text(found, lang, here.groups())
    if here.json:
        print_json(
            {
                "office": found.office, "fiscal_year": found.fiscal_year, "as_of": found.as_of,
                "progress": found.progress, "subject": subject, "text": text,
                "waiting": [{"item": w.item, "do": w.do, "due": w.due} for w in found.waiting],
                "owed": [{"code": o.code, "due": o.due, "days": o.days, "waiting_for": o.waiting_for}
                         for o in found.owed],
                "in_my_name": [
                    {"at": d.at, "name": d.name, "kind": d.kind, "step": d.step, "items": d.items} for d in found.done
                ],
                "flags": [{"item": code, "code": f.code, "severity": f.severity} for code, f in found.flags],
            }
        )  # fmt: skip
        return
    if plain:
        click.echo(text, nl=False)
    else:
        click.echo("\n".join(messages.wrap(line, 78, "  ") for line in text.splitlines()))
