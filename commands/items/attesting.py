"""Asks a named person what the eye must judge.

The registrar, memo by memo, of a scan: who signed, when, what was struck out. Who compiles, of a paper that was signed
with a pen before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date

import click

import messages
from commands.locale import tr, tr_all
from commands.terminal.screen import SCREEN, day
from workflow.services.collection.vouching import OldPaper
from workflow.services.intake.attestation import Attestation

YES = frozenset({"y", "yes", "ใช่", "รับรอง"})
NO = frozenset({"", "n", "no", "ไม่", "ไม่ใช่", "ไม่รับรอง"})
_LABELS = ("บันทึกเลขที่", "ข้อที่เห็นชอบ", "ข้อที่เขียนยกเว้นด้วยมือ", "ผู้ลงนาม", "ลงนามเมื่อ", "ไฟล์สแกน", "ผู้รับรอง")
_PAPER = ("ข้อ", "เอกสารที่ลงนามด้วยปากกาไว้ก่อน", "เลขที่และวันที่", "ผู้รับรอง")


def who_attests(language: str, *, said: bool) -> Callable[[Attestation | OldPaper], bool] | None:
    """How a person's word is had: said on the command line, asked at the terminal, or (a script) not at all."""
    if said:
        return lambda about: True
    if not sys.stdin.isatty():
        return None
    stopped: list[Attestation | OldPaper] = []

    def ask(about: Attestation | OldPaper) -> bool:
        if stopped:  # Ctrl-C at one paper is no for those after it, too; what was recorded before stays
            return False
        try:
            lines = old_paper(about, language) if isinstance(about, OldPaper) else shown(about, language)
            return _asked(lines, language)
        except click.Abort:
            click.echo(err=True)
            stopped.append(about)
            return False

    return ask


def who_dates(language: str, today: date, *, said: bool) -> Callable[[str], date] | None:
    """How a person is asked on which day the head signed, as the paper says; ``None``: said already, or a script."""
    if said or not sys.stdin.isatty():
        return None

    def ask(memo: str) -> date:
        from workflow.thai import NotUnderstood, parse_date

        question = tr("บันทึก {memo}: วันที่หัวหน้าหน่วยงานลงนาม ตามที่เขียนบนกระดาษ", language, memo=memo)
        while True:
            typed = str(click.prompt(question, default=day(today, language), err=True))
            try:
                return parse_date(typed)
            except NotUnderstood as no:
                click.echo(messages.wrap(messages.say(no.code, no.facts, language), SCREEN - 2, "  "), err=True)

    return ask


def _asked(lines: Sequence[str], language: str) -> bool:
    for line in lines:
        click.echo(line, err=True)
    question = tr("รับรองหรือไม่ (y = รับรอง, n = ไม่รับรอง)", language)
    while True:
        answer = str(click.prompt(question, default="n", show_default=True, err=True)).strip().lower()
        if answer in YES | NO:
            return answer in YES


def shown(about: Attestation, language: str) -> list[str]:
    """What is attested, in lines of the terminal's width."""
    memo, approved, struck, signer, on, scan, registrar = tr_all(_LABELS, language, "heading")
    pages = tr("หน้า", language)
    lines = ["", "─" * (SCREEN - 2), f"{memo} {about.memo}"]
    lines += _items(approved, about.items)
    lines += _items(struck, about.excepted)
    for label, value in (
        (signer, f"{about.signer}  {about.post}"),
        (on, day(about.day, language)),
        (scan, f"{', '.join(about.files)}  ({about.pages} {pages})"),
    ):
        lines += messages.wrap(f"{label}: {value}", SCREEN - 2, "  ").split("\n")
    if about.removed:
        told = messages.say("scan_cleaned", {"memo": about.memo, "removed": about.removed}, language)
        lines += messages.wrap(told, SCREEN - 2, "  ").split("\n")
    lines.append("")
    lines += messages.wrap(messages.say("attestation_statement", None, language), SCREEN - 2).split("\n")
    lines += messages.wrap(f"{registrar}: {about.registrar}", SCREEN - 2, "  ").split("\n")
    return lines


def old_paper(about: OldPaper, language: str) -> list[str]:
    """What is vouched for, in lines of the terminal's width."""
    item, paper, number, who = tr_all(_PAPER, language, "heading")
    lines = ["", "─" * (SCREEN - 2)]
    dated = day(about.dated, language) if about.dated is not None else "–"
    for label, value in (
        (item, f"{about.item}  {about.title}"),
        (paper, about.file),
        (number, f"{about.number or '–'}  ({dated})"),
    ):
        lines += messages.wrap(f"{label}: {value}", SCREEN - 2, "  ").split("\n")
    lines.append("")
    lines += messages.wrap(messages.say("old_paper_statement", None, language), SCREEN - 2).split("\n")
    lines += messages.wrap(f"{who}: {about.who}", SCREEN - 2, "  ").split("\n")
    return lines


def _items(label: str, items: Sequence[tuple[str, str]]) -> list[str]:
    if not items:
        return []
    lines = [f"{label}:"]
    for code, title in items:
        lines += messages.wrap(f"  {code}  {title}", SCREEN - 2, "       ").split("\n")
    return lines
