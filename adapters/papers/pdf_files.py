"""``signatures.pdf`` and ``signatures.prepare`` behind the port: PDF files looked at and made ready to be signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from adapters.papers.forms import font
from adapters.refusals import refusals

if TYPE_CHECKING:
    from workflow.ports.pdf_files import CertifiedCopy, Looked, Normalised, Pointed, Prepared, SignAt


class PreparedPdfs:
    """``signatures.prepare`` behind the PdfFiles port; what comes from outside is read in a limited process."""

    def page_count(self, pdf: bytes) -> int:
        from signatures.prepare.prepare import page_count

        with refusals():
            return page_count(pdf)

    def __init__(self, compare: str = "auto") -> None:
        """``compare``: when the pages of a file are compared before and after it is written anew."""
        self._compare = compare

    def look(self, pdf: bytes, *, through: bool = False, to_prepare: bool = False) -> Looked:
        from signatures.pdf.limits import DEFAULT
        from signatures.sandbox.client import limited
        from workflow.ports.pdf_files import Looked

        facts = {
            "through": through,
            "conceal": through,
            "prepare": to_prepare,
            "font": str(font()) if to_prepare else "",
        }
        with refusals():
            *_, (found, text) = limited("look", facts, pdf, pages=DEFAULT.pages if through else 1)
        broken = {str(what): tuple(map(int, pages)) for what, pages in found["broken"].items()}
        hidden = tuple((str(kind), int(page), str(what)) for kind, page, what in found["concealed"])
        return Looked(int(found["pages"]), bool(found["signed"]), text.decode(), broken, hidden)

    def picture_pages(self, picture: bytes) -> tuple[bytes, int]:
        from signatures.pdf.limits import DEFAULT
        from signatures.sandbox.client import limited

        with refusals():
            *_, (found, data) = limited("picture", None, picture, pages=DEFAULT.pages)
        return data, int(found["pages"])

    def photograph(self, picture: bytes) -> tuple[bytes, int, int]:
        from signatures.sandbox.client import limited

        with refusals():
            *_, (found, data) = limited("photograph", None, picture)
        return data, int(found["wide"]), int(found["high"])

    def normalise(self, pdf: bytes) -> Normalised:
        from signatures.pdf.limits import DEFAULT
        from signatures.sandbox.client import limited
        from workflow.ports.pdf_files import Normalised

        facts = {"compare": self._compare, "font": str(font())}
        with refusals():
            *_, (found, data) = limited("normalise", facts, pdf, pages=DEFAULT.pages)
        return Normalised(
            data, int(found["pages"]), tuple(found["removed"]), tuple(found["hidden"]), bool(found["unlocked"]),
            bool(found["repaired"]), bool(found["drawn"]), bool(found["fixed"]), bool(found["compared"]),
        )  # fmt: skip

    def prepare(self, pdf: bytes, sheet: Callable[[], bytes] | None = None, others: Sequence[str] = ()) -> Prepared:
        from signatures.prepare.prepare import append_pages, prepare
        from workflow.ports.pdf_files import Prepared

        with refusals():
            made = prepare(append_pages(pdf, sheet()) if sheet is not None else pdf, others=others)
        return Prepared(made.data, made.sha256, made.pages, made.removed)

    def point(self, pdf: bytes, place: SignAt) -> Pointed:
        from signatures.prepare.sign_here import Spot, point
        from workflow.ports.pdf_files import Pointed

        with refusals():
            made = point(pdf, Spot(place.page, place.left, place.top))
        return Pointed(made.data, made.covers)

    def preview(self, pdf: bytes, place: SignAt) -> bytes:
        from signatures.prepare.sign_here import Spot, preview

        with refusals():
            return preview(pdf, Spot(place.page, place.left, place.top))

    def page_picture(self, pdf: bytes, page: int, width: int) -> bytes:
        from signatures.sandbox.client import limited

        with refusals():
            *_, (_, picture) = limited("page", {"page": page, "width": width}, pdf)
        return picture

    def certify(self, pdf: bytes, lines: Sequence[str]) -> CertifiedCopy | None:
        from signatures.scans.certifying import certify
        from workflow.ports.pdf_files import CertifiedCopy

        with refusals():
            made = certify(pdf, lines, font=font())
        return None if made is None else CertifiedCopy(made.data, made.smaller)

    def with_sheet(self, pdf: bytes, sheet: bytes) -> Prepared:
        from signatures.prepare.prepare import append
        from workflow.ports.pdf_files import Prepared

        with refusals():
            made = append(pdf, sheet)
        return Prepared(made.data, made.sha256, made.pages, made.removed)

    def join(self, pdfs: Sequence[bytes]) -> bytes:
        from functools import reduce

        from signatures.prepare.prepare import append_pages

        with refusals():
            return reduce(append_pages, pdfs)

    def text(self, pdf: bytes) -> str:
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        try:
            texts = []
            for page in document:
                words = page.get_textpage()
                texts.append(words.get_text_bounded())
                words.close()
                page.close()
            return "\n".join(texts)
        finally:
            document.close()
