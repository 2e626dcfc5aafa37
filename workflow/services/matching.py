"""What came back from the head, matched to its paper: by its bytes, by the codes on its pages, or by their number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from workflow.ports import KnownPaper
from workflow.records.models import Revision, Submission
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.rules.states import Who
from workflow.services.approving import Due, papers_due
from workflow.services.desk import Desk
from workflow.services.filling import fill_in
from workflow.services.incoming import read_file
from workflow.services.memo_route import open_items
from workflow.services.office import Office
from workflow.services.outcome import Outcome
from workflow.thai import arabic_digits, normalise


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came in. ``pages`` of the PDF; ``signed``: it carries a digital signature."""

    path: Path
    data: bytes
    pages: int
    signed: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """One memo with every paper brought for it: the paper, the file it came in, its bytes; token or pen."""

    submission: int
    label: str
    papers: tuple[tuple[Due, Came, bytes], ...]
    how: str


def memo_by_label(desk: Desk, label: str) -> Submission:
    """An open memo by its number, written in either kind of digits, whole or only the running number.

    :raises NotFound: no memo of that number; says when it was voided or signed already.
    """
    said = arabic_digits(normalise(label)).replace(" ", "")
    rows = list(desk.session.scalars(select(Submission).where(Submission.office_id == desk.office_id)))
    fitting = [s for s in rows if arabic_digits(s.label).replace(" ", "") == said or str(s.number) == said]
    still_open = [s for s in fitting if s.status == "open"]
    if still_open:
        return still_open[-1]
    if fitting:
        raise NotFound("memo_not_open", memo=fitting[-1].label, status=fitting[-1].status)
    raise NotFound("no_such_memo", memo=label)


def read(office: Office, path: Path) -> Came:
    try:
        data = read_file(path, office.settings.files.max_mb)
        return Came(path, data, office.signatures.page_count(data), office.signatures.is_signed(data))
    except BadInput as bad:
        raise BadInput(bad.code, [Unmet(r.code, {"file": path.name, **r.facts}, r.who) for r in bad.reasons]) from bad


def match_tokens(desk: Desk, came: Sequence[Came]) -> list[Plan]:
    """Match by bytes: a signed file begins with the file that was issued."""
    query = select(Submission).where(Submission.office_id == desk.office_id, Submission.status == "open")
    due_of = {s.id: papers_due(desk, s, open_items(desk, s)) for s in desk.session.scalars(query)}
    issued = {d: desk.office.store.get(d.issued) for due in due_of.values() for d in due}
    found: dict[int, list[tuple[Due, Came, bytes]]] = {}
    for c in came:
        due = next((d for d, data in issued.items() if c.data.startswith(data)), None)
        if due is None:
            _refuse_closed(desk, c)
            raise NotFound("not_an_issued_file", file=c.path.name)
        found.setdefault(due.submission, []).append((due, c, c.data))
    problems = [
        Unmet("paper_not_brought", {"memo": d.label, "item": d.item, "file": d.name}, Who.HEAD)
        for submission, brought in found.items()
        for d in due_of[submission]
        if d not in [b[0] for b in brought]
    ]
    if problems:
        raise BadInput("papers_incomplete", problems)
    return [Plan(submission, brought[0][0].label, tuple(brought), "token") for submission, brought in found.items()]


def _refuse_closed(desk: Desk, came: Came) -> None:
    """:raises NotFound: the file belongs to a memo that is signed or void already; says which."""
    query = select(Submission).where(Submission.office_id == desk.office_id, Submission.status != "open")
    for s in desk.session.scalars(query.order_by(Submission.id.desc())):
        issued = {s.memo_issued}
        for row in s.items:
            files = desk.session.get_one(Revision, row.revision_id).manifest["files"]
            issued |= {f["issued"] for f in files if f["issued"]}
        if any(came.data.startswith(desk.office.store.get(digest)) for digest in issued):
            raise NotFound("memo_not_open", memo=s.label, status=s.status)


def match_codes(desk: Desk, came: Sequence[Came], memo: Submission | None = None) -> tuple[list[Plan], list[Outcome]]:
    """Split scans by the codes printed on their pages. Nothing is dropped: what fits nowhere is told page by page.

    :param memo: the registrar says that this is its scan: pages without a code are then the pages that are missing.
    :returns: memos all of whose papers are complete, and a refusal for each memo or page that is not.
    """
    signatures = desk.office.signatures
    scan = came[0].data if len(came) == 1 else signatures.join([c.data for c in came])
    due_of, known, closed = _coded(desk)
    sorted_scan = signatures.sort_scan(scan, desk.office_row.secret, known)
    if not sorted_scan.parts and all(why.code == "PAGE_NO_CODE" for _, why in sorted_scan.aside):
        return [], []
    if memo is not None and sorted_scan.aside:
        filled = fill_in(signatures, scan, sorted_scan, due_of[memo.id])
        if filled is not None:
            return [Plan(memo.id, memo.label, tuple((due, came[0], data) for due, data in filled), "pen")], []
    by_code = {d.code: d for due in due_of.values() for d in due if d.code}
    brought: dict[int, list[tuple[Due, Came, bytes]]] = {}
    lacking: dict[int, list[Unmet]] = {}
    late: dict[str, str] = {}
    for part in sorted_scan.parts:
        if part.document not in by_code:
            late[closed[part.document].label] = closed[part.document].status
            continue
        due = by_code[part.document]
        told = {"memo": due.label, "item": due.item, "file": due.name}
        for why in part.missing:
            lacking.setdefault(due.submission, []).append(
                Unmet("scan_incomplete", {**told, "why_th": why.th, "why_en": why.en}, Who.REGISTRAR)
            )
        brought.setdefault(due.submission, []).append((due, came[0], part.data))
    plans, refused = [], []
    for submission, parts in brought.items():
        there = [due for due, _, _ in parts]
        problems = lacking.get(submission, []) + [
            Unmet("paper_not_brought", {"memo": d.label, "item": d.item, "file": d.name}, Who.REGISTRAR)
            for d in due_of[submission] if d not in there
        ]  # fmt: skip
        label = there[0].label
        if problems:
            refused.append(Outcome(label, BadInput("papers_incomplete", problems, memo=label)))
        else:
            order = {d: n for n, d in enumerate(due_of[submission])}
            plans.append(Plan(submission, label, tuple(sorted(parts, key=lambda p: order[p[0]])), "pen"))
    refused += [Outcome(label, NotFound("memo_not_open", memo=label, status=now)) for label, now in late.items()]
    for page, why in sorted_scan.aside:
        problem = Unmet("page_set_aside", {"page": page, "why_th": why.th, "why_en": why.en}, Who.REGISTRAR)
        refused.append(Outcome(f"หน้า {page}", BadInput("page_set_aside", [problem])))
    return plans, refused


def _coded(desk: Desk) -> tuple[dict[int, list[Due]], dict[str, KnownPaper], dict[str, Submission]]:
    """Papers of every open memo; all that a code may name; and whose memo is not open any more, to say so."""
    due_of: dict[int, list[Due]] = {}
    known: dict[str, KnownPaper] = {}
    closed: dict[str, Submission] = {}
    evidence = {e.id: e for item in desk.items() for e in item.evidence}
    for s in desk.session.scalars(select(Submission).where(Submission.office_id == desk.office_id)):
        if s.status == "open":
            due_of[s.id] = papers_due(desk, s, open_items(desk, s))
            known |= {d.code: KnownPaper(d.pages, d.code_digest) for d in due_of[s.id] if d.code and d.code_digest}
            continue
        if s.memo_code and s.memo_code_digest:
            known[s.memo_code] = KnownPaper(s.memo_pages, s.memo_code_digest, void=s.status == "void")
            closed[s.memo_code] = s
        query = select(Revision).where(Revision.id.in_([row.revision_id for row in s.items]))
        for f in [f for revision in desk.session.scalars(query) for f in revision.manifest["files"]]:
            e = evidence.get(f["id"])
            if e is not None and e.code and e.code_digest and e.issued_sha256 == f["issued"] and e.code not in known:
                known[e.code] = KnownPaper(e.issued_pages or 0, e.code_digest, void=s.status == "void")
                closed[e.code] = s
    return due_of, known, closed


def match_pages(desk: Desk, submission: Submission, came: Sequence[Came]) -> Plan:
    """For scans without codes: cut the pages into the memo and the files to be signed, by their numbers of pages."""
    due = papers_due(desk, submission, open_items(desk, submission))
    expected, pages = sum(d.pages for d in due), sum(c.pages for c in came)
    if expected != pages:
        listed = [{"file": d.name, "item": d.item, "pages": d.pages} for d in due]
        raise BadInput("scan_pages", memo=submission.label, pages=pages, expected=expected, papers=listed)
    parts: list[tuple[Due, Came, bytes]] = []
    if len(came) == 1:
        cut = desk.office.signatures.split(came[0].data, [d.pages for d in due])
        parts = [(d, came[0], data) for d, data in zip(due, cut, strict=True)]
    elif [c.pages for c in came] == [d.pages for d in due]:
        parts = [(d, c, c.data) for d, c in zip(due, came, strict=True)]
    else:
        listed = [{"file": d.name, "item": d.item, "pages": d.pages} for d in due]
        raise BadInput("scan_pages", memo=submission.label, pages=pages, expected=expected, papers=listed)
    return Plan(submission.id, submission.label, tuple(parts), "pen")
