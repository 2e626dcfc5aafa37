"""``receive``: the registrar takes in what the head signed elsewhere, with a token or with a pen.

A digitally signed PDF is matched to its paper by its bytes: it must begin with the issued file. A scan is split by the
codes printed on its pages; without codes by the memo number given, its pages being the memo's and then those of each
file to be signed, in annex order. The registrar attests by name what the eye must judge, and the verdict says *attested
by a person*, never *verified*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select

from workflow.ports import KnownPaper
from workflow.records.models import Item, Revision, Submission
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WorkflowError
from workflow.rules.states import Role, Who
from workflow.services.acting import Record, act
from workflow.services.approving import Brought, Due, as_head, must_agree, must_reach_grade, papers_due, record_approval
from workflow.services.desk import Desk
from workflow.services.incoming import digest_of, read_file
from workflow.services.memo_route import open_items
from workflow.services.office import Office
from workflow.services.outcome import Outcome
from workflow.services.overtaken import overtaken
from workflow.services.people import Actor, actor, holders
from workflow.services.terms import signer_terms
from workflow.thai import arabic_digits, normalise

STATEMENT = (
    "ข้าพเจ้าได้เห็นต้นฉบับกระดาษแล้ว ขอรับรองว่ามีลายมือชื่อของหัวหน้าหน่วยงาน (หรือผู้ทำการแทน) ตามที่ระบุ และไฟล์สแกนนี้ครบถ้วนตรงตามต้นฉบับ"
)
"""What the registrar attests; stored with the scan's digest."""
BY_HAND = "หัวหน้าหน่วยงานเขียนยกเว้นไว้ในบันทึก"


@dataclass(frozen=True, slots=True)
class _Came:
    """A file that came in. ``pages`` of the PDF; ``signed``: it carries a digital signature."""

    path: Path
    data: bytes
    pages: int
    signed: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """One memo with every paper brought for it: the paper, the file it came in, its bytes; token or pen."""

    submission: int
    label: str
    papers: tuple[tuple[Due, _Came, bytes], ...]
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


def receive(
    office: Office,
    login: str,
    files: Sequence[Path],
    *,
    memo: str | None = None,
    decided_on: date | None = None,
    signer: str | None = None,
    excepted: Sequence[str] = (),
    year: int | None = None,
) -> list[Outcome]:
    """Record what the head signed elsewhere; one result for each memo.

    :param decided_on: date of the head's decision; today when not given. :param signer: login of who signed, when it
        was not the holder. :param excepted: items the head excepted by hand.
    :raises BadInput: a file is not usable, or pages are missing. :raises NotFound: no open memo fits.
    """
    came = [_read(office, path) for path in files]
    if not came:
        raise BadInput("no_files")
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        scans = [c for c in came if not c.signed]
        tokens = [c for c in came if c.signed]
        plans: list[_Plan] = []
        refused: list[Outcome] = []
        if tokens:
            plans += _match_tokens(desk, tokens)
        if scans:
            found, refused = _match_codes(desk, scans)
            if not found and not refused:
                if memo is None:
                    raise BadInput("scan_needs_memo", files=[c.path.name for c in scans])
                found = [_match_pages(desk, memo_by_label(desk, memo), scans)]
            plans += found

    def one(plan: _Plan) -> Outcome:
        try:
            return _receive_one(office, login, plan, decided_on, signer, excepted, year)
        except WorkflowError as no:
            return Outcome(plan.label, no)

    return [one(plan) for plan in plans] + refused


def _match_codes(desk: Desk, came: Sequence[_Came]) -> tuple[list[_Plan], list[Outcome]]:
    """Split scans by the codes printed on their pages. Nothing is dropped: what fits nowhere is told page by page.

    :returns: memos all of whose papers are complete, and a refusal for each memo or page that is not.
    """
    signatures = desk.office.signatures
    scan = came[0].data if len(came) == 1 else signatures.join([c.data for c in came])
    due_of, known, closed = _coded(desk)
    sorted_scan = signatures.sort_scan(scan, desk.office_row.secret, known)
    if not sorted_scan.parts and all(why.code == "PAGE_NO_CODE" for _, why in sorted_scan.aside):
        return [], []
    by_code = {d.code: d for due in due_of.values() for d in due if d.code}
    brought: dict[int, list[tuple[Due, _Came, bytes]]] = {}
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
            plans.append(_Plan(submission, label, tuple(sorted(parts, key=lambda p: order[p[0]])), "pen"))
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


def _read(office: Office, path: Path) -> _Came:
    try:
        data = read_file(path, office.settings.files.max_mb)
        return _Came(path, data, office.signatures.page_count(data), office.signatures.is_signed(data))
    except BadInput as bad:
        raise BadInput(bad.code, [Unmet(r.code, {"file": path.name, **r.facts}, r.who) for r in bad.reasons]) from bad


def _match_tokens(desk: Desk, came: Sequence[_Came]) -> list[_Plan]:
    """Match by bytes: a signed file begins with the file that was issued."""
    query = select(Submission).where(Submission.office_id == desk.office_id, Submission.status == "open")
    due_of = {s.id: papers_due(desk, s, open_items(desk, s)) for s in desk.session.scalars(query)}
    issued = {d: desk.office.store.get(d.issued) for due in due_of.values() for d in due}
    found: dict[int, list[tuple[Due, _Came, bytes]]] = {}
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
    return [_Plan(submission, brought[0][0].label, tuple(brought), "token") for submission, brought in found.items()]


def _refuse_closed(desk: Desk, came: _Came) -> None:
    """:raises NotFound: the file belongs to a memo that is signed or void already; says which."""
    query = select(Submission).where(Submission.office_id == desk.office_id, Submission.status != "open")
    for s in desk.session.scalars(query.order_by(Submission.id.desc())):
        issued = {s.memo_issued}
        for row in s.items:
            files = desk.session.get_one(Revision, row.revision_id).manifest["files"]
            issued |= {f["issued"] for f in files if f["issued"]}
        if any(came.data.startswith(desk.office.store.get(digest)) for digest in issued):
            raise NotFound("memo_not_open", memo=s.label, status=s.status)


def _match_pages(desk: Desk, submission: Submission, came: Sequence[_Came]) -> _Plan:
    """For scans without codes: cut the pages into the memo and the files to be signed, by their numbers of pages."""
    due = papers_due(desk, submission, open_items(desk, submission))
    expected, pages = sum(d.pages for d in due), sum(c.pages for c in came)
    if expected != pages:
        listed = [{"file": d.name, "item": d.item, "pages": d.pages} for d in due]
        raise BadInput("scan_pages", memo=submission.label, pages=pages, expected=expected, papers=listed)
    parts: list[tuple[Due, _Came, bytes]] = []
    if len(came) == 1:
        cut = desk.office.signatures.split(came[0].data, [d.pages for d in due])
        parts = [(d, came[0], data) for d, data in zip(due, cut, strict=True)]
    elif [c.pages for c in came] == [d.pages for d in due]:
        parts = [(d, c, c.data) for d, c in zip(due, came, strict=True)]
    else:
        listed = [{"file": d.name, "item": d.item, "pages": d.pages} for d in due]
        raise BadInput("scan_pages", memo=submission.label, pages=pages, expected=expected, papers=listed)
    return _Plan(submission.id, submission.label, tuple(parts), "pen")


def _signer(desk: Desk, login: str | None, day: date) -> Actor:
    """Who signed, with what they held on the day of the decision."""
    from workflow.services.people import actors

    if login is not None:
        who = actor(desk.session, desk.office_id, login, day)
        if who.holds(Role.HEAD) is None:
            facts = {"person": login, "day": day.isoformat()}
            raise Refused("not_head_on_day", "receive", (Unmet("not_head_on_day", facts, Who.HEAD),))
        return who
    found = holders(actors(desk.session, desk.office_id, day).values(), Role.HEAD)
    if not found:
        raise Refused("no_head", "receive", (Unmet("no_head", {"day": day.isoformat()}),))
    return found[0][0]


def _receive_one(
    office: Office,
    login: str,
    plan: _Plan,
    decided_on: date | None,
    signer: str | None,
    excepted: Sequence[str],
    year: int | None,
) -> Outcome:
    submission_id, parts, how = plan.submission, plan.papers, plan.how
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        submission = desk.session.get_one(Submission, submission_id)
        day = decided_on or desk.today
        submitted = submission.submitted_at.astimezone(desk.now.tzinfo).date()
        if not submitted <= day <= desk.today:
            raise BadInput(
                "decision_date_impossible", day=day.isoformat(), submitted=submitted.isoformat(),
                today=desk.today.isoformat(),
            )  # fmt: skip
        who = _signer(desk, signer, day)
        items = open_items(desk, submission)
        if not items or {d.issued for d in papers_due(desk, submission, items)} != {due.issued for due, _, _ in parts}:
            # Signed, withdrawn or reissued since the pages were matched to its papers.
            raise overtaken(desk, [desk.session.get_one(Item, row.item_id).code for row in submission.items])
        must_agree(desk, "receive", items, who.login)
        version = submission.version
        terms = signer_terms(desk)
        registrar = desk.me
    required = office.settings.required_grade
    if how == "pen":
        brought = [_attested(office, due, data, c, registrar, who, day, required) for due, c, data in parts]
    else:
        verdicts = office.signatures.verify_many(
            [(data, office.store.get(due.issued)) for due, _, data in parts],
            terms=terms,
            required_grade=required,
            foreign=True,
        )
        brought = [
            Brought(due, office.store.put(data), verdict)
            for (due, _, data), verdict in zip(parts, verdicts, strict=True)
        ]
    must_reach_grade(brought, "receive", required)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        submission = desk.session.get_one(Submission, submission_id)
        if submission.version != version:
            raise overtaken(desk, [item.code for item in items])
        record = Record(desk)
        staying = _except(desk, record, submission, excepted, who)
        gone = {item.code for item in open_items(desk, submission)} - {item.code for item in staying}
        record_approval(
            desk, record, submission, staying, [b for b in brought if b.due.item not in gone],
            trigger="receive", how=how, signer=who, decided_on=day,
            facts={"attested_by": registrar.name} if how == "pen" else {},
        )  # fmt: skip
        uow.commit()
        return Outcome(submission.label, None, ", ".join(item.code for item in staying))


def _except(desk: Desk, record: Record, submission: Submission, codes: Sequence[str], who: Actor) -> list[Item]:
    """Send back what the head excepted by hand; returns the items that stay on the memo."""
    items = open_items(desk, submission)
    wanted = {item.code for item in desk.items(codes)} if codes else set()
    strange = wanted - {item.code for item in items}
    if strange:
        raise NotFound("item_not_on_memo", items=sorted(strange), memo=submission.label)
    if wanted and wanted == {item.code for item in items}:
        raise BadInput("all_excepted", memo=submission.label)
    rows = {row.item_id: row for row in submission.items}
    for item in items:
        if item.code in wanted:
            case = as_head(desk.case(item), who.login, BY_HAND)
            act(record, item, "send_back", case, facts={"memo": submission.label, "recorded_by": desk.me.login},
                submission=submission.id, role=Role.REGISTRAR)  # fmt: skip
            rows[item.id].outcome, rows[item.id].reason = "excepted", BY_HAND
            item.revision_id = item.submission_id = None
    return [item for item in items if item.code not in wanted]


def _attested(
    office: Office, due: Due, data: bytes, came: _Came, registrar: Actor, who: Actor, day: date, required: int
) -> Brought:
    """The verdict on a scan: grade 1, on the word of a named person. Pixels are never proof."""
    if came.data is not data:
        office.store.put(came.data)
    held = who.holds(Role.HEAD)
    verdict = office.signatures.attest(
        data, issued=office.store.get(due.issued), registrar=registrar.name, signer=who.name,
        post=held.lines[-1] if held else who.post, day=day, required_grade=required,
    )  # fmt: skip
    record = {
        **verdict.record,
        "attested_by": {"login": registrar.login, "name": registrar.name, "post": registrar.post},
        "statement": STATEMENT,
        "decided_on": day.isoformat(),
        "scan": {"name": came.path.name, "sha256": digest_of(came.data), "pages": came.pages},
    }
    verdict = replace(verdict, record=record)
    return Brought(due, office.store.put(data), verdict)
