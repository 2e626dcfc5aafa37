"""The number books: everybody reads them, the registrar reserves and voids."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.fields import day_written
from web.showing import draw
from workflow.rules.errors import BadInput
from workflow.services.numbering.registers import reserve, void
from workflow.services.numbering.reports import gap_reasons, gaps, listing


def show(visit: Visit) -> str:
    """All numbers of this year, newest first, and what the registrar has to look at."""
    book = visit.query.get("book") or None
    rows = listing(visit.office, book)
    reasons = [reason for report in gaps(visit.office) for reason in gap_reasons(report)]
    books = list(visit.office.settings.books)
    mine = "registrar" in visit.who.roles
    return draw(visit, "registers.html", rows=list(reversed(rows)), reasons=reasons, books=books, book=book, mine=mine)


def act(visit: Visit) -> Response | None:
    """Reserve or void a number. :raises WorkflowError: why not."""
    form = visit.form
    if form.get("do") == "void":
        book, _, rest = form.get("which", "").partition("/")
        number, _, year = rest.partition("/")
        if not number.isdigit() or not year.isdigit():
            raise BadInput("nothing_chosen")
        done = void(visit.office, visit.who.login, book, int(number), form.get("reason", ""), year=int(year))
        text = "ยกเลิกเลขที่ {number} แล้ว"
    else:
        done = reserve(
            visit.office, visit.who.login, form.get("book", ""), until=day_written(form.get("until", "")),
            subject=form.get("subject") or None, recipient=form.get("recipient") or None,
            backdate=day_written(form.get("backdate", "")), number=form.get("number") or None,
        )  # fmt: skip
        text = "จองเลขที่ {number} แล้ว"
    visit.desk.tell(visit.who.token, [Told(text, facts={"number": done.label})])
    return RedirectResponse("/registers", 303)
