"""Small files of our own: a PDF of one page with one line of text, and a picture."""

from __future__ import annotations

_LINE = b"BT /F 14 Tf 85 700 Td (sample) Tj ET"
_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_LINE), _LINE),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
)


def sample() -> bytes:
    """A whole file, with a classic cross-reference table (ISO 32000-1, 7.5)."""
    made = bytearray(b"%PDF-1.7\n")
    rows = [b"0000000000 65535 f \n"]
    for number, body in enumerate(_OBJECTS, 1):
        rows.append(b"%010d 00000 n \n" % len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(rows), len(made))
    return bytes(made) + table + end


def sample_picture() -> bytes:
    """A grey picture of a few pixels, JPEG."""
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.new("L", (16, 16), 128).save(target, "JPEG")
    return target.getvalue()
