"""``sign``: the head (or who acts for the head today) signs memos and what else needs the signature, with a key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflow.ports.keys import SigningKey
from workflow.ports.verification import SignerTerm
from workflow.records.models import Item, Submission
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Role, State
from workflow.services.approval.record import (
    Approval,
    RequiredSignature,
    SignedPaper,
    must_agree,
    must_reach_grade,
    record_approval,
    required_signatures,
)
from workflow.services.approval.routing import memo_names, memos_of, open_items
from workflow.services.context.certificates import own_certificates, signer_terms
from workflow.services.context.conflicts import conflict, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.thai import long_date


def waiting_for_head(use_case: UseCase) -> list[Item]:
    """All items on open memos whose route is complete, of every open cycle: what ``sign --all`` takes."""
    from workflow.rules.machine import why

    submitted = [item for item in use_case.open_items() if item.state is State.SUBMITTED]
    return [item for item in submitted if not why("sign", use_case.case(item))]


@dataclass(frozen=True, slots=True)
class _Plan:
    """One memo to be signed, as it was read."""

    submission: int
    items: list[int]
    due: list[RequiredSignature]
    version: int


def sign(
    office: Office,
    login: str,
    codes: Sequence[str] | None,
    *,
    key_file: Path,
    passphrase: Callable[[], str],
    year: int | None = None,
) -> list[Outcome]:
    """Sign the memos the items are on, each whole; ``codes`` ``None``: everything that waits.

    All signing is done before anything is locked; then one short transaction records every memo that came out right.

    :param passphrase: asked once, and only when there is something this person may sign.
    :raises Refused: wrong person or state for the first memo asked for; with several, a result for each.
    :raises NotLoggedIn: wrong passphrase. :raises NotFound: no such item or key file.
    :raises DayTurned: midnight passed while it was signed; the day is drawn in the signature, so nothing was recorded.
    """
    with reading(office, login, year) as use_case:
        wanted = waiting_for_head(use_case) if codes is None else use_case.items(codes)
        memos = memos_of(use_case, wanted, "sign")
        for _, items in memos[:1]:
            must_agree(use_case, "sign", items)
        told = memo_names(use_case, [s for s, _ in memos])
        plans = {
            told[s.id]: _Plan(s.id, [i.id for i in items], required_signatures(use_case, s, items), s.version)
            for s, items in memos
        }
        terms = signer_terms(use_case)
        registered = own_certificates(use_case)
        appointment = use_case.me.holds(Role.HEAD)
        lines = box_lines(use_case.me.name, appointment.lines if appointment else (), use_case.today)
        decided = {told[s.id]: decision(use_case, s) for s, _ in memos}
        name, day = use_case.me.name, use_case.today
    if not plans:
        return []
    key = open_own_key(office, login, key_file, passphrase, registered, "sign")
    ready: dict[str, list[SignedPaper]] = {}

    def prepared(label: str) -> None:
        due = plans[label].due
        papers = _judge(office, due, _sign(office, key, due, lines, decided[label], name), terms)
        must_reach_grade(papers, "sign", office.settings.required_grade)
        ready[label] = papers

    signed = each(plans, prepared, lambda n, of: office.progress("sign", n, of))
    refused = [outcome for outcome in signed if outcome.error is not None]
    with acting(office, login, year, lock=True) as use_case:
        must_be_day(use_case, day)
        record = Record(use_case)

        def one(label: str) -> str:
            plan = plans[label]
            submission = use_case.session.get_one(Submission, plan.submission)
            items = open_items(use_case, submission)
            if submission.version != plan.version or [i.id for i in items] != plan.items:
                raise conflict(use_case, [item.code for item in use_case.items_with(plan.items)])
            approval = Approval("sign", "sign", use_case.me, use_case.today, ready[label])
            record_approval(record, submission, items, approval)
            return ", ".join(use_case.name_of(item) for item in items)

        done = each_within(use_case.session, ready, one)
    results = {outcome.what: outcome for outcome in [*done, *refused]}
    return [results[label] for label in plans]


def box_lines(name: str, posts: Sequence[str], day: date) -> tuple[str, ...]:
    """What is drawn in the box of a signature: who, as what, and that it is digital, of which day."""
    return (name, *posts, f"ลงลายมือชื่อดิจิทัล {long_date(day)}")


def decision(use_case: UseCase, submission: Submission) -> str:
    """What the head decides by signing a memo, drawn in the head's own signature: the issued bytes stay as they are.

    Items that were sent back from earlier editions of the same number are named as excepted.
    """
    gone = {row.item_id for row in submission.items if row.outcome in ("sent_back", "excepted")}
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
    """The person's key, opened. :raises NotLoggedIn: wrong passphrase. :raises Refused: a key that is not theirs."""
    key = office.keys.open(key_file, passphrase())
    if key.fingerprint not in registered:
        facts = {"person": login, "certificate": key.subject, "fingerprint": key.fingerprint}
        raise Refused("key_not_registered", trigger, (Unmet("key_not_registered", facts, login),))
    return key


def _sign(
    office: Office, key: SigningKey, due: Sequence[RequiredSignature], lines: Sequence[str], decided: str, name: str
) -> list[str]:
    """Sign each paper, the memo with the decision; digests of what is kept in the store. Nothing is recorded yet."""
    at = office.now()
    return [
        office.store.put(
            office.signer.sign(
                office.store.get(d.base or d.issued),
                key,
                lines=lines if d.evidence is not None else (decided, *lines),
                name=name,
                reason=f"เห็นชอบให้เผยแพร่ {d.label}",
                at=at,
            )
        )
        for d in due
    ]


def _judge(
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
