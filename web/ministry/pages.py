"""Totals and provinces; what is red and why, who has not moved for 30 days; one office down to each item's state."""

from __future__ import annotations

import messages
from web.desk import Visit
from web.ministry import seeing
from web.ministry.words import REASONS, speaking
from web.showing import draw
from workflow.services.ministry.views import Standing, one_office, overview, reasons, shares, standings

PAGE = 100
"""Offices of one page."""


def show_totals(visit: Visit) -> str:
    """Every province with its counts, and their sum. :raises WorkflowError: nobody may see it, or it cannot be read."""
    database = seeing.totals(visit)
    found = overview(database, visit.at)
    share = {one.name: one.low for one in shares([*found.provinces, found.whole])}
    return draw(
        visit, "ministry/totals.html", speak=speaking(visit), found=found, share=share, single=seeing.sees(visit)[1]
    )


def show_offices(visit: Visit) -> str:
    """Offices with why they call for attention; ``province`` and ``why`` narrow it, ``all`` shows the others too."""
    year, chosen = chosen_offices(visit)
    page = visit.query.get("page", "")
    number = max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1
    shown = chosen[(number - 1) * PAGE : number * PAGE]
    speak = speaking(visit)
    return draw(
        visit, "ministry/offices.html", speak=speak, year=year, count=len(chosen), number=number,
        last=len(chosen) <= number * PAGE, rows=[(one.office, said(one, speak.language)) for one in shown],
        province=visit.query.get("province"), why=visit.query.get("why", ""), every=_every(visit), codes=REASONS,
    )  # fmt: skip


def chosen_offices(visit: Visit) -> tuple[int, list[Standing]]:
    """The fiscal year, and the offices that the address asks for, for the page and for its files."""
    why = visit.query.get("why", "")
    year, found = standings(seeing.single(visit), visit.at, province=visit.query.get("province"))
    return year, [
        one for one in found
        if (_every(visit) or one.reasons) and (why not in REASONS or any(reason.code == why for reason in one.reasons))
    ]  # fmt: skip


def _every(visit: Visit) -> bool:
    return visit.query.get("all") == "1"


def show_office(visit: Visit) -> str:
    """One office: its counts, and in which state each of its items is. :raises NotFound: it is not on the list."""
    office, items = one_office(seeing.single(visit), visit.arguments["office"])
    standing = Standing(office, tuple(reasons(office, visit.at)))
    speak = speaking(visit)
    rows = [(one, getattr(one.state, speak.language), getattr(one.online, speak.language)) for one in items]
    why = said(standing, speak.language)
    return draw(visit, "ministry/office.html", speak=speak, one=office, why=why, rows=rows)


def said(one: Standing, language: str) -> list[str]:
    """The sentence of each reason."""
    return [messages.say(reason.code, reason.facts, language) for reason in one.reasons]
