"""A memo for each of several items, made in one batch: numbers follow each other, and a failure stops no other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.services.small_office import QuickConverter, SmallOffice
from workflow.rules.errors import BadInput, WorkflowError
from workflow.services.approval.submitting import submit_each

CODES = ("O1", "O3", "O2")


def errors(office: SmallOffice, codes: Sequence[str] = CODES) -> dict[str, WorkflowError | None]:
    return {one.what: one.error for one in submit_each(office.office, "director.admin", codes)}


@pytest.fixture
def compiled(both: SmallOffice) -> SmallOffice:
    both.bring("group_compiled", "O1", "O3")
    return both


def test_each_item_gets_its_own_memo_and_the_numbers_follow_each_other(compiled: SmallOffice) -> None:
    assert errors(compiled, ("O1", "O3")) == {"O1": None, "O3": None}
    assert compiled.numbers() == [(1, "issued"), (2, "issued")]
    assert [[i.code for i in (compiled.item("O1"), compiled.item("O3"))], compiled.states("O1", "O3")] == [
        ["O1", "O3"],
        ["submitted", "submitted"],
    ]
    assert compiled.item("O1").submission_id != compiled.item("O3").submission_id
    assert compiled.verify().ok


def test_one_that_is_refused_is_told_and_uses_no_number(compiled: SmallOffice) -> None:
    found = errors(compiled)
    refused = found.pop("O2")
    assert refused is not None
    assert found == {"O1": None, "O3": None}
    assert compiled.numbers() == [(1, "issued"), (2, "issued")]


def test_one_that_cannot_be_made_leaves_no_gap(compiled: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    converter = compiled.office.converter
    real = converter.convert

    def first_fails(docx: Sequence[bytes], on_done: object = None) -> list[bytes | Exception]:
        made = real(docx)
        return [BadInput("conversion_failed"), *made[1:]] if len(docx) > 1 else made

    monkeypatch.setattr(converter, "convert", first_fails)
    found = errors(compiled, ("O1", "O3"))
    assert found["O1"] is not None
    assert found["O1"].code == "check_failed"
    assert found["O3"] is None
    assert compiled.numbers() == [(1, "issued")]
    assert compiled.states("O1", "O3") == ["group_compiled", "submitted"]


def test_a_number_taken_meanwhile_makes_the_rest_again(compiled: SmallOffice) -> None:
    assert isinstance(compiled.office.converter, QuickConverter)
    taken: list[str] = []
    compiled.bring("group_compiled", "O2")
    other = SmallOffice.open(compiled.folder, compiled.clock)

    def meanwhile() -> None:
        if not taken:
            taken.append("O2")
            other.submit("O2")

    compiled.office.converter.before = meanwhile
    try:
        assert errors(compiled, ("O1", "O3")) == {"O1": None, "O3": None}
    finally:
        other.close()
    assert compiled.numbers() == [(1, "issued"), (2, "issued"), (3, "issued")]
    assert compiled.verify().ok
