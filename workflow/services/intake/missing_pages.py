"""Pages of a scan without a code, when the registrar says which memo it is: they are the pages that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.ports.scans import ScanPart, SortedScan
from workflow.services.approval.record import RequiredSignature
from workflow.services.context.office import Office


def fill_in(
    office: Office, every: Sequence[Sequence[ScanPart]], found: SortedScan, due: Sequence[RequiredSignature]
) -> list[ScanPart] | None:
    """The papers of one memo from scans some of whose pages have no code (torn off, stamped over, none printed).

    Pages with a code stand where it says; those without are taken in order for what is missing.

    :param every: each page of each scan by itself. :param found: what the codes gave.
    :returns: ``None`` when this cannot be: a page of another paper, a code that is wrong, or too few or too many pages.
    """
    parts = {part.document: part for part in found.parts}
    fits = (
        all(why.code == "PAGE_NO_CODE" for _, _, why in found.aside)
        and parts.keys() <= {d.code for d in due}
        and sum(part.pages for part in found.parts) + len(found.aside) == sum(d.pages for d in due)
    )
    if not fits:
        return None
    loose = iter([every[scan][page - 1] for scan, page, _ in found.aside])
    return [_paper(office, d, parts.get(d.code or ""), loose) for d in due]


def _paper(office: Office, due: RequiredSignature, part: ScanPart | None, loose: Iterator[ScanPart]) -> ScanPart:
    """The pages of one paper in order; those that are not in its part come from the loose ones."""
    if part is None:
        pages = [next(loose) for _ in range(due.pages)]
    else:
        said = ", ".join(str(why.facts["missing"]) for why in part.missing if why.code == "PAGES_INCOMPLETE")
        missing = {int(number) for number in said.split(", ") if number}
        there = iter(office.scans.split(part.data, [1] * part.pages))
        pages = [next(loose if number in missing else there) for number in range(1, due.pages + 1)]
    removed = {name for page in (*pages, *([part] if part is not None else [])) for name in page.removed}
    data = office.pdf.join([page.data for page in pages])
    return replace(pages[0], document=due.code or "", data=data, pages=due.pages, removed=tuple(sorted(removed)))
