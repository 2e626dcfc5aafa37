"""`template check`: both directions, with the place; what is hostile or unfinished is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from templates_docx import names
from templates_docx.checks import check
from templates_docx.checks.check import Finding, check_template
from templates_docx.making.__main__ import make
from templates_docx.making.ooxml import Form, cell, p, row, sign_mark, signature, table
from templates_docx.package import read_zip, write_zip
from templates_docx.render import template_file
from templates_docx.sandbox import MAX_NESTING
from workflow.ports.papers import FORMS

ALL = "{{ office }}{{ number }}{{ date }}{{ subject }}{{ reason|first }}{{ clauses|first }}"


def checked(tmp_path: Path, body: str, change: tuple[bytes, bytes] | None = None) -> list[Finding]:
    data = make(Form("announcement", "x", body))
    if change:
        parts = read_zip(data)
        parts["word/document.xml"] = parts["word/document.xml"].replace(*change)
        data = write_zip(parts)
    path = tmp_path / "announcement.docx"
    path.write_bytes(data)
    return check_template("announcement", path)


def codes(found: list[Finding]) -> list[tuple[str, object]]:
    return [(one.code, one.facts.get("field")) for one in found]


@pytest.mark.parametrize("form", FORMS)
def test_our_own_forms_use_every_field_and_no_other(form: str) -> None:
    assert check_template(form, template_file(form)) == []


@pytest.mark.usefixtures("in_a_child")
def test_a_good_own_form_is_good(tmp_path: Path) -> None:
    assert checked(tmp_path, p(ALL) + signature()) == []


@pytest.mark.usefixtures("in_a_child")
def test_every_unknown_and_unused_field_is_told_with_its_place(tmp_path: Path) -> None:
    boxes = table((8.0, 8.0), row(cell(8.0, "ก"), cell(8.0, "{{ subjet }}")), lines=False)
    found = checked(tmp_path, p(ALL.replace("{{ office }}", "")) + p("{{ tell }}") + boxes + signature())
    assert sorted(codes(found)) == [
        ("template_unknown_field", "subjet"), ("template_unknown_field", "tell"), ("template_unused_field", "office"),
    ]  # fmt: skip
    places = {one.facts["field"]: one.where for one in found if one.where}
    assert (places["subjet"].table, places["subjet"].row, places["subjet"].cell) == (1, 1, 2)
    assert (places["tell"].paragraph, places["tell"].part) == (2, "body")
    assert next(one for one in found if one.facts["field"] == "subjet").facts["meant"] == "subject"


@pytest.mark.parametrize(
    ("was", "instead", "field"),
    [
        ("{{ number }}", "", "number"),
        ("{{ date }}", "{% if phone %}{{ date }}{% endif %}", "date"),
        ("({{ head.name }})", "(นายตัวอย่าง)", "head.name"),
        ("{{ file.item }}", "{{ loop.index|thai }}", "annex.item"),
        ("{{ file.sha256 }}", "{{ annex[0].sha256 }}", "annex.sha256"),
        ("{{ seal }}", "", "seal"),
    ],
)
def test_what_every_memo_must_print_is_an_error_where_it_is_not(
    tmp_path: Path, was: str, instead: str, field: str
) -> None:
    """Also where the tag is there and its branch is not printed, and where one row's value stands in every row."""
    parts = read_zip(template_file("memo").read_bytes())
    document = parts["word/document.xml"].decode()
    assert was in document
    parts["word/document.xml"] = document.replace(was, instead).encode()
    path = tmp_path / "memo.docx"
    path.write_bytes(write_zip(parts))
    found = [(one.severity, one.code, one.facts.get("field")) for one in check_template("memo", path)]
    assert ("error", "template_lacks_field", field) in found
    assert [one for one in found if one[0] == "error"] == [("error", "template_lacks_field", field)]


def test_a_form_the_head_signs_needs_the_mark_once(tmp_path: Path) -> None:
    assert [code for code, _ in codes(checked(tmp_path, p(ALL + "{{ head.name }}{{ head.posts|first }}")))] == [
        "template_no_sign_mark"
    ]
    assert [code for code, _ in codes(checked(tmp_path, p(ALL) + signature() + p(sign_mark())))] == [
        "template_two_sign_marks"
    ]


@pytest.mark.parametrize("body", ["{% for i in range(9) %}x{% endfor %}", "{{ subject.lower() }}", "{{ [1]*9 }}"])
def test_forbidden_constructs_are_found(tmp_path: Path, body: str) -> None:
    found = checked(tmp_path, p(ALL) + p(body) + signature())
    assert found[0].code == "template_forbidden"


def test_tracked_changes_and_comments_are_found(tmp_path: Path) -> None:
    found = checked(tmp_path, p(ALL) + p("ก") + signature(), (b">\xe0\xb8\x81</w:t></w:r>", b">x</w:t></w:r><w:ins/>"))
    assert [(one.code, one.where and one.where.paragraph) for one in found] == [("template_tracked_changes", 2)]
    found = checked(
        tmp_path, p(ALL) + p("ก") + signature(), (b">\xe0\xb8\x81</w:t></w:r>", b">x</w:t></w:r><w:commentRangeStart/>")
    )
    assert [(one.severity, one.code) for one in found] == [("caution", "template_comments")]


def test_a_file_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "order.docx"
    assert [one.code for one in check_template("order", path)] == ["template_unreadable"]
    path.write_bytes(b"junk")
    assert [one.code for one in check_template("order", path)] == ["template_unreadable"]


@pytest.mark.usefixtures("in_a_child")
def test_a_form_that_reckons_for_ever_costs_its_own_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "TIME_LIMIT", 1)
    monkeypatch.setattr(check, "_PATIENCE", 600)
    parts = read_zip(template_file("order").read_bytes())
    loops = (b"{% for letter in subject %}" * MAX_NESTING + b"{% endfor %}" * MAX_NESTING) * 1000
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:t>", loops + b"</w:t>", 1)
    path = tmp_path / "order.docx"
    path.write_bytes(write_zip(parts))
    assert [one.code for one in check_template("order", path)] == ["template_too_slow"]


@pytest.mark.usefixtures("in_a_child")
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "TIME_LIMIT", 1)  # the least there is, and importing what fills a form takes longer
    monkeypatch.setattr(check, "_PATIENCE", 0.01)
    assert [one.code for one in check_template("order", template_file("order"))] == ["template_too_slow"]


def test_the_readme_lists_exactly_the_names_of_the_forms() -> None:
    page = Path(names.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert names.with_table(page) == page
