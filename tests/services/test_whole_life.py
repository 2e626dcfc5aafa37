"""The straight way, on both databases: several items on one memo, every kind of evidence, from draft to online."""

from __future__ import annotations

from tests.services.small_office import SmallOffice


def test_three_items_go_from_draft_to_online_on_one_memo(both: SmallOffice) -> None:
    both.bring("published", "O1", "O2", "O7")
    assert both.states("O1", "O2", "O7") == ["published"] * 3
    memo = both.memo()
    assert (memo.status, memo.label, memo.grade) == ("signed", "ทล 01/1", 2)
    assert both.numbers() == [(1, "issued")]
    assert both.verify().ok
    for code in ("O1", "O2", "O7"):
        assert both.steps_of(code) == ["compile", "submit", "sign", "publish"]
        assert both.item(code).online.value == "online"
