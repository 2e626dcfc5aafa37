"""Who runs the machine (passwords, people, backups): administrators. Who runs the cycle: the secretary. Nobody bypasses
the procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.rules.errors import Unmet, WrongRole
from workflow.rules.states import Role
from workflow.services.context.authorization import employed
from workflow.services.context.use_case import UseCase

if TYPE_CHECKING:
    from datetime import datetime

    from workflow.records.models import Person


def must_administer(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: the person is not an administrator."""
    if not use_case.me.administrator:
        facts = {"step": step, "who": ["administrator"], "person": use_case.me.login}
        raise WrongRole("not_administrator", step, (Unmet("not_administrator", facts),))


def able_administrators(use_case: UseCase) -> list[str]:
    """Logins of administrators who hold a post today and can log in: fewer than two is a danger."""
    people = queries.people.people(use_case.session, use_case.office_id, active=True)
    return [
        p.login for p in people
        if p.administrator and employed(p, use_case.today) and (p.password_hash or _code_waits(p, use_case.now))
        and use_case.everybody[p.login].appointments
    ]  # fmt: skip


def _code_waits(person: Person, now: datetime) -> bool:
    """Whether a one-time code still opens the door for somebody."""
    return person.code_hash is not None and person.code_until is not None and person.code_until > now


def coordinates(use_case: UseCase) -> bool:
    """Whether this person runs cycles, scores, measures, meetings and reports: the secretary of the working group; in
    an office without one, an administrator."""
    if use_case.me.holds(Role.SECRETARY) is not None:
        return True
    return use_case.me.administrator and not _has_secretary(use_case)


def must_coordinate(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: this person does not (see :func:`coordinates`)."""
    if coordinates(use_case):
        return
    secretary = _has_secretary(use_case)
    who = Role.SECRETARY.value if secretary else "administrator"
    code = "not_secretary" if secretary else "not_administrator"
    facts = {"step": step, "who": [who], "person": use_case.me.login}
    raise WrongRole(code, step, (Unmet(code, facts, who),))


def _has_secretary(use_case: UseCase) -> bool:
    return any(actor.holds(Role.SECRETARY) for actor in use_case.everybody.values())
