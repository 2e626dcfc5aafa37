"""``oit document`` and ``oit template`` at the counter."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.services.small_office import SmallOffice

from .conftest import MEETING, ORDER, change, parsed

Oit = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(small: SmallOffice) -> Callable[..., str]:
    def write(values: dict[str, Any], name: str = "data.json") -> str:
        path = small.folder / name
        path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8-sig")
        return str(path)

    return write


def test_from_data_to_an_order_with_its_files(small: SmallOffice, oit: Oit, data: Callable[..., str]) -> None:
    made = parsed(oit("clerk.admin", "document", "new", "order", "--data", data(ORDER), "--json"))
    assert (made["status"], made["label"], made["warnings"]) == ("draft", None, [])
    assert all(Path(path).is_file() for path in made["files"].values())
    given = parsed(oit("head", "document", "issue", str(made["id"]), "--key", str(small.key("head")), "--json"))
    assert (given["label"], given["signed"], given["dated"]) == ("1/2569", True, "2026-03-02")
    assert [w["code"] for w in given["warnings"]] == ["placeholder_emblem"]
    assert small.office.pdf.look(Path(given["files"]["pdf"]).read_bytes()).signed
    listed = parsed(oit("head", "document", "list", "--json"))
    assert [(one["id"], one["label"]) for one in listed] == [(1, "1/2569")]
    shown = parsed(oit("head", "document", "show", "1", "--out", str(small.folder / "again"), "--json"))
    assert shown["facts"]["number"] == "1/2569"
    assert len(list((small.folder / "again").iterdir())) == 2


def test_on_screen_it_says_what_was_made_where_and_what_comes_next(oit: Oit, data: Callable[..., str]) -> None:
    code, said, _ = oit("clerk.admin", "document", "new", "order", "--data", data(ORDER))
    assert code == 0
    assert "✓ ร่างหมายเลข 1  คำสั่ง" in said
    assert ".docx" in said
    assert "oit document issue 1" in said
    code, said, warned = oit("registrar", "document", "issue", "1")
    assert "✓ ออกเลขที่ 1/2569 แล้ว" in said
    assert "ตราครุฑ" in warned
    code, said, _ = oit("registrar", "document", "list")
    assert "1/2569" in said


def test_a_backdated_order(oit: Oit, data: Callable[..., str]) -> None:
    oit("clerk.admin", "document", "new", "order", "--data", data(ORDER))
    given = parsed(oit("registrar", "document", "issue", "1", "--date", "30 ธ.ค. 2568", "--json"))
    assert (given["label"], given["dated"]) == ("1/2568", "2025-12-30")
    assert oit("registrar", "document", "issue", "1", "--date", "31 เมษายน 2568")[0] == 2


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.toml", 'subject = "ก', "paper_file_syntax"),
        ("a.json", "[]", "paper_file_syntax"),
        ("a.txt", "", "paper_file_kind"),
        ("a.toml", "", "file_empty"),
        ("a.toml", 'subject = 5\nreasn = []\n[[members]]\nrole = ["ก"]', "paper_field_unknown"),
    ],
)
def test_a_data_file_that_cannot_be_used(small: SmallOffice, oit: Oit, name: str, text: str, code: str) -> None:
    (small.folder / name).write_text(text, encoding="utf-8")
    exit_code, said, _ = oit("clerk.admin", "document", "new", "order", "--data", str(small.folder / name), "--json")
    assert exit_code == 1
    assert code in [reason["code"] for reason in json.loads(said)["unmet"]]


def test_every_field_is_asked_for_with_the_offices_own_values_as_defaults(
    oit: Oit, small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        "", "แต่งตั้งคณะทำงาน", "ด้วยเหตุนี้", "", "",
        "", "หัวหน้าสำนักงานทดลองเล็ก", "ประธานคณะทำงาน", "", "",
        "รวบรวม", "", "31 เมษายน 2569", "5 มี.ค. 2569", "", "",
    ]  # fmt: skip
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(answers) + "\n"))
    code, said, _ = oit("clerk.admin", "document", "new", "order", "--ask")
    assert code == 0, said
    assert "รายชื่อตามลำดับ 1: ชื่อพร้อมคำนำหน้า" in said
    shown = parsed(oit("clerk.admin", "document", "show", "1", "--json"))["facts"]
    assert (shown["office"], shown["head"]["name"]) == ("สำนักงานทดลองเล็ก", "นายตัวอย่าง ใจดี")
    assert (shown["effective"], shown["reason"], shown["duties"]) == ("2026-03-05", ["ด้วยเหตุนี้"], ["รวบรวม"])
    assert [m["role"] for m in shown["members"]] == ["ประธานคณะทำงาน"]


def test_answers_are_kept_when_the_paper_is_refused(
    oit: Oit, small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["", "แต่งตั้งคณะทำงาน", "", "", "", "", "", "", "", ""]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(answers) + "\n"))
    code, _, said = oit("clerk.admin", "document", "new", "order", "--ask")
    assert code == 1
    assert "ไม่มีรายชื่อ" in said
    kept = small.folder / "documents" / "answers-order.json"
    assert "oit document new order --data" in said
    assert json.loads(kept.read_text("utf-8"))["subject"] == "แต่งตั้งคณะทำงาน"


def test_lists_come_from_the_records_without_data(oit: Oit, data: Callable[..., str]) -> None:
    made = parsed(oit("clerk.admin", "document", "new", "responsibility", "--json"))
    assert (made["status"], made["label"], made["dated"]) == ("issued", None, "2026-03-02")
    assert oit("clerk.admin", "document", "new", "responsibility", "--data", data(ORDER))[0] == 1
    assert oit("clerk.admin", "document", "new", "meeting")[0] == 1
    assert oit("clerk.admin", "document", "new", "poem", "--data", data(MEETING))[0] == 2


# --- forms -------------------------------------------------------------------------------------------------------


def test_a_form_is_copied_once_and_found_good(oit: Oit, small: SmallOffice) -> None:
    assert parsed(oit("head", "template", "copy", "order", "--json"))["form"] == "order"
    assert (small.folder / "templates" / "order.docx").is_file()
    assert oit("head", "template", "copy", "order")[0] == 1
    assert oit("head", "template", "copy", "poem")[0] == 2
    (checked,) = parsed(oit("head", "template", "check", "--json"))
    assert (checked["form"], checked["own"], checked["ok"], checked["errors"]) == ("order", True, True, [])
    assert [c["code"] for c in checked["cautions"]] == ["placeholder_emblem"]


def test_what_is_wrong_with_a_form_is_told_with_its_place(oit: Oit, small: SmallOffice) -> None:
    oit("head", "template", "copy", "order")
    path = small.folder / "templates" / "order.docx"
    path.write_bytes(change(path.read_bytes(), "{{ duty }}", "{{ dutty }}{{ sabject }}"))
    (small.folder / "templates" / "poem.docx").write_bytes(b"")
    code, said, _ = oit("head", "template", "check", "--json")
    assert code == 1
    checked = {one["form"]: one for one in json.loads(said)}
    assert [e["code"] for e in checked["poem"]["errors"]] == ["template_unknown_form"]
    errors = checked["order"]["errors"]
    assert {e["code"] for e in errors} == {"template_unknown_field"}
    assert all(e["where"]["paragraph"] for e in errors)
    assert any("subject" in e["text"] and "ย่อหน้าที่" in e["text"] for e in errors)
    code, said, _ = oit("head", "template", "check", "order")
    assert code == 1
    assert "✗ order" in said


def test_tracked_changes_and_comments_in_an_own_form_are_told_with_their_place(oit: Oit, small: SmallOffice) -> None:
    oit("head", "template", "copy", "announcement")
    path = small.folder / "templates" / "announcement.docx"
    original = path.read_bytes()
    path.write_bytes(change(original, "<w:r>", '<w:commentRangeStart w:id="1"/><w:r>'))
    (checked,) = parsed(oit("head", "template", "check", "announcement", "--json"))
    assert "template_comments" in [c["code"] for c in checked["cautions"]]
    path.write_bytes(change(original, "<w:r>", '<w:ins w:id="1" w:author="a"><w:r><w:t>เพิ่ม</w:t></w:r></w:ins><w:r>'))
    code, said, _ = oit("head", "template", "check", "announcement", "--json")
    assert code == 1
    (error,) = json.loads(said)[0]["errors"]
    assert error["code"] == "template_tracked_changes"
    assert error["where"]["paragraph"] == 1


def test_a_form_is_mended_the_old_file_kept_and_what_is_left_told(oit: Oit, small: SmallOffice) -> None:
    assert oit("head", "template", "mend", "announcement")[0] == 1  # not the office's own
    assert parsed(oit("head", "template", "mend", "--json")) == []
    oit("head", "template", "copy", "announcement")
    path = small.folder / "templates" / "announcement.docx"
    wrong = "<w:r><w:rPr><w:b/></w:rPr><w:t>หนา</w:t></w:r>"
    for code in ("DATE", "TIME"):
        wrong += f'<w:fldSimple w:instr="{code}"><w:r><w:t>เดิม</w:t></w:r></w:fldSimple>'
    path.write_bytes(change(path.read_bytes(), "<w:r>", wrong + "<w:r>"))
    before = path.read_bytes()
    (one,) = parsed(oit("head", "template", "mend", "announcement", "--json"))
    assert [m["code"] for m in one["mended"]] == ["docx_date_field_mended", "docx_latin_only_mended"]
    assert all(m["where"]["paragraph"] == 1 for m in one["mended"])
    assert [m["code"] for m in one["left"]] == ["docx_date_field"]
    assert Path(one["kept"]).read_bytes() == before
    code, said, _ = oit("head", "template", "mend")
    assert code == 0
    assert "ไม่มีอะไรที่แก้ให้ได้" in said
    assert "(TIME)" in said
    assert "{{ date }}" in said
    code, said, _ = oit("head", "template", "check", "announcement")
    assert code == 1
    assert "ไม่ใช่วันที่ที่เห็น ที่ ย่อหน้าที่ 1" in " ".join(said.split())
