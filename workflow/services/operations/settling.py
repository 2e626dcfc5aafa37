"""``oit request confirm``: the second person confirms, and what was asked for is recorded in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from workflow.records.models import Request, RequestKind
from workflow.rules.errors import Unmet
from workflow.services.administration.accepting import confirm_settings
from workflow.services.administration.certificates import confirm_certificate
from workflow.services.administration.naming import confirm_administrator
from workflow.services.administration.passwords import Slip, confirm_reset
from workflow.services.administration.people.updates import confirm_people
from workflow.services.administration.second_factor import confirm_put_away
from workflow.services.administration.standing import confirm_substitutes
from workflow.services.administration.terms import confirm_end
from workflow.services.administration.two_people import act_of, confirmed, second
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import acting, reading
from workflow.services.operations.baseline import confirm_baseline
from workflow.services.operations.going_on import confirm_going_on
from workflow.services.publication.adopting import confirm_adoption

_EFFECTS: dict[str, Callable[[Record, Request], list[Unmet]]] = {
    "people": confirm_people,
    "end": confirm_end,
    "administrator": confirm_administrator,
    "substitutes": confirm_substitutes,
    "certificate": confirm_certificate,
    "own_certificate": confirm_certificate,
    "settings": confirm_settings,
    "baseline": confirm_baseline,
    "factor": confirm_put_away,
    "go_on": confirm_going_on,
}
"""Act -> what its confirmation records."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of it: what it leaves for others, a code to hand over, a result for each item taken over."""

    act: str
    waiting: tuple[Unmet, ...] = ()
    slip: Slip | None = None
    outcomes: tuple[Outcome, ...] = field(default=())


def confirm(office: Office, login: str, number: int) -> Confirmed:
    """Confirm a request, as its second person.

    :raises NotFound: no such request waits. :raises Refused: with every reason why it may not be this person; or what
        was asked for cannot be any more. Nothing was recorded.
    """
    with reading(office, login) as use_case:
        row = second(use_case, number)
        if row.kind is RequestKind.ADOPTION:
            act = act_of(row).key
            adopted = True
        else:
            adopted = False
    if adopted:
        return Confirmed(act, outcomes=tuple(confirm_adoption(office, login, number)))
    with acting(office, login, lock=True) as use_case:
        row = second(use_case, number)
        act, record = act_of(row).key, Record(use_case)
        confirmed(record, row)
        if act == "password":
            return Confirmed(act, slip=confirm_reset(record, row))
        return Confirmed(act, tuple(_EFFECTS[act](record, row)))
