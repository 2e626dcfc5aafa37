"""What people read is Thai down to the brackets, says no more than was checked, and names things as the rest does."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from signatures.pdf.reader import ACTIVE_ACTIONS, ACTIVE_KEYS
from signatures.verdict import Check, Grade, Status, reason
from signatures.words.details import UNNAMED, detail_th
from signatures.words.names import CHECKS, GRADES, KINDS_TH, STATUS
from workflow.rules.states import GRADES as GRADES_OF_THE_PROCEDURE
from workflow.rules.states import Kind

from .attacks import ATTACKS
from .world import World

PART = Path(__file__).parents[2] / "signatures"
TOLD = {"changed", "Covered", "Unclear", "Odd"}
SHOWN = {
    "COVERAGE",
    "MODIFIED_AFTER_SIGNING",
    "PARSER_DIFFERENTIAL",
    "HYBRID_XREF",
    "TIME_INCONSISTENT",
    "EVIDENCE_BROKEN",
    "SIGNING_FAILED",
}
"""Codes whose sentence shows the detail."""


def details() -> set[str]:
    """Every detail written out in the code that ends in the brackets of a sentence."""
    found: set[str] = set()
    for path in PART.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "")
            values = [*node.args[: 1 if name == "Unclear" else None][-1:]] if name in TOLD else []
            if any(isinstance(a, ast.Constant) and a.value in SHOWN for a in node.args):
                values += [k.value for k in node.keywords if k.arg == "detail"]
            found |= {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
    return found


def test_every_detail_has_thai_words() -> None:
    found = details()
    assert {"document information", "one value in two fields", "shape", "too large"} <= found
    left = UNNAMED.format("")
    assert [text for text in found if detail_th(text).startswith(left) or detail_th(text) == text] == []
    active = {*ACTIVE_KEYS.values(), *ACTIVE_ACTIONS.values()}
    assert [text for text in active if detail_th(text).startswith(left) or detail_th(text) == text] == []


@pytest.mark.parametrize(
    ("detail", "thai"),
    [
        ("object 5 (Font)", "แบบอักษรที่มีอยู่เดิมถูกเขียนใหม่"),
        ("object 8 (ExtGState)", "ส่วนหนึ่งของเอกสารที่มีอยู่เดิมถูกเขียนใหม่"),
        ("catalogue /OpenAction", "รายการ OpenAction ในสารบัญหลักของเอกสาร"),
        ("field /Rect", "ช่อง Rect"),
        ("field HeadSignature", "ช่อง HeadSignature"),
        ("a new field ลายมือชื่อ", "มีช่อง ลายมือชื่อ เพิ่มขึ้นใหม่"),
        ("verdict.json", "ส่วน verdict.json ไม่ตรงกับที่ลงบัญชีไว้"),
        ("Expected '=' after a key in a key/value pair (at line 3, column 4)", "บรรทัดที่ 3 อักษรที่ 4"),
        ("RSA 1024", "RSA 1024"),
        ("somebody's new words", "รายละเอียดทางเทคนิค: somebody's new words"),
    ],
)
def test_details_with_names_in_them_are_told_in_thai(detail: str, thai: str) -> None:
    assert detail_th(detail) == thai


def test_facts_keep_the_english_words_and_sentences_have_the_thai() -> None:
    one = reason("MODIFIED_AFTER_SIGNING", detail="document information")
    assert one.to_json()["facts"] == {"detail": "document information"}
    assert "ข้อมูลกำกับเอกสาร" in one.text("th")
    assert "document" not in one.text("th")
    assert "(document information)" in one.text("en")
    assert "ไฟล์แนบ, สคริปต์" in reason("ACTIVE_CONTENT", kind="attachment, javascript").text("th")
    assert "การเพิกถอนใบรับรอง, ตัวผู้ลงนาม" in reason("CHECK_NOT_RUN", checks="revocation, signer").text("th")


def test_everything_named_has_a_name_and_grades_and_posts_are_named_as_the_procedure_names_them() -> None:
    assert {kind.value: kind.th for kind in Kind} == KINDS_TH
    assert set(CHECKS) == {check.value for check in Check}
    for position, lang in enumerate(("th", "en")):
        assert GRADES[lang] == {grade: names[position] for grade, names in GRADES_OF_THE_PROCEDURE.items()}
        assert set(GRADES[lang]) == set(Grade)
        assert set(STATUS[lang]) == set(Status)


def test_a_good_signature_claims_nothing_about_what_came_after_it(world: World) -> None:
    verdict = world.verify(ATTACKS["annotation_added"](world).data)
    assert verdict.status is Status.FAILED
    told = {item.code: item.text("th") for item in verdict.reasons}
    assert "เนื้อหาไม่ถูกแก้ไข" not in told["SIGNATURE_OK"]
    assert "ส่วนที่ลายมือชื่อนี้ครอบคลุม" in told["SIGNATURE_OK"]
