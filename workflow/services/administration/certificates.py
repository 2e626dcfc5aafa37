"""The certificates people sign with: registered for one person each, withdrawn with a day, never deleted.

A verdict matches the certificate, never the displayed name. Whoever opens their own key in their own session shows that
it is theirs, and so does who signs a page that the program made for it (``challenges``); else an administrator and the
person whose it is act, and who registered it for another does not receive what is signed with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Certificate, Person, Request
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole
from workflow.services.administration.two_people import ask, tell
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


@dataclass(frozen=True, slots=True)
class Registered:
    """``fingerprint``: SHA-256 of the certificate. ``asked``: number of the request, where it takes two."""

    fingerprint: str
    asked: int | None = None


def register_key(
    office: Office, login: str, *, person: str | None, key_file: Path, passphrase: Callable[[], str]
) -> Registered:
    """Register a certificate. Whoever opens their own key does so alone; all else takes two: an administrator and the
    person whose it is, whichever of them asks.

    :param passphrase: asked only when there is a key to open.
    :raises WrongRole: for another, without being administrator.
    :raises Refused: the certificate is another person's, or was withdrawn.
    """
    alone = office.keys.certificate(key_file)
    key = alone or office.keys.open(key_file, passphrase())
    with acting(office, login, lock=True) as use_case:
        wanted = person or login
        if wanted != login and not use_case.me.administrator:
            _refuse(WrongRole, "not_administrator", step="key_register", who=["administrator"], person=login)
        row = queries.people.person(use_case.session, use_case.office_id, wanted)
        if row is None:
            raise NotFound("no_such_person", login=wanted)
        if known_as(use_case, row, key.fingerprint):
            return Registered(key.fingerprint)
        facts = {"person": wanted, "fingerprint": key.fingerprint, "subject": key.subject, "opened": alone is None}
        record = Record(use_case)
        if wanted == login and alone is None:
            add(record, row, facts, key.certificate_pem, login, None)
            return Registered(key.fingerprint)
        act = "own_certificate" if wanted == login else "certificate"
        told = [Unmet("certificate_for", {**facts, "name": row.name})]
        asked = ask(record, act, wanted, {**facts, "pem": key.certificate_pem}, serves=[wanted], told=told)
        return Registered(key.fingerprint, asked.id)


def confirm_certificate(record: Record, row: Request) -> list[Unmet]:
    """Register the certificate that a second person confirmed.

    :raises Refused: it became another person's meanwhile, or was withdrawn.
    """
    use_case, facts = record.use_case, dict(row.facts)
    person = queries.people.person(use_case.session, use_case.office_id, facts["person"])
    if person is not None and not known_as(use_case, person, facts["fingerprint"]):
        told = {name: facts[name] for name in ("person", "fingerprint", "subject", "opened")}
        add(record, person, told, facts["pem"], row.asked_by, use_case.me.login)
    return []


def known_as(use_case: UseCase, person: Person, fingerprint: str) -> bool:
    """Whether it is registered for this person. :raises Refused: for another, or it was withdrawn."""
    for known in queries.people.certificates_with(use_case.session, use_case.office_id, fingerprint):
        if known.person_id != person.id:
            _refuse(Refused, "key_of_another", person=person.login, owner=known.person.login, subject=known.subject)
        if known.withdrawn_on is not None:
            day = known.withdrawn_on.isoformat()
            _refuse(Refused, "key_withdrawn", person=person.login, subject=known.subject, day=day)
        return True
    return False


def add(
    record: Record, person: Person, facts: Mapping[str, Any], pem: str, login: str, confirmed_by: str | None
) -> None:
    """Register a certificate, and say so. The caller looked whether it may be."""
    use_case = record.use_case
    use_case.session.add(
        Certificate(
            office_id=use_case.office_id, person_id=person.id, fingerprint=facts["fingerprint"],
            subject=facts["subject"], pem=pem, registered_at=use_case.now, registered_by=login,
            confirmed_by=confirmed_by,
        )
    )  # fmt: skip
    by = {"asked_by": login} if confirmed_by is not None else {}
    record.add(Kind.KEY_REGISTERED, {**facts, **by})
    tell(use_case, "certificate", {person.login} - {use_case.me.login}, {"person": person.login, **facts})


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
