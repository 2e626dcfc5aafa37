"""What was lost, and which backup still has it: a file of the store, whose it was; pages of the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.records import queries
from workflow.records.journal import first_naming, last_entry, of_kind
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


@dataclass(frozen=True, slots=True)
class SoundBackup:
    """A backup of a database that was sound when it was made: its name, and the day (ISO 8601).

    :param entries: number of the last journal entry in it. :param later: how many were written since, but its own.
    """

    file: str
    on: str
    entries: int
    later: int


def newest_sound(use_case: UseCase) -> SoundBackup | None:
    """The newest backup whose database was sound; ``None``: the journal knows of none."""
    session, office_id = use_case.session, use_case.office_id
    for e in of_kind(session, office_id, Kind.BACKED_UP):
        if not e.facts.get("unsound"):
            last, entries = last_entry(session, office_id), int(e.facts.get("entries") or 0)
            on = e.at.astimezone(use_case.now.tzinfo).date().isoformat()
            return SoundBackup(str(e.facts["file"]), on, entries, last.seq - e.seq if last is not None else 0)
    return None


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
