"""Whose certificates they are, in which role and on which days: registered certificates x appointments."""

from __future__ import annotations

from workflow.ports.verification import SignerTerm
from workflow.records import queries
from workflow.records.models import Certificate
from workflow.services.context.use_case import UseCase


def certificates_of(use_case: UseCase) -> list[Certificate]:
    """Every certificate the office registered."""
    return queries.people.certificates(use_case.session, use_case.office_id)


def own_certificates(use_case: UseCase) -> frozenset[str]:
    """SHA-256 of each certificate registered for who acts."""
    return frozenset(c.fingerprint for c in certificates_of(use_case) if c.person_id == use_case.me.person_id)


def signer_terms(use_case: UseCase) -> tuple[SignerTerm, ...]:
    """One term for every certificate of a person for every window of every appointment: who was, or acted for, the head
    may sign as head; everybody else is named where they signed before the head."""
    certificates: dict[int, list[Certificate]] = {}
    for c in certificates_of(use_case):
        certificates.setdefault(c.person_id, []).append(c)
    return tuple(
        SignerTerm(a.person.name, a.for_post or a.post, a.kind.value, a.starts, a.ends, c.pem, a.role.value)
        for a in queries.people.appointments(use_case.session, use_case.office_id)
        for c in certificates.get(a.person_id, ())
    )
