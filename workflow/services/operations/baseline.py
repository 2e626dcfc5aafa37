"""The baseline: what an office that an earlier program made brings along, shown to two people and written once.

Later versions of the program ask for more than that program did: one holder of a post, one person for a certificate,
settings that two people take over. Whatever was so before is taken over as it stands, by one entry of the journal that
lists it; from then on the new rules hold. What is online then is neither blocked nor changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from workflow.office_files.people import people_file
from workflow.office_files.settings import FILE as SETTINGS_FILE
from workflow.records import queries
from workflow.records.canonical import canonical_json
from workflow.records.journal import first_entry, last_of_kind
from workflow.records.kinds import Kind
from workflow.records.models import Appointment, Request
from workflow.rules.errors import BadInput, Unmet
from workflow.rules.states import ALONE, STANDS_IN
from workflow.rules.states import Kind as Ground
from workflow.services.administration.two_people import ask
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.signed.files import online_without_verdict
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading

OLDER = ("2569-1", "2569-2")
"""Versions of the table of steps in which no office had a baseline: one that was made under them needs it."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What would be written. Every list is of plain values, as the journal keeps them.

    :ivar together: pairs of people who hold one post on one day. ``shared``: certificates of several people.
    :ivar unproven: files that are online and that no verdict covers.
    """

    settings: dict[str, Any]
    people: list[dict[str, Any]]
    keys: list[dict[str, Any]]
    adopted: list[dict[str, Any]]
    online: list[dict[str, Any]]
    together: list[dict[str, Any]]
    shared: list[dict[str, Any]]
    unproven: list[dict[str, Any]]

    @property
    def digest(self) -> str:
        """What tells it from another."""
        return hashlib.sha256(canonical_json(asdict(self)).encode()).hexdigest()

    def told(self) -> list[Unmet]:
        """What somebody should read before it is written, each with its sentence."""
        lines = [
            Unmet("baseline_settings", {**self.settings, "route": self.settings["route"] or None}),
            *(Unmet("baseline_person", one) for one in self.people),
            *(Unmet("baseline_key", one) for one in self.keys),
            *(Unmet("baseline_adopted", one) for one in _by_year(self.adopted)),
            *(Unmet("baseline_online", one) for one in _by_year(self.online)),
        ]
        lines += [Unmet("baseline_together", one) for one in self.together]
        lines += [Unmet("baseline_shared_key", one) for one in self.shared]
        return lines + [Unmet("baseline_unproven", one) for one in self.unproven]


def proposed(office: Office) -> Baseline | None:
    """The baseline of an office that needs one and has none yet. Nothing is written."""
    with reading(office) as use_case:
        return _of(use_case) if needed(use_case) else None


def needed(use_case: UseCase) -> bool:
    """Whether an earlier program made the office and nobody has written its baseline."""
    first = first_entry(use_case.session, use_case.office_id)
    if first is None or first.table_version not in OLDER:
        return False
    return last_of_kind(use_case.session, use_case.office_id, Kind.BASELINE) is None


def ask_for(office: Office, login: str, shown: Baseline) -> int:
    """Ask for the baseline that was shown; the number of the request, which a second person confirms.

    :raises WrongRole: not an administrator. :raises BadInput: it is written already, or what it lists has changed.
    """
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "baseline")
        if not needed(use_case):
            raise BadInput("baseline_exists")
        if _of(use_case) != shown:
            raise BadInput("baseline_changed")
        return ask(Record(use_case), "baseline", "journal", {"digest": shown.digest}, told=shown.told()).id


def confirm_baseline(record: Record, row: Request) -> list[Unmet]:
    """Write the baseline that was asked for.

    :raises BadInput: it is written already, or what it lists has changed since.
    """
    use_case = record.use_case
    if not needed(use_case):
        raise BadInput("baseline_exists")
    found = _of(use_case)
    if found.digest != row.facts["digest"]:
        raise BadInput("baseline_changed")
    counts = {"persons": len(found.people), "certificates": len(found.keys), "items": len(found.online)}
    record.add(Kind.BASELINE, {**asdict(found), **counts, "asked_by": row.asked_by})
    return []


def _of(use_case: UseCase) -> Baseline:
    session, office_id = use_case.session, use_case.office_id
    certificates = queries.people.certificates(session, office_id)
    online = queries.online.revisions_online(session, office_id)
    years = {cycle.id: cycle.fiscal_year for cycle in queries.items.cycles(session, office_id)}
    rows = sorted(
        (years[item.cycle_id], item.number, item.code, revision.digest, revision.adopted) for item, revision in online
    )
    unproven = sorted(
        (years[item.cycle_id], item.code, name) for item, name in online_without_verdict(session, office_id)
    )
    return Baseline(
        settings=_settings(use_case.office),
        people=[
            {"login": a.login, "name": a.name, "administrator": a.administrator,
             "posts": [line for h in a.appointments for line in h.lines[-1:]]}
            for a in use_case.everybody.values()
        ],
        keys=[{"person": c.person.login, "subject": c.subject, "fingerprint": c.fingerprint} for c in certificates],
        adopted=[{"year": year, "item": code} for year, _, code, _, adopted in rows if adopted],
        online=[{"year": year, "item": code, "revision": digest} for year, _, code, digest, _ in rows],
        together=together(use_case),
        shared=[
            {"subject": one.subject, "fingerprint": one.fingerprint, "logins": [one.person.login, other.person.login]}
            for one, other in combinations(certificates, 2)
            if one.fingerprint == other.fingerprint and one.person_id != other.person_id
        ],
        unproven=[{"year": year, "item": code, "file": name} for year, code, name in unproven],
    )  # fmt: skip


def _settings(office: Office) -> dict[str, Any]:
    """What decides over signatures, numbers and the public site, and the files it stands in, by digest."""
    settings = office.settings
    return {
        "grade": settings.required_grade,
        "route": list(settings.route),
        "before_head": list(settings.signing.before_head),
        "groups": [group.key for group in settings.groups],
        "external": [name for name, book in settings.books.items() if book.external],
        "front": settings.site.front,
        "mode": settings.site.mode,
        "files": {
            name: hashlib.sha256(path.read_bytes()).hexdigest()
            for name in (SETTINGS_FILE, people_file(office.folder).name)
            if (path := office.folder / name).is_file()
        },
    }


def together(use_case: UseCase) -> list[dict[str, Any]]:
    """Two people who hold, or stand in for, one post from today on, on one day."""
    today = use_case.today
    rows = [
        row for row in queries.people.appointments(use_case.session, use_case.office_id)
        if row.role in ALONE and row.kind in (Ground.HOLDER, *STANDS_IN) and (row.ends or today) >= today
    ]  # fmt: skip
    return [
        {"post": one.for_post or one.post, "logins": [one.person.login, other.person.login],
         "names": [one.person.name, other.person.name]}
        for one, other in combinations(rows, 2)
        if one.person_id != other.person_id and _same(one, other)
    ]  # fmt: skip


def _same(one: Appointment, other: Appointment) -> bool:
    alike = (one.role, one.kind, one.group_key) == (other.role, other.kind, other.group_key)
    days = (other.ends is None or one.starts <= other.ends) and (one.ends is None or other.starts <= one.ends)
    return alike and days


def _by_year(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    years = dict.fromkeys(row["year"] for row in rows)
    return [
        {"year": year, "items": (codes := [r["item"] for r in rows if r["year"] == year]), "count": len(codes)}
        for year in years
    ]
