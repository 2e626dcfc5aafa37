"""The long report (cover, preface, contents, sections with charts and tables) and the memo that brings it."""

from __future__ import annotations

from templates_docx.making.letters import LETTER_END, LETTER_TOP, MEMO_HEAD, body, head_decides, paragraphs
from templates_docx.making.ooxml import (
    Form,
    cell,
    loop_rows,
    p,
    page_of,
    row,
    sign_mark,
    signature,
    t,
    table,
    tabs,
    tag,
    together,
    twips,
)

COLUMNS = 7
"""At most so many in a table of a report."""
_THIRDS = (8.2, 8.2, 8.3)
_BREAK = "<w:pageBreakBefore/>"


def signed(who: str, *, left: float = 0, mark: bool = False) -> str:
    """Room, name, posts, word and day of one who stands for the paper, centred."""
    at = f'<w:ind w:left="{twips(left)}"/>' if left else ""
    return "".join(
        (
            p(*((sign_mark(),) if mark else ()), style="OitSignRoom", props=at),
            p("({{ " + who + ".name }})", style="OitSign", props=at),
            tag(f"for line in {who}.posts"),
            p("{{ line }}", style="OitSign", props=at),
            tag("endfor"),
            p("{{ " + who + ".word }}", style="OitSign", props=at),
            p("วันที่ {{ " + who + ".date }}", style="OitSign", props=at),
        )
    )


def kept(*content: str) -> str:
    """As ``together`` on a portrait page: over the whole width of a landscape one."""
    thin = p(style="OitNothing")
    return thin + table((24.7,), row(cell(24.7, *content)), lines=False) + thin


def bars(name: str) -> str:
    """A chart: a row for each label, its bars as grounds of paragraphs, the value under its bar's own row.

    A ground ends at the paragraph's right indent, in Word as in LibreOffice: so a bar is as crisp as a letter.
    """
    widths = (8.6, 12.5, 3.6)
    bar = p(
        t("\u00a0"), style="OitBar",
        props='<w:shd w:val="clear" w:color="auto" w:fill="{{ bar.tone }}"/><w:ind w:right="{{ bar.share }}"/>',
    )  # fmt: skip
    return (
        p("{{ " + name + ".title }}", style="OitSection")
        + table(
            widths,
            loop_rows(
                widths,
                f"row in {name}.rows",
                row(
                    cell(widths[0], "{{ row.label }}"),
                    cell(
                        widths[1], p(style="OitBarGap"), tag("for bar in row.bars"), bar, p(style="OitBarGap"),
                        tag("endfor"), p(style="OitNothing"),
                    ),
                    cell(
                        widths[2], tag("for bar in row.bars"), p("{{ bar.value }}", style="OitBarValue"), tag("endfor"),
                        p(style="OitNothing"),
                    ),
                ),
            ),
            lines=False,
        )
        + tag(f"if {name}.note")
        + p("{{ " + name + ".note }}", style="OitSmall")
        + tag("endif")
    )  # fmt: skip


def sheet(name: str) -> str:
    """A table of two to seven columns whose widths come with it."""
    return "".join(tag(f"if {name}.header|length == {count}") + _sheet(name, count) + tag("endif")
                   for count in range(2, COLUMNS + 1))  # fmt: skip


def _sheet(name: str, count: int) -> str:
    # Widths are written when the form is filled; what stands here only says how many columns there are.
    fixed = tuple(24.7 / count for _ in range(count))
    made = table(
        fixed,
        row(*(cell(w, "{{ " + name + ".header[" + str(i) + "] }}", style="OitCellHead") for i, w in enumerate(fixed)),
            header=True),
        loop_rows(
            fixed, f"row in {name}.rows",
            row(
                *(cell(w, tag(f"for line in row.cells[{i}]"), p("{{ line }}", style="OitCell"), tag("endfor"),
                       p(style="OitNothing")) for i, w in enumerate(fixed)),
            ),
        ),
    )  # fmt: skip
    width = twips(fixed[0])
    for at in range(count):
        place = "{{ " + name + ".widths[" + str(at) + "] }}"
        made = made.replace(f'<w:gridCol w:w="{width}"/>', f'<w:gridCol w:w="{place}"/>', 1)
    # Cells stand row by row: head, then the repeated row; the rows of the loop's tags span all columns.
    for _ in range(2):
        for at in range(count):
            place = "{{ " + name + ".widths[" + str(at) + "] }}"
            made = made.replace(f'<w:tcW w:w="{width}" w:type="dxa"/>', f'<w:tcW w:w="{place}" w:type="dxa"/>', 1)
    return p("{{ " + name + ".title }}", style="OitSection") + made


REPORT = Form(
    "report",
    "รายงานเกี่ยวกับการประเมิน",
    tag("if cover")
    + p(style="OitPlain", props='<w:spacing w:before="1800"/>')
    + tag("for line in cover")
    + p("{{ line }}", style="OitCover")
    + tag("endfor")
    + p("{{ office }}", style="OitCover", props='<w:spacing w:before="1800"/>')
    + tag("endif")
    + tag("if preface")
    + p("คำนำ", style="OitHead", props=_BREAK)
    + paragraphs("preface")
    + tag("if author")
    + kept(signed("author", left=14))
    + tag("endif")
    + tag("endif")
    + tag("if cover")
    + p("สารบัญ", style="OitHead", props=_BREAK)
    + tag("for section in sections")
    + p(
        t("{{ section.heading }}\t"),
        page_of("oit_section_{{ loop.index }}"),
        style="OitPlain",
        props=tabs((24.7, "right", "dot")),
    )
    + tag("endfor")
    + p("{{ title }}", style="OitHead", props=_BREAK)
    + tag("else")
    + p("{{ title }}", style="OitHead")
    + tag("endif")
    + p("{{ office }}  ปีงบประมาณ พ.ศ. {{ fiscal_year }}", style="OitHead")
    + p(style="OitRule", props=f'<w:ind w:left="{twips(10)}" w:right="{twips(10)}"/>')
    + tag("for section in sections")
    + p(
        '<w:bookmarkStart w:id="{{ loop.index }}" w:name="oit_section_{{ loop.index }}"/>',
        t("{{ section.heading }}"),
        '<w:bookmarkEnd w:id="{{ loop.index }}"/>',
        style="OitSection",
    )
    + paragraphs("section.paragraphs")
    + tag("if section.chart")
    + bars("section.chart")
    + tag("endif")
    + tag("if section.table")
    + sheet("section.table")
    + tag("endif")
    + paragraphs("section.after")
    + tag("endfor")
    # The title goes with the signatures: a page that holds them alone could be put under anything.
    + p(style="OitNothing")
    + table(
        _THIRDS,
        row(
            cell(
                24.7,
                p(
                    "{{ title }} ปีงบประมาณ พ.ศ. {{ fiscal_year }}",
                    style="OitSign",
                    props='<w:keepNext/><w:spacing w:before="240"/>',
                ),
                span=3,
            )
        ),
        row(
            *(
                cell(
                    width,
                    tag(f"if signers|length > {at}"),
                    signed(f"signers[{at}]"),
                    tag("endif"),
                    p(style="OitNothing"),
                )
                for at, width in enumerate(_THIRDS[:2])
            ),
            cell(_THIRDS[2], signed("head", mark=True)),
        ),
        lines=False,
    )
    + p(style="OitNothing"),
    landscape=True,
)

_MEMO_HEAD = MEMO_HEAD.replace("{% if edition %}  (แก้ไขครั้งที่\u00a0{{ edition }}){% endif %}", "")


def numbered(name: str, word: str, width: float) -> str:
    """A word and what it is followed by: as it is when there is one, numbered when there are several."""
    return (
        tag(f"for text in {name}")
        + p(
            "{% if loop.first %}"
            + word
            + "{% endif %}\t{% if "
            + name
            + "|length > 1 %}{{ loop.index|thai }}. {% endif %}"
            "{{ text }}",
            style="OitField",
            props=tabs((width, "left", "")) + f'<w:ind w:left="{twips(width)}" w:hanging="{twips(width)}"/>',
        )
        + tag("endfor")
    )


COVER_MEMO = Form(
    "cover_memo",
    "บันทึกข้อความนำเรื่อง",
    _MEMO_HEAD
    + numbered("enclosures", "สิ่งที่ส่งมาด้วย", 2.9)
    + paragraphs("paragraphs")
    + body("{{ closing }}")
    + together(signature("officer", mark="oit:sign/officer"))
    + head_decides("ทราบ", "อนุมัติ/เห็นชอบ", "อื่น ๆ", opinion=p("{{ one.text }}", style="OitPlain")),
    emblem=1.5,
    top=2.0,
)


def picture(name: str) -> str:
    """A picture whose relationship and size come with the facts."""
    size = 'cx="{{ ' + name + '.wide }}" cy="{{ ' + name + '.high }}"'
    drawn = (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        '<wp:docPr id="1001" name="screenshot" descr="ภาพประกอบ"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="2" name="screenshot.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rIdPic{{ ' + name + '.sha256 }}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )
    return f"<w:r><w:drawing>{drawn}</w:drawing></w:r>"


REPLY_WIDTHS = (1.4, 4.6, 5.6, 4.4)
_REPLY_BODY = (
    paragraphs("paragraphs")
    + p(style="OitNothing")
    + table(
        REPLY_WIDTHS,
        row(
            *(
                cell(width, word, style="OitCellHead")
                for width, word in zip(REPLY_WIDTHS, ("ข้อ", "ความเห็นของกรรมการ", "ข้อเท็จจริง", "หลักฐาน"), strict=True)
            ),
            header=True,
        ),
        loop_rows(
            REPLY_WIDTHS,
            "row in rows",
            row(
                cell(REPLY_WIDTHS[0], "{{ row.item }}", style="OitCellMid"),
                cell(REPLY_WIDTHS[1], "{{ row.title }}", "{{ row.comment }}"),
                cell(REPLY_WIDTHS[2], "{{ row.fact }}"),
                cell(REPLY_WIDTHS[3], "{{ row.evidence }}"),
            ),
        ),
    )
    + paragraphs("ending")
)
_REPLY_PAGES = (
    tag("for page in pages")
    + p("ข้อ {{ page.item }} {{ page.title }}", style="OitHead", props=_BREAK)
    + p("ทางจากหน้าแรกของเว็บไซต์", style="OitSection")
    + tag("for step in page.steps")
    + p("{{ loop.index|thai }}.\t{{ step }}", style="OitList")
    + tag("endfor")
    + p("ข้อเท็จจริงที่ตรวจพบ", style="OitSection")
    + tag("for fact in page.facts")
    + p("{{ loop.index|thai }}.\t{{ fact }}", style="OitList")
    + tag("endfor")
    + tag("if page.picture and page.picture.data")
    + p("ภาพหน้าจอ", style="OitSection")
    + p(picture("page.picture"))
    + tag("endif")
    + tag("endfor")
)
REPLY = Form(
    "reply",
    "หนังสือชี้แจงผู้ประเมิน",
    LETTER_TOP + _REPLY_BODY + LETTER_END + _REPLY_PAGES,
    emblem=3,
    top=1.5,
)
REPLY_MEMO = Form(
    "reply_memo",
    "บันทึกข้อความชี้แจงผู้ประเมิน",
    _MEMO_HEAD
    + numbered("references", "อ้างถึง", 1.4)
    + numbered("enclosures", "สิ่งที่ส่งมาด้วย", 2.9)
    + _REPLY_BODY
    + together(signature())
    + _REPLY_PAGES,
    emblem=1.5,
    top=2.0,
)
