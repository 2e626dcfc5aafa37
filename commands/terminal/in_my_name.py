"""The lines that tell what others did in one's name or about one's power, for the inbox and the digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import messages
from commands.terminal.screen import day
from workflow.thai import visible
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.services.queries.in_my_name import Done

IN_MY_NAME = "ทำในนามของท่าน หรือเกี่ยวกับอำนาจของท่าน"
FEW = 5
"""Items that are named of many."""
MOST = 20
"""Lines of one kind; the rest is counted."""


def done_line(one: Done, language: str, groups: Mapping[str, str]) -> str:
    """One thing that somebody did in another's name or about their power: when, of what, what, who."""
    what = messages.journal(one.kind, one.step, one.facts, language, groups)
    items = f"{few(one.items)} " if one.items else ""
    return f"{day(one.at.astimezone(BANGKOK).date(), language)} {items}{what} · {visible(one.name)}"


def few(codes: list[str]) -> str:
    """The items, the first few by name."""
    return ", ".join(codes[:FEW]) + (f" +{len(codes) - FEW}" if len(codes) > FEW else "")
