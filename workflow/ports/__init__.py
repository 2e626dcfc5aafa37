"""What the office needs of the world, as Protocols and plain facts.

``workflow`` never imports ``signatures``, ``templates_docx`` or ``public_site``: ``wiring`` hands it objects that keep
these promises. ``papers`` holds the facts each Word form is filled with, ``site`` what the public site is built from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol

VerdictStatus = Literal["PASSED", "INDETERMINATE", "FAILED"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A form filled in. ``warnings``: codes a person should know of, e.g. ``placeholder_emblem``."""

    docx: bytes
    warnings: tuple[str, ...] = ()


class Renderer(Protocol):
    def render(self, form: str, facts: object) -> Rendered:
        """Fill a Word form.

        :raises workflow.rules.errors.BadInput: a field is missing or the office's own form is at fault; says where.
        """
        ...


class Converter(Protocol):
    def convert(self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None) -> list[bytes | Exception]:
        """PDFs in the order given; one that failed is an exception in its place and does not stop the others.

        :raises workflow.rules.errors.MissingOnMachine: LibreOffice or the fonts are not installed.
        """
        ...

    def close(self) -> None: ...


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
class VerdictReason:
    """One reason: a stable code, its facts, and the sentence the part that found it forms in each language.

    ``tone``: ``contradicts``, ``unread`` or ``unproven`` speak against what was checked; a ``note`` does not.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    th: str = ""
    en: str = ""
    tone: str = "unproven"


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
class Coded:
    """A PDF whose pages carry the office's printed codes. ``digest`` is what the codes say of it, 12 hex digits.

    ``smaller``: numbers of the full pages that were made a little smaller, so that the codes have room.
    """

    data: bytes
    digest: str
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


@dataclass(frozen=True, slots=True)
class Looked:
    """A PDF from outside: its pages, whether it carries a digital signature, and (read through) its text."""

    pages: int
    signed: bool
    text: str = ""


class SigningKey(Protocol):
    """A key opened with its passphrase. ``fingerprint`` is SHA-256 of the certificate (hex)."""

    @property
    def fingerprint(self) -> str: ...

    @property
    def certificate_pem(self) -> str: ...

    @property
    def subject(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RegisteredCertificate:
    """A certificate without its key, as it is registered: for who signs elsewhere and hands over the public part."""

    fingerprint: str
    certificate_pem: str
    subject: str


@dataclass(frozen=True, slots=True)
class SignerTerm:
    """A certificate the office registered and the days on which its owner held a post, or acted for who does.

    :param kind: ``holder``, ``acting``, ``delegated`` or ``caretaker``; ``until`` ``None``: still.
    :param role: ``head`` may sign as head; any other is named where it signed, and never enough.
    """

    name: str
    post: str
    kind: str
    start: date
    until: date | None
    certificate_pem: str
    role: str = "head"


@dataclass(frozen=True, slots=True)
class VerdictFacts:
    """What a signature check found (DESIGN section 5). Has no truth value: look at ``status`` and ``grade``.

    :param signed: signature field -> SHA-256 of the certificate, of every intact signature.
    :param heads: SHA-256 of the certificates that signed as head, or for the head, each intact.
    :param signed_at: when the head signed: proven by a time stamp, else what the signer's computer claims.
    """

    status: VerdictStatus
    grade: int
    reasons: tuple[VerdictReason, ...]
    signers: tuple[str, ...] = ()
    signed: Mapping[str, str] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    signed_at: datetime | None = None
    record: Mapping[str, object] = field(default_factory=dict)
    policy: bytes = b""
    """What the verdict rests on beside the file: people, roots and lists, as the checker reads them back."""

    def __bool__(self) -> bool:
        raise TypeError("a verdict is not yes or no: ask for its status and grade")

    def against(self) -> dict[str, object]:
        """Facts of a refusal: every code, and the sentences of what speaks against it (all, should nothing do so)."""
        told = [r for r in self.reasons if r.tone != "note"] or self.reasons
        return {
            "why": [r.code for r in self.reasons],
            "why_th": [r.th for r in told if r.th],
            "why_en": [r.en for r in told if r.en],
        }


class Signatures(Protocol):
    """PDFs and keys."""

    def page_count(self, pdf: bytes) -> int:
        """:raises workflow.rules.errors.BadInput: not a PDF, empty, encrypted, corrupt, over a limit; says which."""
        ...

    def is_signed(self, pdf: bytes) -> bool: ...

    def look(self, pdf: bytes, *, through: bool = False, to_prepare: bool = False) -> Looked:
        """A file that came from outside, read in a limited process; ``through``: every page drawn once, its text too.

        :param to_prepare: it is going to be made ready to be signed: refused now where that could not be done then.
        :raises workflow.rules.errors.BadInput: as ``page_count``.
        """
        ...

    def normalise(self, pdf: bytes) -> Normalised:
        """A file that came from outside written anew, in a limited process, and its pages compared.

        :raises workflow.rules.errors.BadInput: it cannot be used, or a page would not show what it shows.
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

    def with_sheet(self, pdf: bytes, sheet: bytes) -> Prepared:
        """The PDF, normalised, with the sheet behind it: not reserved yet, to be stamped and prepared."""
        ...

    def open_key(self, path: Path, passphrase: str) -> SigningKey:
        """:raises workflow.rules.errors.NotLoggedIn: wrong passphrase. :raises NotFound: no such file."""
        ...

    def certificate(self, path: Path) -> RegisteredCertificate | None:
        """The certificate in a file of the public part alone (PEM or DER); ``None`` when it is a key's file.

        :raises workflow.rules.errors.BadInput: several in one file, a private key beside it, expired, not there.
        """
        ...

    def sign(
        self,
        pdf: bytes,
        key: SigningKey,
        *,
        lines: Sequence[str],
        name: str,
        reason: str,
        at: datetime,
        place: str = "head",
    ) -> bytes:
        """The same bytes plus one signature revision in the field of ``place``."""
        ...

    def verify(
        self,
        pdf: bytes,
        *,
        issued: bytes | None,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
    ) -> VerdictFacts: ...

    def verify_many(
        self,
        files: Sequence[tuple[bytes, bytes | None]],
        *,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
        foreign: bool = False,
    ) -> list[VerdictFacts]:
        """Verdicts in the order given. ``foreign`` files came from outside: each is judged in a limited process."""
        ...

    def stamp(self, pdf: bytes, document: str, secret: str) -> Coded | None:
        """Print the office's codes on every page, where it is empty; a full page is made a little smaller for them.
        ``None`` when a page is too small to carry them.

        :param document: name in the codes: A-Z, digits, ``.``, ``+``, ``-``. :param secret: the office's, hex.
        """
        ...

    def sort_scan(self, scans: Sequence[bytes], secret: str, known: Mapping[str, KnownPaper]) -> SortedScan:
        """Find the codes on one batch of scans, split it by document and sort the pages. Nothing is dropped.

        :raises workflow.rules.errors.BadInput: not readable as a scan, or over a limit.
        """
        ...

    def compare(self, scan: bytes, issued: bytes) -> tuple[ScanHint, ...] | None:
        """Hints on a scan of a paper that was issued: ink in the box, print that differs. ``None``: not available here.

        Never raises for what the scan holds: a page that cannot be compared is a hint that says so.
        """
        ...

    def join(self, pdfs: Sequence[bytes]) -> bytes:
        """One PDF of all the pages in order."""
        ...

    def attest(
        self, scan: bytes, *, issued: bytes, registrar: str, signer: str, post: str, day: date, required_grade: int
    ) -> VerdictFacts:
        """The verdict on a scan of what was signed with a pen, on a named registrar's word: grade 1, never more."""
        ...

    def bundle(self, signed: bytes, issued: bytes | None, policy: bytes, record: Mapping[str, object]) -> bytes:
        """Everything a verdict rests on as one ZIP file that re-verifies offline."""
        ...

    def split(self, pdf: bytes, sizes: Sequence[int]) -> list[ScanPart]:
        """Cut a scan into consecutive parts of so many pages; the sizes sum to its page count."""
        ...

    def never_scanned(self, scan: bytes, issued: bytes) -> list[int]:
        """Pages that are the issued ones in their own letters, saved or printed to PDF: never on paper."""
        ...

    def text(self, pdf: bytes) -> str:
        """The text as a reader sees it; empty for an image-only scan."""
        ...


class FileStore(Protocol):
    """Content-addressed files: a digest names its bytes for ever."""

    def put(self, data: bytes) -> str:
        """:raises workflow.rules.errors.WorkflowError: disk full; nothing half-written is left."""
        ...

    def get(self, digest: str) -> bytes: ...

    def path(self, digest: str) -> Path: ...

    def __contains__(self, digest: str) -> bool: ...

    def orphans(self, known: Collection[str]) -> Iterator[str]:
        """Digests that are kept but not among ``known``."""
        ...

    def damaged(self) -> Iterator[str]:
        """Digests whose bytes are no longer those; reads every file."""
        ...

    def sweep(self) -> int:
        """Remove what killed writers left half-written; how many."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in the office's time zone."""
        ...


class Notifier(Protocol):
    """Told after commit; may fail without harm (the outbox keeps what was not sent)."""

    def notify(self, messages: Sequence[Mapping[str, object]]) -> None: ...
