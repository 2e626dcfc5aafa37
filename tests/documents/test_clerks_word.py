"""Word files that clerks hand in, through the real LibreOffice: what is wrong fails alone, with its place."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pypdf
import pytest

import messages
from templates_docx import samples
from templates_docx.render import render
from tests.conftest import MakeOffice
from tests.services.small_office import SmallOffice
from workflow.rules.errors import BadInput
from workflow.rules.states import Duty
from workflow.services.collection.compiling import compile_items
from workflow.services.collection.contributing import Contribution, contribute, tick
from workflow.services.documents.form_facts import SHORT_DUTY

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/comments.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
SPLIT = (
    '<w:p w:rsidR="00AA"><w:r><w:t>โครง</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr>'
    "<w:t>สร้าง</w:t></w:r><w:r><w:t xml:space=\"preserve\"> สำนักงาน</w:t></w:r></w:p>"
)  # fmt: skip
COMMENTED = (
    '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>ข้อความ</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
)
TRACKED = '<w:p><w:del w:id="3" w:author="ก"><w:r><w:delText>ลบแล้ว</w:delText></w:r></w:del></w:p>'


def word_file(body: str, *, broken: bool = False) -> bytes:
    """A Word file as Word writes it: runs split anywhere, a part for comments."""
    document = f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"
    link = f'<Relationship Id="rId1" Type="{REL}/%s" Target="%s"/>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(link % ("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": RELS.format(link % ("comments", "comments.xml")),
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="ก"><w:p><w:r><w:t>SECRETNOTE</w:t></w:r>'
        "</w:p></w:comment></w:comments>",
        "word/document.xml": document[:-9] if broken else document,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def office(copy_office: MakeOffice, libreoffice: Any) -> SmallOffice:
    class Shared:
        """The session's converter; a test's office does not close it."""

        def convert(self, docx: Any, on_done: Any = None) -> Any:
            return libreoffice.convert(docx, on_done)

        def close(self) -> None:
            return None

    return copy_office(converter=Shared())


def hand_in(office: SmallOffice, code: str, data: bytes, login: str = "clerk.admin", **how: Any) -> None:
    path = office.folder / f"{code}.docx"
    path.write_bytes(data)
    contribute(office.office, login, code, Contribution(files=[path], **how))


def test_each_bad_word_file_fails_alone_at_compile_with_its_place(office: SmallOffice) -> None:
    hand_in(office, "O1", word_file(SPLIT + COMMENTED))
    hand_in(office, "O2", word_file(SPLIT + "<w:tbl><w:tr><w:tc>" + TRACKED + "</w:tc></w:tr></w:tbl>"))
    hand_in(office, "O3", word_file(SPLIT, broken=True), duty="certified")
    tick(office.office, "clerk.admin", "O2", everything=True)
    good, tracked, corrupt = compile_items(office.office, "clerk.admin", ["O1", "O2", "O3"])
    assert good.error is None
    assert tracked.error is not None
    also, reason = tracked.error.reasons
    assert also.code == "harm_undecided"  # what is tracked would be read by the public, too
    assert (reason.code, reason.facts["item"], reason.facts["file"]) == ("docx_tracked_changes", "O2", "O2.docx")
    assert "O2.docx: ไฟล์ Word มีการติดตามการเปลี่ยนแปลงค้างอยู่ ที่ ตารางที่ 1 แถวที่ 1 ช่องที่ 1" in messages.say(
        reason.code, reason.facts
    )
    assert corrupt.error is not None
    assert [r.code for r in corrupt.error.reasons] == ["docx_corrupt"]
    assert office.states("O1", "O2", "O3") == ["group_compiled", "draft", "draft"]
    with office.use_case() as use_case:
        (evidence,) = use_case.evidence(use_case.item("O1"))
        pdf = office.office.store.get(evidence.issued_sha256 or "")
    said = "".join(office.office.pdf.text(pdf).split())
    assert "โครงสร้างสำนักงาน" in said
    assert "หน้าลงนาม" in said
    assert b"SECRETNOTE" not in pdf
    assert b"/Popup" not in pdf


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"PK\x03\x04 no zip", "office_file_corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "office_file_encrypted"),
        (b"plain text", "office_file_corrupt"),
    ],
)
def test_what_is_no_word_file_at_all_is_refused_when_handed_in(small: SmallOffice, data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        hand_in(small, "O1", data)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["file"]) == (code, "O1.docx")


@pytest.mark.deep
def test_a_certified_word_file_says_so_on_its_own_page(office: SmallOffice) -> None:
    hand_in(office, "O3", word_file(SPLIT), duty="certified")
    (outcome,) = compile_items(office.office, "clerk.admin", ["O3"])
    assert outcome.error is None
    with office.use_case() as use_case:
        (evidence,) = use_case.evidence(use_case.item("O3"))
        assert evidence.issued_pages == 1
        pdf = office.office.store.get(evidence.issued_sha256 or "")
    content = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert content is not None
    assert "สำเนาถูกต้อง".encode("utf-16-be").hex().encode() in content.get_data()


def test_the_journals_seal_is_read_back_from_a_submitted_memo(office: SmallOffice) -> None:
    office.bring("submitted", "O1", "O3")
    memo = office.memo()
    said = re.sub(r"\s", "", office.office.pdf.text(office.office.store.get(memo.memo_issued)))
    assert re.findall(r"(\d+):([0-9a-f]{64})", said) == [(str(memo.seal_seq), memo.seal_hash)]
    assert SHORT_DUTY[Duty.ORIGINAL] in said
    assert "หัวหน้าสำนักงานทดลองเล็ก" in said


def test_a_long_memo_of_a_later_edition_keeps_edition_exceptions_and_acting_head(libreoffice: Any) -> None:
    long = 'ขอความเห็นชอบเผยแพร่ข้อมูลสาธารณะ (OIT) "Q&A" <งบประมาณ> ' + "และข้อมูลอื่นที่เกี่ยวข้อง " * 8
    facts = replace(samples.memo(20), subject=long, edition=1, excepted=("O15", "O16"), head=samples.ACTING)
    (pdf,) = libreoffice.convert([render("memo", facts)])
    assert isinstance(pdf, bytes)
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    said = "".join(pages)
    assert "(แก้ไขครั้งที่๑)" in pages[0]
    assert "ไม่รวมข้อO15,O16" in pages[0]
    assert '"Q&A"<งบประมาณ>' in pages[0]
    assert said.index("ผู้อำนวยการกลุ่มนโยบายและแผนรักษาราชการแทนศึกษาธิการจังหวัดตัวอย่าง") > 0
    assert pages[-1].startswith(f"-{'๐๑๒๓๔๕๖๗๘๙'[len(pages)]}-")
    assert re.findall(r"(\d+):([0-9a-f]{64})", said) == [tuple(facts.seal.split(":"))]


def test_submit_refuses_a_memo_form_that_would_print_another_date_and_keeps_the_number(office: SmallOffice) -> None:
    import shutil

    import templates_docx
    from workflow.rules.errors import CheckFailed

    from .conftest import change

    office.bring("group_compiled", "O1")
    own = office.folder / "templates" / "memo.docx"
    own.parent.mkdir(exist_ok=True)
    shutil.copy(templates_docx.__path__[0] + "/memo.docx", own)
    date = '<w:fldSimple w:instr=" DATE "><w:r><w:t>เดิม</w:t></w:r></w:fldSimple><w:r>'
    own.write_bytes(change(own.read_bytes(), "<w:r>", date))
    with pytest.raises(CheckFailed) as refused:
        office.submit("O1")
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["instruction"]) == ("docx_date_field", "DATE")
    assert office.numbers() == []
    assert office.states("O1") == ["group_compiled"]
