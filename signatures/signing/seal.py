"""A seal of an organisation on a PDF of its own: a signature without a box, over everything."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from signatures.signing.sign import explain, sign

if TYPE_CHECKING:
    from signatures.signing.pkcs12 import Key

FIELD = "office"
"""Name of the field that holds it."""


def seal(pdf: bytes, key: Key, *, reason: str, name: str, at: datetime, tsa: Any = None) -> bytes:
    """Add a field that is not drawn, and sign in it; nothing may change afterwards. See `sign` for the rest.

    :raises SigningRefused: TIMESTAMP_UNREACHABLE, SIGNING_FAILED. :raises KeyRefused: when the key refuses.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    out = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        append_signature_field(writer, SigFieldSpec(FIELD))
        writer.write(out)  # type: ignore[no-untyped-call]
    except Exception as error:
        raise explain(error, FIELD) from error
    return sign(out.getvalue(), key, field=FIELD, reason=reason, name=name, at=at, tsa=tsa)
