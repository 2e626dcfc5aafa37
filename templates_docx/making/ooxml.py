"""The few WordprocessingML building blocks the forms need, as text. Lengths in cm and pt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

FONT = "TH Sarabun New"
SIGN_TARGET = "oit:sign/head"
SIGN_OTHERS = tuple(f"oit:sign/{place}" for place in ("officer", "director", "route1", "route2", "route3"))
"""Where others than the head sign with a key, in an office that asks for it: who prepared the memo, the director who
submits it, and the stops of the route."""
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


_BEFORE_NUMBER = re.compile(r"(พ\.ศ\.|ข้อ|จำนวน|ครั้งที่|โทร\.|\bที่) (?=\{\{)")


def twips(cm: float) -> int:
    return round(cm * 1440 / 2.54)


def emu(cm: float) -> int:
    return round(cm * 360_000)


def t(text: str, style: str = "", *, bold: bool = False, size: float | None = None) -> str:
    """A run; ``\\t`` becomes a tab. ``style`` is a character style."""
    props = f'<w:rStyle w:val="{style}"/>' if style else ""
    props += "<w:b/><w:bCs/>" if bold else ""
    props += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    # No break between these words and a number that a tag prints after them.
    text = _BEFORE_NUMBER.sub("\\1\u00a0", text)
    pieces = [f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("\t")]
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{'<w:tab/>'.join(pieces)}</w:r>"


def p(*runs: str, style: str = "", props: str = "") -> str:
    """A paragraph. A plain string that is no run becomes one."""
    inner = "".join(run if run.startswith("<w:") else t(run) for run in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p>{f'<w:pPr>{named}{props}</w:pPr>' if named or props else ''}{inner}</w:p>"


def tag(code: str) -> str:
    """A paragraph that only holds a template tag and vanishes: ``{%p for ... %}``."""
    return p(t("{%p " + code + " %}"), style="OitTag")


def tabs(*stops: tuple[float, str, str]) -> str:
    """Tab stops as (cm, kind, leader)."""
    return (
        "<w:tabs>"
        + "".join(
            f'<w:tab w:val="{kind}"' + (f' w:leader="{leader}"' if leader else "") + f' w:pos="{twips(at)}"/>'
            for at, kind, leader in stops
        )
        + "</w:tabs>"
    )


def cell(width: float, *content: str, style: str = "OitCell", span: int = 1) -> str:
    inner = "".join(c if c.startswith(("<w:p>", "<w:p ", "<w:tbl>")) else p(c, style=style) for c in content)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spanned}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, header: bool = False, splits: bool = False) -> str:
    props = ("" if splits else "<w:cantSplit/>") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{''.join(cells)}</w:tr>"


def tag_row(widths: tuple[float, ...], code: str) -> str:
    """A row that only holds a template tag and vanishes: ``{%tr for ... %}``."""
    return row(cell(sum(widths), t("{%tr " + code + " %}"), span=len(widths)))


def loop_rows(widths: tuple[float, ...], loop: str, *rows: str) -> str:
    """Rows repeated by a ``{%tr for %}``; the rows with the tags vanish."""
    return tag_row(widths, f"for {loop}") + "".join(rows) + tag_row(widths, "endfor")


def table(widths: tuple[float, ...], *rows: str, lines: bool = True) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(w)}"/>' for w in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{"OitGrid" if lines else "OitNoGrid"}"/>'
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def together(*content: str) -> str:
    """Paragraphs that never part over two pages: a row that may not split. LibreOffice 7.4 lets go of keepNext when the
    next page has a taller header."""
    thin = p(style="OitNothing")
    return thin + table((16.0,), row(cell(16.0, *content)), lines=False) + thin


def at_right(text: str, before: int = 0) -> str:
    """A line centred over the signature; ``before`` in twentieths of a point."""
    spacing = f'<w:spacing w:before="{before}"/>' if before else ""
    return p(text, style="OitSign", props=f'{spacing}<w:ind w:left="{twips(7.0)}"/>')


def sign_id(target: str) -> str:
    """Name, inside the Word file, of the link to a place to sign."""
    return "rIdSign" if target == SIGN_TARGET else f"rIdSign_{target.rpartition('/')[2]}"


def sign_mark(target: str = SIGN_TARGET) -> str:
    """Where somebody signs: a link over blanks. LibreOffice exports its rectangle, signing puts its field there."""
    # LibreOffice exports a link only where its text has a character style.
    # No-break spaces have a width a link annotation can have, and print nothing; about 4 cm at 16 pt.
    return f'<w:hyperlink r:id="{sign_id(target)}" w:history="0">{t(chr(0xA0) * 34, "OitLink")}</w:hyperlink>'


def signature(who: str = "head", left: float = 7.0, *, mark: str | None = SIGN_TARGET) -> str:
    """Room for the signature (the mark in its middle), then name in brackets and post lines, centred."""
    at = f'<w:ind w:left="{twips(left)}"/>'
    return "".join(
        (
            p(*((sign_mark(mark),) if mark else ()), style="OitSignRoom", props=at),
            p("({{ " + who + ".name }})", style="OitSign", props=at),
            tag(f"for line in {who}.posts"),
            p("{{ line }}", style="OitSign", props=at),
            tag("endfor"),
        )
    )


def emblem(height: float, *, floating: bool) -> str:
    """The emblem slot: rendering replaces picture and width by the office's image."""
    size = f'cx="{emu(height)}" cy="{emu(height)}"'
    picture = (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="emblem.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rIdEmblem"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    prop = '<wp:docPr id="1001" name="emblem" descr="ตราครุฑ"/>'
    if not floating:
        drawn = f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>{prop}{picture}</wp:inline>'
    else:
        drawn = (
            '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" '
            'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="page"><wp:posOffset>{emu(1.5)}</wp:posOffset></wp:positionV>'
            f"<wp:extent {size}/><wp:wrapNone/>{prop}{picture}</wp:anchor>"
        )
    return f"<w:r><w:drawing>{drawn}</w:drawing></w:r>"


def page_number() -> str:
    """``- ๒ -``. The section counts in Thai numerals, and the field says so too for Word."""
    code = "PAGE \\* THAIARABIC"
    return (
        f'{t("- ")}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>๒</w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{t(" -")}'
    )


def page_of(bookmark: str) -> str:
    """The page on which a bookmark stands, in the digits of the page numbers; Word shows it once it is printed."""
    code = f"PAGEREF {bookmark} \\h"
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{t("๐")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@dataclass(frozen=True)
class Form:
    """One Word file to be made. ``emblem`` its height in cm, 0 for none; ``footer`` paragraphs on every page."""

    name: str
    title: str
    body: str
    emblem: float = 0
    top: float = 2.5
    footer: str = ""
    landscape: bool = False

    def document(self) -> str:
        wide, high = (twips(29.7), twips(21)) if self.landscape else (twips(21), twips(29.7))
        turned = ' w:orient="landscape"' if self.landscape else ""
        footers = (
            '<w:footerReference w:type="default" r:id="rIdFooter"/>'
            '<w:footerReference w:type="first" r:id="rIdFooter1"/>'
            if self.footer
            else ""
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMESPACES}><w:body>{self.body}'
            '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
            f'<w:headerReference w:type="first" r:id="rIdHeader1"/>{footers}'
            f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
            f'<w:pgMar w:top="{twips(self.top)}" w:right="{twips(2)}" w:bottom="{twips(2)}" w:left="{twips(3)}" '
            f'w:header="{twips(1.25)}" w:footer="{twips(1)}" w:gutter="0"/>'
            '<w:pgNumType w:fmt="thaiNumbers"/><w:titlePg/></w:sectPr></w:body></w:document>'
        )
