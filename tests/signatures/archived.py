"""A time stamp over a whole document (PAdES B-LTA), as archives add them: the program reads such files only."""

from __future__ import annotations

import io
from typing import Any

from signatures.signing.authorities import authority

_ROOM = 2 * 8192
"""Bytes kept for the token with its certificates."""


def add_document_timestamp(pdf: bytes, tsa: Any) -> bytes:
    """Append it over everything so far."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfTimeStamper

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    stamped = PdfTimeStamper(authority(tsa)).timestamp_pdf(writer, "sha256", bytes_reserved=_ROOM)
    return bytes(stamped.getvalue())
