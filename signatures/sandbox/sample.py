"""Small files of our own: a PDF of one page with one line of text, and a picture."""

from __future__ import annotations

from collections.abc import Mapping

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
_LINE = b"BT /F 14 Tf 85 700 Td (sample) Tj ET"
_OBJECTS = (
    CATALOGUE,
    b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    PAGE,
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_LINE), _LINE),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
)
_FREE = b"0000000000 65535 f \n"


def sample() -> bytes:
    """A whole file, with a classic cross-reference table (ISO 32000-1, 7.5)."""
    return appended(b"%PDF-1.7\n", dict(enumerate(_OBJECTS, 1)))


def appended(before: bytes, objects: Mapping[int, bytes]) -> bytes:
    """A file with one revision more: these objects, by number, and a table of them.

    :param before: the revisions before, or the header alone.
    """
    made = bytearray(before)
    rows = {} if b"startxref" in before else {0: _FREE}
    for number, body in objects.items():
        rows[number] = b"%010d 00000 n \n" % len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n" + b"".join(b"%d 1\n%s" % row for row in rows.items())
    size = max(len(_OBJECTS), *objects) + 1
    last = b"" if 0 in rows else b"/Prev %d " % int(before[before.rindex(b"startxref") + 9 : before.rindex(b"%%EOF")])
    made += b"trailer\n<< /Size %d %s/Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, last, start)
    return bytes(made)


def sample_picture() -> bytes:
    """A grey picture of a few pixels, JPEG."""
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.new("L", (16, 16), 128).save(target, "JPEG")
    return target.getvalue()
