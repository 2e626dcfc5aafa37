"""Who acts holds an appointment today. The table of steps says so of itself; this says it of what is no step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.rules.errors import Unmet, WrongRole

if TYPE_CHECKING:
    from workflow.services.context.use_case import UseCase


def must_be_appointed(use_case: UseCase, step: str) -> None:
    """:raises WrongRole: who acts has left, or has not begun."""
    if not use_case.me.appointments:
        unmet = Unmet("no_appointment_today", {"person": use_case.me.login, "step": step}, "administrator")
        raise WrongRole("no_appointment_today", step, (unmet,))
