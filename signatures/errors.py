"""Refusals of this package: data, with every reason, never a sentence alone."""

from __future__ import annotations

from signatures.verdict import Reason, reason


class SignatureError(Exception):
    """Base of all refusals here.

    :ivar reasons: why, each with a stable code and its facts; never empty. Ask each for its ``text(lang)``.
    """

    def __init__(self, *reasons: Reason) -> None:
        self.reasons = reasons
        super().__init__(", ".join(item.code for item in reasons))

    @property
    def code(self) -> str:
        """Code of the first reason."""
        return self.reasons[0].code


class PdfRefused(SignatureError):
    """The PDF cannot be taken (empty, not a PDF, encrypted, over a limit, no place for a signature, signed...)."""


class KeyRefused(SignatureError):
    """The key cannot be used (file missing, wrong passphrase, expired, no such token...)."""


class SigningRefused(SignatureError):
    """The file cannot be signed (no such field, field already signed, no font for Thai...)."""


class PolicyRefused(SignatureError):
    """The policy file cannot be used (unknown key, file missing, bad date, no certificate in a PEM file...)."""


class ScanRefused(SignatureError):
    """A scan cannot be read at all (not an image or PDF, over a limit)."""


def refuse(kind: type[SignatureError], code: str, **facts: str | int) -> SignatureError:
    """Build the error ``kind`` with one reason."""
    return kind(reason(code, **facts))
