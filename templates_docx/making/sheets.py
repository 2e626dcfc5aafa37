"""Sheets and lists: meeting report, certification, signature page, capture, tables, small papers, verdict."""

from __future__ import annotations

from templates_docx.making.letters import body, members, paragraphs
from templates_docx.making.ooxml import (
    Form,
    at_right,
    cell,
    loop_rows,
    p,
    row,
    signature,
    t,
    table,
    tag,
    together,
    twips,
)


def fact(word: str, *lines: str) -> str:
    """A row "what: value" of the sheets' tables."""
    return row(cell(4.2, p(t(word, "OitStrong"), style="OitCell")), cell(11.8, *lines))


def digest(name: str = "sha256") -> str:
    return p("{{ " + name + " }}", style="OitDigest")


def people(heading: str, name: str) -> str:
    """A numbered list of people under its heading, nothing at all when there are none."""
    return tag(f"if {name}") + p(heading, style="OitSection") + members(name, "name", "post", "note") + tag("endif")


def clerk(word: str, who: str, *before: str) -> str:
    return together(*before, signature(who, mark=None), at_right(word))


MEETING = Form(
    "meeting",
    "รายงานการประชุม",
    p("รายงานการประชุม{{ body }}", style="OitHead")
    + p("ครั้งที่ {{ number }}", style="OitHead")
    + p("เมื่อวันที่ {{ date }} เวลา {{ starts }}", style="OitHead")
    + p("ณ {{ place }}", style="OitHead")
    + p(style="OitRule")
    + people("ผู้มาประชุม", "present")
    + people("ผู้ไม่มาประชุม", "absent")
    + people("ผู้เข้าร่วมประชุม", "guests")
    + p(t("เริ่มประชุมเวลา ", "OitStrong"), t("{{ starts }}"), style="OitPlain")
    + tag("for item in agenda")
    + p("ระเบียบวาระที่ {{ loop.index|thai }} {{ item.title }}", style="OitSection")
    + tag("for text in item.paragraphs")
    + body("{{ text }}")
    + tag("endfor")
    + tag("if item.resolution")
    + p(t("มติที่ประชุม ", "OitStrong"), t("{{ item.resolution }}"), style="OitBody")
    + tag("endif")
    + tag("endfor")
    + clerk(
        "ผู้จดรายงานการประชุม",
        "recorder",
        p(t("เลิกประชุมเวลา ", "OitStrong"), t("{{ ends }}"), style="OitPlain"),
    )
    + clerk("ผู้ตรวจรายงานการประชุม", "checker"),
)

CERTIFIED_COPY = Form(
    "certified_copy",
    "ใบรับรองสำเนาถูกต้อง",
    p("ใบรับรองสำเนาถูกต้อง", style="OitHead")
    + p("{{ office }}", style="OitHead")
    + p(style="OitRule")
    + body("ขอรับรองว่าเอกสารตามรายการต่อไปนี้เป็นสำเนาถูกต้องตรงกับต้นฉบับ")
    + p(style="OitNothing")
    + table(
        (4.2, 11.8),
        fact("เรื่อง", "{{ title }} (ข้อ {{ item }})"),
        fact("เลขที่และวันที่", "{{ source }}"),
        fact("จำนวน", "{{ pages }} หน้า"),
        fact("ไฟล์", p("{{ file_name }} ({{ size }})", style="OitSmall"), digest()),
    )
    + together(at_right("สำเนาถูกต้อง", 360), signature(), at_right("วันที่ {{ date }}")),
)  # fmt: skip

SIGNATURE_SHEET = Form(
    "signature_sheet",
    "หน้าลงนาม",
    p("หน้าลงนาม", style="OitHead")
    + p("ข้อ {{ item }} {{ title }}", style="OitHead")
    + p("{{ office }} ปีงบประมาณ พ.ศ. {{ fiscal_year }}", style="OitHead")
    + p(style="OitRule")
    + body(
        "หน้านี้เป็นส่วนหนึ่งของเอกสาร {{ file_name }} ซึ่งมีจำนวน {{ pages }} หน้า (ไม่รวมหน้านี้) "
        "จัดทำโดย {{ prepared_by.name }} {{ prepared_by.posts|join(' ') }}"
    )
    + p("รหัส SHA-256 ของเอกสารก่อนต่อหน้านี้", style="OitSmall", props='<w:keepNext/><w:spacing w:before="120"/>')
    + digest()
    + together(at_right("ได้ตรวจสอบแล้ว ให้ใช้และเผยแพร่เอกสารนี้ได้", 360), signature(), at_right("วันที่ {{ date }}")),
)  # fmt: skip

CAPTURE_SHEET = Form(
    "capture_sheet",
    "ใบบันทึกการตรวจหน้าเว็บ",
    p("ใบบันทึกการตรวจหน้าเว็บ", style="OitHead")
    + p("ข้อ {{ item }} {{ title }}", style="OitHead")
    + p("{{ office }}", style="OitHead")
    + p(style="OitRule")
    + table(
        (4.2, 11.8),
        fact("เวลาที่ตรวจ", "{{ taken_at }}"),
        fact("ที่อยู่ที่ขอ", "{{ address }}"),
        fact(
            "การส่งต่อ",
            tag("for hop in hops"),
            p("{{ loop.index|thai }}. {{ hop.address }} (HTTP {{ hop.status }})", style="OitCell"),
            tag("endfor"),
            tag("if not hops"),
            p("ไม่มี", style="OitCell"),
            tag("endif"),
            p(style="OitNothing"),
        ),
        fact("ที่อยู่สุดท้าย", "{{ final_address }}"),
        fact("สถานะ HTTP", "{{ status }}"),
        fact("ชื่อหน้า", "{{ page_title }}"),
        fact("ขนาดข้อมูลที่ได้รับ", "{{ size }}"),
        fact("รหัส SHA-256", digest()),
    )
    + clerk("ผู้บันทึก", "taken_by"),
)

LIST_WIDTHS = (1.6, 10.2, 7.6, 5.3)
RESPONSIBILITY = Form(
    "responsibility",
    "ตารางผู้รับผิดชอบ",
    p("ตารางผู้รับผิดชอบข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. {{ fiscal_year }}", style="OitHead")
    + p("{{ office }}", style="OitHead")
    + p("ข้อมูล ณ วันที่ {{ as_of }}", style="OitHead")
    + p(style="OitRule", props=f'<w:ind w:left="{twips(10)}" w:right="{twips(10)}"/>')
    + table(
        LIST_WIDTHS,
        row(
            *(
                cell(width, word, style="OitCellHead")
                for width, word in zip(LIST_WIDTHS, ("ข้อ", "ข้อมูล", "กลุ่มที่รับผิดชอบ", "กลุ่มที่รวบรวม"), strict=True)
            ),
            header=True,
        ),
        loop_rows(
            LIST_WIDTHS,
            "row in rows",
            row(
                cell(LIST_WIDTHS[0], "{{ row.item }}", style="OitCellMid"),
                cell(LIST_WIDTHS[1], "{{ row.title }}"),
                cell(LIST_WIDTHS[2], "{{ row.groups|join(', ') }}"),
                cell(LIST_WIDTHS[3], "{% if row.compiler %}{{ row.compiler }}{% else %}ยังไม่กำหนด{% endif %}"),
            ),
        ),
    ),
    landscape=True,
)

CALENDAR_WIDTHS = (1.3, 5.8, 3.5, 2.9, 2.9, 2.9, 2.9, 2.9)
CALENDAR = Form(
    "calendar",
    "ปฏิทินปฏิบัติงาน",
    p("ปฏิทินปฏิบัติงานการเปิดเผยข้อมูลสาธารณะ (OIT)", style="OitHead")
    + p("{{ office }} ปีงบประมาณ พ.ศ. {{ fiscal_year }}", style="OitHead")
    + p("แนบท้ายคำสั่งแต่งตั้งคณะทำงาน ข้อมูล ณ วันที่ {{ as_of }}", style="OitHead")
    + p(
        "{% if closing %}วันปิดรับคำตอบแบบวัด {{ closing }} ทุกขั้นนับย้อนจากวันนั้น "
        "{% else %}ยังไม่ทราบวันปิดรับคำตอบแบบวัด {% endif %}งวดของปีนับย้อนจากวันที่งวดนั้นต้องเผยแพร่",
        style="OitPlain",
    )
    + table(
        CALENDAR_WIDTHS,
        row(
            *(
                cell(width, word, style="OitCellHead")
                for width, word in zip(
                    CALENDAR_WIDTHS,
                    ("ข้อ", "ข้อมูล", "กลุ่มที่ส่ง", "ส่งข้อมูล", "รวบรวม", "เสนอ", "เผยแพร่", "ตอบแบบวัด"),
                    strict=True,
                )
            ),
            header=True,
        ),
        loop_rows(
            CALENDAR_WIDTHS,
            "row in rows",
            row(
                cell(CALENDAR_WIDTHS[0], "{{ row.item }}", style="OitCellMid"),
                cell(CALENDAR_WIDTHS[1], "{{ row.title }}{% if row.part %} {{ row.part }}{% endif %}"),
                cell(CALENDAR_WIDTHS[2], "{{ row.groups|join(', ') }}"),
                *(
                    cell(CALENDAR_WIDTHS[3], "{{ row." + name + " }}", style="OitCellMid")
                    for name in ("hand_in", "compile", "submit", "publish", "answer")
                ),
            ),
        ),
    ),
    landscape=True,
)

REQUEST_WIDTHS = (1.0, 1.4, 6.6, 5.2, 1.8)
PUBLICATION_REQUEST = Form(
    "publication_request",
    "ใบขอเผยแพร่ข้อมูลบนเว็บไซต์",
    p("ใบขอเผยแพร่ข้อมูลบนเว็บไซต์", style="OitHead")
    + p("{{ office }}", style="OitHead")
    + p(style="OitRule")
    + p("วันที่ {{ date }}", props=f'<w:ind w:left="{twips(9)}"/>')
    + p("เรียน  {{ addressee }}", style="OitField")
    + body(
        "ตามที่หัวหน้าหน่วยงานได้เห็นชอบให้เผยแพร่ข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. {{ fiscal_year }} "
        "ตามบันทึกข้อความ ที่ {{ memo }}{% if approved %} เมื่อวันที่ {{ approved }}{% endif %} แล้ว นั้น "
        "{{ group }}ขอให้เผยแพร่ข้อมูล จำนวน {{ rows|length|thai }} รายการ ดังนี้"
    )
    + p(style="OitNothing")
    + table(
        REQUEST_WIDTHS,
        row(
            *(
                cell(width, word, style="OitCellHead")
                for width, word in zip(REQUEST_WIDTHS, ("ที่", "ข้อ", "ข้อมูล", "แฟ้มหรือที่อยู่", "ฉบับที่"), strict=True)
            ),
            header=True,
        ),
        loop_rows(
            REQUEST_WIDTHS,
            "row in rows",
            row(
                cell(REQUEST_WIDTHS[0], "{{ loop.index|thai }}", style="OitCellMid"),
                cell(REQUEST_WIDTHS[1], "{{ row.item }}", style="OitCellMid"),
                cell(REQUEST_WIDTHS[2], "{{ row.title }}"),
                cell(REQUEST_WIDTHS[3], p("{{ row.location }}", style="OitSmall")),
                cell(REQUEST_WIDTHS[4], "{{ row.revision }}", style="OitCellMid"),
            ),
        ),
    )
    + body("จึงเรียนมาเพื่อโปรดดำเนินการ")
    + clerk("ผู้ขอเผยแพร่", "requester"),
)


def columns(count: int) -> str:
    """The paper's table for one number of columns: widths stay in Word's hands, so each number has its own table."""
    widths = (1.1, *((14.9 / count,) * count))
    heads = (cell(w, "{{ table.header[" + str(i) + "] }}", style="OitCellHead") for i, w in enumerate(widths[1:]))
    cells = (cell(w, "{{ row[" + str(i) + "] }}") for i, w in enumerate(widths[1:]))
    return (
        tag(f"if table.header|length == {count}")
        + table(
            widths,
            row(cell(widths[0], "ที่", style="OitCellHead"), *heads, header=True),
            loop_rows(
                widths, "row in table.rows", row(cell(widths[0], "{{ loop.index|thai }}", style="OitCellMid"), *cells)
            ),
        )
        + tag("endif")
    )


PAPER = Form(
    "paper",
    "เอกสารทั่วไปของสำนักงาน",
    tag("for line in headings")
    + p("{{ line }}", style="OitHead")
    + tag("endfor")
    + p("เรื่อง {{ subject }}", style="OitHead")
    + p(style="OitRule")
    + paragraphs("paragraphs")
    + tag("if table")
    + p(style="OitPlain")
    + "".join(columns(count) for count in (1, 2, 3, 4, 5))
    + tag("endif")
    + paragraphs("closing")
    + together(
        tag("if date"),
        at_right("วันที่ {{ date }}", 240),
        tag("endif"),
        tag("if signer"),
        signature("signer"),
        tag("endif"),
        p(style="OitNothing"),
    ),
)
