"""``sign --prepare``: what was decided where the paper is read goes out to be signed where the key is.

A signing request is made when the key is at hand: hashes that go out once, for minutes. The papers stay in the
office's store, each with a place for the value. Approval and request are two things, and both days are kept.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from workflow.ports.signing import BegunSignature
from workflow.records import queries
from workflow.records.facts import HeldPaper
from workflow.records.kinds import Kind
from workflow.records.models import Ended, SigningRequest, Submission
from workflow.rules.errors import BadInput, Refused, Unmet
from workflow.rules.states import Role
from workflow.services.approval.approving import AgreedMemo, as_approved, keep_approval
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.record import must_agree
from workflow.services.approval.request_files import AskedMemo, AskedPaper, SigningRequestFile, write
from workflow.services.approval.signing import drawn, memos_to_sign, own_lines, signature_reason
from workflow.services.context.certificates import certificates_of, own_certificates
from workflow.services.context.conflicts import conflict, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.thai import long_date

LIFE = timedelta(minutes=30)
"""How long a request waits for its key."""


@dataclass(frozen=True, slots=True)
class BegunMemo:
    """A memo whose signatures are begun: whose key is to sign, and each paper that waits."""

    agreed: AgreedMemo
    certificate: str
    papers: tuple[HeldPaper, ...]


def prepare(
    office: Office,
    login: str,
    codes: Sequence[str] | None,
    to: Path,
    *,
    certificate: Path | None = None,
    excepted: Sequence[str] = (),
    reason: str = "",
    capacity: str | None = None,
    year: int | None = None,
) -> SigningRequestFile | None:
    """Write what is to be signed of the memos the items are on; ``None``: nothing waits.

    What was approved before is signed as it was approved; of what was not, this is the approval.

    :param to: the file to write. :param certificate: a file of the certificate, where several are registered.
    :param capacity: as in :func:`.approving.approve`; what was approved before keeps the capacity of its approval.
    :raises Refused: wrong person or state. :raises BadInput: the file is there already; no certificate can be used.
    :raises DayTurned: midnight passed while it was made; the day is drawn in the signature, so nothing was recorded.
    """
    if to.exists():
        raise BadInput("request_file_exists", file=str(to))
    with reading(office, login, year) as use_case:
        memos = memos_to_sign(use_case, codes, excepted, reason, capacity=capacity)
        wanted = [as_approved(use_case, plan) for plan in memos]
        for one in wanted:
            must_agree(use_case, "sign", use_case.items_with(one.plan.staying.values()))
        certificates = _usable(office, use_case, certificate)
        begin, day, capacity = _beginning(office, use_case), use_case.today, use_case.me.chosen
    if not wanted:
        return None
    begun = [_first_that_works(one, certificates, begin) for one in wanted]
    with acting(office, login, year, lock=True) as use_case:
        use_case.me = use_case.me.as_head(capacity)
        must_be_day(use_case, day)
        record = Record(use_case)
        rows = [_request(record, one, reason) for one in begun]
        asked = SigningRequestFile(
            office.settings.office.name, login, use_case.me.name, begun[0].certificate,
            rows[0].expires_at.astimezone(use_case.now.tzinfo).isoformat(timespec="minutes"),
            tuple(_asked(row.code, one) for row, one in zip(rows, begun, strict=True)),
        )  # fmt: skip
    write(to, asked.text())
    return asked


def _usable(office: Office, use_case: UseCase, file: Path | None) -> list[tuple[str, str]]:
    """Fingerprint and PEM of each certificate of who acts, the newest first; or of the one in ``file``.

    :raises Refused: none is registered, or not the one in the file.
    """
    mine = own_certificates(use_case)
    named = office.keys.certificate(file) if file is not None else None
    if file is not None and (named is None or named.fingerprint not in mine):
        raise not_registered(use_case.me.login, named.subject if named is not None else file.name)
    rows = sorted(certificates_of(use_case), key=lambda c: c.registered_at, reverse=True)
    found = [(c.fingerprint, c.pem) for c in rows if c.fingerprint in mine]
    if not found:
        raise not_registered(use_case.me.login, "-")
    return [pair for pair in found if named is None or pair[0] == named.fingerprint]


def not_registered(login: str, certificate: str) -> Refused:
    """A certificate that is not the person's, or not any more."""
    facts = {"person": login, "certificate": certificate, "fingerprint": certificate}
    return Refused("key_not_registered", "sign", (Unmet("key_not_registered", facts, login),))


_Begin = Callable[[AgreedMemo, str], list[BegunSignature]]


def _beginning(office: Office, use_case: UseCase) -> _Begin:
    """How the papers of a memo are begun, with what is to be drawn of who signs today."""
    me, name, today, at = use_case.me, use_case.me.name, use_case.today, use_case.now

    def begin(agreed: AgreedMemo, pem: str) -> list[BegunSignature]:
        plan = agreed.plan
        lines = own_lines(me.as_head(agreed.capacity) if agreed.capacity is not None else me, today)
        apart = agreed.day is not None and agreed.day != today
        decided = f"{plan.decision} เมื่อ {long_date(agreed.day)}" if agreed.day and apart else plan.decision
        return [
            office.signer.begin(
                office.store.get(d.base or d.issued), pem, lines=drawn(d, decided, lines),
                name=name, reason=signature_reason(d.label), at=at,
            )
            for d in plan.due
        ]  # fmt: skip

    def kept(agreed: AgreedMemo, pem: str) -> list[BegunSignature]:
        found = begin(agreed, pem)
        for one in found:
            office.store.put(one.held)
        return found

    return kept


def _first_that_works(agreed: AgreedMemo, certificates: Sequence[tuple[str, str]], begin: _Begin) -> BegunMemo:
    """Begin with the newest certificate that is good now: one that has ended may still be registered.

    :raises BadInput: none is; what is wrong with the newest.
    """
    problem: BadInput | None = None
    for fingerprint, pem in certificates:
        try:
            found = begin(agreed, pem)
        except BadInput as no:
            problem = problem or no
            continue
        papers = tuple(
            HeldPaper(d.evidence, hashlib.sha256(one.held).hexdigest(), one.attributes.hex(), one.algorithm)
            for d, one in zip(agreed.plan.due, found, strict=True)
        )
        return BegunMemo(agreed, fingerprint, papers)
    raise problem or not_registered("-", "-")


def _request(record: Record, begun: BegunMemo, reason: str) -> SigningRequest:
    """Record a request, and the approval where there is none yet. Another one of the same memo ends.

    :raises Conflict: the memo changed since it was looked at.
    """
    use_case, plan = record.use_case, begun.agreed.plan
    submission = use_case.session.get_one(Submission, plan.submission)
    items = tuple((item.code, item.id) for item in open_items(use_case, submission))
    if submission.version != plan.version or items != plan.items:
        raise conflict(use_case, plan.codes)
    for other in queries.memos.open_requests(use_case.session, plan.submission):
        other.ended_at, other.outcome = use_case.now, Ended.REPLACED
    approval = begun.agreed.approval or keep_approval(record, plan, reason).id
    row = SigningRequest(
        office_id=use_case.office_id, approval_id=approval, code=secrets.token_urlsafe(12),
        certificate=begun.certificate, papers=begun.papers, asked_at=use_case.now, expires_at=use_case.now + LIFE,
    )  # fmt: skip
    use_case.session.add(row)
    facts = {"memo": plan.label, "papers": [p.sha256 for p in begun.papers], "fingerprint": begun.certificate}
    record.add(Kind.SIGNING_REQUESTED, facts, submission=plan.submission, role=Role.HEAD)
    return row


def _asked(code: str, begun: BegunMemo) -> AskedMemo:
    """A request as it goes out."""
    plan = begun.agreed.plan
    papers = tuple(
        AskedPaper(
            d.name, d.item, p.sha256, base64.b64encode(bytes.fromhex(p.attributes)).decode(), p.algorithm
        )
        for d, p in zip(plan.due, begun.papers, strict=True)
    )  # fmt: skip
    return AskedMemo(code, plan.label, plan.subject, plan.decision, plan.digest, papers)
