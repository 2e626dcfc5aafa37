"""What these attackers can still do. The day one of these fails, docs/security.md has something better to say."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from tests.operations.test_put_back import checks, put_back, told
from tests.services.small_office import SECRET, SmallOffice
from workflow.records.models import Evidence, Revision, Verdict
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


def test_the_words_of_an_own_page_change_with_its_file(small: SmallOffice) -> None:
    page = small.folder / "pages" / "ask.html"
    before = small.office.site.own_pages()
    page.write_text("<!doctype html><html lang=th><title>ถามตอบ</title><p>เครื่องหมาย</html>", encoding="utf-8")
    small.bring("published", "O1")
    live = small.office.site.live()
    assert live is not None
    assert "เครื่องหมาย" in (live.public / "ask.html").read_text(encoding="utf-8")
    (published,) = [entry for entry in small.journal() if entry.step == "publish"]
    assert published.facts["pages"] == small.office.site.own_pages() != before, "the journal names what went online"


def test_who_writes_rows_and_seals_with_our_own_library_puts_other_bytes_under_a_name_that_the_head_signed(
    small: SmallOffice,
) -> None:
    """What came after the last signed memo can be rewritten whole: a memo names what was issued, not what it became."""
    small.bring("head_signed", "O1")
    fake = small.office.store.put(small.paper("fake.pdf", "fake").read_bytes())
    with small.office.unit_of_work() as uow:
        revision = uow.session.scalars(select(Revision)).one()
        assert revision.signed is not None
        revision.signed = replace(revision.signed, files=dict.fromkeys(revision.signed.files, fake))
        for verdict in uow.session.scalars(select(Verdict).where(Verdict.evidence_id.is_not(None))):
            verdict.file_sha256 = fake
        for evidence in uow.session.scalars(select(Evidence)):
            evidence.signed_sha256 = fake
        uow.commit()
    assert verify(small.office).ok
    small.publish("O1")
    assert small.states("O1") == ["published"]
