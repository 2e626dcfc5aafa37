"""A second factor beside the password: the codes of an authenticator on one's telephone (TOTP, RFC 6238).

The time step of the last code that was accepted is kept, so that a code that was read over a shoulder opens nothing.
One that is lost is put away by two: an administrator asks, another person confirms.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from workflow.records import models, queries
from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.services.administration.two_people import ask
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading

if TYPE_CHECKING:
    from workflow.records.models import Request, SecondFactor

STEP = 30
DIGITS = 6
DRIFT = 1
"""Time steps a telephone's clock may be early or late."""
BYTES = 20
"""Of the secret (RFC 4226, section 4)."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A secret to be taken over into an authenticator: as it is typed in, and as the address in its picture."""

    secret: str
    address: str


def has_factor(office: Office, login: str) -> bool:
    """Whether a code is asked for when this person logs in."""
    with reading(office, login) as use_case:
        row = queries.people.second_factor(use_case.session, use_case.me.person_id)
        return row is not None and row.confirmed_at is not None


def offer(office: Office, login: str) -> Offered:
    """A new secret; it counts when :func:`confirm` was given a code of it. One that counts already stays until then.

    :raises BadInput: there is one that counts; it is put away first.
    """
    import base64

    with acting(office, login) as use_case:
        row = queries.people.second_factor(use_case.session, use_case.me.person_id)
        if row is not None and row.confirmed_at is not None:
            raise BadInput("factor_there")
        if row is None:
            row = models.SecondFactor(
                person_id=use_case.me.person_id, office_id=use_case.office_id, secret=secrets.token_hex(BYTES),
                made_at=use_case.now, confirmed_at=None, last_counter=None,
            )  # fmt: skip
            use_case.session.add(row)
        typed = base64.b32encode(bytes.fromhex(row.secret)).decode()
    name = office.settings.office.short_name or office.settings.office.name
    label = f"{quote(name)}:{quote(login)}"
    address = f"otpauth://totp/{label}?secret={typed}&issuer={quote(name)}&digits={DIGITS}&period={STEP}"
    return Offered(typed, address)


def confirm(office: Office, login: str, code: str) -> None:
    """From now on a code is asked for. :raises BadInput: it is none of the secret that was offered."""
    with acting(office, login) as use_case:
        row = queries.people.second_factor(use_case.session, use_case.me.person_id)
        if row is None or not _take(use_case, row, code):
            raise BadInput("factor_code_wrong")
        row.confirmed_at = use_case.now


def put_away(office: Office, login: str, code: str) -> None:
    """No code is asked for any more, said with one. :raises BadInput: it is none."""
    with acting(office, login) as use_case:
        row = queries.people.second_factor(use_case.session, use_case.me.person_id)
        if row is None or not _take(use_case, row, code):
            raise BadInput("factor_code_wrong")
        use_case.session.delete(row)


def ask_put_away(office: Office, login: str, person_login: str) -> int:
    """Ask that somebody's lost authenticator be asked for no more; the number of the request.

    :raises WrongRole: not an administrator. :raises NotFound: no such person. :raises BadInput: none is asked for.
    """
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "people")
        person = queries.people.person(use_case.session, use_case.office_id, person_login)
        if person is None:
            raise NotFound("no_such_person", login=person_login)
        row = queries.people.second_factor(use_case.session, person.id)
        if row is None or row.confirmed_at is None:
            raise BadInput("no_factor", login=person_login)
        told = [Unmet("factor_of", {"person": person_login, "name": person.name})]
        return ask(Record(use_case), "factor", person_login, {}, serves=[person_login], told=told).id


def confirm_put_away(record: Record, row: Request) -> list[Unmet]:
    """A second person confirmed: no code is asked for any more; every session and passkey of that person ends.

    :raises NotFound: the person is gone since.
    """
    use_case = record.use_case
    person = queries.people.person(use_case.session, use_case.office_id, row.subject)
    if person is None:
        raise NotFound("no_such_person", login=row.subject)
    factor = queries.people.second_factor(use_case.session, person.id)
    if factor is not None:
        use_case.session.delete(factor)
    queries.people.remove_sessions_of(use_case.session, person.id)
    for passkey in queries.people.passkeys(use_case.session, person.id):
        use_case.session.delete(passkey)
    record.add(Kind.PASSWORD_RESET, {"person": row.subject, "stage": "factor", "asked_by": row.asked_by})
    return []


def accepts(office: Office, login: str, code: str) -> bool:
    """Whether a code opens, once; who has no factor needs none."""
    with acting(office, login) as use_case:
        row = queries.people.second_factor(use_case.session, use_case.me.person_id)
        return row is None or row.confirmed_at is None or _take(use_case, row, code)


def _take(use_case: UseCase, row: SecondFactor, code: str) -> bool:
    """Whether it is the code of a time step after the last one that was taken; it is taken with that."""
    given = code.replace(" ", "").encode()
    now = int(use_case.now.timestamp()) // STEP
    for counter in range(now - DRIFT, now + DRIFT + 1):
        fresh = row.last_counter is None or counter > row.last_counter
        if hmac.compare_digest(code_at(row.secret, counter), given) and fresh:
            row.last_counter = counter
            return True
    return False


def code_at(secret: str, counter: int) -> bytes:
    """The code of a time step. :param secret: hex."""
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.hotp import HOTP

    # SHA-1: what every authenticator knows, whatever the address says (RFC 6238, section 1.2).
    return HOTP(bytes.fromhex(secret), DIGITS, SHA1()).generate(counter)  # noqa: S303
