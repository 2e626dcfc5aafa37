"""Measures (มาตรการ): made from a result, carried out by groups, closed with a result and its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Measure, MeasureStatus, Origin
from workflow.rules.errors import BadInput, NotFound, Unmet, WrongRole
from workflow.rules.states import Role
from workflow.services.context.frameworks import DEFAULT
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.uploads import read_all
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.reports.access import keeps_reports, must_keep_reports
from workflow.thai import fiscal_year, one_line


@dataclass(frozen=True, slots=True)
class Plan:
    """What a measure is to be. ``items`` and ``indicator`` of the result it comes from.

    :param origin: ``None``: a lost point where items are named, else an indicator to improve, else the office's own.
    """

    title: str
    steps: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    origin: Origin | None = None
    from_year: int | None = None
    indicator: str | None = None
    items: tuple[str, ...] = ()
    monitoring: str = ""
    reporting: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A measure as it stands."""

    number: int
    fiscal_year: int
    framework: str
    plan: Plan
    status: MeasureStatus
    result: str | None = None
    outcome: str | None = None
    evidence: tuple[str, ...] = ()
    overdue: bool = False
    names: tuple[str, ...] = field(default=())
    """Names of its groups."""


def add(
    office: Office, login: str, plans: Sequence[Plan], *, year: int | None = None, framework: str = DEFAULT
) -> list[Line]:
    """Take in measures of a fiscal year, numbered on. :param year: in which they are carried out; ``None``: today's.

    :raises BadInput: ``measure_not_usable``, every reason. :raises WrongRole: not the secretary.
    """
    with acting(office, login, lock=True) as use_case:
        must_keep_reports(use_case, "measure_add")
        year = year or fiscal_year(use_case.today)
        before = queries.reports.measures(use_case.session, use_case.office_id, year)
        number = max((row.number for row in before), default=0)
        problems: list[Unmet] = []
        rows: list[Measure] = []
        for plan in plans:
            number += 1
            keys = _keys(use_case, plan.groups, problems)
            problems += _wrong(plan)
            rows.append(
                Measure(
                    office_id=use_case.office_id, framework=framework, fiscal_year=year, number=number,
                    origin=_origin(plan), from_year=plan.from_year, indicator=plan.indicator, items=list(plan.items),
                    title=one_line(plan.title.strip()), steps=list(plan.steps), group_keys=keys,
                    monitoring=plan.monitoring, reporting=plan.reporting, starts=plan.starts, ends=plan.ends,
                    status=MeasureStatus.PLANNED, result=None, outcome=None, evidence=[], made_by=use_case.me.login,
                    made_at=use_case.now, closed_by=None, closed_at=None,
                )
            )  # fmt: skip
        if problems:
            raise BadInput("measure_not_usable", problems)
        record = Record(use_case)
        for row in rows:
            use_case.session.add(row)
            _tell(record, row)
        return [_line(use_case, row) for row in rows]


def change(office: Office, login: str, number: int, changes: Mapping[str, Any], *, year: int | None = None) -> Line:
    """Change what is given of a measure; one that is begun is under way. :param changes: names of :class:`Plan`.

    :raises NotFound: no such measure. :raises BadInput: ``measure_closed``, ``measure_not_usable``.
    """
    with acting(office, login, lock=True) as use_case:
        must_keep_reports(use_case, "measure_change")
        row = _row(use_case, number, year)
        _must_be_open(row)
        plan = replace(_plan(row), **changes)
        problems = _wrong(plan)
        keys = _keys(use_case, plan.groups, problems)
        if problems:
            raise BadInput("measure_not_usable", problems)
        row.title, row.steps, row.group_keys = one_line(plan.title.strip()), list(plan.steps), keys
        row.monitoring, row.reporting, row.starts, row.ends = plan.monitoring, plan.reporting, plan.starts, plan.ends
        row.indicator, row.items, row.origin = plan.indicator, list(plan.items), _origin(plan)
        _tell(Record(use_case), row)
        return _line(use_case, row)


def begin(office: Office, login: str, number: int, *, year: int | None = None) -> Line:
    """Say that a measure is under way. :raises NotFound: and :raises BadInput: as :func:`change`."""
    with acting(office, login, lock=True) as use_case:
        row = _row(use_case, number, year)
        _must_carry_out(use_case, row, "measure_begin")
        _must_be_open(row)
        row.status = MeasureStatus.RUNNING
        _tell(Record(use_case), row)
        return _line(use_case, row)


def close(
    office: Office,
    login: str,
    number: int,
    result: str,
    *,
    outcome: str = "",
    files: Sequence[Path] = (),
    addresses: Sequence[str] = (),
    year: int | None = None,
) -> Line:
    """Close a measure with what was done, what came of it, and its evidence.

    :raises BadInput: ``measure_without_result``, ``measure_without_evidence``, ``measure_closed``, or a file that
        cannot be used. :raises WrongRole: neither the secretary nor of a responsible group.
    """  # fmt: skip
    problems = [] if result.strip() else [Unmet("measure_without_result", {"number": number})]
    if not files and not addresses:
        problems.append(Unmet("measure_without_evidence", {"number": number}))
    if problems:
        raise BadInput("measure_not_usable", problems)
    with reading(office, login) as use_case:
        _must_be_open(_row(use_case, number, year))
    evidence = [f"{one.sha256} {one.name}" for one in read_all(office, files, None)] + list(addresses)
    with acting(office, login, lock=True) as use_case:
        row = _row(use_case, number, year)
        _must_carry_out(use_case, row, "measure_close")
        _must_be_open(row)
        row.status, row.result, row.outcome = MeasureStatus.DONE, one_line(result.strip()), outcome.strip() or None
        row.evidence, row.closed_by, row.closed_at = evidence, use_case.me.login, use_case.now
        _tell(Record(use_case), row)
        return _line(use_case, row)


def drop(office: Office, login: str, number: int, reason: str, *, year: int | None = None) -> Line:
    """Give a measure up. :raises BadInput: ``measure_without_reason``, ``measure_closed``."""
    if not reason.strip():
        raise BadInput("measure_without_reason", number=number)
    with acting(office, login, lock=True) as use_case:
        must_keep_reports(use_case, "measure_drop")
        row = _row(use_case, number, year)
        _must_be_open(row)
        row.status, row.result = MeasureStatus.DROPPED, one_line(reason.strip())
        row.closed_by, row.closed_at = use_case.me.login, use_case.now
        _tell(Record(use_case), row, reason=row.result)
        return _line(use_case, row)


def listing(office: Office, *, year: int | None = None) -> list[Line]:
    """The measures of a fiscal year in the order of their numbers; ``None``: the newest year that has any."""
    with reading(office) as use_case:
        return lines(use_case, year)


def lines(use_case: UseCase, year: int | None = None) -> list[Line]:
    """The same inside a use case."""
    return [_line(use_case, row) for row in queries.reports.measures(use_case.session, use_case.office_id, year)]


def _row(use_case: UseCase, number: int, year: int | None) -> Measure:
    rows = queries.reports.measures(use_case.session, use_case.office_id, year)
    row = next((one for one in rows if one.number == number), None)
    if row is None:
        raise NotFound("no_such_measure", number=number, year=year, known=[one.number for one in rows])
    return row


def _must_be_open(row: Measure) -> None:
    if row.status in (MeasureStatus.DONE, MeasureStatus.DROPPED):
        raise BadInput("measure_closed", number=row.number, measure_status=row.status.value)


def _must_carry_out(use_case: UseCase, row: Measure, step: str) -> None:
    """The secretary, or an officer or director of a group that carries it out."""
    if keeps_reports(use_case):
        return
    roles = (Role.OFFICER, Role.DIRECTOR)
    if any(one.role in roles and one.group in row.group_keys for one in use_case.me.appointments):
        return
    who = f"group:{row.group_keys[0]}" if row.group_keys else "administrator"
    facts = {"number": row.number, "groups": list(row.group_keys), "person": use_case.me.login}
    raise WrongRole("not_of_the_measure", step, (Unmet("not_of_the_measure", facts, who),))


def _keys(use_case: UseCase, names: Sequence[str], problems: list[Unmet]) -> list[str]:
    found = []
    for name in names:
        try:
            found.append(use_case.group(name).key)
        except NotFound as unknown:
            problems += unknown.reasons
    return list(dict.fromkeys(found))


def _wrong(plan: Plan) -> list[Unmet]:
    problems = []
    if not plan.title.strip():
        problems.append(Unmet("measure_without_title", {}))
    if plan.starts and plan.ends and plan.ends < plan.starts:
        facts = {"starts": plan.starts.isoformat(), "ends": plan.ends.isoformat()}
        problems.append(Unmet("measure_ends_before_it_starts", facts))
    return problems


def _origin(plan: Plan) -> Origin:
    if plan.origin is not None:
        return plan.origin
    return Origin.LOST if plan.items else Origin.IMPROVE if plan.indicator else Origin.OWN


def _plan(row: Measure) -> Plan:
    return Plan(
        row.title, tuple(row.steps), tuple(row.group_keys), row.origin, row.from_year, row.indicator,
        tuple(row.items), row.monitoring, row.reporting, row.starts, row.ends,
    )  # fmt: skip


def _line(use_case: UseCase, row: Measure) -> Line:
    open_ = row.status in (MeasureStatus.PLANNED, MeasureStatus.RUNNING)
    return Line(
        row.number, row.fiscal_year, row.framework, _plan(row), row.status, row.result, row.outcome,
        tuple(row.evidence), open_ and row.ends is not None and row.ends < use_case.today,
        tuple(use_case.groups[key].name for key in row.group_keys if key in use_case.groups),
    )  # fmt: skip


def _tell(record: Record, row: Measure, **more: object) -> None:
    facts = {
        "number": row.number, "fiscal_year": row.fiscal_year, "measure": row.title, "measure_status": row.status.value,
        "items": list(row.items), "groups": list(row.group_keys), "ends": row.ends.isoformat() if row.ends else None,
        "evidence": list(row.evidence), **more,
    }  # fmt: skip
    record.add(Kind.MEASURE_CHANGED, facts)
