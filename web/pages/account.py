"""One's own sessions and second factor."""

from __future__ import annotations

import base64

from starlette.responses import HTMLResponse, RedirectResponse, Response

from web import doors
from web.desk import Told, Visit
from web.pages import passkeys
from web.showing import draw
from workflow.rules.errors import BadInput, NotLoggedIn
from workflow.services.administration import second_factor
from workflow.services.administration.browser_sessions import end_session, open_sessions
from workflow.services.administration.passkeys import own, remove
from workflow.services.administration.passwords import change_password


def show(visit: Visit) -> str:
    """Where one is logged in, and the authenticator; a new one is offered when it is asked for."""
    login = visit.who.login
    there = second_factor.has_factor(visit.office, login)
    offered = None
    if not there and visit.extra.get("offer"):
        offered = second_factor.offer(visit.office, login)
    sessions = open_sessions(visit.office, login, visit.who.token)
    adding = passkeys.asked_to_add(visit) if visit.extra.get("adding") else None
    return draw(
        visit, "account.html", sessions=sessions, there=there, offered=offered,
        picture=_picture(offered.address) if offered else "", adding=adding, here=passkeys.bound(visit),
        keys=own(visit.office, login) if passkeys.bound(visit) else [],
    )  # fmt: skip


def _picture(address: str) -> str:
    """A QR code for the telephone's camera, as the address of a picture in the page itself."""
    import io

    import zxingcpp
    from PIL import Image

    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4, add_quiet_zones=True)
    out = io.BytesIO()
    Image.fromarray(made).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def _password(visit: Visit) -> Response:
    """Change one's own password: every session of one's own ends, this one too. :raises WorkflowError: why not."""
    form, left = visit.form, visit.desk.waits.left(visit.who.login, visit.address)
    if left > 0:
        raise NotLoggedIn("login_wait", login=visit.who.login, seconds=int(left) + 1)
    if form.get("password_new", "") != form.get("password_more", ""):
        raise BadInput("password_differs")
    try:
        change_password(visit.office, visit.who.login, form.get("password_old", ""), form.get("password_new", ""))
    except NotLoggedIn:
        visit.desk.waits.failed(visit.who.login, visit.address)
        raise
    visit.desk.forget(visit.who.token)
    visit._who = None
    visit.told.append(Told("เปลี่ยนรหัสผ่านแล้ว ทุกเครื่องออกจากระบบ เข้าใหม่ด้วยรหัสผ่านใหม่"))
    page = HTMLResponse(draw(visit, "login.html", next="/", kept={}, first_time=False, passkey=None))
    return doors.close_door(visit, page)


def act(visit: Visit) -> Response | None:
    """End a session; change the password; take an authenticator or a passkey, or put it away.

    :raises WorkflowError: why not.
    """
    do, login = visit.form.get("do"), visit.who.login
    if do == "offer":
        visit.extra["offer"] = True
        return None
    if do == "password":
        return _password(visit)
    if do == "passkey_offer":
        visit.extra["adding"] = True
        return None
    if do == "passkey_add":
        visit.extra["adding"] = True  # drawn again, should the password be wrong
        visit.desk.tell(visit.who.token, [passkeys.add(visit)])
        return RedirectResponse("/account", 303)
    if do == "end":
        end_session(visit.office, login, visit.form.get("session", ""))
        text = "ออกจากเครื่องนั้นแล้ว"
    elif do == "passkey_remove":
        number = visit.form.get("number", "")
        remove(visit.office, login, int(number) if number.isdigit() else 0)
        text = "เลิกกุญแจผ่านนั้นแล้ว"
    elif do == "confirm":
        visit.extra["offer"] = True  # drawn again, should the code be wrong
        second_factor.confirm(visit.office, login, visit.form.get("code", ""))
        text = "ตั้งการยืนยันตัวตนแล้ว ครั้งต่อไปใส่รหัสจากแอปเมื่อเข้าสู่ระบบ"
    else:
        second_factor.put_away(visit.office, login, visit.form.get("code", ""))
        text = "ยกเลิกเครื่องยืนยันตัวตนแล้ว"
    visit.desk.tell(visit.who.token, [Told(text)])
    return RedirectResponse("/account", 303)
