"""A page that somebody signs with a key to show that it is in their hands: one A4 page with a place to sign.

What it says is that somebody's certificate is to be registered, and a number nobody can know before. It is signed
anywhere, with whatever program signs PDF files there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from signatures.prepare.prepare import prepare
from signatures.prepare.sign_here import Spot, point
from signatures.report.page import Pages
from signatures.words import thai_date

_SPOT = Spot(1, 14.0, 13.5)
"""Middle of the box, below what is said and right of the middle, as on other papers."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the page says.

    :ivar holder: whose key it is to be, with ``post``. :ivar certificate: as it displays itself. :ivar fingerprint:
        SHA-256, hexadecimal. :ivar number: nobody can know it before; hexadecimal. :ivar until: it is taken until then.
    """

    office: str
    holder: str
    post: str
    certificate: str
    fingerprint: str
    number: str
    made: datetime
    until: datetime


def challenge_pdf(said: Challenge, *, font: Path | None = None) -> bytes:
    """The page, with an empty field for the signature. :raises SigningRefused: FONT_MISSING"""
    page = Pages(f"{said.office} · ใช้ขึ้นทะเบียนใบรับรองเท่านั้น มิใช่หนังสือราชการ", font=font)
    page.line("หนังสือแสดงการถือครองกุญแจลายมือชื่อดิจิทัล", 20, gap=2)
    page.line(said.office, 15, gap=4)
    page.rule()
    page.line(
        "ข้าพเจ้าลงลายมือชื่อดิจิทัลในหน้านี้ เพื่อแสดงว่ากุญแจของใบรับรองข้างล่างอยู่ในความครอบครองของข้าพเจ้า "
        "และขอให้ขึ้นทะเบียนใบรับรองนี้เป็นของข้าพเจ้า",
        15, gap=8,
    )  # fmt: skip
    for label, value, size in (
        ("ชื่อ", said.holder, 15),
        ("ตำแหน่ง", said.post, 15),
        ("ใบรับรอง", said.certificate, 15),
        ("ลายพิมพ์ SHA-256", said.fingerprint, 10),
        ("รหัสเฉพาะครั้งนี้", said.number, 10),
        ("ออกให้เมื่อ", thai_date(said.made.isoformat()), 13),
        ("ใช้ได้ถึง", thai_date(said.until.isoformat()), 13),
    ):
        page.fact(label, value, size)
    page.rule()
    page.line("ลงลายมือชื่อดิจิทัลในช่องข้างล่างนี้ ด้วยโปรแกรมใดก็ได้ แล้วนำไฟล์กลับมาขึ้นทะเบียน", 13)
    return prepare(point(page.pdf(), _SPOT).data).data
