"""Which certificates may sign as head, and on which days: registered certificates x appointments."""

from __future__ import annotations

from sqlalchemy import select

from workflow.ports import SignerTerm
from workflow.records.models import Appointment, Certificate
from workflow.rules.states import Role
from workflow.services.desk import Desk


def certificates_of(desk: Desk) -> list[Certificate]:
    """Every certificate the office registered."""
    return list(desk.session.scalars(select(Certificate).where(Certificate.office_id == desk.office_id)))


def signer_terms(desk: Desk) -> tuple[SignerTerm, ...]:
    """One term for every certificate of a person for every window in which they were, or acted for, the head."""
    certificates: dict[int, list[Certificate]] = {}
    for c in certificates_of(desk):
        certificates.setdefault(c.person_id, []).append(c)
    heads = select(Appointment).where(Appointment.office_id == desk.office_id, Appointment.role == Role.HEAD)
    return tuple(
        SignerTerm(a.person.name, a.for_post or a.post, a.kind.value, a.starts, a.ends, c.pem)
        for a in desk.session.scalars(heads.order_by(Appointment.id))
        for c in certificates.get(a.person_id, ())
    )
