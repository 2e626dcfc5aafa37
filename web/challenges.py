"""What a passkey is asked to sign: made here, for one purpose, good for minutes and once. Nothing waits for an answer.

Each says when it was made and is sealed with a secret of this process, so that who only opens the door's page fills no
list; what is kept is the ones that were used.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from datetime import datetime

LASTS = 300
"""Seconds."""
REMEMBERED = 5000
_NONCE, _SEAL = 16, 32


class Challenges:
    """The challenges of one server process."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._guard = threading.Lock()
        self._used: OrderedDict[bytes, None] = OrderedDict()

    def new(self, purpose: str, at: datetime) -> bytes:
        """A challenge. :param purpose: ``login``, or whose session a passkey is added in."""
        said = int(at.timestamp()).to_bytes(8, "big") + secrets.token_bytes(_NONCE)
        return said + self._seal(said, purpose)

    def take(self, challenge: bytes, purpose: str, at: datetime) -> bool:
        """Whether it is one of ours, for this purpose, not too old and not used before; it is used with that."""
        said, seal = challenge[:-_SEAL], challenge[-_SEAL:]
        if len(said) != 8 + _NONCE or not hmac.compare_digest(seal, self._seal(said, purpose)):
            return False
        if not 0 <= at.timestamp() - int.from_bytes(said[:8], "big") <= LASTS:
            return False
        with self._guard:
            if challenge in self._used:
                return False
            self._used[challenge] = None
            while len(self._used) > REMEMBERED:
                self._used.popitem(last=False)
        return True

    def _seal(self, said: bytes, purpose: str) -> bytes:
        return hmac.digest(self._secret, said + hashlib.sha256(purpose.encode()).digest(), "sha256")
