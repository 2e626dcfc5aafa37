"""What is on the site: the web officer proves it, and sees what requires attention."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.showing import draw
from workflow.rules.states import Online
from workflow.services.publication.proving import build, prove
from workflow.services.publication.withdrawing import change_online
from workflow.services.queries.inbox import inbox
from workflow.services.queries.status import status

PROVEN = "ตรวจเว็บไซต์ {address} แล้ว ผล: {result}"


def show(visit: Visit) -> str:
    """Items online with their newest proof, flags, and what waits to be published."""
    found = status(visit.office)
    online = [one for one in found.items if one.online is not Online.NONE]
    waiting = [w for w in inbox(visit.office, visit.who.login) if w.do == "publish"]
    flagged = [one for one in found.items if one.flags]
    return draw(
        visit, "site.html", online=online, flagged=flagged, waiting=waiting, year_of=found.fiscal_year
    )  # fmt: skip


def act(visit: Visit) -> Response | None:
    """Prove, build, or take something off the site. :raises WorkflowError: why not."""
    do, form = visit.form.get("do"), visit.form
    if do in ("prove", "build"):
        with visit.desk.making:
            proven = (prove if do == "prove" else build)(visit.office, visit.who.login)
        good = str(proven.severity) in ("ok", "caution")
        visit.desk.tell(
            visit.who.token, [Told(PROVEN, good=good, facts={"address": proven.address, "result": proven.severity})]
        )
    else:
        code, _, year = form.get("item", "").partition("/")
        with visit.desk.making:
            done = change_online(
                visit.office, visit.who.login, code, do or "", form.get("reason", ""),
                public_reason=form.get("public_reason", ""), year=int(year) if year.isdigit() else None,
            )  # fmt: skip
        visit.desk.tell(visit.who.token, [Told("ข้อ {item} ดำเนินการแล้ว", notices=done.notices, facts={"item": code})])
    return RedirectResponse("/site", 303)
