"""Checking the journal: recompute the chain, replay the states, compare with the seals.

Streams in constant memory and looks at each text as bytes: the previous hash stands in a fixed place, the states are
cut out by the commas they cannot contain. What this gives is said in docs/contracts.md#journal: whoever can write
the database can rewrite what came after the last seal kept elsewhere, and nothing before it unnoticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from workflow.records.ledger import OfficeLedger, sealed_number
from workflow.records.sealed import GENESIS

MOST_REASONS = 100
"""More are counted, not kept: memory stays constant however much is wrong."""
ItemKey = tuple[int, str, str]
"""Fiscal year (Buddhist era), item code and framework."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    ``code``: ``entry_altered`` (its text is not what was hashed) · ``entry_missing`` (a number is skipped) ·
    ``entry_misplaced`` (it does not follow the one before: moved, inserted, or written for another office) ·
    ``tail_missing`` (entries after this number were deleted) · ``seal_mismatch`` (a signed memo carries another hash)
    · ``replay_broken`` (an entry starts from another state than the item was in) · ``state_differs`` (the item's
    stored state is not what the journal leads to). The use case adds what ``row_checks`` finds.
    """

    code: str
    seq: int | None
    """The entry; None for a finding about an item's stored state."""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class JournalReport:
    """The result of ``verify``."""

    ok: bool = True
    entries: int = 0
    """How many rows were read."""
    first_bad: int | None = None
    """The lowest number at which something is wrong; None when nothing is, or only stored states differ."""
    reasons: list[Finding] = field(default_factory=list)
    """At most ``MOST_REASONS``, in the order found."""
    more: int = 0
    """How many findings were not kept."""
    states: dict[ItemKey, str] = field(default_factory=dict)
    """The states the journal leads to."""

    rows: tuple[int, str] | None = None
    """Number and hash of the last row seal that an entry names; None: none does."""

    def found(self, code: str, seq: int | None, **facts: Any) -> None:
        """Add a finding."""
        self.ok = False
        if seq is not None and (self.first_bad is None or seq < self.first_bad):
            self.first_bad = seq
        if len(self.reasons) < MOST_REASONS:
            self.reasons.append(Finding(code, seq, facts))
        else:
            self.more += 1


def verify(
    session: Session,
    office_id: int,
    seals: Iterable[tuple[int, str]] = (),
    *,
    states: Mapping[ItemKey, str] | None = None,
    first: Mapping[int, str] | None = None,
    initial: str = "draft",
) -> JournalReport:
    """Check the office's whole chain.

    :param seals: the chain heads ``(seq, hash)`` that signed memos carry.
    :param states: the items' stored states, to compare with the replay; None for no comparison.
    :param first: fiscal year -> the framework whose cycle was opened first: older entries, which name none, are of it.
    :param initial: the state of an item before its first entry.
    """
    report = JournalReport()
    sealed_at: dict[int, list[str]] = {}
    for seq, digest in seals:
        sealed_at.setdefault(seq, []).append(digest)
    sha256 = hashlib.sha256
    replayed: dict[tuple[bytes, bytes, bytes], bytes] = {}
    unnamed = {str(year).encode(): f'"{key}"'.encode() for year, key in (first or {}).items()}
    at_first = f'"{initial}"'.encode()
    count, expected, last = 0, 1, GENESIS.encode()
    own = sealed_number(session, office_id) or office_id
    bound: bytes | None = None
    for seq, text, stored in _rows(session, office_id):
        # The chain orders the entries and leads back to the first, so only that one is asked for its office, and the
        # number inside the text needs no look: a text in another place does not follow the one before it.
        if sha256(text).hexdigest().encode() != stored:
            report.found("entry_altered", seq)
        else:
            if seq != expected:
                report.found("entry_missing", expected, until=seq - 1)
            elif text[2:66] != last or (seq == 1 and not text.startswith(b'["%b",%d,1,' % (last, own))):
                report.found("entry_misplaced", seq)
            # The last field is an older entry's framework, or the head of the rows' seals: only that has a colon there.
            rows = text[text.rindex(b'"', 0, -67) + 1 : -2] if text[-67:-66] == b":" and text[-2:] == b'"]' else None
            if rows is not None:
                bound = rows
            _, _, _, year, code, came_from, goes_to, _ = text.split(b",", 7)
            if goes_to != b"null":
                # The framework is the last field; older entries end with their facts, and few name none.
                body = text[:-1] if rows is None else text[: text.rindex(b",")]
                named = None if body.endswith((b"}", b",null")) else body[body.rindex(b",") + 1 :]
                item = (year, code, named or unnamed.get(year, b'""'))
                # Once an entry is wrong, a state that does not follow is only its consequence.
                if came_from != replayed.get(item, at_first) and came_from != b"null" and report.ok:
                    report.found("replay_broken", seq, was=_plain(replayed.get(item, at_first)), says=_plain(came_from))
                replayed[item] = goes_to
        if sealed_at and seq in sealed_at:
            for digest in sealed_at.pop(seq):
                if digest.encode() != stored:
                    report.found("seal_mismatch", seq, sealed=digest)
        count += 1
        expected, last = seq + 1, stored
    report.entries = count
    if bound is not None:
        upto, _, digest = bound.decode(errors="replace").partition(":")
        report.rows = (int(upto), digest) if upto.isdecimal() else (-1, digest)
    report.states = {
        (int(year), _plain(code), _plain(named)): _plain(state) for (year, code, named), state in replayed.items()
    }
    _compare_tail(session, office_id, report, expected, last.decode(errors="replace"), sealed_at)
    if states is not None:
        for key in sorted(report.states.keys() | states.keys()):
            if report.states.get(key, initial) != states.get(key, initial):
                report.found(
                    "state_differs",
                    None,
                    fiscal_year=key[0],
                    item_code=key[1],
                    framework=key[2],
                    stored=states.get(key),
                    replayed=report.states.get(key, initial),
                )
    return report


def _plain(quoted: bytes) -> str:
    return quoted.decode().strip('"')


def _compare_tail(
    session: Session,
    office_id: int,
    report: JournalReport,
    expected: int,
    last: str,
    unmet: Mapping[int, list[str]],
) -> None:
    """Nothing may be known of entries that are no longer there: not by a seal, not by the ledger."""
    for seq in sorted(unmet):
        if seq >= expected:
            report.found("tail_missing", expected, sealed=seq)
        elif seq != 0 or any(digest != GENESIS for digest in unmet[seq]):
            report.found("seal_mismatch", seq, sealed=unmet[seq][0])
    ledger = session.get(OfficeLedger, office_id, populate_existing=True)
    known = (ledger.seq, ledger.hash) if ledger is not None else (0, GENESIS)
    if known[0] >= expected:
        report.found("tail_missing", expected, ledger=known[0])
    elif known != (expected - 1, last):
        report.found("entry_misplaced", max(expected - 1, 1), ledger=known[0])


def _rows(session: Session, office_id: int) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, sealed text and stored hash, in order, streamed past the ORM as bytes: the chain may be long.

    As bytes, because a flipped one may be no UTF-8 any more, and nothing is decoded only to be encoded again.
    """
    session.flush()
    connection = session.connection()
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        query = (
            "SELECT seq, CAST(sealed AS BLOB), CAST(hash AS BLOB) FROM journal_entry WHERE office_id = ? ORDER BY seq"
        )
        rows: Iterator[tuple[int, bytes, bytes]] = driver.execute(query, (office_id,))
        return rows
    return _fetched_rows(driver, office_id)


def _fetched_rows(driver: Any, office_id: int) -> Iterator[tuple[int, bytes, bytes]]:
    """By a cursor of the server in binary, some at a time: it goes along the index, and no text is escaped or decoded.

    COPY hands over one row a call, which costs twice the processor of this (decision 0124).
    """
    query = "SELECT seq, textsend(sealed), textsend(hash) FROM journal_entry WHERE office_id = %s ORDER BY seq"
    with driver.cursor("journal_rows", binary=True) as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(query, (office_id,))
        yield from cursor


_AT_ONCE = 500
"""Rows fetched in one go: about a quarter of a megabyte."""
