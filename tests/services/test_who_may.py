"""Groups, parts, appointments, keys, exceptions: who may, in whose name, and what the papers say of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, SmallOffice, done
from workflow.rules.errors import BadInput, NeedNotMet, NotFound, NotLoggedIn, Refused, WrongRole, WrongState
from workflow.services.administration import setup
from workflow.services.approval import routing, signing
from workflow.services.approval.reissuing import reissue
from workflow.services.collection import compiling, contributing, waivers
from workflow.services.collection.contributing import Contribution
from workflow.services.intake import receiving
from workflow.services.queries.flags import flags


def codes_of(refused: pytest.ExceptionInfo[Any]) -> set[str]:
    return {r.code for r in refused.value.reasons}


@pytest.mark.deep
def test_every_responsible_group_hands_in_and_the_compiler_accepts_or_refuses(both: SmallOffice) -> None:
    both.contribute("O5", "hr")
    with pytest.raises(NeedNotMet) as caught:
        both.compile("O5")
    assert codes_of(caught) == {"part_missing"}
    both.contribute("O5", "admin")
    with pytest.raises(NeedNotMet) as caught:
        both.compile("O5")
    assert codes_of(caught) == {"part_not_accepted"}
    with pytest.raises(WrongRole):
        contributing.accept(both.office, "clerk.admin", "O5", "admin")
    contributing.refuse(both.office, "clerk.hr", "O5", "admin", "ยังไม่มีข้อมูลไตรมาสที่ 2")
    with pytest.raises(NeedNotMet) as caught:
        both.compile("O5")
    assert codes_of(caught) == {"part_refused"}
    both.contribute("O5", "admin", "with the second quarter")
    contributing.accept(both.office, "clerk.hr", "O5", "admin")
    both.compile("O5")
    assert both.states("O5") == ["group_compiled"]


@pytest.mark.deep
def test_a_nil_return_with_its_reason_counts_and_an_item_of_nil_returns_alone_can_be_published(
    both: SmallOffice,
) -> None:
    contributing.contribute(both.office, "clerk.admin", "O1", Contribution(nil_reason="ปีนี้ไม่มีการเปลี่ยนโครงสร้าง"))
    both.compile("O1")
    both.submit("O1")
    both.sign("O1")
    both.publish("O1")
    assert both.item("O1").online.value == "online"
    (part,) = both.item("O1").parts
    assert part.nil_reason == "ปีนี้ไม่มีการเปลี่ยนโครงสร้าง"


def test_an_item_without_a_compiling_group_waits_for_the_head_or_the_deputy(both: SmallOffice) -> None:
    both.contribute("O6", "hr")
    both.contribute("O6", "policy")
    with both.use_case() as use_case:
        assert [f.code for f in flags(use_case, use_case.item("O6"), None, None)] == ["no_compiler"]
    with pytest.raises(WrongRole):
        done(compiling.compile_items(both.office, "clerk.hr", ["O6"]))
    with pytest.raises(WrongRole):
        setup.assign(both.office, "clerk.hr", "O6", "hr", basis="ตกลงกันเอง")
    with pytest.raises(Refused):
        setup.assign(both.office, "head", "O6", "hr", basis=" ")
    both.settle("O6", "hr")
    contributing.accept(both.office, "clerk.hr", "O6", "policy")
    both.compile("O6")
    assert both.states("O6") == ["group_compiled"]
    with pytest.raises(WrongState):
        both.settle("O6", "policy")


def test_evidence_declared_for_another_year_does_not_count(both: SmallOffice) -> None:
    both.contribute("O4", "policy", years=[2567])
    with pytest.raises(NeedNotMet) as caught:
        both.compile("O4")
    assert codes_of(caught) == {"wrong_period"}
    both.contribute("O4", "policy", years=[2567, 2569])
    both.compile("O4")


# --- who signs ---------------------------------------------------------------------------------------------------


@pytest.mark.deep
def test_who_acts_for_the_head_signs_inside_the_window_with_both_posts(both: SmallOffice) -> None:
    both.clock.forward(6)  # Sunday the 8th: not yet
    both.bring("submitted", "O3")
    with pytest.raises(WrongRole):
        both.sign("O3", by="deputy")
    both.clock.forward(1)
    both.bring("submitted", "O1")
    both.sign("O1", by="deputy")
    memo = both.memo()
    assert (memo.signer, memo.signer_name) == ("deputy", "นางสมมติ รักงาน")
    assert memo.signer_post == "รองหัวหน้าสำนักงานทดลองเล็ก"
    assert memo.signer_authority == "รักษาราชการแทน หัวหน้าสำนักงานทดลองเล็ก (18/2569)"
    assert memo.grade == 2
    entry = next(e for e in both.journal() if e.step == "sign")
    assert (entry.actor, entry.actor_name, entry.authority) == ("deputy", memo.signer_name, memo.signer_authority)


def test_the_signature_block_shows_the_own_post_then_the_words_and_the_post_acted_for(small: SmallOffice) -> None:
    seen: list[tuple[str, ...]] = []
    real = small.office.signer

    class Listening:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def sign(self, pdf: bytes, key: Any, *, lines: tuple[str, ...], **rest: Any) -> bytes:
            seen.append(tuple(lines))
            return real.sign(pdf, key, lines=lines, **rest)

    small.clock.forward(7)
    small.bring("submitted", "O1")
    small.office.signer = Listening()
    small.sign("O1", by="deputy")
    assert ("เห็นชอบ",) in {lines[:1] for lines in seen}  # the memo's box tells the decision first
    assert {lines[lines.index("นางสมมติ รักงาน") :][:3] for lines in seen} == {
        ("นางสมมติ รักงาน", "รองหัวหน้าสำนักงานทดลองเล็ก", "รักษาราชการแทน หัวหน้าสำนักงานทดลองเล็ก")
    }


@pytest.mark.deep
def test_after_the_window_the_deputy_is_deputy_again(both: SmallOffice) -> None:
    both.clock.forward(10)  # the 12th
    both.bring("submitted", "O1")
    with pytest.raises(WrongRole) as caught:
        both.sign("O1", by="deputy")
    assert codes_of(caught) == {"wrong_role"}
    assert both.states("O1") == ["submitted"]
    both.sign("O1")


def test_a_key_that_is_not_registered_and_a_wrong_passphrase(both: SmallOffice) -> None:
    both.bring("submitted", "O1")
    with pytest.raises(Refused) as caught:
        signing.sign(both.office, "head", ["O1"], key_file=both.key("stranger"), passphrase=lambda: SECRET)
    assert codes_of(caught) == {"key_not_registered"}
    with pytest.raises(NotLoggedIn) as wrong:
        signing.sign(both.office, "head", ["O1"], key_file=both.key("head"), passphrase=lambda: "no")
    assert wrong.value.code == "passphrase_wrong"
    assert both.states("O1") == ["submitted"]
    both.sign("O1")


@pytest.mark.deep
def test_a_director_who_acts_as_head_needs_another_to_submit(both: SmallOffice) -> None:
    both.clock.forward(14)  # the 16th: director.hr acts for the head
    both.bring("submitted", "O5")
    with pytest.raises(NeedNotMet) as caught:
        both.sign("O5", by="director.hr")
    assert codes_of(caught) == {"signer_is_contributor"}
    number = waivers.request_exception(both.office, "clerk.hr", "O5", "signer_not_contributor", "กลุ่มมีผู้อำนวยการคนเดียว")
    with pytest.raises(NeedNotMet):
        both.sign("O5", by="director.hr")
    for same in ("clerk.hr", "director.hr"):
        with pytest.raises(Refused):
            waivers.confirm_exception(both.office, same, number)
    waivers.confirm_exception(both.office, "director.admin", number)
    both.sign("O5", by="director.hr")
    assert both.states("O5") == ["head_signed"]
    entry = next(e for e in both.journal() if e.step == "sign" and e.kind == "step")
    assert entry.facts["waived"][0]["code"] == "signer_is_contributor"
    with both.use_case() as use_case:
        found = [f.code for f in flags(use_case, use_case.item("O5"), None, None)]
    assert "exception" in found
    assert both.verify().ok


@pytest.mark.parametrize("need", ["manifest_frozen", "parts_handed_in", "revision_is_the_signed_one"])
def test_what_may_not_be_excepted(need: str, small: SmallOffice) -> None:
    with pytest.raises(Refused) as caught:
        waivers.request_exception(small.office, "clerk.hr", "O5", need, "รีบ")
    assert codes_of(caught) == {"need_not_waivable"}


def test_the_registrar_who_submitted_nothing_may_receive_and_a_contributor_may_not_sign(both: SmallOffice) -> None:
    both.bring("submitted", "O1")
    with pytest.raises(WrongRole):
        both.sign("O1", by="registrar")
    path = both.paper("plain.pdf", pages=2)
    with pytest.raises(BadInput):
        done(receiving.receive(both.office, "registrar", [path], memo="1", attest=lambda about: True))
    assert both.states("O1") == ["submitted"]


@pytest.mark.deep
def test_the_route_is_waited_for_and_a_post_whose_holder_acts_as_head_is_skipped(
    copy_office: MakeOffice, kind: str
) -> None:
    office = copy_office(kind, route=["deputy"])
    contributing.contribute(office.office, "clerk.admin", "O1", Contribution(nil_reason="ไม่มีการเปลี่ยนโครงสร้าง"))
    office.compile("O1")
    office.submit("O1")
    with pytest.raises(NeedNotMet) as caught:
        office.sign("O1")
    assert codes_of(caught) == {"route_not_complete"}
    with pytest.raises(WrongRole):
        done(routing.endorse(office.office, "head", ["O1"]))
    office.clock.forward(7)  # the deputy acts as head
    done(reissue(office.office, "director.admin", ["O1"]))
    office.sign("O1", by="deputy")
    assert office.states("O1") == ["head_signed"]


def test_a_grade_that_is_not_reached_leaves_everything_as_it_was(copy_office: MakeOffice) -> None:
    office = copy_office(grade=3)
    office.bring("submitted", "O1")
    with pytest.raises(Refused) as caught:
        office.sign("O1")
    assert codes_of(caught) == {"grade_too_low"}
    short = caught.value.reasons[0]
    told = " ".join(str(one) for one in short.facts["why_th"])  # type: ignore[attr-defined]
    assert {"CHAIN_UNTRUSTED", "SIGNATURE_OK"} <= set(short.facts["why"])  # type: ignore[call-overload]
    assert "ไม่เชื่อมถึงผู้ออกใบรับรอง" in told
    assert "ครอบคลุมไม่ถูกแก้ไข" not in told  # what is good is no reason to refuse
    assert "ตรงกับฉบับที่ออก" not in told
    assert office.states("O1") == ["submitted"]
    assert office.memo().memo_signed is None
    assert office.verify().ok


@pytest.mark.deep
def test_numbers_start_again_with_the_calendar_year(both: SmallOffice) -> None:
    both.bring("submitted", "O1")
    both.clock.forward(305)  # January 2027
    both.bring("submitted", "O3")
    assert both.numbers(2569) == [(1, "issued")]
    assert both.numbers(2570) == [(1, "issued")]


def test_a_group_is_meant_by_its_key_its_name_or_what_no_other_name_has(small: SmallOffice) -> None:
    with small.use_case() as use_case:
        for typed in ("hr", "กลุ่มบริหารงานบุคคล", "กลุ่ม บริหารงานบุคคล", "บุคคล"):
            assert use_case.group(typed).key == "hr"
        for typed in ("กลุ่ม", "", " ", "พัสดุ"):
            with pytest.raises(NotFound, match="no_such_group"):
                use_case.group(typed)
