"""Paths of trust that were sought once: a signer's chain is the same for every paper signed with it, and seeking it
takes a quarter of a verdict.

What is kept is no verdict of a file, only what pyHanko said of these very certificates, roots, lists and answers, byte
for byte, at this very moment (RFC 5280, 6.1): all that it goes by, and nothing is fetched. It is kept in this process
only. What was said because memory ran out is not kept: it says nothing of the certificates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Literal

Chain = Literal["good", "revocation_unknown", "revoked", "untrusted"]
Said = tuple[Chain, datetime | None]

_MOST = 256
_KEPT: dict[bytes, Said] = {}


def key_of(mode: str, moment: datetime, *groups: Iterable[bytes]) -> bytes:
    """A digest of everything that a path depends on; ``groups``: DER values, each group in its order."""
    digest = hashlib.sha256(f"{mode} {moment.astimezone(UTC).isoformat()}".encode())
    for group in groups:
        digest.update(b"\ngroup\n")
        for item in group:
            digest.update(b"%d:" % len(item))
            digest.update(item)
    return digest.digest()


def forget() -> None:
    """As if no path had been sought yet."""
    _KEPT.clear()


async def sought_once(key: bytes, seek: Callable[[], Awaitable[Said]]) -> Said:
    """What was found under ``key``, else what ``seek`` finds; whatever it raises is a path that is not trusted."""
    known = _KEPT.get(key)
    if known is not None:
        return known
    try:
        found = await seek()
    except (MemoryError, RecursionError):
        return "untrusted", None
    except Exception:
        found = "untrusted", None
    if len(_KEPT) >= _MOST:
        forget()
    _KEPT[key] = found
    return found
