"""What practice authorities never need to make, and tests do: lists of the revoked, answers about one certificate,
certificates nobody stands behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from signatures.signing import practice_ca
from signatures.signing.practice_ca import Authority, Issued, Kind, make_key

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


def self_signed(common_name: str, *, serial_number: str | None = None, key: Kind = "ec", **when: datetime) -> Issued:
    """A certificate nobody stands behind, as any program can make one."""
    from cryptography import x509

    private = make_key(key)
    builder = practice_ca._builder(
        common_name, serial_number, private, None, when.get("not_before"), when.get("not_after"), 730
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(practice_ca._usage(digital_signature=True, content_commitment=True), critical=True)
    return Issued(practice_ca._sign(builder, private), private, ())


def make_crl(
    ca: Authority,
    revoked: Iterable[tuple[Certificate, datetime]] = (),
    *,
    at: datetime | None = None,
    days: float = 30,
) -> bytes:
    """A revocation list in DER, issued at ``at`` (default now), next update after ``days``."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding

    moment = at if at is not None else datetime.now(UTC)
    builder = x509.CertificateRevocationListBuilder().issuer_name(ca.certificate.subject)
    builder = builder.last_update(moment).next_update(moment + timedelta(days=days))
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.private.public_key()), critical=False
    )
    builder = builder.add_extension(x509.CRLNumber(int(moment.timestamp())), critical=False)
    for certificate, when in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number).revocation_date(when)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(ca.private, hashes.SHA256()).public_bytes(Encoding.DER)


def make_answer(
    ca: Authority,
    about: Issued,
    revoked: datetime | None = None,
    *,
    responder: Issued | None = None,
    at: datetime | None = None,
    days: float = 7,
) -> bytes:
    """The answer of a status service (OCSP) in DER: good, or revoked since ``revoked``.

    :param ca: who answers, unless ``responder`` does for the issuer. :param days: until the next answer.
    """
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import ocsp

    moment = at if at is not None else datetime.now(UTC)
    issuer = about.chain[0] if about.chain else ca.certificate
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=about.certificate,
        issuer=issuer,
        algorithm=hashes.SHA256(),
        cert_status=ocsp.OCSPCertStatus.GOOD if revoked is None else ocsp.OCSPCertStatus.REVOKED,
        this_update=moment,
        next_update=moment + timedelta(days=days),
        revocation_time=revoked,
        revocation_reason=None,
    )
    by: Authority | Issued = responder if responder is not None else ca
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, by.certificate)
    if responder is not None:
        builder = builder.certificates([responder.certificate])
    return builder.sign(by.private, hashes.SHA256()).public_bytes(Encoding.DER)
