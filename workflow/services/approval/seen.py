"""What somebody had before their eyes when they decided: a memo that is another one by now is not decided on.

At a terminal a decision names the memo; in a browser it was drawn minutes or hours ago. The digest is the one that
names what is agreed to (:func:`approved_digest`), so that whatever changes of it is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflow.records import queries
from workflow.records.canonical import canonical_json
from workflow.records.models import Item, Submission
from workflow.rules.errors import Conflict
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading


@dataclass(frozen=True, slots=True)
class Seen:
    """A memo as it was shown. :param digest: of what would be agreed to, nothing excepted.

    :param opened: when its page was opened; ``None``: not known. Never a condition, as is :attr:`pages`.
    :param pages: SHA-256 of each paper of which pictures were sent, with the numbers of the pages.
    """

    digest: str
    opened: datetime | None = None
    pages: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """What the journal's entry says of it."""
        sent = {paper: sorted(numbers) for paper, numbers in sorted(self.pages.items())}
        opened = {"opened": self.opened.isoformat(timespec="seconds")} if self.opened is not None else {}
        return {**opened, "pages_sent": sum(map(len, sent.values())), "sent": sent}


def approved_digest(
    use_case: UseCase, submission: Submission, items: Sequence[Item], excepted: Collection[str] = ()
) -> str:
    """SHA-256 that names what is agreed to: the memo as issued, each item's manifest as it is now, what is excepted.

    Whatever changes of these makes another digest, and an approval of the old one is no more.
    """
    named = {
        "memo": submission.memo_issued,
        "items": {item.code: use_case.digest(item) for item in items},
        "excepted": sorted(excepted),
    }
    return hashlib.sha256(canonical_json(named).encode()).hexdigest()


def must_be_as_seen(use_case: UseCase, submission: Submission, items: Sequence[Item], seen: Seen | None) -> None:
    """:param items: what is open on the memo. :raises Conflict: the memo is not what was shown; who acted since."""
    if seen is None or seen.digest == approved_digest(use_case, submission, items):
        return
    raise _changed(use_case, submission, items)


def overtaken(office: Office, login: str, memo: int) -> Conflict:
    """What to raise for a memo on which nothing is open any more: who acted since. :param memo: its primary key."""
    with reading(office, login) as use_case:
        (submission,) = queries.memos.of_list(use_case.session, use_case.office_id, [memo])
        return _changed(use_case, submission, ())


def _changed(use_case: UseCase, submission: Submission, items: Sequence[Item]) -> Conflict:
    # What changed it may have been done with an item that is on it no more: sent back, excepted, withdrawn.
    on_it = use_case.items_with({row.item_id for row in submission.items} | {item.id for item in items})
    found = conflict(use_case, [use_case.name_of(item) for item in on_it])
    return Conflict("memo_changed", **{**found.facts, "memo": submission.label})
