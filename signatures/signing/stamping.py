"""A time stamp over any bytes (RFC 3161): proof that they existed by then, by an authority's clock instead of ours."""

from __future__ import annotations

import hashlib
from typing import Any

from signatures.errors import SigningRefused
from signatures.signing.authorities import authority
from signatures.verdict import reason


def stamp(data: bytes, tsa: Any) -> bytes:
    """The authority's token over the SHA-256 of ``data``, DER.

    :param tsa: an address, or a pyHanko ``TimeStamper``. :raises SigningRefused: TIMESTAMP_UNREACHABLE
    """
    import asyncio

    try:
        token = asyncio.run(authority(tsa).async_timestamp(hashlib.sha256(data).digest(), "sha256"))
    except Exception as error:
        raise SigningRefused(reason("TIMESTAMP_UNREACHABLE")) from error
    return bytes(token.dump())
