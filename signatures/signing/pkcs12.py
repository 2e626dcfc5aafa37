"""Keys to sign with: a PKCS#12 file (a token: :mod:`signatures.signing.pkcs11`), opened once and kept as an object.

The default signer of pyHanko loads (and re-checks) the private key for every signature, 200 ms for RSA-3072; kept
as an object it is 2 ms. Passphrases are parameters only: never stored, never in an exception or a repr.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from signatures.errors import KeyRefused, refuse
from signatures.pdf.files import Unreadable, read_regular
from signatures.signing.encoded import encoding_once
from signatures.zone import thai_day

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass
class Key:
    """A private key with its certificate.

    :ivar certificate: the signer's certificate.
    :ivar chain: other certificates that came along (issuers); they go into the signature.
    """

    certificate: Certificate
    chain: tuple[Certificate, ...]
    _signer: Any = field(repr=False)
    _close: Any = field(default=None, repr=False)

    @property
    def certificate_pem(self) -> bytes:
        """The certificate as PEM, for registering it."""
        from cryptography.hazmat.primitives.serialization import Encoding

        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, hexadecimal: what an office compares by telephone."""
        from cryptography.hazmat.primitives.hashes import SHA256

        return self.certificate.fingerprint(SHA256()).hex()

    @property
    def common_name(self) -> str:
        """Displayed name; for people only."""
        return common_name(self.certificate)

    @property
    def on_token(self) -> bool:
        """Whether it is in a device, with which a session is open."""
        return self._close is not None

    @property
    def signer(self) -> Any:
        """The pyHanko signer (for :mod:`signatures.signing.sign`)."""
        return self._signer

    def check_validity(self, at: datetime) -> None:
        """:raises KeyRefused: KEY_EXPIRED or KEY_NOT_YET_VALID at the moment ``at``."""
        check_validity(self.certificate, at)

    def close(self) -> None:
        """Log out of the token; does nothing for a file."""
        if self._close is not None:
            self._close()
            self._close = None

    def __enter__(self) -> Key:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def load_p12(path: Path | str, passphrase: str | bytes, *, at: datetime | None = None) -> Key:
    """Open a PKCS#12 file (.p12, .pfx).

    :param at: moment at which the certificate must be valid; None means now.
    :raises KeyRefused: KEY_FILE_MISSING, KEY_PASSPHRASE, KEY_PASSPHRASE_LETTERS, KEY_UNUSABLE, KEY_EXPIRED,
        KEY_NOT_YET_VALID.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refuse(KeyRefused, "KEY_FILE_MISSING", file=path.name) from error
    return load_p12_bytes(data, passphrase, at=at, file=path.name)


def load_p12_bytes(data: bytes, passphrase: str | bytes, *, at: datetime | None = None, file: str = "p12") -> Key:
    """The same from bytes; ``file`` is the name shown in refusals.

    :raises KeyRefused: KEY_UNUSABLE, KEY_PASSPHRASE, KEY_PASSPHRASE_LETTERS.
    """
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not data.startswith(b"\x30"):
        raise refuse(KeyRefused, "KEY_UNUSABLE", file=file, detail="not PKCS#12")
    for secret in (tried := _secrets(passphrase)):
        try:
            private, certificate, others = pkcs12.load_key_and_certificates(data, secret)
            break
        except ValueError as error:
            # cryptography says the same "Invalid password or PKCS12 data" for both; the DER start was looked at above.
            if "password" not in str(error).lower():
                raise refuse(KeyRefused, "KEY_UNUSABLE", file=file) from None
        except Exception as error:
            raise refuse(KeyRefused, "KEY_UNUSABLE", file=file, detail=type(error).__name__) from None
    else:
        raise refuse(KeyRefused, "KEY_PASSPHRASE" if len(tried) == 1 else "KEY_PASSPHRASE_LETTERS", file=file)
    if private is None or certificate is None:
        raise refuse(KeyRefused, "KEY_UNUSABLE", file=file, detail="no key or no certificate")
    key = from_private(private, certificate, tuple(others))
    key.check_validity(at if at is not None else datetime.now(UTC))
    return key


def _secrets(passphrase: str | bytes) -> list[bytes]:
    """What a passphrase may have been to the program that made the file.

    RFC 7292 appendix B.1 wants Unicode. OpenSSL takes bytes that are no UTF-8 for Latin-1, which is what a Thai console
    (Windows-874) gave it, and OpenSSL 1.0 took all bytes so. Only letters beyond ASCII can differ.
    """
    if isinstance(passphrase, bytes) or passphrase.isascii():
        return [passphrase if isinstance(passphrase, bytes) else passphrase.encode()]
    read = [passphrase, passphrase.encode().decode("latin-1")]
    with contextlib.suppress(UnicodeEncodeError):
        read.insert(1, passphrase.encode("cp874").decode("latin-1"))
    return [one.encode() for one in read]


def load_certificate(path: Path | str, *, at: datetime | None = None) -> Certificate | None:
    """The certificate in a file that holds the public part only (PEM or DER); None when it is something else.

    :raises KeyRefused: KEY_FILE_MISSING; CERTIFICATE_WITH_KEY, CERTIFICATE_SEVERAL, KEY_UNUSABLE (a PEM that is none),
        KEY_EXPIRED, KEY_NOT_YET_VALID.
    """
    from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates

    path = Path(path)
    try:
        data = read_regular(path)
    except Unreadable as error:
        raise refuse(KeyRefused, "KEY_FILE_MISSING", file=path.name) from error
    if b"-----BEGIN" not in data:
        try:
            found = [load_der_x509_certificate(data)]
        except ValueError:
            return None  # a .p12, or nothing at all: who opens it says which
    elif b"PRIVATE KEY-----" in data:
        raise refuse(KeyRefused, "CERTIFICATE_WITH_KEY", file=path.name)
    else:
        try:
            found = load_pem_x509_certificates(data)
        except ValueError as error:
            raise refuse(KeyRefused, "KEY_UNUSABLE", file=path.name, detail="no certificate") from error
    if len(found) != 1:
        raise refuse(KeyRefused, "CERTIFICATE_SEVERAL", file=path.name, count=len(found))
    check_validity(found[0], at if at is not None else datetime.now(UTC))
    return found[0]


def common_name(certificate: Certificate) -> str:
    """The displayed name of a certificate's subject; for people only."""
    from cryptography.x509.oid import NameOID

    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def check_validity(certificate: Certificate, at: datetime) -> None:
    """:raises KeyRefused: KEY_EXPIRED or KEY_NOT_YET_VALID at the moment ``at``."""
    if at > certificate.not_valid_after_utc:
        raise refuse(KeyRefused, "KEY_EXPIRED", until=thai_day(certificate.not_valid_after_utc).isoformat())
    if at < certificate.not_valid_before_utc:
        raise refuse(KeyRefused, "KEY_NOT_YET_VALID", start=thai_day(certificate.not_valid_before_utc).isoformat())


def from_private(private: Any, certificate: Certificate, chain: tuple[Certificate, ...] = ()) -> Key:
    """A key from objects of ``cryptography`` (RSA, EC or Ed25519)."""
    return Key(certificate, chain, _cached_signer(private, certificate, chain))


def _cached_signer(private: Any, certificate: Certificate, chain: tuple[Certificate, ...]) -> Any:
    from asn1crypto import keys as asn1_keys
    from asn1crypto import x509 as asn1_x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    algorithms = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}

    class CachedSigner(encoding_once(SimpleSigner)):  # type: ignore[misc]
        """Signs with the key object instead of loading the key from DER each time."""

        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            if isinstance(private, rsa.RSAPrivateKey):
                return private.sign(data, padding.PKCS1v15(), algorithms[digest_algorithm])
            if isinstance(private, ec.EllipticCurvePrivateKey):
                return private.sign(data, ec.ECDSA(algorithms[digest_algorithm]))
            if isinstance(private, ed25519.Ed25519PrivateKey):
                return private.sign(data)
            raise refuse(KeyRefused, "KEY_UNUSABLE", detail=type(private).__name__)

    def convert(item: Certificate) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(item.public_bytes(Encoding.DER))

    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([convert(item) for item in (*chain, certificate)])
    info = asn1_keys.PrivateKeyInfo.load(private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    return CachedSigner(signing_cert=convert(certificate), signing_key=info, cert_registry=store)
