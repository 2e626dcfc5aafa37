"""The pages by their addresses, and how a request becomes a visit: who asks, whose form it is, what is told of errors.

Pages are plain functions that run in threads: the use cases are, and SQLite is no faster otherwise.
"""

from __future__ import annotations

import hmac
import logging
import shutil
import traceback
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

import messages
from web import doors
from web.addresses import ADDRESSES, Address, load
from web.desk import Desk, Told, Visit
from web.forms import drawn_at, save, texts
from web.guard import Guard
from web.showing import draw
from workflow.rules.errors import BadInput, Conflict, NotFound, WorkflowError
from workflow.services.context.conflicts import explain_conflict
from workflow.services.context.one_use import use_once
from workflow.thai.free_text import says_something

if TYPE_CHECKING:
    from starlette.types import ASGIApp

LOG = logging.getLogger("oit.tray")
Show = Callable[[Visit], "str | Response"]
Act = Callable[[Visit], "Response | None"]
WORDS = ("reason", "opinion", "subject", "nil", "public_reason")
"""What is typed for others to read."""
FILES = 20
"""Files of one form, at most."""
_BROKEN = (
    "แบบที่ส่งมาไม่สมบูรณ์ หรือไฟล์ใหญ่เกินกำหนด ลองส่งอีกครั้ง\nThe form came incomplete, or a file is too large: send it again."
)
_AWAY = ("database_unreachable", "database_lost")
_FAULT = "โปรแกรมขัดข้อง ไม่มีอะไรถูกบันทึกครึ่งทาง แจ้งผู้ดูแลโปรแกรมพร้อมรหัส {reference}"
_AGAIN = "ส่งแบบนี้ไปแล้วครั้งหนึ่ง โปรแกรมไม่ดำเนินการซ้ำ ด้านล่างคือสถานะปัจจุบัน"
_EXPIRED = "แบบนี้เปิดไว้ในการเข้าสู่ระบบครั้งก่อน จึงยังไม่ได้ดำเนินการ ข้อความที่พิมพ์ไว้ยังอยู่ ตรวจแล้วส่งอีกครั้ง"


def create(desk: Desk) -> ASGIApp:
    """The whole application for one office."""
    routes = [
        *(_route(address) for address in ADDRESSES),
        Route("/healthz", lambda request: PlainTextResponse("ok"), methods=["GET"]),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]
    app = Starlette(routes=routes, exception_handlers={404: _not_found, Exception: _fault})
    app.state.desk = desk
    largest = desk.office.settings.files.max_mb * 1024 * 1024 * 2 + 1024 * 1024
    return Guard(app, desk.reached, largest)


def _route(address: Address) -> Route:
    async def endpoint(request: Request) -> Response:
        visit = _visit(request)
        try:
            if request.method == "POST":
                try:
                    async with request.form(max_files=FILES, max_fields=500) as form:
                        visit.lists = texts(form)
                        visit.form = {name: values[-1] for name, values in visit.lists.items()}
                        if any(not isinstance(value, str) and value.filename for _, value in form.multi_items()):
                            visit.files = await run_in_threadpool(save, form, visit.room())
                except (MultiPartException, ClientDisconnect):
                    return PlainTextResponse(_BROKEN, 400)
            return await run_in_threadpool(_answer, visit, address, sent=request.method == "POST")
        finally:
            if visit.folder is not None:
                await run_in_threadpool(shutil.rmtree, visit.folder, True)

    return Route(address.path, endpoint, methods=["GET", "POST"] if address.act is not None else ["GET"])


def _visit(request: Request) -> Visit:
    desk: Desk = request.app.state.desk
    return Visit(
        desk=desk,
        path=request.url.path,
        arguments={name: str(value) for name, value in request.path_params.items()},
        query=dict(request.query_params),
        address=request.client.host if request.client else "-",
        browser=request.headers.get("user-agent", "")[:200],
        at=desk.office.now(),
        extra={
            "cookies": request.cookies,
            "etag": request.headers.get("if-none-match"),
            "host": request.headers.get("host", ""),
        },
    )


def _answer(visit: Visit, address: Address, *, sent: bool) -> Response:
    visit.desk.look_again()
    visitor = doors.visitor(visit)
    if visitor is None and not address.free:
        first: Response = load("pages.login:first")(visit)
        return first
    visit._who = visitor
    visit.again = visitor is not None and not address.free and doors.asks_again(visit)
    try:
        if sent and address.act is not None:
            done = _act(visit, load(address.act), address.free)
            visit.desk.look_again()
            if done is not None:
                return done
        return _shown(visit, load(address.show))
    except NotFound as error:
        return _told_alone(visit, error, 404)
    except WorkflowError as error:
        return _told_alone(visit, error, 422)


def _shown(visit: Visit, show: Show) -> Response:
    made = show(visit)
    return made if isinstance(made, Response) else HTMLResponse(made, visit.status)


def _act(visit: Visit, act: Act, free: bool) -> Response | None:
    """Do what a form asks for; ``None``: draw its page again, with what was typed and why not."""
    if not free:
        if not hmac.compare_digest(visit.form.get("forms", ""), visit.who.forms):
            visit.told.append(Told(_EXPIRED, good=False))
            visit.status = 409
            return None
        if not use_once(visit.office, visit.who.login, visit.form.get("key", "")):
            visit.desk.tell(visit.who.token, [Told(_AGAIN, good=False)])
            return RedirectResponse(visit.path, 303)
    try:
        if visit.again:
            doors.prove(visit)
            visit.again = False
        empty = next((name for name in WORDS if visit.form.get(name) and not says_something(visit.form[name])), None)
        if empty is not None:
            raise BadInput("says_nothing", text=visit.form[empty])
        return act(visit)
    except WorkflowError as error:
        told = _explained(visit, error)
        visit.told.append(Told("", good=False, reasons=tuple(told.reasons)))
        visit.status = 409 if isinstance(told, Conflict) else 422
        return None


def _explained(visit: Visit, error: WorkflowError) -> WorkflowError:
    """The refusal as it is told: that somebody else was first, where that is what happened."""
    since = drawn_at(visit.form.get("key", ""))
    if since is None or visit.someone is None:
        return error
    try:
        return explain_conflict(visit.office, visit.who.login, error, since)
    except WorkflowError:
        return error


def _told_alone(visit: Visit, error: WorkflowError, status: int) -> Response:
    visit.told.append(Told("", good=False, reasons=tuple(error.reasons)))
    return HTMLResponse(draw(visit, "told.html", title="ดำเนินการไม่ได้"), status)


async def _not_found(request: Request, error: Exception) -> Response:
    visit = _visit(request)
    visit.told.append(Told("ไม่มีหน้านี้", good=False))
    return HTMLResponse(await run_in_threadpool(draw, visit, "told.html", title="ไม่มีหน้านี้"), 404)


async def _fault(request: Request, error: Exception) -> Response:
    """A fault of the program: a reference for who asks, the whole of it in the log."""
    if isinstance(error, WorkflowError) and error.code in _AWAY:
        # A page names who is logged in, and is drawn from the database.
        said = [
            f"{messages.say(error.code, error.facts, one)}\n{messages.do(error.code, error.facts, one)}"
            for one in ("th", "en")
        ]
        return PlainTextResponse("\n\n".join(said), 503)
    reference = uuid.uuid4().hex[:8]
    LOG.error("fault %s\n%s", reference, "".join(traceback.format_exception(error)))
    visit = replace(_visit(request), told=[Told(_FAULT, good=False, facts={"reference": reference})])
    return HTMLResponse(await run_in_threadpool(draw, visit, "told.html", title="โปรแกรมขัดข้อง"), 500)
