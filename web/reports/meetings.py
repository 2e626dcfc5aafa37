"""Meetings of the working group: planned, moved, called, reported; what was resolved is done; whose days are off."""

from __future__ import annotations

from datetime import time

from starlette.responses import RedirectResponse, Response

from messages import say
from web.desk import Told, Visit
from web.fields import Deed, Field, read, whole
from web.reports.papers import attached
from web.showing import draw
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.services.context.use_case import reading
from workflow.services.reports.access import keeps_reports
from workflow.services.reports.meeting_papers import appointed, draft_invitation, draft_report, must_be_members
from workflow.services.reports.meetings import (
    BODY,
    Planned,
    hold,
    lay_days_off,
    listing,
    move,
    plan,
    propose_days_off,
    resolution_of,
    settle,
)
from workflow.services.reports.meetings import coming as coming_events
from workflow.thai import ERA, NotUnderstood

_STARTS = time(9, 30)
_BODY = Field("body", "text", "ชื่อคณะ (เว้นว่าง = คณะทำงาน OIT)")
DEEDS = {
    "plan": Deed(
        "plan", "วางแผนประชุมเดือนละครั้ง",
        (
            Field("day", "number", "วันที่ของเดือน (เว้นว่าง = 20)"), Field("first", "day", "เดือนแรก (เว้นว่าง = เดือนนี้)"),
            Field("months", "number", "จำนวนเดือน (เว้นว่าง = 12)"), Field("place", "text", "สถานที่"),
            Field("starts", "time", "เวลาเริ่ม"), _BODY,
        ),
    ),
    "move": Deed(
        "move", "เลื่อนการประชุม หรือกำหนดสถานที่และเวลา ครั้งที่",
        (
            Field("to", "day", "วันใหม่ (เว้นว่าง = วันเดิม)"), Field("reason", "text", "เหตุที่เลื่อน"),
            Field("place", "text", "สถานที่"), Field("starts", "time", "เวลาเริ่ม"),
        ),
        quiet=True,
    ),
    "report": Deed(
        "report", "บันทึกการประชุมที่จัดแล้ว และจัดทำรายงาน ครั้งที่",
        (
            Field("held", "day", "วันที่ประชุมจริง (เว้นว่าง = วันที่วางแผน)"),
            Field("starts", "time", "เวลาเริ่ม", required=True), Field("ends", "time", "เวลาเลิก", required=True),
            Field("absent", "lines", "ผู้ไม่มาประชุม (บรรทัดละคน: ชื่อ = เหตุ)"),
            Field("guests", "lines", "ผู้เข้าร่วมประชุม (บรรทัดละคน)"),
            Field("chair", "lines", "เรื่องที่ประธานแจ้ง (บรรทัดละเรื่อง)"),
            Field("resolutions", "lines", "มติ (บรรทัดละข้อ: ข้อความ @กลุ่ม ภายใน วันที่)"),
            Field("other", "lines", "เรื่องอื่น ๆ (บรรทัดละเรื่อง)"),
        ),
    ),
}  # fmt: skip


def show(visit: Visit) -> str:
    """All meetings, the coming first; forms for who keeps them, and for who carries a resolution out."""
    found = listing(visit.office)
    coming = [one for one in found if one.held is None]
    with reading(visit.office, visit.who.login) as use_case:
        keeps, own, today = keeps_reports(use_case), set(use_case.me.groups), use_case.today
    years = sorted({today.year + ERA, *(one.planned.year + ERA for one in coming)})
    off = [(year, *propose_days_off(visit.office, year)) for year in years] if keeps else []
    return draw(
        visit, "meetings.html", coming=coming, held=[one for one in reversed(found) if one.held is not None],
        keeps=keeps, own=own, off=off, deeds=DEEDS, groups=visit.office.settings.groups, usual=BODY,
        appointed=appointed(visit.office), place={one.label: _typed(one) for one in found},
    )  # fmt: skip


def calendar(visit: Visit) -> Response:
    """The coming meetings as a file for Outlook and phones. :raises MissingOnMachine: the extra is not installed."""
    office = visit.office
    made = visit.desk.makers.calendar(office.settings.office.name, coming_events(office), office.now())
    return Response(made, media_type="text/calendar", headers=attached("meetings.ics"))


def _typed(one: Planned) -> dict[str, str]:
    return {"place": one.place, "starts": f"{one.starts:%H:%M}"}


def act(visit: Visit) -> Response | None:
    """Do what a form asks for. :raises WorkflowError: every reason why not; nothing was recorded."""
    do, office, login = visit.form.get("do", ""), visit.office, visit.who.login
    label, body = visit.form.get("of", ""), visit.form.get("body", "").strip() or BODY
    if do == "plan":
        given = read(visit, DEEDS["plan"].fields)
        made = plan(
            office, login, day=given["day"] or 20, first=given["first"], months=given["months"] or 12, body=body,
            place=given["place"], starts=given["starts"] or _STARTS,
        )  # fmt: skip
        said = Told("วางแผนประชุมแล้ว {count} ครั้ง", facts={"count": len(made)})
    elif do == "move":
        given = read(visit, DEEDS["move"].fields)
        done = move(office, login, label, **given, body=body)
        said = Told("บันทึกการประชุมครั้งที่ {meeting} แล้ว", facts={"meeting": done.label})
    elif do == "agenda":
        with visit.desk.making:
            memo, listed = draft_invitation(office, login, label, _in_thai, body=body)
        text = "ร่างหนังสือเชิญและใบลงชื่อของการประชุมครั้งที่ {meeting} แล้ว อยู่ที่หน้าเอกสาร"
        said = Told(text, notices=(*memo.warnings, *listed.warnings), facts={"meeting": label})
    elif do == "report":
        said = _report(visit, label, body)
    elif do == "done":
        number = whole(visit.form.get("resolution", ""))
        settle(office, login, label, number or 0, body=body)
        said = Told("มติข้อ {number} ของการประชุมครั้งที่ {meeting} ดำเนินการแล้ว", facts={"number": number, "meeting": label})
    elif do == "days":
        name = lay_days_off(office, whole(visit.form.get("year", "")) or 0)
        said = Told("วางไฟล์ {file} ในโฟลเดอร์ของสำนักงานแล้ว ให้ผู้ดูแลตรวจแก้ให้ตรงกับประกาศ", facts={"file": name})
    else:
        raise NotFound("no_such_step", step=do, steps=[*DEEDS, "agenda", "done", "days"])
    visit.desk.tell(visit.who.token, [said])
    return RedirectResponse("/meetings", 303)


def _report(visit: Visit, label: str, body: str) -> Told:
    """Record that it was held, and draft its report. :raises BadInput: what cannot be understood, before anything."""
    office, login, given = visit.office, visit.who.login, read(visit, DEEDS["report"].fields)
    if given["starts"] is None or given["ends"] is None:
        raise BadInput("paper_data", [Unmet("paper_field_missing", {"field": "meeting.starts"})], form="meeting")
    try:
        resolutions = [resolution_of(text) for text in given["resolutions"]]
    except NotUnderstood as error:
        raise BadInput(error.code, [Unmet(error.code, error.facts)]) from None
    planned = {one.label: one for one in listing(office) if one.body == body}
    away = {who.strip(): why.strip() for who, _, why in (one.partition("=") for one in given["absent"])}
    must_be_members(office, login, away, body=body)
    with visit.desk.making:
        if label not in planned or planned[label].held is None:
            day = given["held"] or (planned[label].planned if label in planned else office.today())
            hold(office, login, label, day, resolutions, body=body)
        made = draft_report(
            office, login, label, _in_thai, starts=given["starts"], ends=given["ends"], guests=given["guests"],
            chair=given["chair"], other=given["other"], absent=away, body=body,
        )  # fmt: skip
    text = "จัดทำรายงานการประชุมครั้งที่ {meeting} แล้ว อยู่ที่หน้าเอกสาร"
    return Told(text, notices=made.warnings, facts={"meeting": label})


def _in_thai(reason: Unmet) -> str:
    return say(reason.code, reason.facts, "th")
