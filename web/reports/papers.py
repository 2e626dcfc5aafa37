"""Papers beside the memo: made from the records, orders, numbers for drafts; and every table as a file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.responses import FileResponse, RedirectResponse, Response

from messages import say
from web.desk import Told, Visit
from web.fields import day_written
from web.pages.deciding import key_at_hand, key_of
from web.reports.writing import TYPED
from web.showing import draw
from workflow.rules.errors import NotFound, Unmet
from workflow.rules.states import Role
from workflow.services.documents.drafting import Made, draft, listing
from workflow.services.documents.drafting import show as paper
from workflow.services.documents.issuing import issue
from workflow.services.numbering.reports import export
from workflow.services.reports.exports import tables
from workflow.services.reports.progress import draft_month

BY_THEMSELVES = ("responsibility", "publication_request", "calendar")
"""Kinds that are made from the records alone."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(visit: Visit) -> str:
    """All papers, newest first, and what may be made."""
    found = listing(visit.office)
    return draw(
        visit, "papers.html", papers=found, kinds=BY_THEMSELVES, written=TYPED,
        issues=bool({Role.REGISTRAR, Role.HEAD} & visit.who.roles), signs=Role.HEAD in visit.who.roles,
        own_key=key_of(visit), books=list(visit.office.settings.books),
    )  # fmt: skip


def act(visit: Visit) -> Response | None:
    """Make a paper, or issue a draft. :raises WorkflowError: why not; no number was used."""
    form, office, login = visit.form, visit.office, visit.who.login
    do = form.get("do", "")
    with visit.desk.making:
        if do == "order":
            people = form.get("people", "").replace(",", " ").split()
            made = draft(office, login, "general_order", about=form.get("about", ""), people=people)
        elif do == "progress":
            made = draft_month(office, login, _sentence)
        elif do in BY_THEMSELVES:
            made = draft(office, login, do)
        elif do != "issue":
            raise NotFound("no_such_form", form=do, forms=[*BY_THEMSELVES, "general_order"])
    if do == "issue":
        made = _issue(visit)
    done = "{form} {paper} จัดทำแล้ว" if made.status == "issued" else "{form} {paper} ร่างแล้ว ยังไม่ใช้เลข"
    facts = {"form": made.kind, "paper": made.subject, "number": made.label}
    said = Told("{form} {paper} ออกแล้ว เลขที่ {number}" if made.label else done, notices=made.warnings, facts=facts)
    visit.desk.tell(visit.who.token, [said])
    return RedirectResponse("/papers", 303)


def _sentence(reason: Unmet) -> str:
    return say(reason.code, reason.facts, "th")


def _issue(visit: Visit) -> Made:
    text, dated = visit.form.get("document", ""), day_written(visit.form.get("dated", ""))
    document, number = int(text) if text.isdigit() else 0, visit.form.get("number") or None
    if Role.HEAD not in visit.who.roles or not visit.form.get("passphrase"):
        with visit.desk.making:
            return issue(visit.office, visit.who.login, document, number=number, dated=dated)
    with key_at_hand(visit) as key:
        return issue(visit.office, visit.who.login, document, number=number, dated=dated, **key)


def download(visit: Visit) -> Response:
    """A paper as a file: the newest PDF, or the Word file. :raises NotFound: no such paper."""
    number = int(visit.arguments["document"])
    made, _ = paper(visit.office, number)
    word = visit.arguments["kind"] == "docx"
    digest = made.docx if word else made.signed or made.pdf
    if not digest:
        raise NotFound("no_such_document", document=number)
    name = f"{made.label or made.id} {made.subject}"[:80].replace("/", "-") + (".docx" if word else ".pdf")
    return _file(visit.office.store.path(digest), name, DOCX if word else "application/pdf")


def every_table(visit: Visit) -> Response:
    """Items, progress, scores, measures and meetings, a sheet each."""
    return Response(visit.desk.makers.workbook(tables(visit.office)), media_type=XLSX, headers=attached("oit.xlsx"))


def register(visit: Visit) -> Response:
    """The official register of a book this year. :raises NotFound: no such book."""
    book = visit.arguments["book"]
    if book not in visit.office.settings.books:
        raise NotFound("no_such_book", book=book, books=list(visit.office.settings.books))
    path: Path = visit.room() / "register.xlsx"
    export(visit.office, path, book)
    return Response(path.read_bytes(), media_type=XLSX, headers=attached(f"ทะเบียน-{book}.xlsx"))


def _file(path: Path, name: str, kind: str) -> Response:
    return FileResponse(path, media_type=kind, headers=attached(name))


def attached(name: str) -> dict[str, str]:
    """Headers of a file that is saved, under a name in any script."""
    return {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "default-src 'none'; sandbox", "cache-control": "private, no-store",
    }  # fmt: skip
