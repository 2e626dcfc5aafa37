"""The doctor's look at people: file and database agree, somebody can receive beside the registrar, somebody is head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.office_files.people import load_people, people_file
from workflow.ports.checks import Check
from workflow.records import queries
from workflow.rules.power import TOGETHER
from workflow.rules.states import Role
from workflow.services.administration.people.updates import differences
from workflow.services.administration.standing import standing_order
from workflow.services.administration.two_people import act_of, waiting
from workflow.services.context.administrators import able_administrators
from workflow.services.context.authorization import Actor, holders
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading


def examine_people(office: Office) -> Iterator[Check]:
    """What is told of people; each difference of the files as what it means.

    :raises BadInput: the people's file cannot be used.
    """
    file = people_file(office.folder)
    changes = differences(office, load_people(file, office.settings.groups))
    for change in changes:
        yield Check(change.unmet.code, "caution", change.facts)
    if not changes:
        yield Check("people_agree", "ok", {"file": file.name})
    with reading(office) as use_case:
        everybody = list(use_case.everybody.values())
        today = use_case.today
        able = able_administrators(use_case)
        requests = [(row.id, act_of(row).key, row.asked_by) for row in waiting(use_case)]
        hands = queries.people.hands(use_case.session, use_case.office_id)
    if not holders(everybody, Role.HEAD):
        yield Check("no_head", "caution", {"day": today.isoformat()})
    registrars = [who.login for who, _ in holders(everybody, Role.REGISTRAR)]
    if len(registrars) < 2:
        yield Check("one_registrar", "caution", {"logins": registrars or ["–"]})
    if len(able) < 2:
        yield Check("administrators_few", "broken", {"logins": able or ["–"]})
    yield from power_held_together(everybody)
    if standing_missing(office):
        yield Check("no_standing_order_yet", "caution", {"post": Role.HEAD.value})
    for number, act, asked_by in requests:
        yield Check("power_waits", "caution", {"request": number, "act": act, "person": asked_by})
    if office.settings.database.startswith("postgresql"):
        yield Check("hands_server", "ok", {})
    else:
        yield Check("hands_one_account" if hands <= 1 else "hands_one_file", "ok", {"count": hands})


def power_held_together(everybody: Sequence[Actor]) -> Iterator[Check]:
    """An administrator who is registrar, web officer or head too: one person then stands on both sides of a door."""
    for who in everybody:
        roles = [role.value for role in TOGETHER if who.holds(role)]
        if who.administrator and roles:
            yield Check("administrator_holds", "caution", {"person": who.login, "name": who.name, "roles": roles})


def standing_missing(office: Office) -> bool:
    """Whether nobody is named to stand in for the head on a day without one."""
    with reading(office) as use_case:
        return standing_order(use_case, Role.HEAD.value, use_case.today) is None
