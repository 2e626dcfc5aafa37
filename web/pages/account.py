"""One's own sessions and second factor."""

from __future__ import annotations

import base64

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.showing import draw
from workflow.services.administration import second_factor
from workflow.services.administration.browser_sessions import end_session, open_sessions


def show(visit: Visit) -> str:
    """Where one is logged in, and the authenticator; a new one is offered when it is asked for."""
    login = visit.who.login
    there = second_factor.has_factor(visit.office, login)
    offered = None
    if not there and visit.extra.get("offer"):
        offered = second_factor.offer(visit.office, login)
    sessions = open_sessions(visit.office, login, visit.who.token)
    return draw(
        visit, "account.html", sessions=sessions, there=there, offered=offered,
        picture=_picture(offered.address) if offered else "",
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


def act(visit: Visit) -> Response | None:
    """End a session; take an authenticator, or put it away. :raises BadInput: the code is wrong."""
    do, login = visit.form.get("do"), visit.who.login
    if do == "offer":
        visit.extra["offer"] = True
        return None
    if do == "end":
        end_session(visit.office, login, visit.form.get("session", ""))
        text = "ออกจากเครื่องนั้นแล้ว"
    elif do == "confirm":
        visit.extra["offer"] = True  # drawn again, should the code be wrong
        second_factor.confirm(visit.office, login, visit.form.get("code", ""))
        text = "ตั้งการยืนยันตัวตนแล้ว ครั้งต่อไปใส่รหัสจากแอปเมื่อเข้าสู่ระบบ"
    else:
        second_factor.put_away(visit.office, login, visit.form.get("code", ""))
        text = "ยกเลิกเครื่องยืนยันตัวตนแล้ว"
    visit.desk.tell(visit.who.token, [Told(text)])
    return RedirectResponse("/account", 303)
