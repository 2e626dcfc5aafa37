"""Who signs somewhere else shows that the key is theirs: they sign a page that the program made for them.

The page names the certificate and a number nobody knew before; what comes back has to be that page plus one signature
of that certificate. It is asked for and brought in a session of one's own: the session says who, the page that they
have the key. So nobody else is needed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from workflow.ports.keys import KeyChallenge, RegisteredCertificate
from workflow.ports.verification import SignerTerm
from workflow.records import queries
from workflow.records.journal import of_kind
from workflow.records.kinds import Kind, RequestKind, Settlement
from workflow.records.models import Person
from workflow.rules.errors import BadInput, Refused, Unmet
from workflow.services.administration.certificates import Registered, add, known_as
from workflow.services.administration.two_people import act_of, close, waiting
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.uploads import read_file
from workflow.services.context.use_case import UseCase, acting, reading

LIFE = timedelta(days=7)
"""So long a page is taken after it was made."""
_GRADE = 2
"""A signature of the very certificate, on the very page; who issued the certificate is not asked."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to sign. ``pdf``: its bytes; ``until``: it is taken until then."""

    pdf: bytes
    fingerprint: str
    until: datetime


def challenge(office: Office, login: str, certificate: Path) -> Page:
    """Make a page for a certificate of one's own, to be signed with its key.

    :param certificate: the public part alone.
    :raises BadInput: the file holds a key. :raises Refused: it is another person's, withdrawn, or registered already.
    """
    held = _public_part(office, certificate)
    with acting(office, login, lock=True) as use_case:
        row = _person(use_case)
        if known_as(use_case, row, held.fingerprint):
            raise _no("key_registered_already", person=login, subject=held.subject)
        post = next((line for one in use_case.me.appointments for line in one.lines[:1]), "-")
        until = use_case.now.replace(microsecond=0) + LIFE
        pdf = office.keys.challenge(
            KeyChallenge(
                office.settings.office.name, use_case.me.name, post, held, secrets.token_hex(16), use_case.now, until
            )
        )
        facts = {"person": login, "subject": held.subject, "fingerprint": held.fingerprint,
                 "sha256": office.store.put(pdf), "until": until.isoformat(timespec="minutes")}  # fmt: skip
        Record(use_case).add(Kind.KEY_CHALLENGED, facts)
        return Page(pdf, held.fingerprint, until)


def register_proven(office: Office, login: str, certificate: Path, signed: Path) -> Registered:
    """Register one's own certificate by the page that its key signed, alone.

    :raises Refused: it is no page that was made for this person and certificate, or too old; or the certificate is
        another person's, or was withdrawn.
    :raises BadInput: what was signed is not proven to be signed with that key; with every reason.
    """
    held = _public_part(office, certificate)
    data = read_file(signed, office.settings.files.max_mb)
    with reading(office, login) as use_case:
        page, name, today = _page_of(use_case, held, data, signed.name), use_case.me.name, use_case.today
    term = SignerTerm(name, name, "holder", today - LIFE - timedelta(days=1), None, held.certificate_pem)
    (verdict,) = office.verifier.verify_many(
        [(data, office.store.get(page))], terms=[term], required_grade=_GRADE, at=office.now(), foreign=True
    )
    if verdict.signed and held.fingerprint not in verdict.signed.values():
        raise BadInput("challenge_other_key", file=signed.name, subject=held.subject)
    if verdict.status != "PASSED":
        facts = {"file": signed.name, "subject": held.subject, **verdict.against()}
        raise BadInput("challenge_not_proven", (Unmet("challenge_not_proven", facts),))
    kept = office.store.put(data)
    with acting(office, login, lock=True) as use_case:
        _page_of(use_case, held, data, signed.name)
        row, record = _person(use_case), Record(use_case)
        if known_as(use_case, row, held.fingerprint):
            return Registered(held.fingerprint)
        shown = {"person": login, "fingerprint": held.fingerprint, "subject": held.subject, "opened": False,
                 "challenge": kept}  # fmt: skip
        _settle(record, held.fingerprint)
        add(record, row, shown, held.certificate_pem, login, None)
        return Registered(held.fingerprint)


def _public_part(office: Office, file: Path) -> RegisteredCertificate:
    held = office.keys.certificate(file)
    if held is None:
        raise BadInput("challenge_needs_certificate", file=file.name)
    return held


def _person(use_case: UseCase) -> Person:
    row = queries.people.person(use_case.session, use_case.office_id, use_case.me.login)
    assert row is not None, "who acts is a person of this office"  # noqa: S101
    return row


def _page_of(use_case: UseCase, held: RegisteredCertificate, data: bytes, name: str) -> str:
    """Digest of the page that these bytes begin with. :raises Refused: none made for this person, or it is too old."""
    made = [
        entry.facts for entry in of_kind(use_case.session, use_case.office_id, Kind.KEY_CHALLENGED)
        if entry.actor == use_case.me.login and entry.facts["fingerprint"] == held.fingerprint
    ]  # fmt: skip
    for facts in made:
        if data.startswith(use_case.office.store.get(facts["sha256"])):
            if use_case.now > datetime.fromisoformat(facts["until"]):
                raise _no("challenge_too_old", file=name, until=facts["until"])
            return str(facts["sha256"])
    raise _no("challenge_of_another", file=name, subject=held.subject, person=use_case.me.login)


def _settle(record: Record, fingerprint: str) -> None:
    """Nobody has to confirm any more what was asked of an administrator about this certificate."""
    for row in waiting(record.use_case):
        if row.kind is RequestKind.CERTIFICATE and row.facts.get("fingerprint") == fingerprint:
            close(record.use_case, row, Settlement.ENDED)
            facts = {"request": row.id, "act": act_of(row).key, "subject": row.subject, "proven": True}
            record.add(Kind.POWER_ENDED, facts)


def _no(code: str, **facts: object) -> Refused:
    return Refused(code, "key_register", (Unmet(code, facts),))
