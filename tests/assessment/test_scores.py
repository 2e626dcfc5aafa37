"""Totals that were printed come out, to the hundredth; what would give another total is named."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring.analysis import analyse, fault_in, kind_of
from assessment.scoring.compute import Given, compute
from assessment.scoring.disagree import alternatives
from assessment.scoring.levels import below_in, level_of, next_level
from assessment.scoring.rounding import rounded, shown
from tests.assessment.made import levels_in_words
from tests.assessment.results import INDICATORS, comments, item_scores, moe, obec

D = Decimal


def test_items_alone_give_39_53_and_level_f() -> None:
    found = compute(moe(), Given(items=item_scores()))
    assert (found.total, found.level and found.level.name, found.passed) == (D("39.53"), "F", False)
    assert [(one.number, one.score) for one in found.indicators] == [("9", D("56.67")), ("10", D("0.00"))]
    assert found.sub_indicators["9.5"] == D("25.00")


def test_indicators_of_three_tools_give_98_79_and_level_aa() -> None:
    found = compute(obec(), Given(indicators=INDICATORS))
    assert [(tool.key, tool.weighted) for tool in found.tools] == [
        ("IIT", D("29.40")),
        ("EIT", D("29.39")),
        ("OIT", D("40.00")),
    ]
    assert (found.total, found.level and found.level.name, found.passed) == (D("98.79"), "AA", True)


def test_one_item_more_or_less_is_seen() -> None:
    found = compute(moe(), Given(items=item_scores() | {"O28": D(0)}))
    assert (found.total, found.indicators[0].score) == (D("37.21"), D("53.33"))


def test_nothing_is_computed_over_a_gap() -> None:
    scores = item_scores()
    del scores["O7"]
    found = compute(moe(), Given(items=scores))
    assert (found.total, found.missing) == (None, ("O7",))
    assert found.indicators[1].score == D("0.00")


def test_two_indicators_do_not_make_up_for_items_where_items_count() -> None:
    found = compute(moe(), Given(indicators={"9": D("56.67"), "10": D(0)}))
    assert found.total is None


def test_a_total_by_another_rule_is_told_by_its_rule() -> None:
    found = alternatives(moe(), Given(items=item_scores()), D("28.33"))
    assert {one.rule for one in found if one.gives} == {"indicators_mean", "mean_of_all_indicators"}
    assert [one.total for one in found if one.own][:1] == [D("39.53")]
    assert D("22.50") in {one.total for one in found if one.rule == "sub_indicators"}


def test_a_total_rounded_to_even_is_told_as_such() -> None:
    found = alternatives(obec(), Given(indicators=INDICATORS), D("98.78"))
    assert "indicators_mean.half_even" in {one.rule for one in found if one.gives}
    assert {one.total for one in found if one.rule == "mean_of_all_indicators"} == {D("98.38")}


@given(st.fractions(min_value=-200, max_value=200))
def test_rounding_never_errs_by_more_than_half_a_hundredth(value: Fraction) -> None:
    assert abs(Fraction(rounded(value)) - value) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("value", "up", "even", "down"),
    [("98.785", "98.79", "98.78", "98.78"), ("94.995", "95.00", "95.00", "94.99"), ("-0.005", "-0.01", "0.00", "0.00")],
)
def test_a_tie_goes_up_once(value: str, up: str, even: str, down: str) -> None:
    exact = Fraction(value)
    assert [rounded(exact, mode=mode) for mode in ("half_up", "half_even", "down")] == [D(up), D(even), D(down)]
    assert shown(exact) == up


def test_a_level_in_words_asks_every_tool() -> None:
    framework = levels_in_words()

    def name(total: str, *tools: str) -> str | None:
        found = level_of(framework, D(total), dict(zip(("IIT", "EIT", "OIT"), map(D, tools), strict=True)))
        return found.name if found else None

    assert name("98.00", "95.00", "95.00", "95.00") == "ผ่านดีเยี่ยม"
    assert name("98.82", "94.99", "100", "100") == "ผ่านดี"
    assert name("96.00", "100", "84.00", "100") == "ผ่าน"
    assert name("84.99", "100", "100", "60") == "ต้องปรับปรุง"
    assert name("69.99", "100", "100", "0") == "ต้องปรับปรุงโดยด่วน"


def test_a_level_that_an_unknown_tool_decides_is_not_given() -> None:
    framework = levels_in_words()
    assert level_of(framework, D(96), {"IIT": D(96), "EIT": None, "OIT": D(96)}) is None
    level = level_of(framework, D(96), {"IIT": D(96), "EIT": D(84), "OIT": None})
    assert level is not None
    assert level.name == "ผ่าน"
    above = next_level(framework, level)
    assert above is not None
    assert below_in(framework, above, {"IIT": D(96), "EIT": D(84), "OIT": None}) == ("EIT",)


def test_the_three_weakest_are_2_6_and_5_and_the_nation_is_passed_by_2_79() -> None:
    found = analyse(obec(), compute(obec(), Given(indicators=INDICATORS)), national_mean=D("96.00"))
    assert [one.number for one in found.urgent] == ["2", "6", "5"]
    assert [one.number for one in found.to_improve] == ["9", "10", "1", "7", "3", "4", "8"]
    assert found.over_mean == D("2.79")
    assert found.per_level == {"AA": 10}
    assert [one.place for one in found.ranked[:3]] == [1, 1, 3]
    assert not found.tied


def test_equal_scores_on_the_line_are_for_a_person_to_decide() -> None:
    scores = INDICATORS | {"5": D("97.47")}
    found = analyse(obec(), compute(obec(), Given(indicators=scores)), weak=2)
    assert found.tied


def test_twelve_lost_items_of_indicator_9_have_the_comment_about_their_link() -> None:
    computed = compute(moe(), Given(items=item_scores()))
    found = analyse(moe(), computed, weak=1, comments=comments(), item_scores=item_scores())
    linked = {(one.indicator, one.kind): one.codes for one in found.reasons}
    assert linked[("9", "not_linked")] == (
        "O16", "O17", "O18", "O21", "O22", "O23", "O24", "O25", "O26", "O27", "O29", "O30",
    )  # fmt: skip
    assert len(linked[("10", "not_linked")]) == 13
    assert linked[("9", "not_shown")] == ("O15",)
    assert [len(one.codes) for one in found.comments] == [13, 11, 2, 1]
    assert [one.number for one in found.urgent] == ["10"]


def test_full_marks_beside_a_fault_are_a_contradiction_and_advice_is_none() -> None:
    written = comments() | {"O19": "ในปีถัดไป ให้แสดงข้อมูลที่ไม่ครบถ้วนเพิ่มเติม", "O21": "ครบถ้วน"}
    computed = compute(moe(), Given(items=item_scores()))
    found = analyse(moe(), computed, comments=written, item_scores=item_scores())
    assert [(one.code, one.reads_as) for one in found.contradictions] == [("O21", "no_fault"), ("O28", "fault")]


@pytest.mark.parametrize(
    ("comment", "fault", "kind"),
    [
        ("ไม่พบข้อมูลของปีปัจจุบัน", True, "not_current"),
        ("ไม่มีลายมือชื่อของผู้บริหาร", True, "not_signed"),
        ("ขาดรายละเอียดงบประมาณ", True, "incomplete"),
        ("ดีมาก", False, "other"),
    ],
)
def test_comments_are_told_apart(comment: str, fault: bool, kind: str) -> None:
    assert (fault_in(comment), kind_of(comment)) == (fault, kind)
