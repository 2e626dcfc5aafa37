"""The head agrees to a memo but for some items, with a key: the memo stays as it was issued, they go back."""

from __future__ import annotations

import pytest

from tests.services.approval.test_decision_in_signature import drawn
from tests.services.small_office import SECRET, SmallOffice, done
from workflow.rules.errors import NotFound, Refused
from workflow.services.approval.signing import sign


def sign_but(office: SmallOffice, *codes: str, but: tuple[str, ...], reason: str = "ยอดรวมไม่ตรง") -> None:
    done(
        sign(
            office.office, "head", codes, key_file=office.key("head"), passphrase=lambda: SECRET, excepted=but,
            reason=reason,
        )
    )  # fmt: skip


def refused(office: SmallOffice, *codes: str, but: tuple[str, ...], reason: str = "ยอดรวมไม่ตรง") -> str:
    with pytest.raises((Refused, NotFound)) as caught:
        sign_but(office, *codes, but=but, reason=reason)
    return caught.value.code


@pytest.mark.deep
def test_an_item_is_excepted_in_the_head_s_own_signature(both: SmallOffice) -> None:
    both.bring("submitted", "O1", "O2", "O3")
    issued = both.memo().memo_issued
    sign_but(both, "O1", but=("O2",))
    assert both.states("O1", "O2", "O3") == ["head_signed", "draft", "head_signed"]
    memo = both.memo()
    assert (memo.status, memo.edition, memo.memo_issued) == ("signed", 0, issued)
    assert {row.outcome for row in memo.items} == {"signed", "excepted"}
    signed = both.office.store.get(memo.memo_signed or "")
    assert signed.startswith(both.office.store.get(issued))
    assert drawn(signed)["HeadSignature"][0] == "เห็นชอบ ยกเว้นข้อ O2"
    (back,) = [e for e in both.journal() if e.step == "send_back"]
    assert (back.item_code, back.facts["reason"], back.actor) == ("O2", "ยอดรวมไม่ตรง", "head")
    assert both.verify().ok


def test_an_exception_without_a_reason_or_of_everything_or_of_another_memo_is_refused(both: SmallOffice) -> None:
    both.bring("submitted", "O1", "O2")
    both.bring("submitted", "O4")
    assert refused(both, "O1", but=("O2",), reason=" ") == "need_not_met"
    assert refused(both, "O1", but=("O1", "O2")) == "all_excepted"
    assert refused(both, "O1", but=("O4",)) == "item_not_on_memo"
    assert both.states("O1", "O2", "O4") == ["submitted"] * 3


def test_an_excepted_item_comes_back_on_a_memo_of_its_own(both: SmallOffice) -> None:
    both.bring("submitted", "O1", "O2")
    sign_but(both, "O1", but=("O2",))
    both.compile("O2")
    both.submit("O2")
    both.sign("O2")
    assert both.states("O1", "O2") == ["head_signed", "head_signed"]
