"""A site that takes pages over from the one before is the site that is drawn from nothing, file for file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from public_site import reusing
from public_site.build import build
from public_site.staging import workshop
from tests.public_site.sample import sample_facts
from workflow.ports.site import OnlineState, SiteFacts, SiteItem, SiteResult
from workflow.thai import long_date

LATER = datetime(2023, 5, 2, 9, 15, tzinfo=UTC)


def told(day: date) -> str:
    return long_date(day, thai=False)


@pytest.fixture
def facts(tmp_path: Path) -> SiteFacts:
    """Three years."""
    made = sample_facts(tmp_path)
    return replace(made, years=tuple(replace(made.years[0], fiscal_year=year) for year in (2568, 2567, 2566)))


def with_item(facts: SiteFacts, code: str, change: Callable[[SiteItem], SiteItem]) -> SiteFacts:
    year = facts.years[0]
    items = tuple(change(item) if item.code == code else item for item in year.items)
    return replace(facts, years=(replace(year, items=items), *facts.years[1:]))


CHANGES: dict[str, tuple[Callable[[SiteFacts], SiteFacts], bool]] = {
    "nothing but the moment": (lambda facts: facts, True),
    "an item's title": (lambda f: with_item(f, "O12", lambda i: replace(i, title_th="ชื่อใหม่")), True),
    "an item's note": (lambda f: with_item(f, "O1", lambda i: replace(i, note="หมายเหตุ")), True),
    "an item suspended": (
        lambda f: with_item(
            f, "O3", lambda i: replace(i, state=OnlineState.SUSPENDED, files=(), web=(), note="", reason="ตรวจสอบ")
        ),
        True,
    ),
    "the last item gone": (
        lambda f: replace(f, years=(replace(f.years[0], items=f.years[0].items[:-1]), *f.years[1:])),
        True,
    ),
    "a new year": (lambda f: replace(f, years=(replace(f.years[0], fiscal_year=2569), *f.years)), False),
    "the office's telephone": (lambda f: replace(f, office=replace(f.office, phone="0 2999 9999")), False),
    "a result": (
        lambda f: replace(
            f, results=(SiteResult(fiscal_year=2566, title="ITA", total=Decimal(90), level="A", indicators=()),)
        ),
        False,
    ),
    "no rehearsal": (lambda f: replace(f, rehearsal=False, base_url="https://office.example/"), False),
}  # fmt: skip


IN_EVERY_RUN = ("an item suspended", "the last item gone", "the office's telephone")


@pytest.mark.parametrize(
    "what", [pytest.param(what, marks=[] if what in IN_EVERY_RUN else pytest.mark.deep) for what in CHANGES]
)
def test_it_is_the_site_drawn_from_nothing(facts: SiteFacts, tmp_path: Path, what: str) -> None:
    change, keeps = CHANGES[what]
    after = replace(change(facts), generated_at=LATER)
    with workshop(tmp_path / "site") as shop:
        shop.switch(shop.stage(facts, fmt_date=told))
        quick = shop.stage(after, fmt_date=told)
    whole = build(after, tmp_path / "whole", fmt_date=told)
    assert quick.files == whole.files
    assert quick.expected == whole.expected
    assert whole.taken == 0
    # Three pages of an item and its neighbours in each language, and the year's own, are drawn anew at most.
    assert (quick.taken >= len(whole.pages) - 8) if keeps else (quick.taken == 0)


def test_a_page_that_somebody_changed_is_not_taken_over(facts: SiteFacts, tmp_path: Path) -> None:
    with workshop(tmp_path / "site") as shop:
        release = shop.switch(shop.stage(facts, fmt_date=told))
        (release.public / "oit" / "2567" / "o1" / "index.html").write_text("defaced", encoding="utf-8")
        quick = shop.stage(facts, fmt_date=told)
    assert quick.files == build(facts, tmp_path / "whole", fmt_date=told).files
    assert quick.taken == len(quick.pages) - 1


def test_pages_of_another_program_are_not_taken_over(
    facts: SiteFacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workshop(tmp_path / "site") as shop:
        shop.switch(shop.stage(facts, fmt_date=told))
        monkeypatch.setattr(reusing, "_program", lambda: "another")
        assert shop.stage(facts, fmt_date=told).taken == 0
