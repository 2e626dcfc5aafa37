"""What :mod:`signatures.sandbox.client` does with foreign files: each task takes facts and files, and yields pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from signatures.sandbox.server import Piece, Task


def look(facts: dict[str, Any], pdf: bytes) -> Iterator[Piece]:
    """Pages, whether any signature field is filled; ``through``: the text too, every page having been drawn once.

    Drawn at 36 dpi, as where codes are printed beside the ink: what hangs or bursts does so here. The last piece has
    the answer; those before it only say that a page is done.
    """
    from signatures.pdf.drawing import drawn
    from signatures.prepare.prepare import already_signed, page_count

    texts = []
    found = {"pages": page_count(pdf), "signed": already_signed(pdf)}
    for number, text in enumerate(drawn(pdf) if facts.get("through") else (), 1):
        texts.append(text)
        yield {"page": number}, b""
    yield found, "\n".join(texts).encode()


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


TASKS: dict[str, Task] = {task.__name__: task for task in (look, sheets, cut, never_scanned)}
