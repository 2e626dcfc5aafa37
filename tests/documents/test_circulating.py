"""A paper is passed round: everybody of the groups acknowledges it, by inbox or sheet, and who did not is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.services.small_office import SmallOffice
from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, NotFound, Refused, WrongRole
from workflow.services.documents import circulating, drafting
from workflow.services.documents.circulation_sheet import draft_sheet
from workflow.services.documents.issuing import issue
from workflow.services.queries.inbox import inbox

from .conftest import ORDER, words_of

TODAY = date(2026, 3, 2)


@pytest.fixture
def sent(small: SmallOffice) -> circulating.Circulated:
    drafting.draft(small.office, "clerk.admin", "order", ORDER)
    issue(small.office, "registrar", 1)
    return circulating.circulate(small.office, "clerk.admin", ["hr", "กลุ่มนโยบายและแผน"], document=1)


def asked(office: SmallOffice, login: str) -> list[str]:
    return [one.do for one in inbox(office.office, login) if one.do.startswith("acknowledge")]


def waiting(one: circulating.Circulated) -> list[str]:
    return [person.login for person in one.waiting]


def test_everybody_of_the_groups_finds_it_in_the_inbox_until_they_have_read_it(
    small: SmallOffice, sent: circulating.Circulated
) -> None:
    assert sent.subject == "แต่งตั้งคณะทำงานเปิดเผยข้อมูลสาธารณะ (ที่ 1/2569 ลงวันที่ 2 มีนาคม 2569)"
    assert waiting(sent) == ["director.hr", "clerk.hr", "director.policy", "clerk.policy", "web"]
    path = circulating.copy_to(small.office, sent, small.folder / "read")
    assert path.read_bytes().startswith(b"%PDF")
    assert asked(small, "clerk.hr") == ["acknowledge:1"]
    assert asked(small, "clerk.admin") == []
    after = circulating.acknowledge(small.office, "clerk.hr", 1)
    read = [(p.name, p.day, p.how) for p in after.people if p.day is not None]
    assert read == [("นางสาวตัวแทน งานบุคคล", TODAY, "inbox")]
    assert asked(small, "clerk.hr") == []
    kinds = [entry.kind for entry in small.journal()][-2:]
    assert kinds == [Kind.CIRCULATED, Kind.ACKNOWLEDGED]


def test_whoever_signed_the_sheet_is_recorded_and_the_last_one_closes_it(
    small: SmallOffice, sent: circulating.Circulated
) -> None:
    said = words_of(small.office.store.get(draft_sheet(small.office, "clerk.admin", 1).docx))
    assert "ใบเวียนเพื่อทราบ" in said
    assert "นายฝึกหัด เว็บดี" in said
    small.clock.forward(days=1)
    rest = waiting(sent)
    circulating.acknowledge_on_paper(small.office, "registrar", 1, rest[:-1], TODAY)
    assert [one.number for one in circulating.listed(small.office)] == [1]
    done = circulating.acknowledge_on_paper(small.office, "clerk.admin", 1, rest[-1:], TODAY + timedelta(days=1))
    assert not done.waiting
    assert {person.how for person in done.people} == {"paper"}
    assert circulating.listed(small.office) == []
    assert len(circulating.listed(small.office, everything=True)) == 1


def test_the_sheet_says_the_day_on_which_it_was_sent_here(small: SmallOffice) -> None:
    """Half past midnight in Thailand is still yesterday in the database's time."""
    small.clock.moment = small.clock.moment.replace(day=3, hour=0, minute=30)
    circulating.circulate(small.office, "clerk.hr", ["hr"], file=small.paper("plan.pdf"), subject="แผนปฏิบัติการ")
    said = words_of(small.office.store.get(draft_sheet(small.office, "clerk.hr", 1).docx))
    assert "เมื่อวันที่ ๓ มีนาคม ๒๕๖๙" in said


def test_who_did_not_read_it_is_told(small: SmallOffice, sent: circulating.Circulated) -> None:
    from workflow.records import queries

    circulating.acknowledge(small.office, "web", 1)
    circulating.remind(small.office, "clerk.admin", 1)
    with small.use_case() as use_case:
        rows = queries.notices.waiting(use_case.session, use_case.office_id, 100)
        told = [row.recipient for row in rows if row.facts.get("told") == "circulated"]
    assert told.count("person:web") == 1
    assert told.count("person:clerk.hr") == 2


def test_a_memo_and_a_plan_can_be_passed_round_too(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    memo = circulating.circulate(small.office, "director.admin", [], memo="๑")
    assert memo.subject.endswith("(ที่ ทล 01/1)")
    assert set(memo.groups) == {"admin", "hr", "policy"}
    plan = circulating.circulate(small.office, "clerk.hr", ["hr"], file=small.paper("plan.pdf"), subject="แผนปฏิบัติการ")
    assert (plan.number, plan.subject, plan.name) == (2, "แผนปฏิบัติการ", "plan.pdf")


def test_what_cannot_be_passed_round_or_acknowledged_is_refused(
    small: SmallOffice, sent: circulating.Circulated
) -> None:
    drafting.draft(small.office, "clerk.admin", "order", ORDER)
    for how, code in (
        ({"document": 2}, "circulation_of_draft"),
        ({"file": small.paper("plan.pdf")}, "circulation_needs_subject"),
        ({"document": 1, "due": TODAY - timedelta(days=1)}, "circulation_due_over"),
    ):
        with pytest.raises(BadInput, match=code):
            circulating.circulate(small.office, "clerk.hr", [], **how)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="circulation_not_for_you"):
        circulating.acknowledge(small.office, "clerk.admin", 1)
    with pytest.raises(NotFound, match="no_such_circulation"):
        circulating.acknowledge(small.office, "clerk.hr", 9)
    with pytest.raises(NotFound, match="circulation_not_for"):
        circulating.acknowledge_on_paper(small.office, "registrar", 1, ["clerk.admin"], TODAY)
    with pytest.raises(BadInput, match="circulation_day"):
        circulating.acknowledge_on_paper(small.office, "registrar", 1, ["clerk.hr"], TODAY - timedelta(days=1))
    with pytest.raises(WrongRole):
        circulating.acknowledge_on_paper(small.office, "clerk.policy", 1, ["clerk.hr"], TODAY)
    circulating.acknowledge(small.office, "clerk.hr", 1)
    with pytest.raises(BadInput, match="acknowledged_already"):
        circulating.acknowledge(small.office, "clerk.hr", 1)


def test_who_left_is_waited_for_no_more(small: SmallOffice, sent: circulating.Circulated) -> None:
    from workflow.services.administration.terms import end_person

    end_person(small.office, "registrar", "clerk.hr", TODAY)
    small.clock.forward(days=1)
    now = circulating.circulated(small.office, 1)
    assert "clerk.hr" not in waiting(now)
    assert [person.login for person in now.people if person.gone] == ["clerk.hr"]
