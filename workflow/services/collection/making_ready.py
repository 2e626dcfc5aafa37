"""The pieces of an item made ready to be issued: opened, converted, certified, coded, the head's field reserved.

No records. Several pieces are made ready at once (:class:`workflow.ports.hands.Hands`), so what is made of one is
handed back, and noted on it by who asked.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workflow.ports.pdf_files import SignAt
from workflow.ports.verification import VerdictFacts
from workflow.rules.errors import BadInput, Unmet, WorkflowError
from workflow.rules.states import Capacity, Duty
from workflow.services.collection.large_files import let_go
from workflow.services.collection.vouching import OldPaper
from workflow.services.context.authorization import Actor
from workflow.services.context.office import Office
from workflow.services.context.uploads import PICTURES, WORDS, as_pdf, digest_of


@dataclass(slots=True)
class Piece:
    """One evidence on its way to be issued. ``issued`` stays ``None`` for what is sealed by its own digest.

    :ivar certified: what stands under the head's signature on a certified copy. :ivar sheet: form and facts of the page
        that is signed instead of the paper itself.
    """

    item: str
    evidence: int
    name: str
    duty: Duty
    source: str
    media: str = ""
    issued: str | None = None
    pages: int | None = None
    code: str | None = None
    code_digest: str | None = None
    pdf: bytes = b""
    sign_at: SignAt | None = None
    certified: tuple[str, ...] = ()
    sheet: tuple[str, object] | None = None
    printed: Actor | None = None
    verdict: VerdictFacts | None = None
    old_paper: OldPaper | None = None
    attested: bool = False
    problems: list[Unmet] = field(default_factory=list)
    notices: list[Unmet] = field(default_factory=list)
    seen: list[Unmet] = field(default_factory=list)
    """What was done to the file before it was prepared, for the clerk to know."""

    @property
    def name_in_codes(self) -> str:
        """What the codes printed on its pages call it."""
        return f"{self.item}-{self.evidence}"

    @property
    def may_be_signed_itself(self) -> bool:
        """A photograph has no place to sign, unless somebody showed one; a copy is certified on itself."""
        return self.duty is Duty.CERTIFIED or self.media not in PICTURES or self.sign_at is not None


_NAMED = 8
"""Layers told by name; a drawing has hundreds."""


def _named(layers: Sequence[str]) -> list[str]:
    rest = len(layers) - _NAMED
    return [*layers[:_NAMED], *([f"(+{rest})"] if rest > 0 else [])]


def opened(office: Office, pieces: Sequence[Piece]) -> list[str]:
    """Each piece as the PDF that is prepared, and the digest of what it came as; what cannot be used is noted on it.

    A file from outside is written anew in a process of its own: several are at once, one for each core.
    """

    def open_one(p: Piece) -> str:
        try:
            if p.media in PICTURES:
                p.pdf = as_pdf(office, office.store.get(p.source), p.media)
            p.pdf = p.pdf or office.store.get(p.source)
            digest = digest_of(p.pdf)
            if p.media not in WORDS | PICTURES:  # what we make ourselves has nothing in it
                _normalise(office, p)
        except BadInput as bad:
            p.problems += bad.reasons
            return ""
        return digest

    if len(pieces) < 2:
        return [open_one(p) for p in pieces]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(open_one, pieces))


def _normalise(office: Office, p: Piece) -> None:
    """Write a file from outside anew, its pages the same; note what the clerk should know.

    :raises BadInput: it cannot be used, or a page would not show what it shows.
    """
    made = office.pdf.normalise(p.pdf)
    p.pdf = made.data
    told = {
        "layers_flattened": bool(made.hidden),
        "file_unlocked": made.unlocked,
        "file_repaired": made.repaired,
        "form_drawn": made.drawn,
        "form_fixed": made.fixed,
    }
    p.seen = [Unmet(code, {"file": p.name, "layers": _named(made.hidden)}) for code, so in told.items() if so]
    if made.removed:
        p.seen.append(Unmet("taken_out", {"file": p.name, "taken": list(made.removed)}))


def convert(office: Office, pieces: list[Piece], docx: Any) -> None:
    for p, pdf in zip(pieces, converted(office, pieces, docx), strict=True):
        if isinstance(pdf, Exception):
            p.problems += reasons_of(pdf)
        else:
            p.pdf = pdf


def converted(office: Office, pieces: list[Piece], docx: Any) -> list[bytes | Exception]:
    """A PDF for each piece, or what went wrong with it: a form that cannot be filled stops its own piece alone."""
    made: list[bytes | Exception] = []
    for p in pieces:
        try:
            made.append(docx(p))
        except BadInput as bad:
            made.append(bad)
    good = [one for one in made if isinstance(one, bytes)]
    pdfs = iter(office.converter.convert(good) if good else ())
    return [next(pdfs) if isinstance(one, bytes) else one for one in made]


def reasons_of(error: Exception) -> list[Unmet]:
    if isinstance(error, WorkflowError):
        return list(error.reasons)
    return [Unmet("conversion_failed", {"detail": str(error)})]


@dataclass(frozen=True, slots=True)
class _Ready:
    """What was made of a piece."""

    issued: str
    pages: int
    code_digest: str | None
    notices: tuple[Unmet, ...]


def make_ready(office: Office, pieces: Sequence[Piece], secret: str, sheets: Sequence[bytes] = ()) -> list[Piece]:
    """Print codes on each piece and reserve the head's field in it; note on it what it is issued as, or its problems.

    :param sheets: the page that is signed of each piece; none: each is signed itself.
    :returns: the pieces that have no place to sign.
    """
    todo = dict(zip(range(len(pieces)), sheets or (None,) * len(pieces), strict=True))
    placeless = []
    with office.hands.share(lambda at: _made(office, pieces[at], secret, todo[at]), list(todo)) as ready:
        for at, p in enumerate(pieces):
            try:
                made = ready(at)
            except BadInput as bad:
                p.problems += bad.reasons
                continue
            if made is None:
                placeless.append(p)
                continue
            p.issued, p.pages, p.notices = made.issued, made.pages, list(made.notices)
            p.code, p.code_digest = (p.name_in_codes, made.code_digest) if made.code_digest else (None, None)
            p.pdf = b""  # a photograph has megabytes
    return placeless


def _made(office: Office, p: Piece, secret: str, sheet: bytes | None) -> _Ready | None:
    """Mark where the clerk points, certify a copy, print the codes, reserve the head's field; ``None``: the paper
    says nowhere where to sign, and has no sheet yet.

    :raises BadInput: the paper cannot be used.
    """
    notices, pdf = list(p.seen), p.pdf
    smaller: set[int] = set()
    if sheet is None and p.certified:
        # A copy is certified on itself, wherever else a mark may stand; on a sheet where it has no room.
        copy = office.pdf.certify(pdf, p.certified)
        if copy is None:
            return None
        pdf, smaller = copy.data, {*copy.smaller}
        notices.append(Unmet("copy_certified", {"file": p.name}))
    elif p.sign_at is not None and p.duty is Duty.ORIGINAL:
        pointed = office.pdf.point(pdf, p.sign_at)
        pdf = pointed.data
        if pointed.covers:
            notices.append(Unmet("sign_at_covers", {"file": p.name, "page": p.sign_at.page}))
    if sheet is not None:
        pdf = office.pdf.with_sheet(pdf, sheet).data
        facts = {"file": p.name, "form": p.sheet[0] if p.sheet else None}
        notices.append(Unmet("certification_added" if p.duty is Duty.CERTIFIED else "sheet_added", facts))
        p.pdf = b""  # a photograph has megabytes, and each step holds it once more
    let_go(pdf)
    try:
        made = office.scans.issue(pdf, p.name_in_codes, secret)
    except BadInput as bad:
        if sheet is None and bad.code == "no_signature_box":
            return None
        raise
    finally:
        let_go(pdf)
    if made.digest is None:
        notices.append(Unmet("no_codes", {"file": p.name}, Capacity.REGISTRAR))
    if smaller := smaller | {*made.smaller}:
        notices.append(Unmet("made_smaller", {"file": p.name, "pages": sorted(smaller)}))
    return _Ready(office.store.put(made.data), made.pages, made.digest, tuple(notices))
