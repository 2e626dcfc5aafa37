"""Documents that are no .docx become one first, without a window; LibreOffice that cannot read or write is replaced."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from templates_docx.checks.docx_checks import Ready, older_kind
from templates_docx.conversion import to_pdf
from templates_docx.conversion.to_pdf import LibreOffice, soffice
from templates_docx.errors import ConversionError

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_BODY = (
    "<text:p>ประกาศสำนักงาน<office:annotation><dc:creator>ก</dc:creator><text:p>ความเห็น</text:p></office:annotation></text:p>"
    '<text:p><text:a xlink:type="simple" xlink:href="oit:sign/head">ลงชื่อ</text:a></text:p>'
)


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def odt(body: str = _BODY, manifest: str = _MANIFEST) -> bytes:
    """A small .odt with a comment, of which LibreOffice dies in a window that is not there, and a place to sign."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f'<office:document-content {_NAMES} office:version="1.3"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>",
        )
    return target.getvalue()


def text_and_links(pdf: bytes) -> tuple[str, bool]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].get_textpage().get_text_bounded(), b"oit:sign/head" in pdf
    finally:
        document.close()


@pytest.mark.deep
@pytest.mark.slow
def test_odt_and_doc_are_converted_like_docx(tmp_path: Path) -> None:
    source = tmp_path / "paper.odt"
    source.write_bytes(odt(_BODY.replace("office:annotation", "text:span")))
    command = [str(soffice()), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "doc",
               "--outdir", str(tmp_path), str(source)]  # fmt: skip
    for _ in range(2):  # a fresh profile asks for a second start (81)
        if subprocess.run(command, check=False, capture_output=True, timeout=120).returncode == 0:
            break
    old = (tmp_path / "paper.doc").read_bytes()
    assert (older_kind(odt()), older_kind(old)) == (".odt", ".doc")
    with LibreOffice(listeners=1) as office:
        commented, _ = results = office.convert([odt(), old])
        assert isinstance(commented, bytes)
        assert "ความเห็น" not in text_and_links(commented)[0]  # a comment is not for the public
        for made in results:
            assert isinstance(made, bytes)
            text, marked = text_and_links(made)
            assert "ประกาศสำนักงาน" in "".join(text.split())
            assert marked


def test_a_password_is_told_before_libreoffice_is_asked() -> None:
    with pytest.raises(ConversionError) as refused:
        older_kind(odt(manifest="<m><encryption-data/></m>"))
    assert refused.value.code == "docx_encrypted"
    sector = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(500)
    with pytest.raises(ConversionError) as refused:
        older_kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + sector)
    assert refused.value.code == "docx_encrypted"
    assert older_kind(b"hello") is None


class _Sick:
    """A listener whose first one cannot write, as on a full or busy machine."""

    made = 0

    def __init__(self, *given: object) -> None:
        type(self).made += 1
        self.converted = 0
        self.number = type(self).made

    def convert(self, ready: Ready, timeout: float, tagged: bool) -> bytes:
        if self.number == 1:
            raise to_pdf._Died(late=False, detail="impl_store failed: 0xc10(Error Area:Io Class:Write Code:16)")
        return b"%PDF-made"

    def stop(self) -> None:
        pass


def test_a_read_or_write_error_is_tried_once_more_in_a_fresh_listener(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_pdf, "_Listener", _Sick)
    monkeypatch.setattr(to_pdf, "checked_pdf", lambda pdf: pdf)
    monkeypatch.setattr(to_pdf, "ready_for_conversion", lambda data: data)
    monkeypatch.setattr(_Sick, "made", 0)
    with LibreOffice(listeners=1) as office:
        assert office.convert_one(b"docx") == b"%PDF-made"
    assert _Sick.made == 2


@pytest.mark.parametrize(
    "said", ["impl_store failed: 0xc10(Error Area:Io Class:Write Code:16)", "com.sun.star.io.IOException: read"]
)
def test_what_libreoffice_says_of_itself_is_no_fault_of_the_document(said: str) -> None:
    assert any(sign in said for sign in to_pdf._SICK)
