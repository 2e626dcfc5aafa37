"""What may not go online though the head signed it once: bytes that were taken back, files without a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.services.intake.test_batch_scan import issued, scan, yes
from tests.services.small_office import SmallOffice, done
from workflow.records.kinds import Kind
from workflow.records.models import Evidence, Item, SubmissionItem, Verdict
from workflow.rules.errors import CheckFailed, NeedNotMet, WrongRole
from workflow.rules.states import Online, State
from workflow.services.approval.returning import revise, send_back
from workflow.services.collection.compiling import compile_items
from workflow.services.collection.contributing import Contribution, contribute
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import acting
from workflow.services.intake.receiving import receive
from workflow.services.publication.proving import build
from workflow.services.publication.publishing import publish
from workflow.services.publication.withdrawing import change_online
from workflow.services.queries.journal import verify
from workflow.services.queries.why import why_not

TAKEN = [("taken_back", "O1-admin.pdf"), ("item_taken_back", "")]


def refusal(office: SmallOffice, code: str = "O1", *, returning: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Why it is not published: code and file of each reason; empty when it was."""
    (outcome,) = publish(office.office, "web", [code], returning=returning)
    return [] if outcome.error is None else [(r.code, str(r.facts.get("file", ""))) for r in outcome.error.reasons]


def signed_again(office: SmallOffice) -> None:
    """A second revision of O1 with the same paper, signed while the first is online."""
    office.bring("published", "O1")
    revise(office.office, "clerk.admin", ["O1"], "เพิ่มเอกสาร")
    office.contribute("O1", "admin", name="more.pdf", add=True)
    office.compile("O1")
    office.submit("O1")
    office.clock.forward(1)
    office.sign("O1")


# --- what the head took back -----------------------------------------------------------------------------------------


@pytest.mark.deep
def test_retracted_bytes_are_not_published_by_a_signature_of_before(both: SmallOffice) -> None:
    signed_again(both)
    both.clock.forward(1)
    change_online(both.office, "head", "O1", "retract", "มีเลขประจำตัวประชาชน")
    assert refusal(both) == TAKEN
    assert both.item("O1").online is Online.RETRACTED
    assert list((both.folder / "site" / "current").rglob("*.pdf")) == []
    (reason, _) = why_not(both.office, "O1", "publish")[0].unmet
    assert (reason.code, reason.who) == ("taken_back", "head")
    assert reason.facts["day"] == both.clock.now().date().isoformat()


@pytest.mark.deep
def test_a_newer_signature_brings_them_back(small: SmallOffice) -> None:
    signed_again(small)
    small.clock.forward(1)
    change_online(small.office, "head", "O1", "retract", "มีเลขประจำตัวประชาชน")
    send_back(small.office, "web", ["O1"], "หัวหน้าถอนการเผยแพร่แล้ว")
    small.compile("O1")
    small.submit("O1")
    small.clock.moment += timedelta(minutes=1)
    small.sign("O1")
    assert refusal(small) == [("returning_not_named", "O1-admin.pdf")]
    assert refusal(small, returning=["O1-admin.pdf"]) == []
    assert small.item("O1").online is Online.ONLINE
    told = small.journal()[-1].facts["returning"]
    assert [back["file"] for back in told] == ["O1-admin.pdf"]


@pytest.mark.deep
def test_what_returned_and_is_online_need_not_be_named_again(small: SmallOffice) -> None:
    test_a_newer_signature_brings_them_back(small)
    revise(small.office, "clerk.admin", ["O1"], "เพิ่มเอกสารอีก")
    small.contribute("O1", "admin", name="third.pdf", add=True)
    small.compile("O1")
    small.submit("O1")
    small.sign("O1")
    assert refusal(small) == []


def test_other_bytes_wait_for_a_newer_signature_too(small: SmallOffice) -> None:
    """The head took the item off the site: a revision signed before says nothing of that."""
    small.bring("published", "O1")
    revise(small.office, "clerk.admin", ["O1"], "แก้ทั้งไฟล์")
    small.contribute("O1", "admin", "quite different", name="other.pdf")
    small.compile("O1")
    small.submit("O1")
    small.sign("O1")
    small.clock.forward(1)
    change_online(small.office, "head", "O1", "retract", "มีเลขประจำตัวประชาชน")
    assert refusal(small) == [("item_taken_back", "")]


# --- the head's lift -------------------------------------------------------------------------------------------------


def test_the_head_lifts_a_retraction_and_names_what_returns(both: SmallOffice) -> None:
    both.bring("published", "O1")
    change_online(both.office, "head", "O1", "retract", "เข้าใจผิดว่ามีเลขประจำตัวประชาชน")
    assert list((both.folder / "site" / "current").rglob("*.pdf")) == []
    with pytest.raises(NeedNotMet) as refused:
        change_online(both.office, "head", "O1", "lift_retraction", "ตรวจแล้วไม่มี")
    assert [(r.code, r.facts["file"]) for r in refused.value.reasons] == [("lifted_not_named", "O1-admin.pdf")]
    with pytest.raises(WrongRole):
        change_online(both.office, "web", "O1", "lift_retraction", "ตรวจแล้วไม่มี", returning=["O1-admin.pdf"])
    change_online(both.office, "head", "O1", "lift_retraction", "ตรวจแล้วไม่มี", returning=["O1-admin.pdf"])
    assert both.item("O1").online is Online.ONLINE
    assert len(list((both.folder / "site" / "current").rglob("*.pdf"))) == 1
    last = both.journal()[-1]
    assert (last.kind, last.facts["reason"], last.facts["returning"][0]["file"]) == (
        "retraction_lifted", "ตรวจแล้วไม่มี", "O1-admin.pdf",
    )  # fmt: skip


@pytest.mark.deep
def test_what_was_signed_before_is_published_after_the_heads_lift(small: SmallOffice) -> None:
    signed_again(small)
    change_online(small.office, "head", "O1", "retract", "เข้าใจผิด")
    assert refusal(small) == TAKEN
    change_online(small.office, "head", "O1", "lift_retraction", "ตรวจแล้วถูกต้อง", returning=["O1-admin.pdf"])
    assert refusal(small) == []


@pytest.mark.parametrize(
    ("days", "found"), [(0, TAKEN), pytest.param(2, [("returning_not_named", "O1-admin.pdf")], marks=pytest.mark.deep)]
)
def test_a_pen_counts_on_the_day_it_signed(small: SmallOffice, days: int, found: list[tuple[str, str]]) -> None:
    """Taken back on the day after; the paper comes in later and says when it was signed."""
    small.bring("published", "O1")
    revise(small.office, "clerk.admin", ["O1"], "เพิ่มเอกสาร")
    small.contribute("O1", "admin", name="more.pdf", add=True)
    small.compile("O1")
    small.submit("O1")
    signed_on = small.clock.now().date() + timedelta(days=days)
    small.clock.forward(1)
    change_online(small.office, "head", "O1", "retract", "มีเลขประจำตัวประชาชน")
    small.clock.forward(2)
    attest_on_paper(small, "2", signed_on)
    assert refusal(small) == found


def attest_on_paper(office: SmallOffice, memo: str, day: date) -> None:
    path = scan(office, issued(office, memo))
    (result,) = receive(office.office, "registrar", [path], memo=memo, decided_on=day, attest=yes)
    assert result.error is None


def test_they_do_not_come_back_through_another_item(small: SmallOffice) -> None:
    small.bring("published", "O1")
    small.contribute("O3", "admin", "O1-admin.pdf", name="O1-admin.pdf")
    small.compile("O3")
    small.submit("O3")
    small.sign("O3")
    small.bring("head_signed", "O2")
    small.clock.forward(1)
    change_online(small.office, "head", "O1", "retract", "มีเลขประจำตัวประชาชน")
    assert refusal(small, "O3") == [("taken_back", "O1-admin.pdf")]
    assert refusal(small, "O2") == []


@pytest.mark.deep
def test_a_suspension_that_the_head_confirmed_holds_until_the_head_lifts_it(small: SmallOffice) -> None:
    signed_again(small)
    small.clock.forward(1)
    change_online(small.office, "web", "O1", "suspend", "ตรวจสอบ")
    change_online(small.office, "head", "O1", "confirm_suspension")
    assert refusal(small) == TAKEN
    change_online(small.office, "head", "O1", "lift_suspension")
    assert refusal(small) == []


# --- a verdict for exactly these bytes -------------------------------------------------------------------------------


def tamper(office: SmallOffice, *statements: object) -> None:
    """What somebody with the database in his hands could do."""
    with office.office.unit_of_work() as uow:
        for statement in statements:
            uow.session.execute(statement)  # type: ignore[call-overload]
        uow.commit()


def other_bytes(office: SmallOffice, code: str) -> list[object]:
    """The signed revision points at a file that nobody signed."""
    from workflow.records.models import Revision

    fake = office.office.store.put(office.paper("fake.pdf", "fake").read_bytes())
    item = office.item(code)
    with office.use_case() as use_case:
        revision = use_case.session.get_one(Revision, item.revision_id)
        assert revision.signed is not None
        signed = replace(revision.signed, files=dict.fromkeys(revision.signed.files, fake))
    return [
        update(Revision).where(Revision.id == item.revision_id).values(signed=signed),
        update(Evidence).where(Evidence.item_id == item.id).values(signed_sha256=fake),
    ]


def test_a_file_without_a_verdict_on_exactly_its_bytes_is_not_published(both: SmallOffice) -> None:
    both.bring("head_signed", "O1")
    tamper(both, *other_bytes(both, "O1"))
    assert refusal(both) == [("no_verdict", "O1-admin.pdf")]
    assert both.item("O1").online is Online.NONE


@pytest.mark.parametrize(
    "statement",
    [
        delete(Verdict).where(Verdict.evidence_id.is_not(None)),
        update(Verdict).where(Verdict.evidence_id.is_not(None)).values(status="FAILED"),
        update(Verdict).where(Verdict.evidence_id.is_not(None)).values(issued_sha256="0" * 64),
    ],
)
def test_a_verdict_that_failed_or_is_of_another_issued_file_is_none(small: SmallOffice, statement: object) -> None:
    small.bring("head_signed", "O1")
    tamper(small, statement)
    assert refusal(small) == [("no_verdict", "O1-admin.pdf")]


def test_what_was_signed_before_has_its_verdict_too(small: SmallOffice) -> None:
    small.contribute("O1", "admin", duty="signed_before", number="1/2569", dated=date(2026, 2, 1))
    done(compile_items(small.office, "clerk.admin", ["O1"], attest=lambda paper: True))  # a clerk who has seen it
    small.submit("O1")
    small.sign("O1")
    tamper(small, delete(Verdict).where(Verdict.submission_id.is_(None)))
    assert refusal(small) == [("no_verdict", "O1-admin.pdf")]


def test_nothing_is_built_beside_a_file_that_nobody_signed_until_it_is_taken_down(small: SmallOffice) -> None:
    """A changed row of an item that is online already: every publication and every build says so by name."""
    small.bring("published", "O1")
    small.bring("head_signed", "O3")
    tamper(small, *other_bytes(small, "O1"))
    assert refusal(small, "O3") == [
        ("no_verdict", "O1-admin.pdf"), ("row_altered", ""), ("row_altered", ""), ("bytes_not_signed", "O1-admin.pdf"),
    ]  # fmt: skip
    with pytest.raises(CheckFailed) as refused:
        build(small.office, "web")
    assert [(r.code, r.facts.get("item") or r.facts.get("table")) for r in refused.value.reasons] == [
        ("no_verdict", "O1"), ("row_altered", "revision"), ("row_altered", "evidence"), ("bytes_not_signed", "O1"),
    ]  # fmt: skip
    change_online(small.office, "web", "O1", "suspend", "ตรวจสอบ")
    assert build(small.office, "web").switched
    assert refusal(small, "O3") == []


# --- a memo that names it --------------------------------------------------------------------------------------------


def forge_signature(office: SmallOffice, code: str, like: str) -> None:
    """Rows, seals and entries as the program itself would have written them, had the head signed the item with a memo
    that does not name it. Only the memo's own bytes are not forged."""
    with acting(office.office, "head", lock=True) as use_case:
        session, item, other = use_case.session, use_case.item(code), use_case.item(like)
        revision, signed = use_case.revision(item), use_case.revision(other)
        memo = use_case.submission(other)
        assert revision is not None
        assert signed is not None
        assert signed.signed is not None
        assert memo is not None
        verdict = session.scalars(select(Verdict).where(Verdict.evidence_id.is_not(None))).first()
        assert verdict is not None
        files = {file.id: file.sha256 for file in revision.manifest.files}
        revision.signed, revision.signed_at = replace(signed.signed, files=files), signed.signed_at
        for file in revision.manifest.files:
            session.add(
                Verdict(
                    office_id=use_case.office_id, submission_id=memo.id, evidence_id=file.id, file_sha256=file.sha256,
                    issued_sha256=file.issued, status="PASSED", grade=2, record=verdict.record, at=use_case.now,
                )
            )  # fmt: skip
        session.add(
            SubmissionItem(
                submission_id=memo.id, item_id=item.id, revision_id=revision.id, outcome="signed",
                office_id=use_case.office_id,
            )
        )  # fmt: skip
        item.submission_id, item.state, item.version = memo.id, State.HEAD_SIGNED, item.version + 1
        for step, was, now in (("submit", "group_compiled", "submitted"), ("sign", "submitted", "head_signed")):
            Record(use_case).add(
                Kind.STEP, {}, item=item, step=step, from_state=was, to_state=now, revision=revision.digest,
                submission=memo.id,
            )  # fmt: skip


def test_what_no_signed_memo_names_is_not_published_whatever_every_row_says(both: SmallOffice) -> None:
    both.bring("head_signed", "O1")
    both.bring("group_compiled", "O3")
    forge_signature(both, "O3", "O1")
    assert refusal(both, "O3") == [("memo_names_not", "O3-admin.pdf")]
    assert [(reason.code, reason.facts.get("item")) for reason in verify(both.office).reasons] == [
        ("memo_names_not", "O3"), ("bytes_not_signed", "O3"),
    ]  # fmt: skip
    assert refusal(both, "O1") == []
    with both.office.unit_of_work() as uow:
        item = uow.session.scalars(select(Item).where(Item.code == "O3")).one()
        item.online, item.online_revision_id, item.state = Online.ONLINE, item.revision_id, State.PUBLISHED
        uow.commit()
    with pytest.raises(CheckFailed) as refused:
        build(both.office, "web")
    assert [(reason.code, reason.facts["item"]) for reason in refused.value.reasons] == [
        ("bytes_not_signed", "O3"), ("memo_names_not", "O3"),
    ]  # fmt: skip


def put_other_bytes(office: SmallOffice, code: str, *, in_journal: bool = True, attested_by: str | None = None) -> None:
    """With the program's own library: each row says, and if wanted the journal, that the head signed other bytes."""
    fake = office.office.store.put(office.paper("fake.pdf", "fake").read_bytes())
    with acting(office.office, "web", lock=True) as use_case:
        session, item = use_case.session, use_case.item(code)
        revision = use_case.revision(item)
        assert revision is not None
        assert revision.signed is not None
        revision.signed = replace(revision.signed, files=dict.fromkeys(revision.signed.files, fake))
        entry: list[dict[str, object]] = []
        for file in revision.manifest.files:
            session.get_one(Evidence, file.id).signed_sha256 = fake
            for verdict in session.scalars(select(Verdict).where(Verdict.evidence_id == file.id)):
                verdict.file_sha256 = fake
                if attested_by is not None:
                    said = {"login": attested_by, "name": "ผู้รับรอง", "post": "เจ้าหน้าที่สารบรรณ"}
                    verdict.record, verdict.grade = {**verdict.record, "attested_by": said}, 1
            entry.append(
                {"file": file.name, "item": code, "sha256": fake, "issued": file.issued, "status": "PASSED", "grade": 1}
            )
        if in_journal:
            Record(use_case).add(Kind.VERDICT, {"memo": "ทล 01/1", "verdicts": entry}, submission=item.submission_id)


def test_other_bytes_under_the_name_of_a_signed_file_are_not_in_the_journal_and_not_published(
    both: SmallOffice,
) -> None:
    both.bring("head_signed", "O1")
    put_other_bytes(both, "O1", in_journal=False)
    assert refusal(both) == [("bytes_not_signed", "O1-admin.pdf")]
    assert [(r.code, r.facts["item"]) for r in verify(both.office).reasons] == [("bytes_not_signed", "O1")]
    assert both.states("O1") == ["head_signed"]


def test_other_bytes_that_the_journal_names_too_do_not_bear_the_signature_out(small: SmallOffice) -> None:
    small.bring("head_signed", "O1")
    put_other_bytes(small, "O1")
    assert verify(small.office).ok
    assert refusal(small) == [("signature_not_borne_out", "O1-admin.pdf")]


def test_other_bytes_of_what_is_online_stop_the_next_publication_and_the_next_build(small: SmallOffice) -> None:
    small.bring("published", "O1")
    small.bring("head_signed", "O3")
    put_other_bytes(small, "O1", in_journal=False)
    assert refusal(small, "O3") == [("bytes_not_signed", "O1-admin.pdf")]
    with pytest.raises(CheckFailed) as refused:
        build(small.office, "web")
    assert ("bytes_not_signed", "O1") in [(r.code, r.facts.get("item")) for r in refused.value.reasons]


def test_what_bears_no_signature_goes_online_as_the_memo_names_it(small: SmallOffice) -> None:
    table = small.folder.parent / "budget.csv"
    table.write_text("รายการ,บาท\nค่าวัสดุ,1200\n", encoding="utf-8")
    contribute(small.office, "clerk.admin", "O1", Contribution(files=[table], duty="data"))
    for step in (small.compile, small.submit, small.sign):
        step("O1")
    put_other_bytes(small, "O1", in_journal=False)
    assert refusal(small) == [("bytes_not_signed", "budget.csv")]
