"""Filling a form: equal to docxtpl, the same bytes each time, nothing lost, every mistake named with its place."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from templates_docx import render as rendering
from templates_docx import samples
from templates_docx.errors import TemplateError
from templates_docx.making.__main__ import FORMS as MADE
from templates_docx.making.__main__ import make
from templates_docx.making.letters import garuda
from templates_docx.making.ooxml import Form, cell, p, row, signature, t, table, tag
from templates_docx.package import read_zip, write_zip
from templates_docx.render import placeholder_emblem, prepared, render, render_by_docxtpl, render_noted
from workflow.ports import papers

PARTS = ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml")
NASTY = "<งบ> & \"จัดซื้อ\" 'Q&A' {{ x }} {% if %} ]]> \x0b\n\tจบ"


def canonical(docx: bytes) -> dict[str, bytes]:
    parts = read_zip(docx)
    return {name: etree.tostring(etree.fromstring(parts[name]), method="c14n") for name in PARTS if name in parts}


def text(docx: bytes) -> str:
    root = etree.fromstring(read_zip(docx)["word/document.xml"])
    return "".join(root.itertext("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))


def own_form(folder: Path, name: str, body: str) -> Path:
    (folder / f"{name}.docx").write_bytes(make(Form(name, name, body)))
    return folder


VARIANTS = {
    **{form: (form, samples.sample(form)) for form in papers.FORMS},
    "memo of one item": ("memo", samples.memo(1)),
    "memo of 43 items": ("memo", samples.memo(43)),
    "memo, second edition": ("memo", replace(samples.memo(), edition=2, excepted=("O15", "O16"), code=None)),
    "memo without endorsements": ("memo", replace(samples.memo(), endorsements=(), number="", date=None)),
    "draft order": ("order", replace(samples.order(), number="", date=None, duties=(), authority="อาศัยอำนาจตามข้อ 3")),
    "order without members": ("order", replace(samples.order(), members=())),
    "announcement with a number": ("announcement", replace(samples.announcement(), number="3/2566")),
    "nasty announcement": ("announcement", replace(samples.announcement(), subject=NASTY, clauses=(NASTY,) * 3)),
    "bare letter": ("letter", replace(samples.letter(), references=(), enclosures=(), copies=(), email="")),
    "paper nobody signs": ("paper", replace(samples.paper(), signer=None, table=None, date=None)),
}


@pytest.mark.parametrize("which", VARIANTS)
def test_the_short_way_equals_docxtpl(which: str) -> None:
    form, facts = VARIANTS[which]
    assert prepared(form).slow == ""
    assert canonical(render(form, facts)) == canonical(render_by_docxtpl(form, facts))


@pytest.mark.parametrize("form", papers.FORMS)
def test_the_same_facts_give_the_same_bytes(form: str) -> None:
    first = render(form, samples.sample(form))
    rendering._cache.clear()
    assert render(form, samples.sample(form)) == first


@pytest.mark.parametrize("made", MADE, ids=lambda form: form.name)
def test_the_committed_files_are_what_the_maker_makes(made: Form) -> None:
    shipped = read_zip(rendering.template_file(made.name).read_bytes())
    fresh = read_zip(make(made))
    assert {n: d for n, d in shipped.items() if n.endswith((".xml", ".rels"))} == {
        n: d for n, d in fresh.items() if n.endswith((".xml", ".rels"))
    }
    assert shipped.keys() == fresh.keys()


def test_every_form_has_a_file_and_every_file_a_form() -> None:
    assert {form.name for form in MADE} == set(papers.FORMS)


def test_no_character_of_the_office_is_lost() -> None:
    printed = text(render("announcement", replace(samples.announcement(), subject=NASTY)))
    assert "<งบ> & \"จัดซื้อ\" 'Q&A' {{ x }} {% if %} ]]>  จบ" in printed


def test_thai_digits_everywhere_but_in_codes_addresses_and_digests() -> None:
    printed = text(render("memo", samples.memo())).replace("\u00a0", " ")
    assert "ศธ ๐๒๑๐๒/๑๒๓" in printed
    assert "๒๐ เมษายน ๒๕๖๖" in printed
    assert "ข้อ O10" in printed
    assert samples.digest("O10") in printed
    assert "o10-แผนดำเนินงาน-2566.pdf" in printed


def test_years_and_names_with_titles_do_not_break() -> None:
    order = render("order", samples.order())
    assert "พ.ศ.\u00a0๒๕๖๖" in text(order)
    assert "นายตัวอย่าง\u00a0ใจดี" in text(order)
    named = replace(samples.order(), reason=("โดยมีนายตัวอย่าง ใจดี เป็นผู้กำกับ",))
    assert "โดยมีนายตัวอย่าง\u00a0ใจดี เป็นผู้กำกับ" in text(render("order", named))


def test_a_draft_shows_blanks_for_what_is_not_known_yet() -> None:
    printed = text(render("order", replace(samples.order(), number="", date=None)))
    assert "สั่ง ณ วันที่ ......" in printed


def test_facts_of_another_form_and_unknown_forms_are_refused() -> None:
    with pytest.raises(TemplateError) as refused:
        render("memo", samples.order())
    assert refused.value.code == "template_wrong_facts"
    with pytest.raises(TemplateError) as refused:
        render("memoo", samples.order())
    assert refused.value.code == "template_unknown_form"


def test_the_offices_own_file_wins_and_a_change_is_seen_at_once(tmp_path: Path) -> None:
    own_form(tmp_path, "announcement", p("ของเรา {{ subject }}") + signature())
    assert text(render("announcement", samples.announcement(), overrides=tmp_path)).startswith("ของเรา นโยบาย")
    own_form(tmp_path, "announcement", p("ของเราใหม่ {{ subject }}") + signature())
    assert text(render("announcement", samples.announcement(), overrides=tmp_path)).startswith("ของเราใหม่")
    assert "ประกาศ" in text(render("announcement", samples.announcement()))


@pytest.mark.parametrize(
    ("body", "field", "meant", "place"),
    [
        (p("เรื่อง") + p("{{ subjct }}"), "subjct", "subject", (2, 0, 0, 0)),
        (
            table((8.0, 8.0), row(cell(8.0, "ก"), cell(8.0, "{{ head.nam }}")), lines=False),
            "nam", "name", (1, 1, 1, 2),
        ),
        (p("{% if offfice %}x{% endif %}"), "offfice", "office", (1, 0, 0, 0)),
    ],
)  # fmt: skip
def test_an_unknown_field_is_named_with_its_place_and_what_was_meant(
    tmp_path: Path, body: str, field: str, meant: str, place: tuple[int, int, int, int]
) -> None:
    with pytest.raises(TemplateError) as refused:
        render("announcement", samples.announcement(), overrides=own_form(tmp_path, "announcement", body))
    assert refused.value.code == "template_unknown_field"
    facts = refused.value.facts
    assert (facts["form"], facts["field"], facts["meant"]) == ("announcement", field, meant)
    where = facts["where"]
    assert (where.paragraph, where.table, where.row, where.cell) == place  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "code",
    [
        "{{ subject.upper() }}",
        "{{ subject.__class__ }}",
        "{% for a in clauses %}{% for b in clauses %}{% for c in clauses %}{% for d in clauses %}x{% endfor %}"
        "{% endfor %}{% endfor %}{% endfor %}",
        "{% for i in range(100000000) %}x{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ 'x'|center(1000000000) }}",
        "{% set x = subject ~ subject %}{{ x }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    ],
)
def test_a_template_that_computes_reads_or_runs_for_ever_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(TemplateError) as refused:
        render("announcement", samples.announcement(), overrides=own_form(tmp_path, "announcement", p(code)))
    assert refused.value.code in ("template_forbidden", "template_syntax")


def test_a_broken_tag_is_shown_where_it_stands(tmp_path: Path) -> None:
    own_form(tmp_path, "announcement", p("ดี") + p("{% for a in clauses %}x"))
    with pytest.raises(TemplateError) as refused:
        render("announcement", samples.announcement(), overrides=tmp_path)
    assert refused.value.code == "template_syntax"
    assert refused.value.facts["where"].paragraph == 2  # type: ignore[attr-defined]


def test_tags_that_word_split_over_runs_still_work(tmp_path: Path) -> None:
    own_form(tmp_path, "announcement", p(t("{{ sub"), t("ject", bold=True), t(" }}")) + p("{{ “x”|lower }}"))
    assert text(render("announcement", samples.announcement(), overrides=tmp_path)).startswith("นโยบาย")


def test_what_the_short_way_cannot_do_goes_through_docxtpl(tmp_path: Path) -> None:
    wide = table(
        (4.0, 4.0),
        row(cell(4.0, t("{%tc for c in clauses %}")), cell(4.0, "{{ c }}"), cell(4.0, t("{%tc endfor %}"))),
    )
    own_form(tmp_path, "announcement", p("{{ subject }}") + wide)
    assert prepared("announcement", tmp_path).slow == "dynamic_columns"
    docx = render("announcement", samples.announcement(), overrides=tmp_path)
    assert "ผู้บังคับบัญชา" in text(docx)
    assert docx == render("announcement", samples.announcement(), overrides=tmp_path)
    pictures = tag("for c in clauses") + garuda("{{ c }}") + tag("endfor")
    (tmp_path / "order.docx").write_bytes(make(Form("order", "order", p("{{ subject }}"))))
    form = Form("announcement", "x", pictures, emblem=3)
    (tmp_path / "announcement.docx").write_bytes(make(form))
    docx = render("announcement", samples.announcement(), overrides=tmp_path)
    assert prepared("announcement", tmp_path).slow == ""
    assert canonical(docx) == canonical(render_by_docxtpl("announcement", samples.announcement(), overrides=tmp_path))


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 0).save(out, "PNG")
    return out.getvalue()


def test_the_offices_emblem_takes_the_slot_in_its_own_proportion(tmp_path: Path) -> None:
    assert placeholder_emblem("order")
    assert not placeholder_emblem("meeting")
    assert render_noted("order", samples.order()).cautions == ("placeholder_emblem",)
    (tmp_path / "emblem.png").write_bytes(png(100, 200))
    assert not placeholder_emblem("order", tmp_path)
    docx = read_zip(render("order", samples.order(), overrides=tmp_path))
    assert docx["word/media/emblem.png"] == png(100, 200)
    assert b'cx="540000" cy="1080000"' in docx["word/document.xml"]
    assert render_noted("order", samples.order(), overrides=tmp_path).cautions == ()


def test_an_emblem_that_is_no_png_is_refused(tmp_path: Path) -> None:
    (tmp_path / "emblem.png").write_bytes(b"GIF89a")
    with pytest.raises(TemplateError) as refused:
        render("order", samples.order(), overrides=tmp_path)
    assert refused.value.code == "emblem_unreadable"


@pytest.mark.parametrize("data", [b"", b"no zip", write_zip({"a.txt": b"x"}), write_zip({"word/document.xml": b"<"})])
def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "order.docx").write_bytes(data)
    with pytest.raises(TemplateError) as refused:
        render("order", samples.order(), overrides=tmp_path)
    assert refused.value.code == "template_unreadable"
