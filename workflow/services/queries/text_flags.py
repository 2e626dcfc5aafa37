"""What the checks of texts find in the files of items, before they are submitted: flags, never a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.rules.errors import Unmet
from workflow.rules.states import Duty
from workflow.services.context.use_case import reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office

OURS = frozenset({Duty.ORIGINAL, Duty.CERTIFIED, Duty.DATA})
"""Files whose text the office can still mend: not laws of others, nor what was signed long ago."""


def text_flags(office: Office, codes: Sequence[str], *, year: int | None = None) -> list[Unmet]:
    """Every finding, with the item and the file it is in. :raises NotFound: no such item."""
    with reading(office, year=year) as use_case:
        files = [
            (item.code, e.name, e.sha256)
            for item in use_case.items(codes)
            for e in use_case.evidence(item)
            if e.duty in OURS
        ]
    return [
        Unmet(found.code, {**found.facts, "item": code, "file": name})
        for code, name, digest in files
        for found in office.check_text(name, office.store.get(digest))
    ]
