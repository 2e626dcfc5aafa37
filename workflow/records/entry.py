"""What a caller tells the journal, and the text that is hashed of it. Nothing here needs a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflow.records.canonical import FIELDS, canonical_json, moment_text
from workflow.records.errors import JournalRefused
from workflow.records.kinds import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """What a caller tells the journal; number and hashes are the journal's. Fields as in ``journal.JournalEntry``."""

    kind: Kind | str
    at: datetime
    actor: str
    actor_name: str
    actor_post: str
    command: str
    table_version: str
    authority: str | None = None
    role: str | None = None
    step: str | None = None
    fiscal_year: int | None = None
    item_code: str | None = None
    from_state: str | None = None
    to_state: str | None = None
    revision: str | None = None
    submission: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    framework: str | None = None


_GIVEN = FIELDS[3:-1]
_KIND, _AT, _FACTS = _GIVEN.index("kind"), _GIVEN.index("at"), _GIVEN.index("facts")
_PLAIN = ("item_code", "from_state", "to_state", "framework")


def refuse_unfit(entry: Entry) -> None:
    """:raises JournalRefused: as :func:`workflow.records.journal.append` does."""
    if entry.kind not in set(Kind):
        raise JournalRefused("journal_kind_unknown", kind=str(entry.kind))
    if (entry.item_code is None) != (entry.fiscal_year is None):
        raise JournalRefused("journal_entry_unfit", field="fiscal_year")
    if entry.to_state is not None and entry.item_code is None:
        raise JournalRefused("journal_entry_unfit", field="item_code")
    for name in _PLAIN:
        # The replay cuts these out of the text without parsing it.
        text = getattr(entry, name)
        if text is not None and not (text.isascii() and text.replace("_", "").replace("-", "").isalnum()):
            raise JournalRefused("journal_entry_unfit", field=name)


def sealed_text(entry: Entry, previous: str, number: int, seq: int, rows_head: tuple[int, str] | None) -> str:
    """The canonical text of an entry.

    :param previous: hash of the entry before. :param number: the office's inside what is hashed.
    :param rows_head: number and hash of the last seal of a row before it; ``None``: there is none.
    :raises JournalRefused: it holds a NUL character. :raises ValueError: a naive time, facts that are not plain JSON.
    """
    given: list[Any] = [getattr(entry, name) for name in _GIVEN]
    given[_KIND], given[_AT], given[_FACTS] = str(Kind(entry.kind)), moment_text(entry.at), dict(entry.facts)
    given += [f"{rows_head[0]}:{rows_head[1]}"] if rows_head is not None else []
    sealed = canonical_json([previous, number, seq, *given])
    if "\\u0000" in sealed:
        raise JournalRefused("journal_entry_unfit", field="text")
    return sealed
