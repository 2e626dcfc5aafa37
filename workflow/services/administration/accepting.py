"""Settings that carry power take effect when two people accepted them; until then the last accepted ones hold.

The first ``init`` is one acceptance. An office of an earlier program has none: there the file holds, and the doctor
says so, until two people accept it once.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.office_files.power import Change, changes, in_force, power_of
from workflow.office_files.settings import FILE, Settings
from workflow.records import queries
from workflow.records.canonical import canonical_json
from workflow.records.database import Database
from workflow.records.errors import RecordsError
from workflow.records.faults import no_tables
from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, Refused, Unmet
from workflow.rules.power import ADMINISTRATOR
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading

if TYPE_CHECKING:
    from workflow.records.models import Request


@dataclass(frozen=True, slots=True)
class Pending:
    """What is written and not in force. ``asked_by``: who asked for just this; ``ever``: whether any was accepted."""

    changes: tuple[Change, ...]
    digest: str
    asked_by: str | None
    ever: bool


def settings_in_force(settings: Settings, database: Database) -> tuple[Settings, tuple[Change, ...]]:
    """The settings that hold, and what is written otherwise.

    Where there are no records yet, or only those of an earlier program, the file holds.
    """
    accepted = _last_accepted(database, settings.office.key)
    if accepted is None:
        return settings, ()
    raw = _written(settings.folder)
    found = (*changes(accepted["power"], raw), *_changed_roots(accepted["files"], settings))
    if not found:
        return settings, ()
    held = Settings.of(in_force(accepted["power"], raw), settings.folder)
    known = {
        settings.folder / name
        for name, digest in accepted["files"].items()
        if _digest(settings.folder / name) == digest
    }
    signing = replace(
        held.signing,
        roots=tuple(path for path in held.signing.roots if path in known),
        tsa_roots=tuple(path for path in held.signing.tsa_roots if path in known),
    )
    return replace(held, signing=signing), found


def first_acceptance(office: Office) -> dict[str, Any]:
    """What setting up accepts, as the journal keeps it."""
    return _accepted(office.folder)


def pending(office: Office) -> Pending:
    """What waits to be accepted."""
    with reading(office) as use_case:
        return _pending(use_case)


def accept(office: Office, login: str) -> tuple[Pending, int | None]:
    """Ask for what is written to be accepted, or accept what another person asked for.

    :returns: what it is about, and the number of the request that waits for a second; ``None``: it holds now.
    :raises BadInput: nothing is written otherwise, or the file cannot be used. :raises WrongRole: no administrator.
    :raises Refused: as the second, with every reason why it may not be this person.
    """
    from workflow.services.administration.two_people import ask, confirmed, second  # every command reads this module

    Settings.load(office.folder)  # nothing is accepted that cannot be used
    with acting(office, login, lock=True) as use_case:
        found = _pending(use_case)
        if not found.changes and found.ever:
            raise BadInput("settings_nothing_new")
        record, open_one = Record(use_case), _open_request(use_case)
        if open_one is not None and open_one.facts.get("digest") == found.digest:
            row = second(use_case, open_one.id)
            confirmed(record, row)
            confirm_settings(record, row)
            return found, None
        must_administer(use_case, "settings")
        told = [Unmet("setting_change", _as_told(one)) for one in found.changes]
        return found, ask(record, "settings", FILE, {"digest": found.digest}, told=told).id


def confirm_settings(record: Record, row: Request) -> list[Unmet]:
    """Let what was asked for hold. :raises Refused: something else is written by now."""
    use_case = record.use_case
    found = _pending(use_case)
    if found.digest != row.facts["digest"]:
        unmet = Unmet("settings_written_since", {"request": row.id}, ADMINISTRATOR)
        raise Refused("settings_written_since", "settings", (unmet,))
    keys = [one.key for one in found.changes]
    told = {**_accepted(use_case.office.folder), "asked_by": row.asked_by, "keys": keys}
    record.add(Kind.SETTINGS_ACCEPTED, told)
    return []


def _as_told(change: Change) -> dict[str, str]:
    return {"key": change.key, "was": shown_value(change.accepted), "value": shown_value(change.written)}


def shown_value(value: object) -> str:
    """A value of ``office.toml`` as people read it; of tables their keys, as ``[[group]]`` has them."""
    if isinstance(value, list):
        return " ".join(str(one.get("key", one) if isinstance(one, dict) else one) for one in value) or "–"
    return "–" if value is None else str(value)


def _pending(use_case: UseCase) -> Pending:
    settings = Settings.load(use_case.office.folder)
    raw = _written(settings.folder)
    entry = queries.entries.last_of(use_case.session, use_case.office_id, [Kind.SETTINGS_ACCEPTED])
    accepted = entry.facts if entry is not None else {"power": {}, "files": {}}
    found = (*changes(accepted["power"], raw), *_changed_roots(accepted["files"], settings))
    now = canonical_json(_accepted(settings.folder))
    digest = hashlib.sha256(now.encode()).hexdigest()
    asked = _open_request(use_case)
    same = asked is not None and asked.facts.get("digest") == digest
    return Pending(found, digest, asked.asked_by if asked is not None and same else None, entry is not None)


def _open_request(use_case: UseCase) -> Request | None:
    return queries.requests.open_settings(use_case.session, use_case.office_id)


def _last_accepted(database: Database, key: str) -> Mapping[str, Any] | None:
    place = database.url.partition("sqlite:///")[2]
    if place and not Path(place).is_file():
        return None  # opening it would make one
    try:
        with database.unit_of_work(write=False) as uow:
            row = queries.people.office(uow.session, key)
            if row is None:
                return None
            entry = queries.entries.last_of(uow.session, row.id, [Kind.SETTINGS_ACCEPTED])
            return entry.facts if entry is not None else None
    except (RecordsError, ValueError):  # told by whatever is done next; without records there is nothing to guard
        return None
    except Exception as error:
        if no_tables(error):  # the database is there and has none yet
            return None
        raise


def _accepted(folder: Path) -> dict[str, Any]:
    """Values that carry power, and the digest of each root certificate they name."""
    settings = Settings.load(folder)
    return {"power": power_of(_written(folder)), "files": _roots(settings)}


def _roots(settings: Settings) -> dict[str, str | None]:
    paths = (*settings.signing.roots, *settings.signing.tsa_roots)
    return {_name(path, settings.folder): _digest(path) for path in paths}


def _changed_roots(accepted: Mapping[str, Any], settings: Settings) -> list[Change]:
    return [
        Change(name, accepted[name], digest)
        for name, digest in _roots(settings).items()
        if name in accepted and accepted[name] != digest
    ]


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _written(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / FILE).read_bytes().decode("utf-8-sig"))
