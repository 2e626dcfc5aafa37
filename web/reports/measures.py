"""Measures that answer a result: added, changed, begun, closed with evidence, dropped; and the papers about them."""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.fields import Deed, Field, read, whole
from web.sayings import day
from web.showing import draw
from workflow.rules.errors import BadInput, NotFound
from workflow.rules.states import Role
from workflow.services.context.use_case import reading
from workflow.services.reports.access import keeps_reports
from workflow.services.reports.measure_papers import TITLES, draft_cover, draft_paper
from workflow.services.reports.measures import Line, Plan, add, begin, change, close, drop
from workflow.services.reports.proposals import helped, propose
from workflow.services.reports.results import show_result

STATUSES = {"planned": "ตามแผน", "running": "กำลังดำเนินการ", "done": "ดำเนินการแล้ว", "dropped": "ยกเลิก"}
ANSWERS = {"yes": "ดีขึ้น", "partly": "ดีขึ้นบางข้อ", "no": "ไม่ดีขึ้น", None: "ยังไม่ทราบผล"}
PAPERS = {"analysis": "เอกสารวิเคราะห์ผลการประเมิน", "plan": "แผนมาตรการ", "report": "รายงานผลตามมาตรการ"}
_PLAN = (
    Field("title", "text", "ชื่อมาตรการ", required=True),
    Field("steps", "lines", "ขั้นตอน (บรรทัดละขั้นตอน)"),
    Field("groups", "groups", "กลุ่มที่รับผิดชอบ"),
    Field("items", "codes", "ข้อของปีที่ประเมิน", hint="O15, O21"),
    Field("indicator", "text", "ตัวชี้วัด"),
    Field("starts", "day", "วันที่เริ่ม"),
    Field("ends", "day", "วันที่สิ้นสุด"),
    Field("monitoring", "text", "การกำกับติดตาม"),
    Field("reporting", "text", "การรายงานผล"),
)
DEEDS = {
    "add": Deed("add", "เพิ่มมาตรการ", _PLAN),
    "change": Deed("change", "แก้ไขมาตรการที่", _PLAN, quiet=True),
    "close": Deed(
        "close", "ปิดมาตรการที่",
        (
            Field("result", "long", "สิ่งที่ได้ดำเนินการ", required=True), Field("outcome", "long", "ผลที่เกิดขึ้น"),
            Field("files", "files", "ไฟล์หลักฐาน (ลากมาวางได้)"),
            Field("addresses", "lines", "หรือที่อยู่เว็บของหลักฐาน (บรรทัดละแห่ง)"),
        ),
    ),
    "drop": Deed("drop", "ยกเลิกมาตรการที่", (Field("reason", "text", "เหตุผล", required=True),), quiet=True),
}  # fmt: skip


def show(visit: Visit) -> str:
    """The measures of a year; whoever may do something with one finds the form beside it."""
    year = whole(visit.query.get("year", ""))
    found = helped(visit.office, year=year)
    with reading(visit.office, visit.who.login) as use_case:
        keeps = keeps_reports(use_case)
        roles = (Role.OFFICER, Role.DIRECTOR)
        own = {one.group for one in use_case.me.appointments if one.role in roles and one.group}
        years = sorted({cycle.fiscal_year for cycle in use_case.cycles}, reverse=True)
    return draw(
        visit, "measures.html", found=found, year=found[0].measure.fiscal_year if found else year, years=years,
        keeps=keeps, own=own, deeds=DEEDS, statuses=STATUSES, answers=ANSWERS, papers=PAPERS,
        groups=visit.office.settings.groups, proposed=visit.extra.get("proposed"),
        values={one.measure.number: _typed(one.measure) for one in found},
    )  # fmt: skip


def _typed(one: Line) -> dict[str, Any]:
    """A measure as its fields show it."""
    plan = one.plan
    return {
        "title": plan.title, "steps": "\n".join(plan.steps), "groups": plan.groups, "items": ", ".join(plan.items),
        "indicator": plan.indicator or "", "monitoring": plan.monitoring, "reporting": plan.reporting,
        "starts": day(plan.starts) if plan.starts else "", "ends": day(plan.ends) if plan.ends else "",
    }  # fmt: skip


def act(visit: Visit) -> Response | None:
    """Do what a form asks for. :raises WorkflowError: every reason why not; nothing was recorded."""
    do, office, login = visit.form.get("do", ""), visit.office, visit.who.login
    year = whole(visit.query.get("year", ""))
    if do == "propose":
        visit.extra["proposed"] = propose(office)
        return None
    if do.startswith("paper_"):
        return _paper(visit, do.removeprefix("paper_"), year)
    if do == "take":
        shown = show_result(office)
        frame = shown.framework
        done = add(office, login, propose(office), year=frame.year + 1, framework=frame.key)
    elif do == "add":
        given = read(visit, DEEDS["add"].fields)
        done = add(office, login, [Plan(**{**given, "indicator": given["indicator"] or None})], year=year)
    elif do == "begin":
        done = [begin(office, login, _number(visit), year=year)]
    elif do == "change":
        given = read(visit, DEEDS["change"].fields)
        done = [change(office, login, _number(visit), {**given, "indicator": given["indicator"] or None}, year=year)]
    elif do == "close":
        done = [close(office, login, _number(visit), **read(visit, DEEDS["close"].fields), year=year)]
    elif do == "drop":
        done = [drop(office, login, _number(visit), **read(visit, DEEDS["drop"].fields), year=year)]
    else:
        raise NotFound("no_such_step", step=do, steps=list(DEEDS))
    numbers = ", ".join(str(one.number) for one in done)
    visit.desk.tell(visit.who.token, [Told("บันทึกมาตรการที่ {numbers} แล้ว", facts={"numbers": numbers})])
    return RedirectResponse(f"/measures?year={done[0].fiscal_year}" if done else "/measures", 303)


def _number(visit: Visit) -> int:
    found = whole(visit.form.get("of", ""))
    if found is None:
        raise BadInput("nothing_chosen")
    return found


def _paper(visit: Visit, which: str, year: int | None) -> Response:
    """A paper about the measures, and the memo that brings it before the head."""
    if which not in TITLES:
        raise NotFound("no_such_form", form=which, forms=list(TITLES))
    with visit.desk.making:
        made = draft_paper(visit.office, visit.who.login, which, year=year)
        draft_cover(visit.office, visit.who.login, made)
    said = Told("จัดทำ {paper} และร่างบันทึกนำเรื่องแล้ว", notices=made.warnings, facts={"paper": made.subject})
    visit.desk.tell(visit.who.token, [said])
    return RedirectResponse("/papers", 303)
