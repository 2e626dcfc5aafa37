"""People and what they hold today. Administrators end logins and set passwords anew; power takes two of them."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.pages.stepping import day_written
from web.showing import draw
from workflow.rules.errors import BadInput
from workflow.rules.states import Role
from workflow.services.administration.sessions import reset_password, reset_pending
from workflow.services.administration.terms import back, end_person
from workflow.services.context.use_case import reading


def show(visit: Visit) -> str:
    """Everybody with what they hold; who acts for whom is said as it will be printed."""
    with reading(visit.office, visit.who.login) as use_case:
        everybody = list(use_case.everybody.values())
        posts = [(who.name, who.holds(Role.HEAD)) for who in use_case.heads]
        heads = [(name, post.lines) for name, post in posts if post is not None]
    pending = {}
    if visit.who.administrator:
        pending = {p.login: by for p in everybody if (by := reset_pending(visit.office, p.login))}
    return draw(visit, "people.html", everybody=everybody, heads=heads, pending=pending)


def act(visit: Visit) -> Response | None:
    """End a login, say that a holder is back, or set a password anew. :raises WorkflowError: why not."""
    form, office, me = visit.form, visit.office, visit.who.login
    login, do = form.get("login", ""), form.get("do")
    if do == "end":
        day = day_written(form.get("day", ""))
        if day is None:
            raise BadInput("no_day")
        waiting = end_person(office, me, login, day, successor=form.get("successor") or None)
        said = Told(f"บันทึกวันสุดท้ายของ {login} แล้ว", notices=tuple(waiting))
    elif do == "back":
        waiting = back(office, me, login)
        said = Told("การรักษาราชการแทนสิ้นสุดแล้ว", notices=tuple(waiting))
    else:
        new = visit.form.get("password_new") or None
        done = reset_password(office, me, login, new)
        said = Told(f"ตั้งรหัสผ่านของ {login} แล้ว" if done else "ขอตั้งรหัสผ่านแล้ว รอผู้ดูแลโปรแกรมอีกคนตั้งให้ที่หน้านี้")
    visit.desk.tell(visit.who.token, [said])
    return RedirectResponse("/people", 303)
