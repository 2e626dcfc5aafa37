"""Starting in the middle of a year: items that are published already are taken over without signing them again."""

from __future__ import annotations

import pytest

from tests.services.small_office import SmallOffice, done
from workflow.rules.errors import NeedNotMet, Refused, WrongRole, WrongState
from workflow.services.operations import settling
from workflow.services.publication import adopting
from workflow.services.queries.status import status

PAPER = "บันทึก ที่ ทล 01/7 ลงวันที่ 9 มกราคม 2569"


def ask(office: SmallOffice, *codes: str) -> int:
    """The registrar brings the head's paper."""
    paper = office.paper("head-confirms.pdf")
    asked = adopting.adopt(office.office, "registrar", codes or None, paper=paper, basis=PAPER)
    assert asked.asked is not None
    return asked.asked


def test_the_registrar_brings_the_heads_paper_and_a_second_person_takes_the_items_over(both: SmallOffice) -> None:
    both.hand_in("O1", "O5")
    number = ask(both)
    assert both.states("O1", "O5") == ["draft", "draft"], "nothing has changed before somebody confirms"
    with pytest.raises(Refused) as refused:
        settling.confirm(both.office, "registrar", number)
    assert refused.value.code == "power_needs_second"
    with pytest.raises(Refused) as refused:
        settling.confirm(both.office, "clerk.hr", number)
    assert refused.value.code == "power_not_second"
    done(settling.confirm(both.office, "director.policy", number).outcomes)
    assert both.states("O1", "O5") == ["published", "published"]
    item_status = next(one for one in status(both.office).items if one.code == "O1")
    assert (item_status.grade, item_status.memo_no) == (None, PAPER)
    assert item_status.proof is not None
    assert both.numbers() == []
    adopted = [e for e in both.journal() if e.kind == "adopted"]
    assert [(e.item_code, e.actor, e.facts["asked_by"], e.facts["basis"]) for e in adopted] == [
        ("O1", "director.policy", "registrar", PAPER), ("O5", "director.policy", "registrar", PAPER),
    ]  # fmt: skip
    assert adopted[0].facts["paper"] in both.office.store
    assert both.verify().ok


def test_the_public_page_names_no_signer_and_no_grade(small: SmallOffice) -> None:
    small.hand_in("O1")
    done(adopting.adopt(small.office, "head", ["O1"]).outcomes)
    page = (next((small.folder / "site" / "current").rglob("oit/2569/o1/index.html"))).read_text(encoding="utf-8")
    assert "เผยแพร่ก่อนเริ่มใช้โปรแกรมนี้" in page
    assert "ตัวอย่าง ใจดี" not in page
    assert "มีผู้รับรองลายมือชื่อ" not in page
    assert "ต้นฉบับที่หัวหน้า" not in page


def test_after_the_first_memo_of_the_cycle_the_head_says_so_in_person_and_it_is_flagged(small: SmallOffice) -> None:
    small.hand_in("O5")
    number = ask(small, "O5")
    small.bring("submitted", "O1")
    with pytest.raises(Refused) as refused:
        settling.confirm(small.office, "director.policy", number)
    assert refused.value.code == "adoption_late"
    done(settling.confirm(small.office, "head", number).outcomes)
    assert small.states("O5") == ["published"]
    item_status = next(one for one in status(small.office).items if one.code == "O5")
    assert [flag.code for flag in item_status.flags] == ["adopted_late"]


def test_evidence_that_changed_after_it_was_asked_is_not_taken_over(small: SmallOffice) -> None:
    small.hand_in("O1")
    number = ask(small, "O1")
    small.contribute("O1", "admin", "something else")
    (outcome,) = settling.confirm(small.office, "head", number).outcomes
    assert outcome.error is not None
    assert outcome.error.code == "adoption_changed"
    assert small.states("O1") == ["draft"]


def test_the_head_needs_to_name_no_paper(small: SmallOffice) -> None:
    small.hand_in("O1")
    done(adopting.adopt(small.office, "head", ["O1"]).outcomes)
    assert small.states("O1") == ["published"]


@pytest.mark.parametrize(
    ("login", "basis", "kind", "code"),
    [
        ("registrar", "", Refused, "no_confirmation"),
        ("clerk.admin", PAPER, WrongRole, "wrong_role"),
    ],
)
def test_neither_without_the_heads_word_nor_by_others(
    small: SmallOffice, login: str, basis: str, kind: type[Refused], code: str
) -> None:
    small.hand_in("O1")
    with pytest.raises(kind) as refused:
        adopting.adopt(small.office, login, ["O1"], basis=basis)
    assert refused.value.code == code
    assert small.states("O1") == ["draft"]


def test_evidence_comes_first(small: SmallOffice) -> None:
    (outcome,) = adopting.adopt(small.office, "head", ["O1"]).outcomes
    assert isinstance(outcome.error, NeedNotMet)
    assert {r.code for r in outcome.error.reasons} == {"part_missing", "no_evidence"}


def test_an_item_on_its_way_is_not_adopted(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    (outcome,) = adopting.adopt(small.office, "head", ["O1"]).outcomes
    assert isinstance(outcome.error, WrongState)


@pytest.mark.deep
def test_an_adopted_item_is_revised_and_signed_like_any_other(small: SmallOffice) -> None:
    from workflow.services.approval.returning import revise

    small.hand_in("O1")
    done(adopting.adopt(small.office, "head", ["O1"]).outcomes)
    done(revise(small.office, "clerk.admin", ["O1"], "ปรับปรุงข้อมูลปีนี้"))
    assert small.item("O1").online.value == "online"
    small.bring("published", "O1")
    item_status = next(one for one in status(small.office).items if one.code == "O1")
    assert item_status.grade == 2
