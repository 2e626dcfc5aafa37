"""Number and date are taken when a paper is issued; what contradicts itself gets neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, QuickConverter, SmallOffice
from workflow.records import registers
from workflow.records.books import BookKind
from workflow.rules.errors import BadInput, NotFound, Refused, WorkflowError, WrongRole
from workflow.services.documents import drafting, files
from workflow.services.documents.drafting import Made
from workflow.services.documents.form_facts import EVERY_GROUP
from workflow.services.documents.issuing import issue
from workflow.services.operations.stored_files import named_digests

from .conftest import ANNOUNCEMENT, LETTER, MEETING, OFFICE, ORDER, words_of

DATA = {"order": ORDER, "announcement": ANNOUNCEMENT, "letter": LETTER, "meeting": MEETING}


def draft(small: SmallOffice, kind: str = "order", **other: Any) -> Made:
    return drafting.draft(small.office, "clerk.admin", kind, {**DATA[kind], **other})


def give_out(small: SmallOffice, made: Made, by: str = "registrar", **how: Any) -> Made:
    key: dict[str, Any] = {"key_file": small.key(by), "passphrase": lambda: SECRET} if by != "registrar" else {}
    return issue(small.office, by, made.id, **key, **how)


def book(small: SmallOffice, kind: BookKind = BookKind.ORDER, year: int = 2569) -> list[tuple[int, bool]]:
    with small.use_case() as use_case:
        return [(r.number, r.backdated) for r in registers.listing(use_case.session, use_case.office_id, kind, year)]


def codes(error: WorkflowError) -> list[str]:
    return [reason.code for reason in error.reasons]


def text(small: SmallOffice, made: Made) -> str:
    return words_of(small.office.store.get(made.docx))


def test_a_draft_has_no_number_and_takes_none(small: SmallOffice) -> None:
    made = draft(small)
    assert (made.status, made.label, made.dated, book(small)) == ("draft", None, None, [])
    assert "ที่ ............/............" in text(small, made)
    assert OFFICE in text(small, made)
    assert "(นายตัวอย่าง ใจดี)" in text(small, made)


@pytest.mark.parametrize(
    ("kind", "label", "register", "printed"),
    [
        ("order", "1/2569", BookKind.ORDER, "ที่ ๑/๒๕๖๙"),
        ("announcement", "1/2569", BookKind.ANNOUNCEMENT, "ที่ ๑/๒๕๖๙"),
        ("letter", "ทล 01/1", BookKind.MEMO, "ที่ ทล ๐๑/๑"),
        ("meeting", "1/2569", BookKind.MEETING, "ครั้งที่ ๑/๒๕๖๙"),
    ],
)
def test_each_kind_takes_its_number_from_its_own_book(
    small: SmallOffice, kind: str, label: str, register: BookKind, printed: str
) -> None:
    made = give_out(small, draft(small, kind))
    assert (made.status, made.label, made.dated) == ("issued", label, date(2026, 3, 2))
    assert book(small, register) == [(1, False)]
    assert printed in text(small, made)
    assert "๒ มีนาคม" in text(small, made)


def test_the_head_signs_with_a_key_what_is_issued(small: SmallOffice) -> None:
    made = give_out(small, draft(small), by="head")
    assert made.signed is not None
    assert small.office.pdf.look(small.office.store.get(made.signed)).signed
    entry = small.journal()[-1]
    assert (entry.kind, entry.facts["label"], entry.facts["signed"]) == ("document_issued", "1/2569", True)


def test_who_acts_for_the_head_signs_under_their_own_name_and_posts(small: SmallOffice) -> None:
    made = draft(small)
    small.clock.forward(8)  # the deputy acts from the 9th
    given = give_out(small, made, by="deputy")
    said = text(small, given)
    assert "(นางสมมติ รักงาน)" in said
    assert said.index("รองหัวหน้าสำนักงานทดลองเล็ก") < said.index("รักษาราชการแทน หัวหน้าสำนักงานทดลองเล็ก")
    assert "(นายตัวอย่าง ใจดี)" not in said


def test_only_head_and_registrar_issue(small: SmallOffice) -> None:
    made = draft(small)
    with pytest.raises(WrongRole):
        issue(small.office, "clerk.admin", made.id)
    with pytest.raises(WrongRole):
        issue(small.office, "registrar", made.id, key_file=small.key("head"), passphrase=lambda: SECRET)
    with pytest.raises(Refused) as refused:
        issue(small.office, "head", made.id, key_file=small.key("stranger"), passphrase=lambda: SECRET)
    assert codes(refused.value) == ["key_not_registered"]
    assert book(small) == []


def test_a_paper_is_issued_once(small: SmallOffice) -> None:
    made = draft(small)
    give_out(small, made)
    with pytest.raises(BadInput, match="document_not_draft"):
        give_out(small, made)
    with pytest.raises(NotFound):
        drafting.show(small.office, 99)


@pytest.mark.parametrize(
    ("kind", "other", "code"),
    [
        ("order", {"reason": ["ตามประกาศ ลงวันที่ 31 เมษายน 2569"]}, "date_no_such_day"),
        ("order", {"date": "31 เมษายน 2569"}, "date_no_such_day"),
        ("order", {"members": [*ORDER["members"], ORDER["members"][1]]}, "member_twice"),
        ("order", {"members": []}, "no_members"),
        ("order", {"members": [{"post": "ก", "role": "ประธาน"}] * 2}, "member_twice"),
        ("order", {"date": "2569-03-02", "effective": "2569-03-01"}, "effective_before_issued"),
        ("meeting", {"ends": "09:00"}, "ends_before_start"),
        ("meeting", {"absent": MEETING["present"]}, "present_twice"),
        ("meeting", {"appointed": "3 มีนาคม 2569"}, "meeting_before_appointment"),
        ("meeting", {"starts": "สาย"}, "time_not_understood"),
        ("letter", {"paragraphs": ["ภายในวันที่ ๓๐ กุมภาพันธ์ ๒๕๖๙"]}, "date_no_such_day"),
        ("letter", {"subjects": "ผิด"}, "paper_field_unknown"),
    ],
)
def test_what_contradicts_itself_is_refused_with_the_reason(
    small: SmallOffice, kind: str, other: dict[str, Any], code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        draft(small, kind, **other)
    assert codes(refused.value) == [code]


def test_every_reason_is_told_at_once(small: SmallOffice) -> None:
    with pytest.raises(BadInput) as refused:
        draft(small, reason=["31 เมษายน 2569"], members=[])
    assert codes(refused.value) == ["date_no_such_day", "no_members"]


def test_an_order_in_force_before_its_day_is_flagged_in_the_draft_and_refused_when_issued(small: SmallOffice) -> None:
    made = draft(small, effective="1 ก.พ. 2569")
    assert [w.code for w in made.warnings] == ["effective_before_issued"]
    with pytest.raises(BadInput, match="document_refused"):
        give_out(small, made)
    assert book(small) == []
    assert give_out(small, made, dated=date(2026, 1, 30)).label == "1/2569"


def test_a_meeting_before_the_office_appointed_the_group_is_refused(small: SmallOffice) -> None:
    give_out(small, draft(small))
    with pytest.raises(BadInput) as refused:
        draft(small, "meeting", date="1 มีนาคม 2569")
    assert codes(refused.value) == ["meeting_before_appointment"]


def test_another_offices_name_is_flagged_and_told_to_the_journal(copy_office: MakeOffice) -> None:
    small = copy_office(extra="")
    toml = small.folder / "office.toml"
    toml.write_text(toml.read_text("utf-8").replace(OFFICE, "สำนักงานศึกษาธิการจังหวัดตัวอย่าง"), "utf-8")
    small = SmallOffice.open(small.folder, small.clock)
    made = draft(small, reason=["ตามที่สำนักงานศึกษาธิการจังหวัดสมมุติ ได้กำหนด"])
    assert [w.code for w in made.warnings] == ["other_office_named"]
    issued = give_out(small, made)
    assert {w.code for w in issued.warnings} == {"other_office_named", "placeholder_emblem"}
    assert small.journal()[-1].facts["remarks"] == ["other_office_named"]
    small.close()


def test_a_paper_of_last_year_takes_the_number_of_last_years_book_flagged(small: SmallOffice) -> None:
    made = give_out(small, draft(small), dated=date(2025, 12, 30))
    assert (made.label, made.dated) == ("1/2568", date(2025, 12, 30))
    assert book(small, year=2568) == [(1, True)]
    assert small.journal()[-1].facts["backdated"] is True
    assert give_out(small, draft(small)).label == "1/2569"
    with pytest.raises(BadInput, match="document_date_future"):
        give_out(small, draft(small), dated=date(2026, 3, 3))


def test_a_meeting_report_has_the_day_of_its_meeting(small: SmallOffice) -> None:
    made = draft(small, "meeting", date="29 ธันวาคม 2568")
    with pytest.raises(BadInput, match="document_date_given"):
        give_out(small, made, dated=date(2026, 3, 2))
    with pytest.raises(BadInput, match="document_not_signed_by_head"):
        give_out(small, made, by="head")
    assert give_out(small, made).dated == date(2025, 12, 29)
    assert book(small, BookKind.MEETING, 2568) == [(1, True)]


def test_an_external_book_needs_the_number_that_the_other_system_gave(copy_office: MakeOffice) -> None:
    small = copy_office(extra="[books.order]\nexternal = true\n")
    made = draft(small)
    with pytest.raises(BadInput, match="external_book_needs_number"):
        give_out(small, made)
    assert give_out(small, made, number="๓๓๕/๒๕๖๙").label == "๓๓๕/๒๕๖๙"
    assert book(small) == [(335, False)]


def test_when_somebody_is_quicker_the_paper_is_made_again_with_the_next_number(copy_office: MakeOffice) -> None:
    others: list[Callable[[], Made]] = []

    def meanwhile() -> None:
        if others:
            others.pop()()

    small = copy_office(converter=QuickConverter(meanwhile))
    first, second = draft(small), draft(small, subject="แต่งตั้งคณะทำงานอื่น")
    others.append(lambda: give_out(small, second))
    assert give_out(small, first).label == "2/2569"
    assert "ที่ ๒/๒๕๖๙" in text(small, drafting.show(small.office, first.id)[0])
    assert [number for number, _ in book(small)] == [1, 2]


# --- from the records --------------------------------------------------------------------------------------------


def test_the_table_of_responsibilities_is_filled_from_the_records(small: SmallOffice) -> None:
    made = drafting.draft(small.office, "clerk.hr", "responsibility")
    _, facts = drafting.show(small.office, made.id)
    assert [(r["item"], r["compiler"]) for r in facts["rows"]][:1] == [("O1", "กลุ่มอำนวยการ")]
    assert len(facts["rows"]) == 7
    assert EVERY_GROUP not in text(small, made)
    with pytest.raises(BadInput, match="document_not_numbered"):
        issue(small.office, "registrar", made.id)
    with pytest.raises(BadInput, match="document_from_records"):
        drafting.draft(small.office, "clerk.hr", "responsibility", {"rows": []})


def test_the_publication_request_lists_what_is_signed_and_not_yet_published(small: SmallOffice) -> None:
    with pytest.raises(Refused) as refused:
        drafting.draft(small.office, "director.admin", "publication_request")
    assert codes(refused.value) == ["nothing_to_request"]
    small.bring("head_signed", "O1", "O3")
    small.bring("published", "O5")
    made = drafting.draft(small.office, "director.admin", "publication_request")
    _, facts = drafting.show(small.office, made.id)
    assert [row["item"] for row in facts["rows"]] == ["O1", "O3"]
    assert (facts["memo"], facts["approved"]) == ("ทล 01/1", "2026-03-02")


# --- files -------------------------------------------------------------------------------------------------------


def test_a_draft_edited_in_word_is_not_thrown_away_by_issuing(small: SmallOffice) -> None:
    made = draft(small)
    docx, _ = files.write(small.office, made, None)
    docx.write_bytes(docx.read_bytes() + b"edited")
    with pytest.raises(BadInput, match="document_edited"):
        give_out(small, made)
    docx.unlink()
    assert give_out(small, made).label == "1/2569"


def test_the_drafts_files_give_way_to_the_issued_ones(small: SmallOffice) -> None:
    made = draft(small, subject='ทดสอบ <งบ> & "Q&A" ' + "ยาว" * 60)
    names = [path.name for path in files.write(small.office, made, None)]
    assert all(name.startswith("ร่าง-คำสั่ง-ทดสอบ-งบ-Q-A-") and len(name.encode()) < 255 for name in names)
    given = give_out(small, made)
    written = files.write(small.office, given, None)
    assert sorted(p.name for p in (small.folder / "documents").iterdir()) == sorted(p.name for p in written)
    assert all(p.name.startswith("คำสั่ง-1-2569-") for p in written)


def test_a_folder_one_cannot_write_to_is_told_before_a_number_is_used(small: SmallOffice) -> None:
    made = draft(small)
    (small.folder / "documents").write_text("in the way")
    with pytest.raises(BadInput, match="document_folder_unwritable"):
        give_out(small, made)
    assert book(small) == []


@pytest.mark.parametrize("mark", [".~lock.{}#", "~${}"])
def test_a_file_open_in_word_is_left_alone_and_nothing_is_lost(small: SmallOffice, mark: str) -> None:
    made = draft(small)
    docx, _ = files.write(small.office, made, None)
    before = docx.read_bytes()
    lock = docx.with_name(mark.format(docx.name))
    lock.write_text("")
    with pytest.raises(BadInput, match="document_not_written") as refused:
        files.write(small.office, made, None)
    assert refused.value.facts["document"] == made.id
    assert docx.read_bytes() == before
    lock.unlink()
    assert len(files.write(small.office, made, None)) == 2


def test_an_order_dated_into_anothers_term_is_refused_with_a_key_and_flagged_on_paper(small: SmallOffice) -> None:
    small.clock.forward(8)  # the deputy acts from the 9th to the 11th
    made = draft(small)
    with pytest.raises(Refused, match="dated_in_anothers_term"):
        give_out(small, made, by="deputy", dated=date(2026, 3, 6))
    assert book(small) == []
    assert give_out(small, made, by="deputy").dated == date(2026, 3, 10)
    paper = draft(small)
    issued = give_out(small, paper, dated=date(2026, 3, 6))
    assert "head_not_in_office" in {w.code for w in issued.warnings}
    small.clock.forward(2)
    with pytest.raises(Refused, match="dated_in_anothers_term"):
        give_out(small, draft(small), by="head", dated=date(2026, 3, 10))


def test_what_a_draft_was_stays_named_when_the_paper_is_issued(small: SmallOffice) -> None:
    give_out(small, draft(small))
    with small.use_case() as use_case:
        named = named_digests(use_case)
    assert list(small.office.store.orphans(named)) == []
