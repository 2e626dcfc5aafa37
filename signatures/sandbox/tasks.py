"""What :mod:`signatures.sandbox.client` does with foreign files: each task takes facts and files, and yields pieces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from signatures.sandbox.server import Piece, Task


def look(facts: dict[str, Any], pdf: bytes) -> Iterator[Piece]:
    """Pages, whether any signature field is filled; ``through``: the text too, every page having been drawn once.

    Drawn at 36 dpi, as where codes are printed beside the ink: what hangs or bursts does so here. ``prepare``: what
    may not come through being made ready to be signed is tried, so that it is refused now. The last piece has the
    answer; those before it only say that a page is done.
    """
    from signatures.pdf.drawing import drawn
    from signatures.pdf.limits import DEFAULT
    from signatures.prepare.filled import filled_fields
    from signatures.prepare.normalise import is_odd, normalising
    from signatures.prepare.opening import open_foreign

    opened = open_foreign(pdf, DEFAULT)
    found = {"pages": len(opened.reader.pages), "signed": bool(filled_fields(opened.reader))}
    texts = []
    for number, text in enumerate(drawn(pdf) if facts.get("through") else (), 1):
        texts.append(text)
        yield {"page": number}, b""
    if facts.get("prepare") and not found["signed"] and is_odd(opened):
        for step in normalising(pdf, font=_font(facts)):
            if isinstance(step, int):
                yield {"page": step}, b""
    yield found, "\n".join(texts).encode()


def normalise(facts: dict[str, Any], pdf: bytes) -> Iterator[Piece]:
    """A file written anew, its pages the same: the last piece; those before it only say that a page was compared."""
    from dataclasses import asdict

    from signatures.prepare.normalise import normalising

    for step in normalising(pdf, compare=facts["compare"], font=_font(facts)):
        if isinstance(step, int):
            yield {"page": step}, b""
        else:
            yield {key: held for key, held in asdict(step).items() if key != "data"}, step.data


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


TASKS: dict[str, Task] = {task.__name__: task for task in (look, normalise, sheets, cut, never_scanned)}
