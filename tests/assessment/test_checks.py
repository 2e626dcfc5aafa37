"""What the checks find in short texts, and that a report without a slip has no finding."""

import pytest

from assessment.checks.run import check_text
from assessment.texts.context import Context, ItemList
from tests.assessment.results import items
from tests.assessment.texts import CLEAN, NO_SLIPS, SLIPS

pytestmark = pytest.mark.xdist_group("dictionary")  # in one process, so that Thai words are loaded once
KNOWN = Context(lists=(ItemList("2565", 2565, items(2565)), ItemList("2566", 2566, items(2566))))


@pytest.mark.parametrize(("code", "text"), SLIPS, ids=[f"{n}-{code}" for n, (code, _) in enumerate(SLIPS)])
def test_a_slip_is_found(code: str, text: str) -> None:
    assert code in {one.code for one in check_text(text, KNOWN)}


def test_a_report_without_a_slip_has_no_finding() -> None:
    assert [(one.code, one.line, one.text) for one in check_text(CLEAN, KNOWN)] == []


@pytest.mark.parametrize(("code", "text"), NO_SLIPS, ids=[f"{n}-{code}" for n, (code, _) in enumerate(NO_SLIPS)])
def test_what_looks_like_a_slip_is_none(code: str, text: str) -> None:
    assert code not in {one.code for one in check_text(text, KNOWN)}


def test_a_word_of_a_quarter_of_a_million_letters_is_read_in_no_time() -> None:
    """It took minutes: each of its letters was tried as the beginning of an address. Found by made bad input."""
    assert check_text('{"a":' * 50_000, Context()) is not None
