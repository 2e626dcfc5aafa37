"""A renamed file keeps its public address while its bytes are the same; for replaced bytes the old one says by what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.services.small_office import SmallOffice, done
from workflow.records.models import Address
from workflow.services.approval.returning import revise
from workflow.services.collection.contributing import Contribution, contribute
from workflow.services.publication.publishing import publish


def hand_in(office: SmallOffice, name: str, text: str) -> None:
    """Another agency's paper: its bytes are published as they are."""
    given = Contribution(files=[office.paper(name, text)], duty="external")
    contribute(office.office, "clerk.admin", "O1", given)


def go_on(office: SmallOffice) -> None:
    office.compile("O1")
    office.submit("O1")
    office.sign("O1")
    done(publish(office.office, "web", ["O1"]))


def again(office: SmallOffice, name: str, text: str) -> None:
    office.clock.forward(1)
    revise(office.office, "clerk.admin", ["O1"], "ไฟล์ใหม่")
    hand_in(office, name, text)
    go_on(office)


def files(office: SmallOffice) -> list[Path]:
    public = office.folder / "site" / "current"
    return sorted(p.relative_to(public) for p in (public / "files").rglob("*") if p.is_file())


def rows(office: SmallOffice) -> list[tuple[str, bool]]:
    with office.use_case() as use_case:
        found = use_case.session.scalars(select(Address).order_by(Address.id))
        return [(row.url.rpartition("/")[2], row.until is None) for row in found]


def test_a_renamed_file_keeps_its_address(both: SmallOffice) -> None:
    hand_in(both, "law.pdf", "the law")
    go_on(both)
    (before,) = files(both)
    again(both, "law-renamed.pdf", "the law")
    assert files(both) == [before]
    page = both.folder / "site" / "current" / "oit" / "2569" / "o1" / "index.html"
    assert "law-renamed" in page.read_text(encoding="utf-8")
    assert rows(both) == [("law.pdf", True)]


@pytest.mark.deep
def test_the_address_of_replaced_bytes_says_what_took_their_place(both: SmallOffice) -> None:
    hand_in(both, "law.pdf", "the law")
    go_on(both)
    (before,) = files(both)
    again(both, "law-2.pdf", "another law")
    found = files(both)
    assert before / "index.html" in found
    told = (both.folder / "site" / "current" / before / "index.html").read_text(encoding="utf-8")
    assert "แทนที่ด้วย" in told
    assert "law-2" in told
    assert date(2026, 3, 3).isoformat() in told
    assert rows(both) == [("law.pdf", False), ("law-2.pdf", True)]


@pytest.mark.deep
def test_bytes_that_come_back_stand_where_they_stood(small: SmallOffice) -> None:
    hand_in(small, "law.pdf", "the law")
    go_on(small)
    (first,) = files(small)
    again(small, "law-2.pdf", "another law")
    again(small, "law-3.pdf", "the law")
    assert first in files(small)
    assert [name for name, now in rows(small) if now] == ["law.pdf"]
