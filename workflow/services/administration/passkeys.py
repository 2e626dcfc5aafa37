"""Logging in with a key in one's telephone or computer instead of password and code (WebAuthn, a *passkey*).

The key answers only to the name it was made for, so nothing is given to a false page; its holder is asked for a finger,
a face or a PIN each time. It opens the door and signs no paper. One whose counter goes back is removed: somebody may
have copied it. Why so: docs/decisions/0111.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Passkey
from workflow.rules.errors import BadInput, NotFound, NotLoggedIn
from workflow.services.administration.sessions import Opened, open_proven
from workflow.services.context.authorization import employed
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.thai import one_line

if TYPE_CHECKING:
    from workflow.services.context.office import Office

MOST = 10
"""Passkeys of one person."""
LONGEST = 60
"""Letters of a label."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A passkey as its owner sees it. ``synced``: its maker keeps copies of it in the owner's account."""

    id: int
    label: str
    host: str
    synced: bool
    made_at: datetime
    used_at: datetime | None


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("webauthn") is not None


def own(office: Office, login: str) -> list[Shown]:
    """A person's passkeys, the oldest first."""
    with reading(office, login) as use_case:
        rows = queries.people.passkeys(use_case.session, use_case.me.person_id)
        return [Shown(p.id, p.label, p.host, p.synced, p.made_at, p.used_at) for p in rows]


def to_add(office: Office, login: str, host: str, challenge: bytes) -> str:
    """What a browser needs to make one, as JSON. :param host: the name it is for. :raises BadInput: there are many."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    with reading(office, login) as use_case:
        rows = queries.people.passkeys(use_case.session, use_case.me.person_id)
        if len(rows) >= MOST:
            raise BadInput("passkeys_many", most=MOST)
        settings = office.settings.office
        made = webauthn.generate_registration_options(
            rp_id=host, rp_name=settings.short_name or settings.name, user_name=login, user_id=_handle(use_case, login),
            user_display_name=use_case.me.name, challenge=challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(p.credential)) for p in rows],
        )  # fmt: skip
    return webauthn.options_to_json(made)


def add(
    office: Office, login: str, answer: str, label: str, *, host: str, origins: Sequence[str], challenge: bytes
) -> None:
    """Keep the passkey that a browser made. :param answer: its JSON. :raises BadInput: it is none of this name."""
    import webauthn
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=host, expected_origin=list(origins),
            require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError) as no:
        raise BadInput("passkey_refused", detail=str(no)) from None
    number = bytes_to_base64url(made.credential_id)
    with acting(office, login, lock=True) as use_case:
        if len(queries.people.passkeys(use_case.session, use_case.me.person_id)) >= MOST:
            raise BadInput("passkeys_many", most=MOST)
        if queries.people.passkey(use_case.session, use_case.office_id, number) is not None:
            raise BadInput("passkey_there")
        said = one_line(label)[:LONGEST] or host
        synced = made.credential_device_type.value == "multi_device"
        row = Passkey(
            office_id=use_case.office_id, person_id=use_case.me.person_id, credential=number,
            public_key=bytes_to_base64url(made.credential_public_key), host=host, label=said, synced=synced,
            counter=made.sign_count, made_at=use_case.now, used_at=None,
        )  # fmt: skip
        use_case.session.add(row)
        Record(use_case).add(Kind.PASSKEY_ADDED, {"label": said, "credential": _short(number), "synced": synced})


def remove(office: Office, login: str, number: int) -> None:
    """Remove one of one's own. :raises NotFound: it is none."""
    with acting(office, login, lock=True) as use_case:
        rows = queries.people.passkeys(use_case.session, use_case.me.person_id)
        row = next((p for p in rows if p.id == number), None)
        if row is None:
            raise NotFound("no_such_passkey")
        _removed(Record(use_case), row, login)


def _removed(record: Record, row: Passkey, login: str, **facts: object) -> None:
    told = {"label": row.label, "person": login, "credential": _short(row.credential), **facts}
    record.use_case.session.delete(row)
    record.add(Kind.PASSKEY_REMOVED, told)


def to_open(host: str, challenge: bytes) -> str:
    """What a browser needs to log somebody in, as JSON: no name is told, the person's own device knows which key."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    required = UserVerificationRequirement.REQUIRED
    asked = webauthn.generate_authentication_options(rp_id=host, challenge=challenge, user_verification=required)
    return webauthn.options_to_json(asked)


def open_with(
    office: Office, answer: str, browser: str, *, host: str, origins: Sequence[str], challenge: bytes
) -> Opened:
    """Open a session by a passkey. :param answer: the browser's JSON. :param browser: it and its address.

    :raises NotLoggedIn: not one of this office's, of another name, without its owner being asked, of somebody who has
        left; or its counter went back, and it was removed (``passkey_copied``).
    """
    import webauthn
    from webauthn.helpers import base64url_to_bytes, parse_authentication_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        given = parse_authentication_credential_json(answer)
    except (WebAuthnException, ValueError):
        raise NotLoggedIn("passkey_unknown") from None
    copied = False
    with acting(office, None, lock=True) as use_case:
        row = queries.people.passkey(use_case.session, use_case.office_id, given.id)
        person = queries.people.with_id(use_case.session, row.person_id) if row is not None else None
        if row is None or person is None or not employed(person, use_case.today):
            raise NotLoggedIn("passkey_unknown")
        handle = given.response.user_handle
        if handle is None or not hmac.compare_digest(handle, _handle(use_case, person.login)):
            raise NotLoggedIn("passkey_unknown")
        try:
            proven = webauthn.verify_authentication_response(
                credential=given, expected_challenge=challenge, expected_rp_id=host, expected_origin=list(origins),
                credential_public_key=base64url_to_bytes(row.public_key), credential_current_sign_count=0,
                require_user_verification=True,
            )  # fmt: skip
        except (WebAuthnException, ValueError):
            raise NotLoggedIn("passkey_unknown") from None
        use_case.login = person.login
        record = Record(use_case)
        # Looked at after the signature: a counter that nobody signed removes nobody's key.
        copied = (row.counter > 0 or proven.new_sign_count > 0) and proven.new_sign_count <= row.counter
        if copied:
            _removed(record, row, person.login, counter=proven.new_sign_count)
        else:
            row.counter, row.used_at = proven.new_sign_count, use_case.now
            opened = open_proven(record, person, passkey=_short(row.credential))
            session = queries.people.session_of(
                use_case.session, use_case.office_id, hashlib.sha256(opened.token.encode()).hexdigest()
            )
            if session is not None:
                session.browser = browser
    if copied:
        raise NotLoggedIn("passkey_copied")
    return opened


def _handle(use_case: UseCase, login: str) -> bytes:
    """What a key keeps of whose it is: nothing that can be read without the office's secret."""
    return hmac.digest(use_case.office_row.secret.encode(), b"passkey of " + login.encode(), "sha256")


def _short(number: str) -> str:
    return number[:16]
