"""Last year's item beside this year's: by title, and what is only alike waits for a person."""

from assessment.scoring.framework import Item
from assessment.scoring.years import Kind, match_items
from tests.assessment.results import items


def pairs() -> dict[str, tuple[Kind, str | None]]:
    found = match_items(items(2565), items(2566))
    return {one.new.code: (one.kind, one.old.code if one.old else None) for one in found if one.new is not None}


def test_o16_of_one_year_is_not_o16_of_the_next() -> None:
    found = pairs()
    assert found["O16"] == (Kind.MOVED, "O15")
    assert found["O17"] == (Kind.MOVED, "O16")
    assert found["O1"] == (Kind.SAME, "O1")


def test_a_title_that_is_only_alike_waits_for_a_person() -> None:
    found = match_items(items(2565), items(2566))
    assert pairs()["O35"] == (Kind.CHANGED, "O37")
    assert all(one.to_confirm == (one.kind is Kind.CHANGED) for one in found)


def test_new_ones_and_those_that_are_gone_are_told() -> None:
    found = match_items(items(2565), items(2566))
    gone = [one.old.code for one in found if one.kind is Kind.GONE and one.old is not None]
    assert gone == ["O10", "O18", "O19", "O20", "O32", "O34", "O35", "O38"]
    assert pairs()["O41"] == (Kind.NEW, None)


def test_every_item_is_matched_once() -> None:
    found = match_items(items(2565), items(2566))
    assert len([one for one in found if one.new]) == len({one.new.code for one in found if one.new}) == 43
    assert len([one for one in found if one.old]) == len({one.old.code for one in found if one.old}) == 43


def test_the_same_title_twice_keeps_its_code() -> None:
    twice = (Item("O1", 1, "แผน", "9", "9.1"), Item("O2", 2, "แผน", "9", "9.1"))
    assert [one.kind for one in match_items(twice, twice)] == [Kind.SAME, Kind.SAME]
