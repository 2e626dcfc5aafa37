"""Everywhere else that says how far the journal had come: this machine, the site, backups, memos in the store.

``doctor`` looks at all of them; every command at this machine's mark alone (``workflow.services.context.marks``).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from workflow.ports.checks import Check
from workflow.records.journal import chain_head
from workflow.services.context.marks import identity, leads_to, telling_since, told
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.operations.backup import FORMAT, MANIFEST
from workflow.services.operations.locked_file import is_locked, says
from workflow.services.queries.journal import seals_in

MOST_MEMOS = 200
"""Files in the store that nothing names and that are looked at for a seal: enough for the memos of years."""
MOST_BACKUPS = 50


def look_everywhere(office: Office, unnamed: Iterable[str]) -> list[Check]:
    """What the doctor says of the age of the records.

    :param unnamed: digests of files in the store that no record names.
    """
    with reading(office) as use_case:
        seen = use_case.standing
        found = [
            Check(one.code, "broken" if one.code == "database_older" else "caution", one.facts)
            for one in told(use_case)
        ]
        found += _site(use_case)
        found += _backups(use_case)
        found += _memos(use_case, unnamed)
    return found or [Check("marks_agree", "ok", {"last": seen.last})]


def _site(use_case: UseCase) -> Iterator[Check]:
    """The release that is live names the entry it was made of."""
    live = use_case.office.site.live()
    if live is None or live.journal is None or live.journal.office != identity(use_case.session, use_case.office_id):
        return
    yield from _compared(
        use_case, "site_saw_newer", live.journal.seq, live.journal.hash, live.generated_at,
        at=live.generated_at.astimezone(use_case.now.tzinfo).isoformat(timespec="minutes"),
    )  # fmt: skip


def _backups(use_case: UseCase) -> Iterator[Check]:
    """Backups that lie in the folder or beside it; a locked one says this much without its passphrase."""
    who = identity(use_case.session, use_case.office_id)
    folder = use_case.office.folder
    for path in islice((*sorted(folder.glob("*.zip")), *sorted(folder.parent.glob("*.zip"))), MOST_BACKUPS):
        said = _manifest(path)
        if said is None or said.get("identity") != who:
            continue
        made = datetime.fromisoformat(said["made_at"])
        yield from _compared(
            use_case, "backup_saw_newer", int(said["journal"]["entries"]), str(said["journal"]["head"]), made,
            file=path.name, at=made.astimezone(use_case.now.tzinfo).isoformat(timespec="minutes"),
        )  # fmt: skip


def _manifest(path: Any) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            if is_locked(file):
                return _readable(says(file) or {})
        with zipfile.ZipFile(path) as archive:
            said = json.loads(archive.read(MANIFEST))
        return _readable(said) if said["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None


def _readable(said: dict[str, Any]) -> dict[str, Any]:
    """:raises KeyError, TypeError, ValueError: it says nothing of a journal, or nothing that can be read."""
    int(said["journal"]["entries"]), datetime.fromisoformat(said["made_at"])
    return said


def _memos(use_case: UseCase, unnamed: Iterable[str]) -> Iterator[Check]:
    """A memo that the records know nothing of carries a seal of a journal that was."""
    office = use_case.office
    for digest in islice(unnamed, MOST_MEMOS):
        try:
            data = office.store.get(digest)
            seals = seals_in(office.pdf.text(data)) if data.startswith(b"%PDF-") else []
        except Exception:  # noqa: S112 -- whatever a reader makes of a file that is no memo
            continue
        for seq, sealed in seals:
            yield from _compared(use_case, "memo_saw_newer", seq, sealed, None, digest=digest)


def _compared(
    use_case: UseCase, code: str, seq: int, sealed: str, when: datetime | None, **facts: object
) -> Iterator[Check]:
    if seq == 0 or leads_to(use_case.session, use_case.office_id, seq, sealed):
        return
    last = chain_head(use_case.session, use_case.office_id)[0]
    severity = "caution" if telling_since(use_case, when) else "broken"
    yield Check(code, severity, {"last": last, "seen": seq, **facts})
