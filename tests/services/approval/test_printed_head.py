"""Who is printed is who signs: the name and the capacity on the memo and its sheets, with a key and with a pen."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import wiring
from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, SmallOffice, done
from tests.services.test_people_in_time import end
from workflow.ports.papers import MemoFacts
from workflow.rules.errors import BadInput, NeedNotMet, Refused, WrongRole
from workflow.services.administration import certificates
from workflow.services.administration.terms import back
from workflow.services.approval import countersigning, routing
from workflow.services.approval.reissuing import reissue
from workflow.services.approval.taking_over import take_over
from workflow.services.context.results import Outcome
from workflow.services.intake import receiving


def codes_of(refused: pytest.ExceptionInfo[Any]) -> list[str]:
    return [r.code for r in refused.value.reasons]


def scan(office: SmallOffice, code: str = "O1") -> Path:
    issued = [office.office.store.get(due.issued) for due in office.required_signatures(code)]
    path = office.folder / "scan.pdf"
    path.write_bytes(wiring.practice_scan(issued))
    return path


def receive(office: SmallOffice, files: list[Path], **how: Any) -> list[Outcome]:
    how = {"memo": office.memo().label, "attest": lambda about: True, **how}
    return receiving.receive(office.office, "registrar", files, **how)


def error(results: list[Outcome]) -> Any:
    (outcome,) = results
    assert outcome.error is not None
    return outcome.error


class Listening:
    """Keeps what each memo was filled with."""

    def __init__(self, office: SmallOffice) -> None:
        self.real, self.memos = office.office.renderer, list[MemoFacts]()
        office.office.renderer = self  # type: ignore[assignment]

    def render(self, form: str, facts: Any) -> Any:
        if form == "memo":
            self.memos.append(facts)
        return self.real.render(form, facts)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@pytest.mark.deep
def test_a_memo_printed_for_the_head_is_issued_again_for_who_acts(both: SmallOffice) -> None:
    heard = Listening(both)
    both.clock.forward(6)  # Sunday the 8th; the deputy acts from the 9th
    both.contribute("O4", "policy", duty="external", name="O4.pdf")
    both.compile("O4")
    both.submit("O4")
    assert (both.memo().printed_head, both.memo().printed_kind) == ("head", "holder")
    both.clock.forward(1)
    with pytest.raises(NeedNotMet) as caught:
        both.sign("O4", by="deputy")
    assert codes_of(caught) == ["head_named_differs"]
    with pytest.raises(WrongRole):
        reissue(both.office, "clerk.hr", ["O4"])
    done(reissue(both.office, "director.policy", ["O4"]))
    assert heard.memos[-1].head.posts == ("รองหัวหน้าสำนักงานทดลองเล็ก", "รักษาราชการแทน หัวหน้าสำนักงานทดลองเล็ก")
    assert (both.memo().edition, both.memo().printed_head, both.memo().printed_kind) == (1, "deputy", "acting")
    with pytest.raises(BadInput) as again:
        reissue(both.office, "director.policy", ["O4"])
    assert again.value.code == "nothing_to_reissue"
    both.sign("O4", by="deputy")
    assert both.verify().ok


@pytest.mark.deep
def test_a_sheet_that_names_another_is_made_again_before_it_is_submitted(small: SmallOffice) -> None:
    small.clock.forward(6)
    small.bring("group_compiled", "O1")  # a sheet is appended, which names the head
    small.clock.forward(1)
    with pytest.raises(NeedNotMet) as caught:
        small.submit("O1")
    assert codes_of(caught) == ["sheet_names_another"]
    from workflow.services.collection import compiling

    done(compiling.reopen(small.office, "clerk.admin", ["O1"]))
    small.compile("O1")
    small.submit("O1")
    small.sign("O1", by="deputy")


def test_what_the_acting_head_was_printed_on_is_received_from_the_head_who_came_back_with_a_reason(
    small: SmallOffice,
) -> None:
    small.clock.forward(7)
    small.bring("submitted", "O1")
    back(small.office, "registrar", "deputy")
    paper = scan(small)
    refused = error(receive(small, [paper], signer="head"))
    assert {r.code for r in refused.reasons} == {"head_named_differs", "sheet_names_another"}
    done(receive(small, [paper], signer="head", reason="หัวหน้ากลับมาก่อนกำหนดและลงนามในฉบับที่พิมพ์ไว้"))
    memo = small.memo()
    assert (memo.signer, memo.status) == ("head", "signed")
    entry = next(e for e in small.journal() if e.step == "receive")
    assert entry.facts["reason"] == "หัวหน้ากลับมาก่อนกำหนดและลงนามในฉบับที่พิมพ์ไว้"


@pytest.mark.deep
def test_a_pen_scan_is_of_whom_the_paper_prints(small: SmallOffice) -> None:
    small.clock.forward(7)
    small.bring("submitted", "O1")
    small.clock.forward(3)  # the 12th: the head is back since today
    paper = scan(small)
    refused = error(receive(small, [paper]))
    assert codes_of_error(refused) == ["not_head_on_day"], "printed for the deputy, who does not act any more"
    done(receive(small, [paper], decided_on=date(2026, 3, 10)))
    assert (small.memo().signer, small.memo().signer_authority) == (
        "deputy", "รักษาราชการแทน หัวหน้าสำนักงานทดลองเล็ก (18/2569)",
    )  # fmt: skip


def codes_of_error(error: Any) -> list[str]:
    return [r.code for r in error.reasons] or [error.code]


def test_an_older_paper_that_prints_nobody_known_asks_where_the_day_allows_two(small: SmallOffice) -> None:
    small.clock.forward(7)
    small.bring("submitted", "O1")
    back(small.office, "registrar", "deputy")
    with small.office.unit_of_work() as uow:
        from workflow.records.models import Evidence, Submission

        for row in [*uow.session.query(Submission), *uow.session.query(Evidence)]:
            row.printed_head = row.printed_kind = None
        uow.commit()
    paper = scan(small)
    assert error(receive(small, [paper])).code == "which_signer"
    done(receive(small, [paper], signer="deputy"))


def test_day_and_exceptions_may_not_contradict_a_digital_signature(small: SmallOffice) -> None:
    small.bring("group_compiled", "O1", "O2")
    small.submit("O1", "O2")
    key = small.office.keys.open(small.key("head"), SECRET)
    files = []
    for number, due in enumerate(small.required_signatures("O1")):
        path = small.folder / f"{number}.pdf"
        data = small.office.store.get(due.issued)
        path.write_bytes(
            small.office.signer.sign(data, key, lines=("head",), name="head", reason="x", at=small.clock.now())
        )
        files.append(path)
    small.clock.forward(1)
    assert error(receive(small, files, decided_on=small.office.today())).code == "date_contradicts_signature"
    assert error(receive(small, files, excepted=["O2"])).code == "except_contradicts_signature"
    done(receive(small, files, decided_on=small.office.today() - timedelta(days=1)))


# --- in which capacity others sign, and who takes a place over -------------------------------------------------------


@pytest.fixture
def countersigned(copy_office: MakeOffice) -> SmallOffice:
    """An office where who prepared and who submitted sign before the head."""
    office = copy_office(extra='[signing]\nbefore_head = ["officer", "director"]\n')
    from signatures.signing.practice_ca import issue, make_ca

    began = office.clock.now() - timedelta(days=2000)
    ca = make_ca("TEST TWO", not_before=began, not_after=began + timedelta(days=6000))
    for login in ("clerk.admin", "second.admin", "director.admin", "registrar"):
        made = issue(ca, login, not_before=began, not_after=began + timedelta(days=6000))
        office.key(login).write_bytes(made.to_p12(SECRET))
        certificates.register_key(
            office.office, login, person=None, key_file=office.key(login), passphrase=lambda: SECRET
        )
    return office


def countersign(office: SmallOffice, login: str) -> None:
    done(countersigning.countersign(
        office.office, login, ["O1"], key_file=office.key(login), passphrase=lambda: SECRET,
    ))  # fmt: skip


@pytest.mark.deep
def test_who_comes_after_takes_the_places_over_and_may_withdraw(countersigned: SmallOffice) -> None:
    heard = Listening(countersigned)
    countersigned.bring("submitted", "O1")
    end(countersigned, "clerk.admin")
    with pytest.raises(WrongRole):
        countersign(countersigned, "clerk.admin")
    with pytest.raises(Refused) as caught:
        take_over(countersigned.office, "clerk.hr", ["O1"])
    assert codes_of(caught) == ["nothing_to_take_over"]
    done(take_over(countersigned.office, "second.admin", ["O1"]))
    assert countersigned.memo().edition == 1
    assert heard.memos[-1].officer.name == "นายทดลองที่สอง ขยันดี"
    assert heard.memos[-1].endorsements[0].name == "นางสมมุติ อำนวยดี"
    countersign(countersigned, "second.admin")
    with countersigned.use_case() as use_case:
        assert set(use_case.contributors(use_case.item("O1"))) == {"clerk.admin", "second.admin", "director.admin"}
    assert countersigned.verify().ok


def test_the_new_director_withdraws_what_the_one_before_submitted(small: SmallOffice) -> None:
    from tests.services.administration.test_people_update import update, write

    small.bring("submitted", "O1")
    old = "director.admin,นาง,สมมุติ อำนวยดี,admin,ผู้อำนวยการกลุ่มอำนวยการ,director,holder,1/10/2565,,,\n"
    small.clock.forward(1)
    new = old.replace("director.admin,นาง,สมมุติ อำนวยดี", "newdirector,นาย,มาแทน ทำดี")
    write(small, (old, new.replace("1/10/2565", "3/3/2569")))
    update(small, "director.admin")
    with pytest.raises(WrongRole):
        done(routing.withdraw(small.office, "newdirector", ["O1"], "ขอตรวจใหม่"))
    done(take_over(small.office, "newdirector", ["O1"]))
    assert small.memo().edition == 0, "no place to sign waits: the paper stays"
    (entry,) = [e for e in small.journal() if e.kind == "taken_over"]
    assert (entry.actor, entry.facts["from"]) == ("newdirector", ["director.admin"])
    done(routing.withdraw(small.office, "newdirector", ["O1"], "ขอตรวจใหม่"))
    assert small.states("O1") == ["group_compiled"]
