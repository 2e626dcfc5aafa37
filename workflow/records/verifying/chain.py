"""Checking the journal: recompute the chain, replay the states, compare with the seals.

Streams in constant memory and looks at each text as bytes: the previous hash stands in a fixed place, the states are
cut out by the commas they cannot contain. What this gives is said in docs/contracts.md#journal: whoever can write
the database can rewrite what came after the last seal kept elsewhere, and nothing before it unnoticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.records.canonical import GENESIS
from workflow.records.journal import JournalEntry
from workflow.records.many.apart import KEY_SETTING, SETTING
from workflow.records.rows.gathering import write_all
from workflow.records.verifying import beside, stretch

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
    known, head, sealed_as = _ledger(session, office_id)
    own = sealed_as or office_id
    sound = _at_once(session, known, office_id, own, unnamed, initial)
    if sound is not None:
        count, expected, last = sound.entries, sound.entries + 1, sound.last.encode()
        bound = sound.bound.encode() if sound.bound is not None else None
        for item, state in sound.ends.items():
            year, code, named = item.encode().split(b",")
            replayed[year, code, named] = state.encode()
        _compare_seals(session, office_id, report, sealed_at)
    else:
        count, expected, last = 0, 1, GENESIS.encode()
        bound = None
        for seq, text, stored in chain.from_iterable(_rows(session, office_id)):
            # The chain orders the entries and leads back to the first, so only that one is asked for its office, and
            # the number inside the text needs no look: a text in another place does not follow the one before it.
            if sha256(text).hexdigest().encode() != stored:
                report.found("entry_altered", seq)
            else:
                if seq != expected:
                    report.found("entry_missing", expected, until=seq - 1)
                elif text[2:66] != last or (seq == 1 and not text.startswith(b'["%b",%d,1,' % (last, own))):
                    report.found("entry_misplaced", seq)
                rows = stretch.rows_named(text)
                if rows is not None:
                    bound = rows
                _, _, _, year, code, came_from, goes_to, _ = text.split(b",", 7)
                if goes_to != b"null":
                    of = (year, code, stretch.item_of(text, year, rows, unnamed))
                    was = replayed.get(of, at_first)
                    # Once an entry is wrong, a state that does not follow is only its consequence.
                    if came_from not in (was, b"null") and report.ok:
                        report.found("replay_broken", seq, was=_plain(was), says=_plain(came_from))
                    replayed[of] = goes_to
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
    _compare_tail((known, head), report, expected, last.decode(errors="replace"), sealed_at)
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
    known: tuple[int, str],
    report: JournalReport,
    expected: int,
    last: str,
    unmet: Mapping[int, list[str]],
) -> None:
    """Nothing may be known of entries that are no longer there: not by a seal, not by the ledger.

    :param known: number and hash of the last entry by the ledger.
    """
    for seq in sorted(unmet):
        if seq >= expected:
            report.found("tail_missing", expected, sealed=seq)
        elif seq != 0 or any(digest != GENESIS for digest in unmet[seq]):
            report.found("seal_mismatch", seq, sealed=unmet[seq][0])
    if known[0] >= expected:
        report.found("tail_missing", expected, ledger=known[0])
    elif known != (expected - 1, last):
        report.found("entry_misplaced", max(expected - 1, 1), ledger=known[0])


def _rows(session: Session, office_id: int, first: int = 1) -> stretch.Rows:
    """Number, sealed text and stored hash, in order from one on, streamed past the ORM as bytes: the chain may be long.

    As bytes, because a flipped one may be no UTF-8 any more, and nothing is decoded only to be encoded again.
    """
    driver = _driver(session)
    if session.connection().dialect.name == "sqlite":
        return stretch.rows_of_file(driver, office_id, first)
    return stretch.rows_of_server(driver, office_id, first)


def _driver(session: Session) -> Any:
    """The driver's connection, on which everything is written that was noted."""
    write_all(session)
    return session.connection().connection.driver_connection


def _ledger(session: Session, office_id: int) -> tuple[int, str, int | None]:
    """Number and hash of the last entry by the ledger, and the office's number inside what is hashed.

    In the same question a server is told to read along its keys until the transaction ends: whatever is checked of one
    office is read so.
    """
    told = ""
    if session.connection().dialect.name == "postgresql":
        told = "".join(f", set_config('{name}', '{value}', true)" for name, value in stretch.ALONG_THE_INDEX.items())
    asked = f"SELECT seq, hash, sealed_as{told} FROM office_ledger WHERE office_id = {int(office_id)}"  # noqa: S608 -- a number
    found: tuple[Any, ...] | None = _driver(session).execute(asked).fetchone()
    return (found[0], found[1], found[2]) if found is not None else (0, GENESIS, None)


def _at_once(
    session: Session,
    known: int,
    office_id: int,
    own: int,
    unnamed: Mapping[bytes, bytes],
    initial: str,
) -> stretch.Stretch | None:
    """The whole journal, looked at only to see whether it is sound; ``None``: it is not, or empty.

    :param known: entries by the ledger.
    """
    if known >= stretch.MANY and beside.two_at_once():
        halves = _halves(session, known, office_id, own, unnamed, initial)
        if halves is not None:
            return halves
    whole = stretch.check(_rows(session, office_id), 1, own, unnamed)
    return stretch.joined((whole,), initial) if whole is not None else None


def _halves(
    session: Session, entries: int, office_id: int, own: int, unnamed: Mapping[bytes, bytes], initial: str
) -> stretch.Stretch | None:
    """A long journal checked by two processes at once; ``None``: not all of it is sound, or there is only one."""
    reach = _reach(session)
    if reach is None:
        return None
    last = int(entries * (0.48 if "file" in reach else 0.5))  # another program has to start first
    asked: dict[str, Any] = {"office_id": office_id, "own": own, "last": last}
    asked["unnamed"] = {year.decode(): key.decode() for year, key in unnamed.items()}
    try:
        other = beside.Beside({**asked, **reach})
    except OSError:
        return None
    try:
        mine = stretch.check(_rows(session, office_id, last + 1), last + 1, own, unnamed)
        theirs = other.found() if mine is not None else None
    finally:
        other.end()
    return stretch.joined((theirs, mine), initial) if mine is not None and theirs is not None else None


def _reach(session: Session) -> dict[str, Any] | None:
    """How another process comes to the same database; ``None``: not at all."""
    connection = session.connection()
    url = connection.engine.url
    if connection.dialect.name == "sqlite":
        return {"file": str(Path(url.database).absolute())} if url.database and url.database != ":memory:" else None
    asked = "SELECT current_setting(%s, true), current_setting(%s, true)"
    office, key = connection.exec_driver_sql(asked, (SETTING, KEY_SETTING)).one()
    said = [
        (f"SELECT set_config('{name}', %s, false)", (now or "",))
        for name, now in ((SETTING, office), (KEY_SETTING, key), *stretch.ALONG_THE_INDEX.items())
    ]
    plain = url.set(drivername="postgresql")
    return {"server": plain.render_as_string(hide_password=False), "said": said}


def _compare_seals(session: Session, office_id: int, report: JournalReport, sealed_at: dict[int, list[str]]) -> None:
    """The seals against the entries that are there; what is left was never met."""
    if not sealed_at:  # every entry would be looked through for none of them
        return
    asked = select(JournalEntry.seq, JournalEntry.hash).where(JournalEntry.office_id == office_id)
    for seq, stored in session.execute(asked.where(JournalEntry.seq.in_(sealed_at)).order_by(JournalEntry.seq)).all():
        for digest in sealed_at.pop(seq):
            if digest != stored:
                report.found("seal_mismatch", seq, sealed=digest)
