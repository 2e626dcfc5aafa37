"""Signing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from workflow.ports.keys import SigningKey


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

    def stamp(self, data: bytes) -> bytes | None:
        """A time stamp over any bytes (RFC 3161, DER), ``None`` where the office has set no authority.

        :raises workflow.rules.errors.BadInput: the authority gave none.
        """
        ...
