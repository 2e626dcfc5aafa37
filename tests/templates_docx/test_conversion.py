"""From Word to PDF: text, fonts, the mark for the signature, page numbers, and everything that can go wrong."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from templates_docx import fonts
from templates_docx.conversion import to_pdf
from templates_docx.conversion.to_pdf import LibreOffice
from templates_docx.errors import ConversionError, MissingError
from templates_docx.package import read_zip, write_zip
from templates_docx.render import render
from templates_docx.samples import memo, sample
from workflow.ports.papers import FORMS, SIGNED_BY_HEAD
from workflow.thai import contains

from .conftest import GOLDEN, Line, lines_of, text_of

pytestmark = [pytest.mark.xdist_group("libreoffice"), pytest.mark.slow]
WRITE = os.environ.get("OIT_GOLDEN") == "write"
MOVED = 1.0
"""Points by which a line may stand elsewhere; LibreOffice 7.4 and 25.2 differ by 0.1."""
ABOVE = 6.0
"""Points of room above a paragraph of the forms."""


@pytest.mark.parametrize("form", FORMS)
def test_the_text_of_each_form_is_the_golden_one(pdfs: dict[str, bytes], form: str) -> None:
    """The same words in the same order on each page, and the same lines in the same places.

    LibreOffice 25.2 narrows the spaces of a justified line to hold one more word: a line may end a word later there,
    the next one begins later. It leaves out the room above the paragraph that a page goes on with, which 7.4 keeps: the
    text of that page stands higher by just that. Nothing else may differ.
    """
    golden = GOLDEN / f"{form}.txt"
    said = lines_of(pdfs[form])
    if WRITE:
        golden.write_text("".join(f"{line}\n" for line in said), encoding="utf-8")
    wanted = [Line.read(line) for line in golden.read_text(encoding="utf-8").splitlines()]
    assert [line.page for line in said] == [line.page for line in wanted]
    assert Counter("".join(line.text for line in said)) == Counter("".join(line.text for line in wanted))
    assert "".join(letters(line.text) for line in said) == "".join(letters(line.text) for line in wanted)
    moved = [(was, line) for was, line in zip(wanted, said, strict=True)
             if abs(was.left - line.left) > MOVED or abs(was.down - line.down) > MOVED]  # fmt: skip
    for page in {was.page for was, _ in moved}:
        lines = [(was, line) for was, line in moved if was.page == page]
        higher = lines[0][0].down - lines[0][1].down
        below = [line for line in said if line.page == page and line.down >= lines[0][1].down]
        assert page > 1, moved
        assert higher == pytest.approx(ABOVE, abs=MOVED), moved
        assert len(below) == len(lines), moved
        assert all(abs(was.left - line.left) <= MOVED for was, line in lines), moved
        assert all(was.down - line.down == pytest.approx(higher, abs=MOVED) for was, line in lines), moved
    assert sum(letters(was.text) != letters(line.text) for was, line in zip(wanted, said, strict=True)) <= 2


def letters(text: str) -> str:
    """Without vowels and marks above and below, which a PDF may tell a letter late, each version at its own places."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Mn")


@pytest.mark.parametrize("form", FORMS)
def test_each_page_looks_like_its_golden_image(pdfs: dict[str, bytes], form: str) -> None:
    import pypdfium2
    from PIL import Image, ImageChops, ImageFilter, ImageStat

    document = pypdfium2.PdfDocument(BytesIO(pdfs[form]))
    try:
        for number, page in enumerate(document, 1):
            image = page.render(scale=0.5, grayscale=True, draw_annots=False).to_pil().convert("L")
            golden = GOLDEN / f"{form}-{number}.png"
            if WRITE:
                image.save(golden, optimize=True)
            with Image.open(golden) as wanted:
                assert wanted.size == image.size
                # Blurred, so that a letter a third of a pixel aside does not count, and a missing line does.
                soft = ImageChops.difference(
                    wanted.filter(ImageFilter.GaussianBlur(2)), image.filter(ImageFilter.GaussianBlur(2))
                )
            assert ImageStat.Stat(soft).mean[0] < 1.0
            assert soft.getextrema()[1] < 90
        assert not (GOLDEN / f"{form}-{len(document) + 1}.png").exists()
    finally:
        document.close()


def test_the_memo_holds_number_titles_and_digests(pdfs: dict[str, bytes]) -> None:
    for name, count in (("memo-1", 1), ("memo", 3), ("memo-43", 43)):
        said = text_of(pdfs[name])
        assert contains(said, "ศธ 02102/123")
        for row in memo(count).annex:
            assert contains(said, row.title), row.title
            assert contains(said, row.sha256)
        assert contains(said, memo(count).seal)


def font_names(pdf: bytes) -> set[str]:
    from pypdf import PdfReader

    found: set[str] = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            font = font.get_object()
            descriptor = font["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor, "not embedded"
            found.add(str(font["/BaseFont"]).split("+")[-1])
    return found


def test_no_fallback_face_appears_in_any_paper(pdfs: dict[str, bytes]) -> None:
    official = {name.replace(" ", "") for name in fonts.OFFICIAL} if fonts.installed_official() else set()
    for name, pdf in pdfs.items():
        families = {font.split("-")[0] for font in font_names(pdf)}
        assert families <= {"OITSarabanMetric", *official}, name


def marks(pdf: bytes) -> list[tuple[int, list[float]]]:
    from pypdf import PdfReader

    return [
        (number, [float(edge) for edge in note["/Rect"]])
        for number, page in enumerate(PdfReader(BytesIO(pdf)).pages)
        for note in (entry.get_object() for entry in page.get("/Annots", ()))
        if note.get("/A", {}).get("/URI") == "oit:sign/head"
    ]


@pytest.mark.parametrize("form", FORMS)
def test_the_heads_signature_has_one_marked_place_with_room(pdfs: dict[str, bytes], form: str) -> None:
    found = marks(pdfs[form])
    assert len(found) == (1 if form in SIGNED_BY_HEAD else 0)
    for page, (left, bottom, right, top) in found:
        middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
        # A box of 170 x 48 pt around it stays on the page and covers no text but the blanks of the mark.
        assert middle_x - 85 > 57
        import pypdfium2

        document = pypdfium2.PdfDocument(BytesIO(pdfs[form]))
        try:
            assert middle_x + 85 < document[page].get_width() - 40
            box = (
                document[page]
                .get_textpage()
                .get_text_bounded(middle_x - 85, middle_y - 24, middle_x + 85, middle_y + 24)
            )
        finally:
            document.close()
        assert box.strip() == ""


OUTGOING = ("memo", "cover_memo", "reply_memo", "letter", "reply", "order", "general_order", "announcement")


@pytest.mark.parametrize("form", OUTGOING)
def test_the_corner_where_the_receiver_stamps_is_empty(pdfs: dict[str, bytes], form: str) -> None:
    """7 by 4 cm at the upper right of the first page (งานสารบรรณ ข้อ ๓๗)."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdfs[form])
    try:
        picture = document[0].render(scale=1, grayscale=True).to_pil()
    finally:
        document.close()
    centimetre = 72 / 2.54
    corner = picture.crop((round(picture.width - 7 * centimetre), 0, picture.width, round(4 * centimetre)))
    assert corner.getextrema()[0] >= 250


def test_later_pages_are_numbered_in_thai(pdfs: dict[str, bytes]) -> None:
    first, second, *_ = text_of(pdfs["memo-43"]).split("\f")
    assert re.search(r"-\s*๒\s*-", second)
    assert not re.search(r"-\s*[๑1]\s*-", first)


def test_the_table_head_is_repeated_on_every_page(pdfs: dict[str, bytes]) -> None:
    pages = text_of(pdfs["responsibility"]).split("\f")
    assert len(pages) > 1
    assert all(contains(page, "กลุ่มที่รวบรวม") for page in pages)
    assert len(text_of(pdfs["responsibility-1"]).split("\f")) == 1


def junk(kind: str) -> bytes:
    good = render("paper", sample("paper"))
    parts = read_zip(good)
    return {
        "empty": b"",
        "text": b"hello",
        "truncated": good[: len(good) // 2],
        "old .doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "spreadsheet": write_zip({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        "bad xml": write_zip(parts | {"word/document.xml": b"<w:document"}),
        "tracked": write_zip(
            parts
            | {
                "word/document.xml": parts["word/document.xml"]
                .replace(b"<w:r>", b"<w:ins><w:r>", 1)
                .replace(b"</w:r>", b"</w:r></w:ins>", 1)
            }
        ),
        "not a document": write_zip(parts | {"word/document.xml": b"<x/>"}),
    }[kind]


JUNK = {
    "empty": "docx_empty",
    "text": "docx_not_docx",
    "truncated": "docx_corrupt",
    "old .doc": "docx_not_docx",
    "password": "docx_encrypted",
    "spreadsheet": "docx_not_docx",
    "bad xml": "docx_corrupt",
    "tracked": "docx_tracked_changes",
    "not a document": "docx_not_docx",
}


def test_bad_files_fail_alone_each_with_its_reason(libreoffice: LibreOffice) -> None:
    good = render("signature_sheet", sample("signature_sheet"))
    batch = [good, *(junk(kind) for kind in JUNK), good]
    done: list[int] = []
    first, *failed, last = libreoffice.convert(batch, done.append)
    assert isinstance(first, bytes)
    assert isinstance(last, bytes)
    assert [one.code for one in failed if isinstance(one, ConversionError)] == list(JUNK.values())
    assert sorted(done) == list(range(len(batch)))


def test_a_libreoffice_that_was_killed_is_started_again(libreoffice: LibreOffice) -> None:
    docx = render("signature_sheet", sample("signature_sheet"))
    assert libreoffice.convert_one(docx).startswith(b"%PDF")
    listener = libreoffice._slots[0]
    assert listener is not None
    os.killpg(listener.process.pid, signal.SIGKILL)
    assert libreoffice.convert_one(docx).startswith(b"%PDF")


def test_a_silent_libreoffice_is_given_up_after_its_time(libreoffice: LibreOffice) -> None:
    docx = render("signature_sheet", sample("signature_sheet"))
    libreoffice.convert_one(docx)
    listener = libreoffice._slots[0]
    assert listener is not None
    os.killpg(listener.process.pid, signal.SIGSTOP)
    libreoffice._timeout, before = 0.3, libreoffice._timeout
    try:
        (late,) = libreoffice.convert([docx])
    finally:
        libreoffice._timeout = before
    assert isinstance(late, ConversionError)
    assert late.code == "conversion_timeout"
    assert libreoffice.convert_one(docx).startswith(b"%PDF")


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def test_no_libreoffice_outlives_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import time\nfrom templates_docx.conversion.to_pdf import LibreOffice\n"
        "from templates_docx.render import render\nfrom templates_docx.samples import sample\n"
        "office = LibreOffice(listeners=1)\noffice.convert_one(render('paper', sample('paper')))\n"
        "print(office._slots[0].process.pid, flush=True)\ntime.sleep(600)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    group = [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _session(int(entry.name)) == worker
    ]
    assert len(group) >= 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 120
    while any(map(_alive, group)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_alive, group))


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except (ProcessLookupError, PermissionError):
        return -1


def test_a_missing_libreoffice_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    to_pdf.soffice.cache_clear()
    monkeypatch.setattr(to_pdf, "_PLACES", ())
    monkeypatch.setattr(to_pdf.shutil, "which", lambda name: None)
    try:
        with LibreOffice() as office, pytest.raises(MissingError) as missing:
            office.convert([render("paper", sample("paper"))])
    finally:
        to_pdf.soffice.cache_clear()
    assert missing.value.code == "libreoffice_missing"
    assert missing.value.exit_code == 4
    assert missing.value.facts["package"] == "libreoffice-writer-nogui"


def test_nothing_starts_before_the_first_document() -> None:
    with LibreOffice() as office:
        assert office.convert([]) == []
        assert office._slots == [None, None]
