"""A small world with a fixed clock: authorities, people, papers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from signatures.prepare.prepare import Box, Prepared, prepare
from signatures.signing import practice_ca
from signatures.signing.practice_ca import Authority, Issued
from signatures.signing.sign import sign
from signatures.validation.policy import Policy, Signer
from signatures.validation.validate import verify
from signatures.verdict import Grade, Verdict
from tests.signatures import practice_lists

NOW = datetime(2026, 6, 15, 3, 0, tzinfo=UTC)
SIGNED = NOW - timedelta(hours=1)
DAY = timedelta(days=1)
START = NOW - 200 * DAY
HEAD_SERIAL = "1103700000000"
LINES = ("ลงนามด้วยลายมือชื่ออิเล็กทรอนิกส์", "(นายตัวอย่าง ใจดี)", "ศึกษาธิการจังหวัดตัวอย่าง", "๑๕ มิถุนายน ๒๕๖๙")


def der(certificate: Any) -> bytes:
    return bytes(certificate.public_bytes(Encoding.DER))


def paper(text: str = "Memo 12/2569: publish O15", pages: int = 1, anchors: tuple[str, ...] = ("head",)) -> bytes:
    """A small PDF with real text and the link annotations our forms print, written by hand."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    add(b"")
    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for number in range(pages):
        content = f"BT /F1 14 Tf 85 700 Td ({text} page {number + 1}) Tj ET".encode("latin-1")
        stream = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        links = []
        for place, role in enumerate(anchors if number == pages - 1 else ()):
            y = 200 + 70 * place
            links.append(
                add(
                    b"<< /Type /Annot /Subtype /Link /Rect [300 %d 400 %d] /Border [0 0 0] "
                    b"/A << /Type /Action /S /URI /URI (oit:sign/%s) >> >>" % (y, y + 20, role.encode())
                )
            )
        annots = b" /Annots [" + b" ".join(b"%d 0 R" % item for item in links) + b"]" if links else b""
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >>%s >>" % (stream, font, annots)
            )
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(b"%d 0 R" % kid for kid in kids))
    return assemble(objects)


def assemble(objects: list[bytes], trailer: bytes = b"", header: bytes = b"%PDF-1.7\n") -> bytes:
    """A classic PDF from the bodies of its objects; object 1 is the catalogue."""
    out = bytearray(header)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


@dataclass
class World:
    """Everything is made once; nothing in it changes."""

    font: Path

    @cached_property
    def root(self) -> Authority:
        return practice_ca.make_ca("Sample Root", not_before=START)

    @cached_property
    def other_root(self) -> Authority:
        return practice_ca.make_ca("Another Root", not_before=START)

    @cached_property
    def tsa_root(self) -> Authority:
        return practice_ca.make_ca("Sample TSA Root", not_before=START)

    @cached_property
    def head(self) -> Issued:
        return practice_ca.issue(self.root, "Somchai Sample", serial_number=HEAD_SERIAL, not_before=START)

    @cached_property
    def deputy(self) -> Issued:
        return practice_ca.issue(self.root, "Suda Sample", serial_number="2203700000000", not_before=START)

    @cached_property
    def director(self) -> Issued:
        return practice_ca.issue(self.root, "Prasert Sample", serial_number="3303700000000", not_before=START)

    @cached_property
    def crl(self) -> bytes:
        return practice_lists.make_crl(self.root, at=NOW - DAY)

    @cached_property
    def tsa_issued(self) -> Issued:
        return practice_ca.issue(
            self.tsa_root,
            "Sample TSA",
            key="rsa2048",
            not_before=START,
            usage=("digital_signature",),
            timestamping=True,
        )

    def tsa(self, at: datetime = SIGNED, issued: Issued | None = None) -> Any:
        """A local time stamping authority with a fixed clock."""
        from asn1crypto import keys, x509
        from pyhanko.sign.timestamps import DummyTimeStamper
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        source = issued if issued is not None else self.tsa_issued
        private = source.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore()
        store.register_multiple([x509.Certificate.load(der(item)) for item in source.chain])
        return DummyTimeStamper(
            x509.Certificate.load(der(source.certificate)),
            keys.PrivateKeyInfo.load(private),
            certs_to_embed=store,
            fixed_dt=at,
        )

    @cached_property
    def people(self) -> tuple[Signer, ...]:
        return (
            Signer("นายตัวอย่าง ใจดี", "ศึกษาธิการจังหวัดตัวอย่าง", certificate=der(self.head.certificate)),
            Signer(
                "นางสุดา ตัวอย่าง",
                "รองศึกษาธิการจังหวัดตัวอย่าง",
                kind="acting",
                starts=date(2026, 6, 10),
                ends=date(2026, 6, 20),
                certificate=der(self.deputy.certificate),
            ),
            Signer(
                "นายประเสริฐ ตัวอย่าง",
                "ผู้อำนวยการกลุ่มอำนวยการ",
                certificate=der(self.director.certificate),
                role="director",
            ),
        )

    def policy(self, required: int = 2, **changes: Any) -> Policy:
        base: dict[str, Any] = {
            "signers": self.people,
            "roots": (der(self.root.certificate),),
            "tsa_roots": (der(self.tsa_root.certificate),),
            "crls": (self.crl,),
            "required_grade": Grade(required),
        }
        return Policy(**{**base, **changes})

    @cached_property
    def issued(self) -> Prepared:
        return prepare(paper())

    @cached_property
    def issued_three(self) -> Prepared:
        """With fields for the head, a director and an officer."""
        return prepare(paper(anchors=("head", "director", "officer")))

    @cached_property
    def signed(self) -> bytes:
        return self.sign(self.issued.data)

    @cached_property
    def signed_twice_allowed(self) -> bytes:
        """Signed by the head, and open for others to sign after."""
        return self.sign(self.issued.data, certify=False)

    def sign(self, data: bytes, who: Issued | None = None, **options: Any) -> bytes:
        options = {"at": SIGNED, "appearance_lines": LINES, "font": self.font, **options}
        return sign(data, (who if who is not None else self.head).key, **options)

    def verify(self, data: bytes, *, required: int = 2, **options: Any) -> Verdict:
        options = {"policy": self.policy(required), "issued": self.issued.data, "at": NOW, **options}
        return verify(data, **options)

    def without_box(self) -> bytes:
        return paper(anchors=())

    @cached_property
    def stranger(self) -> Issued:
        """A certificate of the same root that nobody registered."""
        return practice_ca.issue(self.root, "Somchai Sample", serial_number="9903700000000", not_before=START)


PLACE = Box(0, 300, 190, 470, 238)


def read_text(data: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
