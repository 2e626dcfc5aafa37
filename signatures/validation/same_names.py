"""Names of certificates written with the same bytes are the same name, without looking at their letters.

asn1crypto brings every letter of two names into one form before it compares them (RFC 4518), each time it is asked;
pyHanko asks it five times a signature, nearly always about a certificate and itself: a sixth of a verdict. Equal bytes
are equal letters; names that differ in a byte are compared as before.
"""

from __future__ import annotations

import functools
from typing import Any


@functools.cache
def compare_bytes_first() -> None:
    """Have asn1crypto compare names so, from now on."""
    from asn1crypto.x509 import RDNSequence

    by_letters = RDNSequence.__eq__

    def same(self: Any, other: object) -> bool:
        if isinstance(other, RDNSequence) and self.dump() == other.dump():
            return True
        return bool(by_letters(self, other))

    RDNSequence.__eq__ = same
