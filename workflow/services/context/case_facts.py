"""What a case says of an item's past: what was taken off the site, a revision under way, a scan that is doubted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workflow.records import queries
from workflow.rules.states import Online, State
from workflow.services.context.signed.files import coming_back, item_taken, returning, taken_back, without_verdict

if TYPE_CHECKING:
    from workflow.records.models import Item, Revision, Submission
    from workflow.rules.case import TakenBack
    from workflow.services.context.use_case import UseCase

CARRIED = "carried"
"""How somebody contributed who carried what was published over into the next revision."""


def before_publishing(use_case: UseCase, item: Item, revision: Revision | None) -> dict[str, Any]:
    """What is looked up for signed items only: verdicts, and what was taken back."""
    if item.state is not State.HEAD_SIGNED or revision is None or revision.signed is None:
        return {}
    known = use_case.of_cycle(item, queries.online.verdicts_in)
    return {
        "without_verdict": tuple(without_verdict(revision, known)),
        "taken_back": tuple(taken_back(revision, use_case.takings)),
        "returning": tuple(returning(revision, use_case.takings, _seen(use_case, item))),
        "item_taken": item_taken(revision, use_case.takings),
        "objected": tuple(
            (a.person.name, a.objected_by)
            for a in use_case.objections
            if a.person.login == revision.signed.signer
            and a.kind == revision.signed.kind
            and a.objected_by is not None
            and a.starts <= revision.signed.decided_on
            and (a.ends is None or revision.signed.decided_on <= a.ends)
        ),
    }


def _seen(use_case: UseCase, item: Item) -> Revision | None:
    """The revision the public sees now."""
    if item.online is not Online.ONLINE or item.online_revision_id is None:
        return None
    return queries.revisions.with_id(use_case.session, item.online_revision_id)


def put_back(use_case: UseCase, item: Item) -> tuple[TakenBack, ...]:
    """Files of a retracted item that go online again when the retraction is lifted."""
    found = next((t for t in use_case.takings if t.revision.id == item.online_revision_id), None)
    return tuple(coming_back(found.revision, found)) if found is not None else ()


def revising(use_case: UseCase, item: Item) -> dict[str, Any]:
    """Whether a revision of what was published is under way, and what was done for it."""
    if item.state is not State.DRAFT or item.online_revision_id is None:
        return {}
    online = queries.revisions.with_id(use_case.session, item.online_revision_id)
    if online is None or item.round <= online.number:
        return {}
    files = {e.id for e in use_case.evidence(item)} != {file.id for file in online.manifest.files}
    stand = {"accepted", None} if use_case.periods.of(item) else {"accepted"}  # a part of the year begins anew
    took_part = use_case.of_cycle(item, queries.items.contributors).get((item.id, item.round), ())
    done = {
        "files": files or bool(use_case.periods.in_hand(item)) or any(p.status not in stand for p in item.parts),
        "ticks": bool(use_case.ticks(item)),
        "people": any(how != CARRIED for _, how in took_part),
        "exceptions": queries.items.asked_in_round(use_case.session, item),
    }
    return {"revising": True, "done_since": tuple(what for what, so in done.items() if so)}


def replacement(use_case: UseCase, item: Item, submission: Submission | None) -> dict[str, Any]:
    """Who asked that a scan of the item's memo be replaced, while nobody settled it."""
    asked = use_case.replacements.get(submission.id) if submission and item.state is State.HEAD_SIGNED else None
    return {} if asked is None else {"replacement_by": asked.asked_by, "scan_doubted": True}
