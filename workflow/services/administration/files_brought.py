"""Files that somebody brings in a browser, looked at and then laid into the office's folder: people, responsibilities.

It is the same as editing them there (and ``oit people update``): the file stays what the office keeps.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from workflow.office_files.catalogue import load_catalogue
from workflow.office_files.people import FILE, load_people, people_file
from workflow.office_files.responsibilities import load_responsibilities, responsible_file
from workflow.rules.errors import BadInput, WorkflowError
from workflow.services.administration.people.updates import Change, Updated, differences, update_people
from workflow.services.context.administrators import must_administer, must_coordinate
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


def duty_tables(office: Office) -> list[int]:
    """Years of which a responsibility table lies there, newest first."""
    names = {path.stem.removeprefix("responsible-") for path in office.folder.glob("responsible-*.*")}
    return sorted((int(name) for name in names if name.isdigit()), reverse=True)


def kept_duties(office: Office, year: int) -> Path:
    """The responsibility table of a year as the office keeps it. :raises BadInput: there is none."""
    path = responsible_file(year, office.folder)
    if not path.is_file():
        raise BadInput("no_file_chosen")
    return path


def take_duties(office: Office, login: str, year: int, brought: Path) -> str:
    """Lay a year's responsibility table in place of the one before; the name it has there.

    :raises WrongRole: neither secretary nor, in an office without one, administrator.
    :raises BadInput: with every problem of the file; nothing was laid.
    """
    with reading(office, login) as use_case:
        must_coordinate(use_case, "cycle")
    load_responsibilities(brought, load_catalogue(year, office.folder), office.settings.groups)
    before = responsible_file(year, office.folder)
    place = before.with_suffix(".xlsx" if brought.suffix.lower() == ".xlsx" else ".csv")
    _lay(place, brought.read_bytes())
    if before != place:
        before.unlink(missing_ok=True)  # one file counts
    return place.name


def _lay(place: Path, data: bytes) -> None:
    fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    fresh.write_bytes(data)
    fresh.replace(place)
