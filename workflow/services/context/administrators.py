"""Who runs the machine (passwords, people, backups): administrators. Who runs the cycle: the secretary. Nobody bypasses
the procedure."""

from __future__ import annotations

from workflow.rules.errors import Unmet, WrongRole
from workflow.rules.states import Role
from workflow.services.context.use_case import UseCase


def must_administer(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: the person is not an administrator."""
    if not use_case.me.administrator:
        facts = {"step": step, "who": ["administrator"], "person": use_case.me.login}
        raise WrongRole("not_administrator", step, (Unmet("not_administrator", facts),))


def must_coordinate(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: neither the secretary of the working group nor, in an office without one, an administrator."""
    if use_case.me.holds(Role.SECRETARY) is not None:
        return
    if any(actor.holds(Role.SECRETARY) for actor in use_case.everybody.values()):
        facts = {"step": step, "who": [Role.SECRETARY.value], "person": use_case.me.login}
        raise WrongRole("not_secretary", step, (Unmet("not_secretary", facts, Role.SECRETARY),))
    must_administer(use_case, step)
