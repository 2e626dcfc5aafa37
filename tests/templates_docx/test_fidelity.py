"""What Word shows and LibreOffice prints otherwise: found with its place, refused where it would print, mended."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from templates_docx.checks.check import check_template
from templates_docx.checks.differences import Difference
from templates_docx.checks.docx_checks import ready_for_conversion
from templates_docx.checks.fidelity import differences
from templates_docx.checks.mend import mended
from templates_docx.conversion.to_pdf import LibreOffice
from templates_docx.errors import ConversionError
from templates_docx.making.__main__ import make
from templates_docx.making.ooxml import Form, cell, p, row, signature, t, table
from templates_docx.package import read_zip, write_zip

from .conftest import text_of

ALL = "{{ office }}{{ number }}{{ date }}{{ subject }}{{ reason|first }}{{ clauses|first }}"


def field(code: str, shown: str = "เดิม") -> str:
    """A field as Word writes it: begin, instruction, what it showed, end."""
    code = code.replace('"', "&quot;")
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def simple(code: str, shown: str = "เดิม") -> str:
    return f'<w:fldSimple w:instr=" {code} ">{t(shown)}</w:fldSimple>'


def docx(body: str, **parts: str) -> bytes:
    """An announcement with this body; ``parts`` put other texts in place: ``numbering``, ``styles``, ``rels``."""
    data = read_zip(make(Form("announcement", "x", p(ALL) + body + signature())))
    names = {"numbering": "word/numbering.xml", "rels": "word/_rels/document.xml.rels"}
    for name, text in parts.items():
        if name == "rels":
            data[names[name]] = data[names[name]].replace(b"</Relationships>", text.encode() + b"</Relationships>")
        else:
            data[names[name]] = text.encode()
    if "numbering" in parts:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
        link = f'<Relationship Id="rIdN" Type="{kind}" Target="numbering.xml"/></Relationships>'.encode()
        data[names["rels"]] = data[names["rels"]].replace(b"</Relationships>", link)
        listed = (
            b'<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.numbering+xml"/></Types>'
        )
        data["[Content_Types].xml"] = data["[Content_Types].xml"].replace(b"</Types>", listed)
    return write_zip(data)


def numbering(kind: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(("%1.", "%1.%2"))
    )
    return (
        f'<w:numbering xmlns:w="{space}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def in_list(text: str, level: int = 0) -> str:
    return p(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


LINKED = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="9" name="x"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
    '<a:blip r:link="rIdOut"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
OUTSIDE = (
    '<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="file:///C:/logo.png" TargetMode="External"/>'
)

WRONG = {
    "day of the conversion": (p(field('DATE \\@ "d MMMM bbbb"')), "docx_date_field"),
    "simple field": (p(simple("TIME")), "docx_date_field"),
    "day of the last saving": (p(field("SAVEDATE")), "docx_date_field"),
    "letters for digits": (p(field("PAGE \\* ThaiArabic \\* MERGEFORMAT")), "docx_number_field"),
    "number of pages": (p(field("NUMPAGES \\* THAIARABIC")), "docx_number_field"),
    "a blank": (p(field('IF 1 = 1 "ใช่" "ไม่"')), "docx_field_lost"),
    "name of the copy": (p(field("FILENAME")), "docx_field_lost"),
    "reference to nothing": (p(field("REF _Ref1 \\h")), "docx_reference_lost"),
    "in a table": (table((8.0, 8.0), row(cell(8.0, "ก"), cell(8.0, p(field("DATE"))))), "docx_date_field"),
    "in a content control": (f"<w:sdt><w:sdtContent>{p(field('DATE'))}</w:sdtContent></w:sdt>", "docx_date_field"),
}
RIGHT = {
    "page": p(field("PAGE")),
    "a page number whose section counts in Thai": p(field("PAGE \\* THAIARABIC")),
    "Thai letters": p(field("PAGE \\* ThaiLetter")),
    "reference": p('<w:bookmarkStart w:id="1" w:name="_Ref1"/>', t("ก"), '<w:bookmarkEnd w:id="1"/>')
    + p(field("REF _Ref1 \\h"), field("PAGEREF _Ref1 \\h")),
    "kept by LibreOffice": p(field("CREATEDATE"), field("AUTHOR"), field("TOC \\o"), field("MERGEFIELD ชื่อ")),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_would_print_otherwise_is_refused_with_its_place(name: str) -> None:
    body, code = WRONG[name]
    with pytest.raises(ConversionError) as refused:
        ready_for_conversion(docx(p("ก") + body))
    assert refused.value.code == "docx_prints_otherwise"
    (problem,) = refused.value.problems
    assert problem.code == code
    where = problem.facts["where"]
    assert where is not None
    assert (where.paragraph, where.table, where.cell) == ((1, 1, 2) if name == "in a table" else (3, 0, 0))
    again = copy.copy(refused.value)
    assert [one.code for one in again.problems] == [code]


@pytest.mark.parametrize("name", RIGHT)
def test_fields_that_print_as_shown_are_let_through(name: str) -> None:
    ready_for_conversion(docx(RIGHT[name]))


def test_every_reason_is_told_never_the_first_alone() -> None:
    body = p(field("DATE")) + p(LINKED) + p(field("IF 1 = 1 a b")) + in_list("ก")
    with pytest.raises(ConversionError) as refused:
        ready_for_conversion(docx(body, rels=OUTSIDE, numbering=numbering("thaiCounting")))
    assert sorted(one.code for one in refused.value.problems) == [
        "docx_date_field", "docx_field_lost", "docx_linked_picture", "docx_thai_counting",
    ]  # fmt: skip


def test_a_list_format_that_no_paragraph_uses_is_no_matter() -> None:
    ready_for_conversion(docx(p("ก"), numbering=numbering("bahtText")))


@pytest.mark.slow
@pytest.mark.xdist_group("libreoffice")
def test_thai_numbers_are_printed_whatever_language_the_text_is_marked_with(libreoffice: LibreOffice) -> None:
    english = '<w:lang w:val="en-US"/>'
    body = in_list("เรื่อง") + in_list("Subject", 1) + in_list("เรื่อง")
    parts = read_zip(docx(body, numbering=numbering("thaiNumbers")))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        b'<w:lang w:val="th-TH" w:bidi="th-TH"/>', english.encode()
    )
    parts["word/header2.xml"] = parts["word/header1.xml"]
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml"):
        parts[name] = parts[name].replace(b"<w:r><w:t", b"<w:r><w:rPr>" + english.encode() + b"</w:rPr><w:t")
    said = text_of(libreoffice.convert_one(write_zip(parts)))
    assert "๑. เรื่อง" in said
    assert "๑.๑ Subject" in said
    assert "๒. เรื่อง" in said
    assert "- ๑ -" in said


@pytest.mark.slow
@pytest.mark.xdist_group("libreoffice")
def test_a_reference_to_a_page_prints_its_number_as_the_page_does(libreoffice: LibreOffice) -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="_Ref7"/><w:bookmarkEnd w:id="7"/>'
    parts = read_zip(docx(p("สารบัญ หน้า ", field("PAGEREF _Ref7 \\h")) + p(mark, "หัวข้อ หน้า ", field("PAGE"))))
    assert b'"thaiNumbers"' in parts["word/document.xml"]
    said = text_of(libreoffice.convert_one(write_zip(parts)))
    assert "สารบัญ หน้า ๑" in said
    assert "หัวข้อ หน้า ๑" in said


@pytest.mark.slow
@pytest.mark.xdist_group("libreoffice")
def test_a_justified_line_before_a_manual_break_is_not_torn_apart(libreoffice: LibreOffice) -> None:
    import pypdfium2

    text = "สำนักงานศึกษาธิการจังหวัดตัวอย่าง"
    broken = p(text, "<w:r><w:br/></w:r>", text * 4, props='<w:jc w:val="thaiDistribute"/>')
    document = pypdfium2.PdfDocument(libreoffice.convert_one(docx(broken)))
    try:
        page = document[0].get_textpage()
        letters = [page.get_charbox(at) for at in range(page.count_chars())]
        start = page.get_text_range().index("สำนัก")
        line = [box for box in letters[start:] if abs(box[1] - letters[start][1]) < 8]
        # 16 cm of text are 454 pt; these letters need about 150.
        assert 100 < max(box[2] for box in line) - letters[start][0] < 200
    finally:
        document.close()


# --- template check ----------------------------------------------------------------------------------------------


def looked(data: bytes) -> list[Difference]:
    return differences(read_zip(data))


def box(fit: str = "") -> str:
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    return (
        f'<w:r><w:drawing><wps:wsp xmlns:wps="{shape}"><wps:txbx><w:txbxContent>{p("ข้อความในกล่อง")}</w:txbxContent>'
        f"</wps:txbx><wps:bodyPr>{fit}</wps:bodyPr></wps:wsp></w:drawing></w:r>"
    )


def latin(props: str, text: str = "ตัวหนา") -> str:
    return p(f"<w:r><w:rPr>{props}</w:rPr><w:t>{text}</w:t></w:r>")


GRID = '<w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
HEAD = '<w:tr>{}<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>'
JOINED = "<w:tr>{}<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
MARK = "<w:trPr><w:tblHeader/></w:trPr>"

CAUTIONS = {
    "bold": (latin("<w:b/>"), "docx_latin_only", {"marks": ["b"]}),
    "size and font": (
        latin('<w:rFonts w:ascii="TH Sarabun New"/><w:sz w:val="40"/>'), "docx_latin_only", {"marks": ["sz", "font"]},
    ),
    "a tag": (latin("<w:i/>", "{{ subject }}"), "docx_latin_only", {"marks": ["i"]}),
    "half a head": (f"<w:tbl>{GRID}{HEAD.format(MARK)}{JOINED.format('')}</w:tbl>", "docx_header_rows", {}),
    "the second row alone": (f"<w:tbl>{GRID}{HEAD.format('')}{HEAD.format(MARK)}</w:tbl>", "docx_header_rows", {}),
    "text box": (p(box()), "docx_text_box", {}),
    "unknown font": (latin('<w:rFonts w:cs="No Such Thai Face"/>'), "docx_font_missing", {"font": "No Such Thai Face"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CAUTIONS)
def test_what_looks_other_than_meant_is_a_caution_with_its_place(name: str) -> None:
    body, code, facts = CAUTIONS[name]
    (found,) = looked(docx(body))
    assert (found.severity, found.code) == ("caution", code)
    assert found.where is not None
    assert facts.items() <= found.facts.items()


@pytest.mark.parametrize(
    "body",
    [
        latin("<w:b/><w:bCs/>"), latin("<w:b/>", "Latin 123"), latin('<w:b w:val="0"/>'), p(box("<a:spAutoFit/>")),
        f"<w:tbl>{GRID}{HEAD.format(MARK)}{JOINED.format(MARK)}</w:tbl>",
        f"<w:tbl>{GRID}{HEAD.format('')}{JOINED.format('')}</w:tbl>",
        f"<w:tbl>{GRID}{HEAD.format(MARK)}{HEAD.format('')}{JOINED.format('')}</w:tbl>",
        latin('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', "ก"),
    ],
)  # fmt: skip
def test_what_is_whole_is_not_spoken_of(body: str) -> None:
    assert looked(docx(body)) == []


def test_lists_macros_and_styles_are_told() -> None:
    parts = read_zip(docx(in_list("ก") + p("ข", style="Mine"), numbering=numbering("thaiNumbers")))
    parts["word/vbaProject.bin"] = b"harmless"
    style = '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="ของฉัน"/><w:rPr><w:b/></w:rPr></w:style>'
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", style.encode() + b"</w:styles>")
    found = {one.code: one for one in looked(write_zip(parts))}
    assert found.keys() == {"docx_thai_list", "docx_macros", "docx_latin_only_style"}
    assert {one.severity for one in found.values()} == {"caution"}
    assert found["docx_latin_only_style"].facts["style"] == "ของฉัน"


def test_a_form_that_prints_otherwise_is_not_good(tmp_path: Path) -> None:
    path = tmp_path / "announcement.docx"
    path.write_bytes(docx(p(field("DATE")) + latin("<w:b/>")))
    found = [(one.severity, one.code, one.facts["file"]) for one in check_template("announcement", path)]
    assert found == [
        ("error", "docx_date_field", "announcement.docx"), ("caution", "docx_latin_only", "announcement.docx"),
    ]  # fmt: skip


# --- mending -----------------------------------------------------------------------------------------------------


def test_everything_mechanical_is_mended_and_the_form_is_good() -> None:
    body = (
        p(t("วันที่ "), field('DATE \\@ "d MMMM bbbb"')) + p(field("PAGE \\* ThaiArabic"))
        + p(simple("IF 1 = 1 a b", "ใช่")) + latin("<w:b/><w:i/>")
        + latin('<w:rFonts w:ascii="TH Sarabun New"/><w:sz w:val="40"/>')
        + f"<w:tbl>{GRID}{HEAD.format(MARK)}{JOINED.format('')}</w:tbl>" + in_list("ก")
        + p('<w:commentRangeStart w:id="1"/>', t("ข"), '<w:commentRangeEnd w:id="1"/>',
            '<w:r><w:commentReference w:id="1"/></w:r>')
    )  # fmt: skip
    parts = read_zip(docx(body, numbering=numbering("thaiCounting")))
    parts |= {"word/vbaProject.bin": b"harmless", "word/comments.xml": "<w:comments>ลับ</w:comments>".encode()}
    data = write_zip(parts)
    fresh, changes = mended(data, "announcement")
    assert sorted(one.code for one in changes) == [
        "docx_date_field", "docx_field_lost", "docx_header_rows", "docx_latin_only", "docx_latin_only", "docx_macros",
        "docx_number_field", "docx_thai_counting", "template_comments",
    ]  # fmt: skip
    assert [one.code for one in looked(fresh)] == ["docx_thai_list"]
    mended_parts = read_zip(fresh)
    assert not {"word/vbaProject.bin", "word/comments.xml"} & mended_parts.keys()
    document = mended_parts["word/document.xml"].decode()
    assert "{{ date }}</w:t>" in document
    assert "<w:b/><w:bCs/><w:i/><w:iCs/>" in document
    assert '<w:sz w:val="40"/><w:szCs w:val="40"/>' in document
    assert "ใช่" in document
    assert mended(fresh, "announcement") == (fresh, [])


def test_what_needs_a_decision_is_left() -> None:
    body = p(field("TIME")) + p(field("NUMPAGES \\* ThaiArabic")) + p(box()) + p(LINKED)
    data = docx(body, rels=OUTSIDE)
    assert mended(data, "announcement") == (data, [])
    # A field with today's date in a form without a date has nothing to stand for it.
    assert mended(docx(p(field("DATE"))), None)[1] == []


def test_our_own_forms_need_no_mending() -> None:
    from templates_docx.render import template_file
    from workflow.ports.papers import FORMS

    for form in FORMS:
        data = template_file(form).read_bytes()
        assert mended(data, form) == (data, []), form
