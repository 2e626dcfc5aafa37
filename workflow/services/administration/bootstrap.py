"""Starting an office from its folder: the files to fill in, then the database, then a fiscal year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from workflow.office_files.catalogue import load_catalogue
from workflow.office_files.people import load_people
from workflow.office_files.responsibilities import load_responsibilities, responsible_file
from workflow.rules.errors import BadInput
from workflow.rules.states import Role
from workflow.services.administration.setup import open_cycle, set_up
from workflow.services.context.office import Office


def lay_files(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Put the files an office fills in into a folder, to be edited; the names of those that were not there.

    :param texts: name of each file -> what stands in it at first.
    :raises BadInput: the folder cannot be written.
    """
    laid = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            target = folder / name
            if not target.exists():
                if name == "office.toml":
                    # A real office never starts with the mark that lets the practice passwords in.
                    text = text.replace("sample = true", "sample = false")
                target.write_text(text, encoding="utf-8")
                laid.append(name)
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(folder), detail=error.strerror or str(error)) from error
    return laid


def registrars(office: Office) -> list[str]:
    """Logins of who is registrar by the people's file: one alone cannot receive what is their own work.

    :raises BadInput: ``people.csv`` cannot be used; every problem.
    """
    rows = load_people(office.folder / "people.csv", office.settings.groups)
    today = office.today()
    found = [r.login for r in rows if r.role is Role.REGISTRAR and (r.end is None or r.end >= today)]
    return list(dict.fromkeys(found))


def open_office(office: Office, administrators: Sequence[str], passwords: Mapping[str, str]) -> int:
    """Make the database and write the office into it; number of people.

    :raises BadInput: ``people.csv`` cannot be used, or the office exists; every problem.
    """
    people = load_people(office.folder / "people.csv", office.settings.groups)
    office.database.prepare()
    set_up(office, people, administrators, passwords)
    return len({row.login for row in people})


def open_year(office: Office, login: str, year: int) -> int:
    """Open a cycle from the office's own or the shipped catalogue and ``responsible-YYYY.csv``; number of items."""
    catalogue = load_catalogue(year, office.folder)
    path = responsible_file(year, office.folder)
    return open_cycle(office, login, catalogue, load_responsibilities(path, catalogue, office.settings.groups))
