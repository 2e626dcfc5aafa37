"""What takes two: what waits, what it would change, and the second person's word."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.pages.people import SLIP
from web.showing import EXACT, draw
from workflow.rules.errors import BadInput
from workflow.services.administration.two_people import listed, refuse
from workflow.services.operations.settling import confirm


def show(visit: Visit) -> str:
    """Every request that waits; whoever may settle one finds the buttons beside it."""
    return draw(visit, "requests.html", waiting=listed(visit.office, visit.who.login))


def act(visit: Visit) -> Response | None:
    """Confirm or refuse one. :raises WorkflowError: every reason why not; nothing was recorded."""
    number, login = visit.form.get("request", ""), visit.who.login
    if not number.isdigit():
        raise BadInput("nothing_chosen")
    if visit.form.get("do") == "refuse":
        refuse(visit.office, login, int(number), visit.form.get("reason", ""))
        said = [Told("ไม่ยืนยันคำขอ {number}", facts={"number": number})]
    else:
        with visit.desk.making:  # items taken over are published, and the site made
            done = confirm(visit.office, login, int(number))
        said = [Told("ยืนยันคำขอ {number} แล้ว", notices=done.waiting, facts={"number": number})]
        if done.slip is not None:
            said.append(Told(SLIP, facts={"login": done.slip.login, "code": done.slip.code}))
        said += [
            Told(
                EXACT,
                facts={"what": one.what},
                good=one.error is None,
                reasons=tuple(one.error.reasons if one.error else ()),
            )
            for one in done.outcomes
        ]
    visit.desk.tell(visit.who.token, said)
    return RedirectResponse("/requests", 303)
