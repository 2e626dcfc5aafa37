"""A paper as it is issued: codes on its pages and a field where to sign, opened once and written once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from signatures.errors import ScanRefused
from signatures.pdf.limits import DEFAULT
from signatures.prepare.normalise import clean
from signatures.prepare.prepare import Prepared, prepare, reserve
from signatures.scans.stamping import print_codes


@dataclass(frozen=True, slots=True)
class Issued:
    """``coded`` ``False``: a page is too small to carry its codes, so none has any. ``smaller``: numbers of the pages
    that were made smaller for them."""

    prepared: Prepared
    coded: bool
    smaller: tuple[int, ...] = ()


def issue(
    pdf: bytes, document: str, key: bytes, *, others: Collection[str] | None = None, font: Path | None = None
) -> Issued:
    """What :func:`signatures.scans.stamping.stamp` and :func:`signatures.prepare.prepare.prepare` make one after the
    other; the digest in the codes is that of ``pdf``.

    :raises PdfRefused: as they do. :raises ScanRefused: CODE_INVALID.
    """
    cleaned = clean(pdf, DEFAULT)
    try:
        smaller = print_codes(cleaned.writer, pdf, document, key, font=font)
    except ScanRefused as refused:
        if refused.code != "NO_ROOM_FOR_CODE":
            raise
        return Issued(prepare(pdf, others=others), False)
    return Issued(reserve(cleaned, pdf, others=others), True, smaller)
