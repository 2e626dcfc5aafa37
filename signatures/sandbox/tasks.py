"""What the sandbox does with foreign files: each task takes facts and files, and yields pieces."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signatures.sandbox.protocol import Piece, Task
from signatures.sandbox.sample import sample, sample_picture
from signatures.sandbox.sample_signed import sample_signed


def look(facts: dict[str, Any], pdf: bytes) -> Iterator[Piece]:
    """Pages, whether any signature field is filled; ``through``: the text too, every page having been drawn once.

    Drawn at 36 dpi, as where codes are printed beside the ink: what hangs or bursts does so here. ``prepare``: what
    may not come through being made ready to be signed is tried, so that it is refused now. ``conceal``: what is in it
    and on no page is told, of a file that is drawn. ``broken`` in the answer: pages whose text cannot be searched, by
    what is wrong; pages of the text are apart by form feeds. The last piece has the answer; those before it only say
    that a page is done.
    """
    from signatures.pdf.drawing import drawn
    from signatures.pdf.limits import DEFAULT
    from signatures.pdf.text_layer import fault
    from signatures.prepare.concealed import Unseen
    from signatures.prepare.filled import filled_fields
    from signatures.prepare.normalise import is_odd, normalising
    from signatures.prepare.opening import open_foreign

    opened = open_foreign(pdf, DEFAULT)
    found = {"pages": len(opened.reader.pages), "signed": bool(filled_fields(opened.reader))}
    texts = []
    broken: dict[str, list[int]] = {}
    unseen = Unseen(opened.reader) if facts.get("conceal") else None
    for number, page in enumerate(drawn(pdf) if facts.get("through") else (), 1):
        texts.append(page.text)
        wrong = fault(page.text)
        if wrong is not None:
            broken.setdefault(wrong, []).append(number)
        if unseen is not None:
            unseen.look(page, number - 1)
        yield {"page": number}, b""
    if facts.get("prepare") and not found["signed"] and is_odd(opened):
        for step in normalising(pdf, font=_font(facts)):
            if isinstance(step, int):
                yield {"page": step}, b""
    hidden = [[one.kind, one.page, one.text] for one in unseen.found] if unseen is not None else []
    yield {**found, "broken": broken, "concealed": hidden}, "\f".join(texts).encode("utf-8", "replace")


def normalise(facts: dict[str, Any], pdf: bytes) -> Iterator[Piece]:
    """A file written anew, its pages the same: the last piece; those before it only say that a page was compared."""
    from dataclasses import asdict

    from signatures.prepare.normalise import normalising

    for step in normalising(pdf, compare=facts["compare"], font=_font(facts)):
        if isinstance(step, int):
            yield {"page": step}, b""
        else:
            yield {key: held for key, held in asdict(step).items() if key != "data"}, step.data


def picture(facts: dict[str, Any], data: bytes) -> Iterator[Piece]:
    """A picture as the pages of a PDF: the last piece; those before it only say that a page is made."""
    from signatures.prepare.pictures import pages_of

    pages = 0
    for step in pages_of(data):
        if isinstance(step, int):
            pages = step
            yield {"page": step}, b""
        else:
            yield {"pages": pages}, step


def photograph(facts: dict[str, Any], data: bytes) -> Iterator[Piece]:
    """A photograph made fit for a paper, a JPEG: one piece."""
    from signatures.prepare.photographs import photograph as made_fit

    made = made_fit(data)
    yield {"wide": made.wide, "high": made.high}, made.data


def page(facts: dict[str, Any], pdf: bytes) -> Iterator[Piece]:
    """One page as pdfium draws it, ``width`` pixels wide, as a PNG in the greys or colours it has."""
    from signatures.pdf.drawing import page_picture

    picture = page_picture(pdf, facts["page"], facts["width"])
    yield {"page": facts["page"]}, picture


def _font(facts: dict[str, Any]) -> Path | None:
    return Path(facts["font"]) if facts.get("font") else None


def sheets(facts: dict[str, Any], scan: bytes) -> Iterator[Piece]:
    """Every sheet of a scan with the codes on it, one piece each."""
    from dataclasses import asdict

    from signatures.scans.reading import read_scan

    for sheet in read_scan(scan, bytes.fromhex(facts["key"])):
        codes = [asdict(code) for code in sheet.codes]
        faults = [[fault.code, dict(fault.facts)] for fault in sheet.faults]
        yield {"number": sheet.number, "codes": codes, "faults": faults, "turned": sheet.turned}, b""


def cut(facts: dict[str, Any], *scans: bytes) -> Iterator[Piece]:
    """PDFs of their own from sheets of some scans: each of ``parts`` lists [scan, sheet, turned] of its pages."""
    from signatures.scans.cutting import cut_out

    for part in facts["parts"]:
        data, removed = cut_out(scans, [tuple(page) for page in part])
        yield {"removed": list(removed)}, data


def never_scanned(facts: dict[str, Any], scan: bytes, issued: bytes) -> Iterator[Piece]:
    """Pages that are the issued ones in their own letters."""
    from signatures.scans.likeness import pages_never_scanned

    yield {"pages": pages_never_scanned(scan, issued)}, b""


def compare(facts: dict[str, Any], scan: bytes, issued: bytes) -> Iterator[Piece]:
    """The hints on a scan (:func:`signatures.scans.hints.hinting`), one piece each; others only say that a page was
    looked at."""
    from signatures.scans.hints import hinting

    for step in hinting(scan, issued, font=_font(facts)):
        if isinstance(step, int):
            yield {"page": step}, b""
        else:
            yield {"code": step.reason.code, "facts": dict(step.reason.facts)}, step.picture or b""


def verify(facts: dict[str, Any], *files: bytes) -> Iterator[Piece]:
    """Verdicts (:func:`signatures.validation.validate.verify`), one piece for each of ``jobs``.

    A job says how many ``crls``, lists of revoked certificates, are its own, and whether the ``issued`` file is there:
    its files are the one to judge, the issued one, the lists.
    """
    from datetime import datetime

    from signatures.pdf.limits import Limits
    from signatures.validation.policy import Policy
    from signatures.validation.validate import verify

    policy = Policy.from_json(facts["policy"]) if facts["policy"] is not None else None
    at, limits = datetime.fromisoformat(facts["at"]), Limits(**facts["limits"])
    left = iter(files)
    for job in facts["jobs"]:
        data, issued = next(left), next(left) if job["issued"] else None
        crls = tuple(next(left) for _ in range(job["crls"]))
        yield verify(data, policy=policy, issued=issued, at=at, crls=crls, limits=limits).to_json(), b""


def attest(facts: dict[str, Any], scan: bytes, *issued: bytes) -> Iterator[Piece]:
    """A person's word come to again (:func:`signatures.validation.attestation.attest_again`)."""
    from signatures.validation.attestation import attest_again
    from signatures.verdict import Verdict

    yield attest_again(Verdict.from_json(facts["kept"]), scan, issued[0] if issued else None).to_json(), b""


def _pdf() -> tuple[bytes, ...]:
    return (sample(),)


def _picture() -> tuple[bytes, ...]:
    return (sample_picture(),)


@dataclass(frozen=True)
class Known:
    """A task, and what makes a process ready for it.

    :param sample: facts with which it is done once on ``files``, small ones of our own, so that all it needs is loaded.
    :param further: modules that only other files need.
    """

    run: Task
    sample: Callable[[], dict[str, Any]] = dict
    files: Callable[[], tuple[bytes, ...]] = _pdf
    further: tuple[str, ...] = ()


def _signed() -> dict[str, Any]:
    signed = sample_signed()
    jobs = [{"issued": True, "crls": 0}]
    return {"jobs": jobs, "policy": signed.policy.to_json(), "at": signed.at.isoformat(), "limits": {}}


def _and_issued() -> tuple[bytes, ...]:
    return sample_signed().data, sample_signed().issued


def _attested() -> dict[str, Any]:
    from datetime import date

    from signatures.validation.attestation import attest

    return {"kept": attest(sample(), registrar="-", signer="-", day=date(2026, 11, 29)).to_json()}


_SIGNED = (
    "pyhanko.sign.validation",
    "pyhanko.pdf_utils.filters",
    "pyhanko_certvalidator",
    "cryptography.hazmat.backends.openssl.backend",
    "signatures.pdf.files",
    "signatures.validation.policy_file",
)

_COMPARING = (
    "numpy.ma.extras", "PIL.ImageDraw", "PIL.ImageFilter", "PIL.ImageFont", "PIL.PngImagePlugin",
    "signatures.scans.pictures",
)  # fmt: skip
TASKS: dict[str, Known] = {
    "look": Known(look, lambda: {"through": True, "conceal": True}),
    "normalise": Known(normalise, lambda: {"compare": "always"}),
    "picture": Known(picture, files=_picture),
    "photograph": Known(photograph, files=_picture),
    "page": Known(page, lambda: {"page": 1, "width": 200}),
    "sheets": Known(sheets, lambda: {"key": "00" * 32}),
    "cut": Known(cut, lambda: {"parts": [[[0, 1, 0]]]}),
    "never_scanned": Known(never_scanned, files=lambda: (sample(), sample())),
    "compare": Known(compare, files=lambda: (sample(), sample()), further=_COMPARING),
    "verify": Known(verify, _signed, _and_issued, further=_SIGNED),
    "attest": Known(attest, _attested),
}


def prepare(task: str) -> None:
    """Load everything a task needs, by doing it once on small files of our own.

    :raises KeyError: no such task.
    """
    known = TASKS[task]
    for name in known.further:
        importlib.import_module(name)
    for _ in known.run(known.sample(), *known.files()):
        pass
