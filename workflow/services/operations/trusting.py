"""What restoring a backup would have one trust: who administers, who holds power, what is run; told before it is done.

Read from the parts themselves, which were compared with the manifest: no row is loaded and no program started.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workflow.office_files.settings import Settings
from workflow.rules.errors import Unmet
from workflow.rules.states import Role

POWERFUL = (Role.HEAD, Role.DEPUTY, Role.REGISTRAR, Role.WEB)
"""Roles that sign, receive and publish."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """What a backup brings. ``locked``: whether a passphrase answers for it; else nobody does."""

    office: str
    made_at: str
    locked: bool
    told: tuple[Unmet, ...]


def trusted_in(folder: Path, manifest: Mapping[str, Any], *, locked: bool) -> Trusted:
    """Read what is laid in ``folder``. :raises BadInput: its settings cannot be used."""
    settings = Settings.load(folder)
    told = [Unmet("trust_unlocked" if not locked else "trust_locked"), *_people(folder, manifest)]
    if settings.site.deploy:
        told.append(Unmet("trust_deploy", {"value": " ".join(settings.site.deploy)}))
    if settings.signing.pkcs11:
        told.append(Unmet("trust_pkcs11", {"value": str(settings.signing.pkcs11)}))
    roots = [path.name for path in (*settings.signing.roots, *settings.signing.tsa_roots)]
    if roots:
        told.append(Unmet("trust_roots", {"value": roots}))
    told.append(Unmet("trust_grade", {"grade": settings.required_grade}))
    return Trusted(settings.office.name, str(manifest["made_at"]), locked, tuple(told))


def _people(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Unmet]:
    people = {row["id"]: row for row in _rows(folder, manifest, "person")}
    yield Unmet(
        "trust_administrators",
        {"logins": [f"{one['name']} ({one['login']})" for one in people.values() if one["administrator"]]},
    )
    today = date.today().isoformat()
    for row in _rows(folder, manifest, "appointment"):
        holds = row.get("ended_at") is None and (row["ends"] is None or row["ends"] >= today)
        if row["role"] in {role.value for role in POWERFUL} and holds and row["person_id"] in people:
            one = people[row["person_id"]]
            yield Unmet(
                "trust_holder", {"role": row["role"], "kind": row["kind"], "name": one["name"], "login": one["login"]}
            )


def _rows(folder: Path, manifest: Mapping[str, Any], table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table as the backup has them; those of a table it has not are none."""
    said = manifest["tables"].get(table)
    if said is None:
        return
    with (folder / "records" / f"{table}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield dict(zip(said["columns"], json.loads(line), strict=True))
