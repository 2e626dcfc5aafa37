"""Who may bring an office up to date: an administrator, also where the tables are still those of an older program."""

from __future__ import annotations

from workflow.records import queries
from workflow.records.errors import SchemaOutdated
from workflow.rules.errors import NotLoggedIn
from workflow.services.administration.passwords import fits
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading


def is_current(office: Office) -> bool:
    """Whether the tables are those of this program, so that somebody can be logged in."""
    try:
        with office.unit_of_work(write=False):
            return True
    except SchemaOutdated:
        return False


def must_be_administrator(office: Office, login: str) -> None:
    """:raises WrongRole: somebody who is logged in is no administrator."""
    with reading(office, login) as use_case:
        must_administer(use_case, "upgrade")


def must_know_password(office: Office, login: str, password: str) -> None:
    """:raises NotLoggedIn: not the password of an administrator by the tables as they are; nothing more is told."""
    with office.database.unit_of_work(write=False, any_version=True) as uow:
        kept = queries.people.administrator_hash(uow.session, login)
    if not fits(password, kept or ""):
        raise NotLoggedIn("wrong_password", login=login)
