"""Who runs the machine (passwords, people, backups): administrators. Who runs the cycle: the secretary. Nobody bypasses
the procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.rules.errors import Unmet, WrongRole
from workflow.rules.states import Role

if TYPE_CHECKING:
    from workflow.services.context.use_case import UseCase


def must_administer(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: the person is not an administrator."""
    if not use_case.me.administrator:
        facts = {"step": step, "who": ["administrator"], "person": use_case.me.login}
        raise WrongRole("not_administrator", step, (Unmet("not_administrator", facts),))


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
