"""What somebody says and what a paper, a clock or a setting says may not disagree in silence."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.small_office import SECRET, SmallOffice
from workflow.rules.errors import BadInput
from workflow.services.approval.signing import sign
from workflow.services.collection.contributing import Contribution, contribute


@pytest.mark.parametrize("behind", [timedelta(minutes=6), timedelta(days=1), timedelta(days=365)])
def test_no_head_signs_before_the_memo_was_made(small: SmallOffice, behind: timedelta) -> None:
    small.bring("submitted", "O1")
    small.clock.moment -= behind
    with pytest.raises(BadInput) as refused:
        sign(small.office, "head", ["O1"], key_file=small.key("head"), passphrase=lambda: SECRET)
    assert refused.value.code == "clock_before_memo"
    assert small.states("O1") == ["submitted"]


def test_clocks_of_two_machines_may_be_some_minutes_apart(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    small.clock.moment -= timedelta(minutes=4)
    small.sign("O1")
    assert small.states("O1") == ["head_signed"]


def test_a_document_signed_before_is_not_of_a_day_to_come(small: SmallOffice) -> None:
    path: Path = small.paper("old.pdf")
    given = Contribution(files=[path], duty="signed_before", number="335/2566", dated=date(2047, 1, 1))
    with pytest.raises(BadInput) as refused:
        contribute(small.office, "clerk.admin", "O1", given)
    assert refused.value.code == "document_date_ahead"
