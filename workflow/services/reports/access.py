"""Who keeps scores, measures and meetings: the secretary of the working group; where there is none, administrators."""

from __future__ import annotations

from workflow.rules.errors import Unmet, WrongRole
from workflow.rules.states import Role
from workflow.services.context.use_case import UseCase


def must_keep_reports(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: the person is not the secretary (or, in an office without one, no administrator)."""
    if keeps_reports(use_case):
        return
    appointed = _appointed(use_case)
    who = Role.SECRETARY.value if appointed else "administrator"
    code = "not_secretary" if appointed else "not_administrator"
    facts = {"step": step, "who": [who], "person": use_case.me.login}
    raise WrongRole(code, step, (Unmet(code, facts, who),))


def keeps_reports(use_case: UseCase) -> bool:
    """Whether this person may keep scores, measures, meetings and reports."""
    if use_case.me.holds(Role.SECRETARY) is not None:
        return True
    return use_case.me.administrator and not _appointed(use_case)


def _appointed(use_case: UseCase) -> bool:
    return any(actor.holds(Role.SECRETARY) for actor in use_case.everybody.values())
