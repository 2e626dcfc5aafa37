"""An order that assigns work or names people: drafted from the records, refused where it orders nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.services.small_office import SmallOffice
from workflow.ports.papers import GeneralOrderFacts
from workflow.rules.errors import BadInput, NotFound
from workflow.services.administration.standing import set_substitutes
from workflow.services.documents import drafting
from workflow.services.documents.issuing import issue
from workflow.services.documents.order_drafts import ABOUT
from workflow.services.documents.serialization import facts_from

from .conftest import words_of


def draft(office: SmallOffice, about: str, *people: str, **data: Any) -> GeneralOrderFacts:
    made = drafting.draft(office.office, "clerk.admin", "general_order", data or None, about=about, people=people)
    facts = facts_from("general_order", drafting.show(office.office, made.id)[1])
    assert isinstance(facts, GeneralOrderFacts)
    return facts


def codes(refused: BadInput) -> list[str]:
    return [reason.code for reason in refused.reasons]


def test_the_items_are_assigned_by_an_annex(small: SmallOffice) -> None:
    made = drafting.draft(small.office, "clerk.admin", "general_order", about="assignment", people=["clerk.policy"])
    said = words_of(small.office.store.get(made.docx))
    assert "บัญชีแนบท้ายคำสั่งสำนักงานทดลองเล็ก" in said
    assert "O5" in said
    assert "นายทดสอบ วางแผน" in said
    issued = issue(small.office, "registrar", made.id)
    assert issued.label == "1/2569"
    assert "ที่ ๑/๒๕๖๙ ลงวันที่ ๒ มีนาคม พ.ศ. ๒๕๖๙" in words_of(small.office.store.get(issued.docx))


def test_substitutes_by_rank_and_the_standing_order_takes_their_number(small: SmallOffice) -> None:
    facts = draft(small, "substitutes", "deputy", "director.hr")
    assert facts.subject == "แต่งตั้งผู้รักษาราชการแทนหัวหน้าสำนักงานทดลองเล็ก"
    assert [(one.name, one.role) for one in facts.members] == [
        ("นางสมมติ รักงาน", "ลำดับที่ 1"), ("นางแบบอย่าง บุคคลดี", "ลำดับที่ 2"),
    ]  # fmt: skip
    label = issue(small.office, "registrar", 1).label
    assert set_substitutes(small.office, "registrar", "head", ["deputy", "director.hr"], label or "")


def test_who_keeps_the_books_and_the_site_is_known(small: SmallOffice) -> None:
    assert [one.name for one in draft(small, "registrar").members] == ["นางลงเลข ทะเบียนดี"]
    assert [one.name for one in draft(small, "web", until="30 ก.ย. 2569").members] == ["นายฝึกหัด เว็บดี"]


def test_what_the_office_writes_wins(small: SmallOffice) -> None:
    facts = draft(small, "web", authority="อาศัยอำนาจตามคำสั่งมอบอำนาจ", effective="1 เม.ย. 2569")
    assert (facts.authority, facts.effective) == ("อาศัยอำนาจตามคำสั่งมอบอำนาจ", date(2026, 4, 1))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"duties": []}, "order_for_nobody"),
        ({"duties": ["ทำ"], "decision": " "}, "paper_field_missing"),
        ({"duties": ["ทำ"], "until": "1 ก.พ. 2569", "effective": "3 มี.ค. 2569"}, "order_over_before_it_begins"),
    ],
)
def test_an_order_that_orders_nothing_is_refused(small: SmallOffice, data: dict[str, Any], code: str) -> None:
    whole = {"subject": "มอบหมายงาน", "reason": ["เพื่อความเรียบร้อย"], "decision": "จึงมอบหมาย ดังนี้", **data}
    with pytest.raises(BadInput) as refused:
        drafting.draft(small.office, "clerk.admin", "general_order", whole)
    assert codes(refused.value) == [code]


def test_what_is_not_known_is_told(small: SmallOffice) -> None:
    with pytest.raises(NotFound, match="no_such_person"):
        draft(small, "web", "nobody")
    with pytest.raises(BadInput, match="document_about_nothing"):
        drafting.draft(small.office, "clerk.admin", "order", about="web")
    with pytest.raises(BadInput, match="order_about_unknown"):
        draft(small, "holiday")


def test_the_counter_offers_every_subject_there_is() -> None:
    from commands.items.papers import new

    (about,) = [option for option in new.params if option.name == "about"]
    assert tuple(about.type.choices) == tuple(ABOUT)  # type: ignore[attr-defined]
