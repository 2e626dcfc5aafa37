"""An office's own broken form stops the paper, says where, and burns no number."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import messages
import templates_docx
from tests.services.small_office import SmallOffice
from workflow.rules.errors import BadInput, CheckFailed
from workflow.services.collection.compiling import compile_items
from workflow.services.documents import drafting
from workflow.services.documents.issuing import issue

from .conftest import ORDER, change

SHIPPED = Path(templates_docx.__file__).parent


def own(small: SmallOffice, form: str, old: str = "", new: str = "") -> Path:
    folder = small.folder / "templates"
    folder.mkdir(exist_ok=True)
    path = folder / f"{form}.docx"
    shutil.copy(SHIPPED / path.name, path)
    if old:
        path.write_bytes(change(path.read_bytes(), old, new))
    return path


def test_submit_is_refused_by_a_broken_memo_form_and_the_number_stays(small: SmallOffice) -> None:
    small.bring("group_compiled", "O1")
    path = own(small, "memo", "{{ fiscal_year }}", "{{ fiscal_yaer }}")
    with pytest.raises(CheckFailed) as refused:
        small.submit("O1")
    (reason,) = refused.value.reasons
    assert reason.code == "template_unknown_field"
    said = messages.say(reason.code, reason.facts)
    assert "ย่อหน้าที่" in said
    assert "หมายถึง “fiscal_year”" in said
    assert small.numbers() == []
    assert small.states("O1") == ["group_compiled"]
    path.unlink()
    assert small.submit("O1") == "ทล 01/1"


def test_a_memo_that_does_not_show_what_it_must_is_refused_and_the_number_stays(small: SmallOffice) -> None:
    """Read back from the PDF: a form may lose a field, and nobody need have asked for its check."""
    small.bring("group_compiled", "O1")
    path = own(small, "memo", "{{ seal }}", "")
    path.write_bytes(change(path.read_bytes(), "({{ head.name }})", "(........................)"))
    with pytest.raises(CheckFailed) as refused:
        small.submit("O1")
    said = [messages.say(one.code, one.facts) for one in refused.value.reasons]
    assert [one.facts["field"] for one in refused.value.reasons] == ["head.name", "seal"]
    assert said[0] == ("บันทึกข้อความที่จัดทำแล้วไม่ปรากฏชื่อหัวหน้าหน่วยงานหรือผู้ทำการแทน (head.name): นายตัวอย่าง ใจดี")
    assert (small.numbers(), small.states("O1")) == ([], ["group_compiled"])
    path.unlink()
    assert small.submit("O1") == "ทล 01/1"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{{ subject }}", "{{ subject ", "template_syntax"),
        ("{{ subject }}", "{{ subject.__class__ }}", "template_forbidden"),
        ("{{ subject }}", "{{ nobody }}", "template_unknown_field"),
        ("<w:r>", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r>", "template_tracked_changes"),
    ],
)
def test_an_order_is_neither_drafted_nor_issued_on_a_broken_form(
    small: SmallOffice, old: str, new: str, code: str
) -> None:
    made = drafting.draft(small.office, "clerk.admin", "order", ORDER)
    path = own(small, "order", old, new)
    steps: list[Callable[[], object]] = [
        lambda: drafting.draft(small.office, "clerk.admin", "order", ORDER),
        lambda: issue(small.office, "registrar", made.id),
    ]
    for step in steps:
        with pytest.raises(BadInput) as refused:
            step()
        assert refused.value.code == code
        assert "ย่อหน้าที่" in messages.say(code, refused.value.facts)
    path.unlink()
    assert issue(small.office, "registrar", made.id).label == "1/2569"


def test_a_file_that_is_no_word_file_is_told_as_such(small: SmallOffice) -> None:
    made = drafting.draft(small.office, "clerk.admin", "order", ORDER)
    own(small, "order").write_bytes(b"junk")
    with pytest.raises(BadInput, match="template_unreadable"):
        issue(small.office, "registrar", made.id)


def test_a_broken_sheet_stops_only_the_items_that_need_it(small: SmallOffice) -> None:
    small.contribute("O1", "admin")
    small.contribute("O3", "admin", duty="certified")
    own(small, "signature_sheet", "{{ file_name }}", "{{ file_nam }}")
    second, first = compile_items(small.office, "clerk.admin", ["O1", "O3"])
    assert first.error is None
    assert isinstance(second.error, CheckFailed)
    assert [r.code for r in second.error.reasons] == ["template_unknown_field"]
