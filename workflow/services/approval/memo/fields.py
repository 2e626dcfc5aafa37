"""Which fields of an approval memo nobody has given yet. Apart from ``submitting``, so that looking needs no forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.services.context.use_case import UseCase

if TYPE_CHECKING:
    from workflow.records.models import Item

MEMO_BOOK = "memo"


def memo_missing(use_case: UseCase, items: Sequence[Item]) -> tuple[str, ...]:
    """Names of memo fields nobody has given: the head's post, office code, officer."""
    profile = use_case.office.settings.office
    missing = []
    if not profile.head_post:
        missing.append("office.head_post")
    if not profile.code and not use_case.office.settings.books[MEMO_BOOK].external:
        missing.append("office.code")
    if not any(use_case.revision(item) for item in items):
        missing.append("officer")
    return tuple(missing)
