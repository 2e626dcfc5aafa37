"""The office's own Word forms take effect once an administrator accepted them, each after a green ``template check``.

A form says what the head signs. Who may write the folder may change it; until it is accepted the form accepted last is
printed, whose bytes lie in the store, or the program's. An office of an earlier program goes on under its files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.journal import of_kind
from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, CheckFailed, Unmet
from workflow.services.context.use_case import acting, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.ports.storage import FileStore
    from workflow.records.database import Database
    from workflow.services.context.office import Office

FOLDER = "templates"


@dataclass(frozen=True, slots=True)
class Forms:
    """``waiting``: names of files that have no effect yet, or are gone and still hold; ``ever``: any was accepted."""

    waiting: tuple[str, ...]
    ever: bool


def forms_in(folder: Path) -> dict[str, str]:
    """Name -> digest of the office's own Word forms as they lie there, but for Word's own files."""
    own = folder / FOLDER
    found = sorted(own.glob("*.docx")) if own.is_dir() else []
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found if path.is_file() and not path.is_symlink() and not path.name.startswith(("~$", "."))
    }  # fmt: skip


def kept(folder: Path, store: FileStore) -> dict[str, str]:
    """The same, their bytes put into the store, from where they are used whatever becomes of the files."""
    return {name: store.put((folder / FOLDER / name).read_bytes()) for name in forms_in(folder)}


def forms_in_force(database: Database, key: str) -> Mapping[str, str] | None:
    """As :func:`accepted_in`, for who fills the forms in. :raises RecordsError: the records cannot be read."""
    with database.unit_of_work(write=False) as uow:
        row = queries.people.office(uow.session, key)
        return accepted_in(uow.session, row.id) if row is not None else None


def accepted_in(session: Session, office_id: int) -> Mapping[str, str] | None:
    """Name -> digest of the forms in force; ``None``: an office of an earlier program, which accepted none yet."""
    entry = queries.entries.last_of(session, office_id, (Kind.FORMS_ACCEPTED,))
    if entry is not None:
        return dict(entry.facts["forms"])
    # What lay there when the office was set up was accepted with it.
    entry = queries.entries.last_of(session, office_id, (Kind.SETTINGS_ACCEPTED,))
    if entry is not None and "forms" in entry.facts:
        return dict(entry.facts["forms"])
    first = next((one for one in of_kind(session, office_id, Kind.SETTINGS_ACCEPTED) if "forms" in one.facts), None)
    return dict(first.facts["forms"]) if first is not None else None


def looked_at(office: Office) -> Forms:
    """What lies in the folder and is not in force, or the other way round."""
    with reading(office) as use_case:
        accepted = accepted_in(use_case.session, use_case.office_id)
    lying = forms_in(office.folder)
    if accepted is None:
        return Forms((), ever=False)
    names = sorted(n for n in {*accepted, *lying} if accepted.get(n) != lying.get(n))
    return Forms(tuple(names), ever=True)


def accept_forms(office: Office, login: str, wrong: Mapping[str, tuple[Unmet, ...]]) -> tuple[str, ...]:
    """Accept every form as it lies in the folder; the names of those that changed.

    :param wrong: name of a form -> what its check found that stops it.
    :raises CheckFailed: a form is at fault, with every reason. :raises WrongRole: not an administrator.
    :raises BadInput: nothing differs from what is in force.
    """
    from workflow.services.context.administrators import must_administer
    from workflow.services.context.transitions import Record

    reasons = [reason for found in wrong.values() for reason in found]
    if reasons:
        raise CheckFailed("forms_at_fault", "template", reasons, forms=sorted(name for name in wrong if wrong[name]))
    waiting = looked_at(office)
    lying = kept(office.folder, office.store)
    if waiting.ever and not waiting.waiting:
        raise BadInput("forms_nothing_new")
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "template")
        names = list(waiting.waiting) if waiting.ever else sorted(lying)
        Record(use_case).add(Kind.FORMS_ACCEPTED, {"forms": lying, "names": names})
    return tuple(names)
