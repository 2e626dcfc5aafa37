"""Who acts: passwords, sessions on this machine, and the reset of a password, which takes two people.

Passwords are hashed with argon2id (RFC 9106); a session is a random token in a file only its owner reads, and its hash
in the database, for eight hours.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Login, Person, Request, RequestKind, Settlement
from workflow.rules.errors import BadInput, NotLoggedIn, Refused, Unmet
from workflow.services.context.administrators import must_administer
from workflow.services.context.authorization import employed
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import acting, reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office

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
    with acting(office, name) as use_case:
        person = queries.people.person(use_case.session, use_case.office_id, name)
        try:
            if person is None or not employed(person, use_case.today) or person.password_hash is None:
                raise NotLoggedIn("wrong_password", login=name)
            PasswordHasher().verify(person.password_hash, password)
        except VerificationError:
            raise NotLoggedIn("wrong_password", login=name) from None
        token = secrets.token_urlsafe(32)
        expires = use_case.now + timedelta(hours=HOURS)
        use_case.session.add(
            Login(
                office_id=use_case.office_id,
                token_hash=_hash(token),
                person_id=person.id,
                opened_at=use_case.now,
                expires_at=expires,
            )
        )
        return Opened(person.login, person.name, token, expires)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def whose(office: Office, token: str) -> str:
    """The login behind a token. :raises NotLoggedIn: none, or it has expired."""
    with reading(office) as use_case:
        row = queries.people.session_of(use_case.session, use_case.office_id, _hash(token))
        if row is None or row.expires_at <= office.now():
            raise NotLoggedIn("session_expired")
        person = use_case.session.get_one(Person, row.person_id)
        if not employed(person, use_case.today):
            raise NotLoggedIn("session_expired")
        return person.login


def logout(office: Office, token: str) -> None:
    """End a session; ending one that is gone is no error."""
    with acting(office, None) as use_case:
        row = queries.people.session_of(use_case.session, use_case.office_id, _hash(token))
        if row is not None:
            use_case.session.delete(row)


def reset_password(office: Office, asker: str, person_login: str, password: str | None) -> bool:
    """Two administrators reset a password: the first asks, the second sets it. Returns whether it was set.

    :raises Refused: the same person twice, or for oneself.
    """
    with acting(office, asker) as use_case:
        must_administer(use_case, "people")
        person = queries.people.person(use_case.session, use_case.office_id, person_login)
        if person is None:
            raise BadInput("no_such_person", login=person_login)
        asked = queries.people.open_reset(use_case.session, use_case.office_id, person_login)
        if asked is None:
            use_case.session.add(
                Request(
                    office_id=use_case.office_id, kind=RequestKind.PASSWORD_RESET, subject=person_login, reason="",
                    facts={}, asked_by=asker, asked_at=use_case.now,
                )
            )  # fmt: skip
            Record(use_case).add(Kind.PASSWORD_RESET, {"person": person_login, "stage": "asked"})
            return False
        if asked.asked_by == asker:
            raise Refused("reset_needs_second", "people", (Unmet("reset_needs_second", {"person": person_login}),))
        if password is None:
            raise BadInput("no_password")
        person.password_hash = hash_password(password, office.settings.sample)
        asked.settled_by, asked.settled_at, asked.outcome = asker, use_case.now, Settlement.CONFIRMED
        Record(use_case).add(Kind.PASSWORD_RESET, {"person": person_login, "stage": "set", "asked_by": asked.asked_by})
        return True


def reset_pending(office: Office, person_login: str) -> str | None:
    """Who asked first for a reset of this person's password; ``None``: nobody did."""
    with reading(office) as use_case:
        asked = queries.people.open_reset(use_case.session, use_case.office_id, person_login)
        return asked.asked_by if asked is not None else None
