"""What may harm when it is published: found when it is handed in, decided by an officer by name, else not compiled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from PIL import Image
from sqlalchemy import delete, select

from adapters.papers.inspector import FileInspector
from tests.services.small_office import SmallOffice, done, small_pdf
from tests.signatures.unseen import concealed
from workflow.records.models import Disclosure, Inspection
from workflow.rules.errors import CheckFailed, NotFound, Refused, WrongRole
from workflow.rules.states import Ruling
from workflow.services.approval.returning import revise
from workflow.services.collection.compiling import compile_items
from workflow.services.collection.contributing import Contribution, contribute
from workflow.services.collection.harm import decide, harm_of_item, read_in
from workflow.services.context.uploads import DOCX, XLSX
from workflow.services.queries.status import status

CITIZEN = "1101700230708"


def page(drawing: bytes) -> bytes:
    """A PDF of one page with this drawing on it."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(small_pdf("x"))))
    stream = StreamObject()
    stream.set_data(drawing)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


TEXT = b"BT /F 12 Tf 72 700 Td (1 1017 00230 70 8) Tj ET "


@pytest.mark.parametrize(
    ("drawing", "kinds"),
    [
        (TEXT, []),
        (TEXT + b"0 0 0 rg 70 695 200 20 re f", ["covered_text"]),
        (b"0.9 1 0.5 rg 70 695 200 20 re f 0 g " + TEXT, []),
        (b"BT 3 Tr /F 12 Tf 72 700 Td (unseen) Tj ET", ["hidden_text"]),
        (b"1 1 1 rg " + TEXT, ["hidden_text"]),
        (b"0 0 1 rg 60 690 300 40 re f 1 1 1 rg " + TEXT, []),
        (b"BT /F 0.4 Tf 72 700 Td (tiny) Tj ET", ["hidden_text"]),
        (b"BT /F 12 Tf 2000 700 Td (beside the page) Tj ET", ["hidden_text"]),
        (TEXT + b"0.5 w 70 695 200 20 re S", []),
        (TEXT + b"0 0 0 rg 300 100 200 20 re f", []),
        (TEXT + b"0 0 0 rg 60 690 300 1 re f", []),
        (b"q 0.1 0 0 0.1 0 0 cm BT /F 120 Tf 720 7000 Td (scaled) Tj ET Q", []),
    ],
)
def test_what_a_page_holds_and_does_not_show(drawing: bytes, kinds: list[str]) -> None:
    assert [one.kind for one in concealed(page(drawing)) if one.kind != "author"] == kinds


def test_a_font_that_is_not_in_the_file_hides_nothing() -> None:
    assert concealed(small_pdf("x", words="แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ")) == []


def test_a_page_that_does_not_begin_at_nought_and_is_turned_hides_nothing() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import RectangleObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(small_pdf("x"))))
    writer.pages[0].mediabox = RectangleObject((-300, 300, 295, 1142))
    writer.pages[0].rotate(90)
    out = io.BytesIO()
    writer.write(out)
    assert [c for c in concealed(out.getvalue()) if c.kind != "author"] == []


def word(tmp_path: Path) -> bytes:
    """A Word file with a comment, a tracked change, a hidden run, and who made it."""
    made = docx.Document()
    made.core_properties.author = "สมมติ ผู้จัดทำ"
    paragraph = made.add_paragraph("รายชื่อผู้ได้รับรางวัล")
    paragraph.add_run(" ซ่อนไว้").font.hidden = True
    made.add_comment(paragraph.runs[0], text="ตรวจอีกครั้ง", author="ใคร")
    out = io.BytesIO()
    made.save(out)
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                mark = '<w:p><w:ins w:id="9" w:author="x"><w:r><w:t>เพิ่มเข้ามา</w:t></w:r></w:ins></w:p><w:sectPr'
                data = data.replace(b"<w:sectPr", mark.encode(), 1)
            new.writestr(name, data)
    return changed.getvalue()


def test_a_word_file_and_a_sheet_and_a_photograph(tmp_path: Path) -> None:
    inspector = FileInspector()
    seen = inspector.inspect(DOCX, word(tmp_path))
    assert {(kind, what) for kind, _, what in seen.concealed} == {
        ("comment", "ตรวจอีกครั้ง"), ("tracked_change", "เพิ่มเข้ามา"), ("hidden_text", "ซ่อนไว้"),
        ("author", "สมมติ ผู้จัดทำ"),
    }  # fmt: skip
    assert "รายชื่อผู้ได้รับรางวัล" in seen.text
    book = openpyxl.Workbook()
    book.properties.creator = None
    book.active["A1"] = float(CITIZEN)
    book.active["B1"].comment = Comment("โทรถามก่อน", "ใคร")
    book.create_sheet("เงินเดือน").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    seen = inspector.inspect(XLSX, out.getvalue())
    assert CITIZEN in seen.text
    assert [one for one in seen.concealed if one[0] != "author"] == [
        ("comment", 0, "โทรถามก่อน"), ("hidden_sheet", 0, "เงินเดือน")
    ]  # fmt: skip
    picture = Image.new("RGB", (8, 8))
    exif = picture.getexif()
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert inspector.inspect("image/jpeg", out.getvalue()).concealed == (("gps", 0, "GPS"),)
    assert inspector.inspect(DOCX, b"PK damaged").concealed == ()


def hand_in(office: SmallOffice, text: str = CITIZEN, code: str = "O1") -> list[str]:
    path = office.paper(f"{code}-admin.pdf", text)
    return [n.code for n in contribute(office.office, "clerk.admin", code, Contribution(files=[path])).notices]


def refused(office: SmallOffice, code: str = "O1") -> list[str]:
    (outcome,) = compile_items(office.office, "clerk.admin", [code])
    if outcome.error is None:
        return []
    assert isinstance(outcome.error, CheckFailed)
    return [f"{r.code} {r.facts.get('harm')} {r.facts.get('shown')}" for r in outcome.error.reasons]


def test_a_citizen_number_is_told_at_once_and_keeps_the_item_from_being_compiled(both: SmallOffice) -> None:
    assert hand_in(both) == ["harm_undecided"]
    assert refused(both) == ["harm_undecided citizen_id 110xxxxxxxx08"]
    with both.use_case() as use_case:
        kept = str([i.found for i in use_case.session.scalars(select(Inspection))])
    assert CITIZEN not in kept, "the value itself is kept nowhere but in the file"
    with pytest.raises(WrongRole):
        decide(both.office, "clerk.policy", "O1", [1], Ruling.PUBLISH, "ยินยอมแล้ว")
    with pytest.raises(Refused):
        decide(both.office, "clerk.admin", "O1", [1], Ruling.PUBLISH, " ")
    with pytest.raises(NotFound):
        decide(both.office, "clerk.admin", "O1", [2], Ruling.PUBLISH, "ยินยอมแล้ว")
    (one,) = decide(both.office, "clerk.admin", "O1", None, Ruling.PUBLISH, "เจ้าของข้อมูลยินยอมแล้ว")
    assert one.decided is not None
    assert one.decided.name == "นางสาวทดลอง ขยันดี"
    assert refused(both) == []
    entry = next(e for e in both.journal() if e.kind == "disclosure_decided")
    assert entry.facts == {
        "harm": "citizen_id", "shown": "110xxxxxxxx08", "ruling": "publish", "reason": "เจ้าของข้อมูลยินยอมแล้ว",
    }  # fmt: skip
    (item,) = status(both.office, codes=["O1"]).items
    (flag,) = [f for f in item.flags if f.code == "disclosed"]
    assert flag.facts == {"count": 1, "harms": ["citizen_id"], "names": ["นางสาวทดลอง ขยันดี"]}


def test_a_decision_holds_for_the_same_value_in_the_same_item_alone(small: SmallOffice) -> None:
    hand_in(small)
    decide(small.office, "clerk.admin", "O1", [1], Ruling.NOT_SO, "เป็นเลขครุภัณฑ์")
    small.bring("published", "O3")
    assert hand_in(small, f"{CITIZEN} again") == []
    hand_in(small, code="O2")
    small.hand_in()
    assert [f.decided for f in harm_of_item(small.office, "O2")] == [None]
    assert refused(small) == []
    small.submit("O1")
    small.sign("O1")
    small.publish("O1")
    done(revise(small.office, "clerk.admin", ["O1"], "ปรับปรุง"))
    assert hand_in(small, f"{CITIZEN} once more") == []
    assert hand_in(small, f"{CITIZEN} 081-234-5678") == ["harm_undecided"]


def test_a_file_of_before_is_looked_into_when_it_is_compiled(small: SmallOffice) -> None:
    hand_in(small)
    with small.office.unit_of_work() as uow:
        uow.session.execute(delete(Inspection))
        uow.commit()
    assert harm_of_item(small.office, "O1") == []
    assert refused(small) == ["harm_undecided citizen_id 110xxxxxxxx08"]
    assert [f.harm.code for f in harm_of_item(small.office, "O1")] == ["citizen_id"]


def test_the_offices_own_telephone_is_no_finding(copy_office: Callable[..., SmallOffice]) -> None:
    office = copy_office()
    text = (
        (office.folder / "office.toml").read_text().replace('code = "ทล 01"', 'code = "ทล 01"\nphone = "081-234-5678"')
    )
    (office.folder / "office.toml").write_text(text)
    again = SmallOffice.open(office.folder)
    try:
        assert hand_in(again, "call 081-234-5678") == []
        assert hand_in(again, "call 081-234-5679") == ["harm_undecided"]
        with again.use_case() as use_case:
            assert not list(use_case.session.scalars(select(Disclosure)))
    finally:
        again.close()


def scan_of(tmp_path: Path, said: str) -> Path:
    """A PDF of one page that is a picture of these words."""
    from PIL import ImageDraw, ImageFont

    font = ImageFont.truetype("/usr/share/fonts/truetype/tlwg/Laksaman.ttf", 48)
    picture = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(picture).multiline_text((100, 200), said, 0, font=font, spacing=30)
    path = tmp_path / "scan.pdf"
    picture.save(path, resolution=150)
    return path


class Reader:
    """Reads what it was told to, on every page."""

    def __init__(self, text: str = "", lacks: str | None = None) -> None:
        self.text, self.lacks, self.pictures = text, lacks, 0

    def why_none(self) -> str | None:
        return self.lacks

    def read(self, picture: bytes) -> str:
        assert picture.startswith(b"\x89PNG")
        self.pictures += 1
        return self.text


def test_what_is_read_on_a_scan_is_looked_into_and_stands_beside_it(small: SmallOffice, tmp_path: Path) -> None:
    path = scan_of(tmp_path, "x")
    reader = small.office.page_reader = Reader(f"เลขประจำตัวประชาชน {CITIZEN} ปี 2531")
    before = path.read_bytes()
    handed = contribute(small.office, "clerk.admin", "O1", Contribution(files=(path,)))
    assert reader.pictures == 1
    assert [n.code for n in handed.notices] == ["scan_read", "harm_undecided"]
    assert {(f.harm.code, f.harm.pages) for f in harm_of_item(small.office, "O1")} == {
        ("citizen_id", (1,)), ("image_only", (1,)),
    }  # fmt: skip
    assert read_in(small.office, "O1") == [("scan.pdf", 1, reader.text)]
    with small.use_case() as use_case:
        (row,) = use_case.evidence(use_case.item("O1"))
        assert small.office.store.get(row.sha256) == before, "text beside, never instead"


def test_without_a_reader_it_is_said_once(small: SmallOffice, tmp_path: Path) -> None:
    first = scan_of(tmp_path, "x")
    second = first.with_name("other.pdf")
    second.write_bytes(first.read_bytes())
    small.office.page_reader = Reader(lacks="not_installed")
    handed = contribute(small.office, "clerk.admin", "O1", Contribution(files=(first, second)))
    (told,) = handed.notices
    assert (told.code, told.facts["files"]) == ("scan_not_read", ["scan.pdf", "other.pdf"])


@pytest.mark.deep
def test_tesseract_reads_a_citizen_number_on_a_scan(small: SmallOffice, tmp_path: Path) -> None:
    path = scan_of(tmp_path, f"ประกาศรายชื่อผู้มีสิทธิ\nเลขประจำตัวประชาชน {CITIZEN}\nโทรศัพท์ 081-234-5678")
    contribute(small.office, "clerk.admin", "O1", Contribution(files=(path,)))
    assert {f.harm.code for f in harm_of_item(small.office, "O1")} == {"citizen_id", "phone", "image_only"}
    ((_, _, text),) = read_in(small.office, "O1")
    assert "ประชาชน" in text
