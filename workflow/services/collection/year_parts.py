"""Parts of an item's year: planned while a cycle is open, begun one after the other, and named by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.rules.states import Role
from workflow.services.context.administrators import must_coordinate
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase, acting
from workflow.services.context.year_parts import planned
from workflow.thai.periods import Rhythm, named

if TYPE_CHECKING:
    from workflow.records.models import Item, Period


def plan(
    office: Office,
    login: str,
    code: str,
    rhythm: Rhythm,
    *,
    due: Mapping[str, date] | None = None,
    year: int | None = None,
) -> list[str]:
    """Give an item of an open cycle its parts, or new due days; keys of its parts.

    Days that are over stay as they were told then, for who compares; nothing that is published changes.

    :param due: part as people name it -> the day it has to be published by.
    :raises BadInput: ``year_parts_begun``: files are there already that belong to no part, or to other parts.
    :raises NotFound: no such item or part. :raises WrongRole: neither administrator nor secretary.
    """
    with acting(office, login, year, lock=True) as use_case:
        must_coordinate(use_case, "plan_parts")
        item = use_case.item(code)
        days = office.settings.calendar.part_days
        wanted = planned(item, rhythm, use_case.cycle.fiscal_year, days)
        before = use_case.periods.of(item)
        if [p.key for p in before] != [p.key for p in wanted]:
            if use_case.evidence(item) or any(p.nil_reason is not None for p in before):
                raise BadInput("year_parts_begun", item=item.code, parts=[p.key for p in before])
            for row in before:
                use_case.session.delete(row)
            use_case.session.flush()
            use_case.session.add_all(wanted)
            before = wanted
        for said, day in (due or {}).items():
            next(p for p in before if p.key == _key(item, before, said)).due = day
        facts = {"rhythm": rhythm.value, "planned": [f"{p.key} ({p.due.isoformat()})" for p in before]}
        Record(use_case).add(Kind.PARTS_PLANNED, facts, item=item)
        return [p.key for p in before]


def add_part(office: Office, login: str, codes: Sequence[str], *, year: int | None = None) -> list[Outcome]:
    """Begin the next part of published items: every group hands in for it; what is online stays as it is."""

    def one(code: str) -> None:
        with acting(office, login, year, lock=True) as use_case:
            item = use_case.item(code)
            transition(Record(use_case), item, "add_part", use_case.case(item), role=Role.OFFICER)
            item.round += 1
            item.revision_id = item.submission_id = None
            for part in item.parts:
                part.status = part.nil_reason = part.refusal = part.handed_in_by = part.accepted_by = None
                part.handed_in_at = None

    return each(codes, one)


def part_meant(use_case: UseCase, item: Item, said: str | None) -> Period | None:
    """The part of the year that something is handed in for; ``None``: the item's year is one whole.

    :param said: as people name it; ``None``: the first that the public does not see yet.
    :raises NotFound: ``no_such_year_part``. :raises BadInput: ``no_year_parts``; ``which_year_part``: all are there.
    """
    periods = use_case.periods.of(item)
    if not periods:
        if said is not None:
            raise BadInput("no_year_parts", (Unmet("no_year_parts", {"item": item.code}),))
        return None
    if said is not None:
        key = _key(item, periods, said)
        return next(p for p in periods if p.key == key)
    online = use_case.periods.there(item)
    found = next((p for p in periods if p.key not in online), None)
    if found is None:
        raise BadInput("which_year_part", item=item.code, year_parts=[p.key for p in periods])
    return found


def _key(item: Item, periods: Sequence[Period], said: str) -> str:
    key = named(said, [p.key for p in periods])
    if key is None:
        raise NotFound("no_such_year_part", item=item.code, said=said, year_parts=[p.key for p in periods])
    return key
