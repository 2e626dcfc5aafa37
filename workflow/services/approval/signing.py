"""``sign``: the head (or who acts for the head today) signs memos and what else needs the signature, with a key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path

from workflow.ports import SignerTerm, SigningKey
from workflow.records.models import Submission
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Role, State
from workflow.services.approval.record import Brought, Due, must_agree, must_reach_grade, papers_due, record_approval
from workflow.services.approval.routing import open_items, submissions_of
from workflow.services.context.certificates import own_certificates, signer_terms
from workflow.services.context.conflicts import overtaken
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import Desk
from workflow.thai import long_date


def waiting_for_head(desk: Desk) -> list[str]:
    """Codes of all items on open memos whose route is complete: what ``sign --all`` takes."""
    from workflow.rules.machine import why

    found = []
    for item in desk.items():
        if item.state is State.SUBMITTED and not why("sign", desk.case(item)):
            found.append(item.code)
    return found


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
    """
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        if codes is None:
            codes = waiting_for_head(desk)
        memos = submissions_of(desk, codes, "sign")
        for _, items in memos[:1]:
            must_agree(desk, "sign", items)
        plans = {s.label: ([i.code for i in items], papers_due(desk, s, items), s.version) for s, items in memos}
        terms = signer_terms(desk)
        registered = own_certificates(desk)
        held = desk.me.holds(Role.HEAD)
        lines = box_lines(desk.me.name, held.lines if held else (), desk.today)
        name = desk.me.name
    if not plans:
        return []
    key = open_own_key(office, login, key_file, passphrase, registered, "sign")
    ready: dict[str, list[Brought]] = {}

    def prepared(label: str) -> None:
        due = plans[label][1]
        brought = _judge(office, due, _sign(office, key, due, lines, name), terms)
        must_reach_grade(brought, "sign", office.settings.required_grade)
        ready[label] = brought

    signed = each(plans, prepared, lambda n, of: office.progress("sign", n, of))
    refused = [outcome for outcome in signed if outcome.error is not None]
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        record = Record(desk)

        def one(label: str) -> str:
            wanted, due, version = plans[label]
            submission = desk.session.get_one(Submission, due[0].submission)
            items = open_items(desk, submission)
            if submission.version != version or [i.code for i in items] != wanted:
                raise overtaken(desk, wanted)
            record_approval(
                desk, record, submission, items, ready[label],
                trigger="sign", how="sign", signer=desk.me, decided_on=desk.today,
            )  # fmt: skip
            return ", ".join(wanted)

        done = each_within(uow.session, ready, one)
        uow.commit()
    results = {outcome.what: outcome for outcome in [*done, *refused]}
    return [results[label] for label in plans]


def box_lines(name: str, posts: Sequence[str], day: date) -> tuple[str, ...]:
    """What is drawn in the box of a signature: who, as what, and that it is digital, of which day."""
    return (name, *posts, f"ลงลายมือชื่อดิจิทัล {long_date(day)}")


def open_own_key(
    office: Office,
    login: str,
    key_file: Path,
    passphrase: Callable[[], str],
    registered: Collection[str],
    trigger: str,
) -> SigningKey:
    """The person's key, opened. :raises NotLoggedIn: wrong passphrase. :raises Refused: a key that is not theirs."""
    key = office.signatures.open_key(key_file, passphrase())
    if key.fingerprint not in registered:
        facts = {"person": login, "certificate": key.subject, "fingerprint": key.fingerprint}
        raise Refused("key_not_registered", trigger, (Unmet("key_not_registered", facts, login),))
    return key


def _sign(office: Office, key: SigningKey, due: Sequence[Due], lines: Sequence[str], name: str) -> list[str]:
    """Sign each paper; digests of what is kept in the store. Nothing is recorded yet."""
    at = office.now()
    return [
        office.store.put(
            office.signatures.sign(
                office.store.get(d.base or d.issued),
                key,
                lines=lines,
                name=name,
                reason=f"เห็นชอบให้เผยแพร่ {d.label}",
                at=at,
            )
        )
        for d in due
    ]


def _judge(office: Office, due: Sequence[Due], digests: Sequence[str], terms: Sequence[SignerTerm]) -> list[Brought]:
    """The verdict on each paper that was signed."""
    verdicts = office.signatures.verify_many(
        [(office.store.get(digest), office.store.get(d.issued)) for d, digest in zip(due, digests, strict=True)],
        terms=terms,
        required_grade=office.settings.required_grade,
        at=office.now(),
    )
    return [Brought(*row) for row in zip(due, digests, verdicts, strict=True)]
