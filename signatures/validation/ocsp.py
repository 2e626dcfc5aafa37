"""What answers of a status service (OCSP, RFC 6960) say of a certificate. No service is asked: they came with the file
or the office keeps them.

pyHanko looks at such answers only where a root is configured and the certificate names a service; that a certificate
was revoked must count without either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


class Told(NamedTuple):
    """``revoked``: when, by each answer that counts. ``unverified``: an answer spoke of it that does not count."""

    revoked: list[datetime]
    unverified: bool


def revoked_online(
    certificate: Certificate, issuers: Sequence[Certificate], answers: Iterable[bytes], *, vouched: bool = False
) -> Told:
    """What answers say of a certificate. One that the issuer, or a certificate it issued for OCSP signing
    (RFC 6960, 4.2.2.2), did not sign does not count.

    :param vouched: the office gave the answers itself and the issuer's certificate is not at hand: they count.
    """
    revoked: list[datetime] = []
    unverified = False
    for data in answers:
        answer, said = _about(certificate, data)
        if not said:
            continue
        if vouched or any(_signed_answer(answer, issuer) for issuer in issuers):
            revoked += [one.revocation_time_utc for one in said if one.revocation_time_utc is not None]
        else:
            unverified = True
    return Told(revoked, unverified)


def _about(certificate: Certificate, data: bytes) -> tuple[Any, list[Any]]:
    """The answer and what it says of this very certificate; nothing where it is no answer."""
    from cryptography.x509 import ocsp

    try:
        answer = ocsp.load_der_ocsp_response(data)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            return None, []
        same = [one for one in answer.responses if one.serial_number == certificate.serial_number]
        return answer, [one for one in same if _names_issuer(certificate, one)]
    except Exception:  # not an answer, or one with a digest nobody here knows
        return None, []


def _names_issuer(certificate: Certificate, single: Any) -> bool:
    """Whether the answer is about a certificate of this issuer (RFC 6960, 4.1.1)."""
    from cryptography.hazmat.primitives.hashes import Hash

    digest = Hash(single.hash_algorithm)
    digest.update(certificate.issuer.public_bytes())
    return bool(digest.finalize() == single.issuer_name_hash)


def _signed_answer(answer: Any, issuer: Certificate) -> bool:
    """Whether the issuer, or a responder it issued for OCSP signing, signed the answer."""
    able = [issuer, *(one for one in answer.certificates if _may_answer(one, issuer))]
    try:
        return any(_verifies(one.public_key(), answer) for one in able)
    except Exception:  # signed with a key or a digest of a kind nobody here knows
        return False


def _may_answer(responder: Certificate, issuer: Certificate) -> bool:
    from cryptography.x509 import ExtendedKeyUsage
    from cryptography.x509.oid import ExtendedKeyUsageOID

    try:
        responder.verify_directly_issued_by(issuer)
        purposes = responder.extensions.get_extension_for_class(ExtendedKeyUsage).value
    except Exception:  # issued by another, or for no purpose
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in purposes


def _verifies(key: Any, answer: Any) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    signature, signed, digest = answer.signature, answer.tbs_response_bytes, answer.signature_hash_algorithm
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(digest))
        else:
            return False
    except InvalidSignature:
        return False
    return True
