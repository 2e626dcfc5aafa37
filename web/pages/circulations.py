"""Papers passed round for people to know: read and acknowledged here, sent round, and who has not read them yet."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import FileResponse, RedirectResponse, Response

from web.desk import Told, Visit
from web.fields import day_written
from web.showing import draw
from workflow.rules.errors import BadInput
from workflow.rules.states import Role
from workflow.services.documents.circulating import (
    acknowledge,
    acknowledge_on_paper,
    circulate,
    circulated,
    listed,
    remind,
)


def show(visit: Visit) -> str:
    """What somebody has still to read, or everything."""
    everything = bool(visit.query.get("all"))
    return draw(
        visit, "circulations.html", found=listed(visit.office, everything=everything), everything=everything,
        groups=visit.office.settings.groups, registrar=Role.REGISTRAR in visit.who.roles,
    )  # fmt: skip


def act(visit: Visit) -> Response | None:
    """Acknowledge, tell again, or send round. :raises WorkflowError: why not."""
    form, office, login = visit.form, visit.office, visit.who.login
    do, text = form.get("do"), form.get("circulation", "")
    number = int(text) if text.isdigit() else 0
    if do == "acknowledge":
        acknowledge(office, login, number)
        said = Told("รับทราบเวียนที่ {number} แล้ว", facts={"number": number})
    elif do == "paper":
        on = day_written(form.get("day", "")) or office.today()
        acknowledge_on_paper(office, login, number, visit.lists.get("person", []), on)
        said = Told("บันทึกผู้ลงชื่อในใบเวียนที่ {number} แล้ว", facts={"number": number})
    elif do == "remind":
        remind(office, login, number)
        said = Told("แจ้งผู้ที่ยังไม่รับทราบเวียนที่ {number} แล้ว", facts={"number": number})
    else:
        files, memo = visit.files.get("files", []), form.get("memo", "").strip() or None
        if not files and memo is None:
            raise BadInput("no_file_chosen")
        made = circulate(
            office, login, visit.lists.get("group", []), memo=None if files else memo, file=files[0] if files else None,
            subject=form.get("subject", ""), due=day_written(form.get("due", "")),
        )  # fmt: skip
        facts = {"number": made.number, "people": len(made.people)}
        said = Told("ส่งเวียนที่ {number} ถึง {people} คนแล้ว", facts=facts)
    visit.desk.tell(visit.who.token, [said])
    return RedirectResponse("/circulations", 303)


def download(visit: Visit) -> Response:
    """The paper that is read. :raises NotFound: no such circulation."""
    one = circulated(visit.office, int(visit.arguments["circulation"]))
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(one.name.replace('/', '-'), safe='')}",
        "content-security-policy": "default-src 'none'; sandbox", "cache-control": "private, no-store",
    }  # fmt: skip
    return FileResponse(visit.office.store.path(one.sha256), media_type="application/pdf", headers=headers)


def picture(visit: Visit) -> Response:
    """A page of the paper. :raises NotFound: no such circulation or page."""
    one = circulated(visit.office, int(visit.arguments["circulation"]))
    drawn = visit.desk.picture(one.sha256, int(visit.arguments["page"]), 1000)
    return Response(drawn, media_type="image/png", headers={"cache-control": "private, no-cache"})
