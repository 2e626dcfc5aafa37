"""``oit help``: the procedure with where I am in it and what comes next, the office's words, and completion by Tab."""

from __future__ import annotations

from collections import Counter as Count
from typing import TYPE_CHECKING

import click

import messages
from commands.context import counter, shared_options
from commands.locale import tr
from commands.terminal.screen import SCREEN, fitted, heading
from workflow.rules.errors import WorkflowError
from workflow.rules.states import State
from workflow.rules.table import leading_on

if TYPE_CHECKING:
    from workflow.services.queries.status import ItemStatus

STEPS, WORDS, COMPLETION = "ขั้นตอน", "คำศัพท์", "เติมคำ"
"""Topics, each by its Thai or its English name."""
_FIRST = 3
"""Things told of an inbox."""


@click.command(
    name="help",
    help="ขั้นตอน: ฉันอยู่ตรงไหน และทำอะไรต่อ  คำศัพท์ [คำ]: ความหมายของคำที่ใช้  เติมคำ: ให้ปุ่ม Tab เติมข้อ กลุ่ม และชื่อผู้ใช้",
    short_help="ขั้นตอน คำศัพท์ และการเติมคำ",
)
@click.argument("topic", default=STEPS)
@click.argument("word", required=False)
@shared_options
def help_(topic: str, word: str | None) -> None:
    if topic in _names(STEPS):
        _steps()
    elif topic in _names(WORDS):
        _words(word)
    elif topic in _names(COMPLETION):
        _completion()
    else:
        _words(topic)


def _names(topic: str) -> tuple[str, str]:
    return topic, tr(topic, "en")


def _steps() -> None:
    here = counter()
    lang = here.language
    office = here.office_if_any()
    mine: list[ItemStatus] = []
    login = here.reader() if office is not None else None
    if office is not None:
        mine = _mine(login)
    count = Count(one.state for one in mine)
    heading(tr("ขั้นตอนของข้อ", lang))
    for place, state in enumerate(State, 1):
        here_now = "  ← " + tr("ขณะนี้ {count} ข้อ", lang, count=count[state]) if count[state] else ""
        click.echo(fitted(f"{place}. {messages.label(state, lang)}{here_now}", "   "))
        for step in leading_on(state):
            who = ", ".join(sorted(messages.label(one, lang) for one in step.who))
            text = f"{getattr(step, lang)}  (oit {step.command})  {tr('โดย', lang)} {who}"
            click.echo(messages.wrap(f"     ↓ {text}", SCREEN - 2, "       "))
    if login is not None:
        _waiting(login)
    elif office is not None:
        click.echo(fitted(tr("เข้าสู่ระบบด้วย oit login ชื่อผู้ใช้ แล้วสั่งอีกครั้ง เพื่อดูว่าท่านทำอะไรต่อ", lang)))


def _mine(login: str | None) -> list[ItemStatus]:
    """The items of the groups of who is logged in; of the whole office where they are of none, or nobody is."""
    from workflow.services.context.use_case import reading
    from workflow.services.queries.status import status

    office = counter().office()
    try:
        items = list(status(office).items)
        if login is None:
            return items
        with reading(office, login) as use_case:
            groups = use_case.me.groups
    except WorkflowError:  # no cycle is open yet
        return []
    return [one for one in items if groups & {*one.groups, one.compiler or ""}] or items


def _waiting(login: str) -> None:
    from workflow.services.queries.inbox import inbox

    here = counter()
    lang = here.language
    try:
        waiting = inbox(here.office(), login)
    except WorkflowError:
        return
    heading(tr("สิ่งที่ท่านทำต่อ", lang))
    if not waiting:
        click.echo(f"  {tr('ไม่มีงานรอท่าน', lang)}")
    for one in waiting[:_FIRST]:
        click.echo(fitted(f"  {one.name}  {messages.task(one.do, lang, here.groups())}  {one.title}", "      "))
    if len(waiting) > _FIRST:
        more = tr("และอีก {n} เรื่อง ดูทั้งหมดด้วย oit inbox", lang, n=len(waiting) - _FIRST)
        click.echo(f"  {more}")


def _words(word: str | None) -> None:
    """The words of the glossary; with ``word`` those that hold it, or that are said instead of it."""
    from messages.glossary import TERMS

    lang = counter().language
    found = [t for t in TERMS if word is None or any(word.lower() in said.lower() for said in (t.th, t.en, *t.never))]
    if not found:
        raise click.UsageError(tr("ไม่มีหัวข้อหรือคำว่า “{word}”  ดูทั้งหมดด้วย oit help คำศัพท์", lang, word=word))
    for term in found:
        said, means = (term.en, term.means_en) if lang == "en" else (term.th, term.means_th)
        click.secho(said, bold=True)
        click.echo(messages.wrap(f"  {means}", SCREEN - 2, "  "))


def _completion() -> None:
    told = tr(
        "เพิ่มบรรทัดนี้ท้ายไฟล์ ~/.bashrc แล้วเปิดหน้าจอใหม่ กด Tab เพื่อเติมคำสั่ง ข้อ กลุ่ม และชื่อผู้ใช้",
        counter().language,
    )
    click.echo(fitted(told, ""))
    click.echo('  eval "$(_OIT_COMPLETE=bash_source oit)"')
