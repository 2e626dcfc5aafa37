"""Who keeps scores, measures and meetings: the secretary of the working group; where there is none, administrators."""

from __future__ import annotations

from workflow.rules.errors import Unmet, WrongRole
from workflow.rules.states import Role
from workflow.services.context.use_case import UseCase


def must_keep_reports(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: the person is not the secretary (or, in an office without one, no administrator)."""
    appointed = any(actor.holds(Role.SECRETARY) for actor in use_case.everybody.values())
    if use_case.me.holds(Role.SECRETARY) or (not appointed and use_case.me.administrator):
        return
    who = Role.SECRETARY.value if appointed else "administrator"
    facts = {"step": step, "who": [who], "person": use_case.me.login}
    raise WrongRole("not_secretary" if appointed else "not_administrator", step, (Unmet("not_secretary" if appointed
                    else "not_administrator", facts),))  # fmt: skip
