"""Orders on the Garuda paper: one that appoints a working group, and one that assigns work or names people for it."""

from __future__ import annotations

from templates_docx.making.letters import body, garuda, given, members, paragraphs
from templates_docx.making.ooxml import Form, cell, loop_rows, p, row, signature, table, tag, together

BEGINNING = (
    garuda(
        "คำสั่ง{{ office }}",
        "ที่ {% if number %}{{ number }}{% else %}............/............{% endif %}",
        "เรื่อง {{ subject }}",
    )
    + paragraphs("reason")
    + tag("if authority")
    + body("{{ authority }}")
    + tag("endif")
)
"""Whose order it is, its number and subject, why, and by which law."""


def duties(words: str) -> str:
    """The duties under the words that lead to them; nothing at all when there are none."""
    return (
        tag("if duties")
        + p(words, style="OitBody", props="<w:keepNext/>")
        + tag("for duty in duties")
        + p("{{ loop.index|thai }}.\t{{ duty }}", style="OitList")
        + tag("endfor")
        + tag("endif")
    )


ORDER = Form(
    "order",
    "คำสั่งแต่งตั้งคณะทำงาน",
    BEGINNING
    + body("จึงแต่งตั้งคณะทำงาน ประกอบด้วย")
    + p(style="OitNothing")
    + members("members", "name", "post", "role")
    + duties("มีหน้าที่ดังต่อไปนี้")
    # The last sentence goes with the signature: a page that holds a signature alone could be put under anything.
    + together(
        p(
            "ทั้งนี้ ตั้งแต่{% if effective %}วันที่ {{ effective }}{% else %}บัดนี้{% endif %} เป็นต้นไป",
            style="OitBody",
        ),
        given("สั่ง"),
        signature(),
    ),
    emblem=3,
    top=1.5,
)

ORDER_ANNEX_WIDTHS = (1.1, 7.1, 4.4, 3.4)
ORDER_ANNEX = "".join(
    (
        tag("if annex"),
        p("บัญชีแนบท้ายคำสั่ง{{ office }}", style="OitHead", props="<w:pageBreakBefore/>"),
        p(
            "ที่ {% if number %}{{ number }}{% else %}............/............{% endif %} ลงวันที่ {{ date }}",
            style="OitHead",
        ),
        p(
            "ตารางผู้รับผิดชอบข้อมูลสาธารณะ (OIT){% if fiscal_year %} ประจำปีงบประมาณ พ.ศ. {{ fiscal_year }}{% endif %}",
            style="OitHead",
        ),
        p(style="OitRule"),
        table(
            ORDER_ANNEX_WIDTHS,
            row(
                *(
                    cell(width, word, style="OitCellHead")
                    for width, word in zip(ORDER_ANNEX_WIDTHS, ("ข้อ", "ข้อมูล", "กลุ่มที่รับผิดชอบ", "กลุ่มที่รวบรวม"), strict=True)
                ),
                header=True,
            ),
            loop_rows(
                ORDER_ANNEX_WIDTHS,
                "row in annex",
                row(
                    cell(ORDER_ANNEX_WIDTHS[0], "{{ row.item }}", style="OitCellMid"),
                    cell(ORDER_ANNEX_WIDTHS[1], "{{ row.title }}"),
                    cell(ORDER_ANNEX_WIDTHS[2], "{{ row.groups|join(', ') }}"),
                    cell(
                        ORDER_ANNEX_WIDTHS[3], "{% if row.compiler %}{{ row.compiler }}{% else %}ยังไม่กำหนด{% endif %}"
                    ),
                ),
            ),
        ),
        tag("endif"),
    )
)

GENERAL_ORDER = Form(
    "general_order",
    "คำสั่ง",
    BEGINNING
    + body("{{ decision }}")
    + tag("if members")
    + p(style="OitNothing")
    + members("members", "name", "post", "role")
    + tag("endif")
    + duties("โดยให้มีหน้าที่ดังต่อไปนี้")
    + together(
        p(
            "ทั้งนี้ ตั้งแต่{% if effective %}วันที่ {{ effective }}{% else %}บัดนี้{% endif %}"
            "{% if until %} ถึงวันที่ {{ until }}{% else %} เป็นต้นไป{% endif %}",
            style="OitBody",
        ),
        given("สั่ง"),
        signature(),
    )
    + ORDER_ANNEX,
    emblem=3,
    top=1.5,
)
