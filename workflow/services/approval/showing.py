"""A memo as it is shown to who submits it, before its number is taken: where a picture of its page lies, and what it
asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.rules.errors import Declined
from workflow.services.approval.memo.plans import MemoDraft
from workflow.services.context.office import Office

PICTURES = "hints"
"""Folder of the office for pictures to look at; no backup needs it."""
WIDTH = 1000
"""Pixels across the page of a picture."""


@dataclass(frozen=True, slots=True)
class MemoShown:
    """:ivar items: code and title of each. :ivar picture: of its first page; ``None``: the folder cannot be written."""

    label: str
    subject: str
    items: tuple[tuple[str, str], ...]
    pages: int
    picture: Path | None


Agree = Callable[[Sequence[MemoShown]], bool]
"""Asks a person whether these memos are to be submitted."""


def must_want(office: Office, drafts: Sequence[MemoDraft], titles: dict[str, str], agree: Agree) -> None:
    """Show the memos and ask, with nothing locked. :raises Declined: the answer was no; no number was used."""
    if drafts and not agree([_shown(office, draft, titles) for draft in drafts]):
        raise Declined("memo_not_wanted", items=[code for draft in drafts for code in draft.versions])


def _shown(office: Office, draft: MemoDraft, titles: dict[str, str]) -> MemoShown:
    path = office.folder / PICTURES / f"memo-{draft.year}-{draft.number}.png"
    written: Path | None = path
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(office.pdf.page_picture(office.store.get(draft.memo.issued), 1, WIDTH))
    except OSError:
        written = None
    items = tuple((code, titles[code]) for code in draft.versions)
    return MemoShown(draft.label, draft.subject, items, draft.memo.pages, written)
