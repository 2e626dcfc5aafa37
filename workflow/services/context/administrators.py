"""Who may set passwords, people and cycles: the administrators ``oit init`` made. Nobody bypasses the procedure."""

from __future__ import annotations

from workflow.rules.errors import Unmet, WrongRole
from workflow.services.context.use_case import UseCase


def must_administer(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: the person is not an administrator."""
    if not use_case.me.administrator:
        facts = {"step": step, "who": ["administrator"], "person": use_case.me.login}
        raise WrongRole("not_administrator", step, (Unmet("not_administrator", facts),))
