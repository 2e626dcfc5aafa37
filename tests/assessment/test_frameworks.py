"""Framework files: those that ship are sound, and whatever is wrong in one is told at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.frameworks.reading import catalogue_of, read_framework, shipped
from assessment.problem import NotUsable
from assessment.scoring.framework import Standing
from tests.assessment.results import framework, items, moe, obec


def test_what_ships_is_what_the_sources_give() -> None:
    assert set(shipped()) == {("moe-oit", 2565), ("moe-oit", 2566), ("obec-ita", 2565)}
    assert all(framework(*key).standing is Standing.AS_FOUND for key in shipped())
    assert (catalogue_of(shipped()[("moe-oit", 2566)]), catalogue_of(shipped()[("moe-oit", 2565)])) == ("2566", None)


def test_the_ministrys_2565_has_39_items_whose_list_is_not_known() -> None:
    found = framework("moe-oit", 2565)
    assert (found.item_count, found.items) == (39, ())


def test_items_alone_decide_in_one_and_not_in_the_other() -> None:
    alone, beside = (
        all(set(tool.indicators) <= {item.indicator for item in one.items} for tool in one.tools)
        for one in (moe(), obec())
    )
    assert alone
    assert not beside
    tool = obec().tool_of("6")
    assert tool is not None
    assert tool.key == "EIT"


def test_a_report_has_its_plan_for_a_partner() -> None:
    assert [pair.plan for pair in obec().pairs if pair.report == "O43"] == ["O42"]
    assert [pair.report for pair in moe().pairs if pair.plan == "O36"] == ["O37", "O38"]
    assert all(pair.standing is Standing.AS_FOUND for pair in obec().pairs)


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = shipped()[("moe-oit", 2566)].read_text(encoding="utf-8")
    for was, becomes in (
        ("fiscal_year = 2566", "fiscal_year = 2023"),
        ('standing = "as_found"\nsources', 'standing = "sure"\nsources'),
        ("count = 43", "count = 35"),
        ('full_marks = "100"', 'full_marks = "40"'),
        ('name = "F"\ntotal = "0.00"', 'name = "F"\ntotal = "99.00"'),
        ('plan = "O42"', 'plan = "O99"'),
        ("places = 2", 'places = "two"\nrounded = "no"'),
    ):
        assert was in text
        text = text.replace(was, becomes)
    path = tmp_path / "own-2566.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotUsable) as refused:
        read_framework(path, items(2566))
    told = {(problem.code, problem.facts.get("key")) for problem in refused.value.problems}
    assert told == {
        ("framework_bad_year", "fiscal_year"),
        ("framework_unknown_choice", "standing"),
        ("framework_count_differs", "items.count"),
        ("framework_weights", "tools"),
        ("framework_levels_order", "levels"),
        ("framework_levels_gap", "levels"),
        ("framework_unknown_item", "pairs[9]"),
        ("framework_unknown_key", "rule.rounded"),
        ("framework_bad_places", "rule.places"),
    }


@pytest.mark.parametrize("text", ["key = ", "\udcff", ""])
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own-2566.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(NotUsable):
        read_framework(path)


def test_an_item_twice_or_of_an_indicator_that_nobody_measures_is_told() -> None:
    known = items(2566)
    with pytest.raises(NotUsable) as refused:
        read_framework(shipped()[("moe-oit", 2566)], (*known[:-1], replace(known[0], indicator="11")))
    told = {problem.code for problem in refused.value.problems}
    assert told == {"framework_item_twice", "framework_item_elsewhere", "framework_unknown_item"}
