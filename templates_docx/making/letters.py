"""Forms on memo paper and on the Garuda paper: memo, announcement, external letter."""

from __future__ import annotations

from templates_docx.making.ooxml import (
    SIGN_OTHERS,
    Form,
    at_right,
    cell,
    emblem,
    loop_rows,
    p,
    row,
    sign_mark,
    signature,
    t,
    table,
    tabs,
    tag,
    tag_row,
    together,
    twips,
)


def label(word: str) -> str:
    return t(word + "  ", "OitLabel")


def garuda(*lines: str, rule: bool = True) -> str:
    """Emblem 3 cm in the middle, the lines of the head under it, a short rule."""
    head = p(emblem(3, floating=False), style="OitEmblem") + "".join(
        line if line.startswith("<w:") else p(line, style="OitHead") for line in lines
    )
    return head + (p(style="OitRule") if rule else "")


def body(text: str) -> str:
    return p(text, style="OitBody")


def paragraphs(name: str) -> str:
    return tag(f"for text in {name}") + body("{{ text }}") + tag("endfor")


def block(who: str) -> str:
    """Signature block of an endorsement inside a table cell, in a loop: room to sign, name, posts, date. The first is
    the director's, those after it the route's; beyond the last place there is room for a pen only."""
    places = [target for target in SIGN_OTHERS if not target.endswith("/officer")]
    branches = "".join(
        tag(f"{'if' if number == 1 else 'elif'} loop.index == {number}") + p(sign_mark(target), style="OitSignRoom")
        for number, target in enumerate(places, 1)
    )
    return "".join(
        (
            branches,
            tag("else"),
            p(style="OitSignRoom"),
            tag("endif"),
            tag(f"if {who}.name"),
            p("({{ " + who + ".name }})", style="OitSign"),
            tag("else"),
            p("(" + "." * 44 + ")", style="OitSign"),
            tag("endif"),
            tag(f"for line in {who}.posts"),
            p("{{ line }}", style="OitSign"),
            tag("endfor"),
        )
    )


def given(word: str) -> str:
    """สั่ง ณ วันที่, ประกาศ ณ วันที่."""
    return p(
        word + " ณ วันที่ {{ date }}",
        style="OitBody",
        props=f'<w:keepNext/><w:spacing w:before="240"/><w:ind w:firstLine="{twips(5)}"/>',
    )


def members(name: str, *columns: str) -> str:
    """Numbered people in a table without lines: long names and posts wrap inside their column. Somebody who is there by
    post alone has the columns of name and post."""
    widths = (1.0, 5.4, 5.6, 4.0)
    named, post, role = (p("{{ one." + column + " }}") for column in columns)
    number = cell(widths[0], p("{{ loop.index|thai }}.", style="OitSign"))
    last = cell(widths[3], role)
    return table(
        widths,
        loop_rows(
            widths,
            f"one in {name}",
            tag_row(widths, "if one.name"),
            row(number, cell(widths[1], named), cell(widths[2], post), last),
            tag_row(widths, "else"),
            row(number, cell(widths[1] + widths[2], post, span=2), last),
            tag_row(widths, "endif"),
        ),
        lines=False,
    )


MEMO_HEAD = "".join(
    (
        p(emblem(1.5, floating=True), t("บันทึกข้อความ"), style="OitMemoTitle"),
        p(
            label("ส่วนราชการ"),
            t("{{ office }}  {{ group }}{% if phone %}  โทร. {{ phone }}{% endif %}\t"),
            style="OitMemoHead",
        ),
        p(
            label("ที่"),
            t("{{ number }}{% if edition %}  (แก้ไขครั้งที่ {{ edition }}){% endif %}\t"),
            label("วันที่"),
            t("{{ date }}\t"),
            style="OitMemoHead",
            props=tabs((8.5, "left", "dot"), (16, "right", "dot")),
        ),
        p(
            label("เรื่อง"),
            t("{{ subject }}\t"),
            style="OitMemoHead",
            props=f'<w:ind w:left="{twips(1.4)}" w:hanging="{twips(1.4)}"/>',
        ),
        p(t("เรียน  "), t("{{ addressee }}"), style="OitField"),
    )
)

MEMO_BODY = "".join(
    (
        body(
            "ตามที่สำนักงานต้องเปิดเผยข้อมูลสาธารณะตามแบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. "
            "{{ fiscal_year }} บนเว็บไซต์ของหน่วยงาน โดยเอกสารต้องเป็นต้นฉบับหรือสำเนาที่หัวหน้าหน่วยงานลงนาม นั้น"
        ),
        tag("if items|length == 1"),
        body(
            "{{ group }}ได้จัดทำข้อมูลข้อ {{ items[0].code }} {{ items[0].title }} เสร็จเรียบร้อยแล้ว "
            "รายละเอียดตามบัญชีเอกสารแนบท้าย"
        ),
        tag("else"),
        body(
            "{{ group }}ได้จัดทำข้อมูล จำนวน {{ items|length|thai }} ข้อ "
            "{% if items|length <= 4 %}ได้แก่ {% for item in items %}ข้อ {{ item.code }} {{ item.title }}"
            "{% if not loop.last %} {% endif %}{% endfor %} {% endif %}"
            "เสร็จเรียบร้อยแล้ว รายละเอียดตามบัญชีเอกสารแนบท้าย"
        ),
        tag("endif"),
        tag("if excepted"),
        body("ทั้งนี้ ฉบับแก้ไขนี้ไม่รวมข้อ {{ excepted|join(', ') }} ซึ่งหัวหน้าหน่วยงานให้ส่งคืนแก้ไข"),
        tag("endif"),
        body("จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ ขอได้โปรดลงนาม และมอบให้ผู้รับผิดชอบเว็บไซต์เผยแพร่ต่อไป"),
        together(signature("officer", mark="oit:sign/officer")),
    )
)


def head_decides(*choices: str, opinion: str) -> str:
    """The foot of a memo: on the left who passes it on and what they say (``opinion``), on the right what the head may
    choose, and the head's block."""
    return table(
        (7.6, 0.4, 8.0),
        row(
            cell(
                7.6,
                tag("for one in endorsements"),
                p("ความเห็น", style="OitSection"),
                opinion,
                block("one"),
                p("{{ one.date }}", style="OitSign"),
                tag("endfor"),
                p(style="OitNothing"),
            ),
            cell(0.4, p(style="OitNothing")),
            cell(
                8.0,
                p("ความเห็น/ข้อสั่งการ", style="OitSection"),
                *(p(f"(     ) {choice}", style="OitPlain") for choice in choices),
                p(sign_mark(), style="OitSignRoom"),
                p("({{ head.name }})", style="OitSign"),
                tag("for line in head.posts"),
                p("{{ line }}", style="OitSign"),
                tag("endfor"),
                # No dotted line, which would stay empty: decision and day stand in the head's digital signature.
                p("วันที่", style="OitSign"),
            ),
        ),
        lines=False,
    )


MEMO_DECISION = head_decides(
    # Two on one line: a line more would push the head's block of many memos to a second page.
    "ทราบ          (     ) เห็นชอบ",
    "เห็นชอบ ยกเว้นข้อ",
    "ส่งคืนแก้ไข เพราะ",
    opinion=tag("if one.text")
    + p("{{ one.text }}", style="OitPlain")
    + tag("else")
    + p(style="OitPlain")
    + tag("endif"),
)

ANNEX_WIDTHS = (0.9, 1.2, 10.0, 2.5, 1.4)
ANNEX = "".join(
    (
        p("บัญชีเอกสารแนบท้าย", style="OitHead", props="<w:pageBreakBefore/>"),
        p(
            "บันทึกข้อความ{% if number %} ที่ {{ number }}{% endif %}{% if edition %} (แก้ไขครั้งที่ {{ edition }})"
            "{% endif %} ลงวันที่ {{ date }}",
            style="OitHead",
        ),
        p("{{ office }} ปีงบประมาณ พ.ศ. {{ fiscal_year }}", style="OitHead"),
        p(style="OitRule"),
        table(
            ANNEX_WIDTHS,
            row(
                *(
                    cell(width, word, style="OitCellHead")
                    for width, word in zip(
                        ANNEX_WIDTHS, ("ที่", "ข้อ", "เรื่อง แฟ้ม และรหัส SHA-256", "การลงนาม", "หน้า"), strict=True
                    )
                ),
                header=True,
            ),
            loop_rows(
                ANNEX_WIDTHS,
                "file in annex",
                row(
                    cell(ANNEX_WIDTHS[0], "{{ loop.index|thai }}", style="OitCellMid"),
                    cell(ANNEX_WIDTHS[1], "{{ file.item }}", style="OitCellMid"),
                    cell(
                        ANNEX_WIDTHS[2],
                        "{{ file.title }}",
                        p("{{ file.file_name }} ({{ file.size }})", style="OitSmall"),
                        p("{{ file.sha256 }}", style="OitDigest"),
                    ),
                    cell(ANNEX_WIDTHS[3], "{{ file.duty }}"),
                    cell(ANNEX_WIDTHS[4], "{{ file.pages }}", style="OitCellMid"),
                ),
            ),
        ),
        p(
            "เมื่อหัวหน้าหน่วยงานลงลายมือชื่อดิจิทัลในบันทึกนี้ ถือว่าเห็นชอบทุกข้อในบัญชีนี้ตามแฟ้มที่มีรหัส SHA-256 ตรงกัน",
            style="OitPlain",
        ),
        p("รหัสบันทึกเหตุการณ์ ณ เวลาที่จัดทำ", style="OitSmall", props='<w:keepNext/><w:spacing w:before="120"/>'),
        p("{{ seal }}", style="OitDigest"),
    )
)

MEMO = Form(
    "memo",
    "บันทึกข้อความ ขอความเห็นชอบให้เผยแพร่ข้อมูลสาธารณะ",
    MEMO_HEAD + MEMO_BODY + MEMO_DECISION + ANNEX,
    emblem=1.5,
    top=2.0,
    footer=p("{{ code }}", style="OitSmall", props='<w:jc w:val="center"/>'),
)

ANNOUNCEMENT = Form(
    "announcement",
    "ประกาศ",
    garuda(
        "ประกาศ{{ office }}",
        tag("if number") + p("ที่ {{ number }}", style="OitHead") + tag("endif"),
        "เรื่อง {{ subject }}",
    )
    + paragraphs("reason")
    + tag("for clause in clauses")
    + body("ข้อ {{ loop.index|thai }} {{ clause }}")
    + tag("endfor")
    + together(given("ประกาศ"), signature()),
    emblem=3,
    top=1.5,
)

LETTER_TOP = (
    garuda(rule=False)
    + table(
        (8.5, 7.5),
        row(
            cell(8.5, p("ที่ {% if number %}{{ number }}{% else %}........................{% endif %}")),
            cell(
                7.5, p("{{ office }}"), tag("for line in address"), p("{{ line }}"), tag("endfor"),
                p(style="OitNothing"),
            ),
        ),
        lines=False,
    )
    + p("{{ date }}", props=f'<w:spacing w:before="120"/><w:ind w:left="{twips(8)}"/>')
    + p("เรื่อง  {{ subject }}", style="OitField")
    + p("เรียน  {{ addressee }}", style="OitField")
    + tag("for text in references")
    + p("{% if loop.first %}อ้างถึง  {% endif %}{{ text }}", style="OitField",
        props=f'<w:ind w:left="{twips(1.6)}" w:hanging="{twips(1.6)}"/>')
    + tag("endfor")
    + tag("for text in enclosures")
    + p(
        "{% if loop.first %}สิ่งที่ส่งมาด้วย{% endif %}\t{% if enclosures|length > 1 %}{{ loop.index|thai }}. {% endif %}"
        "{{ text }}",
        style="OitField",
        props=tabs((2.9, "left", "")) + f'<w:ind w:left="{twips(2.9)}" w:hanging="{twips(2.9)}"/>',
    )
    + tag("endfor")
)  # fmt: skip
LETTER_END = (
    together(at_right("{{ closing }}", 240), signature())
    + p("{{ group }}", props='<w:keepNext/><w:spacing w:before="360"/>')
    + p("โทร. {{ phone }}", props="<w:keepNext/>")
    + tag("if email")
    + p("ไปรษณีย์อิเล็กทรอนิกส์ {{ email }}")
    + tag("endif")
    + tag("for copy in copies")
    + p("{% if loop.first %}สำเนาส่ง  {% endif %}{{ copy }}", style="OitField",
        props=f'<w:ind w:left="{twips(1.7)}" w:hanging="{twips(1.7)}"/>')
    + tag("endfor")
)  # fmt: skip
LETTER = Form(
    "letter",
    "หนังสือภายนอก",
    LETTER_TOP + paragraphs("paragraphs") + LETTER_END,
    emblem=3,
    top=1.5,
)
