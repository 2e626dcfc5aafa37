"""The door: name, password and code at once; what was typed in a form meanwhile is carried through it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import HTMLResponse, RedirectResponse, Response

from web import doors
from web.desk import LANGUAGE, Told, Visit
from web.guard import LOG
from web.pages import passkeys
from web.showing import draw
from workflow.rules.errors import BadInput, NotLoggedIn, WorkflowError
from workflow.services.administration.browser_sessions import logout, open_browser

CARRIED = "typed."
"""Names under which what was typed in another form waits in this one."""
_LEFT_OUT = ("forms", "key", "digest", "held")
_SLOW = "ลองหลายครั้งเกินไป รออีก {seconds} วินาที แล้วลองใหม่"
_TO_SET = "รหัสใช้ครั้งเดียวถูกต้อง ตั้งรหัสผ่านของท่านเองด้านล่าง"
_OVER = "การเข้าสู่ระบบสิ้นสุดแล้ว เข้าสู่ระบบอีกครั้ง ข้อความที่พิมพ์ไว้ยังอยู่ (ไฟล์ต้องเลือกใหม่)"


def _local(path: str) -> str:
    """A place of our own to go to; anything else is the first page."""
    inside = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if inside and not path.startswith(("/login", "/logout", "/language")) else "/"


def first(visit: Visit) -> Response:
    """The door before another page: where to go on, and what was typed there."""
    kept = {f"{CARRIED}{n}": values for n, values in visit.lists.items() if _may_be_carried(n)}
    if visit.form:
        visit.told.append(Told(_OVER, good=False))
        visit.form, visit.lists = {}, {}
        return HTMLResponse(_drawn(visit, visit.path, kept), 401)
    return RedirectResponse(f"/login?next={visit.path}", 303) if visit.path != "/" else RedirectResponse("/login", 303)


def _may_be_carried(name: str) -> bool:
    return name not in _LEFT_OUT and not name.startswith("pass") and name != "code"


def show(visit: Visit) -> str | Response:
    """The form to log in with."""
    if visit.someone is not None and visit.status == 200:
        return RedirectResponse(_local(visit.query.get("next", "/")), 303)
    kept = {n: values for n, values in visit.lists.items() if n.startswith(CARRIED)}
    to = _local(visit.form.get("next") or visit.query.get("next", "/"))
    return _drawn(visit, to, kept, first_time=bool(visit.extra.get("first_time")))


def _drawn(visit: Visit, to: str, kept: Mapping[str, Sequence[str]], *, first_time: bool = False) -> str:
    asked = passkeys.asked_at_door(visit)
    return draw(visit, "login.html", next=to, kept=kept, first_time=first_time, passkey=asked)


def act(visit: Visit) -> Response | None:
    """Log in. Who cannot is told the same whatever was wrong, and waits longer each time."""
    name, address = visit.form.get("name", "").strip(), visit.address
    left = visit.desk.waits.left(name, address)
    if left > 0:
        LOG.warning("login put off: %s", address)
        visit.told.append(Told(_SLOW, good=False, facts={"seconds": int(left) + 1}))
        visit.status = 429
        return None
    place = f"{address} {visit.browser}"
    try:
        new = visit.form.get("password_new") or None
        typed = visit.form.get("password", ""), visit.form.get("code", "")
        if visit.form.get("do") == "passkey":
            opened = passkeys.open_with(visit, place)
        else:
            opened = open_browser(visit.office, name, *typed, place, new=new)
    except BadInput as no:
        _asked_for_new(visit, no)
        return None
    except NotLoggedIn as no:
        if no.code == "password_to_set":
            _asked_for_new(visit, no)
            return None
        visit.desk.waits.failed(name, address)
        LOG.warning("login refused: %s", address)
        visit.told.append(Told("", good=False, reasons=tuple(no.reasons)))
        visit.status = 401
        return None
    visit.desk.waits.passed(name, address)
    to = _local(visit.form.get("next", "/"))
    kept = {n[len(CARRIED) :]: v for n, v in visit.lists.items() if n.startswith(CARRIED)}
    answer: Response = RedirectResponse(to, 303)
    if kept:
        visit.extra["cookies"] = {doors.cookie_name(visit): opened.token}
        visit._who = doors.visitor(visit)
        answer = HTMLResponse(draw(visit, "again.html", to=to, kept=kept))
    return doors.open_door(visit, answer, opened.token)


def _asked_for_new(visit: Visit, no: WorkflowError) -> None:
    """The door again, with a place for a password of one's own: what was typed is the code of a slip."""
    visit.extra["first_time"] = True
    if no.code == "password_to_set":
        visit.told.append(Told(_TO_SET))
    else:
        visit.told.append(Told("", good=False, reasons=tuple(no.reasons)))
    visit.status = 401


def speak(visit: Visit) -> Response:
    """Say in which language this browser is spoken to, until it is closed; then the page again."""
    answer = RedirectResponse(_local(visit.form.get("next", "/")), 303)
    language = visit.form.get("lang", "")
    answer.set_cookie(
        LANGUAGE, language if language in ("th", "en") else "th", path="/", httponly=True, samesite="lax",
        secure=visit.desk.reached.url is not None,
    )  # fmt: skip
    return answer


def show_end(visit: Visit) -> Response:
    """Ending is a form: a link that somebody else made logs nobody out."""
    return RedirectResponse("/account", 303)


def end(visit: Visit) -> Response:
    """End this session."""
    logout(visit.office, visit.who.token)
    visit.desk.forget(visit.who.token)
    return doors.close_door(visit, RedirectResponse("/login", 303))
