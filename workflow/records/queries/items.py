"""Cycles and their items: what is in them, who took part, which needs were lifted."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Text, func, or_, select, type_coerce
from sqlalchemy.orm import selectinload

from workflow.records import models
from workflow.records.facts.online import HandedIn
from workflow.rules.states import Duty, Online, State

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Round = tuple[int, int]
"""Id of an item, and its round."""


def cycle(session: Session, office_id: int, year: int, framework: str) -> models.Cycle | None:
    """The cycle of a framework and a fiscal year."""
    return next(iter(cycles_of_year(session, office_id, year, framework)), None)


def cycle_with(session: Session, cycle_id: int) -> models.Cycle | None:
    """The cycle of a primary key."""
    return session.get(models.Cycle, cycle_id)


def item_with(session: Session, item_id: int) -> models.Item | None:
    """The item of a primary key."""
    return session.get(models.Item, item_id)


def cycles_of_year(
    session: Session, office_id: int, year: int | None = None, framework: str | None = None
) -> list[models.Cycle]:
    """The cycles of a fiscal year, first opened first; ``None``: of the newest there is. An office may run several
    frameworks. :param framework: only the one of this framework."""
    mine = models.Cycle.office_id == office_id
    if framework is not None:
        mine &= models.Cycle.framework == framework
    newest = select(func.max(models.Cycle.fiscal_year)).where(mine).scalar_subquery()
    query = select(models.Cycle).where(mine, models.Cycle.fiscal_year == (newest if year is None else year))
    return list(session.scalars(query.order_by(models.Cycle.id)))


def cycles(session: Session, office_id: int) -> list[models.Cycle]:
    """All cycles, newest year first, in a year in the order in which they were opened."""
    query = select(models.Cycle).where(models.Cycle.office_id == office_id)
    return list(session.scalars(query.order_by(models.Cycle.fiscal_year.desc(), models.Cycle.id)))


def open_cycles(session: Session, office_id: int) -> list[models.Cycle]:
    """Cycles in which something is still to be done, oldest first: an item on its way, or off the site."""
    waiting = (models.Item.state != State.PUBLISHED) | models.Item.online.in_((Online.SUSPENDED, Online.RETRACTED))
    mine = select(models.Item.cycle_id).where(models.Item.office_id == office_id, waiting)
    query = select(models.Cycle).where(models.Cycle.id.in_(mine))
    return list(session.scalars(query.order_by(models.Cycle.fiscal_year, models.Cycle.id)))


def of_cycle(session: Session, cycle_id: int) -> list[models.Item]:
    """All items of a cycle in number order, with their parts and evidence."""
    return list(session.scalars(_of_cycle(cycle_id)))


def by_code(session: Session, cycle_id: int, codes: Collection[str]) -> list[models.Item]:
    """Those of some codes."""
    return list(session.scalars(_of_cycle(cycle_id).where(models.Item.code.in_(codes))))


def by_id(session: Session, office_id: int, ids: Collection[int]) -> list[models.Item]:
    """Those of some primary keys, of whatever year, in number order."""
    return list(session.scalars(_whole().where(models.Item.office_id == office_id, models.Item.id.in_(ids))))


def _of_cycle(cycle_id: int) -> Select[models.Item]:
    return _whole().where(models.Item.cycle_id == cycle_id)


def _whole() -> Select[models.Item]:
    return (
        select(models.Item)
        .options(selectinload(models.Item.parts), selectinload(models.Item.evidence))
        .order_by(models.Item.number)
    )


def plainly(session: Session, cycle_id: int) -> list[models.Item]:
    """All items of a cycle in number order; parts and evidence come when they are asked for."""
    return list(
        session.scalars(select(models.Item).where(models.Item.cycle_id == cycle_id).order_by(models.Item.number))
    )


def groups(session: Session, office_id: int, cycles: Collection[int] | None = None) -> dict[int, list[str]]:
    """Item -> the groups that hand in for it, in order; of every year or of some cycles."""
    query = select(models.Part.item_id, models.Part.group_key).join(models.Item).order_by(models.Part.position)
    found: dict[int, list[str]] = {}
    for item_id, group in session.execute(_in(query, office_id, cycles)):
        found.setdefault(item_id, []).append(group)
    return found


def _in(query: Any, office_id: int, cycles: Collection[int] | None) -> Any:
    """Of the items of an office, of every year or of some cycles."""
    query = query.where(models.Item.office_id == office_id)
    return query if cycles is None else query.where(models.Item.cycle_id.in_(list(cycles)))


def handed_in(session: Session, office_id: int, cycles: Collection[int] | None = None) -> dict[int, HandedIn]:
    """Of all evidence of the office, of every year or of some cycles, by primary key."""
    rows = models.Evidence
    query = select(rows.id, rows.name, rows.media_type, rows.capture).join(models.Item)
    return {row[0]: HandedIn(*row[1:]) for row in session.execute(_in(query, office_id, cycles))}


def evidence(session: Session, office_id: int, cycles: Collection[int] | None = None) -> dict[int, models.Evidence]:
    """All evidence of the office, of every year or of some cycles, by primary key."""
    query = select(models.Evidence).join(models.Item).where(models.Item.office_id == office_id)
    if cycles is not None:
        query = query.where(models.Item.cycle_id.in_(list(cycles)))
    return {row.id: row for row in session.scalars(query)}


def ever_kept(session: Session, office_id: int) -> list[tuple[int, str, Duty, str, str | None, str | None]]:
    """Cycle, item's code, duty, and the digests of each file of every year: as handed in, made ready to be signed,
    signed; also of what was replaced since."""
    query = (
        select(
            models.Item.cycle_id, models.Item.code, models.Evidence.duty, models.Evidence.sha256,
            models.Evidence.issued_sha256, models.Evidence.signed_sha256,
        )
        .join(models.Item)
        .where(models.Item.office_id == office_id)
        .order_by(models.Evidence.id)
    )  # fmt: skip
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in session.execute(query)]


def all_periods(
    session: Session, office_id: int, cycles: Collection[int] | None = None
) -> dict[int, list[models.Period]]:
    """As :func:`periods`, of every year or of some cycles."""
    query = select(models.Period).join(models.Item).order_by(models.Period.item_id, models.Period.position)
    found: dict[int, list[models.Period]] = {}
    for row in session.scalars(_in(query, office_id, cycles)):
        found.setdefault(row.item_id, []).append(row)
    return found


def periods(session: Session, cycle_id: int) -> dict[int, list[models.Period]]:
    """Item -> the parts of its year, in order; an item whose year is one whole has none."""
    query = (
        select(models.Period)
        .join(models.Item)
        .where(models.Item.cycle_id == cycle_id)
        .order_by(models.Period.item_id, models.Period.position)
    )
    found: dict[int, list[models.Period]] = {}
    for row in session.scalars(query):
        found.setdefault(row.item_id, []).append(row)
    return found


def ever_ticked(session: Session, cycle_id: int) -> dict[int, set[str]]:
    """Item -> the elements ticked in any round: those of the revision online may be of an earlier one."""
    query = select(models.Tick.item_id, models.Tick.element).join(models.Item).where(models.Item.cycle_id == cycle_id)
    found: dict[int, set[str]] = {}
    for item_id, element in session.execute(query):
        found.setdefault(item_id, set()).add(element)
    return found


def ticks(session: Session, cycle_id: int) -> dict[Round, set[str]]:
    """Ticked elements of the whole cycle: a status of 43 items must not ask the database 43 times."""
    query = (
        select(models.Tick.item_id, models.Tick.round, models.Tick.element)
        .join(models.Item)
        .where(models.Item.cycle_id == cycle_id)
    )
    found: dict[Round, set[str]] = {}
    for item_id, at_round, element in session.execute(query):
        found.setdefault((item_id, at_round), set()).add(element)
    return found


def contributors(session: Session, cycle_id: int) -> dict[Round, list[tuple[str, str]]]:
    """Who took part in each round, in order, and how."""
    query = (
        select(models.Contributor.item_id, models.Contributor.round, models.Contributor.login, models.Contributor.how)
        .join(models.Item)
        .where(models.Item.cycle_id == cycle_id)
        .order_by(models.Contributor.id)
    )
    found: dict[Round, list[tuple[str, str]]] = {}
    for item_id, at_round, login, how in session.execute(query):
        found.setdefault((item_id, at_round), []).append((login, how))
    return found


def remove_contributors(session: Session, item: models.Item, how: str) -> None:
    """Forget who took part in an item's present round in one way."""
    mine = (
        models.Contributor.item_id == item.id,
        models.Contributor.round == item.round,
        models.Contributor.how == how,
    )
    # One by one: what a statement removes in bulk would have no seal that says so.
    for row in session.scalars(select(models.Contributor).where(*mine)).all():
        session.delete(row)


def waived(session: Session, cycle_id: int) -> dict[Round, list[tuple[str | None, str]]]:
    """Exceptions that a second person confirmed: digest of the revision each is bound to (``None``: of an older one,
    bound to the round), and the need it lifts."""
    query = (
        select(models.Request.item_id, models.Request.round, models.Request.revision, models.Request.need)
        .join(models.Item, models.Item.id == models.Request.item_id)
        .where(
            models.Item.cycle_id == cycle_id,
            models.Request.kind == models.RequestKind.EXCEPTION,
            models.Request.outcome == models.Settlement.CONFIRMED,
        )
    )
    found: dict[Round, list[tuple[str | None, str]]] = {}
    for item_id, at_round, revision, need in session.execute(query):
        if item_id is not None and at_round is not None and need is not None:  # an exception has all three
            found.setdefault((item_id, at_round), []).append((revision, need))
    return found


def exception(session: Session, item: models.Item, need: str, revision: str) -> models.Request | None:
    """What was asked for a need of an item's revision. :param revision: its digest."""
    query = select(models.Request).where(
        models.Request.kind == models.RequestKind.EXCEPTION,
        models.Request.item_id == item.id,
        models.Request.round == item.round,
        models.Request.need == need,
        or_(models.Request.revision == revision, models.Request.revision.is_(None)),
    )
    return session.scalar(query)


def request(session: Session, office_id: int, number: int, kind: models.RequestKind) -> models.Request | None:
    """A request of this office by its number, of one kind."""
    query = select(models.Request).where(
        models.Request.office_id == office_id, models.Request.id == number, models.Request.kind == kind
    )
    return session.scalar(query)


def year_of(session: Session, item_id: int) -> int | None:
    """Fiscal year of the cycle an item is of."""
    return session.scalar(
        select(models.Cycle.fiscal_year)
        .join(models.Item, models.Item.cycle_id == models.Cycle.id)
        .where(models.Item.id == item_id)
    )


def asked_in_round(session: Session, item: models.Item) -> bool:
    """Whether anything was asked for an item in its present round."""
    query = (
        select(models.Request.id).where(models.Request.item_id == item.id, models.Request.round == item.round).limit(1)
    )
    return session.scalar(query) is not None


def waiting_exceptions(session: Session, office_id: int) -> list[models.Request]:
    """Exceptions that no second person has confirmed yet, oldest first."""
    query = select(models.Request).where(
        models.Request.office_id == office_id,
        models.Request.kind == models.RequestKind.EXCEPTION,
        models.Request.settled_at.is_(None),
    )
    return list(session.scalars(query.order_by(models.Request.id)))


def codes(session: Session, office_id: int) -> dict[int, str]:
    """Code of each item of the office, of every year, by primary key."""
    rows = session.execute(select(models.Item.id, models.Item.code).where(models.Item.office_id == office_id))
    return {row.id: row.code for row in rows}


def states(session: Session, office_id: int) -> dict[tuple[int, str, str], State]:
    """Stored state of every item of every year, by fiscal year, code and framework."""
    query = select(models.Cycle.fiscal_year, models.Item.code, models.Cycle.framework, models.Item.state).join(
        models.Item, models.Item.cycle_id == models.Cycle.id
    )
    return {
        (row[0], row[1], row[2]): row[3] for row in session.execute(query.where(models.Cycle.office_id == office_id))
    }


def states_as_text(session: Session, office_id: int) -> list[tuple[int, str, str]]:
    """Fiscal year, code and state as it is written: an item in a state that is none could not even be loaded."""
    query = select(models.Cycle.fiscal_year, models.Item.code, type_coerce(models.Item.state, Text)).join(models.Cycle)
    return [
        (year, code, state) for year, code, state in session.execute(query.where(models.Item.office_id == office_id))
    ]


def online(session: Session, office_id: int) -> list[tuple[int, str, Online, int | None]]:
    """Id of the cycle, code, what the public sees, and the number of its revision, of every item of every year."""
    query = (
        select(models.Item.cycle_id, models.Item.code, models.Item.online, models.Revision.number)
        .outerjoin(models.Revision, models.Revision.id == models.Item.online_revision_id)
        .where(models.Item.office_id == office_id)
    )
    return [(cycle, code, seen, number) for cycle, code, seen, number in session.execute(query)]
