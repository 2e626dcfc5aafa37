"""What was seen of one item, day by day: "was it there on 30 April?"

The answer is what this office saw, and when: never that something was so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflow.ports.site import Severity
from workflow.records import queries
from workflow.records.models import Proof, ProofRun
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.publication.proofs import digest_of


@dataclass(frozen=True, slots=True)
class Look:
    """One look. ``how``: person, publish, build, watch; ``by``: who; ``sealed``: still as the journal sealed it."""

    at: datetime
    kind: str
    severity: Severity
    clicks: int | None
    address: str
    how: str
    by: str
    revision: int
    findings: tuple[str, ...]
    sealed: bool | None


@dataclass(frozen=True, slots=True)
class Sight:
    """A person who looked, and where."""

    at: datetime
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was seen on one day, and by the looks before and after it where there was none."""

    day: date
    looks: tuple[Look, ...]
    before: Look | None
    after: Look | None


@dataclass(frozen=True, slots=True)
class History:
    """All looks at an item, oldest first. ``days``: the worst of each day that had one."""

    code: str
    title: str
    fiscal_year: int
    looks: tuple[Look, ...]
    sights: tuple[Sight, ...]
    days: dict[date, Severity]
    answer: Answer | None


def history(office: Office, code: str, *, on: date | None = None, year: int | None = None) -> History:
    """What was seen of an item. :param on: a day that is asked for. :raises NotFound: no such item."""
    with reading(office, year=year) as use_case:
        item = use_case.item(code)
        zone = use_case.now.tzinfo
        rows = queries.sightings.every_proof_of_item(use_case.session, item.id)
        looks = tuple(_looks(use_case, rows, on))
        sights = tuple(
            Sight(s.at, s.name, s.url) for s in queries.sightings.sightings_of_item(use_case.session, item.id)
        )
        days: dict[date, Severity] = {}
        for one in looks:
            day = one.at.astimezone(zone).date()
            days[day] = max(days.get(day, Severity.OK), one.severity, key=lambda s: s.rank)
        answer = None
        if on is not None:
            that = tuple(one for one in looks if one.at.astimezone(zone).date() == on)
            answer = Answer(
                on, that, next((o for o in reversed(looks) if o.at.astimezone(zone).date() < on), None),
                next((o for o in looks if o.at.astimezone(zone).date() > on), None),
            )  # fmt: skip
        return History(item.code, item.title, use_case.cycle.fiscal_year, looks, sights, days, answer)


CHECKED = 12
"""Newest looks that are compared with what the journal sealed, beside those of the day asked for."""


def _looks(use_case: UseCase, rows: Sequence[Proof], on: date | None) -> list[Look]:
    check = {row.id for row in rows[-CHECKED:]}
    check |= {row.id for row in rows if row.at.astimezone(use_case.now.tzinfo).date() == on}
    numbers = {r.id: r.number for r in queries.revisions.by_id(use_case.session, {row.revision_id for row in rows})}
    runs = queries.sightings.run_of_each(use_case.session, use_case.office_id, rows)
    found = []
    for row in rows:
        run = runs.get(row.id)
        found.append(
            Look(
                row.at, row.kind, Severity(row.severity), row.clicks, row.address or "",
                str(row.facts.get("how") or "person"), run.by if run is not None else "",
                numbers.get(row.revision_id, 0), tuple(f["code"] for f in row.facts.get("findings", ())),
                _is_sealed(use_case, run) if run is not None and row.id in check else None,
            )
        )  # fmt: skip
    return found


def _is_sealed(use_case: UseCase, run: ProofRun) -> bool:
    """Whether the proofs of a look are still those whose digest it was kept with."""
    keys = run.facts.get("proofs", ())
    rows = [row for key in keys if (row := use_case.session.get(Proof, key)) is not None]
    return len(rows) == len(keys) and digest_of(rows) == run.digest


def months(days: dict[date, Severity], until: date, count: int) -> list[tuple[date, list[Severity | None]]]:
    """The last months, oldest first: first day of each, and for each of its days what was seen (None: nobody looked).

    Days after ``until`` are left out.
    """
    first = until.replace(day=1)
    starts = [first]
    while len(starts) < count:
        starts.append((starts[-1] - timedelta(days=1)).replace(day=1))
    found = []
    for start in reversed(starts):
        after = (start + timedelta(days=32)).replace(day=1)
        last = min(after - timedelta(days=1), until)
        row = [days.get(start + timedelta(days=n)) for n in range((last - start).days + 1)]
        found.append((start, row))
    return found
