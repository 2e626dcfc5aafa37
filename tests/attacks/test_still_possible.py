"""What these attackers can still do. The day one of these fails, docs/security.md has something better to say."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.operations.test_put_back import checks, put_back, told
from tests.services.publication.test_online_guards import put_other_bytes
from tests.services.small_office import SECRET, SmallOffice
from workflow.services.administration import sessions
from workflow.services.numbering import registers
from workflow.services.queries.journal import verify


def test_everything_put_back_together_says_nothing(small: SmallOffice) -> None:
    small.office.database.close()
    kept = small.folder.parent / "older"
    shutil.copytree(small.folder, kept)
    registers.reserve(small.office, "registrar", "order")
    put_back(small, kept / "oit.db")
    for mark in Path(small.office.marks.folder).glob("*.json"):  # type: ignore[attr-defined]
        mark.unlink()
    assert told(small.office) == []
    assert verify(small.office).ok
    assert checks(small.office)["marks_agree"] == "ok"


def test_a_session_left_open_a_moment_ago_is_anybodys(small: SmallOffice) -> None:
    token = sessions.login(small.office, "head", SECRET, place="this machine and account").token
    assert sessions.whose(small.office, token, "this machine and account") == "head"
    assert not sessions.is_idle(small.office, token, "this machine and account")


def test_who_writes_rows_seals_and_entries_puts_a_scan_in_the_place_of_what_was_signed(
    small: SmallOffice,
) -> None:
    """Ink is judged by eye: who writes that the registrar attested a scan, in rows and in the journal, puts any picture
    online, as attested (grade 1) and under the registrar's post. The entry that says so stays."""
    small.bring("head_signed", "O1")
    put_other_bytes(small, "O1", attested_by="registrar")
    assert verify(small.office).ok
    small.publish("O1")
    assert small.states("O1") == ["published"]
    assert small.journal()[-2].kind == "verdict", "a second one, which nobody who signed or attested knows of"
