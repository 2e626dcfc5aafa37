"""Starting in the middle of a year: items that are published already are taken over without signing them again."""

from __future__ import annotations

import pytest

from tests.services.small_office import SmallOffice, done
from workflow.rules.errors import NeedNotMet, Refused, WrongRole, WrongState
from workflow.services.publication import adopting
from workflow.services.queries.status import status

PAPER = "บันทึก ที่ ทล 01/7 ลงวันที่ 9 มกราคม 2569"


def test_the_registrar_takes_over_what_the_head_confirmed_on_paper(both: SmallOffice) -> None:
    both.hand_in("O1")
    done(adopting.adopt(both.office, "registrar", ["O1"], basis=PAPER).outcomes)
    item = both.item("O1")
    assert (item.state.value, item.online.value) == ("published", "online")
    item_status = next(one for one in status(both.office).items if one.code == "O1")
    assert (item_status.grade, item_status.memo_no) == (1, PAPER)
    assert item_status.proof is not None
    assert both.numbers() == []
    adopted = [e for e in both.journal() if e.kind == "adopted"]
    assert [(e.item_code, e.from_state, e.to_state, e.facts["basis"]) for e in adopted] == [
        ("O1", "draft", "published", PAPER)
    ]
    assert both.verify().ok


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
    (outcome,) = adopting.adopt(small.office, login, ["O1"], basis=basis).outcomes
    assert isinstance(outcome.error, kind)
    assert outcome.error.code == code
    assert small.states("O1") == ["draft"]


def test_evidence_comes_first(small: SmallOffice) -> None:
    (outcome,) = adopting.adopt(small.office, "head", ["O1"]).outcomes
    assert isinstance(outcome.error, NeedNotMet)
    assert {r.code for r in outcome.error.reasons} == {"part_missing", "no_evidence"}


def test_an_item_on_its_way_is_not_adopted(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    (outcome,) = adopting.adopt(small.office, "head", ["O1"]).outcomes
    assert isinstance(outcome.error, WrongState)


def test_an_adopted_item_is_revised_and_signed_like_any_other(small: SmallOffice) -> None:
    from workflow.services.approval.returning import revise

    small.hand_in("O1")
    done(adopting.adopt(small.office, "head", ["O1"]).outcomes)
    done(revise(small.office, "clerk.admin", ["O1"], "ปรับปรุงข้อมูลปีนี้"))
    assert small.item("O1").online.value == "online"
    small.bring("published", "O1")
    item_status = next(one for one in status(small.office).items if one.code == "O1")
    assert item_status.grade == 2
