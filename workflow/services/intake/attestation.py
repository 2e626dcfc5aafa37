"""The registrar's word on a scan: pixels are never proof, so a named person says what was seen on the paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from workflow.ports.verification import VerdictFacts
from workflow.rules.errors import BadInput, Declined, Unmet
from workflow.rules.states import Capacity, Role
from workflow.services.approval.record import RequiredSignature
from workflow.services.context.authorization import Actor
from workflow.services.context.office import Office
from workflow.services.context.signed.statements import Statement
from workflow.services.context.uploads import digest_of
from workflow.services.intake.matching import MatchedPaper

STATEMENT = Statement(
    "attestation_statement",
    1,
    th="d5d4523c78f2c64b66e01966405d21e432813dc15c1a89664551fefb74d1ee70",
    en="23ffb86c18e35260ca5a6cc461458c185595972decc5f5ec4a5efd2989c8021d",
)
"""What the registrar attests; stored with the scan's digest."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a registrar is asked to attest of one memo, everything else having been checked.

    :param items: code and title of each that the head approved. :param excepted: of each struck out by hand.
    :param removed: what was taken out of the scans before they are kept, by name.
    """

    memo: str
    items: tuple[tuple[str, str], ...]
    excepted: tuple[tuple[str, str], ...]
    signer: str
    post: str
    day: date
    registrar: str
    files: tuple[str, ...]
    pages: int
    removed: tuple[str, ...] = ()


Attest = Callable[[Attestation], bool]
"""Asks the registrar; ``False``: no, the memo stays as it was."""


def post_of(who: Actor) -> str:
    """The last line under the name of who signed: the head's post, or whose stead they acted in."""
    appointment = who.holds(Role.HEAD)
    return appointment.lines[-1] if appointment else who.post


def ask(attest: Attest | None, about: Attestation) -> None:
    """:raises BadInput: nobody can be asked and nobody said so before. :raises Declined: the answer was no."""
    if attest is None:
        raise BadInput("attestation_needed", memo=about.memo, registrar=about.registrar)
    if not attest(about):
        raise Declined("not_attested", memo=about.memo, registrar=about.registrar)


def must_be_paper(office: Office, papers: Sequence[MatchedPaper]) -> None:
    """:raises BadInput: pages of a scan that never were on paper: the issued ones, saved or printed to PDF again."""
    problems: list[Unmet] = []
    for paper in papers:
        pages = office.scans.never_scanned(paper.data, office.store.get(paper.required.issued))
        if pages:
            facts = {
                "memo": paper.required.label,
                "item": paper.required.item,
                "file": paper.required.name,
                "pages": pages,
            }
            problems.append(Unmet("scan_never_on_paper", facts, Capacity.REGISTRAR))
    if problems:
        raise BadInput("scan_never_on_paper", problems, memo=papers[0].required.label)


def attested(
    office: Office, paper: MatchedPaper, registrar: Actor, who: Actor, day: date
) -> tuple[RequiredSignature, VerdictFacts]:
    """The verdict on a scan: grade 1, on the word of a named person."""
    verdict = office.verifier.attest(
        paper.data, issued=office.store.get(paper.required.issued), registrar=registrar.name, signer=who.name,
        post=post_of(who), day=day, required_grade=office.settings.required_grade,
    )  # fmt: skip
    scans = [{"name": c.path.name, "sha256": digest_of(c.data), "pages": c.pages} for c in paper.uploads]
    record: dict[str, Any] = {
        **verdict.record,
        "attested_by": {"login": registrar.login, "name": registrar.name, "post": registrar.post},
        "statement": STATEMENT.to_json(),
        "decided_on": day.isoformat(),
        "scan": scans[0],
        "scans": scans,
        "removed": list(paper.removed),
    }
    return paper.required, replace(verdict, record=record)
