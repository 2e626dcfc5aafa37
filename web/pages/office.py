"""The office's own files and settings, for administrators: people, settings that take two, the next year."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from pathlib import Path

from starlette.responses import FileResponse, RedirectResponse, Response

from web.desk import Told, Visit
from web.showing import draw
from workflow.rules.errors import BadInput, NotFound
from workflow.services.administration.accepted_pages import accept_pages, pages_waiting
from workflow.services.administration.accepting import accept, pending
from workflow.services.administration.bootstrap import open_year
from workflow.services.administration.files_brought import (
    duty_tables,
    kept_duties,
    kept_people,
    look_at_people,
    take_duties,
    take_people,
)
from workflow.services.administration.next_list import import_list
from workflow.services.context.administrators import must_administer
from workflow.services.context.use_case import reading

_LOOKS = ("people", "list")
"""What is looked at before it is taken: its file is held until the second press."""


def show(visit: Visit) -> str:
    """What is written and not in force, what a file that was brought would change, and the years there are."""
    with reading(visit.office, visit.who.login) as use_case:
        years = sorted({cycle.fiscal_year for cycle in use_case.cycles}, reverse=True)
    return draw(
        visit, "office.html", pending=pending(visit.office), years=years, changes=visit.extra.get("changes"),
        tables=duty_tables(visit.office), pages=pages_waiting(visit.office),
        matches=visit.extra.get("matches"), held=visit.extra.get("held", ""),
    )  # fmt: skip


def people_file(visit: Visit) -> Response:
    """The people's file as the office keeps it, to be changed in Excel and brought back."""
    return _sent(visit, kept_people(visit.office))


def duties_file(visit: Visit) -> Response:
    """The responsibility table of a year."""
    return _sent(visit, kept_duties(visit.office, int(visit.arguments["year"])))


def _must_administer(visit: Visit) -> None:
    """:raises WrongRole: who asks is no administrator."""
    with reading(visit.office, visit.who.login) as use_case:
        must_administer(use_case, "people")


def _sent(visit: Visit, path: Path) -> Response:
    _must_administer(visit)
    headers = {"content-disposition": f'attachment; filename="{path.name}"', "cache-control": "private, no-store"}
    return FileResponse(path, media_type="application/octet-stream", headers=headers)


def act(visit: Visit) -> Response | None:
    """Accept settings, look at a file or take it, open a year. :raises WorkflowError: why not."""
    do, login, office = visit.form.get("do", ""), visit.who.login, visit.office
    told: Told
    if do != "settings":
        _must_administer(visit)
    if do == "settings":
        _, waits = accept(office, login)
        asked = "ขอแล้ว ยังไม่มีผลจนกว่าอีกคนหนึ่งจะกดรับที่หน้านี้ หรือยืนยันคำขอ {number} ที่หน้าคำขอสองคน"
        done = "รับการตั้งค่าแล้ว มีผลเมื่อเปิดบริการใหม่ (oit-tray)"
        told = Told(done) if waits is None else Told(asked, facts={"number": waits})
    elif do == "pages":
        accept_pages(office, login)
        told = Told("รับหน้าเว็บของสำนักงานแล้ว มีผลเมื่อเผยแพร่ครั้งถัดไป")
    elif do == "duties":
        path, held = _brought(visit)
        told = Told("วาง {file} แล้ว เปิดรอบได้", facts={"file": take_duties(office, login, _year(visit), path)})
        visit.desk.let_go(held)
    elif do == "open":
        year = _year(visit)
        items = open_year(office, login, year)
        told = Told("เปิดรอบปีงบประมาณ พ.ศ. {year} แล้ว {items} ข้อ", facts={"year": year, "items": items})
    else:
        what, _, take = do.partition("_")
        if what not in _LOOKS:
            raise NotFound("no_such_step", step=do, steps=list(_LOOKS))
        path, held = _brought(visit)
        if take != "take":
            _look(visit, what, path)
            visit.extra["held"] = held
            return None
        told = _take(visit, what, path)
        visit.desk.let_go(held)
    visit.desk.tell(visit.who.token, [told])
    return RedirectResponse("/office", 303)


def _year(visit: Visit) -> int:
    text = visit.form.get("year", "").strip()
    if not text.isdigit():
        raise BadInput("no_year_given")
    return int(text)


def _look(visit: Visit, what: str, path: Path) -> None:
    if what == "people":
        visit.extra["changes"] = look_at_people(visit.office, visit.who.login, path)
    else:
        visit.extra["matches"] = import_list(visit.office, path, _year(visit), write=False).matches


def _take(visit: Visit, what: str, path: Path) -> Told:
    office, login = visit.office, visit.who.login
    if what == "people":
        done = take_people(office, login, path)
        facts = {"count": len({c.login for c in done.recorded}), "number": done.asked}
        text = "ปรับปรุงแล้ว {count} รายการ"
        if done.asked is not None:
            text = "ปรับปรุงแล้ว {count} รายการ ส่วนที่มีผลต่ออำนาจรอคนที่สองยืนยันที่หน้า คำขอที่ต้องใช้สองคน (คำขอ {number})"
        return Told(text, facts=facts)
    same = dict(pair.partition("=")[::2] for pair in visit.lists.get("same", []))
    found = import_list(office, path, _year(visit), same=same)
    return Told("วางไฟล์แล้ว: {files} กรอกตารางผู้รับผิดชอบ แล้วเปิดรอบ", facts={"files": ", ".join(found.files)})


def _brought(visit: Visit) -> tuple[Path, str]:
    """What was sent now, kept for the second press; else what was kept. :raises BadInput: neither."""
    sent = visit.files.get("files", [])
    if sent:
        folder, name = Path(tempfile.mkdtemp(prefix="oit-held-")), secrets.token_urlsafe(12)
        path = Path(shutil.copy2(sent[0], folder / sent[0].name))
        visit.desk.hold(visit.who.login, folder, name)
        return path, name
    name = visit.form.get("held", "")
    place = visit.desk.held(visit.who.login, name)
    found = next((path for path in place.iterdir() if path.is_file()), None) if place is not None else None
    if found is None:
        raise BadInput("no_file_chosen")
    return found, name
