"""Who acts, by name: the group and the people behind a capacity, with their telephone; and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.rules.states import Capacity, Role, State
from workflow.rules.table import leading_on
from workflow.services.approval.attestations import awaited
from workflow.services.context.authorization import Actor, capacities, fits_post
from workflow.services.context.use_case import UseCase, reading
from workflow.services.queries.why import reasons

if TYPE_CHECKING:
    from workflow.records.models import Item
    from workflow.services.context.office import Office


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call: people of one group (``None``: of none), and their telephone, else the group's or the office's."""

    group: str | None
    names: tuple[str, ...]
    phone: str | None


ATTEST = "attest"
"""What comes next while a paper that a registrar brought waits for the second person (``oit attest``)."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next for some items of one cycle that stand alike, named as a command takes them.

    :param trigger: of a row of the table, or :data:`ATTEST`. :param command: its command; ``ready``: nothing stands in
        the way. :param contacts: who may take it today.
    """

    items: tuple[str, ...]
    trigger: str
    command: str
    ready: bool
    contacts: tuple[Contact, ...]


def contacts(office: Office, who: str, code: str | None) -> tuple[Contact, ...]:
    """The people behind what a reason calls who must act; none where nobody holds it today.

    :param who: a capacity or role, ``group:KEY``, ``post:POST``, ``administrator``, a login, or ``second:N``: who
        may confirm request N today.
    :param code: the item it is about, if any, with its cycle where it is of another: who compiles,
        endorses or submitted is known from it.
    """
    with reading(office) as use_case:
        kind, _, number = who.partition(":")
        if kind == "second":
            # Loaded here: every look at an item would load it else.
            from workflow.services.administration.two_people import may_settle, waiting

            able = {login for row in waiting(use_case) if str(row.id) == number for login in may_settle(use_case, row)}
            return _grouped(use_case, [one for one in use_case.everybody.values() if one.login in able], None)
        item = next(iter(use_case.items([code])), None) if code else None
        return _grouped(use_case, [one for one in use_case.everybody.values() if _fits(use_case, one, who, item)], item)


def next_steps(office: Office, codes: Sequence[str]) -> list[NextStep]:
    """What comes next for items, those alike of one cycle together; nothing for one that is published.

    :param codes: with their cycle where they are of another than the newest (``O15/2565``).

    :raises NotFound: no such item.
    """
    found: dict[tuple[int, str, str, bool, tuple[Contact, ...]], list[str]] = {}
    with reading(office) as use_case:
        for item in use_case.items(codes):
            second = awaited(use_case, use_case.submission(item)) if item.state is State.SUBMITTED else None
            if second is not None:
                key = (item.cycle_id, ATTEST, ATTEST, True, _grouped(use_case, second[1], item))
                found.setdefault(key, []).append(use_case.name_of(item))
                continue
            forward = {step.trigger: step for step in leading_on(item.state)}
            ahead = [why for why in reasons(use_case, item) if why.step in forward]
            if not ahead:
                continue
            first = next((why for why in ahead if not why.unmet), ahead[0])
            step = forward[first.step]
            people = [one for one in use_case.everybody.values() if _capacities(use_case, one, item) & step.who]
            key = (item.cycle_id, step.trigger, step.command, not first.unmet, _grouped(use_case, people, item))
            found.setdefault(key, []).append(use_case.name_of(item))
    return [NextStep(tuple(items), *key[1:]) for key, items in found.items()]


def _capacities(use_case: UseCase, person: Actor, item: Item) -> frozenset[Capacity]:
    route = use_case.office.settings.route
    return capacities(person, item, use_case.submission(item), use_case.everybody.values(), route)


def _fits(use_case: UseCase, person: Actor, who: str, item: Item | None) -> bool:
    kind, _, rest = who.partition(":")
    if kind == "group":
        return person.holds(Role.OFFICER, rest) is not None
    if kind == "post":
        return fits_post(person, rest)
    if who == "administrator":
        return person.administrator
    if item is not None and who in list(Capacity) and who != Capacity.OFFICER:
        return Capacity(who) in _capacities(use_case, person, item)
    if who in (Role.HEAD, Role.DEPUTY, Role.REGISTRAR, Role.WEB, Role.SECRETARY):
        return person.holds(Role(who)) is not None
    return person.login == who


def _grouped(use_case: UseCase, people: Iterable[Actor], item: Item | None) -> tuple[Contact, ...]:
    """People by group, in the office's order of groups; whoever is of the item's compiling group first."""
    phones = queries.people.phones(use_case.session, use_case.office_id)
    compiling = item.compiling_group if item is not None else None
    by_group: dict[str | None, list[Actor]] = {}
    for one in people:
        by_group.setdefault(compiling if compiling in one.groups else next(iter(sorted(one.groups)), None), []).append(
            one
        )
    order = {key: place for place, key in enumerate(use_case.groups)}
    found = []
    for key in sorted(by_group, key=lambda k: (k != compiling, order.get(k or "", -1))):
        own = {phones[one.login] for one in by_group[key] if phones.get(one.login)}
        group = use_case.groups.get(key or "")
        ours = (group.phone if group is not None else None) or use_case.office.settings.office.phone
        phone = own.pop() if len(own) == 1 else ours
        found.append(Contact(key, tuple(one.name for one in by_group[key]), phone or None))
    return tuple(found)
