"""``sign``: the head (or who acts for the head today) signs memos and what else needs the signature, with a key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from workflow.ports.hands import OneAfterAnother
from workflow.ports.keys import SigningKey
from workflow.ports.verification import SignerTerm
from workflow.records.models import Item, Submission
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Role, State
from workflow.services.approval.excepting import except_items, must_be_on_one, must_stay
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.record import (
    Approval,
    RequiredSignature,
    SignedPaper,
    must_agree,
    must_reach_grade,
    record_approval,
    required_signatures,
)
from workflow.services.approval.routing import memo_names, memos_of
from workflow.services.approval.seen import Seen, approved_digest, must_be_as_seen
from workflow.services.context.authorization import Actor
from workflow.services.context.certificates import certificates_of, own_certificates, signer_terms
from workflow.services.context.conflicts import conflict, must_be_after_memo, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.thai import code_as_written, long_date


def waiting_for_head(use_case: UseCase) -> list[Item]:
    """All items on open memos whose route is complete, of every open cycle: what ``sign --all`` takes."""
    from workflow.rules.machine import why

    submitted = [item for item in use_case.open_items() if item.state is State.SUBMITTED]
    return [item for item in submitted if not why("sign", use_case.case(item))]


@dataclass(frozen=True, slots=True)
class MemoToSign:
    """One memo as the head is to sign it.

    :ivar told: how the memo is told among others. :ivar items: primary keys of what is open on it, by code.
    :ivar excepted: codes of those that the head does not agree to.
    :ivar due: the papers to sign: nothing of the items excepted. :ivar decision: what is drawn in the head's own box.
    :ivar digest: names what the head agrees to, and nothing else (:func:`approved_digest`).
    """

    submission: int
    label: str
    told: str
    subject: str
    version: int
    items: tuple[tuple[str, int], ...]
    excepted: tuple[str, ...]
    due: tuple[RequiredSignature, ...]
    decision: str
    digest: str

    @property
    def codes(self) -> list[str]:
        """Codes of what is open on the memo."""
        return [code for code, _ in self.items]

    @property
    def staying(self) -> dict[str, int]:
        """The items that the head agrees to, by code."""
        return {code: item for code, item in self.items if code not in self.excepted}


def memos_to_sign(
    use_case: UseCase,
    codes: Sequence[str] | None,
    excepted: Sequence[str] = (),
    reason: str = "",
    seen: Seen | None = None,
    capacity: str | None = None,
) -> list[MemoToSign]:
    """The memos the items are on; ``codes`` ``None``: everything that waits. Looks, and records nothing.

    :param seen: the memo as it was shown to who decides, where it was. :raises Conflict: it is another one by now.
    :param capacity: in which of several capacities who acts signs as head, by name; ``None``: in the one that is
        printed. From here on the use case's ``me`` is in it. :raises NotFound: it is not theirs today.
    :raises Refused: wrong person or state for the first memo; a reason is missing; nothing would be agreed to.
    :raises NotFound: no such item; an excepted one is on none of the memos. :raises BadInput: it is on several.
    """
    struck = [code_as_written(code) for code in excepted]
    wanted = waiting_for_head(use_case) if codes is None else use_case.items(codes)
    memos = memos_of(use_case, wanted, "sign")
    if codes is None:
        memos = sorted(memos, key=lambda memo: memo[0].id)  # as they lie in the folder, by number
    use_case.me = use_case.me.as_head(capacity or _printed_capacity(use_case, [memo for memo, _ in memos]))
    for submission, items in memos:
        must_be_as_seen(use_case, submission, items, seen)
    must_be_on_one(use_case, struck, [submission.id for submission, _ in memos])
    found = [memo_to_sign(use_case, submission, struck, reason) for submission, _ in memos]
    for plan in found[:1]:
        must_agree(use_case, "sign", use_case.items_with(plan.staying.values()))
    told = memo_names(use_case, [submission for submission, _ in memos])
    return [replace(plan, told=told[plan.submission]) for plan in found]


def _printed_capacity(use_case: UseCase, memos: Sequence[Submission]) -> str | None:
    """Of several capacities of who acts the one that the first of the memos prints; ``None``: any will do."""
    held = use_case.me.as_heads
    kind = next((memo.printed_kind for memo in memos if memo.printed_head == use_case.me.login), None)
    return next((h.capacity for h in held if h.kind is kind), None) if len(held) > 1 else None


def memo_to_sign(use_case: UseCase, submission: Submission, excepted: Collection[str], reason: str) -> MemoToSign:
    """One memo as it is now. :raises Refused: a reason is missing; nothing would be agreed to.

    :raises BadInput: this machine's clock is before the memo.
    """
    must_be_after_memo(use_case, submission)
    items = open_items(use_case, submission)
    staying = must_stay(use_case, submission, items, excepted, reason)
    out = tuple(item.code for item in items if item.code in excepted)
    return MemoToSign(
        submission.id, submission.label, submission.label, submission.subject, submission.version,
        tuple((item.code, item.id) for item in items), out, tuple(required_signatures(use_case, submission, staying)),
        decision(use_case, submission, out), approved_digest(use_case, submission, items, out),
    )  # fmt: skip


def sign(
    office: Office,
    login: str,
    codes: Sequence[str] | None,
    *,
    key_file: Path,
    passphrase: Callable[[], str],
    excepted: Sequence[str] = (),
    reason: str = "",
    seen: Seen | None = None,
    capacity: str | None = None,
    year: int | None = None,
) -> list[Outcome]:
    """Sign the memos the items are on, each whole; ``codes`` ``None``: everything that waits.

    All signing is done before anything is locked; then one short transaction records every memo that came out right.

    :param passphrase: asked once, and only when there is something this person may sign.
    :param excepted: items on these memos that the head does not agree to, with a ``reason``: they go back.
    :param seen: the memo as it was shown, where it was; the entry says what was sent of it.
    :param capacity: in which of several capacities as head, by name (:meth:`.authorization.Actor.as_head`).
    :raises Refused: wrong person or state for the first memo asked for; with several, a result for each.
    :raises NotLoggedIn: wrong passphrase. :raises NotFound: no such item, key file or capacity.
    :raises DayTurned: midnight passed while it was signed; the day is drawn in the signature, so nothing was recorded.
    """
    with reading(office, login, year) as use_case:
        plans = {memo.told: memo for memo in memos_to_sign(use_case, codes, excepted, reason, seen, capacity)}
        terms = signer_terms(use_case)
        registered = own_certificates(use_case)
        lines = own_lines(use_case.me, use_case.today)
        name, day, capacity = use_case.me.name, use_case.today, use_case.me.chosen
    if not plans:
        return []
    key = open_own_key(office, login, key_file, passphrase, registered, "sign")
    ready: dict[str, list[SignedPaper]] = {}

    def judged(label: str) -> list[SignedPaper]:
        plan = plans[label]
        papers = judge(office, plan.due, _sign(office, key, plan, lines, name), terms)
        must_reach_grade(papers, "sign", office.settings.required_grade)
        return papers

    # Nobody but this process speaks to a token.
    hands = OneAfterAnother() if key.on_token else office.hands
    with hands.share(judged, list(plans)) as papers:

        def prepared(label: str) -> None:
            ready[label] = papers(label)

        signed = each(plans, prepared, lambda n, of: office.progress("sign", n, of))
    refused = [outcome for outcome in signed if outcome.error is not None]
    with acting(office, login, year, lock=True) as use_case:
        use_case.me = use_case.me.as_head(capacity)
        must_be_day(use_case, day)
        record = Record(use_case)
        use_case.memos(plans[label].submission for label in ready)
        use_case.items_with(item for label in ready for _, item in plans[label].items)

        def one(label: str) -> str:
            also = seen.told() if seen is not None else {}
            approval = Approval("sign", "sign", use_case.me, use_case.today, ready[label], also=also)
            return record_signed(record, plans[label], approval, reason)

        done = each_within(use_case, ready, one)
    results = {outcome.what: outcome for outcome in [*done, *refused]}
    return [results[label] for label in plans]


def record_signed(record: Record, plan: MemoToSign, approval: Approval, reason: str) -> str:
    """Send back what is excepted and record the approval of the rest; the names of the rest. The caller commits.

    :raises Conflict: the memo changed since it was looked at. :raises Refused: what the table refuses.
    """
    use_case = record.use_case
    submission = use_case.session.get_one(Submission, plan.submission)
    items = open_items(use_case, submission)
    if submission.version != plan.version or tuple((i.code, i.id) for i in items) != plan.items:
        raise conflict(use_case, plan.codes)
    if plan.excepted:
        signer = approval.signer.login
        items = except_items(
            record, submission, plan.excepted, head=signer, reason=reason, role=Role.HEAD, facts={"signer": signer}
        )
    record_approval(record, submission, items, approval)
    return ", ".join(use_case.name_of(item) for item in items)


def own_lines(me: Actor, day: date) -> tuple[str, ...]:
    """What is drawn in the head's box under the decision: who, as what, and that it is digital, of which day."""
    appointment = me.holds(Role.HEAD)
    return box_lines(me.name, appointment.lines if appointment else (), day)


def drawn(due: RequiredSignature, decision: str, lines: Sequence[str]) -> tuple[str, ...]:
    """What is drawn in the box of one paper: on the memo the decision first; on a copy, which prints name and posts of
    who certifies it under the box, the day alone."""
    if due.evidence is None:
        return (decision, *lines)
    return tuple(lines[-1:] if due.copy else lines)


def box_lines(name: str, posts: Sequence[str], day: date) -> tuple[str, ...]:
    """What is drawn in the box of a signature: who, as what, and that it is digital, of which day."""
    return (name, *posts, f"ลงลายมือชื่อดิจิทัล {long_date(day)}")


def decision(use_case: UseCase, submission: Submission, excepted: Collection[str] = ()) -> str:
    """What the head decides by signing a memo, drawn in the head's own signature: the issued bytes stay as they are.

    Items that were sent back from earlier editions of the same number are named as excepted, as those excepted now.
    """
    gone = {row.item_id for row in submission.items if row.outcome in ("sent_back", "excepted")}
    gone |= {item.id for item in open_items(use_case, submission) if item.code in excepted}
    codes = [item.code for item in use_case.items_with(gone)]
    return f"เห็นชอบ ยกเว้นข้อ {', '.join(codes)}" if codes else "เห็นชอบ"


def open_own_key(
    office: Office,
    login: str,
    key_file: Path,
    passphrase: Callable[[], str],
    registered: Collection[str],
    trigger: str,
) -> SigningKey:
    """The person's key, opened.

    :raises NotLoggedIn: wrong passphrase. :raises Refused: a key that is not theirs, or was withdrawn.
    """
    key = office.keys.open(key_file, passphrase())
    if key.fingerprint in registered:
        return key
    with reading(office, login) as use_case:
        gone = [c for c in certificates_of(use_case) if c.fingerprint == key.fingerprint and c.withdrawn_on is not None]
        facts: dict[str, object] = {"person": login, "certificate": key.subject, "fingerprint": key.fingerprint}
        code = "key_not_registered"
        if gone and gone[0].person_id == use_case.me.person_id and gone[0].withdrawn_on is not None:
            code, facts = "key_withdrawn", {**facts, "subject": key.subject, "day": gone[0].withdrawn_on.isoformat()}
    raise Refused(code, trigger, (Unmet(code, facts, login),))


def _sign(office: Office, key: SigningKey, plan: MemoToSign, lines: Sequence[str], name: str) -> list[str]:
    """Sign each paper, the memo with the decision; digests of what is kept in the store. Nothing is recorded yet."""
    at = office.now()
    return [
        office.store.put(
            office.signer.sign(
                office.store.get(d.base or d.issued),
                key,
                lines=drawn(d, plan.decision, lines),
                name=name,
                reason=signature_reason(d.label),
                at=at,
            )
        )
        for d in plan.due
    ]


def signature_reason(label: str) -> str:
    """The reason that stands in a signature of the head."""
    return f"เห็นชอบให้เผยแพร่ {label}"


def judge(
    office: Office, due: Sequence[RequiredSignature], digests: Sequence[str], terms: Sequence[SignerTerm]
) -> list[SignedPaper]:
    """The verdict on each paper that was signed."""
    verdicts = office.verifier.verify_many(
        [(office.store.get(digest), office.store.get(d.issued)) for d, digest in zip(due, digests, strict=True)],
        terms=terms,
        required_grade=office.settings.required_grade,
        at=office.now(),
    )
    return [SignedPaper(*row) for row in zip(due, digests, verdicts, strict=True)]
