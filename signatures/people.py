"""Whose certificate is it, and was that person entitled on that day. By certificate, never by displayed name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from signatures.policy import Policy, Signer
from signatures.verdict import Reason, reason

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True)
class Person:
    """Owner of a certificate according to the policy.

    :ivar subject: what the certificate displays.
    :ivar signer: the appointment; None when the certificate is not registered.
    :ivar fault: why the appointment does not count on that day; None when it does.
    """

    subject: str
    signer: Signer | None = None
    fault: Reason | None = None

    @property
    def is_head(self) -> bool:
        """Whether this person was head, or acted for the head, on that day."""
        return self.signer is not None and self.fault is None and self.signer.role == "head"

    def named(self) -> Reason:
        """The sentence that names the person."""
        assert self.signer is not None  # noqa: S101 - asked of registered people only
        facts = {"person": self.signer.name, "post": self.signer.post}
        if not self.is_head:
            return reason("OTHER_SIGNER", **facts)
        if self.signer.kind == "holder":
            return reason("HEAD_SIGNED", **facts)
        return reason("HEAD_SIGNED_ACTING", **facts, kind=self.signer.kind)


def who_is(policy: Policy, certificate: Certificate, day: date) -> Person:
    """Find the appointment of the certificate's owner on ``day``; the head's role before any other."""
    subject = display_name(certificate)
    owned = [signer for signer in policy.signers if signer.owns(certificate)]
    if not owned:
        return Person(subject)
    in_force = [signer for signer in owned if signer.in_force(day)]
    if in_force:
        in_force.sort(key=lambda signer: (signer.role != "head", signer.kind != "holder"))
        return Person(subject, in_force[0])
    owned.sort(key=lambda signer: signer.role != "head")
    signer = owned[0]
    if signer.role != "head":
        return Person(subject, signer)  # named, never sufficient: the term of other posts is not this check's affair
    if signer.kind == "holder":
        fault = reason("SIGNER_NOT_HEAD_ON_DATE", person=signer.name, day=day.isoformat())
    else:
        fault = reason("DELEGATION_NOT_IN_FORCE", person=signer.name, kind=signer.kind, day=day.isoformat())
    return Person(subject, signer, fault)


def display_name(certificate: Certificate) -> str:
    """Common name, or the whole subject when there is none."""
    from cryptography.x509.oid import NameOID

    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()
