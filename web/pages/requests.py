"""What takes two: what waits, what it would change, and the second person's word."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.showing import draw
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
        said = [Told(f"ไม่ยืนยันคำขอ {number}")]
    else:
        with visit.desk.making:  # items taken over are published, and the site made
            done = confirm(visit.office, login, int(number))
        said = [Told(f"ยืนยันคำขอ {number} แล้ว", notices=done.waiting)]
        if done.slip is not None:
            code = f"รหัสใช้ครั้งเดียวของ {done.slip.login} คือ {done.slip.code}"
            said.append(Told(f"{code} แสดงครั้งเดียว ใช้ได้ 7 วัน ส่งให้ถึงมือเจ้าตัว"))
        said += [
            Told(one.what) if one.error is None else Told(one.what, good=False, reasons=tuple(one.error.reasons))
            for one in done.outcomes
        ]
    visit.desk.tell(visit.who.token, said)
    return RedirectResponse("/requests", 303)
