"""Word files become PDF before anybody waits for it: by a worker, where there are workers; else when they are compiled.

A file is known by the digest of its bytes: converted twice it is the same, and what is converted already is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.ports.jobs import CONVERT
from workflow.records import queries
from workflow.records.writing import new_row
from workflow.rules.errors import WorkflowError
from workflow.services.context.deferring import later
from workflow.services.context.office import Office
from workflow.services.context.uploads import WORDS
from workflow.services.context.use_case import UseCase, acting, reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workflow.records.models import Evidence

AT_ONCE = 8
"""Files that LibreOffice gets in one go; what was made is kept before the next."""


def have_converted(use_case: UseCase, new: Sequence[Evidence]) -> None:
    """Have a worker convert what was handed in just now, in the transaction that records it."""
    if any(row.media_type in WORDS and row.duty.head_signs for row in new):
        later(use_case, CONVERT)


def made_already(use_case: UseCase, sources: Sequence[str]) -> Mapping[str, bytes]:
    """The PDFs of files that were converted before, by the digest of the file; one that is lost is made again."""
    found: dict[str, bytes] = {}
    for source, pdf in queries.files.conversions(use_case.session, sources).items():
        try:
            found[source] = use_case.office.store.get(pdf)
        except WorkflowError:
            continue
    return found


def convert_waiting(office: Office) -> int:
    """Convert every Word file that waits in a draft; how many were.

    Nothing is locked while LibreOffice works. What cannot be converted is told to who compiles, too.

    :raises WorkflowError: the first that cannot be converted; the others were.
    """
    with reading(office) as use_case:
        waiting = queries.files.unconverted(use_case.session, use_case.office_id, WORDS)
    refused: list[Exception] = []
    made = 0
    for at in range(0, len(waiting), AT_ONCE):
        some = waiting[at : at + AT_ONCE]
        pdfs = office.converter.convert([office.store.get(source) for source in some])
        kept = {s: office.store.put(pdf) for s, pdf in zip(some, pdfs, strict=True) if isinstance(pdf, bytes)}
        refused += [pdf for pdf in pdfs if isinstance(pdf, Exception)]
        with acting(office, None, lock=True) as use_case:
            there = queries.files.conversions(use_case.session, some)
            for source in kept.keys() - there.keys():  # another worker may have been as quick
                made_of = {"source": source, "pdf": kept[source], "at": use_case.now}
                new_row(use_case.session, "Conversion", office_id=use_case.office_id, **made_of)
                made += 1
    if refused:
        raise refused[0]
    return made
