"""Passkeys at the door and in one's own account, where the server has a name and TLS, or on its own machine."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from web import doors
from web.desk import Told, Visit
from workflow.rules.errors import BadInput, NotLoggedIn
from workflow.services.administration import passkeys
from workflow.services.administration.sessions import Opened

MADE = "กุญแจผ่านใช้เข้าสู่ระบบได้แล้ว"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page gives the browser's script. ``options``: JSON; ``challenge``: comes back with the answer."""

    options: str
    challenge: str


def bound(visit: Visit) -> tuple[str, str] | None:
    """Name and origin of passkeys here; ``None``: they are no option, or the extra is not installed."""
    found = visit.desk.reached.passkeys_for(visit.extra["host"])
    return found if found is not None and passkeys.available() else None


def asked_at_door(visit: Visit) -> Asked | None:
    """For the door; ``None``: there are no passkeys here."""
    here = bound(visit)
    if here is None:
        return None
    challenge = visit.desk.challenges.new("login", visit.at)
    return Asked(passkeys.to_open(here[0], challenge), _written(challenge))


def asked_to_add(visit: Visit) -> Asked | None:
    """For one's account. :raises BadInput: there are many already."""
    here = bound(visit)
    if here is None:
        return None
    challenge = visit.desk.challenges.new(visit.who.token, visit.at)
    return Asked(passkeys.to_add(visit.office, visit.who.login, here[0], challenge), _written(challenge))


def open_with(visit: Visit, browser: str) -> Opened:
    """Open a session by what the browser's script brought. :raises NotLoggedIn: it opens nothing."""
    here, challenge = bound(visit), _taken(visit, "login")
    if here is None or challenge is None:
        raise NotLoggedIn("passkey_unknown")
    answer = visit.form.get("passkey", "")
    return passkeys.open_with(
        visit.office, answer, browser, host=here[0], origins=[here[1]], challenge=challenge
    )  # fmt: skip


def add(visit: Visit) -> Told:
    """Keep a new one, after the password once more. :raises WorkflowError: why not."""
    doors.prove(visit)
    here, challenge = bound(visit), _taken(visit, visit.who.token)
    if here is None or challenge is None:
        raise BadInput("passkey_refused", detail="-")
    answer, label = visit.form.get("passkey", ""), visit.form.get("label", "")
    passkeys.add(
        visit.office, visit.who.login, answer, label, host=here[0], origins=[here[1]], challenge=challenge
    )  # fmt: skip
    return Told(MADE)


def _written(challenge: bytes) -> str:
    return base64.urlsafe_b64encode(challenge).decode()


def _taken(visit: Visit, purpose: str) -> bytes | None:
    try:
        challenge = base64.urlsafe_b64decode(visit.form.get("challenge", ""))
    except (binascii.Error, ValueError):
        return None
    return challenge if visit.desk.challenges.take(challenge, purpose, visit.at) else None
