"""One batch scan of many memos, signed with a pen: split by the codes printed on the pages, nothing dropped."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pypdf
import pytest

import wiring
from tests.services.small_office import SmallOffice
from workflow.rules.errors import BadInput
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.record import required_signatures
from workflow.services.approval.routing import withdraw
from workflow.services.intake import matching, receiving
from workflow.services.intake.attestation import Attestation


def yes(about: Attestation) -> bool:
    """A registrar who has seen the paper."""
    return True


def issued(office: SmallOffice, *labels: str) -> list[bytes]:
    """The issued papers of these memos, as the head got them on paper."""
    with office.use_case() as use_case:
        memos = [matching.memo_by_label(use_case, label) for label in labels]
        due = [d for memo in memos for d in required_signatures(use_case, memo, open_items(use_case, memo))]
    return [office.office.store.get(d.issued) for d in due]


def scan(
    office: SmallOffice, papers: list[bytes], *, shuffle: bool = False, without: int = 0, strange: int = 0
) -> Path:
    """Pictures of the pages; ``without`` the last n, and with ``strange`` blank ones behind."""
    reader = pypdf.PdfReader(io.BytesIO(wiring.practice_scan(papers)))
    pages = list(reader.pages)[: len(reader.pages) - without]
    if shuffle:
        random.Random(7).shuffle(pages)  # noqa: S311 -- any order will do
    writer = pypdf.PdfWriter()
    for page in pages:
        writer.add_page(page)
    for _ in range(strange):
        writer.add_blank_page(595, 842)
    path = office.folder / "scan.pdf"
    writer.write(path)
    return path


@pytest.fixture
def two_memos(small: SmallOffice) -> SmallOffice:
    """Memo 1 for O1, memo 2 for O3, both before the head."""
    small.bring("submitted", "O1")
    small.bring("submitted", "O3")
    return small


def test_a_scan_that_says_another_memo_than_the_one_named_is_recorded_for_neither(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1"))
    (refused,) = receiving.receive(two_memos.office, "registrar", [path], memo="2", attest=yes)
    assert refused.error is not None
    (why,) = refused.error.reasons
    assert (why.code, why.facts["memo"][-1], why.facts["found"][-1]) == ("memo_named_differs", "2", "1")
    assert two_memos.states("O1", "O3") == ["submitted", "submitted"]


def test_papers_of_another_memo_that_are_not_whole_are_told_with_both_reasons(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1", "2"), without=1)
    told = {r.what: r.error for r in receiving.receive(two_memos.office, "registrar", [path], memo="1", attest=yes)}
    assert told["ทล 01/1"] is None
    refused = told["ทล 01/2"]
    assert refused is not None
    codes = {r.code for r in refused.reasons}
    assert "memo_named_differs" in codes
    assert codes & {"scan_incomplete", "paper_not_brought"}


def test_a_shuffled_scan_of_two_memos_advances_both(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1", "2"), shuffle=True)
    results = receiving.receive(two_memos.office, "registrar", [path], attest=yes)
    assert [r.error for r in results] == [None, None]
    assert two_memos.states("O1", "O3") == ["head_signed", "head_signed"]
    assert two_memos.memo("ทล 01/1").grade == 1
    assert two_memos.memo("ทล 01/1").how == "pen"
    assert two_memos.verify().ok


def test_a_page_without_a_code_is_set_aside_and_told(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1"), strange=1)
    results = receiving.receive(two_memos.office, "registrar", [path], attest=yes)
    assert [r.error.code if r.error else None for r in results] == [None, "page_set_aside"]
    assert two_memos.states("O1", "O3") == ["head_signed", "submitted"]


def test_a_memo_with_a_page_missing_is_refused_and_the_other_goes_on(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1", "2"), without=1)
    results = receiving.receive(two_memos.office, "registrar", [path], attest=yes)
    told = {r.what: r.error for r in results}
    assert told["ทล 01/1"] is None
    refused = told["ทล 01/2"]
    assert isinstance(refused, BadInput)
    assert {r.code for r in refused.reasons} <= {"scan_incomplete", "paper_not_brought"}
    assert two_memos.states("O1", "O3") == ["head_signed", "submitted"]


def test_pages_of_a_memo_signed_already_or_withdrawn_are_told_as_such(two_memos: SmallOffice) -> None:
    both = scan(two_memos, issued(two_memos, "1", "2"))
    two_memos.sign("O1")
    withdraw(two_memos.office, "director.admin", ["O3"], "ถอนไปแก้ไข")
    results = receiving.receive(two_memos.office, "registrar", [both], attest=yes)
    codes = {r.error.code for r in results if r.error is not None}
    assert codes == {"memo_not_open", "page_set_aside"}
    assert two_memos.states("O1", "O3") == ["head_signed", "group_compiled"]


def test_codes_of_another_office_are_not_taken(two_memos: SmallOffice, copy_office: object) -> None:
    other = copy_office()  # type: ignore[operator]
    with other.office.unit_of_work() as uow:
        from workflow.services.context.use_case import UseCase

        UseCase(other.office, uow).office_row.secret = "ab" * 32
        uow.commit()
    other.bring("submitted", "O1")
    path = scan(two_memos, issued(other, "1"))
    results = receiving.receive(two_memos.office, "registrar", [path], attest=yes)
    assert {r.error.code for r in results if r.error is not None} == {"page_set_aside"}
    assert two_memos.states("O1") == ["submitted"]


def with_blanks(office: SmallOffice, papers: list[bytes], *blank: int) -> Path:
    """The scan with these pages (from 1) come out white: no code on them."""
    path = scan(office, papers)
    writer = pypdf.PdfWriter()
    for number, page in enumerate(pypdf.PdfReader(path).pages, 1):
        if number in blank:
            writer.add_blank_page(595, 842)
        else:
            writer.add_page(page)
    writer.write(path)
    return path


def pages_signed(office: SmallOffice, code: str) -> list[bool]:
    """Of each page of the item's signed file: whether it shows anything."""
    with office.use_case() as use_case:
        (e,) = use_case.evidence(use_case.item(code))
        data = use_case.office.store.get(e.signed_sha256 or "")
    return [bool(page.get("/Resources", {}).get("/XObject")) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize(
    ("blank", "shown"),
    [pytest.param(*one, marks=pytest.mark.deep) for one in (((2,), [False, True]), ((3,), [True, False]))]
    + [((2, 3), [False, False])],
)
def test_with_the_memo_named_pages_without_a_code_are_the_missing_ones(
    two_memos: SmallOffice, blank: tuple[int, ...], shown: list[bool]
) -> None:
    path = with_blanks(two_memos, issued(two_memos, "1"), *blank)  # its memo, then the file with its sheet
    results = receiving.receive(two_memos.office, "registrar", [path], memo="1", attest=yes)
    assert [r.error for r in results] == [None]
    assert two_memos.states("O1", "O3") == ["head_signed", "submitted"]
    assert pages_signed(two_memos, "O1") == shown


@pytest.mark.deep
def test_pages_without_a_code_are_not_taken_without_the_memo_nor_for_another(two_memos: SmallOffice) -> None:
    path = with_blanks(two_memos, issued(two_memos, "1"), 2)
    for memo in (None, "2"):
        results = receiving.receive(two_memos.office, "registrar", [path], memo=memo, attest=yes)
        assert {r.error.code for r in results if r.error is not None} == {"papers_incomplete", "page_set_aside"}
    assert two_memos.states("O1", "O3") == ["submitted", "submitted"]


def test_one_page_too_many_is_told_and_not_taken(two_memos: SmallOffice) -> None:
    path = scan(two_memos, issued(two_memos, "1"), without=1, strange=2)
    results = receiving.receive(two_memos.office, "registrar", [path], memo="1", attest=yes)
    assert {r.error.code for r in results if r.error is not None} == {"papers_incomplete", "page_set_aside"}
    assert two_memos.states("O1") == ["submitted"]
