"""Passwords: changed by oneself, given first by a one-time code on a slip. Nobody knows another's.

A code opens the door once, within seven days, and only to set a password of one's own. Passwords and codes are hashed
with argon2id (RFC 9106).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, NotFound, NotLoggedIn, Unmet
from workflow.rules.power import TWO_FOR_PASSWORD
from workflow.services.administration.two_people import ask, tell
from workflow.services.context.administrators import must_administer
from workflow.services.context.authorization import employed
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting

if TYPE_CHECKING:
    from workflow.records.models import Person, Request

SAMPLE_SECRET = "demo-only"  # noqa: S105 -- the word that opens nothing outside a practice office
SHORTEST = 8
CODE_LASTS = timedelta(days=7)
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What nobody mistakes for another on paper."""
COST = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}
"""RFC 9106, section 4: its second choice, with 64 MiB (``memory_cost`` in KiB)."""
_SALT, _LENGTH = 16, 32
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A one-time code as it is printed, once: nothing keeps it."""

    login: str
    name: str
    code: str
    until: datetime


def hash_password(password: str, sample: bool) -> str:
    """:raises BadInput: too short, or the practice password in a real office."""
    if password == SAMPLE_SECRET and not sample:
        raise BadInput("sample_secret")
    if len(password) < SHORTEST:
        raise BadInput("password_short", least=SHORTEST)
    return hashed(password)


def hashed(secret: str) -> str:
    """The argon2id hash of a password or code, in the common form that names its own cost (``$argon2id$v=19$m=…``)."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    times, lanes, memory = COST["iterations"], COST["lanes"], COST["memory_cost"]
    salted = Argon2id(salt=os.urandom(_SALT), length=_LENGTH, iterations=times, lanes=lanes, memory_cost=memory)
    return salted.derive_phc_encoded(secret.encode())


def fits(secret: str, hashed_secret: str) -> bool:
    """Whether a password or code is the one that was hashed; it takes as long either way."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(secret.encode(), hashed_secret)
    except (InvalidKey, ValueError):  # not the one; not a hash at all
        return False
    return True


def opens(person: Person, code: str, now: datetime) -> bool:
    """Whether this is the one-time code that waits for somebody."""
    right = person.code_hash is not None and fits(_typed(code), person.code_hash)
    return right and person.code_until is not None and person.code_until > now


def _typed(code: str) -> str:
    """A code as it was made, however it was typed."""
    return code.strip().upper().replace("-", "")


def set_by_owner(record: Record, person: Person, password: str, *, by_code: bool) -> None:
    """Set somebody's own password; every session of before ends, and a code that waits is used up.

    :raises BadInput: it is too short, or the code that somebody else has printed and handed over.
    """
    use_case = record.use_case
    if person.code_hash is not None and fits(_typed(password), person.code_hash):
        raise BadInput("password_is_code")
    person.password_hash = hash_password(password, use_case.office.settings.sample)
    person.code_hash, person.code_until = None, None
    queries.people.remove_sessions_of(use_case.session, person.id)
    who = use_case.everybody[person.login]
    record.add(Kind.PASSWORD_CHANGED, {"person": person.login, "by_code": by_code}, person=who)


def change_password(office: Office, login: str, old: str, new: str) -> None:
    """Change one's own password; every session of one's own ends.

    :raises NotLoggedIn: the old one is wrong. :raises BadInput: the new one is too short, or the old one.
    """
    with acting(office, login, lock=True) as use_case:
        person = queries.people.person(use_case.session, use_case.office_id, login)
        if person is None or person.password_hash is None or not fits(old, person.password_hash):
            raise NotLoggedIn("wrong_password", login=login)
        if new == old:
            raise BadInput("password_same")
        set_by_owner(Record(use_case), person, new, by_code=False)


def first_codes(office: Office, login: str, names: Sequence[str] = ()) -> list[Slip]:
    """Codes for everybody who has no password yet (or for those named among them), to be printed as slips.

    :raises WrongRole: not an administrator. :raises NotFound: no such person.
    :raises BadInput: somebody named has a password: that is a reset.
    """
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "people")
        people = [
            p for p in queries.people.people(use_case.session, use_case.office_id, active=True)
            if employed(p, use_case.today)
        ]  # fmt: skip
        unknown = sorted(set(names) - {p.login for p in people})
        if unknown:
            raise NotFound("no_such_person", login=", ".join(unknown))
        have = [p.login for p in people if p.login in names and p.password_hash is not None]
        if have:
            raise BadInput("password_there", logins=have)
        wanted = [p for p in people if p.password_hash is None and (not names or p.login in names)]
        return _codes(Record(use_case), wanted, login)


def reset_password(office: Office, login: str, person_login: str) -> Slip | int:
    """Somebody forgot a password: a code on a slip, or the number of the request where it takes two.

    Of an officer or director one administrator gives the code, and the person and the other administrators are told.

    :raises WrongRole: not an administrator. :raises NotFound: no such person.
    """
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "people")
        person = queries.people.person(use_case.session, use_case.office_id, person_login)
        if person is None or person_login not in use_case.everybody:
            raise NotFound("no_such_person", login=person_login)
        record = Record(use_case)
        if login == person_login or _takes_two(use_case, person_login):
            told = [Unmet("password_of", {"person": person_login, "name": person.name})]
            return ask(record, "password", person_login, {}, serves=[person_login], told=told).id
        record.add(Kind.PASSWORD_RESET, {"person": person_login, "stage": "code"})
        (slip,) = _codes(record, [person], login, quiet=True)
        others = {a.login for a in use_case.everybody.values() if a.administrator} - {login}
        tell(use_case, "password", {person_login, *others}, {"person": person_login, "name": person.name})
        return slip


def confirm_reset(record: Record, row: Request) -> Slip:
    """A second person confirmed: the code, which they hand over. :raises NotFound: the person is gone since."""
    use_case = record.use_case
    person = queries.people.person(use_case.session, use_case.office_id, row.subject)
    if person is None:
        raise NotFound("no_such_person", login=row.subject)
    record.add(Kind.PASSWORD_RESET, {"person": row.subject, "stage": "set", "asked_by": row.asked_by})
    (slip,) = _codes(record, [person], use_case.me.login, quiet=True)
    return slip


def _takes_two(use_case: UseCase, login: str) -> bool:
    """Also of who holds such a post while another acts in it."""
    who = use_case.everybody[login]
    suspended = any(one.role in TWO_FOR_PASSWORD for one in who.suspended)
    return who.administrator or suspended or any(who.holds(role) for role in TWO_FOR_PASSWORD)


def _codes(record: Record, people: Iterable[Person], by: str, *, quiet: bool = False) -> list[Slip]:
    """New codes; the password of before, every session and every passkey is no more."""
    use_case = record.use_case
    until = use_case.now + CODE_LASTS
    slips = []
    for person in people:
        code = "".join(secrets.choice(_LETTERS) for _ in range(10))
        person.password_hash, person.code_hash, person.code_until = None, hashed(code), until
        person.code_by, person.code_at = by, use_case.now
        queries.people.remove_sessions_of(use_case.session, person.id)
        for passkey in queries.people.passkeys(use_case.session, person.id):
            use_case.session.delete(passkey)
        slips.append(Slip(person.login, person.name, f"{code[:5]}-{code[5:]}", until))
    if slips and not quiet:
        record.add(Kind.CODES_PRINTED, {"people": [slip.login for slip in slips]})
    return slips
