"""The smallest files of the shapes that real programs write, each with the producer's name: what preparing must keep.

Built here, by hand; nothing is copied from a file of anybody.
"""

from __future__ import annotations

import io
import zlib

from PIL import Image
from pypdf import PdfReader, PdfWriter

from .world import assemble, paper

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
THAI_VALUE = "<FEFF" + "นางสาวสมหญิง ตัวอย่าง กู้ภัย".encode("utf-16-be").hex() + ">"
"""A value in Thai, as a form keeps it."""


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def page(content: bytes, resources: bytes = b"", more: bytes = b"", *rest: bytes, catalogue: bytes = b"") -> bytes:
    """One page drawn by ``content``; ``rest`` are objects from 6 on, 5 is Helvetica (as ``/F1``)."""
    return assemble([
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R %s >> >> %s >>" % (_in_fonts(resources), more),
        stream(content), HELVETICA, *rest,
    ])  # fmt: skip


def _in_fonts(resources: bytes) -> bytes:
    """Further fonts stand with the first, whatever else behind them."""
    return resources[6:] if resources.startswith(b"FONTS ") else b">> %s /ProcSet <<" % resources


def distiller_layers(default: bytes = b"/OFF [7 0 R]", groups: bytes = b"") -> bytes:
    """Adobe Distiller 8: marked content; the second layer, of a draft, is off."""
    content = (
        b"BT /F1 14 Tf 80 700 Td (always) Tj ET\n/OC /MC0 BDC\nBT /F1 14 Tf 80 660 Td (shown) Tj ET\nEMC\n"
        b"/OC /MC1 BDC\nq 1 0 0 rg 80 560 200 40 re f BT /F1 14 Tf 90 575 Td (SECRET DRAFT) Tj ET Q\nEMC\n"
        b"BT /F1 14 Tf 80 500 Td (after) Tj ET"
    )
    return page(
        content, b"/Properties << /MC0 6 0 R /MC1 7 0 R >>", b"",
        b"<< /Type /OCG /Name (Final) >>", b"<< /Type /OCG /Name (Draft) %s >>" % groups,
        catalogue=b"/OCProperties << /OCGs [6 0 R 7 0 R] /D << %s /Order [6 0 R 7 0 R] >> >>" % default,
    )  # fmt: skip


def adobe_library_layers(stamp: bytes = b"6 0 R") -> bytes:
    """Adobe PDF Library 15 (InDesign, Illustrator): base state off, drawings of their own and a stamp in layers, a
    membership dictionary and an expression. ``stamp``: the layer that the stamp is in."""
    content = (
        b"BT /F1 14 Tf 80 700 Td (always) Tj ET q /Fm0 Do /Fm1 Do Q\n/OC /MC0 BDC q 1 0 0 1 0 -100 cm /Fm2 Do Q EMC\n"
        b"/OC /MC1 BDC 0 0 1 RG 80 300 m 300 300 l S EMC"
    )
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"
    return page(
        content, b"/XObject << /Fm0 8 0 R /Fm1 9 0 R /Fm2 10 0 R >> /Properties << /MC0 11 0 R /MC1 12 0 R >>",
        b"/Annots [13 0 R]",
        b"<< /Type /OCG /Name (On) >>", b"<< /Type /OCG /Name (Off) >>",
        stream(b"BT /F1 14 Tf 80 620 Td (in a drawing) Tj ET", form + b" /OC 6 0 R"),
        stream(b"BT /F1 14 Tf 80 600 Td (hidden drawing) Tj ET", form + b" /OC 7 0 R"),
        stream(b"BT /F1 14 Tf 80 580 Td (only in a hidden span) Tj ET", form),
        b"<< /Type /OCMD /OCGs [6 0 R 7 0 R] /P /AllOn >>",
        b"<< /Type /OCMD /VE [/And 6 0 R [/Not 7 0 R]] >>",
        b"<< /Type /Annot /Subtype /Stamp /Rect [300 600 400 640] /F 4 /OC %s /AP << /N 14 0 R >> >>" % stamp,
        stream(b"1 0 0 rg 0 0 100 40 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 100 40]"),
        catalogue=b"/OCProperties << /OCGs [6 0 R 7 0 R] /D << /BaseState /OFF /ON [6 0 R] >> >>",
    )  # fmt: skip


def luradocument_scan() -> bytes:
    """LuraDocument: a scan whose pictures are in layers; the one with its notes is off."""
    picture = b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return page(
        b"q 400 0 0 300 80 400 cm /Back Do Q q 200 0 0 100 80 100 cm /Notes Do Q",
        b"/XObject << /Back 8 0 R /Notes 9 0 R >>", b"",
        b"<< /Type /OCG /Name (Background) >>", b"<< /Type /OCG /Name (Notes) >>",
        stream(b"\x40\x90\xc0\x60", picture + b" /OC 6 0 R"), stream(b"\x00\x00\x00\x00", picture + b" /OC 7 0 R"),
        catalogue=b"/OCProperties << /OCGs [6 0 R 7 0 R] /D << /OFF [7 0 R] >> >>",
    )  # fmt: skip


def cad_layers() -> bytes:
    """An AutoCAD drawing: hidden text before text that is shown, within one text object."""
    return page(
        b"BT /F1 12 Tf 80 700 Td (a) Tj /OC /L BDC (hidden words ) Tj EMC (b) Tj ET", b"/Properties << /L 6 0 R >>",
        b"", b"<< /Type /OCG /Name (Dimensions) >>",
        catalogue=b"/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>",
    )  # fmt: skip


def libreoffice_form(value: bytes = b"(Somchai Sample)", needs: bytes = b"/NeedAppearances true") -> bytes:
    """LibreOffice and OpenOffice: a field that is filled, its picture left to the viewer."""
    return page(
        b"BT /F1 14 Tf 80 700 Td (Name:) Tj ET", b"", b"/Annots [6 0 R]",
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V %s /Rect [130 692 430 716] /F 4 /P 3 0 R"
        b" /DA (/F1 12 Tf 0 g) >>" % value,
        catalogue=b"/AcroForm << %s /Fields [6 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 12 Tf 0 g) >>" % needs,
    )  # fmt: skip


def acrobat_calculated_form() -> bytes:
    """Acrobat: a field whose script formats it; its picture says more than its value."""
    shown = b"/Tx BMC BT /F1 12 Tf 2 8 Td (1,234.00) Tj ET EMC"
    return page(
        b"BT /F1 14 Tf 80 700 Td (Total:) Tj ET", b"", b"/Annots [6 0 R]",
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (total) /V () /Rect [130 692 430 716] /F 4 /P 3 0 R"
        b" /DA (/F1 12 Tf 0 g) /AP << /N 7 0 R >> /AA << /F 8 0 R >> >>",
        stream(shown, b"/Type /XObject /Subtype /Form /BBox [0 0 300 24] /Resources << /Font << /F1 5 0 R >> >>"),
        b"<< /S /JavaScript /JS (AFNumber_Format\\(2, 0, 0, 0, \"\", true\\);) >>",
        catalogue=b"/AcroForm << /Fields [6 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 12 Tf 0 g) >>",
    )  # fmt: skip


def pdftex_letters() -> bytes:
    """pdfTeX and Ghostscript: a font whose letters are drawings, one of them called A, another AA."""
    letters = b"<< /A 7 0 R /AA 8 0 R /AF 9 0 R >>"
    drawings = [b"1000 0 0 0 750 750 d1 0 0 750 750 re f", b"1000 0 0 0 750 750 d1 0 0 m 750 0 l 375 750 l f",
                b"1000 0 0 0 750 750 d1 0 0 300 750 re f"]  # fmt: skip
    return page(
        b"BT /T3 30 Tf 80 700 Td (abc) Tj ET", b"FONTS /T3 6 0 R", b"",
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs %s"
        b" /Encoding << /Type /Encoding /Differences [97 /A /AA /AF] >> /FirstChar 97 /LastChar 99"
        b" /Widths [1000 1000 1000] /Resources << >> >>" % letters,
        *map(stream, drawings),
    )  # fmt: skip


def state_called_a() -> bytes:
    """Skia and pdf-lib: a graphics state called A, half transparent."""
    return page(
        b"q /A gs 1 0 0 rg 80 600 200 100 re f Q", b"/ExtGState << /A << /Type /ExtGState /ca 0.4 /BM /Multiply >> >>"
    )


def thai_names() -> bytes:
    """Old Thai programs: resources called by names in TIS-620."""
    name = "ภาพ".encode("tis-620")
    written = b"".join(b"#%02X" % byte for byte in name)
    drawing = stream(b"0 0 1 rg 80 600 100 50 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    return page(b"q /%s Do Q" % name, b"/XObject << /%s 6 0 R >>" % written, b"", drawing)


def missing_parent() -> bytes:
    """PDFlib 3: a field whose parent is not there."""
    return page(
        b"BT /F1 14 Tf 80 700 Td (form) Tj ET", b"", b"/Annots [6 0 R]",
        b"<< /Type /Annot /Subtype /Widget /Rect [10 10 20 20] /Parent 99 0 R >>",
        catalogue=b"/AcroForm << /Fields [6 0 R] >>",
    )  # fmt: skip


def broken_table() -> bytes:
    """A program that counts wrong: the table's offsets are beside the objects, and a page says what it is twice."""
    data = paper("Broken")
    return data.replace(b"0000000", b"0000001").replace(b"startxref\n", b"startxref\n9")


def scanned_by_sane() -> bytes:
    """SANE's scanimage: every offset zero, startxref zero, a wrong length for the picture."""
    picture = io.BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "JPEG")
    data = picture.getvalue()
    objects = (
        b"4 0 obj\n<< /Type /Page /Parent 2 0 R /Resources << /XObject << /Im1 5 0 R >> >> /MediaBox [ 0 0 226 283 ]"
        b" /Contents 7 0 R >>\nendobj\n7 0 obj\n<< /Length 8 0 R >>\nstream\nq\n226 0 0 283 0 0 cm\n/Im1 Do\nQ\n"
        b"endstream\nendobj\n8 0 obj\n31\nendobj\n5 0 obj\n<< /Length 6 0 R /Type /XObject /Subtype /Image"
        b" /Width 60 /Height 80 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode >>\nstream\n"
        + data
        + b"\nendstream\n"
        b"endobj\n6 0 obj\n0\nendobj\n2 0 obj\n<< /Type /Pages /Kids [ 4 0 R ] /Count 1 >>\nendobj\n"
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    )
    places = b"xref\n0 9\n0000000000 65535 f \n" + b"0000000000 00000 n \n" * 8
    return b"%PDF-1.3\n" + objects + places + b"trailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def protected(algorithm: str, user: str = "", rights: int = -4) -> bytes:
    """A file its owner protected; ``user``: password to open it. ``rights``: bits of ISO 32000-1, table 22."""
    from pypdf.constants import UserAccessPermissions

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper("Protected"))))
    granted = UserAccessPermissions(rights & 0xFFFFFFFF)
    writer.encrypt(user, "the owner's own", algorithm=algorithm, permissions_flag=granted)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(degrees: int) -> bytes:
    """A scanner or a phone: the page stands on its side, with a stamp that was put on it as it is seen."""
    return page(
        b"BT /F1 24 Tf 80 700 Td (turned) Tj ET 0 0 1 rg 300 300 200 50 re f", b"",
        b"/Rotate %d /Annots [6 0 R]" % degrees,
        b"<< /Type /Annot /Subtype /Stamp /Rect [80 400 280 450] /F 4 /AP << /N 7 0 R >> >>",
        stream(b"1 0 0 rg 0 0 200 50 re f 0 g 0 0 40 25 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 200 50]"),
    )  # fmt: skip


def opens_at_a_page() -> bytes:
    """LibreOffice and Word: the file opens at its first page."""
    return page(
        b"BT /F1 14 Tf 80 700 Td (plain) Tj ET", catalogue=b"/OpenAction [3 0 R /XYZ null null 0] /Lang (th-TH)"
    )


def unbalanced() -> bytes:
    """A label printer's program: it restores more than it saved, and leaves a scale open at the end."""
    return page(b"Q q 0.5 0 0 0.5 0 0 cm BT /F1 28 Tf 160 1400 Td (half) Tj ET", b"")


def packed(data: bytes) -> bytes:
    """The same bytes as a flate stream's body."""
    return zlib.compress(data)
