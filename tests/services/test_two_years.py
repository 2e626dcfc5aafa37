"""A later cycle is open: an older item is proven by its own page, never by the newest year's page of the same code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.services.small_office import YEAR, SmallOffice
from workflow.ports.site import ExpectedItem, SiteProof
from workflow.records.models import Proof
from workflow.rules.states import Online
from workflow.services.administration.bootstrap import open_year
from workflow.services.publication.proving import build, prove
from workflow.services.publication.publishing import publish


@pytest.fixture
def two(small: SmallOffice) -> SmallOffice:
    """O1 is signed; then the next year is opened, which has an O1 too."""
    small.bring("head_signed", "O1")
    for name in ("catalogue", "responsible"):
        shutil.copy(small.folder / f"{name}-{YEAR}.csv", small.folder / f"{name}-{YEAR + 1}.csv")
    open_year(small.office, "registrar", YEAR + 1)
    return small


def loses(office: SmallOffice, year: int) -> None:
    """From now on the page of that year's O1 cannot be found, though the link to it is there."""
    real = office.office.site.serve

    @contextmanager
    def serve(root: Path) -> Iterator[str]:
        (root / "oit" / str(year) / "o1" / "index.html").unlink()
        with real(root) as home:
            yield home

    office.office.site.serve = serve  # type: ignore[method-assign]


def test_an_older_item_is_not_published_on_the_word_of_the_newest_years_page(two: SmallOffice) -> None:
    loses(two, YEAR)
    (outcome,) = publish(two.office, "web", ["O1"], year=YEAR)
    assert outcome.error is not None
    assert [(r.code, r.facts["finding"]) for r in outcome.error.reasons] == [("not_proven", "page_missing")]
    with two.use_case_of(YEAR) as use_case:
        assert use_case.item("O1").online is Online.NONE


def test_what_the_newest_year_lacks_does_not_keep_an_older_item_back(two: SmallOffice) -> None:
    loses(two, YEAR + 1)
    (outcome,) = publish(two.office, "web", ["O1"], year=YEAR)
    assert outcome.error is None
    with two.use_case_of(YEAR) as use_case:
        (proof,) = use_case.session.scalars(select(Proof))
        assert proof.item_id == use_case.item("O1").id
        assert proof.address == f"/oit/{YEAR}/o1/"


def test_the_prover_is_asked_for_the_items_of_the_year_with_their_bytes(two: SmallOffice) -> None:
    asked: list[ExpectedItem] = []
    real = two.office.site.prove

    def listening(home: str, expected: Sequence[ExpectedItem], **options: Any) -> SiteProof:
        asked.extend(expected)
        return real(home, expected, **options)

    two.office.site.prove = listening  # type: ignore[method-assign]
    publish(two.office, "web", ["O1"], year=YEAR)
    assert {one.fiscal_year for one in asked} == {YEAR}
    (first,) = [one for one in asked if one.code == "O1"]
    assert [file.name for file in first.files] == ["O1-admin.pdf"]


def test_looking_again_tells_and_keeps_the_year_it_was_asked_for(two: SmallOffice) -> None:
    publish(two.office, "web", ["O1"], year=YEAR)
    older = prove(two.office, "web", year=YEAR)
    assert [(one.code, one.online, one.address) for one in older.items][:1] == [("O1", True, f"/oit/{YEAR}/o1/")]
    newest = prove(two.office, "web")
    assert newest.fiscal_year == YEAR + 1
    assert [(one.code, one.online, one.address) for one in newest.items][:1] == [("O1", False, f"/oit/{YEAR + 1}/o1/")]
    assert build(two.office, "web", year=YEAR).switched
    with two.use_case_of(YEAR) as use_case:
        kept = list(use_case.session.scalars(select(Proof.address)))
    assert kept == [f"/oit/{YEAR}/o1/"] * 4
