"""What looks alike is told apart: registers whose subjects begin the same, file names, the order of a memo's items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.services.small_office import SmallOffice
from workflow.services.approval.export_papers import export_papers
from workflow.thai import width

from .conftest import LETTER, ORDER

Oit = Callable[..., tuple[int, str, str]]
LONG = "ขอความอนุเคราะห์ข้อมูลสถิติการให้บริการของสถานศึกษาในสังกัด ประจำปีงบประมาณ พ.ศ. 2569 ของ"


def draft(office: SmallOffice, kind: str, data: dict[str, Any], **more: str) -> None:
    from workflow.services.documents.drafting import draft as new
    from workflow.services.documents.issuing import issue

    made = new(office.office, "clerk.admin", kind, {**data, **more})
    issue(office.office, "registrar", made.id)


def test_a_register_shows_where_subjects_differ(small: SmallOffice, oit: Oit) -> None:
    for school in ("โรงเรียนหนึ่ง", "โรงเรียนสอง"):
        draft(small, "letter", LETTER, subject=f"{LONG}{school}")
    draft(small, "order", ORDER)
    for words in (("register", "list"), ("document", "list")):
        _, said, _ = oit("registrar", *words)
        assert "โรงเรียนหนึ่ง" in said
        assert "โรงเรียนสอง" in said
        assert max(width(line) for line in said.splitlines()) <= 80


def test_the_items_of_a_memo_stand_in_their_order_however_they_were_typed(small: SmallOffice) -> None:
    small.bring("group_compiled", "O1", "O2", "O3")
    small.submit("O3", "O1", "O2")
    assert "ข้อ O1, O2, O3" in small.memo().subject


def test_a_file_that_names_its_item_is_written_out_with_the_code_once(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    small.contribute("O3", "admin", name="แผน.pdf")
    small.compile("O3")
    small.submit("O3")
    written = export_papers(small.office, ["O1", "O3"], small.folder / "out")
    names = [paper.path.name for paper in written if paper.item is not None]
    assert names == ["ทล 01-1 O1-admin.pdf", "ทล 01-2 O3 แผน.pdf"]
