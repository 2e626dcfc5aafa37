"""Papers with their codes, every page in its own size."""

from __future__ import annotations

from pathlib import Path

from signatures.scans.stamping import stamp


def stamp_codes(pdf: bytes, document: str, key: bytes, *, font: Path | None = None) -> bytes:
    """As :func:`stamp`, with a full page refused."""
    return stamp(pdf, document, key, font=font, may_shrink=False).data
