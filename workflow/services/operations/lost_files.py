"""A file that the store lost: whose it was, and which backup still has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.records import queries
from workflow.records.journal import first_naming, of_kind
from workflow.records.kinds import Kind
from workflow.services.context.use_case import UseCase

MOST_LISTED = 100
"""Digests of lost files that the entry of a backup lists."""


@dataclass(frozen=True, slots=True)
class Lost:
    """``of``: item and name, or number of a memo or document; empty when only a verdict speaks of it.

    :param backup: name of the newest backup that has it, and ``on`` the day it was made; empty: none is known.
    """

    digest: str
    of: str
    backup: str
    on: str


def look_up(use_case: UseCase, digests: Iterable[str]) -> list[Lost]:
    """What the records say of files that are lost, in the order given."""
    session, office_id = use_case.session, use_case.office_id
    backups = of_kind(session, office_id, Kind.BACKED_UP)
    found = []
    for digest in digests:
        first = first_naming(session, office_id, digest) or 0
        kept = next(
            (
                e for e in backups
                if first <= int(e.facts.get("entries") or 0) and digest not in (e.facts.get("missing") or ())
            ),
            None,
        )  # fmt: skip
        on = kept.at.astimezone(use_case.now.tzinfo).date().isoformat() if kept is not None else ""
        of = queries.files.whose(session, office_id, digest)
        found.append(Lost(digest, of, str(kept.facts["file"]) if kept is not None else "", on))
    return found
