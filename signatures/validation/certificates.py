"""What is read of a certificate, and no more of it than something rests on (X.509, RFC 5280).

Authorities write policies, names and lengths of path that a strict parser dislikes. So the few values in question are
read one by one from the DER, and an odd value elsewhere in the certificate says nothing of the signature.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_CONSTRAINTS, _USAGE = "2.5.29.19", "2.5.29.15"


class Odd(Exception):
    """A value on which the verdict rests cannot be read; ``part`` names it."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


class Uses(NamedTuple):
    """What a certificate is for.

    :ivar names: of its key usage, None when it names none. :ivar authority: whether it may issue others.
    """

    names: frozenset[str] | None
    authority: bool


def _raw(certificate: Certificate) -> Any:
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def uses(certificate: Certificate) -> Uses:
    """Key usage and basic constraints (4.2.1.3, 4.2.1.9); other extensions are not looked into.

    :raises Odd: one of the two is there and cannot be read.
    """
    from asn1crypto import x509

    try:
        listed = _extensions(certificate)
    except Exception as error:
        raise Odd("extensions") from error
    try:
        constraints = listed.get(_CONSTRAINTS)
        authority = constraints is not None and bool(x509.BasicConstraints.load(constraints)["ca"].native)
    except Exception as error:
        raise Odd("basic constraints") from error
    try:
        usage = listed.get(_USAGE)
        return Uses(frozenset(x509.KeyUsage.load(usage).native) if usage is not None else None, authority)
    except Exception as error:
        raise Odd("key usage") from error


def _extensions(certificate: Certificate) -> dict[str, bytes]:
    """Extensions by number, none of them looked into."""
    from asn1crypto import core

    found = {}
    for item in _raw(certificate)["tbs_certificate"]["extensions"]:
        parts = core.Sequence.load(item.dump())  # as bare values: what an extension means is not asked
        found[parts[0].dotted] = bytes(parts[len(parts) - 1].native)
    return found


def validity(certificate: Certificate) -> tuple[datetime, datetime]:
    """First and last moment of a certificate's term. :raises Odd: they cannot be read."""
    try:
        return certificate.not_valid_before_utc, certificate.not_valid_after_utc
    except Exception as error:
        raise Odd("term") from error


def subject_name(certificate: Certificate) -> str:
    """What the certificate shows as its owner: the common name, or the whole subject; as much of it as can be read."""
    from cryptography.x509.oid import NameOID

    try:
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else certificate.subject.rfc4514_string()
    except Exception:
        return _plain_name(certificate, "subject")


def issuer_name(certificate: Certificate) -> str:
    """What the certificate shows as its issuer; as much of it as can be read."""
    try:
        return certificate.issuer.rfc4514_string()
    except Exception:
        return _plain_name(certificate, "issuer")


def _plain_name(certificate: Certificate, which: str) -> str:
    try:
        return str(_raw(certificate)[which].human_friendly)
    except Exception:
        return "?"


def self_issued(certificate: Certificate) -> bool:
    """Whether the certificate's own key signed it."""
    try:
        certificate.verify_directly_issued_by(certificate)
    except Exception:  # of another's key, or of an algorithm nobody here knows
        return False
    return True
