"""Sign where the key is: what is to be signed is made in one place, the signature in another, and joined by a hash.

The office makes the signed file with a place for the value (:func:`begin`), and hands out the signed attributes (RFC
5652, 5.4): a few hundred bytes that name the file by its digest. Who has the key signs those (:func:`sign_there`), and
the office puts the value into the very file it kept (:func:`finish`): no other bytes, no other key.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from signatures.errors import SigningRefused, refuse
from signatures.prepare.fields import HEAD_FIELD
from signatures.signing.authorities import authority
from signatures.signing.encoded import encoding_once
from signatures.signing.pkcs12 import Key, check_validity
from signatures.signing.sign import explain, sign

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_GAP = re.compile(rb"/Contents\s*<([0-9a-fA-F]+)>")


@dataclass(frozen=True, slots=True)
class Begun:
    """A file that waits for its signature.

    :ivar held: the whole file with an empty value in its signature; stays with who began it.
    :ivar attributes: what is to be signed, in DER.
    :ivar algorithm: how it is hashed, ``sha256`` or ``sha512``.
    """

    held: bytes
    attributes: bytes
    algorithm: str

    @property
    def sha256(self) -> str:
        """Digest of what is to be signed, hexadecimal: what the two places compare."""
        return hashlib.sha256(self.attributes).hexdigest()


def begin(
    pdf: bytes,
    certificate: Certificate,
    chain: tuple[Certificate, ...] = (),
    *,
    field: str = HEAD_FIELD,
    lines: tuple[str, ...] = (),
    name: str | None = None,
    reason: str | None = None,
    at: datetime | None = None,
    font: Path | None = None,
    with_token: bool = False,
) -> Begun:
    """Make everything of a signature but its value, for the owner of ``certificate``.

    :param with_token: leave room for a time stamp, which :func:`finish` puts over the value.
    :raises SigningRefused: FIELD_MISSING, FIELD_SIGNED, FONT_MISSING, SIGNING_FAILED.
    :raises KeyRefused: KEY_EXPIRED or KEY_NOT_YET_VALID at the moment ``at``.
    """
    check_validity(certificate, at if at is not None else datetime.now(UTC))
    recorder = _recorder(certificate, chain)
    held = sign(
        pdf, Key(certificate, chain, recorder), field=field, appearance_lines=lines, name=name, reason=reason, at=at,
        font=font, token_later=with_token,
    )  # fmt: skip
    attributes, algorithm = recorder.asked[-1]
    return Begun(held, attributes, algorithm)


def sign_there(key: Key, attributes: bytes, algorithm: str) -> bytes:
    """The value of the signature, made where the key is: a .p12 or a token. Knows nothing of the file.

    :raises SigningRefused: REQUEST_OTHER_KEY: asked of another key, or no attributes of a signature at all: whoever
        sends something else to be signed gets nothing. SIGNING_FAILED: the key or token does not sign.
    """
    import asyncio

    if not names_certificate(attributes, key.certificate):
        raise refuse(SigningRefused, "REQUEST_OTHER_KEY", subject=key.common_name)
    try:
        return bytes(asyncio.run(key.signer.async_sign_raw(attributes, algorithm)))
    except Exception as error:
        raise refuse(SigningRefused, "SIGNING_FAILED", detail=type(error).__name__) from error


def names_certificate(attributes: bytes, certificate: Certificate) -> bool:
    """Whether these are the signed attributes of a signature by this very certificate (RFC 5035, 3: SHA-256 of it)."""
    from asn1crypto import cms
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        found = {row["type"].native: row["values"][0] for row in cms.CMSAttributes.load(attributes, strict=True)}
        named = found["signing_certificate_v2"]["certs"][0]
        return bool(
            found["content_type"].native == "data"
            and found["message_digest"].native
            and named["hash_algorithm"]["algorithm"].native == "sha256"
            and named["cert_hash"].native == certificate.fingerprint(SHA256())
        )
    except (ValueError, TypeError, KeyError, IndexError):
        return False


def finish(begun: Begun, certificate: Certificate, value: bytes, *, tsa: Any = None) -> bytes:
    """The signed file: the one that was kept, with the value in its place.

    :param tsa: a time stamping authority, as in :func:`signatures.signing.sign.sign`: its time stamp goes over the
        value. Only for what was begun ``with_token``.
    :raises SigningRefused: SIGNATURE_OTHER: the value is not that key's over those bytes, or the file is another one.
        TIMESTAMP_UNREACHABLE; SIGNING_FAILED: no room.
    """
    if not _is_of(certificate, begun, value):
        raise refuse(SigningRefused, "SIGNATURE_OTHER")
    from asn1crypto import cms

    *_, gap = _GAP.finditer(begun.held)
    message = cms.ContentInfo.load(bytes.fromhex(gap[1].decode()))
    signer = message["content"]["signer_infos"][0]
    if signer["signed_attrs"].untag().dump() != begun.attributes:
        raise refuse(SigningRefused, "SIGNATURE_OTHER")
    signer["signature"] = value
    if tsa is not None:
        signer["unsigned_attrs"] = _time_stamped(value, tsa)
    told: bytes = message.dump().hex().encode()
    if len(told) > len(gap[1]):
        raise refuse(SigningRefused, "SIGNING_FAILED", detail="no room")
    filled = told.ljust(len(gap[1]), b"0")
    return begun.held[: gap.start(1)] + filled + begun.held[gap.end(1) :]


def _time_stamped(value: bytes, tsa: Any) -> Any:
    """The attributes that go beside a value: an authority's token over it (RFC 3161; CAdES, ETSI EN 319 122-1, 5.3)."""
    import asyncio

    from asn1crypto import cms

    try:
        token = asyncio.run(authority(tsa).async_timestamp(hashlib.sha256(value).digest(), "sha256"))
    except Exception as error:
        raise explain(error, "") from error
    return cms.CMSAttributes([cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})])


def _is_of(certificate: Certificate, begun: Begun, value: bytes) -> bool:
    """Whether the value is what the certificate's key makes of these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

    key = certificate.public_key()
    hashed = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[begun.algorithm]
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, begun.attributes, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, begun.attributes, ec.ECDSA(hashed))
        elif isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(value, begun.attributes)
        else:
            return False
    except InvalidSignature:
        return False
    return True


def value_size(certificate: Certificate) -> int:
    """Bytes the value of a signature takes at most: of an RSA key its modulus, of a curve two numbers in DER."""
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = certificate.public_key()
    bits = getattr(key, "key_size", 512)
    return int(bits) // 8 if isinstance(key, rsa.RSAPublicKey) else 2 * ((int(bits) + 7) // 8) + 16


def _recorder(certificate: Certificate, chain: tuple[Certificate, ...]) -> Any:
    """A signer without a key: it keeps what it is asked to sign, and leaves room for the value."""
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    def convert(item: Certificate) -> x509.Certificate:
        return x509.Certificate.load(item.public_bytes(Encoding.DER))

    class Recorder(encoding_once(Signer)):  # type: ignore[misc]
        """Keeps the signed attributes."""

        asked: list[tuple[bytes, str]]

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            if not dry_run:
                self.asked.append((data, digest_algorithm))
            return bytes(value_size(certificate))

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([convert(item) for item in (*chain, certificate)])
    recorder = Recorder(signing_cert=convert(certificate), cert_registry=store)
    recorder.asked = []
    return recorder
