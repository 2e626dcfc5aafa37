"""A people's file that somebody brings (a browser): looked at, then laid into the office's folder and taken over.

It is the same as editing ``people.csv`` there and ``oit people update``: the file stays what the office keeps.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from workflow.office_files.people import FILE, load_people, people_file
from workflow.rules.errors import BadInput, WorkflowError
from workflow.services.administration.people_updates import Change, Updated, differences, update_people
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading

WORKBOOK = "people.xlsx"


def kept_people(office: Office) -> Path:
    """The file as the office keeps it now. :raises BadInput: there is none."""
    path = people_file(office.folder)
    if not path.is_file():
        raise BadInput("no_file_chosen")
    return path


def look_at_people(office: Office, login: str, brought: Path) -> list[Change]:
    """What a file would change, each as what it means. Nothing is written.

    :raises WrongRole: not an administrator. :raises BadInput: with every problem of the file.
    """
    with reading(office, login) as use_case:
        must_administer(use_case, "people")
    return differences(office, load_people(brought, office.settings.groups))


def take_people(office: Office, login: str, brought: Path) -> Updated:
    """Lay the file into the folder in place of the one before, and take it over; all its changes were confirmed.

    :raises WorkflowError: why not; then the file of before lies there again.
    """
    look_at_people(office, login, brought)
    before = people_file(office.folder)
    old = before.read_bytes() if before.is_file() else None
    place = office.folder / (WORKBOOK if brought.suffix.lower() == ".xlsx" else FILE)
    _lay(place, brought.read_bytes())
    if before != place:
        before.unlink(missing_ok=True)  # one file counts
    try:
        return update_people(office, login, load_people(place, office.settings.groups), confirmed=None)
    except WorkflowError:
        if place != before:
            place.unlink()
        if old is not None:
            _lay(before, old)
        raise


def _lay(place: Path, data: bytes) -> None:
    fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    fresh.write_bytes(data)
    fresh.replace(place)
