"""Whose certificate is it, and was that person entitled on that day. By certificate, never by displayed name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from signatures.validation.certificates import subject_name
from signatures.validation.policy import Policy, Signer
from signatures.verdict import Reason, reason

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True)
class Person:
    """Owner of a certificate according to the policy.

    :ivar subject: what the certificate displays.
    :ivar signer: the appointment; None when the certificate is not registered.
    :ivar fault: why the appointment does not count on that day; None when it does.
    :ivar as_head: False where the signature stands in a place reserved for somebody else: whoever acts as head may
        have signed there as what they are besides.
    """

    subject: str
    signer: Signer | None = None
    fault: Reason | None = None
    as_head: bool = True

    @property
    def is_head(self) -> bool:
        """Whether this person signed as head, or for the head, and was entitled to on that day."""
        return self.as_head and self.fault is None and self.role == "head"

    @property
    def role(self) -> str | None:
        """In which role the person signed; None when the certificate is not registered."""
        if self.signer is None:
            return None
        return self.signer.role if self.as_head or self.signer.role != "head" else "other"

    def named(self) -> Reason:
        """The sentence that names the person."""
        assert self.signer is not None  # noqa: S101 - asked of registered people only
        facts = {"person": self.signer.name, "post": self.signer.post}
        if not self.is_head:
            return reason("OTHER_SIGNER", **facts)
        if self.signer.kind == "holder":
            return reason("HEAD_SIGNED", **facts)
        return reason("HEAD_SIGNED_ACTING", **facts, kind=self.signer.kind)


def who_is(policy: Policy, certificate: Certificate, day: date, *, as_head: bool = True) -> Person:
    """Find the appointment of the certificate's owner on ``day``; the head's role before any other, or after all
    others where the signature does not stand in the head's place (``as_head`` False)."""
    subject = subject_name(certificate)
    owned = [signer for signer in policy.signers if signer.owns(certificate)]
    if not owned:
        return Person(subject)
    in_force = [signer for signer in owned if signer.in_force(day)]
    if in_force or not as_head:
        ranked = in_force or owned
        ranked.sort(key=lambda signer: ((signer.role == "head") is not as_head, signer.kind != "holder"))
        return Person(subject, ranked[0], as_head=as_head)
    owned.sort(key=lambda signer: signer.role != "head")
    signer = owned[0]
    if signer.role != "head":
        return Person(subject, signer)  # named, never sufficient: the term of other posts is not this check's affair
    if signer.kind == "holder":
        fault = reason("SIGNER_NOT_HEAD_ON_DATE", person=signer.name, day=day.isoformat())
    else:
        fault = reason("DELEGATION_NOT_IN_FORCE", person=signer.name, kind=signer.kind, day=day.isoformat())
    return Person(subject, signer, fault)
