"""Verdicts as they are recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workflow.ports.verification import VerdictFacts
    from workflow.services.context.office import Office


OFFICER = "เจ้าหน้าที่ของสำนักงาน"
"""What the public reads where no post is recorded."""


def kept(office: Office, verdict: VerdictFacts) -> dict[str, Any]:
    """A verdict as it is recorded; what it rests on goes into the store, once for all verdicts that share it."""
    rests_on = {"policy_sha256": office.store.put(verdict.policy)} if verdict.policy else {}
    return {**verdict.record, **rests_on}


def attester(record: Mapping[str, Any]) -> str | None:
    """Whose word a recorded verdict rests on; ``None``: on a signature that was checked.

    :param record: of early releases it names the login only.
    """
    said = record.get("attested_by")
    return str(said["name"]) if isinstance(said, Mapping) else said or None


def attesting_post(record: Mapping[str, Any]) -> str | None:
    """The post of whose word a recorded verdict rests on, for the public, which never learns a clerk's name.

    :param record: of early releases it names the login only, and then no post is known.
    """
    said = record.get("attested_by")
    if not said:
        return None
    return str((said.get("post") if isinstance(said, Mapping) else None) or OFFICER)
