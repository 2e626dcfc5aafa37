"""What a person sees before they commit: the memo before its number is taken, all that will be signed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import messages
from commands.locale import tr, tr_all
from commands.terminal.screen import SCREEN, forget_typed

if TYPE_CHECKING:
    from commands.context import Counter
    from workflow.services.approval.showing import MemoShown


def who_agrees(here: Counter, *, said: bool) -> Callable[[Sequence[MemoShown]], bool] | None:
    """How a person is asked whether they want what is shown; ``None``: they said so, or (a script) nobody is there."""
    if said or here.json or not sys.stdin.isatty():
        return None

    def ask(memos: Sequence[MemoShown]) -> bool:
        for memo in memos:
            for line in memo_lines(memo, here.language):
                click.echo(line, err=True)
        forget_typed()
        return click.confirm(tr("เสนอตามนี้หรือไม่", here.language), default=True, err=True)

    return ask


def memo_lines(memo: MemoShown, language: str) -> list[str]:
    """A memo in lines of the terminal's width: number, subject, items, and where to look at the page."""
    number, subject, items, pages, picture = tr_all(
        ("บันทึกเลขที่", "เรื่อง", "ขอความเห็นชอบ", "จำนวนหน้า", "ดูภาพหน้าแรกที่"), language, "memo"
    )
    lines = ["─" * (SCREEN - 2)]
    for label, value in ((number, memo.label), (subject, memo.subject), (pages, str(memo.pages))):
        lines += _line(f"{label}: {value}")
    lines.append(f"{items}:")
    for code, title in memo.items:
        lines += _line(f"  {code}  {title}", "       ")
    if memo.picture is not None:
        lines += _line(f"{picture} {near(memo.picture)}")
    return lines


def say_to_sign(here: Counter, codes: Sequence[str] | None, arguments: dict[str, Any]) -> None:
    """List memos, items, files and pages that the signature will be put on, before the passphrase is asked for."""
    if here.json:
        return
    from workflow.services.approval.signing import memos_to_sign
    from workflow.services.context.results import of_item
    from workflow.services.context.use_case import reading

    with reading(here.office(), here.login(), arguments["year"]) as use_case:
        memos = memos_to_sign(use_case, codes, arguments["excepted"], arguments["reason"])
    lang = here.language
    for memo in memos:
        click.echo(messages.wrap(f"{memo.told}  {memo.subject}", SCREEN - 2, "    "), err=True)
        agreed = ", ".join(memo.staying)
        text = tr("เห็นชอบ: {items}", lang, items=agreed)
        if memo.excepted:
            text += "  " + tr("ยกเว้น: {items}", lang, items=", ".join(memo.excepted))
        click.echo(messages.wrap(f"  {text}", SCREEN - 2, "    "), err=True)
        for paper in memo.due:
            name = of_item(paper.item, paper.name) if paper.item is not None else tr("บันทึกข้อความ", lang)
            line = tr("ลงนามบน {name}  {pages} หน้า", lang, name=name, pages=paper.pages)
            click.echo(messages.wrap(f"    {line}", SCREEN - 2, "      "), err=True)
    if memos:
        papers = sum(len(memo.due) for memo in memos)
        total = tr("รวม {memos} เรื่อง ลงนาม {papers} ไฟล์", lang, memos=len(memos), papers=papers)
        click.echo(total, err=True)


def near(path: Path) -> str:
    """The path as seen from here, so that it can be copied into the next command."""
    whole = path.absolute()
    return whole.relative_to(Path.cwd()).as_posix() if whole.is_relative_to(Path.cwd()) else str(whole)


def _line(text: str, indent: str = "  ") -> list[str]:
    return messages.wrap(text, SCREEN - 2, indent).split("\n")
