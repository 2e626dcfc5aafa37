"""``signatures.signing``'s keys behind the port: key files, tokens, and certificates as they are registered."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.programs import unsafe_program
from adapters.refusals import refusals
from workflow.rules.errors import BadInput, MissingOnMachine

if TYPE_CHECKING:
    from workflow.ports.keys import KeyChallenge, RegisteredCertificate, SigningKey

ON_TOKEN = "token:"  # noqa: S105 -- where a key is, not a secret
"""A key named ``token:KEY``, ``token:TOKEN`` or ``token:TOKEN/KEY`` (labels) is on a PKCS#11 token, whose library the
settings name."""


class KeyFilesAndTokens:
    """PKCS#12 files and PKCS#11 tokens behind the Keys port.

    :param library: of the tokens, from their vendor. :param folder: of the office whose settings name it; ``None``:
        whoever asks named it.
    """

    def __init__(self, library: Path | None, folder: Path | None = None) -> None:
        self._library, self._folder = library, folder

    def open(self, path: Path, passphrase: str) -> SigningKey:
        """:raises BadInput: no library for tokens is named, or others may change it.
        :raises MissingOnMachine: tokens cannot be read here.
        """
        from signatures.signing.pkcs11 import find, load_token
        from signatures.signing.pkcs12 import load_p12

        name = str(path)
        with refusals():
            if not name.startswith(ON_TOKEN):
                return OpenKey(load_p12(path, passphrase))
            if find_spec("pkcs11") is None:
                raise MissingOnMachine("token_missing")
            library = self._library
            if library is None:
                raise BadInput("no_token_library")
            if self._folder is not None and (unsafe := unsafe_program(library, self._folder)):
                raise BadInput(unsafe.code, (unsafe,), **unsafe.facts)
            place = find(library, name.removeprefix(ON_TOKEN))
            return OpenKey(load_token(library, passphrase, token=place.token, serial=place.serial, key=place.key))

    def certificate(self, path: Path) -> RegisteredCertificate | None:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import Encoding

        from signatures.signing.pkcs12 import common_name, load_certificate
        from workflow.ports.keys import RegisteredCertificate

        if str(path).startswith(ON_TOKEN):
            return None
        with refusals():
            found = load_certificate(path)
        if found is None:
            return None
        pem = found.public_bytes(Encoding.PEM).decode()
        return RegisteredCertificate(found.fingerprint(SHA256()).hex(), pem, common_name(found))

    def challenge(self, about: KeyChallenge) -> bytes:
        from adapters.papers.forms import font
        from signatures.report.challenge import Challenge, challenge_pdf

        known = about.certificate
        with refusals():
            return challenge_pdf(
                Challenge(
                    about.office, about.holder, about.post, known.subject, known.fingerprint, about.number,
                    about.made, about.until,
                ),
                font=font(),
            )  # fmt: skip

    def sign_attributes(self, key: SigningKey, attributes: bytes, algorithm: str) -> bytes:
        from signatures.signing.two_steps import sign_there

        with refusals():
            return sign_there(raw_key(key), attributes, algorithm)


def raw_key(key: SigningKey) -> Any:
    """The key of ``signatures``: every key this adapter opens is its own ``OpenKey``."""
    return getattr(key, "raw")  # noqa: B009


@dataclass(frozen=True, slots=True)
class OpenKey:
    """``signatures``' key as the port describes it."""

    raw: Any

    @property
    def fingerprint(self) -> str:
        return str(self.raw.fingerprint).lower()

    @property
    def certificate_pem(self) -> str:
        return bytes(self.raw.certificate_pem).decode()

    @property
    def subject(self) -> str:
        return str(self.raw.common_name)

    @property
    def on_token(self) -> bool:
        return bool(self.raw.on_token)
