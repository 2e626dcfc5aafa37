"""Administrators are named and removed by two; at least two who can act are always left."""

from __future__ import annotations

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Request
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet
from workflow.services.administration.two_people import ask, must_ask
from workflow.services.context.administrators import able_administrators
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting


def name_administrator(office: Office, login: str, person: str, *, yes: bool = True) -> int:
    """Ask that somebody become administrator (``yes``), or be one no more; the number of the request.

    :raises WrongRole: neither administrator, head nor deputy. :raises NotFound: no such person.
    :raises BadInput: it is so already. :raises Refused: fewer than two able administrators would be left.
    """
    with acting(office, login, lock=True) as use_case:
        must_ask(use_case, "administrator")
        name = _must_change(use_case, person, yes)
        told = [Unmet("administrator_named" if yes else "administrator_removed", {"person": person, "name": name})]
        facts = {"person": person, "yes": yes}
        served = [person] if yes else []
        return ask(Record(use_case), "administrator", person, facts, serves=served, told=told).id


def confirm_administrator(record: Record, row: Request) -> list[Unmet]:
    """Record it, once a second person confirmed. :raises Refused: fewer than two able administrators would be left."""
    use_case, person, yes = record.use_case, row.facts["person"], bool(row.facts["yes"])
    name = _must_change(use_case, person, yes)
    found = queries.people.person(use_case.session, use_case.office_id, person)
    if found is not None:
        found.administrator = yes
    record.add(Kind.ADMINISTRATOR_CHANGED, {"person": person, "name": name, "administrator": yes})
    return []


def _must_change(use_case: UseCase, person: str, yes: bool) -> str:
    actor = use_case.everybody.get(person)
    if actor is None:
        raise NotFound("no_such_person", login=person)
    if actor.administrator is yes:
        raise BadInput("administrator_already" if yes else "administrator_not", person=person)
    left = sorted({*able_administrators(use_case)} - {person})
    if not yes and len(left) < 2:
        few = {"person": person, "logins": left}
        raise Refused("administrators_too_few", "people", (Unmet("administrators_too_few", few),))
    return actor.name
