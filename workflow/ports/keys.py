"""Keys to sign with, and certificates as they are registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


class SigningKey(Protocol):
    """A key opened with its passphrase. ``fingerprint`` is SHA-256 of the certificate (hex)."""

    @property
    def fingerprint(self) -> str: ...

    @property
    def certificate_pem(self) -> str: ...

    @property
    def subject(self) -> str: ...

    @property
    def on_token(self) -> bool:
        """Whether it never leaves a device, to which the process that opened it alone may speak."""
        ...


@dataclass(frozen=True, slots=True)
class RegisteredCertificate:
    """A certificate without its key, as it is registered: for who signs elsewhere and hands over the public part."""

    fingerprint: str
    certificate_pem: str
    subject: str


@dataclass(frozen=True, slots=True)
class KeyChallenge:
    """What somebody is to sign to show that the key of a certificate is in their hands, until a moment.

    :param number: nobody can know it before; hexadecimal.
    """

    office: str
    holder: str
    post: str
    certificate: RegisteredCertificate
    number: str
    made: datetime
    until: datetime


class Keys(Protocol):
    """Opens key files and tokens."""

    def open(self, path: Path, passphrase: str) -> SigningKey:
        """:raises workflow.rules.errors.NotLoggedIn: wrong passphrase. :raises NotFound: no such file."""
        ...

    def certificate(self, path: Path) -> RegisteredCertificate | None:
        """The certificate in a file of the public part alone (PEM or DER); ``None`` when it is a key's file.

        :raises workflow.rules.errors.BadInput: several in one file, a private key beside it, expired, not there.
        """
        ...

    def challenge(self, about: KeyChallenge) -> bytes:
        """One page that says so, with a place to sign (PDF)."""
        ...

    def sign_attributes(self, key: SigningKey, attributes: bytes, algorithm: str) -> bytes:
        """The value over what an office elsewhere asks to be signed (:class:`workflow.ports.signing.BegunSignature`).

        :raises workflow.rules.errors.BadInput: it was asked of another key, or is no request.
        """
        ...
