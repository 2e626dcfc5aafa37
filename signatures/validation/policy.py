"""Whose certificates count, since when and until when, which roots are trusted, which grade is required.

No root is trusted unless it is named; an office confirms its fingerprint by its own channel first. How a policy is
read from a file: :mod:`signatures.validation.policy_file`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from signatures.verdict import Grade

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

KINDS = ("holder", "acting", "delegated", "caretaker")

APPEARANCES = ("blank", "box")
"""Where a signature's picture may stand: in its box or on a blank place, or in its box only."""

KEY_USAGES = ("digital_signature", "non_repudiation")
"""Uses a certificate may carry for signing documents (RFC 5280, 4.2.1.3; the second is also called content
commitment)."""


@dataclass(frozen=True, slots=True)
class Signer:
    """One appointment and the certificate that goes with it.

    :ivar starts: first day on which the appointment is in force; None means always.
    :ivar ends: last day, included; None means still.
    :ivar certificate: DER of the registered certificate; or else
    :ivar subject_serial: ``serialNumber`` of the certificate's subject, together with
    :ivar issuer: DER of the issuer's certificate, whose key must really have signed the signer's certificate.
    :ivar role: ``head`` for who may sign as head; others (``director``, ``officer``) are named, never sufficient.
    """

    name: str
    post: str = ""
    kind: str = "holder"
    starts: date | None = None
    ends: date | None = None
    certificate: bytes | None = None
    subject_serial: str | None = None
    issuer: bytes | None = None
    role: str = "head"

    def in_force(self, day: date) -> bool:
        """Whether the appointment holds on ``day``."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)

    def owns(self, certificate: Certificate) -> bool:
        """Whether ``certificate`` is the one registered here. The displayed name plays no part."""
        from cryptography.hazmat.primitives.serialization import Encoding
        from cryptography.x509 import load_der_x509_certificate
        from cryptography.x509.oid import NameOID

        if self.certificate is not None:
            return certificate.public_bytes(Encoding.DER) == self.certificate
        if self.subject_serial is None or self.issuer is None:
            return False
        try:
            serials = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
            if len(serials) != 1 or serials[0].value != self.subject_serial:
                return False
            certificate.verify_directly_issued_by(load_der_x509_certificate(self.issuer))
        except Exception:  # odd subject, wrong key, wrong name or unknown algorithm: not this issuer's
            return False
        return True

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "post": self.post,
            "kind": self.kind,
            "from": self.starts.isoformat() if self.starts else None,
            "until": self.ends.isoformat() if self.ends else None,
            "certificate": _b64(self.certificate),
            "subject_serial": self.subject_serial,
            "issuer": _b64(self.issuer),
            "role": self.role,
        }


@dataclass(frozen=True)
class Policy:
    """Everything a verdict depends on besides the file. Certificates, lists and answers are DER.

    :ivar crls: revocation lists. :ivar ocsps: answers of status services (OCSP, RFC 6960).
    :ivar key_usage: a signer's certificate must be meant for at least one of these, of ``KEY_USAGES``.
    :ivar appearance: where a signature's picture may stand, of ``APPEARANCES``.
    """

    signers: tuple[Signer, ...] = ()
    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    tsa_roots: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    key_usage: tuple[str, ...] = KEY_USAGES
    required_grade: Grade = Grade.ATTESTED
    appearance: str = APPEARANCES[0]

    @cached_property
    def id(self) -> str:
        """Digest of the policy's content; a verdict names it."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """The whole policy as plain values: for the child process and the evidence bundle."""
        return {
            "signers": [signer.to_json() for signer in self.signers],
            "roots": [_b64(item) for item in self.roots],
            "intermediates": [_b64(item) for item in self.intermediates],
            "tsa_roots": [_b64(item) for item in self.tsa_roots],
            "crls": [_b64(item) for item in self.crls],
            # Left out where nothing is said: a policy kept before there were such things keeps its digest.
            **({"ocsps": [_b64(item) for item in self.ocsps]} if self.ocsps else {}),
            **({"key_usage": list(self.key_usage)} if self.key_usage != KEY_USAGES else {}),
            **({"appearance": self.appearance} if self.appearance != APPEARANCES[0] else {}),
            "required_grade": int(self.required_grade),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Policy:
        """Read back what ``to_json`` wrote, also before there were ``ocsps`` and ``key_usage``."""
        return cls(
            signers=tuple(
                Signer(
                    name=item["name"],
                    post=item["post"],
                    kind=item["kind"],
                    starts=_date(item["from"]),
                    ends=_date(item["until"]),
                    certificate=_unb64(item["certificate"]),
                    subject_serial=item["subject_serial"],
                    issuer=_unb64(item["issuer"]),
                    role=item["role"],
                )
                for item in data["signers"]
            ),
            roots=tuple(base64.b64decode(item) for item in data["roots"]),
            intermediates=tuple(base64.b64decode(item) for item in data["intermediates"]),
            tsa_roots=tuple(base64.b64decode(item) for item in data["tsa_roots"]),
            crls=tuple(base64.b64decode(item) for item in data["crls"]),
            ocsps=tuple(base64.b64decode(item) for item in data.get("ocsps", ())),
            key_usage=tuple(data.get("key_usage", KEY_USAGES)),
            required_grade=Grade(data["required_grade"]),
            appearance=data.get("appearance", APPEARANCES[0]),
        )


def _b64(data: bytes | None) -> str | None:
    return base64.b64encode(data).decode() if data is not None else None


def _unb64(text: str | None) -> bytes | None:
    return base64.b64decode(text) if text is not None else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
