"""Today's range, what is lost and why, and the least work to the next level."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.compute import Given, compute
from assessment.scoring.estimate import Effort, Estimate, Lack, Outcome, estimate, outcome_of
from assessment.scoring.framework import Framework
from assessment.scoring.ways import cheapest
from tests.assessment.made import levels_in_words
from tests.assessment.results import item_scores, moe, obec

D = Decimal

DAY = date(2023, 4, 30)
LINK = Lack("not_linked", True, "web", Effort.MINUTES)
UNSURE = Lack("cannot_tell", False, "web", Effort.HOURS)


def lacks(*more: tuple[str, Lack]) -> dict[str, list[Lack]]:
    found: dict[str, list[Lack]] = {code: [] if score else [LINK] for code, score in item_scores().items()}
    for code, lack in more:
        found[code] = [*found[code], lack]
    return found


def test_what_is_proven_is_sure_and_what_is_not_linked_is_lost() -> None:
    found = estimate(moe(), lacks(), DAY)
    assert (found.low.total, found.high.total) == (D("39.53"), D("39.53"))
    assert found.outcome("O1") is Outcome.SURE
    assert found.outcome("O15") is Outcome.LOST
    assert found.items[14].costs == D("2.33")


def test_an_unknown_stays_in_the_denominator() -> None:
    known = lacks()
    del known["O1"]
    found = estimate(moe(), known, DAY)
    assert (found.low.total, found.high.total) == (D("37.21"), D("39.53"))
    assert found.items[0].lacks[0].code == "not_known"


def test_all_reasons_count_and_the_largest_work_leads() -> None:
    found = estimate(moe(), lacks(("O1", UNSURE), ("O15", Lack("not_signed", True, "head", Effort.DAYS))), DAY)
    assert (found.low.total, found.high.total) == (D("37.21"), D("39.53"))
    item = found.items[14]
    assert (item.outcome, item.effort, item.who) == (Outcome.LOST, Effort.DAYS, ("head", "web"))
    assert outcome_of([UNSURE]) is Outcome.POSSIBLE


def test_supposing_that_two_are_mended_raises_both_ends() -> None:
    found = estimate(moe(), lacks(), DAY, suppose=["O15", "O21"])
    assert found.low.total == found.high.total == D("44.19")
    assert found.supposed == ("O15", "O21")


def test_an_item_that_the_list_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        estimate(moe(), {"O99": []}, DAY)
    with pytest.raises(KeyError):
        estimate(moe(), {}, DAY, suppose=["O99"])


def test_without_an_assumption_a_full_assessment_has_no_total_but_its_own_tool() -> None:
    found = estimate(obec(), lacks(), DAY)
    assert found.low.total is None
    oit = found.low.tool("OIT")
    assert oit is not None
    assert oit.score is not None
    way = cheapest(obec(), found)
    assert way is not None
    assert way.about == "OIT"


def test_with_the_offices_own_assumption_there_is_a_total() -> None:
    found = estimate(obec(), lacks(), DAY, assumed={"IIT": D(90), "EIT": D(91)})
    assert found.low.total is not None
    assert found.assumed == {"IIT": D(90), "EIT": D(91)}


def test_the_cheapest_way_takes_the_least_work_not_the_first_items() -> None:
    hard = Lack("incomplete", True, "group:hr", Effort.WEEKS)
    known = {code: [hard] if reasons and number < 23 else reasons
             for number, (code, reasons) in enumerate(lacks().items(), start=1)}  # fmt: skip
    way = cheapest(moe(), estimate(moe(), known, DAY))
    assert way is not None
    assert (way.level.name, way.about, way.effort) == ("E", "total", 5)
    assert way.reaches == D("51.16")
    assert all(int(code[1:]) >= 23 for code in way.items)


def test_a_tool_that_asks_people_may_block_the_level() -> None:
    framework = levels_in_words()
    known: dict[str, list[Lack]] = {item.code: [] for item in framework.items}
    way = cheapest(framework, estimate(framework, known, DAY, assumed={"IIT": D(100), "EIT": D(84)}))
    assert way is not None
    assert (way.level.name, way.items, way.blocked_by) == ("ผ่านดี", (), ("EIT",))


def test_at_the_top_there_is_no_way() -> None:
    assert cheapest(moe(), estimate(moe(), {item.code: [] for item in moe().items}, DAY)) is None


def brute_force(framework: Framework, found: Estimate, line: D) -> int | None:
    """The least effort over all subsets."""
    items = [item for item in found.items if item.outcome is not Outcome.SURE]
    costs = []
    for size in range(len(items) + 1):
        for chosen in combinations(items, size):
            mended = {item.code for item in chosen}
            scores = {
                item.code: D(100 if item.outcome is Outcome.SURE or item.code in mended else 0) for item in found.items
            }
            total = compute(framework, Given(items=scores, tools=dict(found.assumed))).total
            if total is not None and total >= line:
                costs.append(sum(int(item.effort) or 1 for item in chosen))
    return min(costs, default=None)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(list(Effort)), min_size=4, max_size=4), st.integers(0, 100), st.integers(0, 100))
def test_the_way_is_the_cheapest_of_all(efforts: list[Effort], iit: int, eit: int) -> None:
    framework = levels_in_words()
    framework = replace(framework, levels=tuple(replace(level, every_tool=None) for level in framework.levels[1:]))
    known = {
        item.code: [Lack("incomplete", True, "group:hr", effort)] if effort else []
        for item, effort in zip(framework.items, efforts, strict=True)
    }
    found = estimate(framework, known, DAY, assumed={"IIT": D(iit), "EIT": D(eit)})
    way = cheapest(framework, found)
    if way is None:
        assert found.low.level == framework.levels[0]
        return
    least = brute_force(framework, found, way.level.total)
    assert (way.effort if way.items else None) == least
