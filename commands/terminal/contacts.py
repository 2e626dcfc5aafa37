"""Whom to call, and what comes next and who takes it: told after reasons and after every result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

import messages
from commands.context import counter
from commands.locale import tr
from commands.terminal.screen import SCREEN
from workflow.rules.errors import WorkflowError
from workflow.rules.table import rows

if TYPE_CHECKING:
    from workflow.services.queries.contacts import Contact

_NAMED = 3
"""People named of one group; the rest are counted."""
_CALLED = 2
"""Groups told with people and telephone; the rest are counted."""


def whom(who: str, item: str | None, language: str) -> str:
    """Who must act: the capacity, and where the office is at hand its group, people and telephone."""
    here = counter()
    label = messages.who(who, language, here.groups())
    if not here.at_hand:
        return label
    from workflow.services.queries.contacts import contacts

    try:
        found = contacts(here.office(), who, here.named(item) if item else None)
    except WorkflowError:  # an item that is not there, a post that is no more: the capacity is told alone
        return label
    called = told(found, language, without=label)
    return f"{label} {tr('ได้แก่', language)} {called}" if called else label


def told(found: Sequence[Contact], language: str, *, without: str = "") -> str:
    """Groups with people and telephone: "กลุ่มบริหารงานบุคคล นางสาวตัวแทน งานบุคคล โทร. 0 0000 0003".

    :param without: what was said just before, a group's name for one: it is not said twice.
    """
    here = counter()
    said = []
    for one in found[:_CALLED]:
        group = here.groups().get(one.group or "", "")
        names = ", ".join(one.names[:_NAMED])
        if len(one.names) > _NAMED:
            names += tr(" และอีก {n} คน", language, n=len(one.names) - _NAMED)
        phone = tr("โทร. {phone}", language, phone=one.phone).replace(" ", "\u00a0") if one.phone else ""
        said.append(" ".join(filter(None, ("" if group == without else group, names, phone))))
    if len(found) > _CALLED:
        said.append(tr("และอีก {n} กลุ่ม", language, n=len(found) - _CALLED))
    return "; ".join(said)


def say_next(items: Sequence[str]) -> None:
    """What comes next for items, with the command and who takes it; nothing when no office or item is known."""
    here = counter()
    if here.json or not items or not here.at_hand:
        return
    from workflow.services.queries.contacts import ATTEST, next_steps

    try:
        ahead = next_steps(here.office(), [here.named(item) for item in items])
    except WorkflowError:
        return
    for one in ahead:
        attest = one.trigger == ATTEST
        name = messages.task(ATTEST, here.language, {}) if attest else getattr(rows(one.trigger)[0], here.language)
        takes = "FILE…" if one.trigger == "receive" else " ".join(one.items)
        text = tr("ต่อไป: {step}  (oit {command} {items})", here.language, step=name, command=one.command, items=takes)
        who = told(one.contacts, here.language)
        text += tr("  โดย {who}", here.language, who=who) if who else tr("  วันนี้ไม่มีผู้ทำได้", here.language)
        click.echo(messages.wrap(text, SCREEN - 2, "    "))
        if not one.ready:
            look = tr("ยังมีสิ่งที่ขาด ดูด้วย oit why {item}", here.language, item=one.items[0])
            click.echo(messages.wrap(f"    {look}", SCREEN - 2, "    "))
