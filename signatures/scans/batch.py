"""One scan of many memos: split it by document, sort the pages, and set aside what does not fit. Nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from signatures.scans.codes import PageCode
from signatures.scans.reading import Sheet
from signatures.verdict import Reason, reason


@dataclass(frozen=True, slots=True)
class Issued:
    """What the office knows of a document: its pages, the digest in its codes (12 digits), and what became of it.

    :ivar void: its memo was voided. :ivar replaced: a later edition was issued; pages and digest count no more.
    """

    pages: int
    digest: str
    void: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """The sheets of one document in page order.

    :ivar reasons: why it is not complete; empty when all pages are there.
    """

    document: str
    sheets: tuple[Sheet, ...]
    reasons: tuple[Reason, ...]

    @property
    def complete(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Aside:
    """A sheet that belongs to no collected document, and why."""

    sheet: Sheet
    reason: Reason


@dataclass(frozen=True, slots=True)
class Batch:
    """Every sheet of the scan is in exactly one of the two."""

    documents: tuple[Collected, ...]
    aside: tuple[Aside, ...]


def sort_batch(sheets: Iterable[Sheet], known: Mapping[str, Issued]) -> Batch:
    """Sort the sheets of a scan.

    :param known: the documents that may be in it, by the name in their codes (upper case).
    """
    collected: dict[str, dict[int, Sheet]] = {}
    aside: list[Aside] = []
    for sheet in sheets:
        code = _one(sheet)
        why = code if isinstance(code, Reason) else _unfit(sheet, code, known, collected)
        if why is not None:
            aside.append(Aside(sheet, why))
        elif isinstance(code, PageCode):
            collected.setdefault(code.document, {})[code.page] = sheet
    documents = []
    for name, pages in collected.items():
        missing = [str(page) for page in range(1, known[name].pages + 1) if page not in pages]
        lacking = (reason("PAGES_INCOMPLETE", document=name, missing=", ".join(missing)),) if missing else ()
        documents.append(Collected(name, tuple(pages[page] for page in sorted(pages)), lacking))
    return Batch(tuple(documents), tuple(aside))


def _one(sheet: Sheet) -> PageCode | Reason:
    """The one code of a sheet, or why there is none."""
    number = sheet.number
    if len(sheet.codes) > 1:
        return reason("PAGE_AMBIGUOUS", sheet=number)
    if any(fault.code == "CODE_INVALID" for fault in sheet.faults):
        return reason("PAGE_FORGED", sheet=number)
    if sheet.codes:
        return sheet.codes[0]
    if any(fault.code == "CODE_OTHER_OFFICE" for fault in sheet.faults):
        return reason("PAGE_OTHER_OFFICE", sheet=number)
    return reason("PAGE_NO_CODE", sheet=number)


def _unfit(
    sheet: Sheet, code: PageCode, known: Mapping[str, Issued], collected: Mapping[str, Mapping[int, Sheet]]
) -> Reason | None:
    facts: dict[str, Any] = {"sheet": sheet.number, "document": code.document}
    issued = known.get(code.document)
    if issued is not None and issued.replaced:
        return reason("PAGE_REPLACED", **facts)
    if issued is None or issued.digest.upper()[:12] != code.digest or issued.pages != code.pages:
        return reason("PAGE_UNKNOWN", **facts)
    if issued.void:
        return reason("PAGE_VOID", **facts)
    if code.page in collected.get(code.document, {}):
        return reason("PAGE_DOUBLED", **facts)
    return None


def extract(scan: bytes, sheets: Iterable[Sheet]) -> bytes:
    """The given sheets of a scan as a PDF of their own, upright and in the given order, with nothing active in it.

    :raises ScanRefused: SCAN_UNREADABLE
    """
    from signatures.scans.cutting import cut_out

    data, _removed = cut_out([scan], [(0, sheet.number, sheet.turned) for sheet in sheets])
    return data
