"""Evidence bundles: everything a verdict rests on, in one file that re-verifies offline years later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.models import Evidence, Item, Revision, Submission, Verdict
from workflow.rules.errors import BadInput, NotFound
from workflow.rules.states import Online
from workflow.services.context.use_case import UseCase, reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle written: which paper, where, and what its verdict says.

    :ivar online: of a file whether the built site shows just these bytes now: ``same``, ``differs``, ``none``;
        ``elsewhere`` on a site that the office keeps itself, where a proof tells; ``None`` of a memo.
    """

    paper: str
    path: Path
    status: str
    grade: int
    online: str | None = None


def export(office: Office, code: str, folder: Path, *, year: int | None = None) -> list[Written]:
    """Write one bundle for each verdict on what is online or signed of an item: its memo and its files.

    :raises NotFound: nothing of it was signed. :raises BadInput: the folder cannot be written.
    """
    with reading(office, year=year) as use_case:
        item = use_case.item(code)
        rows = queries.memos.verdicts_on_item(use_case.session, item)
        bundles = [_bundle(use_case, row) for row in rows]
        shown = _shown(use_case, item, rows)
    if not bundles:
        raise NotFound("nothing_signed", item=item.code)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for (name, paper, data, status, grade), online in zip(bundles, shown, strict=True):
            stem = name if name.startswith(item.code) else f"{item.code}-{name}"
            path = folder / f"{stem}.zip"
            path.write_bytes(data)
            written.append(Written(paper, path, status, grade, online))
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(folder), detail=error.strerror or str(error)) from error
    return written


def _shown(use_case: UseCase, item: Item, rows: Sequence[Verdict]) -> list[str | None]:
    """Whether what a bundle is about is what the public gets now."""
    revision = use_case.session.get(Revision, item.online_revision_id) if item.online_revision_id is not None else None
    wanted = {file.id for file in revision.manifest.files} if revision is not None else set()
    if item.online is not Online.ONLINE:
        wanted = set()
    own = use_case.office.settings.site.mode == "own"
    live = use_case.office.site.live() if wanted and not own else None
    newest = {row.evidence_id: row.id for row in rows}

    def one(row: Verdict) -> str | None:
        if row.evidence_id is None:
            return None
        if row.evidence_id not in wanted or newest[row.evidence_id] != row.id:
            return "none"
        if own:
            return "elsewhere"
        return "same" if live is not None and row.file_sha256 in live.digests else "differs"

    return [one(row) for row in rows]


def _bundle(use_case: UseCase, row: Verdict) -> tuple[str, str, bytes, str, int]:
    store = use_case.office.store
    record = dict(row.record)
    policy = store.get(record["policy_sha256"]) if record.get("policy_sha256") else b""
    issued = store.get(row.issued_sha256) if row.issued_sha256 else None
    data = use_case.office.verifier.bundle(store.get(row.file_sha256), issued, policy, record)
    if row.evidence_id is None:
        memo = use_case.session.get_one(Submission, row.submission_id)
        return f"memo-{row.id}", memo.label, data, row.status, row.grade
    return f"file-{row.id}", use_case.session.get_one(Evidence, row.evidence_id).name, data, row.status, row.grade
