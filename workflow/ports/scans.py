"""Printed codes on papers, and the scans that come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from workflow.ports.verification import VerdictReason


@dataclass(frozen=True, slots=True)
class Issued:
    """A PDF ready to be signed, with the office's printed codes on its pages.

    :ivar sha256: the *issued* digest, of ``data``. :ivar digest: what the codes say of it, 12 hex digits; ``None``: a
        page is too small to carry them, so there are none.
    :ivar smaller: numbers of the full pages that were made a little smaller, so that the codes have room.
    """

    data: bytes
    sha256: str
    pages: int
    digest: str | None
    smaller: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """What a scan may be of: pages, the digest in its codes, and whether its memo was voided or issued again."""

    pages: int
    digest: str
    void: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class ScanPart:
    """The pages of one document found in scans, sorted, as a PDF that does nothing but show them.

    :param files: which of the scans they came from, counted from 0. :param missing: why it is not complete.
    :param removed: what was taken out of them (``javascript``, ``attachments``…), by name.
    """

    document: str
    data: bytes
    pages: int
    files: tuple[int, ...] = (0,)
    missing: tuple[VerdictReason, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SortedScan:
    """Every page of the scans is in a part or set aside with its reason: (scan from 0, page in it from 1, why)."""

    parts: tuple[ScanPart, ...]
    aside: tuple[tuple[int, int, VerdictReason], ...]


@dataclass(frozen=True, slots=True)
class ScanHint:
    """Something about a page of a scan for the registrar's eye. A hint only: no verdict, grade or state rests on it.

    :param code: ``INK_HINT``, ``NO_INK_HINT``, ``CONTENT_DIFFERS``, ``MARKS_ADDED`` or ``CANNOT_COMPARE``.
    :param picture: PNG, the issued page left and the scan right; ``None`` when there is nothing to show.
    """

    code: str
    facts: Mapping[str, object]
    th: str
    en: str
    do_th: str
    do_en: str
    picture: bytes | None = None


class Scans(Protocol):
    """Prints codes on papers; reads, sorts and compares their scans."""

    def issue(self, pdf: bytes, document: str, secret: str, others: Sequence[str] = ()) -> Issued:
        """Print the office's codes on every page, where it is empty, and reserve the head's field; a full page is made
        a little smaller for the codes.

        :param document: name in the codes: A-Z, digits, ``.``, ``+``, ``-``. :param secret: the office's, hex.
        :param others: places of who signs before the head (:meth:`workflow.ports.pdf_files.PdfFiles.prepare`).
        :raises workflow.rules.errors.BadInput: the PDF cannot be used, or says nowhere where to sign.
        """
        ...

    def sort(self, scans: Sequence[bytes], secret: str, known: Mapping[str, KnownPaper]) -> SortedScan:
        """Find the codes on one batch of scans, split it by document and sort the pages. Nothing is dropped.

        :raises workflow.rules.errors.BadInput: not readable as a scan, or over a limit.
        """
        ...

    def split(self, pdf: bytes, sizes: Sequence[int]) -> list[ScanPart]:
        """Cut a scan into consecutive parts of so many pages; the sizes sum to its page count."""
        ...

    def compare(self, scan: bytes, issued: bytes) -> tuple[ScanHint, ...] | None:
        """Hints on a scan of a paper that was issued: ink in the box, print that differs. ``None``: not available here.

        Never raises for what the scan holds: a page that cannot be compared is a hint that says so.
        """
        ...

    def never_scanned(self, scan: bytes, issued: bytes) -> list[int]:
        """Pages that are the issued ones in their own letters, saved or printed to PDF: never on paper."""
        ...
