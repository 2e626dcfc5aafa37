"""People and what they hold today. Administrators end logins and give codes for new passwords; power takes two."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.fields import day_written
from web.showing import draw
from workflow.rules.errors import BadInput
from workflow.rules.states import Role
from workflow.services.administration.passwords import reset_password
from workflow.services.administration.second_factor import ask_put_away
from workflow.services.administration.terms import back, end_person
from workflow.services.context.use_case import reading

SLIP = "รหัสใช้ครั้งเดียวของ {login} คือ {code} แสดงครั้งเดียว ใช้ได้ 7 วัน ให้เจ้าตัวตั้งรหัสผ่านเองเมื่อเข้าสู่ระบบ"
_WAITS = "ขอแล้ว รอคนที่สองยืนยันที่หน้า คำขอที่ต้องใช้สองคน (คำขอ {number})"


def show(visit: Visit) -> str:
    """Everybody with what they hold; who acts for whom is said as it will be printed."""
    with reading(visit.looks, visit.who.login) as use_case:
        everybody = list(use_case.everybody.values())
        posts = [(who.name, who.holds(Role.HEAD)) for who in use_case.heads]
        heads = [(name, post.lines) for name, post in posts if post is not None]
    return draw(visit, "people.html", everybody=everybody, heads=heads)


def act(visit: Visit) -> Response | None:
    """End a login, say that a holder is back, or give a code for a new password. :raises WorkflowError: why not."""
    form, office, me = visit.form, visit.office, visit.who.login
    login, do = form.get("login", ""), form.get("do")
    if do == "end":
        day = day_written(form.get("day", ""))
        if day is None:
            raise BadInput("no_day")
        done = end_person(office, me, login, day, successor=form.get("successor") or None)
        said = Told("บันทึกวันสุดท้ายของ {login} แล้ว", notices=done.waiting, facts={"login": login})
        if done.asked is not None:
            said = Told(_WAITS, facts={"number": done.asked})
    elif do == "factor":
        said = Told(_WAITS, facts={"number": ask_put_away(office, me, login)})
    elif do == "back":
        said = Told("การรักษาราชการแทนสิ้นสุดแล้ว", notices=tuple(back(office, me, login)))
    else:
        slip = reset_password(office, me, login)
        if isinstance(slip, int):
            said = Told(_WAITS, facts={"number": slip})
        else:
            said = Told(SLIP, facts={"login": login, "code": slip.code})
    visit.desk.tell(visit.who.token, [said])
    return RedirectResponse("/people", 303)
