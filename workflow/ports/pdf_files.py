"""PDF files: looked at, made ready to be signed, and put together. Keys and codes are not their business."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready to be signed: normalised, with an empty reserved field. ``sha256`` is the *issued* digest.

    ``removed``: kinds of things taken out (``javascript``, ``attachments``…).
    """

    data: bytes
    sha256: str
    pages: int
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Normalised:
    """A PDF from outside, written anew: nothing active in it, no layers, every value drawn, its pages the same.

    :param removed: kinds of things taken out, of which the clerk should know (``javascript``, ``attachments``…).
    :param hidden: names of the layers that were not shown, and are gone.
    :param unlocked: its owner had protected it, without a password to open it.
    :param repaired: it was broken, and is as a viewer shows it.
    :param drawn: values of its form that were left to the viewer are drawn.
    :param fixed: the fields of its form are pictures now.
    :param compared: its pages were compared with those it came with.
    """

    data: bytes
    pages: int
    removed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    unlocked: bool = False
    repaired: bool = False
    drawn: bool = False
    fixed: bool = False
    compared: bool = False


@dataclass(frozen=True, slots=True)
class SignAt:
    """Middle of the box to sign: page from 1, centimetres from the left and the top of the page as it is seen."""

    page: int
    left: float
    top: float

    def __str__(self) -> str:
        return f"{self.page}:{self.left:g},{self.top:g}"


@dataclass(frozen=True, slots=True)
class Pointed:
    """A PDF with a mark where to sign. ``covers``: the box lies on something that can be read."""

    data: bytes
    covers: bool


@dataclass(frozen=True, slots=True)
class CertifiedCopy:
    """A copy with สำเนาถูกต้อง on each page. ``smaller``: numbers of the pages made smaller to have room for it."""

    data: bytes
    smaller: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """A PDF from outside: its pages, whether it carries a digital signature, and (read through) its text.

    :param broken: pages whose text is not what is seen, by what is wrong with it (``unmapped``, ``old_font``,
        ``marks_lost``).
    :param concealed: what is in it and on no page: kind, page (0: of the whole file), and what it is.
    """

    pages: int
    signed: bool
    text: str = ""
    broken: Mapping[str, Sequence[int]] = field(default_factory=dict)
    concealed: tuple[tuple[str, int, str], ...] = ()


class PdfFiles(Protocol):
    """Reads and prepares PDF files."""

    def page_count(self, pdf: bytes) -> int:
        """:raises workflow.rules.errors.BadInput: not a PDF, empty, encrypted, corrupt, over a limit; says which."""
        ...

    def look(self, pdf: bytes, *, through: bool = False, to_prepare: bool = False) -> Looked:
        """A file that came from outside, read in a limited process; ``through``: every page drawn once, its text too
        (pages apart by form feeds), and what is in it and on no page.

        :param to_prepare: it is going to be made ready to be signed: refused now where that could not be done then.
        :raises workflow.rules.errors.BadInput: as ``page_count``.
        """
        ...

    def normalise(self, pdf: bytes) -> Normalised:
        """A file that came from outside written anew, in a limited process, and its pages compared.

        :raises workflow.rules.errors.BadInput: it cannot be used, or a page would not show what it shows.
        """
        ...

    def picture_pages(self, picture: bytes) -> tuple[bytes, int]:
        """A picture (JPEG, PNG, TIFF of several pages; HEIC where the extra is installed) as a PDF, the right way up,
        and how many pages it has.

        :raises workflow.rules.errors.BadInput: it cannot be read, or is over a limit.
        """
        ...

    def photograph(self, picture: bytes) -> tuple[bytes, int, int]:
        """A photograph as a JPEG of at most some thousand pixels, the right way up, nothing of the camera in it; its
        width and height.

        :raises workflow.rules.errors.BadInput: it cannot be read, or is over a limit.
        """
        ...

    def prepare(self, pdf: bytes, sheet: Callable[[], bytes] | None = None, others: Sequence[str] = ()) -> Prepared:
        """Normalise and reserve the head's field; ``sheet`` gives a page to append when no box is marked.

        :param others: places of who signs before the head, as the form's marks name them; each gets a field too.

        :raises workflow.rules.errors.BadInput: the PDF cannot be used.
        """
        ...

    def point(self, pdf: bytes, place: SignAt) -> Pointed:
        """Mark where the head signs. :raises workflow.rules.errors.BadInput: no such page, or the box leaves it."""
        ...

    def preview(self, pdf: bytes, place: SignAt) -> bytes:
        """A picture of that page with the box on it, PNG. :raises workflow.rules.errors.BadInput: as ``point``."""
        ...

    def page_picture(self, pdf: bytes, page: int, width: int) -> bytes:
        """A page as it will be seen, PNG ``width`` pixels wide; drawn in a limited process.

        :raises workflow.rules.errors.BadInput: no such page, or it cannot be drawn.
        """
        ...

    def certify(self, pdf: bytes, lines: Sequence[str]) -> CertifiedCopy | None:
        """The PDF with สำเนาถูกต้อง at the lower right of every page, and on the first the place for the head to sign;
        ``None``: a page is too small for it.

        :param lines: what stands under the signature: name in brackets, posts.
        """
        ...

    def with_sheet(self, pdf: bytes, sheet: bytes) -> Prepared:
        """The PDF, normalised, with the sheet behind it: not reserved yet, to be stamped and prepared."""
        ...

    def join(self, pdfs: Sequence[bytes]) -> bytes:
        """One PDF of all the pages in order."""
        ...

    def text(self, pdf: bytes) -> str:
        """The text as a reader sees it; empty for an image-only scan."""
        ...
