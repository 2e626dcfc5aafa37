"""A throw-away certification authority for samples and tests. It proves nothing about anybody.

Every certificate says so in its organisation, and ``WARNING`` is there to be printed beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from signatures.signing.pkcs12 import Key, from_private

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

ORGANISATION = "THROW-AWAY CA - FOR SAMPLES ONLY"
WARNING = {
    "th": "คำเตือน: ใบรับรองชุดนี้สร้างขึ้นชั่วคราวเพื่อการสาธิตเท่านั้น ไม่มีผลทางกฎหมาย ห้ามใช้ลงนามเอกสารราชการจริง",
    "en": "Warning: throw-away sample certificates, without legal effect. Never sign a real document with them.",
}

Kind = Literal["ec", "ed25519", "rsa2048", "rsa3072", "rsa1024"]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """A root or intermediate with its private key. ``chain`` are the certificates above it, nearest first."""

    certificate: Certificate
    private: Any
    chain: tuple[Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        from cryptography.hazmat.primitives.serialization import Encoding

        return self.certificate.public_bytes(Encoding.PEM)


@dataclass(frozen=True)
class Issued:
    """An end-entity certificate with its private key and the certificates above it."""

    certificate: Certificate
    private: Any
    chain: tuple[Certificate, ...]

    @property
    def pem(self) -> bytes:
        from cryptography.hazmat.primitives.serialization import Encoding

        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key(self) -> Key:
        """Ready to sign with."""
        return from_private(self.private, self.certificate, self.chain)

    def to_p12(self, passphrase: str) -> bytes:
        """As a PKCS#12 file."""
        from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

        encryption = BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(b"key", self.private, self.certificate, self.chain, encryption)


def make_ca(
    name: str,
    *,
    parent: Authority | None = None,
    key: Kind = "ec",
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> Authority:
    """A root, or an intermediate under ``parent``. Default: valid from yesterday for ten years."""
    from cryptography import x509

    private = make_key(key)
    builder = _builder(name, None, private, parent, not_before, not_after, 3650)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    certificate = _sign(builder, parent.private if parent else private)
    chain = (parent.certificate, *parent.chain) if parent else ()
    return Authority(certificate, private, chain)


def issue(
    ca: Authority,
    common_name: str,
    *,
    serial_number: str | None = None,
    key: Kind = "ec",
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    usage: Iterable[str] = ("digital_signature", "content_commitment"),
    timestamping: bool = False,
    answering: bool = False,
    as_ca: bool | None = False,
    digest: str = "sha256",
    online: str | None = None,
) -> Issued:
    """A certificate for a person.

    :param serial_number: the subject's ``serialNumber`` attribute, as personal certificates carry.
    :param usage: key usage bits that are set; ``content_commitment`` is what X.509 once called non-repudiation.
    :param timestamping: makes it a time stamping authority's certificate instead.
    :param answering: lets it sign answers about the status of the authority's certificates (OCSP).
    :param as_ca: None leaves basic constraints out.
    :param online: where the authority says it answers for the certificate's status (OCSP); None: it does not.
    """
    from cryptography import x509
    from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

    private = make_key(key)
    builder = _builder(common_name, serial_number, private, ca, not_before, not_after, 730)
    if as_ca is not None:
        builder = builder.add_extension(x509.BasicConstraints(ca=as_ca, path_length=None), critical=True)
    bits = list(usage)
    if bits:
        builder = builder.add_extension(_usage(**dict.fromkeys(bits, True)), critical=True)
    if timestamping:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    if answering:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
    if online is not None:
        place = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(online))
        builder = builder.add_extension(x509.AuthorityInformationAccess([place]), critical=False)
    return Issued(_sign(builder, ca.private, digest), private, (ca.certificate, *ca.chain))


def make_key(kind: Kind = "ec") -> Any:
    """A fresh private key: P-256 (fast), Ed25519 or RSA."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(65537, int(kind.removeprefix("rsa")))


def _usage(**bits: bool) -> Any:
    from cryptography import x509

    names = [
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ]
    return x509.KeyUsage(**{name: bits.get(name, False) for name in names})


def _builder(
    name: str,
    serial_number: str | None,
    private: Any,
    parent: Authority | None,
    not_before: datetime | None,
    not_after: datetime | None,
    days: int,
) -> Any:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "TH"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
        x509.NameAttribute(NameOID.COMMON_NAME, name),
    ]
    if serial_number is not None:
        attributes.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial_number))
    subject = x509.Name(attributes)
    start = not_before if not_before is not None else datetime.now(UTC) - DAY
    issuer_key = parent.private.public_key() if parent else private.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(parent.certificate.subject if parent else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(not_after if not_after is not None else start + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
    )


def _sign(builder: Any, private: Any, digest: str = "sha256") -> Any:
    from cryptography.hazmat.primitives import hashes

    return builder.sign(private, {"sha256": hashes.SHA256(), "sha512": hashes.SHA512()}[digest])
