"""Who acts: sessions on one machine, for eight hours, each with its entry in the journal.

A session is a random token in a file only its owner reads, and its hash in the database. It holds while its entry, the
machine with its user, and its age say so; it ends with a new password and with its person. After failures the door
opens more slowly, under any name, whether it is somebody's or not.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from workflow.records import models, queries
from workflow.records.errors import DatabaseFull, DatabaseReadOnly
from workflow.records.kinds import Kind
from workflow.rules.errors import NotLoggedIn
from workflow.services.administration.passwords import SAMPLE_SECRET, fits, hashed, opens, set_by_owner
from workflow.services.context.authorization import employed
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading

if TYPE_CHECKING:
    from workflow.records.models import Attempt, Login, Person
    from workflow.services.context.office import Office

HOURS = 8
IDLE = timedelta(minutes=30)
"""After so long without a command, one that carries power asks the password again, once."""
SEEN_EVERY = timedelta(minutes=5)
"""A session's last use is written no more often: looking at things stays looking."""
FREE = 3
"""Failures that cost nothing but the typing."""
LONGEST = 60
"""Seconds to wait, at most: slow for who guesses, a minute for who mistyped."""
BURST = timedelta(hours=1)
"""Failures so far apart are no burst."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session as it is handed to the person: the only time the token itself is seen.

    :ivar failures: logins under this name that failed since the last one, and when the first did.
    """

    login: str
    name: str
    token: str
    expires_at: datetime
    failures: int = 0
    since: datetime | None = None


def login(office: Office, name: str, password: str, *, new: str | None = None, place: str | None = None) -> Opened:
    """Open a session.

    :param new: the password to set, where ``password`` is the one-time code of a slip.
    :param place: what tells this machine and its user from others; ``None``: not asked later either.
    :raises NotLoggedIn: unknown login or wrong password (the two are not told apart, in words or in time); too soon
        after failures (``login_wait``); a code without a new password (``password_to_set``).
    :raises BadInput: the new password cannot be one.
    """
    if password == SAMPLE_SECRET and not office.settings.sample:
        raise NotLoggedIn("sample_secret")
    with acting(office, name, lock=True) as use_case:
        person = queries.people.person(use_case.session, use_case.office_id, name)
        before = _attempts(use_case, name)
        _wait(use_case, before, name)
        if person is not None and employed(person, use_case.today) and _right(use_case, person, password):
            by_code = person.password_hash is None
            if by_code and new is None:
                raise NotLoggedIn("password_to_set", login=name)
            record = Record(use_case)
            if by_code and new is not None:
                set_by_owner(record, person, new, by_code=True)
            return _opened(record, person, before, place)
        if person is None or not employed(person, use_case.today):
            hashed(password)  # as long for a name that is nobody's
            person = None
        _failed(use_case, person, name, before)
    raise NotLoggedIn("wrong_password", login=name)  # outside, so that the failure is kept


def open_proven(record: Record, person: Person, **facts: object) -> Opened:
    """Open a session of somebody who showed otherwise than by a password who they are. The caller commits.

    :param facts: how, for the journal.
    """
    return _opened(record, person, _attempts(record.use_case, person.login), None, facts)


def _right(use_case: UseCase, person: Person, secret: str) -> bool:
    """Whether it is the password, or the code that waits where there is none; in one hashing, whatever there is."""
    if person.password_hash is not None:
        return fits(secret, person.password_hash)
    if person.code_hash is not None:
        return opens(person, secret, use_case.now)
    hashed(secret)
    return False


def _opened(
    record: Record,
    person: Person,
    before: Attempt | None,
    place: str | None,
    how: Mapping[str, object] = MappingProxyType({}),
) -> Opened:
    from workflow.records import journal

    use_case = record.use_case
    token = secrets.token_urlsafe(32)
    expires = use_case.now + timedelta(hours=HOURS)
    failures, since = (before.failures, before.since) if before is not None else (0, None)
    facts: dict[str, object] = {"session": _hash(token), **how}
    if failures:
        facts["failures"] = failures
    record.add(Kind.LOGGED_IN, facts)
    entry, _ = journal.chain_head(use_case.session, use_case.office_id)
    use_case.session.add(
        models.Login(
            office_id=use_case.office_id, token_hash=_hash(token), person_id=person.id, opened_at=use_case.now,
            expires_at=expires, seen_at=use_case.now, entry=entry, place=place,
        )
    )  # fmt: skip
    if before is not None:
        use_case.session.delete(before)
    return Opened(person.login, person.name, token, expires, failures, since)


def _attempts(use_case: UseCase, name: str) -> Attempt | None:
    """The failures in a row under a name, if the last was not long ago."""
    queries.people.forget_attempts(use_case.session, use_case.office_id, use_case.now - timedelta(days=7))
    return use_case.session.get(models.Attempt, (use_case.office_id, _hash(name)))


def _wait(use_case: UseCase, before: Attempt | None, name: str) -> None:
    if before is None or before.failures < FREE:
        return
    seconds = min(2 ** (before.failures - FREE), LONGEST)
    left = (before.last + timedelta(seconds=seconds) - use_case.now).total_seconds()
    if left > 0:
        raise NotLoggedIn("login_wait", login=name, seconds=int(left) + 1)


def _failed(use_case: UseCase, person: Person | None, name: str, before: Attempt | None) -> None:
    """Count it; of a burst under somebody's name the journal gets one entry."""
    if before is None:
        before = models.Attempt(
            office_id=use_case.office_id, name_hash=_hash(name), failures=0, since=use_case.now, last=use_case.now
        )
        use_case.session.add(before)
    starts_burst = use_case.now - before.last > BURST or before.failures < FREE
    before.failures, before.last = before.failures + 1, use_case.now
    if person is not None and before.failures >= FREE and starts_burst:
        Record(use_case).add(Kind.LOGIN_FAILED, {"failures": before.failures, "since": before.since.isoformat()})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def whose(office: Office, token: str, place: str | None = None) -> str:
    """The login behind a token. :raises NotLoggedIn: none, it has expired, or it was opened elsewhere."""
    with reading(office) as use_case:
        row, person = _session(use_case, token, place)
        known, stale = person.login, row.seen_at is None or use_case.now - row.seen_at >= SEEN_EVERY
        idle = _idle(use_case, row)
    if stale and not idle:
        # Looking at an office that cannot be written goes on: at worst the password is asked again sooner.
        with suppress(DatabaseReadOnly, DatabaseFull):
            _seen(office, token)
    return known


def is_idle(office: Office, token: str, place: str | None = None) -> bool:
    """Whether the session was left alone so long that who carries power is asked again.

    :raises NotLoggedIn: there is no such session.
    """
    with reading(office) as use_case:
        return _idle(use_case, _session(use_case, token, place)[0])


def prove_again(office: Office, token: str, password: str, place: str | None = None) -> None:
    """The same person is still there. :raises NotLoggedIn: they are not: the password is wrong."""
    with reading(office) as use_case:
        _, person = _session(use_case, token, place)
        known, name = person.password_hash, person.login
    if known is None or not fits(password, known):
        with acting(office, name, lock=True) as use_case:
            person_row = queries.people.person(use_case.session, use_case.office_id, name)
            before = _attempts(use_case, name)
            _wait(use_case, before, name)
            _failed(use_case, person_row, name, before)
        raise NotLoggedIn("wrong_password", login=name)
    _seen(office, token)


def _session(use_case: UseCase, token: str, place: str | None) -> tuple[Login, Person]:
    """A session that holds, by its entry: a row alone opens nothing."""
    row = queries.people.session_of(use_case.session, use_case.office_id, _hash(token))
    if row is None or row.entry is None:
        raise NotLoggedIn("session_expired")
    entry = queries.entries.entry(use_case.session, use_case.office_id, row.entry)
    person = queries.people.with_id(use_case.session, row.person_id)
    opened = (
        entry is not None and entry.kind == Kind.LOGGED_IN and entry.facts.get("session") == row.token_hash
        and person is not None and entry.actor == person.login
    )  # fmt: skip
    if not opened or entry is None or person is None or entry.at + timedelta(hours=HOURS) <= use_case.now:
        raise NotLoggedIn("session_expired")
    if not employed(person, use_case.today):
        raise NotLoggedIn("session_expired")
    if row.place is not None and row.place != place:
        raise NotLoggedIn("session_elsewhere", login=person.login)
    return row, person


def _idle(use_case: UseCase, row: Login) -> bool:
    return use_case.now - (row.seen_at or row.opened_at) >= IDLE


def _seen(office: Office, token: str) -> None:
    with acting(office, None, plain=True) as use_case:
        row = queries.people.session_of(use_case.session, use_case.office_id, _hash(token))
        if row is not None:
            row.seen_at = use_case.now


def logout(office: Office, token: str) -> None:
    """End a session; ending one that is gone is no error."""
    with reading(office) as use_case:
        row = queries.people.session_of(use_case.session, use_case.office_id, _hash(token))
        person = queries.people.with_id(use_case.session, row.person_id) if row is not None else None
        name = person.login if person is not None and person.login in use_case.everybody else None
    if row is None:
        return
    with acting(office, name, lock=True) as use_case:
        row = queries.people.session_of(use_case.session, use_case.office_id, _hash(token))
        if row is not None:
            use_case.session.delete(row)
            if name is not None:
                Record(use_case).add(Kind.LOGGED_OUT)
