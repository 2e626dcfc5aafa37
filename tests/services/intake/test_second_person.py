"""A registrar who contributed attests a paper with a second person, of another group, who did not contribute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.services.approval.test_printed_head import receive, scan
from tests.services.small_office import YEAR, SmallOffice, done
from workflow.records.models import Appointment, Person
from workflow.rules.errors import Declined, NotFound, Refused
from workflow.rules.states import Kind, Role
from workflow.services.collection import compiling, contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.intake.second_person import attest_second
from workflow.services.queries import item_detail
from workflow.services.queries.contacts import next_steps
from workflow.services.queries.inbox import inbox


@pytest.fixture
def brought(small: SmallOffice) -> tuple[SmallOffice, Path]:
    """The registrar, who is an officer of the administration too, handed in O1; its paper was signed with a pen."""
    with small.office.unit_of_work() as uow:
        registrar = uow.session.query(Person).filter_by(login="registrar").one()
        own = uow.session.query(Appointment).filter_by(person_id=registrar.id).one()
        uow.session.add(
            Appointment(
                office_id=own.office_id, person_id=registrar.id, role=Role.OFFICER, kind=Kind.HOLDER,
                group_key="admin", post=own.post, starts=own.starts,
            )
        )  # fmt: skip
        uow.commit()
    contributing.contribute(small.office, "registrar", "O1", Contribution(files=[small.paper("O1.pdf")]))
    done(compiling.compile_items(small.office, "clerk.admin", ["O1"]))
    small.submit("O1")
    return small, scan(small)


def attest(office: SmallOffice, login: str, word: Any = lambda about: True) -> None:
    attest_second(office.office, login, "O1", attest=word)


@pytest.mark.deep
def test_the_paper_waits_for_a_second_person_and_is_received_on_the_word_of_both(
    brought: tuple[SmallOffice, Path],
) -> None:
    small, paper = brought
    with pytest.raises(NotFound):
        attest(small, "clerk.hr")
    (outcome,) = done(receive(small, [paper]))
    assert [n.code for n in outcome.notices] == ["attestation_waits"]
    assert small.states("O1") == ["submitted"]
    for login, code in (
        ("registrar", "attestation_needs_second"), ("second.admin", "attestation_other_group"),
        ("head", "attestation_by_signer"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            attest(small, login)
        assert refused.value.code == code
        assert "attest" not in {w.do for w in inbox(small.office, login)}
    assert "attest" in {w.do for w in inbox(small.office, "clerk.hr")}
    with pytest.raises(Declined):
        attest(small, "clerk.hr", lambda about: False)
    assert small.states("O1") == ["submitted"]
    with pytest.raises(NotFound):
        attest_second(small.office, "clerk.hr", f"O1/{YEAR - 1}", attest=lambda about: True)
    attest_second(small.office, "clerk.hr", f"o1/{YEAR}", attest=lambda about: True)  # as the notice of a year names it
    assert small.states("O1") == ["head_signed"]
    assert (small.memo().recorded_by, small.memo().signer, small.memo().grade) == ("registrar", "head", 1)
    entry = next(e for e in small.journal() if e.step == "receive")
    assert (entry.actor, entry.facts["co_attested_by"]) == ("clerk.hr", "นางสาวตัวแทน งานบุคคล")
    small.publish("O1")
    assert small.verify().ok


@pytest.mark.deep
def test_what_waits_ends_when_the_memo_moves(brought: tuple[SmallOffice, Path]) -> None:
    from workflow.services.approval import routing

    small, paper = brought
    done(receive(small, [paper]))
    done(routing.withdraw(small.office, "director.admin", ["O1"], "ขอแก้ไข"))
    small.submit("O1")
    with pytest.raises(NotFound):
        attest(small, "clerk.hr")
    assert "attest" not in {w.do for w in inbox(small.office, "clerk.hr")}


def test_while_it_waits_the_second_is_named_and_nobody_is_asked_to_sign_it_again(
    brought: tuple[SmallOffice, Path],
) -> None:
    small, paper = brought
    assert item_detail.show(small.office, "O1")["memo"]["waits_for_second"] is None
    assert "sign" in {w.do for w in inbox(small.office, "head")}
    done(receive(small, [paper]))
    second = item_detail.show(small.office, "O1")["memo"]["waits_for_second"]
    assert second["asked_by"] == "registrar"
    assert "นางสาวตัวแทน งานบุคคล" in second["who"]
    assert "sign" not in {w.do for w in inbox(small.office, "head")}
    assert "receive" not in {w.do for w in inbox(small.office, "registrar")}
    (ahead,) = next_steps(small.office, ["O1"])
    assert (ahead.trigger, ahead.ready) == ("attest", True)
    assert sorted(second["who"]) == sorted(name for one in ahead.contacts for name in one.names)
    attest(small, "clerk.hr")
    assert item_detail.show(small.office, "O1")["memo"]["waits_for_second"] is None
