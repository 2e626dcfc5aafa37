"""Reading the journal, and checking it: the chain, the replayed states, the seals in the memos themselves.

What the check proves is no more than docs/contracts.md#journal says: whoever can write the database can rewrite what
came after the last signed memo that is kept elsewhere, and nothing before it unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from workflow.records import journal, queries, row_checks
from workflow.records.dump import UNREADABLE, office_tables, unreadable_rows
from workflow.records.verifying.chain import Finding, JournalReport
from workflow.records.verifying.chain import verify as verify_chain
from workflow.rules.errors import NotFound, WorkflowError
from workflow.rules.table import INITIAL
from workflow.services.context.use_case import UseCase, reading
from workflow.services.publication.memo_names import MemoTexts, printed_in, signed_not_named
from workflow.services.publication.signed_bytes import online_not_judged
from workflow.thai import arabic_digits

if TYPE_CHECKING:
    from workflow.records.journal import JournalEntry
    from workflow.records.models import Item
    from workflow.services.context.office import Office

SEAL = re.compile(r"(?<![0-9])([0-9]{1,12}):([0-9a-f]{64})(?![0-9a-f])")
"""Number and hash of the journal's last entry when the memo was made."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown; the sentence is formed from ``kind``, ``step`` and ``facts`` at the edge."""

    seq: int
    at: datetime
    actor: str
    name: str
    post: str
    authority: str | None
    item: str | None
    fiscal_year: int | None
    kind: str
    step: str | None
    from_state: str | None
    to_state: str | None
    facts: dict[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Stay:
    """Time an item spent in a state, all its stays together. ``now``: it is there still, counted until now."""

    state: str
    time: timedelta
    times: int
    now: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """``more``: entries that fit but are older than the limit. ``stays`` only where one item was asked for."""

    lines: tuple[Line, ...]
    more: int
    stays: tuple[Stay, ...] = ()


def show(
    office: Office,
    item: str | None = None,
    *,
    person: str | None = None,
    day: date | None = None,
    limit: int | None = None,
    year: int | None = None,
) -> Shown:
    """The newest ``limit`` entries (``None``: all) in order, of one item, person (login or part of a name), day.

    :raises NotFound: no such item.
    """
    with reading(office, year=year) as use_case:
        code, of_year, frameworks = None, year, None
        stays: tuple[Stay, ...] = ()
        if item is not None:
            row = use_case.item(item)
            code, of_year, frameworks = row.code, use_case.cycle.fiscal_year, use_case.frameworks(use_case.cycle)
            stays = _stays(use_case, row)
        since = datetime.combine(day, time(), use_case.now.tzinfo) if day else None
        login = person if person is not None and person in use_case.everybody else None
        narrowed: journal.Narrowed = {
            "fiscal_year": of_year, "item_code": code, "frameworks": frameworks, "actor": login,
            "named": person if login is None else None, "since": since,
            "until": since + timedelta(days=1) if since else None,
        }  # fmt: skip
        session, office_id = use_case.session, use_case.office_id
        if limit is not None:
            found = journal.newest(session, office_id, limit, **narrowed)
            lines = [_line(entry) for entry in found]
            fitting = journal.count(session, office_id, **narrowed) if len(lines) == limit else len(lines)
        else:
            lines = []
            for entry in journal.entries(session, office_id, **narrowed):
                lines.append(_line(entry))
                session.expunge(entry)
            fitting = len(lines)
        if person is not None and not fitting and login is None:
            raise NotFound("no_such_person", login=person)
        return Shown(tuple(lines), fitting - len(lines), stays)


def _line(entry: JournalEntry) -> Line:
    return Line(
        seq=entry.seq, at=entry.at, actor=entry.actor, name=entry.actor_name, post=entry.actor_post,
        authority=entry.authority, item=entry.item_code, fiscal_year=entry.fiscal_year, kind=entry.kind,
        step=entry.step, from_state=entry.from_state, to_state=entry.to_state, facts=entry.facts, hash=entry.hash,
    )  # fmt: skip


def _stays(use_case: UseCase, item: Item) -> tuple[Stay, ...]:
    """How long the item was in each state since its cycle was opened, in the order first entered."""
    state, since = INITIAL.value, use_case.cycle.opened_at
    total: dict[str, timedelta] = {state: timedelta()}
    times: dict[str, int] = {state: 1}
    for entry in journal.entries(
        use_case.session, use_case.office_id, fiscal_year=use_case.cycle.fiscal_year, item_code=item.code,
        frameworks=use_case.frameworks(use_case.cycle),
    ):  # fmt: skip
        if entry.to_state is None or entry.to_state == state:
            continue
        total[state] += max(entry.at - since, timedelta())
        state, since = entry.to_state, entry.at
        total.setdefault(state, timedelta())
        times[state] = times.get(state, 0) + 1
    total[state] += max(use_case.now - since, timedelta())
    return tuple(Stay(name, spent, times[name], name == state) for name, spent in total.items())


@dataclass(frozen=True, slots=True)
class Seal:
    """What one memo's file carries. ``signed``: the head signed it. ``file``: the digest it was read from."""

    memo: str
    signed: bool
    file: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of ``oit journal verify``. ``reasons`` are in the order found; empty when ``ok``."""

    ok: bool
    entries: int
    first_bad: int | None
    reasons: tuple[Finding, ...]
    more: int
    seals: tuple[Seal, ...] = ()
    head: tuple[int, str] = (0, "")
    states: dict[tuple[int, str, str], str] = field(default_factory=dict)

    @property
    def sealed_until(self) -> int:
        """The last entry that a signed memo seals; 0 when none does."""
        return max((seal.seq for seal in self.seals if seal.signed), default=0)


def verify(office: Office) -> Verified:
    """Recompute the chain, replay the states, and compare with the seals read from the memos' own files."""
    with reading(office) as use_case:
        return verify_in(use_case)


def verify_in(use_case: UseCase) -> Verified:
    """As ``verify``, inside an open unit of work. A row that cannot even be read is named, too."""
    try:
        return _verified(use_case)
    except UNREADABLE:
        report = JournalReport(ok=False)
        for table, row, column in _unreadable(use_case):
            report.found("row_unreadable", None, table=table, row=row, column=column)
        if not report.reasons:
            raise
        return Verified(False, 0, None, tuple(report.reasons), report.more)


def _unreadable(use_case: UseCase, tables: Collection[str] | None = None) -> Iterator[tuple[str, str, str]]:
    """Table, key and column of each value that cannot be read as what it should be. :param tables: of these alone."""
    for table, where in office_tables(use_case.office_id):
        if tables is None or table.name in tables:
            for row, column in unreadable_rows(use_case.session, table, where):
                yield table.name, row, column


def _verified(use_case: UseCase) -> Verified:
    texts = MemoTexts(use_case.office)
    seals, troubles = read_seals(use_case, texts)
    stored = queries.items.states(use_case.session, use_case.office_id)
    report: JournalReport = verify_chain(
        use_case.session,
        use_case.office_id,
        [(seal.seq, seal.hash) for seal in seals if seal.seq > 0],
        states={key: state.value for key, state in stored.items()},
        first={cycle.fiscal_year: cycle.framework for cycle in reversed(use_case.cycles)},
        initial=INITIAL.value,
    )
    faults = list(row_checks.every_row(use_case.session, use_case.office_id, report.rows))
    unreadable = list(_unreadable(use_case, {fault.table for fault in faults if fault.code == "row_altered"}))
    for table, row, column in unreadable:
        report.found("row_unreadable", None, table=table, row=row, column=column)
    for fault in faults:
        if (fault.table, fault.key) not in {(table, row) for table, row, _ in unreadable}:
            report.found(fault.code, None, table=fault.table, row=fault.key)
    for one in signed_not_named(use_case, texts, by_lost=False):
        report.found(one.code, None, **one.facts)
    for one in online_not_judged(use_case, signed=True):
        report.found(one.code, None, **one.facts)
    for trouble in troubles:
        report.found(trouble.code, trouble.seq, **trouble.facts)
    return Verified(
        report.ok, report.entries, report.first_bad, tuple(report.reasons), report.more, tuple(seals),
        journal.chain_head(use_case.session, use_case.office_id), report.states,
    )  # fmt: skip


def read_seals(use_case: UseCase, texts: MemoTexts | None = None) -> tuple[list[Seal], list[Finding]]:
    """The seal printed in each memo, read from the bytes in the store, and where that could not be done.

    The row of a memo repeats its seal, and whoever can write the database can write that too: only the bytes under the
    digest count, and for a memo signed with a key those the signature covers. A row that says something else is told.
    """
    texts = texts or MemoTexts(use_case.office)
    seals: list[Seal] = []
    troubles: list[Finding] = []
    memos = queries.memos.every(use_case.session, use_case.office_id)
    texts.read(map(printed_in, memos))
    for memo in memos:
        signed = memo.status == "signed"
        digest = printed_in(memo)
        found, trouble = _seal_in(texts, memo.label, digest)
        if trouble is not None:
            troubles.append(trouble)
            continue
        for seq, sealed in found:
            seals.append(Seal(memo.label, signed, digest, seq, sealed))
        if (memo.seal_seq, memo.seal_hash) not in found:
            facts = {"memo": memo.label, "row": memo.seal_seq, "file_says": [seq for seq, _ in found]}
            # The earliest of the numbers in doubt is where to begin looking.
            troubles.append(_finding("seal_row_differs", None, **facts))
    return seals, troubles


def _seal_in(texts: MemoTexts, label: str, digest: str) -> tuple[list[tuple[int, str]], Finding | None]:
    try:
        found = seals_in(texts.of(digest))
    except WorkflowError as error:
        return [], _finding("seal_file_lost", None, memo=label, digest=digest, reason=error.code)
    except Exception as error:
        # Whatever a PDF reader makes of broken bytes: they are not the memo that was issued.
        return [], _finding("seal_not_readable", None, memo=label, digest=digest, detail=type(error).__name__)
    if not found:
        return [], _finding("seal_not_readable", None, memo=label, digest=digest, detail="-")
    return found, None


def seals_in(text: str) -> list[tuple[int, str]]:
    """Every seal in a memo's text, each once. Readers break lines and may give Thai digits: both are undone."""
    plain = arabic_digits(text)
    found: dict[tuple[int, str], None] = {}
    for shape in (plain, _joined(plain)):
        for match in SEAL.finditer(shape):
            found[int(match[1]), match[2]] = None
        if found:
            break
    return list(found)


def _joined(text: str) -> str:
    """The text with the blanks taken out of what looks like a seal: digits, colon, hexadecimal digits."""
    return re.sub(
        r"([0-9]+)\s*:\s*((?:[0-9a-f]\s*){64})(?![0-9a-f])", lambda m: f"{m[1]}:{''.join(m[2].split())} ", text
    )


def _finding(code: str, seq: int | None, **facts: Any) -> Finding:
    return Finding(code, seq, facts)


def reasons(findings: Iterable[Finding]) -> list[tuple[str, dict[str, Any]]]:
    """Code and facts for the sentences, with the entry's number among the facts."""
    return [(f.code, {**f.facts, "seq": f.seq}) for f in findings]
