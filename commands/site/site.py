"""``oit site``: build the public site again, and prove it from its home page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import messages
from commands.context import counter, json_option, shared_options
from commands.items.work import YEAR
from commands.locale import tr, tr_all
from commands.site.keeping import capture
from commands.site.looking_back import history, report
from commands.site.places import attest, files
from commands.terminal.output import print_json
from commands.terminal.screen import SCREEN, moment, table
from commands.terminal.working import working
from workflow.rules.errors import NotLoggedIn
from workflow.thai.web import readable

if TYPE_CHECKING:
    from workflow.ports.site import Finding
    from workflow.services.publication.proving import Proven


@click.group(help="เว็บไซต์สาธารณะ: สร้างใหม่จากที่บันทึกไว้  และตรวจจากหน้าแรกอย่างที่ผู้ประเมินตรวจ")
def site() -> None:
    pass


site.add_command(files)
site.add_command(attest)
site.add_command(capture)
site.add_command(history)
site.add_command(report)


@site.command(
    short_help="สร้างเว็บไซต์ใหม่ ตรวจ แล้วสลับ",
    help="สร้างเว็บไซต์ใหม่จากข้อที่เผยแพร่อยู่ ตรวจจากหน้าแรก แล้วสลับเมื่อผ่าน  หากไม่ผ่าน เว็บไซต์เดิมยังคงอยู่",
)
@YEAR
@json_option
@shared_options
def build(year: int | None) -> None:
    from workflow.services.publication.proving import build as make

    here = counter()
    office, login = here.office(), here.login()
    with working("site build", here.language, quiet=here.json):
        found = make(office, login, year=year)
    _tell(found)


@site.command(
    short_help="ตรวจเว็บไซต์จากหน้าแรก",
    help="ตรวจเว็บไซต์จริง ([site] url) หรือเว็บไซต์ล่าสุดบนเครื่องนี้ จากหน้าแรกทีละลิงก์  ผู้ที่เข้าสู่ระบบแล้ว ผลจะเก็บเป็นหลักฐานลงวันที่",
)
@YEAR
@json_option
@shared_options
def prove(year: int | None) -> None:
    from workflow.services.publication.proving import prove as look

    here = counter()
    login = None
    try:
        login = here.login()
    except NotLoggedIn:
        # Looking needs no login; keeping what was seen does, and the result says so.
        if here.as_login is not None:
            raise
    office = here.office()
    with working("site prove", here.language, quiet=here.json):
        found = look(office, login, year=year)
    _tell(found)


def _finding_json(finding: Finding, said: tuple[str, str, str, str], lang: str) -> dict[str, Any]:
    at = 0 if lang == "th" else 1
    return {
        "code": finding.code, "severity": finding.severity, "text": said[at], "do": said[at + 2],
        "facts": dict(finding.facts),
    }  # fmt: skip


def _tell(found: Proven) -> None:
    here = counter()
    lang = here.language
    if here.json:
        print_json(
            {
                "fiscal_year": found.fiscal_year,
                "kind": found.kind,
                "address": found.address,
                "at": found.at,
                "severity": found.severity,
                "recorded": found.recorded,
                **({} if found.switched is None else {"switched": found.switched, "unchanged": found.unchanged}),
                "items": [
                    {
                        "code": one.code, "fiscal_year": one.proof.fiscal_year, "framework": one.proof.framework,
                        "online": one.online, "severity": one.proof.severity,
                        "clicks": one.proof.clicks, "address": one.address or None,
                        "findings": [_finding_json(f, said, lang) for f, said in one.findings],
                    }
                    for one in found.items
                ],
                "findings": [_finding_json(f, said, lang) for f, said in found.findings],
                "pages": found.pages,
                "requests": found.requests,
            }
        )  # fmt: skip
    else:
        _say(found, lang)
    if not found.passed:
        raise click.exceptions.Exit(1)


def _say(found: Proven, lang: str) -> None:
    at = 0 if lang == "th" else 1
    checked = tr("ตรวจเมื่อ", lang)
    outcome = messages.proof(found.severity, found.kind, lang)
    click.secho(f"{found.address}  {checked} {moment(found.at, lang)}  {outcome}", bold=True)
    cells = [
        (
            one.name,
            messages.proof(one.proof.severity, None, lang),
            "–" if one.proof.clicks is None else str(one.proof.clicks),
            readable(one.address or "–"),
        )
        for one in found.items
        if one.online or one.proof.severity.rank
    ]
    if cells:
        table(tr_all(("ข้อ", "ผลตรวจ", "คลิก", "ที่อยู่"), lang), cells, (max(4, *(len(c[0]) for c in cells)), 14, 6, 50))
    told = [(one.name, f, said) for one in found.items for f, said in one.findings]
    told += [("", f, said) for f, said in found.findings]
    if told:
        click.echo()
    for code, f, said in told:
        lead = f"- {code}  " if code else "- "
        label = messages.proof(f.severity, None, lang)
        click.echo(messages.wrap(f"{lead}{label}: {said[at]}", SCREEN - 2, "  "))
        if said[at + 2]:
            click.echo(messages.wrap(f"    {said[at + 2]}", SCREEN - 2, "    "))
    click.echo()
    online = sum(one.online for one in found.items)
    good = sum(one.online and one.proof.passed for one in found.items)
    counts = {"good": good, "online": online, "pages": found.pages}
    click.echo(tr("ผ่าน {good} จาก {online} ข้อที่เผยแพร่อยู่  ตรวจ {pages} หน้า", lang, **counts))
    if found.unchanged:
        text = tr(
            "อีก {count} ข้อของปีก่อน ๆ ไม่ได้ตรวจซ้ำ เพราะทุกหน้าและทุกไฟล์ตรงทุกไบต์กับที่พิสูจน์แล้ว และยังมีลิงก์ไปถึง  "
            "ตรวจทั้งหมดด้วย oit site prove",
            lang,
            count=found.unchanged,
        )
        click.echo(messages.wrap(text, SCREEN - 2))
    if found.kind == "rehearsal":
        click.echo(messages.wrap(messages.say("rehearsal_only", {}, lang), SCREEN - 2))
    if found.switched is False:
        text = tr("เว็บไซต์เดิมยังคงอยู่ ไม่ได้สลับ", lang)
        click.secho(text, bold=True)
    if not found.recorded:
        text = tr("ไม่ได้เก็บผลนี้เป็นหลักฐาน เพราะยังไม่ได้เข้าสู่ระบบ", lang)
        click.echo(text)
