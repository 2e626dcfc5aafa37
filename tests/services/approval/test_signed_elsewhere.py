"""What was signed with a token on another machine: who signed is read from the signature, never assumed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.services.small_office import SECRET, START, SmallOffice, done
from workflow.records.models import Appointment
from workflow.rules.errors import BadInput, NeedNotMet, Refused
from workflow.rules.states import Kind
from workflow.services.approval import returning
from workflow.services.intake import receiving


def signed_elsewhere(
    office: SmallOffice, code: str, by: str, *, at: datetime | None = None, first: str | None = None
) -> list[Path]:
    """The memo and its files as they come back: signed by one person, the memo by ``first`` when given."""
    keys, signer = office.office.keys, office.office.signer
    folder = office.folder / "signed"
    folder.mkdir(exist_ok=True)
    found = []
    for number, due in enumerate(office.required_signatures(code)):
        login = first if first is not None and number == 0 else by
        key = keys.open(office.key(login), SECRET)
        data = office.office.store.get(due.issued)
        moment = at or office.clock.now()
        signed = signer.sign(data, key, lines=(login,), name=login, reason="", at=moment)
        found.append(folder / f"{number}.pdf")
        found[-1].write_bytes(signed)
    return found


def on(office: SmallOffice, day: int) -> SmallOffice:
    """In March 2569: the deputy acts as head from the 9th to the 11th, the director of hr from the 16th to the 20th."""
    office.clock.moment = START.replace(day=day)
    return office


def test_who_acted_as_head_is_recorded_without_being_named(both: SmallOffice) -> None:
    on(both, 10).bring("submitted", "O1")
    done(receiving.receive(both.office, "registrar", signed_elsewhere(both, "O1", "deputy")))
    memo = both.memo()
    assert (memo.signer, memo.how, memo.recorded_by) == ("deputy", "token", "registrar")
    assert "รักษาราชการแทน" in (memo.signer_authority or "")


def test_a_contributor_who_acts_as_head_cannot_be_passed_off_as_the_head(both: SmallOffice) -> None:
    """The director of hr submitted O5 and acts as head: the signature is valid, the person is not the one who may."""
    on(both, 17).bring("submitted", "O5")
    papers = signed_elsewhere(both, "O5", "director.hr")
    for named in (None, "director.hr"):
        (result,) = receiving.receive(both.office, "registrar", papers, signer=named)
        assert isinstance(result.error, NeedNotMet)
        assert "signer_is_contributor" in {reason.code for reason in result.error.reasons}
    (result,) = receiving.receive(both.office, "registrar", papers, signer="head")
    assert isinstance(result.error, Refused)
    assert result.error.code == "signed_by_another"
    assert both.states("O5") == ["submitted"]


def test_papers_of_an_edition_that_was_replaced_are_told_as_such_in_any_order(both: SmallOffice) -> None:
    """The paper of an item that was sent back is on no memo now: it was told as a file the program never issued."""
    both.bring("submitted", "O1", "O3")
    papers = signed_elsewhere(both, "O1", "head")
    done(returning.send_back(both.office, "head", ["O3"], "แก้ไขรูป"))
    for brought in (papers, papers[::-1]):
        with pytest.raises(BadInput) as refused:
            receiving.receive(both.office, "registrar", brought)
        assert refused.value.code == "edition_replaced"
    assert both.states("O1") == ["submitted"]


def test_a_memo_and_its_files_are_signed_by_one_person(both: SmallOffice) -> None:
    with both.office.unit_of_work() as uow:  # by delegation the deputy may sign beside the head
        row = uow.session.query(Appointment).filter_by(kind=Kind.ACTING, order_no="18/2569").one()
        row.kind = Kind.DELEGATED
        uow.commit()
    on(both, 10).bring("submitted", "O1")
    papers = signed_elsewhere(both, "O1", "head", first="deputy")
    (result,) = receiving.receive(both.office, "registrar", papers)
    assert result.error is not None
    assert result.error.code == "signed_by_several"
    assert both.states("O1") == ["submitted"]


def test_the_day_of_the_decision_is_the_day_of_the_signature(both: SmallOffice) -> None:
    both.bring("submitted", "O1")
    papers = signed_elsewhere(both, "O1", "head", at=both.clock.now() + timedelta(hours=1))
    both.clock.forward(days=3)
    done(receiving.receive(both.office, "registrar", papers))
    assert both.memo().decided_on == START.date()


def test_a_signature_dated_before_the_memo_needs_the_registrars_word_on_the_day(both: SmallOffice) -> None:
    """Without a time stamp the time is what the signer's computer claims."""
    both.bring("submitted", "O1")
    papers = signed_elsewhere(both, "O1", "head", at=both.clock.now() - timedelta(days=2))
    (result,) = receiving.receive(both.office, "registrar", papers)
    assert isinstance(result.error, BadInput)
    assert result.error.code == "decision_date_impossible"
    done(receiving.receive(both.office, "registrar", papers, decided_on=both.clock.now().date()))
    assert both.states("O1") == ["head_signed"]
