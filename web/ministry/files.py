"""What a ministry's pages show, as CSV, XLSX and JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from web.desk import Visit
from web.ministry import seeing
from web.ministry.pages import chosen_offices, said
from web.ministry.words import Speaking, speaking
from workflow.rules.errors import NotFound
from workflow.services.ministry.views import overview, shares
from workflow.thai.cells import csv_cell
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from workflow.ports.sheets import Cell

COUNTED = ("total", "published", "awaiting", "compiling", "off_site", "sure", "broken")
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def totals(visit: Visit) -> Response:
    """Each province with its counts."""
    found = overview(seeing.totals(visit), visit.at)
    share = {one.name: one.low for one in shares(found.provinces)}
    names = ("province", "offices", *COUNTED, "share")
    rows = [
        (*(getattr(one, name) for name in names[:-1]), share.get(one.province, Decimal(0))) for one in found.provinces
    ]
    return _sent(visit, "totals", found.fiscal_year, names, rows)


def offices(visit: Visit) -> Response:
    """The offices that the page shows, with why they call for attention."""
    year, found = chosen_offices(visit)
    language = speaking(visit).language
    names = ("key", "name", "province", *COUNTED, "moved_at", "why")
    rows = [
        (*(getattr(one.office, name) for name in names[:-2]),
         one.office.moved_at.astimezone(BANGKOK).date() if one.office.moved_at else None,
         "; ".join(said(one, language)))
        for one in found
    ]  # fmt: skip
    return _sent(visit, "offices", year, names, rows)


def _sent(visit: Visit, what: str, year: int, names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Response:
    kind = visit.arguments["kind"]
    make = _MADE.get(kind)
    if make is None:
        raise NotFound("no_such_kind", kind=kind)
    headers = {"content-disposition": f'attachment; filename="{what}-{year}.{kind}"'}
    return Response(make(visit, what, year, names, rows), media_type=KINDS[kind], headers=headers)


def _heads(speak: Speaking, names: Sequence[str]) -> list[str]:
    return [speak(name) for name in names]


def _csv(visit: Visit, what: str, year: int, names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    made = csv.writer(out)
    made.writerow(_heads(speaking(visit), names))
    made.writerows([csv_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(visit: Visit, what: str, year: int, names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    from workflow.ports.sheets import TidyTable

    speak = speaking(visit)
    title = f"{speak('title')} {year}"
    return visit.desk.makers.workbook([TidyTable(what, title, tuple(_heads(speak, names)), tuple(map(tuple, rows)))])


def _json(visit: Visit, what: str, year: int, names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    told = {"fiscal_year": year, "as_of": visit.at, what: [dict(zip(names, row, strict=True)) for row in rows]}
    return json.dumps(told, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


_MADE: dict[str, Callable[[Visit, str, int, Sequence[str], Sequence[Sequence[Cell]]], bytes]] = {
    "csv": _csv, "xlsx": _xlsx, "json": _json,
}  # fmt: skip
