"""Scans read and cut in a limited process: words and numbers come back, or PDFs of ours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from signatures.errors import SignatureError
from signatures.pdf.limits import DEFAULT, Limits
from signatures.sandbox.client import BrokeLimit, Sandbox, limited
from signatures.scans.codes import PageCode
from signatures.scans.cutting import Place
from signatures.scans.hints import Hint
from signatures.scans.reading import Sheet
from signatures.verdict import reason

COMPARING = Sandbox()
"""A server of its own: numpy would make every other child of the one larger."""
_MOST_COMPARED = 20
"""Pages whose processor time a comparison gets; for all of them there is a minute on the clock."""


def read_isolated(scan: bytes, key: bytes, *, at: int = 0, limits: Limits = DEFAULT) -> list[Sheet]:
    """Every sheet of a scan, the one at place ``at`` of a batch.

    :raises ScanRefused: as :func:`signatures.scans.reading.read_scan`, or LIMIT_TIME.
    """
    found = []
    for facts, _ in limited("sheets", {"key": key.hex()}, scan, pages=limits.pages, limits=limits):
        codes = tuple(PageCode(**code) for code in facts["codes"])
        faults = tuple(reason(code, **told) for code, told in facts["faults"])
        found.append(Sheet(facts["number"], codes, faults, facts["turned"], at))
    return found


def cut_isolated(
    scans: Sequence[bytes], parts: Sequence[Sequence[Place]], *, limits: Limits = DEFAULT
) -> list[tuple[bytes, tuple[str, ...]]]:
    """A PDF for each list of sheets, and what was taken out of it (:func:`signatures.scans.cutting.cut_out`)."""
    pages = sum(map(len, parts))
    pieces = limited("cut", {"parts": [list(part) for part in parts]}, *scans, pages=pages, limits=limits)
    return [(data, tuple(facts["removed"])) for facts, data in pieces]


def compared_isolated(
    scan: bytes, issued: bytes, *, font: Path | None = None, limits: Limits = DEFAULT
) -> tuple[Hint, ...]:
    """Hints on a scan of an issued document (:func:`signatures.scans.hints.hints`). Never raises.

    :param font: Thai, for the words in the pictures.
    """
    found: list[Hint] = []
    looked = 0
    try:
        told = {"font": str(font) if font is not None else "", "fonts": True}
        for facts, picture in COMPARING.ask("compare", told, scan, issued, pages=_MOST_COMPARED, limits=limits):
            if "code" in facts:
                found.append(Hint(reason(facts["code"], **facts["facts"]), picture or None))
            else:
                looked = facts["page"]
    except (BrokeLimit, SignatureError, OSError):
        found.append(Hint(reason("CANNOT_COMPARE", page=f"{looked + 1}-", why="time")))
    return tuple(found)
