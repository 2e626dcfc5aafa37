"""Who acts: passwords, sessions on this machine, and the reset of a password, which takes two people.

Passwords are hashed with argon2id (RFC 9106); a session is a random token in a file only its owner reads, and its hash
in the database, for eight hours.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from workflow.records.kinds import Kind
from workflow.records.models import Login, Person
from workflow.rules.errors import BadInput, NotLoggedIn, Refused, Unmet
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import Desk

HOURS = 8
SAMPLE_SECRET = "demo-only"  # noqa: S105 -- the word that opens nothing outside a practice office
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Opened:
    """A session as it is handed to the person: the only time the token itself is seen."""

    login: str
    name: str
    token: str
    expires_at: datetime


def hash_password(password: str, sample: bool) -> str:
    """:raises BadInput: too short, or the practice password in a real office."""
    from argon2 import PasswordHasher

    if password == SAMPLE_SECRET and not sample:
        raise BadInput("sample_secret")
    if len(password) < SHORTEST:
        raise BadInput("password_short", least=SHORTEST)
    return PasswordHasher().hash(password)


def login(office: Office, name: str, password: str) -> Opened:
    """Open a session. :raises NotLoggedIn: unknown login or wrong password (the two are not told apart)."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    if password == SAMPLE_SECRET and not office.settings.sample:
        raise NotLoggedIn("sample_secret")
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, name)
        query = select(Person).where(Person.office_id == desk.office_id, Person.login == name, Person.active)
        person = uow.session.scalar(query)
        try:
            if person is None or person.password_hash is None:
                raise NotLoggedIn("wrong_password", login=name)
            PasswordHasher().verify(person.password_hash, password)
        except VerificationError:
            raise NotLoggedIn("wrong_password", login=name) from None
        token = secrets.token_urlsafe(32)
        expires = desk.now + timedelta(hours=HOURS)
        uow.session.add(Login(token_hash=_hash(token), person_id=person.id, opened_at=desk.now, expires_at=expires))
        uow.commit()
        return Opened(person.login, person.name, token, expires)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def whose(office: Office, token: str) -> str:
    """The login behind a token. :raises NotLoggedIn: none, or it has expired."""
    with office.unit_of_work(write=False) as uow:
        row = uow.session.get(Login, _hash(token))
        if row is None or row.expires_at <= office.now():
            raise NotLoggedIn("session_expired")
        person = uow.session.get_one(Person, row.person_id)
        if not person.active:
            raise NotLoggedIn("session_expired")
        return person.login


def logout(office: Office, token: str) -> None:
    """End a session; ending one that is gone is no error."""
    with office.unit_of_work() as uow:
        row = uow.session.get(Login, _hash(token))
        if row is not None:
            uow.session.delete(row)
        uow.commit()


def reset_password(office: Office, asker: str, person_login: str, password: str | None) -> bool:
    """Two administrators reset a password: the first asks, the second sets it. Returns whether it was set.

    :raises Refused: the same person twice, or for oneself.
    """
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, asker)
        must_administer(desk, "people")
        person = uow.session.scalar(
            select(Person).where(Person.office_id == desk.office_id, Person.login == person_login)
        )
        if person is None:
            raise BadInput("no_such_person", login=person_login)
        first = person.reset_asked_by
        if first is None:
            person.reset_asked_by = asker
            Record(desk).add(Kind.PASSWORD_RESET, {"person": person_login, "stage": "asked"})
            uow.commit()
            return False
        if first == asker:
            raise Refused("reset_needs_second", "people", (Unmet("reset_needs_second", {"person": person_login}),))
        if password is None:
            raise BadInput("no_password")
        person.password_hash = hash_password(password, office.settings.sample)
        person.reset_asked_by = None
        Record(desk).add(Kind.PASSWORD_RESET, {"person": person_login, "stage": "set", "asked_by": first})
        uow.commit()
        return True


def reset_pending(office: Office, person_login: str) -> str | None:
    """Who asked first for a reset of this person's password; ``None``: nobody did."""
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow)
        query = select(Person.reset_asked_by).where(Person.office_id == desk.office_id, Person.login == person_login)
        return uow.session.scalar(query)
