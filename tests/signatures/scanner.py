"""A printer, a pen and a scanner: pages as they come back from paper. Simulated; no physical scanner was used."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from signatures.pdf.text_outlines import face
from signatures.prepare.fields import Box, head_box
from signatures.prepare.prepare import prepare
from tests.signatures.stamped import stamp_codes

from .world import assemble

FINE = 300
"""Dots per inch of the paper itself."""
K = FINE / 72
KEY = b"office code key " * 2
TEXT = (
    "ตามที่สำนักงานต้องเปิดเผยข้อมูลสาธารณะตามแบบวัด (OIT) ปี ๒๕๖๖",
    "บนเว็บไซต์ของหน่วยงาน โดยเอกสารต้องเป็นต้นฉบับ หรือสำเนา",
    "ที่หัวหน้าหน่วยงานลงนาม นั้น กลุ่มบริหารงานบุคคลได้จัดทำข้อมูล",
    "จำนวน ๑๒ ข้อ ได้แก่ ข้อ O27 แนวปฏิบัติเรื่องร้องเรียน ฉบับที่ 3",
    "งบประมาณทั้งสิ้น 1,284,650 บาท (หนึ่งล้านสองแสนแปดหมื่นสี่พัน",
    "หกร้อยห้าสิบบาทถ้วน) เบิกจ่ายแล้ว ๙๘๗,๓๔๐ บาท คิดเป็นร้อยละ",
    "๗๖.๘ ณ วันที่ ๓๑ มีนาคม ๒๕๖๖ ตามตารางที่ส่งมาพร้อมนี้",
    "ที่ ศธ 09999/4 ลงวันที่ 21 พฤศจิกายน 2566 เรื่อง ขอความเห็นชอบ",
    "ชื่อแฟ้ม ผลการดำเนินงาน 2565.pdf รหัส 326f442e7b426de0b473",
    "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ โปรดลงนาม เพื่อเผยแพร่ต่อไป",
)
TONES = "่้๊๋"
THAI_DIGITS, ARABIC_DIGITS = "๐๑๒๓๔๕๖๗๘๙", "0123456789"


def page(font: Path, text: tuple[str, ...] = TEXT, *, size: float = 16) -> bytes:
    """A page of Thai text with the mark that says where the head signs."""
    opened = face(font)
    scale = size / opened.units
    drawn = [f"q 0 g {opened.operators(line, 86, 700 - 24 * n, scale)} Q" for n, line in enumerate(text)]
    name = opened.operators("(นายตัวอย่าง ใจดี)", 350, 250, scale)
    content = "\n".join([*drawn, f"q 0 g {name} Q"]).encode("ascii")
    link = (
        b"<< /Type /Annot /Subtype /Link /Rect [340 280 500 300] /Border [0 0 0] "
        b"/A << /Type /Action /S /URI /URI (oit:sign/head) >> >>"
    )
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> /Annots [5 0 R] >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            link,
        ]
    )


def issue(plain: bytes, font: Path) -> bytes:
    """What the office issues of it: with printed codes, and the field to sign in."""
    return prepare(stamp_codes(plain, "M2569-12", KEY, font=font)).data


def printed(pdf: bytes, dpi: float = FINE) -> list[Image.Image]:
    """The pages on paper."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for sheet in document:
        bitmap = sheet.render(scale=dpi / 72, grayscale=True, may_draw_forms=False)
        pages.append(bitmap.to_pil().convert("L").copy())
        bitmap.close()
        sheet.close()
    document.close()
    return pages


def forged(plain: bytes, other: bytes, issued: bytes) -> Image.Image:
    """Another text on a page that carries the genuine codes of the issued one."""
    before, after, genuine = printed(plain)[0], printed(other)[0], printed(issued)[0]
    codes = ImageChops.difference(before, genuine).point([0, *[255] * 255])
    return Image.composite(genuine, after, codes)


def changed(text: tuple[str, ...], letters: str, seed: random.Random) -> tuple[str, ...]:
    """The text with one of these letters replaced by another of them; a tone mark is dropped."""
    places = [(n, at) for n, line in enumerate(text) for at, letter in enumerate(line) if letter in letters]
    n, at = seed.choice(places)
    old = text[n][at]
    new = "" if letters == TONES else seed.choice([letter for letter in letters if letter != old])
    return tuple(line[:at] + new + line[at + 1 :] if m == n else line for m, line in enumerate(text))


@dataclass(frozen=True)
class Scanner:
    """One kind of scan. ``stretch`` of height against width; ``wave``: points by which a sheet is drawn in unevenly;
    ``noise``: standard deviation in grey levels; ``quality`` of JPEG; ``gain``: 1 is black toner."""

    dpi: int = 200
    angle: float = 0.5
    stretch: float = 0.0
    wave: float = 0.0
    blur: float = 0.6
    noise: float = 3.0
    quality: int = 75
    gain: float = 1.0
    shade: float = 0.0
    lines_only: bool = False
    tilt: float = 0.0

    def picture(self, paper: Image.Image, seed: random.Random) -> Image.Image:
        """The sheet as the scanner sees it, laid askew by up to ``angle`` degrees either way."""
        if self.wave:
            heights = np.arange(paper.height)
            rows = np.clip(heights + self.wave * K * np.sin(heights / paper.height * 9 + seed.random()), 0, heights[-1])
            paper = Image.fromarray(np.asarray(paper)[rows.astype(int)])
        if self.tilt:
            paper = _photographed(paper, self.tilt)
        k = self.dpi / FINE
        paper = paper.filter(ImageFilter.GaussianBlur(self.blur / k))
        width, height = round(paper.width * k), round(paper.height * k)
        angle = math.radians(seed.uniform(-self.angle, self.angle))
        shift = np.array([seed.uniform(-4, 4), seed.uniform(-4, 4)]) * self.dpi / 72
        turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
        turn = turn / (np.array([[1], [1 + self.stretch]]) * k)
        offset = np.array(paper.size) / 2 - turn @ (np.array([width, height]) / 2 + shift)
        numbers = [*turn[0], offset[0], *turn[1], offset[1]]
        laid = paper.transform(
            (width, height), Image.Transform.AFFINE, numbers, resample=Image.Resampling.BICUBIC, fillcolor=255
        )
        grey = 255 - self.gain * (255 - np.asarray(laid, dtype=np.float32))
        grey = grey - self.shade * np.linspace(0, 1, width)[None, :]
        grey = grey + np.random.default_rng(seed.randrange(10**6)).normal(0, self.noise, grey.shape)
        laid = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
        if self.lines_only:
            return laid.point([0 if level < 128 else 255 for level in range(256)])
        out = io.BytesIO()
        laid.save(out, "JPEG", quality=self.quality)
        return Image.open(io.BytesIO(out.getvalue())).convert("L")

    def scan(self, papers: list[Image.Image], seed: random.Random) -> bytes:
        """A PDF of the sheets."""
        return as_pdf([self.picture(paper, seed) for paper in papers], self.dpi)


def as_pdf(pictures: list[Image.Image], dpi: float) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return out.getvalue()


def _photographed(paper: Image.Image, tilt: float) -> Image.Image:
    """Seen from below: the upper edge is shorter by this part."""
    width, height = paper.size
    dx = width * tilt / 2
    quad = (-dx, -dx, 0, height, width, height, width + dx, -dx)
    return paper.transform(paper.size, Image.Transform.QUAD, quad, resample=Image.Resampling.BICUBIC, fillcolor=255)


Pen = Callable[[Image.Image, Box, random.Random], None]


def strokes(grey: int, width: float, span: float = 0.85) -> Pen:
    """A running hand over a part of the box."""

    def write(paper: Image.Image, box: Box, seed: random.Random) -> None:
        left = box.left + box.width * (1 - span) * seed.random()
        middle, swing = (box.top + box.bottom) / 2, abs(box.height) * 0.38
        points, phase = [], seed.random() * 6
        for n in range(60):
            x = left + box.width * span * (n + 2 * math.sin(n * 0.9)) / 62
            points.append((x * K, (middle + swing * math.sin(n * 0.7 + phase) * seed.uniform(0.4, 1)) * K))
        ImageDraw.Draw(paper).line(points, fill=grey, width=round(width * K), joint="curve")

    return write


def stamp(paper: Image.Image, box: Box, seed: random.Random) -> None:
    x, y, r = (box.left + box.right) / 2 * K, (box.top + box.bottom) / 2 * K, 22 * K
    ImageDraw.Draw(paper).ellipse((x - r, y - r, x + r, y + r), outline=90, width=round(1.5 * K))


def dirt(paper: Image.Image, box: Box, seed: random.Random) -> None:
    for _ in range(8):
        x, y = seed.uniform(box.left, box.right) * K, seed.uniform(box.top, box.bottom) * K
        r = seed.uniform(0.2, 0.7) * K
        ImageDraw.Draw(paper).ellipse((x - r, y - r, x + r, y + r), fill=110)


def fold(paper: Image.Image, box: Box, seed: random.Random) -> None:
    y = seed.uniform(box.top + 5, box.bottom - 5) * K
    ImageDraw.Draw(paper).line((0, y, paper.width, y + 10), fill=200, width=round(0.8 * K))


PENS: dict[str, Pen] = {
    "nothing": lambda paper, box, seed: None,
    "pen": strokes(30, 1.1),
    "blue pen": strokes(110, 1.0),
    "faint pencil": strokes(175, 0.8),
    "initials": strokes(50, 1.0, span=0.2),
    "stamp": stamp,
    "dirt": dirt,
    "fold line": fold,
}


def place(issued: bytes) -> Box:
    """The box to sign in."""
    box = head_box(issued)
    assert box is not None
    return box
