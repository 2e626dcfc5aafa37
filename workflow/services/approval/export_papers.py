"""``papers``: the memo and the files to be signed, as files to print or to sign on another machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.records.models import Item, Submission
from workflow.rules.errors import BadInput, NotFound
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.record import required_signatures
from workflow.services.context.office import Office
from workflow.services.context.results import of_item
from workflow.services.context.use_case import UseCase, reading


@dataclass(frozen=True, slots=True)
class ExportedPaper:
    """One file written. ``item`` ``None``: the memo. ``signed``: it carries the head's signature, or its scan."""

    memo: str
    item: str | None
    path: Path
    pages: int
    signed: bool


def export_papers(
    office: Office, codes: Sequence[str], folder: Path, *, year: int | None = None
) -> list[ExportedPaper]:
    """Write each memo the items are on, and every file that needs the head's own signature, whole memos at a time.

    A memo that is signed already comes as it was signed; one that others signed before the head, with their
    signatures. A file of the same name that is there already is not overwritten unless it holds the same.

    :raises NotFound: an item is on no memo yet. :raises BadInput: the folder cannot be written.
    """
    with reading(office, year=year) as use_case:
        memos: dict[int, Submission] = {}
        for item in use_case.items(codes):
            submission = use_case.submission(item)
            if submission is None:
                raise NotFound("no_memo_yet", item=item.code)
            memos[submission.id] = submission
        wanted = [paper for submission in memos.values() for paper in _papers(use_case, submission)]
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for memo, code, name, digest, pages, signed in wanted:
            path = _place(folder, name, office.store.get(digest))
            written.append(ExportedPaper(memo, code, path, pages, signed))
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(folder), detail=error.strerror or str(error)) from error
    return written


def _papers(use_case: UseCase, submission: Submission) -> list[tuple[str, str | None, str, str, int, bool]]:
    """Memo number, item, file name, digest, pages and whether it is signed, of each paper of a memo."""
    label = submission.label
    done = submission.memo_signed is not None
    items = _signed_items(use_case, submission) if done else open_items(use_case, submission)
    evidence = {e.id: e for item in items for e in use_case.evidence(item)}
    found: list[tuple[str, str | None, str, str, int, bool]] = []
    for due in required_signatures(use_case, submission, items):
        if due.evidence is None:
            digest = submission.memo_signed or due.base or due.issued
            found.append((label, None, _name(label), digest, due.pages, done))
            continue
        signed = evidence[due.evidence].signed_sha256 if done else None
        name = _name(f"{label} {of_item(due.item or '', Path(due.name).stem)}")
        found.append((label, due.item, name, signed or due.issued, due.pages, signed is not None))
    return found


def _signed_items(use_case: UseCase, submission: Submission) -> list[Item]:
    return use_case.items_with({row.item_id for row in submission.items if row.outcome == "signed"})


def _name(text: str) -> str:
    """A file name that every system takes, still readable."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", text).strip(" .") + ".pdf"


def _place(folder: Path, name: str, data: bytes) -> Path:
    """Write under the name, or under the next free one when another file has it."""
    stem, number = Path(name).stem, 1
    path = folder / name
    while path.exists() and path.read_bytes() != data:
        number += 1
        path = folder / f"{stem} ({number}).pdf"
    path.write_bytes(data)
    return path
