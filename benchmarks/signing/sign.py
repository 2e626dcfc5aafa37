"""Signing one PDF (RSA-3072, visible, no time stamp) against pyHanko with a cached key, and against its default signer.

python -m benchmarks.signing.sign
"""

from __future__ import annotations

import io
import zlib
from datetime import UTC, datetime
from typing import Any

from benchmarks.records.transitions import Row, alternate, show
from signatures.prepare.prepare import Box, prepare
from signatures.signing import practice_ca
from signatures.signing.sign import sign

SIZES = ((100_000, "100 KB", 15), (5_000_000, "5 MB", 7), (50_000_000, "50 MB", 3))
LINES = ("ลงนามด้วยลายมือชื่ออิเล็กทรอนิกส์", "(นายตัวอย่าง ใจดี)", "ศึกษาธิการจังหวัดตัวอย่าง")
PLACE = Box(0, 300, 190, 470, 238)


def paper(size: int) -> bytes:
    """A one-page PDF with one incompressible stream of about ``size`` bytes, as a scanned page has."""
    import random

    noise = zlib.compress(random.Random(1).randbytes(size), 0)  # noqa: S311 - filler, not secrets
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 4 0 R >> >> >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (len(noise), noise),
    ]
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def by_hand(pdf: bytes, signer: Any, room: int | None) -> bytes:
    """What a careful script does with pyHanko alone; ``room`` None lets it guess by signing twice."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    meta = PdfSignatureMetadata(
        field_name="HeadSignature",
        md_algorithm="sha256",
        certify=True,
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    done = PdfSigner(meta, signer).sign_pdf(writer, existing_fields_only=True, bytes_reserved=room)
    return bytes(done.getvalue())


def main() -> list[Row]:
    """Measure; prints and gives the rows."""
    from pyhanko.sign.signers import SimpleSigner

    now = datetime.now(UTC).replace(microsecond=0)
    who = practice_ca.issue(practice_ca.make_ca("Benchmark root"), "นายตัวอย่าง ใจดี", key="rsa3072")
    key = who.key
    naive = SimpleSigner.load_pkcs12_data(who.to_p12("demo-only"), other_certs=[], passphrase=b"demo-only")
    rows: list[Row] = []
    for size, label, rounds in SIZES:
        issued = prepare(paper(size), box=PLACE).data

        def ours(issued: bytes = issued) -> object:
            return sign(issued, key, appearance_lines=LINES, at=now)

        def floor(issued: bytes = issued) -> object:
            return by_hand(issued, key.signer, 16384)

        def default(issued: bytes = issued) -> object:
            return by_hand(issued, naive, None)

        for warm in (ours, floor, default):
            warm()
        mine, best, usual = alternate(rounds, ours, floor, default)
        rows.append((f"sign {label}, against cached-key pyHanko", mine * 1e3, best * 1e3, mine / best))
        rows.append((f"sign {label}, against pyHanko's default signer", mine * 1e3, usual * 1e3, mine / usual))
    show(rows)
    return rows


if __name__ == "__main__":
    main()
