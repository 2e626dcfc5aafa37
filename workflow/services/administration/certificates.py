"""Registering the certificate a person signs with: what verdicts match later, never the displayed name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Certificate
from workflow.rules.errors import NotFound, Unmet, WrongRole
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import acting


def register_key(
    office: Office, login: str, *, person: str | None, key_file: Path, passphrase: Callable[[], str]
) -> str:
    """Register a certificate for a person (oneself, or another by an administrator): from a key file or token, or from
    a file of the certificate alone.

    :param passphrase: asked only when there is a key to open.

    :returns: fingerprint (SHA-256 of the certificate). :raises WrongRole: for another, without being administrator.
    """
    key = office.keys.certificate(key_file) or office.keys.open(key_file, passphrase())
    with acting(office, login) as use_case:
        wanted = person or login
        if wanted != login and not use_case.me.administrator:
            facts = {"step": "key_register", "who": ["administrator"], "person": login}
            raise WrongRole("not_administrator", "key_register", (Unmet("not_administrator", facts),))
        row = queries.people.person(use_case.session, use_case.office_id, wanted)
        if row is None:
            raise NotFound("no_such_person", login=wanted)
        if queries.people.certificate(use_case.session, row.id, key.fingerprint) is None:
            use_case.session.add(
                Certificate(
                    office_id=use_case.office_id, person_id=row.id, fingerprint=key.fingerprint, subject=key.subject,
                    pem=key.certificate_pem, registered_at=use_case.now, registered_by=login,
                )
            )  # fmt: skip
            facts = {"person": wanted, "fingerprint": key.fingerprint, "subject": key.subject}
            Record(use_case).add(Kind.KEY_REGISTERED, facts)
        return key.fingerprint
