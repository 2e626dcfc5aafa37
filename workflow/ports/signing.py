"""Signing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from workflow.ports.keys import SigningKey


@dataclass(frozen=True, slots=True)
class BegunSignature:
    """A file that waits for the value of its signature. ``held``: the file, which stays; ``attributes``: what goes to
    the key (DER); ``algorithm``: how that is hashed."""

    held: bytes
    attributes: bytes
    algorithm: str


class Signer(Protocol):
    """Signs PDF files that were prepared."""

    def sign(
        self,
        pdf: bytes,
        key: SigningKey,
        *,
        lines: Sequence[str],
        name: str,
        reason: str,
        at: datetime,
        place: str = "head",
    ) -> bytes:
        """The same bytes plus one signature revision in the field of ``place``."""
        ...

    def seal(self, pdf: bytes, *, name: str, reason: str, at: datetime) -> bytes | None:
        """The same bytes plus a signature by the office's own key, ``None`` where the settings name none.

        :raises workflow.rules.errors.BadInput: the key cannot be opened: its file, or the passphrase.
        """
        ...

    def stamp(self, data: bytes) -> bytes | None:
        """A time stamp over any bytes (RFC 3161, DER), ``None`` where the office has set no authority.

        :raises workflow.rules.errors.BadInput: the authority gave none.
        """
        ...

    def begin(
        self,
        pdf: bytes,
        certificate_pem: str,
        *,
        lines: Sequence[str],
        name: str,
        reason: str,
        at: datetime,
        place: str = "head",
    ) -> BegunSignature:
        """Everything of a signature but its value, for a key that is somewhere else.

        :raises workflow.rules.errors.BadInput: the certificate has expired; there is no place to sign.
        """
        ...

    def finish(self, begun: BegunSignature, certificate_pem: str, value: bytes) -> bytes:
        """The signed file, with the value that came from the key.

        :raises workflow.rules.errors.BadInput: the value is another key's, or over other bytes.
        """
        ...
