"""Every way back, on both databases: from each state, by each role that may, and what becomes of the memo."""

from __future__ import annotations

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import SmallOffice, done
from workflow.rules.errors import CheckFailed, NeedNotMet, WorkflowError, WrongRole, WrongState
from workflow.services.approval import returning, routing, submitting
from workflow.services.collection import compiling, contributing
from workflow.services.context.results import Notice
from workflow.services.intake import receiving
from workflow.services.publication import withdrawing
from workflow.services.queries.item_detail import show

ROUTE = ["deputy"]
WHY = "ตัวเลขในตารางที่ 2 ไม่ตรงกับต้นฉบับ"


def send_back(office: SmallOffice, by: str, *codes: str, reason: str = WHY) -> list[WorkflowError | None]:
    return [outcome.error for outcome in returning.send_back(office.office, by, codes, reason)]


EVERYBODY = ("director.admin", "deputy", "head", "web", "clerk.admin", "director.hr", "registrar")
MAY = {
    "group_compiled": ("director.admin", "deputy", "head"),
    "submitted": ("director.admin", "deputy", "head"),
    "head_signed": ("director.admin", "deputy", "head", "web"),
}


IN_EVERY_RUN = {
    ("group_compiled", "director.admin"), ("submitted", "deputy"), ("head_signed", "head"), ("head_signed", "web"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "by"),
    [
        pytest.param(state, by, marks=[] if (state, by) in IN_EVERY_RUN else pytest.mark.deep)
        for state, may in MAY.items()
        for by in may
    ],
)
def test_an_item_is_sent_back_from_each_state_by_each_role_that_may_and_by_no_other(
    state: str, by: str, copy_office: MakeOffice
) -> None:
    office = copy_office(route=ROUTE)
    office.bring("group_compiled", "O1", "O3")
    if state != "group_compiled":
        office.submit("O1", "O3")
    if state == "head_signed":
        done(routing.endorse(office.office, "deputy", ["O1"]))
        office.sign("O1")
    for other in set(EVERYBODY) - set(MAY[state]) if (state, by) in IN_EVERY_RUN and by != "web" else ():
        (error,) = send_back(office, other, "O1")
        assert isinstance(error, WrongRole), other
        assert office.states("O1", "O3") == [state, state]
    assert send_back(office, by, "O1") == [None]
    assert office.states("O1", "O3") == ["draft", state]
    assert office.item("O1").revision_id is None
    assert office.journal()[-1].kind == ("reissued" if state == "submitted" else "step")
    assert office.verify().ok


def test_sending_back_needs_a_reason(both: SmallOffice) -> None:
    both.bring("group_compiled", "O1")
    (error,) = send_back(both, "head", "O1", reason="  ")
    assert isinstance(error, NeedNotMet)
    assert [r.code for r in error.reasons] == ["no_reason"]
    assert both.states("O1") == ["group_compiled"]


def test_sending_back_some_items_reissues_the_memo_with_its_number_and_its_endorsements(
    copy_office: MakeOffice, kind: str
) -> None:
    office = copy_office(kind, route=ROUTE)
    office.bring("submitted", "O1", "O2", "O3")
    done(routing.endorse(office.office, "deputy", ["O1"], opinion="เห็นควรเผยแพร่"))
    before = office.memo()
    (outcome,) = returning.send_back(office.office, "head", ["O2"], WHY)
    assert outcome.note == Notice("memo_reissued", {"memo": before.label, "edition": 1})
    memo = office.memo()
    assert (memo.label, memo.number, memo.edition, memo.status) == (before.label, 1, 1, "open")
    assert memo.route == before.route
    assert memo.route[0].by == "deputy"
    assert memo.memo_issued != before.memo_issued
    assert {row.outcome for row in memo.items} == {"open", "sent_back"}
    assert office.states("O1", "O2", "O3") == ["submitted", "draft", "submitted"]
    assert office.numbers() == [(1, "issued")]
    office.sign("O1")
    assert office.states("O1", "O2", "O3") == ["head_signed", "draft", "head_signed"]
    assert office.memo().memo_signed is not None
    # What was sent back comes again on a memo of its own.
    office.compile("O2")
    assert office.submit("O2") == "ทล 01/2"
    assert office.verify().ok


@pytest.mark.deep
def test_sending_back_all_voids_the_memo_and_its_number_stays_in_the_book(both: SmallOffice) -> None:
    both.bring("submitted", "O1", "O3")
    assert send_back(both, "head", "O1", "O3") == [None, None]
    assert (both.memo().status, both.memo().void_reason) == ("void", WHY)
    assert both.numbers() == [(1, "void")]
    both.compile("O1")
    assert both.submit("O1") == "ทล 01/2"
    assert both.numbers() == [(1, "void"), (2, "issued")]
    assert both.verify().ok


def test_withdrawing_voids_the_whole_memo_and_only_who_submitted_may(both: SmallOffice) -> None:
    both.bring("submitted", "O1", "O3")
    for somebody in ("head", "director.hr", "clerk.admin"):
        with pytest.raises(WrongRole):
            routing.withdraw(both.office, somebody, ["O1"], WHY)
    with pytest.raises(NeedNotMet):
        routing.withdraw(both.office, "director.admin", ["O1"], "")
    done(routing.withdraw(both.office, "director.admin", ["O1"], WHY))
    assert both.states("O1", "O3") == ["group_compiled", "group_compiled"]
    assert both.numbers() == [(1, "void")]
    assert both.submit("O1", "O3") == "ทล 01/2"


def test_reopening_lets_the_frozen_manifest_go(both: SmallOffice) -> None:
    both.bring("group_compiled", "O1")
    with pytest.raises(WrongRole):
        done(compiling.reopen(both.office, "clerk.hr", ["O1"]))
    done(compiling.reopen(both.office, "clerk.admin", ["O1"]))
    assert both.item("O1").revision_id is None
    both.contribute("O1", "admin", "better")
    both.compile("O1")
    assert both.states("O1") == ["group_compiled"]


@pytest.mark.deep
def test_evidence_that_changed_after_submission_voids_the_approval(both: SmallOffice) -> None:
    from sqlalchemy import update

    from workflow.records.models import Evidence

    both.bring("submitted", "O1")
    with pytest.raises(WrongState):
        both.contribute("O1", "admin", "changed")
    # As if somebody had reached into the database.
    with both.office.unit_of_work() as uow:
        uow.session.execute(update(Evidence).values(sha256="0" * 64, issued_sha256="0" * 64))
        uow.commit()
    with pytest.raises(NeedNotMet) as caught:
        both.sign("O1")
    assert "evidence_changed" in [r.code for r in caught.value.reasons]
    assert both.states("O1") == ["submitted"]


def test_a_paper_memo_comes_back_with_an_item_excepted_by_hand(both: SmallOffice) -> None:
    import wiring

    both.bring("submitted", "O1", "O3")
    issued = [both.office.store.get(due.issued) for due in both.required_signatures("O1")]
    path = both.folder / "scan.pdf"
    path.write_bytes(wiring.practice_scan(issued))
    done(receiving.receive(both.office, "registrar", [path], memo="1", excepted=["O3"], attest=lambda about: True))
    assert both.states("O1", "O3") == ["head_signed", "draft"]
    memo = both.memo()
    assert (memo.how, memo.grade, memo.recorded_by, memo.signer) == ("pen", 1, "registrar", "head")
    assert {row.outcome for row in memo.items} == {"signed", "excepted"}
    assert both.steps_of("O3")[-1] == "send_back"
    assert both.verify().ok


def test_a_subject_made_from_the_items_is_made_again_for_those_that_stay(both: SmallOffice) -> None:
    both.bring("submitted", "O3", "O1", "O2")
    assert "ข้อ O1, O2, O3 " in both.memo().subject
    done(returning.send_back(both.office, "head", ["O1"], WHY))
    assert "ข้อ O2, O3 " in both.memo().subject
    done(returning.send_back(both.office, "head", ["O3"], WHY))
    assert "ข้อ O2 " in both.memo().subject
    assert both.memo().edition == 2


def test_a_subject_given_by_hand_stays(both: SmallOffice) -> None:
    both.bring("group_compiled", "O1", "O3")
    submitting.submit(both.office, "director.admin", ["O1", "O3"], subject="ขอเผยแพร่ข้อ O1, O3")
    done(returning.send_back(both.office, "head", ["O3"], WHY))
    assert both.memo().subject == "ขอเผยแพร่ข้อ O1, O3"


@pytest.mark.deep
def test_what_is_online_stays_online_until_the_next_revision_is_published(both: SmallOffice) -> None:
    both.bring("published", "O1")
    first = both.item("O1").online_revision_id
    with pytest.raises(WrongRole):
        done(returning.revise(both.office, "director.admin", ["O1"], WHY))
    done(returning.revise(both.office, "clerk.admin", ["O1"], WHY))
    for step in (
        lambda: both.contribute("O1", "admin", "the second", name="second.pdf"),
        lambda: both.compile("O1"), lambda: both.submit("O1"), lambda: both.sign("O1"),
    ):  # fmt: skip
        step()
        assert (both.item("O1").online.value, both.item("O1").online_revision_id) == ("online", first)
    both.publish("O1")
    assert both.item("O1").online_revision_id not in (None, first)
    earlier, later = show(both.office, "O1")["revisions"]
    assert (earlier["number"], later["number"]) == (1, 2)
    assert (later["added"], later["removed"], later["replaced"]) == (["second.pdf"], ["O1-admin.pdf"], [])
    assert later["online"]
    assert not earlier["online"]
    assert both.verify().ok


def test_a_replaced_file_is_told_as_replaced(both: SmallOffice) -> None:
    both.bring("published", "O1")
    done(returning.revise(both.office, "clerk.admin", ["O1"], WHY))
    both.contribute("O1", "admin", "other words")
    both.compile("O1")
    _, later = show(both.office, "O1")["revisions"]
    assert (later["added"], later["removed"], later["replaced"]) == ([], [], ["O1-admin.pdf"])


def test_suspend_confirm_lift_and_retract(both: SmallOffice) -> None:
    both.bring("published", "O1")

    def change(by: str, trigger: str, reason: str = "") -> None:
        withdrawing.change_online(both.office, by, "O1", trigger, reason)

    def shown() -> list[str]:
        return [path.name for path in (both.folder / "site" / "current").rglob("*.pdf")]

    assert shown()
    with pytest.raises(WrongRole):
        change("head", "suspend", WHY)
    with pytest.raises(NeedNotMet):
        change("web", "suspend", "")
    change("web", "suspend", WHY)
    assert (both.item("O1").online.value, both.item("O1").online_reason, shown()) == ("suspended", WHY, [])
    with pytest.raises(WrongRole):
        change("web", "confirm_suspension")
    change("head", "confirm_suspension")
    assert both.item("O1").online_confirmed
    change("head", "lift_suspension")
    assert (both.item("O1").online.value, both.item("O1").online_reason) == ("online", None)
    assert shown()
    with pytest.raises(WrongRole):
        change("web", "retract", WHY)
    change("head", "retract", WHY)
    assert (both.item("O1").online.value, shown()) == ("retracted", [])
    with pytest.raises(NeedNotMet):
        change("head", "lift_suspension")
    assert both.states("O1") == ["published"]
    kinds = [e.kind for e in both.journal()][-4:]
    assert kinds == ["suspended", "suspension_confirmed", "suspension_lifted", "retracted"]
    assert both.verify().ok


def test_a_suspension_stays_while_the_next_revision_is_made(both: SmallOffice) -> None:
    both.bring("published", "O1")
    done(returning.revise(both.office, "clerk.admin", ["O1"], WHY))
    withdrawing.change_online(both.office, "web", "O1", "suspend", WHY)
    both.contribute("O1", "admin", "corrected")
    both.compile("O1")
    both.submit("O1")
    both.sign("O1")
    assert both.item("O1").online.value == "suspended"
    both.publish("O1")
    assert both.item("O1").online.value == "online"


def test_after_each_refusal_the_command_can_simply_be_run_again(both: SmallOffice) -> None:
    with pytest.raises(NeedNotMet):
        both.compile("O2")
    both.contribute("O2", "admin")
    with pytest.raises(NeedNotMet) as caught:
        both.compile("O2")
    assert [r.code for r in caught.value.reasons] == ["element_not_ticked"] * 2
    contributing.tick(both.office, "clerk.admin", "O2", ["1"])
    with pytest.raises(NeedNotMet) as caught:
        both.compile("O2")
    assert [r.facts["number"] for r in caught.value.reasons] == [2]
    contributing.tick(both.office, "clerk.admin", "O2", ["ตำแหน่ง"])
    both.compile("O2")
    both.office.renderer, renderer = _Failing(), both.office.renderer
    with pytest.raises(CheckFailed):
        both.submit("O2")
    both.office.renderer = renderer
    assert both.submit("O2") == "ทล 01/1"
    both.sign("O2")
    both.publish("O2")
    assert both.numbers() == [(1, "issued")]


class _Failing:
    """A form somebody spoilt in Word."""

    def render(self, form: str, facts: object) -> None:
        from workflow.rules.errors import BadInput

        raise BadInput("template_broken", form=form)
