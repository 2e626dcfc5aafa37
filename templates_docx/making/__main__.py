"""Write every form into ``templates_docx/``. Deterministic: the same code makes the same bytes."""

from __future__ import annotations

import io
import re
from pathlib import Path

from templates_docx.making import activities, letters, orders, reports, sheets
from templates_docx.making.ooxml import NAMESPACES, SIGN_OTHERS, SIGN_TARGET, Form, p, page_number, sign_id
from templates_docx.making.styles import styles_xml
from templates_docx.package import write_zip

FORMS = (
    letters.MEMO, reports.COVER_MEMO, reports.REPORT, reports.REPLY, reports.REPLY_MEMO, orders.ORDER,
    orders.GENERAL_ORDER, letters.ANNOUNCEMENT, letters.LETTER, sheets.MEETING, sheets.CERTIFIED_COPY,
    sheets.SIGNATURE_SHEET,
    sheets.CAPTURE_SHEET, sheets.RESPONSIBILITY, sheets.PUBLICATION_REQUEST, sheets.CALENDAR, sheets.PAPER,
    activities.ACTIVITY, activities.NEWSLETTER,
)  # fmt: skip

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def placeholder(height: float) -> bytes:
    """An outlined box that says what belongs there: the emblem is for state agencies (พ.ร.บ. ๒๕๓๔), never shipped."""
    from PIL import Image, ImageDraw, ImageFont

    from templates_docx.fonts import font_file

    side = round(height * 100)
    text = ("ตราครุฑ", "๓ ซม." if height == 3 else "๑.๕ ซม.")
    image = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((1, 1, side - 2, side - 2), outline=110, width=2)
    font = ImageFont.truetype(str(font_file()), round(side * 0.32))
    for at, line in zip((0.36, 0.68), text, strict=True):
        draw.text((side / 2, side * at), line, 110, font=font, anchor="mm")
    out = io.BytesIO()
    image.convert("1", dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _relations(*rows: tuple[str, str, str, bool]) -> str:
    outside = ' TargetMode="External"'
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{outside if out else ""}/>'
        for key, kind, target, out in rows
    )
    scheme = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_XML}<Relationships xmlns="{scheme}">{inner}</Relationships>'


def make(form: Form) -> bytes:
    """The form as the bytes of a .docx."""
    document = form.document()
    header = f"{_XML}<w:hdr {NAMESPACES}>{p(page_number(), style='OitPageNumber')}</w:hdr>"
    first = f"{_XML}<w:hdr {NAMESPACES}>{p(style='OitNothing')}</w:hdr>"
    footer = f"{_XML}<w:ftr {NAMESPACES}>{form.footer}</w:ftr>"
    parts = {"word/header1.xml": header, "word/header2.xml": first}
    relations = [
        ("rIdStyles", f"{_OFFICE}/styles", "styles.xml", False),
        ("rIdSettings", f"{_OFFICE}/settings", "settings.xml", False),
        ("rIdHeader", f"{_OFFICE}/header", "header1.xml", False),
        ("rIdHeader1", f"{_OFFICE}/header", "header2.xml", False),
    ]
    if form.footer:
        parts |= {"word/footer1.xml": footer, "word/footer2.xml": footer}
        relations += [
            ("rIdFooter", f"{_OFFICE}/footer", "footer1.xml", False),
            ("rIdFooter1", f"{_OFFICE}/footer", "footer2.xml", False),
        ]
    for target in (SIGN_TARGET, *SIGN_OTHERS):
        if f'"{sign_id(target)}"' in document:
            relations.append((sign_id(target), f"{_OFFICE}/hyperlink", target, True))
    if form.emblem:
        relations.append(("rIdEmblem", f"{_OFFICE}/image", "media/emblem.png", False))
    used = set(re.findall(r'w:val="(Oit[A-Za-z]+)"', document + header + first + form.footer))
    kinds = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{"header" if "header" in name else "footer"}+xml"/>'
        for name in parts
    )
    files = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>{kinds}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml", False),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
                False,
            ),
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(*relations),
        "word/styles.xml": styles_xml(used),
        "word/settings.xml": f'{_XML}<w:settings {NAMESPACES}><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/></w:settings>',
        **parts,
        "docProps/core.xml": f"{_XML}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{form.title}</dc:title>'
        "<dc:language>th-TH</dc:language></cp:coreProperties>",
    }
    data = {name: text.encode() for name, text in files.items()}
    if form.emblem:
        data["word/media/emblem.png"] = placeholder(form.emblem)
    return write_zip(data)


def main() -> None:
    folder = Path(__file__).resolve().parent.parent
    for form in FORMS:
        (folder / f"{form.name}.docx").write_bytes(make(form))


if __name__ == "__main__":
    main()
