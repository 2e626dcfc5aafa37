"""Starting an office from its folder: the files to fill in, then the database, then a fiscal year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from workflow.office_files.catalogue import load_catalogue
from workflow.office_files.people import load_people, people_file
from workflow.office_files.responsibilities import load_responsibilities, responsible_file
from workflow.rules.errors import BadInput, Unmet
from workflow.rules.power import TOGETHER
from workflow.rules.states import Role
from workflow.services.administration.carrying import read_carried
from workflow.services.administration.setup import open_cycle, set_up
from workflow.services.context.frameworks import DEFAULT, framework_file, known_frameworks, list_name
from workflow.services.context.office import Office


def lay_files(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Put the files an office fills in into a folder, to be edited; the names of those that were not there.

    :param texts: name of each file -> what stands in it at first.
    :raises BadInput: the folder cannot be written.
    """
    laid = []
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        for name, text in texts.items():
            target = folder / name
            if not target.exists():
                # Excel takes a table without this mark for one of the old Thai code page.
                target.write_text(text, encoding="utf-8-sig" if target.suffix == ".csv" else "utf-8")
                laid.append(name)
    except OSError as error:
        raise BadInput("folder_not_writable", folder=str(folder), detail=error.strerror or str(error)) from error
    return laid


def cautions_at_start(office: Office, administrators: Sequence[str]) -> list[Unmet]:
    """What ``init`` cautions of: one registrar, who cannot receive what is their own work; an administrator who would
    stand on both sides of a door.

    :raises BadInput: ``people.csv`` cannot be used; every problem.
    """
    rows = load_people(people_file(office.folder), office.settings.groups)
    today = office.today()
    rows_now = [r for r in rows if r.end is None or r.end >= today]
    found = []
    registrars = list(dict.fromkeys(r.login for r in rows_now if r.role is Role.REGISTRAR))
    if len(registrars) < 2:
        found.append(Unmet("one_registrar", {"logins": registrars}))
    for login in dict.fromkeys(administrators):
        held = [role.value for role in TOGETHER if any(r.login == login and r.role is role for r in rows_now)]
        if held:
            name = next(r.full_name for r in rows_now if r.login == login)
            found.append(Unmet("administrator_holds", {"person": login, "name": name, "roles": held}))
    return found


def must_be_real(office: Office, invented: Collection[str]) -> None:
    """Refuse the people of the practice office in a real one.

    :param invented: names that the practice office made up.
    :raises BadInput: ``invented_people``, with every name; or the file cannot be used.
    """
    path = people_file(office.folder)
    rows = load_people(path, office.settings.groups)
    found = list(dict.fromkeys(row.name for row in rows if row.name in invented))
    if found and not office.settings.sample:
        raise BadInput("invented_people", file=path.name, count=len(found), names=found)


def logins(office: Office) -> list[str]:
    """Logins of everybody in the people's file, in its order. :raises BadInput: it cannot be used."""
    rows = load_people(people_file(office.folder), office.settings.groups)
    return list(dict.fromkeys(row.login for row in rows))


def open_office(office: Office, administrators: Sequence[str], passwords: Mapping[str, str]) -> int:
    """Make the database and write the office into it; number of people.

    :raises BadInput: ``people.csv`` cannot be used, or the office exists; every problem.
    """
    people = load_people(people_file(office.folder), office.settings.groups)
    office.database.prepare()
    set_up(office, people, administrators, passwords)
    return len({row.login for row in people})


def open_year(office: Office, login: str, year: int, framework: str | None = None) -> int:
    """Open a cycle from a framework's list and the office's ``responsible-YYYY.csv``; number of items.

    Its framework is kept with it as its file is now. What was confirmed to be the same item as last year
    (``carried-YYYY.csv``, written by :mod:`.next_list`) brings its addresses and the files that still count.

    :param framework: its key; ``None``: the ministry's, of which a file need not be there.
    :raises NotFound: no such framework. :raises BadInput: the framework has no list, or a file cannot be used.
    """
    key = framework or DEFAULT
    text = None
    if framework is None and (key, year) not in known_frameworks(office.folder):
        catalogue = load_catalogue(year, office.folder)
    else:
        found = framework_file(office, key, year)
        if found.catalogue is None and framework is not None:
            raise BadInput("framework_without_list", framework=key, year=year)
        # The ministry's framework of a year may have weights and levels only: then the list is the office's own.
        catalogue, text = found.catalogue or load_catalogue(year, office.folder), found.text
    name = list_name(key, year)
    duties = load_responsibilities(responsible_file(name, office.folder), catalogue, office.settings.groups)
    carried = read_carried(office.folder / f"carried-{name}.csv", catalogue)
    return open_cycle(office, login, catalogue, duties, framework=key, framework_text=text, carried=carried)
