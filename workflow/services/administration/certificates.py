"""Registering the certificate a person signs with: what verdicts match later, never the displayed name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from workflow.records.kinds import Kind
from workflow.records.models import Certificate, Person
from workflow.rules.errors import NotFound, Unmet, WrongRole
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import Desk


def register_key(
    office: Office, login: str, *, person: str | None, key_file: Path, passphrase: Callable[[], str]
) -> str:
    """Register a certificate for a person (oneself, or another by an administrator): from a key file or token, or from
    a file of the certificate alone.

    :param passphrase: asked only when there is a key to open.

    :returns: fingerprint (SHA-256 of the certificate). :raises WrongRole: for another, without being administrator.
    """
    key = office.signatures.certificate(key_file) or office.signatures.open_key(key_file, passphrase())
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        wanted = person or login
        if wanted != login and not desk.me.administrator:
            facts = {"step": "key_register", "who": ["administrator"], "person": login}
            raise WrongRole("not_administrator", "key_register", (Unmet("not_administrator", facts),))
        row = uow.session.scalar(select(Person).where(Person.office_id == desk.office_id, Person.login == wanted))
        if row is None:
            raise NotFound("no_such_person", login=wanted)
        exists = select(Certificate).where(Certificate.person_id == row.id, Certificate.fingerprint == key.fingerprint)
        if uow.session.scalar(exists) is None:
            uow.session.add(
                Certificate(
                    office_id=desk.office_id, person_id=row.id, fingerprint=key.fingerprint, subject=key.subject,
                    pem=key.certificate_pem, registered_at=desk.now, registered_by=login,
                )
            )  # fmt: skip
            facts = {"person": wanted, "fingerprint": key.fingerprint, "subject": key.subject}
            Record(desk).add(Kind.KEY_REGISTERED, facts)
        uow.commit()
        return key.fingerprint
