"""From a result to measures, measures to papers, and next year's same item that shows whether it helped."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.assessment.small_framework import FRAMEWORK, RESULT, lay_framework
from tests.services.small_office import SmallOffice, small_pdf
from workflow.records import queries
from workflow.rules.errors import BadInput, NotFound, WrongRole
from workflow.services.operations.stored_files import required_files
from workflow.services.queries.inbox import inbox
from workflow.services.reports import measures
from workflow.services.reports.measure_papers import analysis_facts, draft_cover, draft_paper, plan_facts, report_facts
from workflow.services.reports.measures import Plan
from workflow.services.reports.proposals import helped, propose
from workflow.services.reports.results import import_result


@pytest.fixture
def scored(small: SmallOffice) -> SmallOffice:
    """The small office with the result of its year: O3 and O5 lost for their link, O6 not found, O7 contradicted."""
    lay_framework(small.folder)
    import_result(small.office, "registrar", "ผล.csv", RESULT.encode(), "moe-oit", 2569)
    return small


def take(office: SmallOffice, login: str = "registrar") -> list[Any]:
    return measures.add(office.office, login, propose(office.office), year=2570)


def test_what_was_lost_becomes_a_measure_for_each_cause(scored: SmallOffice) -> None:
    linked, shown = propose(scored.office)
    assert (linked.items, linked.groups, linked.origin) == (("O3", "O5"), ("admin", "hr"), "lost")
    assert (shown.items, shown.title) == (("O6",), "จัดทำและเผยแพร่ข้อมูลที่ยังไม่ปรากฏบนเว็บไซต์")
    assert (linked.starts, linked.ends) == (date(2026, 10, 1), date(2027, 9, 30))
    with scored.use_case() as use_case:
        assert queries.reports.measures(use_case.session, use_case.office_id) == []


def test_a_recommendation_beside_full_marks_is_a_measure_too(scored: SmallOffice) -> None:
    advised = RESULT.replace("O1,โครงสร้าง,100,", "O1,โครงสร้าง,100,ในปีถัดไป ให้แสดงผังของปีปัจจุบัน")
    import_result(scored.office, "registrar", "ผล.csv", advised.encode(), "moe-oit", 2569)
    assert [(one.origin, one.items) for one in propose(scored.office)][-1] == ("recommendation", ("O1",))


def test_measures_are_numbered_told_and_closed_with_their_evidence(scored: SmallOffice, tmp_path: Path) -> None:
    assert [one.number for one in take(scored)] == [1, 2]
    paper = tmp_path / "หลักฐาน.pdf"
    paper.write_bytes(small_pdf("proof"))
    with pytest.raises(BadInput) as refused:
        measures.close(scored.office, "clerk.hr", 1, " ")
    assert [one.code for one in refused.value.reasons] == ["measure_without_result", "measure_without_evidence"]
    with pytest.raises(WrongRole) as wrong:
        measures.close(scored.office, "clerk.policy", 1, "ทำแล้ว", addresses=["https://example.go.th/"])
    assert wrong.value.code == "not_of_the_measure"
    done = measures.close(scored.office, "clerk.hr", 1, "เชื่อมโยงแล้ว", outcome="เปิดได้ทุกข้อ", files=[paper])
    assert (done.status, done.evidence[0].partition(" ")[2]) == ("done", "หลักฐาน.pdf")
    with scored.use_case() as use_case:
        assert done.evidence[0].partition(" ")[0] in required_files(use_case)
    with pytest.raises(BadInput) as closed:
        measures.change(scored.office, "registrar", 1, {"title": "อื่น"})
    assert closed.value.code == "measure_closed"
    entry = scored.journal()[-1]
    assert (entry.kind, entry.facts["number"], entry.facts["measure_status"]) == ("measure_changed", 1, "done")


def test_a_measure_is_changed_begun_and_dropped(scored: SmallOffice) -> None:
    take(scored)
    wish = {"groups": ("กลุ่มนโยบายและแผน",), "ends": date(2027, 1, 31)}
    changed = measures.change(scored.office, "registrar", 2, wish)
    assert (changed.plan.groups, changed.plan.ends) == (("policy",), date(2027, 1, 31))
    assert measures.begin(scored.office, "clerk.policy", 2).status == "running"
    with pytest.raises(BadInput):
        measures.drop(scored.office, "registrar", 2, "")
    assert measures.drop(scored.office, "registrar", 2, "ยุบรวมกับมาตรการที่ 1").result == "ยุบรวมกับมาตรการที่ 1"
    with pytest.raises(NotFound):
        measures.begin(scored.office, "registrar", 9)
    wrong = Plan(" ", groups=("ไม่มี",), starts=date(2027, 2, 1), ends=date(2027, 1, 1))
    with pytest.raises(BadInput) as refused:
        measures.add(scored.office, "registrar", [wrong])
    assert {one.code for one in refused.value.reasons} == {
        "no_such_group", "measure_without_title", "measure_ends_before_it_starts",
    }  # fmt: skip


def test_what_ends_soon_is_in_the_inbox_of_its_groups(scored: SmallOffice) -> None:
    take(scored)
    assert [one.do for one in inbox(scored.office, "clerk.hr") if one.do.startswith("measure")] == []
    scored.clock.forward((date(2027, 9, 15) - date(2026, 3, 2)).days)
    assert [one.do for one in inbox(scored.office, "clerk.hr") if one.do.startswith("measure")] == [
        "measure:1", "measure:2",
    ]  # fmt: skip
    assert [one.do for one in inbox(scored.office, "web") if one.do.startswith("measure")] == []


def test_what_no_group_carries_out_waits_for_whoever_keeps_the_reports(scored: SmallOffice) -> None:
    measures.add(scored.office, "registrar", [Plan("ปรับปรุงการสื่อสาร", ends=date(2026, 3, 20))], year=2570)
    assert "measure:1" in [one.do for one in inbox(scored.office, "registrar")]
    assert "measure:1" not in [one.do for one in inbox(scored.office, "clerk.hr")]


def test_the_plan_says_result_analysis_and_measures_and_is_kept_as_a_paper(scored: SmallOffice) -> None:
    with pytest.raises(BadInput) as none:
        draft_paper(scored.office, "clerk.policy", "plan")
    assert none.value.code == "no_measures"
    take(scored)
    with scored.use_case("clerk.policy") as use_case:
        facts = plan_facts(use_case)
    assert [one.heading for one in facts.sections] == [
        "1. ผลการประเมิน", "2. การวิเคราะห์ผลการประเมิน", "3. ประเด็นที่นำมากำหนดมาตรการ", "4. มาตรการและแนวทางการดำเนินการ",
    ]  # fmt: skip
    assert facts.sections[0].paragraphs[0] == (
        "ผลการประเมินประจำปีงบประมาณ พ.ศ. 2569 ได้คะแนนรวม 57.14 คะแนน อยู่ในระดับ B ไม่ผ่านเกณฑ์การประเมินร้อยละ 85.00"
    )
    chart, table = facts.sections[0].chart, facts.sections[3].table
    assert chart is not None
    assert table is not None
    assert [(row.label, row.bars[0].value, row.bars[0].tone) for row in chart.rows] == [
        ("9 การเปิดเผยข้อมูล", "66.67", "plain"), ("10 การป้องกันการทุจริต", "0.00", "weak"),
    ]  # fmt: skip
    assert (len(table.header), len(table.rows)) == (6, 2)
    assert facts.sections[1].after[0].startswith("ข้อ O7 ได้คะแนน 100 แต่ความเห็น")
    assert [one.word for one in (*facts.signers, facts.head)] == ["ผู้จัดทำ", "ผู้เสนอ", "ผู้ให้ความเห็นชอบ"]
    made = draft_paper(scored.office, "clerk.policy", "plan")
    assert (made.kind, made.status) == ("report", "issued")
    memo = draft_cover(scored.office, "clerk.policy", made)
    assert (memo.kind, memo.status, memo.subject) == (
        "cover_memo", "draft", "เสนอมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. 2570",
    )  # fmt: skip


def test_next_years_same_items_show_whether_it_helped(scored: SmallOffice) -> None:
    take(scored)
    assert [one.answer for one in helped(scored.office)] == [None, None]
    for name in ("catalogue", "responsible"):
        shutil.copy(scored.folder / f"{name}-2569.csv", scored.folder / f"{name}-2570.csv")
    own = scored.folder / "frameworks" / "moe-oit-2570.toml"
    own.write_text(FRAMEWORK.replace("2569", "2570"), encoding="utf-8")
    better = RESULT.replace("O3,อำนาจหน้าที่,0,ลิงก์ไม่ได้แสดงจากหน้าแรก", "O3,อำนาจหน้าที่,100,").replace("57.14", "71.43")
    import_result(scored.office, "registrar", "ผล.csv", better.encode(), "moe-oit", 2570)
    found = helped(scored.office)
    assert [one.answer for one in found] == ["partly", "no"]
    with scored.use_case("clerk.policy") as use_case:
        report, analysis = report_facts(use_case), analysis_facts(use_case)
    assert report.sections[-1].heading == "3. ผลต่อคะแนนการประเมินปีนี้"
    assert analysis.sections[-1].paragraphs == ("คะแนนรวมปีงบประมาณ พ.ศ. 2570 เพิ่มขึ้นจากปีงบประมาณ พ.ศ. 2569 14.29 คะแนน",)
    chart = analysis.sections[0].chart
    assert chart is not None
    assert [bar.tone for bar in chart.rows[0].bars] == ["before", "plain"]


def test_who_keeps_no_reports_adds_no_measure(scored: SmallOffice) -> None:
    with pytest.raises(WrongRole):
        take(scored, "clerk.hr")
