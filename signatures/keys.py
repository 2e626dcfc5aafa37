"""Keys to sign with: a PKCS#12 file or a PKCS#11 token, opened once and kept as an object.

The default signer of pyHanko loads (and re-checks) the private key for every signature, 200 ms for RSA-3072; kept
as an object it is 2 ms. Passphrases are parameters only: never stored, never in an exception or a repr.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from signatures.errors import KeyRefused, refuse

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
        from cryptography.x509.oid import NameOID

        names = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else self.certificate.subject.rfc4514_string()

    @property
    def signer(self) -> Any:
        """The pyHanko signer (for :mod:`signatures.signing`)."""
        return self._signer

    def check_validity(self, at: datetime) -> None:
        """:raises KeyRefused: KEY_EXPIRED or KEY_NOT_YET_VALID at the moment ``at``."""
        if at > self.certificate.not_valid_after_utc:
            raise refuse(KeyRefused, "KEY_EXPIRED", until=self.certificate.not_valid_after_utc.date().isoformat())
        if at < self.certificate.not_valid_before_utc:
            start = self.certificate.not_valid_before_utc.date().isoformat()
            raise refuse(KeyRefused, "KEY_NOT_YET_VALID", start=start)

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
    :raises KeyRefused: KEY_FILE_MISSING, KEY_PASSPHRASE, KEY_UNUSABLE, KEY_EXPIRED, KEY_NOT_YET_VALID.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refuse(KeyRefused, "KEY_FILE_MISSING", file=path.name) from error
    return load_p12_bytes(data, passphrase, at=at, file=path.name)


def load_p12_bytes(data: bytes, passphrase: str | bytes, *, at: datetime | None = None, file: str = "p12") -> Key:
    """The same from bytes; ``file`` is the name shown in refusals."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not data.startswith(b"\x30"):
        raise refuse(KeyRefused, "KEY_UNUSABLE", file=file, detail="not PKCS#12")
    secret = passphrase.encode() if isinstance(passphrase, str) else passphrase
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(data, secret)
    except ValueError as error:
        # cryptography says the same "Invalid password or PKCS12 data" for both; the DER start was looked at above.
        code = "KEY_PASSPHRASE" if "password" in str(error).lower() else "KEY_UNUSABLE"
        raise refuse(KeyRefused, code, file=file) from None
    except Exception as error:
        raise refuse(KeyRefused, "KEY_UNUSABLE", file=file, detail=type(error).__name__) from None
    if private is None or certificate is None:
        raise refuse(KeyRefused, "KEY_UNUSABLE", file=file, detail="no key or no certificate")
    key = from_private(private, certificate, tuple(others))
    key.check_validity(at if at is not None else datetime.now(UTC))
    return key


def from_private(private: Any, certificate: Certificate, chain: tuple[Certificate, ...] = ()) -> Key:
    """A key from objects of ``cryptography`` (RSA, EC or Ed25519)."""
    return Key(certificate, chain, _cached_signer(private, certificate, chain))


def load_token(
    library: Path | str,
    pin: str,
    *,
    token: str | None = None,
    slot: int | None = None,
    certificate: str | None = None,
    key: str | None = None,
    at: datetime | None = None,
) -> Key:
    """Open a key on a PKCS#11 token (smart card, USB token, SoftHSM). Close it after use.

    :param library: the vendor's PKCS#11 library.
    :param token: label of the token; None takes the one in ``slot``, or the only one.
    :param certificate: label of the certificate object; None takes the label of ``key``.
    :raises KeyRefused: TOKEN_MISSING, TOKEN_PIN_WRONG, TOKEN_KEY_MISSING, KEY_EXPIRED, KEY_NOT_YET_VALID.
    """
    import pkcs11
    from cryptography.x509 import load_der_x509_certificate
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    try:
        session = open_pkcs11_session(
            str(library),
            slot_no=slot,
            token_criteria=TokenCriteria(label=token) if token is not None else None,
            user_pin=pin,
        )
    except (pkcs11.exceptions.PinIncorrect, pkcs11.exceptions.PinLenRange, pkcs11.exceptions.PinInvalid):
        raise refuse(KeyRefused, "TOKEN_PIN_WRONG") from None
    except Exception as error:
        raise refuse(KeyRefused, "TOKEN_MISSING", detail=type(error).__name__) from None
    try:
        signer: Any = PKCS11Signer(session, cert_label=certificate or key, key_label=key or certificate)
        found = signer.signing_cert
        if found is None:
            raise LookupError
        if found.public_key.algorithm == "ec":
            # Many tokens (SoftHSM too) sign a digest with ECDSA but do not hash by themselves.
            offered = session.token.slot.get_mechanisms()
            signer.use_raw_mechanism = pkcs11.Mechanism.ECDSA_SHA256 not in offered
        signer._load_objects()  # finds the private key now, not in the middle of signing
        chain = tuple(load_der_x509_certificate(item.dump()) for item in signer.cert_registry or () if item != found)
    except Exception as error:
        session.close()
        raise refuse(KeyRefused, "TOKEN_KEY_MISSING", detail=type(error).__name__) from None
    opened = Key(load_der_x509_certificate(found.dump()), chain, signer, session.close)
    try:
        opened.check_validity(at if at is not None else datetime.now(UTC))
    except KeyRefused:
        opened.close()
        raise
    return opened


def _cached_signer(private: Any, certificate: Certificate, chain: tuple[Certificate, ...]) -> Any:
    from asn1crypto import keys as asn1_keys
    from asn1crypto import x509 as asn1_x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    algorithms = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}

    class CachedSigner(SimpleSigner):
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
