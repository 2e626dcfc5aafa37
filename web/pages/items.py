"""Items: how far all of them are, and one with everything that is in it and whatever this person may do."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from messages.harms import HARMS, RULINGS
from messages.labels import RHYTHMS
from web.desk import Told, Visit
from web.fields import day_written, whole
from web.pages.stepping import available, take_step
from web.showing import draw
from workflow.rules.errors import BadInput, NotFound
from workflow.rules.states import Duty, Role, Ruling, State
from workflow.rules.table import ONLINE_STEPS
from workflow.services.administration.setup import assign
from workflow.services.collection.contributing import Contribution, accept, contribute, refuse, tick
from workflow.services.collection.harm import decide, harm_of_item
from workflow.services.collection.waivers import confirm_exception, may_be_lifted, request_exception
from workflow.services.collection.year_parts import plan as plan_parts
from workflow.services.context.administrators import coordinates
from workflow.services.context.use_case import reading
from workflow.services.publication.withdrawing import change_online
from workflow.services.queries import journal
from workflow.services.queries.inbox import inbox
from workflow.services.queries.item_detail import show as item_detail
from workflow.services.queries.status import status
from workflow.services.queries.why import online_offered
from workflow.thai.periods import Rhythm

HISTORY = 60


def show_list(visit: Visit) -> str:
    """Every item of the newest year: the office's three numbers, who is waited for, flags."""
    group, chosen = visit.query.get("group") or None, visit.query.get("state") or None
    found = visit.desk.remembered(lambda: status(visit.office, group=group), "status", group or "")
    rows = [one for one in found.items if chosen is None or one.state.value == chosen]
    groups = visit.office.settings.groups
    return draw(
        visit, "items.html", status=found, rows=rows, groups=groups, states=list(State), group=group, only=chosen
    )


def _year(visit: Visit) -> int:
    year = visit.arguments["year"]
    return int(year)


def show(visit: Visit) -> str:
    """One item."""
    code, year = visit.arguments["code"], _year(visit)
    found = item_detail(visit.office, code, year=year)
    history = journal.show(visit.office, code, limit=HISTORY, year=year).lines
    mine = [w for w in inbox(visit.office, visit.who.login, year=year) if w.item == found["code"]]
    handing = [w.do.partition(":")[2] for w in mine if w.do.startswith("contribute:")]
    own = _own_groups(visit)
    may_hand_in = [p["group"] for p in found["parts"] if p["group"] in own and found["state"] == State.DRAFT]
    harms = harm_of_item(visit.office, code, year=year) if found["state"] == State.DRAFT else []
    names = visit.desk.remembered(lambda: _names(visit), "names")
    return draw(
        visit, "item.html", item=found, names=names, history=reversed(history),
        steps=available(visit, found["code"], year),
        waiting=mine, handing=handing, may_hand_in=may_hand_in, duties=list(Duty), harms=harms, harm_names=HARMS,
        rulings=RULINGS, judges=found["compiler"] in own and found["state"] == State.DRAFT,
        assigns=any(w.do == "assign" for w in mine), year=year, asked=visit.extra.get("asked", []),
        shown=visit.extra.get("shown", []), groups=visit.office.settings.groups,
        needs=may_be_lifted(State(found["state"]), found["revision"]),
        online=online_offered(visit.office, found["code"], visit.who.login, year=year),
        rhythms=RHYTHMS if found["state"] == State.DRAFT and _coordinates(visit) else {},
        exceptions=[w.do.partition(":")[2] for w in mine if w.do.startswith("exception_confirm:")],
    )  # fmt: skip


def _names(visit: Visit) -> dict[str, str]:
    """Login -> name of everybody there is today; who has left is shown by login."""
    with reading(visit.office) as use_case:
        return {who.login: who.name for who in use_case.everybody.values()}


def _coordinates(visit: Visit) -> bool:
    """Whether this person runs the cycle."""
    with reading(visit.office, visit.who.login) as use_case:
        return coordinates(use_case)


def _own_groups(visit: Visit) -> set[str]:
    """Groups whose officer this person is today."""
    with reading(visit.office, visit.who.login) as use_case:
        return {h.group for h in use_case.me.appointments if h.role is Role.OFFICER and h.group}


def act(visit: Visit) -> Response | None:
    """Hand in, judge, tick, decide on what may harm, or take a step. :raises WorkflowError: why not."""
    code, year = visit.arguments["code"], _year(visit)
    office, login, form = visit.office, visit.who.login, visit.form
    do = form.get("do", "")
    notices: tuple[object, ...] = ()
    if do == "contribute":
        with visit.desk.making:
            given = contribute(office, login, code, _contribution(visit), year=year)
        notices = given.notices
        text = "ข้อ {item} ส่งข้อมูลแล้ว"
    elif do == "accept":
        accept(office, login, code, form.get("group", ""), year=year)
        text = "ข้อ {item} รับข้อมูลแล้ว"
    elif do == "refuse":
        refuse(office, login, code, form.get("group", ""), form.get("reason", ""), year=year)
        text = "ข้อ {item} ส่งกลับให้กลุ่มแก้ไขแล้ว"
    elif do == "tick":
        tick(office, login, code, visit.lists.get("element", []), year=year)
        text = "ข้อ {item} ยืนยันองค์ประกอบแล้ว"
    elif do == "disclose":
        numbers = [int(n) for n in visit.lists.get("number", []) if n.isdigit()]
        if not numbers:
            raise BadInput("nothing_chosen")
        decide(office, login, code, numbers, Ruling(form.get("ruling", "")), form.get("reason", ""), year=year)
        text = "ข้อ {item} บันทึกผลการพิจารณาแล้ว"
    elif do == "assign":
        assign(office, login, code, form.get("group", ""), basis=form.get("basis", ""), year=year)
        text = "ข้อ {item} กำหนดกลุ่มที่รวบรวมแล้ว"
    elif do == "plan_parts":
        if form.get("rhythm") not in list(Rhythm):
            raise BadInput("nothing_chosen")
        plan_parts(office, login, code, Rhythm(form["rhythm"]), year=year)
        text = "ข้อ {item} แบ่งเป็นงวดแล้ว"
    elif do == "except":
        request_exception(office, login, code, form.get("need", ""), form.get("reason", ""), year=year)
        text = "ข้อ {item} ขอยกเว้นแล้ว รอผู้ยืนยันจากกลุ่มอื่น"
    elif do == "except_confirm":
        confirm_exception(office, login, whole(form.get("request", "")) or 0)
        text = "ข้อ {item} ยืนยันการยกเว้นแล้ว"
    elif do in {step.trigger for step in ONLINE_STEPS}:
        with visit.desk.making:
            taken = change_online(
                office, login, code, do, form.get("reason", ""), public_reason=form.get("public_reason", ""),
                returning=visit.lists.get("returning", []), year=year,
            )  # fmt: skip
        text, notices = "ข้อ {item} {step}แล้ว", taken.notices
    else:
        done = take_step(visit, do, [code], year)
        if done is None:
            return None
        text, notices = "ข้อ {item} {step}แล้ว", done
    visit.desk.tell(visit.who.token, [Told(text, notices=notices, facts={"item": code, "step": do})])  # type: ignore[arg-type]
    return RedirectResponse(visit.path, 303)


def _contribution(visit: Visit) -> Contribution:
    form = visit.form
    years = [int(text) for text in form.get("years", "").replace(",", " ").split() if text.isdigit()]
    duty = form.get("duty") or None
    if duty is not None and duty not in list(Duty):
        raise NotFound("no_such_duty", duty=duty)
    nil = form.get("nil", "").strip() or None
    url = form.get("url", "").strip() or None
    files = visit.files.get("files", [])
    return Contribution(
        files=files, url=url, with_query=bool(form.get("with_query")), nil_reason=nil, duty=duty,
        group=form.get("group") or None, years=years,
        number=form.get("number", "").strip() or None, dated=day_written(form.get("dated", "")),
        add=bool(form.get("add")), part=form.get("part") or None,
    )  # fmt: skip
