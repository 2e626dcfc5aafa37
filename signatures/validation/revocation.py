"""Whether a certificate is known to be revoked, by every list (CRL, RFC 5280) and answer (OCSP, RFC 6960) at hand.

Apart from the chain: that a certificate was revoked counts without a configured root, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from signatures.validation.cert_store import Material
from signatures.validation.ocsp import revoked_online

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True)
class Revocation:
    """When a certificate was revoked according to a usable list; None when no usable list names it."""

    when: datetime | None = None
    unverified: bool = False


def known_revocation(certificate: Certificate, material: Material) -> Revocation:
    """Look the certificate up in every list of its issuer, and in every answer of a status service (OCSP).

    What came in the file counts only with a good signature of the issuer. What the office gave counts also when
    the issuer's certificate is not at hand; with a bad signature it never counts.
    """
    from cryptography.x509 import load_der_x509_crl

    said: list[_Said] = []
    unverified = False
    issuers = _issuers(material.certificates, certificate)
    for given, data in [*((True, item) for item in material.given), *((False, item) for item in material.embedded)]:
        try:
            crl = load_der_x509_crl(data)
            if crl.issuer != certificate.issuer:
                continue
            good = any(crl.is_signature_valid(issuer.public_key()) for issuer in issuers)  # type: ignore[arg-type]
            if (good or (given and not issuers)) and not _speaks_for_others(crl):
                said.append(_said(crl, certificate.serial_number))
            else:
                unverified = True
        except Exception:  # not a list, or a key of a kind that cannot sign one
            unverified = True
    cleared = max((one.at for one in said if one.revoked is None and not one.delta), default=None)
    standing = [one for one in said if not (one.on_hold and cleared is not None and one.at < cleared)]
    when = min((one.revoked for one in standing if one.revoked is not None), default=None)
    for given, answers in ((True, material.given_answers), (False, material.embedded_answers)):
        told = revoked_online(certificate, issuers, answers, vouched=given and not issuers)
        unverified |= told.unverified
        when = min((moment for moment in (when, *told.revoked) if moment is not None), default=None)
    return Revocation(when, unverified)


@dataclass(frozen=True)
class _Said:
    """What one list says of a certificate. ``revoked`` None: nothing. ``on_hold``: only for the time being; a newer
    whole list that does not name it any more has let it go (RFC 5280, 5.3.1)."""

    at: datetime
    revoked: datetime | None
    on_hold: bool
    delta: bool


def _said(crl: Any, serial: int) -> _Said:
    from cryptography import x509

    delta = _extension(crl, x509.DeltaCRLIndicator) is not None
    entry = crl.get_revoked_certificate_by_serial_number(serial)
    why = _extension(entry, x509.CRLReason) if entry is not None else None
    reason_given = why.reason if why is not None else None
    if entry is None or reason_given is x509.ReasonFlags.remove_from_crl:
        return _Said(crl.last_update_utc, None, False, delta)
    on_hold = reason_given is x509.ReasonFlags.certificate_hold
    return _Said(crl.last_update_utc, entry.revocation_date_utc, on_hold, delta)


def _speaks_for_others(crl: Any) -> bool:
    """Whether a list names certificates of several issuers (indirect, RFC 5280, 5.2.5): serials alone say nothing."""
    from cryptography import x509

    point = _extension(crl, x509.IssuingDistributionPoint)
    return point is not None and bool(point.indirect_crl)


def _extension(of: Any, kind: Any) -> Any:
    """The value of an extension, None where there is none."""
    from cryptography import x509

    try:
        return of.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _issuers(data: Iterable[bytes], certificate: Certificate) -> list[Certificate]:
    """Those whose key signed the certificate: one that only bears the issuer's name, put into the file by whoever
    made it, must neither speak about a certificate nor discredit the list of the true issuer."""
    from cryptography.x509 import load_der_x509_certificate

    found = []
    for item in dict.fromkeys(data):
        try:
            candidate = load_der_x509_certificate(item)
            certificate.verify_directly_issued_by(candidate)
            found.append(candidate)
        except Exception:  # noqa: S112 - unreadable, of another name or key, of an algorithm nobody here knows
            continue
    return found
