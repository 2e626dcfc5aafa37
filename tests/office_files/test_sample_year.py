"""The weeks of the sample office, with the quick converter and a few of its items: who did what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta

import pytest

import sample_office
import wiring
from sample_office import passing_year
from sample_office.build import SampleOffice
from sample_office.passing_year import PassingDays
from tests.operations.conftest import OnlyMemosSpeak
from tests.services.small_office import Clock
from workflow.services.queries.item_detail import show
from workflow.services.queries.journal import show as journal
from workflow.services.queries.journal import verify
from workflow.services.queries.status import status

pytestmark = pytest.mark.xdist_group("sample-year")  # in one process, so that it is built once

FEW = ("O1", "O2", "O3", "O6", "O28", "O39", "O41")


class Bar:
    def update(self, steps: int) -> None:
        return None


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleOffice]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample_office, "ITEMS", {code: sample_office.ITEMS[code] for code in FEW})
        made = SampleOffice(tmp_path_factory.mktemp("sample") / "office", lambda label, total: nullcontext(Bar()))
        made.office.converter = OnlyMemosSpeak()
        # One moment for the whole run: midnight may not fall into it.
        made.clock = made.office.clock = PassingDays(Clock(wiring.SystemClock().now()))
        made.run()
    yield made
    made.close()


def test_last_years_cycle_is_there_and_this_years_items_are_published(sample: SampleOffice) -> None:
    last, this = (status(sample.office, year=year) for year in (passing_year.LAST_YEAR, sample_office.YEAR))
    assert last.progress == {"published": 3, "awaiting_approval": 0, "compiling": 0, "total": 3}
    assert this.progress["published"] == len(FEW)
    assert verify(sample.office).ok


def test_a_memo_is_signed_three_days_after_it_was_submitted(sample: SampleOffice) -> None:
    shown = show(sample.office, "O1")
    signed = shown["signature"]["decided_on"]
    assert shown["signature"]["signer"] == "head"
    assert signed == (shown["memo"]["dated"] + timedelta(days=3)).isoformat()


def test_the_deputy_acts_as_head_for_some_days_and_is_named_so(sample: SampleOffice) -> None:
    for code in passing_year.SIGNED_BY_ACTING:
        signature = show(sample.office, code)["signature"]
        assert (signature["signer"], signature["kind"]) == (passing_year.ACTS, "acting")
        assert "รักษาราชการแทน" in signature["authority"]


def test_who_changed_post_counts_for_what_was_handed_in_before(sample: SampleOffice) -> None:
    assert passing_year.MOVER in show(sample.office, "O41")["contributors"]
    kinds = [line.kind for line in journal(sample.office).lines if line.facts.get("person") == passing_year.MOVER]
    assert "appointment_changed" in kinds
    text = (sample.folder / "people.csv").read_text(encoding="utf-8")
    assert f"{passing_year.MOVER},นาย,สมมุติ ย้ายงานดี,{passing_year.MOVED_TO}" in text


def test_the_weeks_pass_up_to_today(sample: SampleOffice) -> None:
    days = [line.at.date() for line in journal(sample.office).lines]
    assert days == sorted(days)
    assert (days[-1] - days[0]).days == passing_year.BEGAN
