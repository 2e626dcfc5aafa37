"""Words of the office stand on one line, and are found in the text of the PDF."""

from __future__ import annotations

import itertools

import pytest

from templates_docx.conversion.to_pdf import LibreOffice
from templates_docx.making.__main__ import make
from templates_docx.making.ooxml import Form, p, signature
from templates_docx.office_words import _JOINED, JOINER, join_in_part, join_words

from .conftest import lines_of, text_of

WORDS = ("เจ้าหน้าที่", "เผยแพร่", "จัดทำ", "หน่วยงาน", "รายละเอียด", "ผู้อำนวยการกลุ่ม", "เห็นชอบ",
         "แต่งตั้ง", "เลขานุการ", "ศึกษาธิการ", "รักษาราชการ")  # fmt: skip
CENTIMETRE = 567


def swept(word: str) -> str:
    """The word at the end of a line, its room less from paragraph to paragraph, always more than the word needs."""
    return "".join(
        p(f"กก กกก {word}", props=f'<w:ind w:right="{right}"/><w:jc w:val="left"/>')
        for right in (round((13.4 - step * 0.1) * CENTIMETRE) for step in range(12))
    )


@pytest.mark.slow
@pytest.mark.xdist_group("libreoffice")
def test_a_word_of_the_office_is_not_broken_at_the_end_of_a_line(libreoffice: LibreOffice) -> None:
    docx = make(Form("paper", "x", "".join(map(swept, WORDS)) + signature()))
    (pdf,) = libreoffice.convert([docx])
    assert isinstance(pdf, bytes)
    lines = [line.text for line in lines_of(pdf)]
    for word in WORDS:
        assert sum(word in line for line in lines) == 12, word
    # Some of them did stand at the end: the word alone on the next line.
    assert any(line in WORDS for line in lines)
    assert JOINER not in text_of(pdf)


@pytest.mark.deep
@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("sentence", ["กก กกก {}", "นางสาวทดลอง{}ของกลุ่มอำนวยการ", "ตำแหน่ง{}จังหวัดตัวอย่าง"])
def test_no_word_of_the_list_is_broken_wherever_the_line_ends(libreoffice: LibreOffice, sentence: str) -> None:
    """A joiner makes LibreOffice look words up anew behind it: ศึกษา|ธิการ once joined was broken at ธิ|การ."""
    body = "".join(
        p(
            sentence.format(word),
            props=f'<w:ind w:right="{round((13.4 - step * 0.25) * CENTIMETRE)}"/><w:jc w:val="left"/>',
        )
        for word in _JOINED
        for step in range(10)
    )
    (pdf,) = libreoffice.convert([make(Form("paper", "x", body + signature()))])
    assert isinstance(pdf, bytes)
    lines = [line.text for line in lines_of(pdf)]
    broken = {
        f"{above}|{below}"
        for above, below in itertools.pairwise(lines)
        for word in _JOINED
        if word not in above
        and word not in below
        and any(above.endswith(word[:at]) and below.startswith(word[at:]) for at in range(1, len(word)))
    }
    assert not broken


@pytest.mark.deep
@pytest.mark.slow
@pytest.mark.xdist_group("libreoffice")
def test_no_mark_leaves_a_justified_line(libreoffice: LibreOffice) -> None:
    """With U+2060 for a joiner, vowels and tone marks at the end of the line stood 13 mm and more right of the margin.

    LibreOffice 25.2 narrows spaces to hold one more word and ends such a line up to 1.6 mm late, 0.9 mm without any
    joiner: seen from 192 mm on, the margin being at 190 of 210.
    """
    import pypdfium2
    from PIL import ImageStat

    lines = "".join(
        p("กรมการ ข้อ" + "ข้อ" * more + f" {word}" * 14, props='<w:jc w:val="both"/>')
        for word in ("ประจำปี", "เจ้าหน้าที่", "เผยแพร่", "ดังต่อไปนี้")
        for more in range(6)
    )
    (pdf,) = libreoffice.convert([make(Form("paper", "x", lines + signature()))])
    assert isinstance(pdf, bytes)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=2, grayscale=True).to_pil().convert("L")
            margin = picture.crop((picture.width * 1920 // 2100, 0, picture.width, picture.height))
            assert ImageStat.Stat(margin).extrema[0][0] > 200
    finally:
        document.close()


def test_the_longest_word_wins_and_phrases_stay_breakable() -> None:
    assert join_words("หัวหน้าหน่วยงานเห็นชอบ") == f"หัวหน้า{JOINER}หน่วย{JOINER}งานเห็น{JOINER}ชอบ"


def test_only_what_is_printed_is_touched() -> None:
    part = '<w:r><w:rStyle w:val="เผยแพร่"/><w:t xml:space="preserve">เผยแพร่</w:t></w:r>'.encode()
    assert join_in_part(part).decode() == part.decode().replace(">เผยแพร่<", f">เผย{JOINER}แพร่<")
    assert join_in_part(same := b"<w:t>OIT</w:t>") is same
