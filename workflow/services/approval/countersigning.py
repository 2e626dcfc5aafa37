"""``countersign``: who prepared, submitted or passed on a memo signs it with a key of their own, before the head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.ports.keys import SigningKey
from workflow.ports.verification import SignerTerm
from workflow.records.facts import SigningPlace
from workflow.records.kinds import Kind
from workflow.records.models import Item, Submission
from workflow.rules.errors import CheckFailed, Refused, Unmet
from workflow.rules.states import State
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.routing import memo_names, memos_of
from workflow.services.approval.signing import box_lines, open_own_key
from workflow.services.context.appointed import must_be_appointed
from workflow.services.context.authorization import AppointmentInForce, fits_post
from workflow.services.context.certificates import own_certificates, signer_terms
from workflow.services.context.conflicts import conflict, must_be_after_memo, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.signed.order import base, held_for, my_turn, places, unsigned, with_signature
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.documents.form_facts import PASSED_ON

_UNJUDGED = frozenset({"PARSER_DIFFERENTIAL", "CHECK_NOT_RUN", "ACTIVE_CONTENT"})
"""Codes of a verdict that was not come to."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """One memo to be signed: the bytes to sign upon, the issued ones, the place, the post it is signed in, and what is
    said by signing there."""

    submission: int
    version: int
    items: tuple[str, ...]
    place: SigningPlace
    issued: str
    base: str
    held: AppointmentInForce
    said: tuple[str, ...] = ()


def countersign(
    office: Office,
    login: str,
    codes: Sequence[str] | None,
    *,
    key_file: Path,
    passphrase: Callable[[], str],
    year: int | None = None,
) -> list[Outcome]:
    """Sign the memos the items are on, in one's own place; ``codes`` ``None``: everything that waits for this person.

    :param passphrase: asked once, and only when there is something this person may sign.
    :raises Refused: for the first memo asked for: no such place, not this person's turn, signed already, or a key that
        is not theirs; with several, a result for each. :raises NotLoggedIn: wrong passphrase.
    """
    with reading(office, login, year) as use_case:
        must_be_appointed(use_case, "countersign")
        memos = memos_of(use_case, _waiting(use_case) if codes is None else use_case.items(codes), "sign")
        told = memo_names(use_case, [submission for submission, _ in memos])
        plans: dict[str, _Plan] = {}
        refused: dict[str, Outcome] = {}
        for submission, items in memos:
            must_be_after_memo(use_case, submission)
            try:
                place, held = _my_place(use_case, submission)
            except Refused as no:
                refused[told[submission.id]] = Outcome(told[submission.id], no)
                continue
            plans[told[submission.id]] = _Plan(
                submission.id, submission.version, tuple(item.code for item in items), place,
                submission.memo_issued, base(submission), held, _endorsement(submission, place),
            )  # fmt: skip
        if refused and not plans and len(memos) == 1:
            raise next(o.error for o in refused.values() if o.error is not None)
        terms = signer_terms(use_case)
        me, today = use_case.me, use_case.today
        order = list(told.values())
        registered = own_certificates(use_case)
    if not plans:
        return [refused[label] for label in order]
    key = open_own_key(office, login, key_file, passphrase, registered, "countersign")
    signed: dict[str, str] = {}

    def sign(label: str) -> None:
        plan = plans[label]
        lines = (*plan.said, *box_lines(me.name, plan.held.lines, today))
        signed[label] = _sign(office, key, plan, lines, me.name, terms)

    failed = [o for o in each(plans, sign, lambda n, of: office.progress("countersign", n, of)) if o.error is not None]
    with acting(office, login, year, lock=True) as use_case:
        must_be_day(use_case, today)
        record = Record(use_case)
        done = each_within(use_case, signed, lambda label: _write(use_case, record, plans[label], signed[label]))
    results = refused | {o.what: o for o in (*failed, *done)}
    return [results[label] for label in order]


def _endorsement(submission: Submission, place: SigningPlace) -> tuple[str, ...]:
    """What somebody on the route said when passing the memo on, drawn in their own signature."""
    if place.post is None:
        return ()
    said = next((stop.opinion for stop in submission.route if stop.post == place.post and stop.by), None)
    return (said or PASSED_ON,)


def _waiting(use_case: UseCase) -> list[Item]:
    """One item of each memo where it is this person's turn, of every open cycle."""
    found: dict[int, Item] = {}
    for item in use_case.open_items():
        submission = use_case.submission(item)
        turn = my_turn(submission, use_case.me, use_case.heads_today)
        if item.state is State.SUBMITTED and submission is not None and turn:
            found.setdefault(submission.id, item)
    return list(found.values())


def _my_place(use_case: UseCase, submission: Submission) -> tuple[SigningPlace, AppointmentInForce]:
    """The place this person is to sign now, and the post they sign it in.

    :raises Refused: with what is in the way, and who must act first.
    """
    me, memo = use_case.me.login, submission.label
    mine = [p for p in places(submission) if p.login == me]
    waiting = [p for p in mine if p.signed is None]
    ahead = [p.post for p in places(submission) if p.post is not None and p.login is None]
    if not mine and any(fits_post(use_case.me, post) for post in ahead):
        item = open_items(use_case, submission)[0].code
        facts: dict[str, object] = {"memo": memo, "person": me, "item": item}
        raise Refused("endorse_first", "countersign", (Unmet("endorse_first", facts, me),))
    if not mine:
        left = unsigned(submission, use_case.heads_today)
        facts = {"memo": memo, "person": me, "people": list(left)}
        raise Refused("no_place_to_sign", "countersign", (Unmet("no_place_to_sign", facts, next(iter(left), None)),))
    if not waiting:
        facts = {"memo": memo, "person": me}
        raise Refused("already_countersigned", "countersign", (Unmet("already_countersigned", facts),))
    if me in use_case.heads_today and waiting[0].post is not None:
        facts = {"memo": memo, "person": me}
        raise Refused("signs_as_head", "countersign", (Unmet("signs_as_head", facts, me),))
    first = unsigned(submission, use_case.heads_today - {me})[0]
    if first != me:
        facts = {"memo": memo, "person": first}
        raise Refused("another_signs_first", "countersign", (Unmet("another_signs_first", facts, first),))
    held = held_for(submission, waiting[0], use_case.me)
    if held is None:
        facts = {"memo": memo, "person": me, "post": waiting[0].post or waiting[0].place}
        raise Refused("place_of_former_post", "countersign", (Unmet("place_of_former_post", facts),))
    return waiting[0], held


def _sign(
    office: Office, key: SigningKey, plan: _Plan, lines: Sequence[str], name: str, terms: Sequence[SignerTerm]
) -> str:
    """Sign, and look at the result as anybody would; the digest of what is kept. Nothing is recorded yet.

    :raises CheckFailed: the signed file does not stand up to the check.
    """
    at = office.now()
    data = office.signer.sign(
        office.store.get(plan.base), key, lines=lines, name=name, reason="", at=at, place=plan.place.place
    )
    (verdict,) = office.verifier.verify_many(
        [(data, office.store.get(plan.issued))], terms=terms, required_grade=office.settings.required_grade, at=at
    )
    # Short of the head's signature and of proof it may be: what was not judged it may not be.
    unjudged = verdict.status == "FAILED" or any(r.tone == "unread" or r.code in _UNJUDGED for r in verdict.reasons)
    if unjudged or verdict.signed.get(plan.place.field) != key.fingerprint:
        facts = {"file": "memo", "item": plan.items[0], **verdict.against()}
        problem = Unmet("signature_failed", facts, plan.place.login)
        raise CheckFailed("check_failed", "countersign", [problem])
    return office.store.put(data)


def _write(use_case: UseCase, record: Record, plan: _Plan, digest: str) -> str:
    """:raises Conflict: the memo was signed, reissued, sent back or withdrawn meanwhile."""
    submission = use_case.session.get(Submission, plan.submission)
    if submission is None or submission.version != plan.version or submission.status != "open":
        raise conflict(use_case, list(plan.items))
    held = held_for(submission, plan.place, use_case.me)
    if held is None:
        raise conflict(use_case, list(plan.items))
    signed = plan.place.signed_by(use_case.me.login, use_case.me.name, held.lines, use_case.today, digest)
    submission.before_head = with_signature(submission, signed)
    record.add(
        Kind.COUNTERSIGNED,
        {"memo": submission.label, "place": plan.place.field, "memo_sha256": digest},
        submission=submission.id,
        role=held.role,
        group=held.group,
    )
    return ", ".join(item.code for item in open_items(use_case, submission))
