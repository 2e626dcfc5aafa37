"""``signatures.signing.sign`` behind the port."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.papers.forms import font
from adapters.refusals import refusals
from adapters.signing.keys import raw_key
from adapters.signing.signing_files import read_all
from workflow.ports.signing import BegunSignature

if TYPE_CHECKING:
    from workflow.office_files.settings import Settings
    from workflow.ports.keys import SigningKey

SEAL_PASSPHRASE = "OIT_SEAL_PASSPHRASE"  # noqa: S105 -- the name of a variable


class PdfSigner:
    """Signs with what the settings say of time stamps and revocation."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

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
        from signatures.prepare.fields import field_name
        from signatures.signing.sign import sign

        raw = raw_key(key)
        with refusals():
            signed = sign(
                pdf, raw, field=field_name(place), appearance_lines=tuple(lines), name=name, reason=reason or None,
                at=at.replace(microsecond=0), tsa=self._settings.signing.tsa, font=font(),
            )  # fmt: skip
            return self._long_term(signed, (raw.certificate, *raw.chain))

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
        from cryptography.x509 import load_pem_x509_certificate

        from signatures.prepare.fields import field_name
        from signatures.signing.two_steps import begin

        with refusals():
            begun = begin(
                pdf, load_pem_x509_certificate(certificate_pem.encode()), field=field_name(place), lines=tuple(lines),
                name=name, reason=reason or None, at=at.replace(microsecond=0), font=font(),
                with_token=self._settings.signing.tsa is not None,
            )  # fmt: skip
        return BegunSignature(begun.held, begun.attributes, begun.algorithm)

    def finish(self, begun: BegunSignature, certificate_pem: str, value: bytes) -> bytes:
        from cryptography.x509 import load_pem_x509_certificate

        from signatures.signing.two_steps import Begun, finish

        certificate = load_pem_x509_certificate(certificate_pem.encode())
        with refusals():
            signed = finish(
                Begun(begun.held, begun.attributes, begun.algorithm), certificate, value, tsa=self._settings.signing.tsa
            )
            return self._long_term(signed, (certificate,))

    def _long_term(self, signed: bytes, certificates: Sequence[Any]) -> bytes:
        """With what is known of revocation today (PAdES B-LT), where the office keeps any of it."""
        from signatures.signing.sign import add_validation_data
        from signatures.validation.policy_file import read_crls, read_ocsps

        settings = self._settings.signing
        if not settings.crls and not settings.ocsps:
            return signed
        return add_validation_data(
            signed, certificates=map(_der, certificates), crls=read_all(settings.crls, read_crls),
            ocsps=read_all(settings.ocsps, read_ocsps),
        )  # fmt: skip

    def seal(self, pdf: bytes, *, name: str, reason: str, at: datetime) -> bytes | None:
        """:raises BadInput: the key of the seal cannot be opened."""
        from signatures.signing.pkcs12 import load_p12
        from signatures.signing.seal import seal
        from workflow.rules.errors import BadInput, NotLoggedIn

        path = self._settings.signing.seal
        if path is None:
            return None
        try:
            with refusals():
                key = load_p12(path, os.environ.get(SEAL_PASSPHRASE, ""))
        except NotLoggedIn as wrong:
            raise BadInput("seal_not_opened", file=path.name, variable=SEAL_PASSPHRASE) from wrong
        with refusals():
            sealed = seal(
                pdf, key, reason=reason, name=name, at=at.replace(microsecond=0), tsa=self._settings.signing.tsa
            )
            return self._long_term(sealed, (key.certificate, *key.chain))

    def stamp(self, data: bytes) -> bytes | None:
        from signatures.signing.stamping import stamp

        if self._settings.signing.tsa is None:
            return None
        with refusals():
            return stamp(data, self._settings.signing.tsa)


def _der(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(certificate.public_bytes(Encoding.DER))
