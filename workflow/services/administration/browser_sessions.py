"""Sessions opened from a browser: password and second factor at once, listed, ended one by one.

Where sessions of the terminal are a file on one machine, these are a cookie; in the database both are a row of
``login``, so that a password that is reset ends both.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from workflow.records import queries
from workflow.rules.errors import NotLoggedIn
from workflow.services.administration import second_factor
from workflow.services.administration.sessions import Opened, logout, whose
from workflow.services.administration.sessions import login as open_session
from workflow.services.context.office import Office
from workflow.services.context.use_case import acting, reading

__all__ = ["OpenSession", "end_session", "logout", "open_browser", "open_sessions", "whose"]


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One open session of a person. ``key`` names it; the token itself is known to its holder alone."""

    key: str
    opened_at: datetime
    expires_at: datetime
    browser: str | None
    here: bool


def open_browser(
    office: Office, name: str, password: str, code: str, browser: str, *, new: str | None = None
) -> Opened:
    """Open a session. :param code: of the second factor, empty for who has none. :param browser: it and its address.

    :param new: the password to set, where ``password`` is the one-time code of a slip.
    :raises NotLoggedIn: ``wrong_password``: no such person, a wrong password or code; they are not told apart.
        ``password_to_set``: a one-time code without a new password. ``login_wait``: too soon after failures.
    :raises BadInput: the new password cannot be one.
    """
    opened = open_session(office, name, password, new=new)
    if not second_factor.accepts(office, name, code):
        logout(office, opened.token)
        raise NotLoggedIn("wrong_password", login=name)
    with acting(office, name) as use_case:
        row = queries.people.session_of(use_case.session, use_case.office_id, _hash(opened.token))
        if row is not None:
            row.browser = browser
    return opened


def open_sessions(office: Office, login: str, token: str) -> list[OpenSession]:
    """The sessions of a person that are open, newest first. :param token: of the one that asks."""
    with reading(office, login) as use_case:
        rows = queries.people.sessions_of(use_case.session, use_case.me.person_id)
        return [
            OpenSession(row.token_hash[:16], row.opened_at, row.expires_at, row.browser, row.token_hash == _hash(token))
            for row in rows
            if row.expires_at > use_case.now
        ]


def end_session(office: Office, login: str, key: str) -> None:
    """End one of one's own sessions; one that is gone is no error."""
    with acting(office, login) as use_case:
        for row in queries.people.sessions_of(use_case.session, use_case.me.person_id):
            if row.token_hash.startswith(key) and len(key) == 16:
                use_case.session.delete(row)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
