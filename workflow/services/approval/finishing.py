"""``sign --finish``: the values that came from the key go into the papers that were kept, and the approval is recorded.

No other bytes and no other key; once, and not after the request's end. The memo must still be what was approved, and
whoever signs must be entitled today as on the day of the approval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflow.ports.signing import BegunSignature
from workflow.records import queries
from workflow.records.facts import HeldPaper
from workflow.records.models import Ended, SigningRequest, Submission
from workflow.rules.errors import BadInput, Refused, Unmet
from workflow.services.approval.approving import day_of, in_capacity_of
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.record import Approval, SignedPaper, must_agree, must_reach_grade
from workflow.services.approval.request_files import SignatureValues
from workflow.services.approval.requesting import not_registered
from workflow.services.approval.signing import MemoToSign, judge, memo_to_sign, record_signed
from workflow.services.context.certificates import certificates_of, own_certificates, signer_terms
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading


@dataclass(frozen=True, slots=True)
class _Open:
    """A request that may be finished now, read again whenever something is written. ``day``: of the approval."""

    code: str
    plan: MemoToSign
    day: date
    certificate: str
    papers: tuple[HeldPaper, ...]
    row: SigningRequest


def finish(office: Office, login: str, file: Path, *, year: int | None = None) -> list[Outcome]:
    """Take the values that came from the key, and record the approval; one result for each memo.

    :param file: what was made of the request where the key is.
    :raises BadInput: the file is none. :raises Refused: a request that ended, or is somebody else's.
    """
    brought = SignatureValues.read(file)
    with reading(office, login, year) as use_case:
        waiting = {one.plan.told: one for one in (_open(use_case, code) for code in dict.fromkeys(brought.codes))}
        terms = signer_terms(use_case)
        mine = own_certificates(use_case)
        pems = {c.fingerprint: c.pem for c in certificates_of(use_case) if c.fingerprint in mine}
    ready: dict[str, list[SignedPaper]] = {}

    def fill(label: str) -> None:
        one = waiting[label]
        if one.certificate not in pems:
            raise not_registered(login, one.certificate)
        digests = [_filled(office, paper, pems[one.certificate], brought) for paper in one.papers]
        papers = judge(office, one.plan.due, digests, terms)
        must_reach_grade(papers, "sign", office.settings.required_grade)
        ready[label] = papers

    failed = [o for o in each(waiting, fill, lambda n, of: office.progress("sign", n, of)) if o.error is not None]
    with acting(office, login, year, lock=True) as use_case:
        record = Record(use_case)

        def record_one(label: str) -> str:
            now = _open(use_case, waiting[label].code)
            if now.plan != waiting[label].plan:
                raise conflict(use_case, now.plan.codes)
            return _signed(record, now, ready[label])

        done = each_within(use_case, ready, record_one)
    results = {outcome.what: outcome for outcome in (*done, *failed)}
    return [results[label] for label in waiting]


def _open(use_case: UseCase, code: str) -> _Open:
    """A request that who acts may finish now.

    :raises Refused: unknown, used, replaced, too old, somebody else's, or the memo is no more what was approved.
    """
    row = queries.memos.signing_request(use_case.session, use_case.office_id, code)
    if row is None:
        raise _no("request_unknown", request=code)
    approval = row.approval
    submission = use_case.session.get_one(Submission, approval.submission_id)
    facts = {"memo": submission.label, "person": approval.login}
    if approval.login != use_case.me.login:
        raise _no("request_of_another", **facts)
    if row.outcome is Ended.SIGNED:
        raise _no("request_used", **facts)
    items = [item.code for item in open_items(use_case, submission)]
    if submission.status != "open" or not items:
        raise _no("approval_void", **facts)
    if row.outcome is not None:
        raise _no("request_replaced", **facts)
    if use_case.now > row.expires_at:
        at = row.expires_at.astimezone(use_case.now.tzinfo).isoformat(timespec="minutes")
        raise _no("request_expired", at=at, **facts)
    if not set(approval.excepted) <= set(items):
        raise _no("approval_void", **facts)
    plan = memo_to_sign(use_case, submission, approval.excepted, approval.reason)
    if plan.digest != approval.digest:
        raise _no("approval_void", **facts)
    use_case.me = use_case.me.as_head(in_capacity_of(use_case, approval))
    must_agree(use_case, "sign", use_case.items_with(plan.staying.values()))
    return _Open(code, plan, day_of(use_case, approval), row.certificate, row.papers, row)


def _no(code: str, **facts: str) -> Refused:
    return Refused(code, "sign", (Unmet(code, facts, facts.get("person")),))


def _filled(office: Office, paper: HeldPaper, pem: str, brought: SignatureValues) -> str:
    """Digest of the signed paper. :raises BadInput: no value came for it, or another key's, or over other bytes."""
    value = brought.values.get(paper.sha256)
    if value is None:
        raise BadInput("request_value_missing", sha256=paper.sha256)
    begun = BegunSignature(office.store.get(paper.held), bytes.fromhex(paper.attributes), paper.algorithm)
    return office.store.put(office.signer.finish(begun, pem, value))


def _signed(record: Record, one: _Open, papers: Sequence[SignedPaper]) -> str:
    """Record the approval of a memo, and that its request was used. The caller commits."""
    use_case, approved = record.use_case, one.row.approval
    signed_on = one.row.asked_at.astimezone(use_case.now.tzinfo).date()  # the day that is drawn in the signature
    later = {"signed_on": signed_on.isoformat()} if signed_on != one.day else {}
    use_case.me = use_case.me.as_head(in_capacity_of(use_case, approved))  # several requests: each in its own
    decision = Approval("sign", "sign", use_case.me, one.day, papers, also=later)
    told = record_signed(record, one.plan, decision, approved.reason)
    for row in (one.row, approved):
        row.ended_at, row.outcome = use_case.now, Ended.SIGNED
    return told
