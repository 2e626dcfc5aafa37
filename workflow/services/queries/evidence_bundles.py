"""Evidence bundles: everything a verdict rests on, in one file that re-verifies offline years later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from workflow.records.models import Evidence, Submission, SubmissionItem, Verdict
from workflow.rules.errors import BadInput, NotFound
from workflow.services.context.office import Office
from workflow.services.context.use_case import Desk


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle written: which paper, where, and what its verdict says."""

    paper: str
    path: Path
    status: str
    grade: int


def export(office: Office, code: str, folder: Path, *, year: int | None = None) -> list[Written]:
    """Write one bundle for each verdict on what is online or signed of an item: its memo and its files.

    :raises NotFound: nothing of it was signed. :raises BadInput: the folder cannot be written.
    """
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, None, year)
        item = desk.item(code)
        memos = select(SubmissionItem.submission_id).where(SubmissionItem.item_id == item.id)
        mine = [e.id for e in item.evidence]
        query = (
            select(Verdict)
            .where(Verdict.evidence_id.in_(mine) | (Verdict.submission_id.in_(memos) & Verdict.evidence_id.is_(None)))
            .order_by(Verdict.id)
        )
        bundles = [_bundle(desk, row) for row in uow.session.scalars(query)]
    if not bundles:
        raise NotFound("nothing_signed", item=item.code)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, paper, data, status, grade in bundles:
            path = folder / f"{item.code}-{name}.zip"
            path.write_bytes(data)
            written.append(Written(paper, path, status, grade))
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(folder), detail=error.strerror or str(error)) from error
    return written


def _bundle(desk: Desk, row: Verdict) -> tuple[str, str, bytes, str, int]:
    store = desk.office.store
    record = dict(row.record)
    policy = store.get(record["policy_sha256"]) if record.get("policy_sha256") else b""
    issued = store.get(row.issued_sha256) if row.issued_sha256 else None
    data = desk.office.signatures.bundle(store.get(row.file_sha256), issued, policy, record)
    if row.evidence_id is None:
        memo = desk.session.get_one(Submission, row.submission_id)
        return f"memo-{row.id}", memo.label, data, row.status, row.grade
    return f"file-{row.id}", desk.session.get_one(Evidence, row.evidence_id).name, data, row.status, row.grade
