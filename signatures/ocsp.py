"""What the answers of a status service (OCSP, RFC 6960) that came with a file say of a certificate. Nothing is asked.

pyHanko looks at such answers only where a root is configured and the certificate names a service; that a certificate
was revoked must count without either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


def revoked_online(
    certificate: Certificate, issuers: Sequence[Certificate], answers: Iterable[bytes]
) -> list[datetime]:
    """When the answers (OCSP, RFC 6960) say the certificate was revoked. One that the issuer, or a certificate it
    issued for OCSP signing (4.2.2.2), did not sign says nothing."""
    return [when for data in answers for when in _said_revoked(certificate, issuers, data)]


def _said_revoked(certificate: Certificate, issuers: Sequence[Certificate], data: bytes) -> list[datetime]:
    from cryptography.x509 import ocsp

    try:
        answer = ocsp.load_der_ocsp_response(data)
        if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            return []
        said = [one for one in answer.responses if one.serial_number == certificate.serial_number]
        known = [issuer for issuer in issuers if _signed_answer(answer, issuer)] if said else []
        return [
            one.revocation_time_utc
            for one in said
            if one.revocation_time_utc is not None and any(_answers_for(issuer, one) for issuer in known)
        ]
    except Exception:  # not an answer, or one signed with a key of a kind that cannot sign one
        return []


def _answers_for(issuer: Certificate, single: Any) -> bool:
    """Whether the answer is about a certificate of this issuer (RFC 6960, 4.1.1)."""
    from cryptography.hazmat.primitives.hashes import Hash

    digest = Hash(single.hash_algorithm)
    digest.update(issuer.subject.public_bytes())
    return bool(digest.finalize() == single.issuer_name_hash)


def _signed_answer(answer: Any, issuer: Certificate) -> bool:
    """Whether the issuer, or a responder it issued for OCSP signing, signed the answer."""
    able = [issuer, *(one for one in answer.certificates if _may_answer(one, issuer))]
    return any(_verifies(one.public_key(), answer) for one in able)


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
