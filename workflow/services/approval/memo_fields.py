"""Which fields of an approval memo nobody has given yet. Apart from ``submitting``, so that looking needs no forms."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.records.models import Item
from workflow.rules.errors import Refused
from workflow.services.context.use_case import Desk

MEMO_BOOK = "memo"


def memo_missing(desk: Desk, items: Sequence[Item]) -> tuple[str, ...]:
    """Names of memo fields nobody has given: office code, head, officer."""
    profile = desk.office.settings.office
    missing = []
    if not profile.head_post:
        missing.append("office.head_post")
    if not profile.code and not desk.office.settings.books[MEMO_BOOK].external:
        missing.append("office.code")
    try:
        desk.head()
    except Refused:
        missing.append("head")
    if not any(desk.contributors(item, "compiled") for item in items):
        missing.append("officer")
    return tuple(missing)
