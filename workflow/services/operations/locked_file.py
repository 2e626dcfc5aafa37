"""A file that only a passphrase opens, written and read in pieces: for a backup that leaves the office.

The key comes from the passphrase by scrypt (RFC 7914), every piece is sealed by AES-256-GCM (NIST SP 800-38D), and the
numbers of the pieces and the mark of the last one are part of what is sealed (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, 2015): nothing can be changed, left out, put in another order or cut off unnoticed.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from typing import IO, Any

from workflow.rules.errors import BadInput

MAGIC = b"OIT locked file 1\n"
SHORTEST = 12
"""Letters of a passphrase: it is guessed at leisure by who has the file."""
_PIECE = 1 << 20
_TAG = 16
_COST, _MOST_COST = 1 << 17, 1 << 20
"""Of scrypt, with blocks of 8: memory is a thousand times this."""
_MOST_HEAD = 1000


def is_locked(source: IO[bytes]) -> bool:
    """Whether a file is one of these, by how it begins; the file stands at its beginning again."""
    begins = source.read(len(MAGIC)) == MAGIC
    source.seek(0)
    return begins


def says(source: IO[bytes]) -> dict[str, Any] | None:
    """What a locked file says of itself without its passphrase; anybody could have written it. ``None``: nothing."""
    try:
        if source.read(len(MAGIC)) != MAGIC:
            return None
        found = json.loads(source.readline(_MOST_HEAD)).get("says")
    except (ValueError, AttributeError):
        return None
    return found if isinstance(found, dict) else None


class Locking(io.RawIOBase):
    """Writes into another file what is written here, locked. Closing it writes the last piece."""

    _cipher: Any = None
    """None: refused before anything was written, and nothing is when it is let go of."""

    def __init__(self, target: IO[bytes], passphrase: str, says: Mapping[str, Any] | None = None) -> None:
        """:param says: what the file says of itself to everybody; it is proven when the file is opened, not before.

        :raises BadInput: ``passphrase_short``.
        """
        if len(passphrase) < SHORTEST:
            raise BadInput("passphrase_short", least=SHORTEST)
        told = {"kdf": "scrypt", "cost": _COST, "salt": os.urandom(16).hex(), "nonce": os.urandom(7).hex()}
        told |= {"says": dict(says)} if says else {}
        self._target, self._held, self._number = target, bytearray(), 0
        self._head = MAGIC + json.dumps(told).encode() + b"\n"
        self._cipher, self._nonce = _cipher(passphrase, told), bytes.fromhex(str(told["nonce"]))
        target.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        given = bytes(data)
        self._held += given
        while len(self._held) > _PIECE:  # the last piece is known for one when nothing comes after it
            self._seal(bytes(self._held[:_PIECE]), last=False)
            del self._held[:_PIECE]
        return len(given)

    def close(self) -> None:
        if not self.closed and self._cipher is not None:
            self._seal(bytes(self._held), last=True)
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_place(self._nonce, self._number, last), piece, self._head))
        self._number += 1


def unlock(source: IO[bytes], target: IO[bytes], passphrase: str, *, file: str) -> None:
    """Write what a locked file holds. Each piece is genuine before it is written, and the whole before this returns.

    :raises BadInput: ``locked_wrong``: another passphrase, or the file was changed, cut short or damaged.
    """
    from cryptography.exceptions import InvalidTag

    try:
        head = source.readline(len(MAGIC)) + source.readline(_MOST_HEAD)
        told = json.loads(head.removeprefix(MAGIC))
        cipher, nonce, number = _cipher(passphrase, told), bytes.fromhex(told["nonce"]), 0
        piece = source.read(_PIECE + _TAG)
        while True:
            following = source.read(_PIECE + _TAG)
            target.write(cipher.decrypt(_place(nonce, number, not following), piece, head))
            if not following:
                return
            piece, number = following, number + 1
    except (InvalidTag, ValueError, KeyError, TypeError, OverflowError):
        raise BadInput("locked_wrong", file=file) from None


def _cipher(passphrase: str, told: dict[str, Any]) -> Any:
    """:raises ValueError: what is told is nothing that this program wrote."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    if told["kdf"] != "scrypt" or not 1 < told["cost"] <= _MOST_COST:
        raise ValueError("another kind of file")
    salt = bytes.fromhex(told["salt"])
    return AESGCM(Scrypt(salt=salt, length=32, n=told["cost"], r=8, p=1).derive(passphrase.encode()))


def _place(nonce: bytes, number: int, last: bool) -> bytes:
    return nonce + number.to_bytes(4, "big") + bytes([last])
