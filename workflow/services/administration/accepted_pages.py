"""The office's own pages go online as they were accepted: by the web officer or an administrator, in their own session.

Who may write the folder may change their words. Until somebody accepts them, the pages accepted last are published,
whose bytes lie in the store. What lies there when an office is set up is accepted with it; an office of an earlier
program goes on under its files until it accepts them once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.rules.errors import CheckFailed, Unmet
from workflow.rules.states import Role
from workflow.services.context.administrators import must_administer
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading

if TYPE_CHECKING:
    from workflow.services.context.office import Office


@dataclass(frozen=True, slots=True)
class Pages:
    """``changed``, ``came``, ``gone``: paths that are not in force yet, or still are; ``ever``: any were accepted."""

    changed: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    ever: bool = True

    @property
    def waiting(self) -> tuple[str, ...]:
        return (*self.changed, *self.came, *self.gone)


def kept_pages(office: Office) -> dict[str, str]:
    """Path -> digest of the pages as they lie in the folder, their bytes put into the store."""
    return {path: office.store.put(file.read_bytes()) for path, file in office.site.own_files().items()}


def pages_in_force(use_case: UseCase) -> Mapping[str, Path]:
    """Path -> the file with the bytes to publish: of the store, and of the folder where none were accepted yet."""
    accepted = _accepted(use_case)
    if accepted is None:
        return use_case.office.site.own_files()
    return {path: use_case.office.store.path(digest) for path, digest in accepted.items()}


def pages_waiting(office: Office) -> Pages:
    """What lies in the folder and is not in force, or the other way round."""
    with reading(office) as use_case:
        accepted = _accepted(use_case)
    if accepted is None:
        return Pages(ever=False)
    return _differing(accepted, _lying(office))


def accept_pages(office: Office, login: str) -> Pages | None:
    """Accept the pages as they lie in the folder; what changed, ``None``: nothing waits.

    :raises WrongRole: neither the web officer nor an administrator.
    :raises CheckFailed: a page that could not go online, with every reason.
    """
    faults = office.site.own_faults(scripts=office.settings.site.scripts)
    with acting(office, login, lock=True) as use_case:
        accepted = _accepted(use_case)
        found = _differing(accepted or {}, _lying(office))
        if not found.waiting:
            return None
        if use_case.me.holds(Role.WEB) is None:
            must_administer(use_case, "settings")
        if faults:
            raise CheckFailed("check_failed", "site_build", [Unmet("site_refused", one) for one in faults])
        Record(use_case).add(Kind.PAGES_ACCEPTED, {"pages": kept_pages(office), "names": list(found.waiting)})
    return found


def pages_digest(use_case: UseCase) -> str | None:
    """One digest over every page in force and its name, for the journal; ``None``: there are none."""
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {path}\n"
        for path, file in sorted(pages_in_force(use_case).items())
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest() if lines else None


def _accepted(use_case: UseCase) -> Mapping[str, str] | None:
    for entry in queries.entries.of_kinds(
        use_case.session, use_case.office_id, [Kind.PAGES_ACCEPTED, Kind.SETTINGS_ACCEPTED]
    ):
        if "pages" in entry.facts:
            return dict(entry.facts["pages"])
    return None


def _lying(office: Office) -> dict[str, str]:
    return {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in office.site.own_files().items()}


def _differing(accepted: Mapping[str, str], lying: Mapping[str, str]) -> Pages:
    both = sorted(set(accepted) & set(lying))
    return Pages(
        tuple(path for path in both if accepted[path] != lying[path]),
        tuple(sorted(set(lying) - set(accepted))),
        tuple(sorted(set(accepted) - set(lying))),
    )
