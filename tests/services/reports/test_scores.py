"""Results taken in whole or not at all, and today's estimate from what is proven."""

from decimal import Decimal

import pytest

from tests.assessment.small_framework import RESULT, lay_framework
from tests.services.small_office import SmallOffice
from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, NotFound, WrongRole
from workflow.services.reports.estimating import compare_with_result, score_now
from workflow.services.reports.results import import_result, show_result


@pytest.fixture
def scored(small: SmallOffice) -> SmallOffice:
    lay_framework(small.folder)
    return small


def take_in(office: SmallOffice, text: str = RESULT, login: str = "registrar", **more: object) -> object:
    return import_result(office.office, login, "ผล.csv", text.encode(), "moe-oit", 2569, **more)  # type: ignore[arg-type]


def test_a_result_is_kept_computed_and_told_in_the_journal(scored: SmallOffice) -> None:
    take_in(scored, national=Decimal("60.00"))
    shown = show_result(scored.office)
    assert shown.computed.total == Decimal("57.14")
    assert [str(one.score) for one in shown.computed.indicators] == ["66.67", "0.00"]
    assert shown.computed.level is not None
    assert (shown.computed.level.name, shown.analysis.over_mean) == ("B", Decimal("-2.86"))
    assert [one.code for one in shown.analysis.contradictions] == ["O7"]
    entry = scored.journal()[-1]
    assert (entry.kind, entry.facts["total"]) == (Kind.SCORE_RECORDED, "57.14")


def test_nothing_of_a_result_with_a_mismatch_is_kept(scored: SmallOffice) -> None:
    with pytest.raises(BadInput) as refused:
        take_in(scored, RESULT.replace("O4,แผนปฏิบัติการ", "O4,ข้อมูลผู้บริหาร"))
    (reason,) = refused.value.reasons
    assert reason.code == "result_title_of_other"
    assert (reason.facts["line"], reason.facts["column"]) == (5, "ข้อมูล")
    with pytest.raises(NotFound):
        show_result(scored.office)


def test_a_printed_total_by_another_rule_is_named(scored: SmallOffice) -> None:
    take_in(scored, RESULT.replace("57.14", "33.33"))
    shown = show_result(scored.office)
    assert {one.rule for one in shown.disagrees if one.gives} == {"indicators_mean", "mean_of_all_indicators"}


def test_a_correction_holds_and_the_first_result_stays(scored: SmallOffice) -> None:
    with pytest.raises(NotFound):
        take_in(scored, correction=True)
    take_in(scored)
    take_in(scored, RESULT.replace("O3,อำนาจหน้าที่,0", "O3,อำนาจหน้าที่,100").replace("57.14", "71.43"), correction=True)
    assert show_result(scored.office).computed.total == Decimal("71.43")


def test_who_is_no_administrator_takes_nothing_in(scored: SmallOffice) -> None:
    with pytest.raises(WrongRole) as refused:
        take_in(scored, login="clerk.hr")
    assert refused.value.code == "not_administrator"


def test_a_framework_that_is_not_there_is_told_with_those_that_are(small: SmallOffice) -> None:
    with pytest.raises(NotFound) as refused:
        take_in(small)
    assert "moe-oit 2566" in refused.value.facts["known"]  # type: ignore[operator]


def test_before_anything_is_published_everything_is_lost_with_who_and_why(scored: SmallOffice) -> None:
    found = score_now(scored.office)
    assert (str(found.estimate.low.total), str(found.estimate.high.total)) == ("0.00", "0.00")
    by_code = {one.code: one for one in found.estimate.items}
    assert [lack.code for lack in by_code["O1"].lacks] == ["not_collected"]
    assert by_code["O1"].who == ("group:admin",)
    assert [lack.code for lack in by_code["O6"].lacks] == ["not_collected", "no_compiler"]
    assert found.rests_on is None
    assert found.way is not None
    assert (found.way.level.name, len(found.way.items)) == ("B", 4)


def test_supposing_that_items_are_mended_takes_codes_as_people_write_them(scored: SmallOffice) -> None:
    found = score_now(scored.office, suppose=["o1", "๐2"])
    assert found.estimate.supposed == ("O1", "O2")
    assert str(found.estimate.low.total) == "28.57"
    with pytest.raises(NotFound):
        score_now(scored.office, suppose=["O99"])
    with pytest.raises(BadInput):
        score_now(scored.office, assumed={"IIT": Decimal(90)})


def test_what_was_estimated_stands_beside_the_result(scored: SmallOffice) -> None:
    with pytest.raises(NotFound) as refused:
        compare_with_result(scored.office, "moe-oit", 2569)
    assert refused.value.code == "no_result"
    score_now(scored.office, keep_for="registrar")
    take_in(scored)
    found = {one.code: one for one in compare_with_result(scored.office, "moe-oit", 2569)}
    assert found["O1"].differs
    assert not found["O3"].differs
    assert found["O3"].why == ("not_collected",)


def test_the_framework_need_not_be_named_where_there_is_one(scored: SmallOffice) -> None:
    score_now(scored.office, keep_for="registrar")
    shown = import_result(scored.office, "registrar", "ผล.csv", RESULT.encode(), None, 2569)
    assert shown.framework.key == "moe-oit"
    assert compare_with_result(scored.office, None, 2569) == compare_with_result(scored.office, "moe-oit", 2569)
    with pytest.raises(BadInput) as refused:
        import_result(scored.office, "registrar", "ผล.csv", RESULT.encode(), None, 2565)
    assert (refused.value.code, refused.value.facts["frameworks"]) == ("which_framework", ["moe-oit", "obec-ita"])
    with pytest.raises(NotFound) as none:
        import_result(scored.office, "registrar", "ผล.csv", RESULT.encode(), None, 2590)
    assert none.value.code == "no_framework"


def test_items_beside_the_result_stand_by_number(scored: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts are stored in the order of letters: O10 stood before O2."""
    from types import SimpleNamespace

    from workflow.services.reports import estimating

    items = {
        code: SimpleNamespace(score=Decimal(100), title="", comment="", outcome="sure", why=())
        for code in sorted(f"O{number}" for number in range(1, 12))
    }
    row = SimpleNamespace(framework="moe-oit", facts=SimpleNamespace(items=items))
    asked = SimpleNamespace(reports=SimpleNamespace(latest_score=lambda *_, **__: row))
    monkeypatch.setattr(estimating, "queries", asked)
    found = compare_with_result(scored.office, None, 2569)
    assert [one.code for one in found] == [f"O{number}" for number in range(1, 12)]
