"""A year of which nothing changes is not made or walked again; whatever is not as it was proven is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.services.publication.test_two_years import next_year
from tests.services.small_office import YEAR, SmallOffice
from workflow.rules.errors import CheckFailed
from workflow.services.publication.proving import Proven, build, prove
from workflow.services.publication.publishing import publish


@pytest.fixture
def two(small: SmallOffice) -> SmallOffice:
    """O1 is online and proven in a year that is over."""
    small.bring("published", "O1")
    next_year(small)
    build(small.office, "web")
    return small


def changed_page(office: SmallOffice) -> None:
    (office.folder / "pages").mkdir(exist_ok=True)
    (office.folder / "pages" / "about.html").write_text("<html lang='th'><title>ก</title>ข</html>", encoding="utf-8")


def seen(found: Proven) -> set[int | None]:
    return {one.proof.fiscal_year for one in found.items}


def lists(office: SmallOffice) -> Path:
    live = office.office.site.live()
    assert live is not None
    return live.public / "oit" / str(YEAR)


def test_what_is_as_it_was_proven_is_told_and_not_walked_again(two: SmallOffice) -> None:
    before = (lists(two) / "index.html").stat().st_ino
    changed_page(two)
    found = build(two.office, "web")
    assert (found.passed, found.unchanged, seen(found)) == (True, 1, {YEAR + 1})
    assert (lists(two) / "index.html").stat().st_ino == before
    assert YEAR in seen(prove(two.office, "web"))


def test_what_was_published_a_moment_ago_is_not_made_again_by_the_next_publish(small: SmallOffice) -> None:
    """Where its files stand was not on record yet when its pages were made, and is now: the same place."""
    small.bring("published", "O1")
    before = (lists(small) / "o1" / "index.html").stat().st_ino
    small.clock.forward(1)
    small.bring("published", "O3")
    assert (lists(small) / "o1" / "index.html").stat().st_ino == before


def test_a_byte_changed_on_the_site_is_found_though_size_and_time_are_as_before(two: SmallOffice) -> None:
    page = lists(two) / "o1" / "index.html"
    stood, was = page.read_bytes(), page.stat()
    page.write_bytes(stood.replace(b"O1", b"O7"))
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))
    changed_page(two)
    found = build(two.office, "web")
    assert (found.passed, found.unchanged, YEAR in seen(found)) == (True, 0, True)
    assert b"O7" not in (lists(two) / "o1" / "index.html").read_bytes()


def test_a_year_whose_last_proof_did_not_pass_is_looked_at_again(two: SmallOffice) -> None:
    with two.office.unit_of_work() as uow:
        uow.session.execute(text("UPDATE proof SET severity = 'broken'"))
        uow.commit()
    changed_page(two)
    assert YEAR in seen(build(two.office, "web"))


def test_a_year_that_nothing_leads_to_any_more_is_no_site_to_switch_to(two: SmallOffice) -> None:
    real, live = two.office.site.serve, two.office.site.live()

    @contextmanager
    def serve(root: Path) -> Iterator[str]:
        for page in root.rglob("*.html"):
            said = page.read_text(encoding="utf-8")
            page.unlink()  # the live site's too
            page.write_text(said.replace(f"{YEAR}/", ""), encoding="utf-8")
        with real(root) as home:
            yield home

    two.office.site.serve = serve  # type: ignore[method-assign]
    changed_page(two)
    found = build(two.office, "web")
    assert (found.passed, found.switched) == (False, False)
    assert "year_not_linked" in {finding.code for finding, _ in found.findings}
    assert live is not None
    assert two.office.site.live() == live


def test_rows_of_a_year_that_is_made_anew_are_looked_at_though_another_is_published_in(two: SmallOffice) -> None:
    two.bring("head_signed", "O2")
    with two.office.unit_of_work() as uow:
        uow.session.execute(text("UPDATE item SET title = 'ชื่ออื่น' WHERE code = 'O1' AND online = 'online'"))
        uow.commit()
    with pytest.raises(CheckFailed) as refused:
        publish(two.office, "web", ["O2"])
    assert [reason.code for reason in refused.value.reasons] == ["row_altered"]
    live = two.office.site.live()
    assert live is not None
    assert "ชื่ออื่น" not in (live.public / "items.json").read_text(encoding="utf-8")
