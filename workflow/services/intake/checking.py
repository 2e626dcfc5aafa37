"""Everything the program can judge by itself of one memo that came back, before a person is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.ports.verification import SignerTerm
from workflow.records.models import Item, Submission
from workflow.rules.errors import BadInput, Refused, Unmet
from workflow.rules.states import Capacity
from workflow.services.approval.attestations import contributed
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.record import SignedPaper, must_agree, must_reach_grade, required_signatures
from workflow.services.context.authorization import Actor
from workflow.services.context.certificates import certificates_of, signer_terms
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.uploads import digest_of
from workflow.services.context.use_case import UseCase, reading
from workflow.services.intake.attestation import Attestation, attested, must_be_paper, post_of
from workflow.services.intake.matching import MatchedPaper, Plan, demanded
from workflow.services.intake.signer import (
    decision_day,
    in_ink,
    is_possible,
    must_keep_signatures,
    signed_by,
    signer_on,
)

NOBODY_YET = ""
"""Who signed, before the signature was read."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One memo that passed every check.

    :param about: what the registrar must still attest, of a scan. :param inked: the holder who came back signed it.
    :param second: the registrar contributed, so that another person attests too.
    """

    plan: Plan
    version: int
    items: tuple[str, ...]
    struck: tuple[str, ...]
    signed_papers: tuple[SignedPaper, ...]
    who: Actor
    day: date
    about: Attestation | None
    inked: bool = False
    second: bool = False


def check(
    office: Office,
    login: str,
    plan: Plan,
    decided_on: date | None,
    signer: str | None,
    struck: Collection[str],
    year: int | None,
    reason: str | None = None,
) -> Ready:
    """Everything the program can judge by itself; nothing is recorded, nobody is asked.

    :param decided_on: ``None``: the day of the digital signature, else today. :param signer: login; ``None``: as the
        signature says, else whom the paper prints. :param reason: why a paper that names who acted is received from
        the holder who came back. :param struck: codes of items the head excepted by hand.
    :raises Conflict: the memo is no longer as its pages were matched. :raises Refused: who signed or records may not.
    :raises CheckFailed: a file is not the issued one, or proof is short of the office's grade.
    :raises BadInput: every item is excepted; the day cannot be, or day or exceptions are not what was signed digitally;
        pages never were on paper.
    """
    signed_papers: list[SignedPaper] = []
    with reading(office, login, year) as use_case:
        submission = use_case.session.get_one(Submission, plan.submission)
        items = open_items(use_case, submission)
        due = required_signatures(use_case, submission, items)
        uploads = {paper.required.issued for paper in plan.papers}
        if not items or not {d.issued for d in demanded(due, struck)} <= uploads <= {d.issued for d in due}:
            # Signed, withdrawn or reissued since the pages were matched to its papers.
            raise conflict(use_case, [use_case.session.get_one(Item, row.item_id).code for row in submission.items])
        mine = [item for item in items if item.code in struck]
        if len(mine) == len(items):
            raise BadInput("all_excepted", memo=submission.label)
        pen = plan.how == "pen"
        must_agree(use_case, "receive", items, NOBODY_YET, alone=False)
        version = submission.version
        terms = signer_terms(use_case)
    if plan.how != "pen":
        signed_papers = _judged(office, plan.papers, terms)
        must_reach_grade(signed_papers, "receive", office.settings.required_grade)
    with reading(office, login, year) as use_case:
        signed_on = None
        if signed_papers:
            _must_not_have_registered(use_case, signed_papers, plan.label)
            signer = signed_by(use_case, signed_papers, signer)
            submission = use_case.session.get_one(Submission, plan.submission)
            must_keep_signatures(use_case, submission, items[0].code, signed_papers[0], signer)
            signed_at = signed_papers[0].verdict.signed_at
            signed_on = signed_at.astimezone(use_case.now.tzinfo).date() if signed_at is not None else None
        memo = use_case.session.get_one(Submission, plan.submission)
        # A clock that claims an impossible day is corrected by the registrar; a possible one is not contradicted.
        possible = signed_on is not None and is_possible(use_case, memo, signed_on)
        if possible and signed_on is not None and decided_on is not None and decided_on != signed_on:
            given, signed = decided_on.isoformat(), signed_on.isoformat()
            raise BadInput("date_contradicts_signature", memo=memo.label, day=given, signed_on=signed)
        if signed_papers and mine:
            raise BadInput("except_contradicts_signature", memo=memo.label, items=[item.code for item in mine])
        day = decision_day(use_case, memo, decided_on or signed_on)
        who = signer_on(use_case, signer, day, memo.printed_head)
        inked = pen and in_ink(memo, who)
        must_agree(use_case, "receive", open_items(use_case, memo), who, reason=reason, in_ink=inked, alone=False)
        registrar = use_case.me
        # Who brings a file that was signed with a key attests nothing: the signature is its own proof.
        staying = [item for item in open_items(use_case, memo) if item.code not in struck]
        second = pen and bool(contributed(use_case, registrar.login, staying))
    about = None
    if plan.how == "pen":
        must_be_paper(office, plan.papers)
        for paper in plan.papers:
            due_one, verdict = attested(office, paper, registrar, who, day)
            signed_papers.append(SignedPaper(due_one, digest_of(paper.data), verdict))
        must_reach_grade(signed_papers, "receive", office.settings.required_grade)
        about = about_memo(plan.label, plan.papers, items, {item.code for item in mine}, registrar, who, day)
    codes = tuple(item.code for item in items)
    left_out = tuple(item.code for item in mine)
    return Ready(plan, version, codes, left_out, tuple(signed_papers), who, day, about, inked, second)


def _must_not_have_registered(use_case: UseCase, papers: Sequence[SignedPaper], memo: str) -> None:
    """:raises Refused: who brings it registered, for somebody else, the certificate it is signed with."""
    signed = {fingerprint for paper in papers for fingerprint in paper.verdict.heads}
    me = use_case.me.login
    for c in certificates_of(use_case):
        if c.fingerprint in signed and c.confirmed_by is not None and me in (c.registered_by, c.confirmed_by):
            if me == c.person.login:
                continue
            facts: dict[str, object] = {"memo": memo, "person": me, "owner": c.person.login, "subject": c.subject}
            unmet = Unmet("receiver_registered_key", facts, Capacity.REGISTRAR)
            raise Refused("receiver_registered_key", "receive", (unmet,))


def about_memo(
    label: str,
    papers: Sequence[MatchedPaper],
    items: Sequence[Item],
    struck: Collection[str],
    registrar: Actor,
    who: Actor,
    day: date,
) -> Attestation:
    """What somebody is asked to attest of one memo's papers."""
    files = {c.path.name: None for paper in papers for c in paper.uploads}
    return Attestation(
        label,
        tuple((item.code, item.title) for item in items if item.code not in struck),
        tuple((item.code, item.title) for item in items if item.code in struck),
        who.name, post_of(who), day, registrar.name, tuple(files), sum(paper.required.pages for paper in papers),
        tuple(sorted({name for paper in papers for name in paper.removed})),
    )  # fmt: skip


def _judged(office: Office, papers: Sequence[MatchedPaper], terms: Sequence[SignerTerm]) -> list[SignedPaper]:
    """The verdict on each paper that came back with a digital signature."""
    verdicts = office.verifier.verify_many(
        [(paper.data, office.store.get(paper.required.issued)) for paper in papers],
        terms=terms, required_grade=office.settings.required_grade, at=office.now(), foreign=True,
    )  # fmt: skip
    return [
        SignedPaper(paper.required, office.store.put(paper.data), verdict)
        for paper, verdict in zip(papers, verdicts, strict=True)
    ]
