"""The same facts for machines: `items.json`, and `items.csv` as Excel opens it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from public_site.addresses import file_path, href, item_path
from workflow.ports.site import SiteFacts, SiteItem, SiteYear
from workflow.thai.cells import csv_cell

COLUMNS = (
    "fiscal_year", "code", "title_th", "title_en", "indicator", "sub_indicator", "groups", "state", "address",
    "revision", "published_on", "memo", "signed_by", "signed_on", "grade", "files", "web", "note", "reason",
    "memo_on", "framework", "current",
)  # fmt: skip


Rows = Sequence[Mapping[str, Any]]
"""What is said of each item of each year, for both files."""


def rows_of(facts: SiteFacts) -> Rows:
    """Every item of every year. Addresses are relative to the home page unless the site knows its own."""
    base = facts.base_url or ""
    return [_row(base, year, item) for year in facts.years for item in year.items]


def items_json(facts: SiteFacts, rows: Rows) -> str:
    """The site and its items. :param rows: as :func:`rows_of` gives them."""
    head = {
        "office": {"key": facts.office.key, "name_th": facts.office.name_th, "name_en": facts.office.name_en},
        "generated_at": facts.generated_at.isoformat(),
        "rehearsal": facts.rehearsal,
        "journal": {"entry": facts.journal.seq, "hash": facts.journal.hash} if facts.journal is not None else None,
    }
    # An item on a line: with an indent the library writes in Python what it writes in C without.
    lines = [f"{json.dumps(name)}: {json.dumps(held, ensure_ascii=False)}" for name, held in head.items()]
    items = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return "{" + ",\n".join([*lines, f'"items": [\n{items}\n]']) + "}\n"


def items_csv(rows: Rows) -> str:
    """One row per item, with the byte-order mark without which Excel does not read Thai."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = {
            **row,
            "groups": " ".join(row["groups"]),
            "files": " ".join(file["address"] for file in row["files"]),
            "web": " ".join(address["url"] for address in row["web"]),
        }
        writer.writerow([csv_cell(cell) if type(cell := cells[name]) is str else cell for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _row(base: str, year: SiteYear, item: SiteItem) -> dict[str, Any]:
    signature = item.signature
    return {
        "framework": year.framework or None,
        "fiscal_year": year.fiscal_year,
        "code": item.code,
        "title_th": item.title_th,
        "title_en": item.title_en,
        "indicator": item.indicator,
        "sub_indicator": item.sub_indicator,
        "groups": [group.key for group in item.groups],
        "state": item.state.value,
        "address": base + item_path(year.place, item.code),
        "revision": item.revision,
        "published_on": item.published_on.isoformat() if item.published_on else None,
        "memo": item.memo_label or None,
        "signed_by": signature.name if signature else None,
        "memo_on": item.memo_on.isoformat() if item.memo_on else None,
        "signed_on": signature.signed_on.isoformat() if signature and signature.signed_on else None,
        "grade": signature.grade if signature else None,
        "files": [
            {
                "title": file.title,
                "address": base + href(file_path(file)),
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
                "duty": file.duty,
                "attested_by": file.attested_by,
                "part": file.part,
            }
            for file in item.files
        ],
        "web": [
            {
                "url": address.url,
                "title": address.title,
                "captured_at": address.captured_at.isoformat() if address.captured_at else None,
            }
            for address in item.web
        ],
        "parts": [
            {
                "key": part.key,
                "there": part.there,
                "due": part.due.isoformat(),
                "late": part.late,
                "nil": part.nil or None,
                "memo": part.memo or None,
            }
            for part in item.parts
        ],
        "current": not item.late,
        "note": item.note or None,
        "reason": item.reason or None,
    }
