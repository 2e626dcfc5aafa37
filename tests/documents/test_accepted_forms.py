"""A form that somebody put into the folder has no effect until it was checked and accepted."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

import templates_docx
import wiring
from templates_docx import samples
from tests.services.small_office import SmallOffice
from workflow.rules.errors import BadInput, CheckFailed, Unmet, WrongRole
from workflow.services.administration.accepted_forms import accept_forms, looked_at
from workflow.services.context.office import Office
from workflow.services.operations.doctor import examine

from .conftest import change

SHIPPED = Path(templates_docx.__file__).parent


def own(small: SmallOffice, old: str, new: str) -> Path:
    path = small.folder / "templates" / "memo.docx"
    path.parent.mkdir(exist_ok=True)
    shutil.copy(SHIPPED / "memo.docx", path)
    path.write_bytes(change(path.read_bytes(), old, new))
    return path


def words(office: Office) -> str:
    filled = office.renderer.render("memo", samples.memo(2)).docx
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.fixture
def again(small: SmallOffice) -> Office:
    """The office as the next command opens it."""
    return wiring.build(small.folder, clock=small.office.clock)


def test_a_form_has_no_effect_until_it_is_accepted(small: SmallOffice, again: Office) -> None:
    own(small, "บันทึกข้อความ", "บันทึกเครื่องหมาย")
    assert "บันทึกเครื่องหมาย" not in words(again)
    told = {check.code: check.severity for check in examine(again).checks}
    assert told["forms_unaccepted"] == "broken"
    with pytest.raises(WrongRole):
        accept_forms(again, "clerk.admin", {})
    with pytest.raises(CheckFailed) as faulty:
        accept_forms(again, "registrar", {"memo": (Unmet("template_unknown_field"),)})
    assert faulty.value.code == "forms_at_fault"
    assert accept_forms(again, "registrar", {"memo": ()}) == ("memo.docx",)
    assert "บันทึกเครื่องหมาย" in words(again)
    with pytest.raises(BadInput):
        accept_forms(again, "registrar", {})
    assert small.journal()[-1].kind == "forms_accepted"


def test_what_was_accepted_last_is_used_whatever_becomes_of_the_file(small: SmallOffice, again: Office) -> None:
    path = own(small, "บันทึกข้อความ", "บันทึกแรก")
    accept_forms(again, "registrar", {"memo": ()})
    own(small, "บันทึกข้อความ", "บันทึกสอง")
    assert "บันทึกแรก" in words(again)
    path.unlink()
    assert "บันทึกแรก" in words(again)
    assert looked_at(again).waiting == ("memo.docx",)
    accept_forms(again, "web", {})
    assert "บันทึกข้อความ" in words(again)
