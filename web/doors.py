"""Who asks: the session behind a cookie, opened with a password (and a code), ended when its time is over."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from web.desk import Visit, Visitor
from workflow.rules.errors import NotLoggedIn, WorkflowError
from workflow.rules.states import Role
from workflow.services.administration.browser_sessions import whose
from workflow.services.administration.sessions import is_idle, prove_again
from workflow.services.context.authorization import Actor
from workflow.services.context.use_case import reading

if TYPE_CHECKING:
    from starlette.responses import Response

PLAIN, SECURE = "oit", "__Host-oit"
"""Names of the cookie: over TLS no other place of the same name can set it."""
HOURS = 8


def cookie_name(visit: Visit) -> str:
    """The cookie's name as the server is reached."""
    return SECURE if visit.desk.reached.url is not None else PLAIN


def visitor(visit: Visit) -> Visitor | None:
    """Who asks; ``None``: nobody has logged in, the session is over, or the person is with the office no more."""
    token = visit.extra["cookies"].get(cookie_name(visit))
    if not token:
        return None
    try:
        login = whose(visit.office, token)
        me = visit.desk.remembered(lambda: _me(visit, login), "who", login)
    except WorkflowError:
        return None
    forms = hashlib.sha256(f"forms of {token}".encode()).hexdigest()[:32]
    roles = frozenset(one.role.value for one in me.appointments)
    return Visitor(me.login, me.name, token, forms, roles, me.administrator)


def _me(visit: Visit, login: str) -> Actor:
    with reading(visit.office, login) as use_case:
        return use_case.me


POWERFUL = ("/receive", "/people", "/requests", "/office", "/site", "/steps/publish")
"""Pages on which a session that was left alone for half an hour asks the password once more, as the terminal does."""


def asks_again(visit: Visit) -> bool:
    """Whether what stands on this page wants the password of who sits there now."""
    publishes = visit.path.startswith("/items/") and Role.WEB.value in visit.who.roles
    return (publishes or visit.path in POWERFUL) and is_idle(visit.office, visit.who.token)


def prove(visit: Visit) -> None:
    """The same person is still there. :raises NotLoggedIn: they are not; the wait for guessing is the door's."""
    left = visit.desk.waits.left(visit.who.login, visit.address)
    if left > 0:
        raise NotLoggedIn("login_wait", login=visit.who.login, seconds=int(left) + 1)
    typed = visit.form.get("password_again", "")
    if not typed:
        raise NotLoggedIn("password_again", login=visit.who.login)
    try:
        prove_again(visit.office, visit.who.token, typed)
    except NotLoggedIn:
        visit.desk.waits.failed(visit.who.login, visit.address)
        raise
    visit.desk.waits.passed(visit.who.login, visit.address)


def open_door(visit: Visit, answer: Response, token: str) -> Response:
    """Give the browser its session. Lax: a link in a mail opens a page, a form of another site brings nothing."""
    answer.set_cookie(
        cookie_name(visit), token, max_age=HOURS * 3600, path="/", secure=visit.desk.reached.url is not None,
        httponly=True, samesite="lax",
    )  # fmt: skip
    return answer


def close_door(visit: Visit, answer: Response) -> Response:
    """Take the cookie back."""
    answer.delete_cookie(
        cookie_name(visit), path="/", secure=visit.desk.reached.url is not None, httponly=True, samesite="lax"
    )
    return answer
