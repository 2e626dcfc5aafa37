"""A scan is taken on a named person's word alone: who is asked, what for, and what is no scan at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import select

import messages
import wiring
from tests.services.intake.test_batch_scan import issued, scan, yes
from tests.services.small_office import SmallOffice
from workflow.records.models import Verdict
from workflow.rules.errors import BadInput, Declined, NotFound, WrongRole
from workflow.services.collection.vouching import STATEMENT as ON_AN_OLD_PAPER
from workflow.services.context.results import Outcome
from workflow.services.context.signed.statements import Statement
from workflow.services.intake.attestation import STATEMENT as ON_A_SCAN
from workflow.services.intake.attestation import Attestation
from workflow.services.intake.receiving import receive
from workflow.services.queries.item_detail import show
from workflow.services.queries.journal import show as show_journal


@pytest.fixture
def two_memos(small: SmallOffice) -> SmallOffice:
    """Memo 1 for O1 and O2, memo 2 for O3, both before the head."""
    small.bring("submitted", "O1", "O2")
    small.bring("submitted", "O3")
    return small


def codes(results: list[Outcome]) -> dict[str, str | None]:
    return {r.what: r.error.code if r.error is not None else None for r in results}


def files(office: SmallOffice, papers: list[bytes]) -> list[Path]:
    found = [office.folder / f"paper {number}.pdf" for number in range(len(papers))]
    for path, data in zip(found, papers, strict=True):
        path.write_bytes(data)
    return found


# --- what is no scan -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("memo", [None, "1"])
def test_the_issued_files_themselves_are_no_scan(two_memos: SmallOffice, memo: str | None) -> None:
    papers = files(two_memos, issued(two_memos, "1"))
    results = receive(two_memos.office, "registrar", papers, memo=memo, attest=yes)
    assert codes(results) == {path.name: "scan_is_issued_file" for path in papers}
    assert two_memos.states("O1", "O2") == ["submitted", "submitted"]


def test_an_issued_file_with_something_behind_it_is_no_scan_either(two_memos: SmallOffice) -> None:
    papers = [data + b"\n%%EOF\n" for data in issued(two_memos, "1")]
    results = receive(two_memos.office, "registrar", files(two_memos, papers), memo="1", attest=yes)
    assert set(codes(results).values()) == {"scan_is_issued_file"}


def test_issued_files_saved_again_are_no_scan(two_memos: SmallOffice) -> None:
    """Other bytes, the same letters: what a PDF printer makes of the issued file."""
    import io

    import pypdf

    writer = pypdf.PdfWriter()
    for data in issued(two_memos, "1"):
        writer.append(io.BytesIO(data))
    path = two_memos.folder / "printed.pdf"
    writer.write(path)
    (result,) = receive(two_memos.office, "registrar", [path], attest=yes)
    assert isinstance(result.error, BadInput)
    assert {r.code for r in result.error.reasons} == {"scan_never_on_paper"}
    assert len(result.error.reasons) == 3
    assert two_memos.states("O1", "O2") == ["submitted", "submitted"]


# --- the registrar's word --------------------------------------------------------------------------------------------


def test_the_registrar_is_asked_memo_by_memo_by_name_and_no_leaves_a_memo_as_it_was(two_memos: SmallOffice) -> None:
    asked: list[Attestation] = []

    def only_the_first(about: Attestation) -> bool:
        asked.append(about)
        assert two_memos.office.unit_of_work  # nothing is locked while a person thinks: the office can be written
        with two_memos.office.unit_of_work() as uow:
            from workflow.services.context.use_case import UseCase

            uow.lock_office(UseCase(two_memos.office, uow).office_id)
        return len(asked) == 1

    path = scan(two_memos, issued(two_memos, "1", "2"))
    results = receive(two_memos.office, "registrar", [path], excepted=["O2"], attest=only_the_first)
    assert codes(results) == {"ทล 01/1": None, "ทล 01/2": "not_attested"}
    assert isinstance(results[1].error, Declined)
    assert results[1].error.exit_code == 0
    assert two_memos.states("O1", "O2", "O3") == ["head_signed", "draft", "submitted"]
    first, second = asked
    assert (first.memo, first.registrar, first.signer) == ("ทล 01/1", "นางลงเลข ทะเบียนดี", "นายตัวอย่าง ใจดี")
    assert first.day == two_memos.clock.now().date()
    assert ([code for code, _ in first.items], [code for code, _ in first.excepted]) == (["O1"], ["O2"])
    assert [code for code, _ in second.items] == ["O3"]
    assert show(two_memos.office, "O1")["signature"]["attested_by"] == "นางลงเลข ทะเบียนดี"


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("statement", [ON_A_SCAN, ON_AN_OLD_PAPER], ids=lambda one: one.code)
def test_what_is_asked_is_what_is_stored(statement: Statement, language: str) -> None:
    """Other words are another version: raise it with the digests."""
    shown = hashlib.sha256(messages.say(statement.code, None, language).encode()).hexdigest()
    assert (statement.version, statement.to_json()["sha256"][language]) == (1, shown)


def test_what_the_registrar_attested_is_kept_without_a_sentence(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1"))
    assert codes(receive(two_memos.office, "registrar", [path], excepted=["O2"], attest=yes)) == {"ทล 01/1": None}
    with two_memos.office.unit_of_work() as uow:
        kept = [v.record["statement"] for v in uow.session.scalars(select(Verdict)) if "statement" in v.record]
    assert kept
    assert all(one == ON_A_SCAN.to_json() for one in kept)


def test_an_exception_by_hand_is_recorded_by_its_code_and_told_as_before(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1"))
    receive(two_memos.office, "registrar", [path], excepted=["O2"], attest=yes)
    (line,) = [one for one in show_journal(two_memos.office, "O2").lines if one.step == "send_back"]
    assert "reason" not in line.facts
    assert line.facts["reason_code"] == "excepted_by_hand"
    thai = messages.journal(line.kind, line.step, line.facts)
    assert "เหตุผล: หัวหน้าหน่วยงานเขียนยกเว้นไว้ในบันทึก" in thai
    assert "by the head's hand" in messages.journal(line.kind, line.step, line.facts, "en")
    old = {key: value for key, value in line.facts.items() if key != "reason_code"}
    old["reason"] = "หัวหน้าหน่วยงานเขียนยกเว้นไว้ในบันทึก"
    assert messages.journal(line.kind, line.step, old) == thai


def test_without_anybody_to_ask_no_scan_is_taken(two_memos: SmallOffice) -> None:
    results = receive(two_memos.office, "registrar", [scan(two_memos, issued(two_memos, "1", "2"))])
    assert codes(results) == {"ทล 01/1": "attestation_needed", "ทล 01/2": "attestation_needed"}
    assert two_memos.states("O1", "O2", "O3") == ["submitted"] * 3


def test_nobody_is_asked_for_a_memo_that_does_not_hold(two_memos: SmallOffice) -> None:
    asked: list[str] = []
    path = scan(two_memos, issued(two_memos, "1", "2"), without=1)
    receive(two_memos.office, "registrar", [path], attest=lambda about: bool(asked.append(about.memo)))
    assert asked == ["ทล 01/1"]


def test_who_may_not_receive_is_told_that_and_nothing_else(two_memos: SmallOffice) -> None:
    with pytest.raises(WrongRole) as caught:
        receive(two_memos.office, "clerk.admin", [scan(two_memos, issued(two_memos, "1"), without=1)], attest=yes)
    assert [r.code for r in caught.value.reasons] == ["wrong_role"]


# --- struck out by hand ----------------------------------------------------------------------------------------------


def test_an_item_struck_out_is_of_its_own_memo_and_its_papers_need_not_come(two_memos: SmallOffice) -> None:
    memo, one, _struck = issued(two_memos, "1")
    path = scan(two_memos, [memo, one, *issued(two_memos, "2")])
    results = receive(two_memos.office, "registrar", [path], excepted=["O2"], attest=yes)
    assert codes(results) == {"ทล 01/1": None, "ทล 01/2": None}
    assert two_memos.states("O1", "O2", "O3") == ["head_signed", "draft", "head_signed"]
    assert two_memos.verify().ok


def test_without_codes_too_the_papers_of_what_was_struck_out_need_not_come(two_memos: SmallOffice) -> None:
    blank = two_memos.paper("scan.pdf", "no codes", pages=3)
    results = receive(two_memos.office, "registrar", [blank], memo="1", excepted=["O2"], attest=yes)
    assert codes(results) == {"ทล 01/1": None}
    assert two_memos.states("O1", "O2") == ["head_signed", "draft"]


def test_an_item_struck_out_that_is_on_no_memo_of_the_batch_is_an_error(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1"))
    with pytest.raises(NotFound) as caught:
        receive(two_memos.office, "registrar", [path], excepted=["O3"], attest=yes)
    assert caught.value.code == "item_not_on_memo"
    assert two_memos.states("O1", "O2", "O3") == ["submitted"] * 3


# --- pages that fit nowhere ------------------------------------------------------------------------------------------


def test_a_page_set_aside_stays_in_the_journal_and_its_scan_in_the_store(two_memos: SmallOffice) -> None:
    first = scan(two_memos, issued(two_memos, "1")).rename(two_memos.folder / "first.pdf")
    second = scan(two_memos, issued(two_memos, "2"), strange=1)
    results = receive(two_memos.office, "registrar", [first, second], attest=yes)
    assert codes(results) == {"ทล 01/1": None, "ทล 01/2": None, "scan.pdf": "page_set_aside"}
    (entry,) = [e for e in two_memos.journal() if e.kind == "scan_set_aside"]
    pages = two_memos.office.pdf.page_count(second.read_bytes())
    assert (entry.facts["file"], entry.facts["page"], entry.facts["why"]) == ("scan.pdf", pages, "PAGE_NO_CODE")
    assert set(entry.facts) == {"file", "page", "why", "document", "sha256"}, "what no sentence in any language is"
    for language, told in (("th", f"หน้า {pages}: ไม่พบรหัสกำกับ"), ("en", f"page {pages}: no code found")):
        assert told in messages.journal(entry.kind, None, entry.facts, language)
    assert two_memos.office.store.get(entry.facts["sha256"]) == second.read_bytes()
    assert entry.actor == "registrar"
    assert two_memos.verify().ok


def test_a_page_of_a_replaced_edition_says_so(two_memos: SmallOffice) -> None:
    from workflow.services.approval.returning import send_back

    earlier = scan(two_memos, issued(two_memos, "1"))
    send_back(two_memos.office, "head", ["O2"], "แก้ไขตัวเลข")
    results = receive(two_memos.office, "registrar", [earlier], attest=yes)
    aside = [r.error.reasons[0].facts["why_th"] for r in results if r.error and r.error.code == "page_set_aside"]
    assert any("ฉบับแก้ไข" in str(why) for why in aside)


def test_an_older_entry_of_a_page_set_aside_is_told_by_the_sentence_it_holds() -> None:
    older = {
        "file": "scan.pdf",
        "page": 2,
        "why": "PAGE_NO_CODE",
        "why_th": "หน้า 2: ไม่พบรหัส",
        "why_en": "Sheet 2.",
        "sha256": "ab",
    }
    assert "unused: Sheet 2. the scan" in messages.journal("scan_set_aside", None, older, "en")


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_reason_to_set_a_page_aside_has_its_words_in_the_journal(language: str) -> None:
    for code in ("AMBIGUOUS", "NO_CODE", "FORGED", "OTHER_OFFICE", "VOID", "REPLACED", "DOUBLED", "UNKNOWN"):
        facts = {"file": "scan.pdf", "page": 7, "why": f"PAGE_{code}", "document": "M1", "sha256": "ab"}
        told = messages.journal("scan_set_aside", None, facts, language)
        assert "7: " in told
        assert "PAGE" not in told


# --- what a scan may not bring along ---------------------------------------------------------------------------------


def test_what_acts_in_a_scan_is_taken_out_and_told(two_memos: SmallOffice) -> None:
    import io

    import pypdf
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(wiring.practice_scan(issued(two_memos, "2"))))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): script})
    writer.add_attachment("more.exe", b"MZ")
    launch = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): launch})
    path = two_memos.folder / "active.pdf"
    writer.write(path)
    asked: list[Attestation] = []
    (result,) = receive(two_memos.office, "registrar", [path], attest=lambda about: asked.append(about) is None)
    assert result.error is None
    assert [t.code for t in result.notices] == ["scan_cleaned"]
    assert {"javascript", "attachments", "actions"} <= set(asked[0].removed)
    kept = two_memos.office.store.get(two_memos.memo("ทล 01/2").memo_signed or "")
    assert not [word for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/AA", b"cmd.exe") if word in kept]
    with two_memos.use_case() as use_case:
        record = use_case.session.scalars(select(Verdict.record).where(Verdict.evidence_id.is_(None))).one()
    assert "javascript" in record["removed"]


# --- what comes next, as it is told ----------------------------------------------------------------------------------


def test_nobody_is_sent_to_endorse_what_nobody_has_to_endorse(two_memos: SmallOffice) -> None:
    from workflow.services.queries.why import why_not

    assert "endorse" not in [w.step for w in why_not(two_memos.office, "O1")]
    assert "endorse" not in [step["step"] for step in show(two_memos.office, "O1")["next"]]
    (asked,) = why_not(two_memos.office, "O1", "endorse")
    assert [reason.code for reason in asked.unmet] == ["nobody_on_route"]
