"""The certificates people sign with: registered for one person each, withdrawn with a day, never deleted.

A verdict matches the certificate, never the displayed name. Whoever opens the key shows that it is theirs; a
certificate alone shows nothing, so an administrator other than its owner vouches for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Certificate
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.thai import one_line


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """One registered certificate. ``withdrawn_on`` ``None``: it is in use."""

    person: str
    name: str
    subject: str
    fingerprint: str
    registered_on: date
    registered_by: str
    withdrawn_on: date | None
    withdrawn_reason: str | None


def register_key(
    office: Office, login: str, *, person: str | None, key_file: Path, passphrase: Callable[[], str]
) -> str:
    """Register a certificate for a person: from a key file or token by its owner or an administrator, or from a file of
    the certificate alone by an administrator for somebody else.

    :param passphrase: asked only when there is a key to open.
    :returns: fingerprint (SHA-256 of the certificate).
    :raises WrongRole: for another, or the certificate alone, without being administrator; alone for oneself.
    :raises Refused: the certificate is another person's, or was withdrawn.
    """
    alone = office.keys.certificate(key_file)
    key = alone or office.keys.open(key_file, passphrase())
    with acting(office, login, lock=True) as use_case:
        wanted = person or login
        if wanted != login and not use_case.me.administrator:
            _refuse(WrongRole, "not_administrator", step="key_register", who=["administrator"], person=login)
        if alone is not None and (wanted == login or not use_case.me.administrator):
            _refuse(WrongRole, "certificate_needs_administrator", person=wanted)
        row = queries.people.person(use_case.session, use_case.office_id, wanted)
        if row is None:
            raise NotFound("no_such_person", login=wanted)
        for known in queries.people.certificates_with(use_case.session, use_case.office_id, key.fingerprint):
            if known.person_id != row.id:
                _refuse(Refused, "key_of_another", person=wanted, owner=known.person.login, subject=known.subject)
            if known.withdrawn_on is not None:
                day = known.withdrawn_on.isoformat()
                _refuse(Refused, "key_withdrawn", person=wanted, subject=known.subject, day=day)
            return key.fingerprint
        use_case.session.add(
            Certificate(
                office_id=use_case.office_id, person_id=row.id, fingerprint=key.fingerprint, subject=key.subject,
                pem=key.certificate_pem, registered_at=use_case.now, registered_by=login,
            )
        )  # fmt: skip
        facts = {"person": wanted, "fingerprint": key.fingerprint, "subject": key.subject, "opened": alone is None}
        Record(use_case).add(Kind.KEY_REGISTERED, facts)
        return key.fingerprint


def _refuse(kind: type[Refused], code: str, **facts: object) -> None:
    raise kind(code, "key_register", (Unmet(code, facts, "administrator"),))


def withdraw_key(office: Office, login: str, fingerprint: str, reason: str, *, on: date | None = None) -> str:
    """Withdraw a certificate: a lost token, a key somebody else may have. What was signed before stands.

    :param fingerprint: or its beginning, at least eight digits. :param on: first day on which it is nobody's, today
        when not given; a day that is over may be named: when the token was lost.
    :returns: the fingerprint. :raises WrongRole: neither its owner nor an administrator.
    :raises NotFound: no such certificate. :raises Refused: no reason, withdrawn already, a day to come.
    """
    if not reason.strip():
        raise Refused("no_reason_to_withdraw", "key_withdraw", (Unmet("no_reason_to_withdraw", {}),))
    with acting(office, login, lock=True) as use_case:
        row = _certificate(use_case, fingerprint)
        if row.person_id != use_case.me.person_id and not use_case.me.administrator:
            facts: dict[str, object] = {"step": "key_withdraw", "who": ["administrator"], "person": login}
            raise WrongRole("not_administrator", "key_withdraw", (Unmet("not_administrator", facts),))
        if row.withdrawn_on is not None:
            facts = {"person": row.person.login, "subject": row.subject, "day": row.withdrawn_on.isoformat()}
            raise Refused("key_withdrawn", "key_withdraw", (Unmet("key_withdrawn", facts),))
        day = on or use_case.today
        if day > use_case.today:
            raise BadInput("withdrawal_in_future", day=day.isoformat(), today=use_case.today.isoformat())
        row.withdrawn_on, row.withdrawn_by, row.withdrawn_reason = day, login, one_line(reason.strip())
        told = {"person": row.person.login, "fingerprint": row.fingerprint, "subject": row.subject,
                "day": day.isoformat(), "reason": row.withdrawn_reason}  # fmt: skip
        Record(use_case).add(Kind.KEY_WITHDRAWN, told)
        return row.fingerprint


def known_certificates(office: Office) -> list[KnownCertificate]:
    """Every certificate there ever was, oldest first."""
    with reading(office) as use_case:
        return [
            KnownCertificate(
                c.person.login, c.person.name, c.subject, c.fingerprint,
                c.registered_at.astimezone(use_case.now.tzinfo).date(), c.registered_by, c.withdrawn_on,
                c.withdrawn_reason,
            )
            for c in queries.people.certificates(use_case.session, use_case.office_id)
        ]  # fmt: skip


def _certificate(use_case: UseCase, fingerprint: str) -> Certificate:
    said = fingerprint.strip().lower().replace(":", "")
    every = queries.people.certificates(use_case.session, use_case.office_id)
    found = [c for c in every if len(said) >= 8 and c.fingerprint.startswith(said)]
    if len(found) != 1:
        raise NotFound("no_such_certificate", fingerprint=fingerprint)
    return found[0]
