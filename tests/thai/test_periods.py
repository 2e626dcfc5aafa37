"""Parts of a fiscal year: their days and names, and how people name them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from workflow.thai.periods import Rhythm, named, spans, title

MONTHS = [span.key for span in spans(Rhythm.MONTHLY, 2566)]


def test_the_months_of_a_fiscal_year_begin_in_october_and_follow_each_other() -> None:
    found = spans(Rhythm.MONTHLY, 2566)
    assert [found[0].key, found[3].key, found[-1].key] == ["2565-10", "2566-01", "2566-09"]
    assert (found[0].first, found[-1].last) == (date(2022, 10, 1), date(2023, 9, 30))
    assert all((after.first - before.last).days == 1 for before, after in pairwise(found))
    assert found[4].last == date(2023, 2, 28)


def test_the_first_half_has_six_months_two_quarters_or_one_half() -> None:
    counts = [len(spans(rhythm, 2566, first_half=True)) for rhythm in Rhythm]
    assert counts == [6, 2, 1]
    assert spans(Rhythm.QUARTERLY, 2566, first_half=True)[-1].last == date(2023, 3, 31)


@pytest.mark.parametrize(
    ("key", "th", "en"),
    [
        ("2565-10", "ตุลาคม 2565", "October 2022"),
        ("2566-q1", "ไตรมาสที่ 1 (ตุลาคม - ธันวาคม 2565)", "quarter 1 (October - December 2022)"),
        ("2566-h1", "รอบ 6 เดือนแรก (ตุลาคม 2565 - มีนาคม 2566)", "first six months (October 2022 - March 2023)"),
        ("2566-h2", "รอบ 6 เดือนหลัง (เมษายน - กันยายน 2566)", "second six months (April - September 2023)"),
        ("annual", "annual", "annual"),
    ],
)
def test_a_part_has_a_name_in_both_languages(key: str, th: str, en: str) -> None:
    assert (title(key), title(key, "en")) == (th, en)


@pytest.mark.parametrize("said", ["2565-11", "พฤศจิกายน 2565", "พฤศจิกายน ๒๕๖๕", "พ.ย.", "พย", "2", "๒", "november"])
def test_people_name_a_month_in_many_ways(said: str) -> None:
    assert named(said, MONTHS) == "2565-11"


def test_what_is_no_part_or_more_than_one_is_not_guessed() -> None:
    assert named("13", MONTHS) is None
    assert named("ตุลาคม", ["2565-10", "2566-10"]) is None
    assert named("q1", [span.key for span in spans(Rhythm.QUARTERLY, 2566)]) == "2566-q1"
    assert named("ไตรมาสที่ 1", [span.key for span in spans(Rhythm.QUARTERLY, 2566)]) == "2566-q1"
