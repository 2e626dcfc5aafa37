"""Decided where the paper is read, signed where the key is: a request goes out, only its own signature comes back."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.services.approval.test_decision_in_signature import drawn
from tests.services.small_office import SECRET, START, SmallOffice, done
from workflow.records.models import SigningRequest
from workflow.rules.errors import BadInput, Refused, WorkflowError
from workflow.services.approval import returning
from workflow.services.approval.approving import approve
from workflow.services.approval.finishing import finish
from workflow.services.approval.request_files import SigningRequestFile, sign_request
from workflow.services.approval.requesting import LIFE, prepare


def asked(office: SmallOffice, *codes: str, by: str = "head", name: str = "request.json", **how: object) -> Path:
    """A request to sign, as it leaves the office."""
    path = office.folder / name
    assert prepare(office.office, by, codes, path, **how) is not None  # type: ignore[arg-type]
    return path


def signed_there(office: SmallOffice, request: Path, by: str = "head") -> Path:
    """What comes back: on the machine with the key nothing is known but the request."""
    values = sign_request(office.office.keys, SigningRequestFile.read(request), office.key(by), lambda: SECRET)
    path = request.with_suffix(".signed.json")
    path.write_text(values.text(), encoding="utf-8")
    return path


def refusal(office: SmallOffice, brought: Path, by: str = "head") -> str:
    """The code a result is refused with; whatever is refused leaves everything as it was."""
    before = len(office.journal())
    try:
        (result,) = finish(office.office, by, brought)
    except WorkflowError as no:
        code = no.code
    else:
        assert result.error is not None
        code = result.error.reasons[0].code if result.error.code == "check_failed" else result.error.code
    assert len(office.journal()) == before
    assert office.states("O1") == ["submitted"]
    return code


@pytest.fixture
def submitted(both: SmallOffice) -> SmallOffice:
    both.bring("submitted", "O1")
    return both


def test_a_memo_and_its_files_are_signed_where_the_key_is(submitted: SmallOffice) -> None:
    brought = signed_there(submitted, asked(submitted, "O1"))
    done(finish(submitted.office, "head", brought))
    assert submitted.states("O1") == ["head_signed"]
    memo = submitted.memo()
    assert (memo.signer, memo.how, memo.grade, memo.decided_on) == ("head", "sign", 2, START.date())
    signed = submitted.office.store.get(memo.memo_signed or "")
    assert signed.startswith(submitted.office.store.get(memo.memo_issued))
    assert drawn(signed)["HeadSignature"][0] == "เห็นชอบ"
    assert [e.kind for e in submitted.journal()][-4:] == ["approved", "signing_requested", "step", "verdict"]
    assert submitted.verify().ok


def test_approved_on_one_day_and_signed_on_another_keeps_both_days(submitted: SmallOffice) -> None:
    done(approve(submitted.office, "head", ["O1"]))
    assert submitted.states("O1") == ["submitted"]
    submitted.clock.forward(days=2)
    done(finish(submitted.office, "head", signed_there(submitted, asked(submitted, "O1"))))
    memo = submitted.memo()
    assert memo.decided_on == START.date()
    (step,) = [e for e in submitted.journal() if e.step == "sign"]
    assert (step.facts["decided_on"], step.facts["signed_on"]) == ("2026-03-02", "2026-03-04")
    lines = drawn(submitted.office.store.get(memo.memo_signed or ""))["HeadSignature"]
    assert (lines[0], lines[-1]) == ("เห็นชอบ เมื่อ ๒ มีนาคม ๒๕๖๙", "ลงลายมือชื่อดิจิทัล ๔ มีนาคม ๒๕๖๙")


def test_what_was_excepted_when_it_was_approved_is_excepted_when_it_is_signed(both: SmallOffice) -> None:
    both.bring("submitted", "O1", "O2")
    done(approve(both.office, "head", ["O1"], excepted=["O2"], reason="ยอดรวมไม่ตรง"))
    done(finish(both.office, "head", signed_there(both, asked(both, "O1"))))
    assert both.states("O1", "O2") == ["head_signed", "draft"]
    said = drawn(both.office.store.get(both.memo().memo_signed or ""))
    assert said["HeadSignature"][0] == "เห็นชอบ ยกเว้นข้อ O2"


def test_a_request_serves_once_and_for_minutes_and_the_newest_counts(submitted: SmallOffice) -> None:
    first = signed_there(submitted, asked(submitted, "O1", name="first.json"))
    second = signed_there(submitted, asked(submitted, "O1", name="second.json"))
    assert refusal(submitted, first) == "request_replaced"
    submitted.clock.moment += LIFE + timedelta(seconds=1)
    assert refusal(submitted, second) == "request_expired"
    third = signed_there(submitted, asked(submitted, "O1", name="third.json"))
    done(finish(submitted.office, "head", third))
    with pytest.raises(Refused) as caught:
        finish(submitted.office, "head", third)
    assert caught.value.code == "request_used"


def test_a_memo_that_changed_is_not_what_was_approved(both: SmallOffice) -> None:
    """Sent back in part: the number stays, the edition is another, and so is what the head would sign."""
    both.bring("submitted", "O1", "O2")
    done(approve(both.office, "head", ["O1"]))
    brought = signed_there(both, asked(both, "O1"))
    done(returning.send_back(both.office, "head", ["O2"], "แก้ไขตัวเลข"))
    assert refusal(both, brought) == "approval_void"
    done(finish(both.office, "head", signed_there(both, asked(both, "O1", name="again.json"))))
    assert both.states("O1", "O2") == ["head_signed", "draft"]


def test_another_key_signs_nothing_and_another_s_value_is_taken_nowhere(submitted: SmallOffice) -> None:
    request = asked(submitted, "O1")
    with pytest.raises(BadInput) as caught:
        signed_there(submitted, request, by="deputy")
    assert caught.value.code == "request_of_another_key"
    brought = signed_there(submitted, request)
    told = json.loads(brought.read_text(encoding="utf-8"))
    first, second = told["values"]
    told["values"][first], told["values"][second] = told["values"][second], told["values"][first]
    brought.write_text(json.dumps(told), encoding="utf-8")
    assert refusal(submitted, brought) == "signing_refused"
    del told["values"][first]
    brought.write_text(json.dumps(told), encoding="utf-8")
    assert refusal(submitted, brought) == "request_value_missing"


def test_a_request_changed_on_its_way_is_not_signed(submitted: SmallOffice) -> None:
    wanted = SigningRequestFile.read(asked(submitted, "O1"))
    (memo,) = wanted.memos
    other = replace(memo.papers[0], attributes=base64.b64encode(b"something else").decode())
    changed = replace(wanted, memos=(replace(memo, papers=(other, *memo.papers[1:])),))
    with pytest.raises(BadInput) as caught:
        sign_request(submitted.office.keys, changed, submitted.key("head"), lambda: SECRET)
    assert caught.value.code == "request_broken"


def test_a_file_swapped_in_the_store_is_not_signed(submitted: SmallOffice) -> None:
    brought = signed_there(submitted, asked(submitted, "O1"))
    with submitted.use_case() as use_case:
        (held,) = [row.papers[0].held for row in use_case.session.scalars(select(SigningRequest))]
    (kept,) = (path for path in (submitted.folder / "store").rglob("*") if path.is_file() and held.endswith(path.name))
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes() + b"\n")
    assert refusal(submitted, brought) == "file_damaged"


def test_who_signs_must_be_entitled_on_the_day_of_the_approval_and_of_the_signature(both: SmallOffice) -> None:
    """The deputy acts as head from 9 to 11 March, and is who the memo names."""
    both.clock.moment = START.replace(day=10)
    both.bring("submitted", "O1")
    both.clock.moment = START.replace(day=11)
    done(approve(both.office, "deputy", ["O1"]))
    brought = signed_there(both, asked(both, "O1", by="deputy"), by="deputy")
    both.clock.moment = START.replace(day=11, hour=9, minute=20)
    assert refusal(both, brought) == "request_of_another"
    both.clock.moment = START.replace(day=12)
    assert refusal(both, brought, by="deputy") == "request_expired"
    with pytest.raises(Refused) as caught:
        asked(both, "O1", by="deputy", name="late.json")
    assert caught.value.code == "wrong_role"
    both.clock.moment = START.replace(day=11, hour=9, minute=20)
    done(finish(both.office, "deputy", brought))
    memo = both.memo()
    assert (memo.signer, memo.signer_authority is not None) == ("deputy", True)


def test_nobody_else_approves_and_a_file_that_is_there_stays(submitted: SmallOffice) -> None:
    with pytest.raises(Refused) as refused:
        approve(submitted.office, "deputy", ["O1"])
    assert refused.value.code == "wrong_role"
    path = asked(submitted, "O1")
    with pytest.raises(BadInput) as there:
        asked(submitted, "O1")
    assert there.value.code == "request_file_exists"
    path.write_text("{}", encoding="utf-8")
    assert refusal(submitted, path) == "request_unreadable"


def test_a_certificate_that_is_not_registered_is_asked_for_nothing(submitted: SmallOffice, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.cer"
    stranger.write_text(submitted.office.keys.open(submitted.key("stranger"), SECRET).certificate_pem)
    with pytest.raises(Refused) as caught:
        asked(submitted, "O1", certificate=stranger)
    assert caught.value.code == "key_not_registered"
    mine = tmp_path / "head.cer"
    mine.write_text(submitted.office.keys.open(submitted.key("head"), SECRET).certificate_pem)
    done(finish(submitted.office, "head", signed_there(submitted, asked(submitted, "O1", certificate=mine))))
