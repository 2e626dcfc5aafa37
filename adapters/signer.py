"""``signatures.signing.sign`` behind the port."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.forms import font
from adapters.refusals import refusals
from adapters.signing_files import read_all

if TYPE_CHECKING:
    from workflow.office_files.settings import Settings
    from workflow.ports.keys import SigningKey


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
        from signatures.signing.sign import add_validation_data, sign
        from signatures.validation.policy_file import read_crls, read_ocsps

        settings = self._settings.signing
        raw: Any = getattr(key, "raw")  # noqa: B009 -- every key this adapter opens is its own ``OpenKey``
        with refusals():
            signed = sign(
                pdf, raw, field=field_name(place), appearance_lines=tuple(lines), name=name, reason=reason or None,
                at=at.replace(microsecond=0), tsa=settings.tsa, font=font(),
            )  # fmt: skip
            if not settings.crls and not settings.ocsps:
                return signed
            # Long-term validation (PAdES B-LT): what is known of revocation today goes with the file.
            certificates = [_der(certificate) for certificate in (raw.certificate, *raw.chain)]
            return add_validation_data(
                signed, certificates=certificates, crls=read_all(settings.crls, read_crls),
                ocsps=read_all(settings.ocsps, read_ocsps),
            )  # fmt: skip

    def stamp(self, data: bytes) -> bytes | None:
        from signatures.signing.stamping import stamp

        if self._settings.signing.tsa is None:
            return None
        with refusals():
            return stamp(data, self._settings.signing.tsa)


def _der(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(certificate.public_bytes(Encoding.DER))
