"""A document signed with a pen before: a named person says that the paper original was seen, or it is not taken.

This is for paper only. A file that carries a digital signature is judged by that signature; where it cannot be judged,
no word of a person takes its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.ports.verification import VerdictFacts
from workflow.rules.errors import Unmet
from workflow.rules.states import Capacity
from workflow.services.context.authorization import Actor
from workflow.services.context.signed.statements import Statement

STATEMENT = Statement(
    "old_paper_statement",
    1,
    th="9e0002055ac38aa214221ee6922ed19e78f51e6662b18f7747f022861d4b1a37",
    en="7dfd84b53bba0edd49febe1e14d2f871ff41b57133166a5d981c5e4012a32b4f",
)
"""What who compiles attests."""


@dataclass(frozen=True, slots=True)
class OldPaper:
    """What somebody is asked to vouch for, everything else having been checked.

    :param number: number and ``dated`` date that the clerk gave it. :param who: name of who is asked.
    """

    item: str
    title: str
    file: str
    number: str
    dated: date | None
    who: str


Vouch = Callable[[OldPaper], bool]
"""Asks who compiles; ``False``: no, the item stays as it was."""


def is_paper(verdict: VerdictFacts) -> bool:
    """Whether a file carries no digital signature at all, and nothing contradicts it. A file that cannot be read, or is
    over a limit, may carry one: it is not paper."""
    return verdict.status != "FAILED" and any(reason.code == "NOT_SIGNED" for reason in verdict.reasons)


def objection(file: str, verdict: VerdictFacts, required: int) -> Unmet | None:
    """Why a document of before cannot be taken by its own signature; ``None``: it can, or it is paper to vouch for."""
    enough = max(required, 1)
    if verdict.status == "PASSED" and verdict.grade >= enough:
        return None
    if is_paper(verdict) and enough == 1:
        return None
    facts = {"file": file, "grade": verdict.grade, "required": enough, **verdict.against()}
    unjudged = verdict.status == "INDETERMINATE" and verdict.grade < 1 and not is_paper(verdict)
    return Unmet("signed_before_not_judged" if unjudged else "signed_before_not_proven", facts, Capacity.COMPILER)


def vouched(about: OldPaper, vouch: Vouch | None) -> Unmet | None:
    """Ask; why not, or ``None`` when the person vouches for it."""
    facts = {"file": about.file, "person": about.who}
    if vouch is None:
        return Unmet("old_paper_not_attested", facts, Capacity.COMPILER)
    return None if vouch(about) else Unmet("old_paper_declined", facts, Capacity.COMPILER)


def word_of(who: Actor, post: str) -> dict[str, Any]:
    """What is kept of a person's word, beside the verdict."""
    return {"attested_by": {"login": who.login, "name": who.name, "post": post}, "statement": STATEMENT.to_json()}
