"""Styles: complex-script font, size and weight live here, so that Thai looks right and Word users change them once."""

from __future__ import annotations

from templates_docx.making.ooxml import FONT, NAMESPACES, twips


def _size(pt: float) -> str:
    return f'<w:sz w:val="{round(pt * 2)}"/><w:szCs w:val="{round(pt * 2)}"/>'


_BOLD = "<w:b/><w:bCs/>"
_CENTRE = '<w:jc w:val="center"/>'


def _paragraph(key: str, name: str, ppr: str = "", rpr: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>'
    )


def _character(key: str, name: str, rpr: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{rpr}</w:rPr></w:style>"
    )


def _table(key: str, name: str, borders: str, margin: float) -> str:
    side = twips(margin)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:tblPr>{borders}'
        f'<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


_JUSTIFIED = '<w:jc w:val="thaiDistribute"/>'
_BEFORE = '<w:spacing w:before="120"/>'

STYLES: dict[str, str] = {
    "OitBody": _paragraph(
        "OitBody", "เนื้อความ", f'{_BEFORE}<w:ind w:firstLine="{twips(2.5)}"/>{_JUSTIFIED}'
    ),
    "OitPlain": _paragraph("OitPlain", "ข้อความชิดซ้าย", _BEFORE),
    "OitList": _paragraph(
        "OitList", "รายการลำดับ",
        f'<w:tabs><w:tab w:val="left" w:pos="{twips(3.3)}"/></w:tabs>'
        f'<w:ind w:left="{twips(3.3)}" w:hanging="{twips(0.8)}"/>{_JUSTIFIED}',
    ),
    "OitField": _paragraph(
        "OitField", "หัวเรื่องย่อย",
        f'{_BEFORE}<w:ind w:left="{twips(1.5)}" w:hanging="{twips(1.5)}"/>',
    ),
    "OitMemoTitle": _paragraph(
        "OitMemoTitle", "คำว่าบันทึกข้อความ",
        f'<w:spacing w:after="340" w:line="700" w:lineRule="exact"/>{_CENTRE}', _BOLD + _size(29),
    ),
    "OitEmblem": _paragraph("OitEmblem", "ตราครุฑ", f'<w:keepNext/><w:spacing w:after="120"/>{_CENTRE}'),
    "OitMemoHead": _paragraph(
        "OitMemoHead", "ส่วนหัวบันทึก",
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(16)}"/></w:tabs>'
        '<w:spacing w:line="440" w:lineRule="atLeast"/>',
    ),
    "OitHead": _paragraph("OitHead", "หัวเอกสาร", f"<w:keepNext/>{_CENTRE}", _BOLD),
    "OitCover": _paragraph("OitCover", "หน้าปก", f'<w:spacing w:before="240"/>{_CENTRE}', _BOLD + _size(26)),
    "OitBar": _paragraph("OitBar", "แท่งของแผนภูมิ", '<w:spacing w:line="240" w:lineRule="exact"/>', _size(8)),
    "OitBarGap": _paragraph("OitBarGap", "ระยะระหว่างแท่ง", '<w:spacing w:line="80" w:lineRule="exact"/>', _size(2)),
    "OitBarValue": _paragraph(
        "OitBarValue", "ค่าของแท่ง", '<w:spacing w:line="320" w:lineRule="exact"/>', _size(14)
    ),
    "OitRule": _paragraph(
        "OitRule", "เส้นคั่น",
        '<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        f'<w:spacing w:after="60" w:line="120" w:lineRule="exact"/><w:ind w:left="{twips(6)}" w:right="{twips(6)}"/>',
        _size(4),
    ),
    "OitSection": _paragraph("OitSection", "หัวข้อ", "<w:keepNext/>" + _BEFORE, _BOLD),
    "OitSign": _paragraph("OitSign", "ลงชื่อ", _CENTRE),
    "OitSignRoom": _paragraph(
        "OitSignRoom", "ที่ว่างสำหรับลงลายมือชื่อ", f'<w:keepNext/><w:spacing w:before="400" w:after="400"/>{_CENTRE}'
    ),
    "OitCell": _paragraph("OitCell", "ในตาราง", "", _size(15)),
    "OitCellMid": _paragraph("OitCellMid", "ในตาราง กลาง", _CENTRE, _size(15)),
    "OitCellHead": _paragraph("OitCellHead", "หัวตาราง", f"<w:keepNext/>{_CENTRE}", _BOLD + _size(15)),
    "OitPhoto": _paragraph("OitPhoto", "ภาพถ่าย", f'<w:keepNext/><w:spacing w:before="120"/>{_CENTRE}'),
    "OitPhotoCaption": _paragraph("OitPhotoCaption", "คำบรรยายภาพ", _CENTRE, _size(14)),
    "OitSmall": _paragraph("OitSmall", "ตัวเล็ก", "", _size(13)),
    "OitDigest": _paragraph("OitDigest", "รหัส SHA-256", "", _size(11)),
    "OitPageNumber": _paragraph(
        "OitPageNumber", "เลขหน้า", f'<w:spacing w:before="280" w:after="200"/>{_CENTRE}'
    ),
    "OitNothing": _paragraph("OitNothing", "ว่าง", '<w:spacing w:line="20" w:lineRule="exact"/>', _size(1)),
    "OitTag": _paragraph("OitTag", "คำสั่งของแบบ", "", '<w:color w:val="7F7F7F"/>' + _size(10)),
    "OitLabel": _character("OitLabel", "คำนำหัวบันทึก", _BOLD + _size(20)),
    "OitLink": _character("OitLink", "Hyperlink", '<w:color w:val="auto"/><w:u w:val="none"/>'),
    "OitStrong": _character("OitStrong", "ตัวหนา", _BOLD),
    "OitGrid": _table("OitGrid", "ตารางมีเส้น", _borders(), 0.15),
    "OitNoGrid": _table("OitNoGrid", "ตารางไม่มีเส้น", "", 0),
}  # fmt: skip


def styles_xml(used: set[str]) -> str:
    """``word/styles.xml`` with the defaults and only the styles a form uses."""
    # The first language is Thai too: LibreOffice counts pages in native numbers of that one.
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    chosen = "".join(xml for key, xml in STYLES.items() if key in used)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {NAMESPACES}><w:docDefaults>'
        f'<w:rPrDefault><w:rPr>{fonts}{_size(16)}<w:lang w:val="th-TH" w:bidi="th-TH"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/></w:style>{chosen}</w:styles>'
    )
