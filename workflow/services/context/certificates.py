"""Whose certificates they are, in which role and on which days: registered certificates x appointments."""

from __future__ import annotations

from sqlalchemy import select

from workflow.ports import SignerTerm
from workflow.records.models import Appointment, Certificate
from workflow.services.context.use_case import Desk


def certificates_of(desk: Desk) -> list[Certificate]:
    """Every certificate the office registered."""
    return list(desk.session.scalars(select(Certificate).where(Certificate.office_id == desk.office_id)))


def own_certificates(desk: Desk) -> frozenset[str]:
    """SHA-256 of each certificate registered for who acts."""
    return frozenset(c.fingerprint for c in certificates_of(desk) if c.person_id == desk.me.person_id)


def signer_terms(desk: Desk) -> tuple[SignerTerm, ...]:
    """One term for every certificate of a person for every window of every appointment: who was, or acted for, the head
    may sign as head; everybody else is named where they signed before the head."""
    certificates: dict[int, list[Certificate]] = {}
    for c in certificates_of(desk):
        certificates.setdefault(c.person_id, []).append(c)
    everyone = select(Appointment).where(Appointment.office_id == desk.office_id)
    return tuple(
        SignerTerm(a.person.name, a.for_post or a.post, a.kind.value, a.starts, a.ends, c.pem, a.role.value)
        for a in desk.session.scalars(everyone.order_by(Appointment.id))
        for c in certificates.get(a.person_id, ())
    )
