"""One page about one verdict, fit to be filed: outlines of Thai text on A4, like the appearances."""

from __future__ import annotations

import zlib
from pathlib import Path

from signatures.appearance import face
from signatures.verdict import Tone, Verdict
from signatures.words import thai_date
from signatures.words.names import GRADES, STATUS

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 72.0, 56.0, 70.0, 60.0

_LABELS = {
    "th": {
        "title": "รายงานผลการตรวจลายมือชื่ออิเล็กทรอนิกส์",
        "file": "ไฟล์",
        "result": "ผลการตรวจ",
        "grade": "ระดับหลักฐาน",
        "at": "ตรวจเมื่อ",
        "digest": "ค่าแฮช SHA-256",
        "issued": "ค่าแฮชของฉบับที่ออก",
        "signers": "ผู้ลงนาม",
        "reasons": "เหตุผล",
        "do": "สิ่งที่ควรทำ",
        "policy": "รหัสนโยบาย",
        "note": "เอกสารนี้สรุปผลจากโปรแกรม มิใช่คำวินิจฉัยทางกฎหมาย",
        "more": "และอีก {count} ข้อ ดูใน --json",
    },
    "en": {
        "title": "Report on the check of an electronic signature",
        "file": "File",
        "result": "Result",
        "grade": "Grade of proof",
        "at": "Checked at",
        "digest": "SHA-256",
        "issued": "SHA-256 of the issued file",
        "signers": "Signers",
        "reasons": "Reasons",
        "do": "What to do",
        "policy": "Policy",
        "note": "This page sums up what the program found; it is not a legal opinion.",
        "more": "and {count} more, see --json",
    },
}


def report_pdf(verdict: Verdict, file: str, *, lang: str = "th", font: Path | None = None) -> bytes:
    """A one-page PDF.

    :param file: the file's name as shown.
    :raises SigningRefused: FONT_MISSING
    """
    page = _Page(font)
    words = _LABELS[lang]
    page.line(words["title"], 18, gap=14)
    page.line(f"{words['file']}: {file} ({verdict.file.size:,} bytes)", 13)
    page.line(f"{words['result']}: {STATUS[lang][verdict.status]} ({verdict.status.value})", 16)
    page.line(f"{words['grade']}: {int(verdict.grade)} {GRADES[lang][verdict.grade]}", 13)
    at = verdict.time.at.isoformat()
    page.line(f"{words['at']}: {thai_date(at) if lang == 'th' else at}", 13)
    page.line(f"{words['digest']}: {verdict.file.sha256}", 10.5)
    if verdict.file.issued_sha256 is not None:
        page.line(f"{words['issued']}: {verdict.file.issued_sha256}", 10.5)
    if verdict.policy_id is not None:
        page.line(f"{words['policy']}: {verdict.policy_id}", 10.5, gap=8)
    if verdict.signers:
        page.line(words["signers"], 14, gap=2)
        for signer in verdict.signers[:6]:
            shown = " ".join(part for part in (signer.person or signer.subject, signer.post or "") if part)
            page.line(f"• {shown} ({signer.field})", 12, indent=10)
            if signer.fingerprint:
                page.line(signer.fingerprint, 9, indent=20)
    page.line(words["reasons"], 14, gap=2)
    order = sorted(verdict.reasons, key=lambda item: item.tone is Tone.NOTE)
    for number, item in enumerate(order):
        if page.y < BOTTOM + 70:
            page.line(words["more"].format(count=len(order) - number), 12, indent=10)
            break
        page.line(f"• {item.text(lang)} [{item.code}]", 12, indent=10)
        if item.tone is not Tone.NOTE and item.do(lang):
            page.line(f"{words['do']}: {item.do(lang)}", 12, indent=20)
    page.y = BOTTOM
    page.line(f"{words['note']} ({verdict.software})", 10)
    return page.pdf()


class _Page:
    """A page that is filled from the top; lines too long for it are broken at spaces."""

    def __init__(self, font: Path | None) -> None:
        self.face = face(font)
        self.parts: list[str] = []
        self.y = HEIGHT - TOP

    def line(self, text: str, size: float, *, indent: float = 0, gap: float = 4) -> None:
        room = WIDTH - LEFT - RIGHT - indent
        scale = size / self.face.units
        for piece in self._broken(text, room / scale):
            self.y -= (self.face.highest - self.face.lowest) * scale
            base = self.y - self.face.lowest * scale
            self.parts.append(self.face.operators(piece, LEFT + indent, base, scale))
        self.y -= gap

    def _broken(self, text: str, room: float) -> list[str]:
        lines, current = [], ""
        for word in text.split(" "):
            longer = f"{current} {word}".strip()
            if current and self.face.line(longer)[0] > room:
                lines.append(current)
                current = word
            else:
                current = longer
            while self.face.line(current)[0] > room and len(current) > 1:
                cut = _fit(self.face, current, room)
                lines.append(current[:cut])
                current = current[cut:]
        return [*lines, current]

    def pdf(self) -> bytes:
        content = zlib.compress("\n".join(self.parts).encode("ascii"), 9)
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << >> /Contents 4 0 R >>"
            % (WIDTH, HEIGHT),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        ]
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets = []
        for number, item in enumerate(objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return bytes(out)


def _fit(opened: object, text: str, room: float) -> int:
    """How many characters fit, never parting a Thai vowel or tone mark from its letter."""
    measure = opened.line  # type: ignore[attr-defined]
    cut = max(1, int(len(text) * room / measure(text)[0]))
    while cut > 1 and measure(text[:cut])[0] > room:
        cut -= 1
    while 1 < cut < len(text) and (
        text[cut] in "ะาำๅๆฯ" or "\u0e31" <= text[cut] <= "\u0e4e" or text[cut - 1] in "เแโใไ"
    ):
        cut -= 1
    return cut
