"""Papers with photographs: the summary of an activity, the newsletter."""

from __future__ import annotations

from templates_docx.making.letters import body, paragraphs
from templates_docx.making.ooxml import Form, cell, p, row, signature, t, table, tag, tag_row
from templates_docx.making.reports import picture

HALF = 8.0


def _photo(number: int) -> str:
    photo = f"photos[{number}]"
    return cell(
        HALF,
        tag(f"if photos|length > {number}"),
        tag(f"if {photo}.picture.data"),
        p(picture(f"{photo}.picture"), style="OitPhoto"),
        tag("endif"),
        p("{{ " + photo + ".caption }}", style="OitPhotoCaption"),
        tag("endif"),
        p(style="OitNothing"),
    )


def photographs() -> str:
    """Two beside each other, at most six; each with its caption."""
    widths = (HALF, HALF)
    rows = [row(_photo(0), _photo(1))]
    for first in (2, 4):
        rows += [
            tag_row(widths, f"if photos|length > {first}"), row(_photo(first), _photo(first + 1)),
            tag_row(widths, "endif"),
        ]  # fmt: skip
    return table(widths, *rows, lines=False)


def _fact(word: str, value: str) -> str:
    return row(cell(4.0, p(t(word, "OitStrong"), style="OitCell")), cell(12.0, value))


def _list(word: str, name: str) -> str:
    lines = (
        tag(f"for text in {name}")
        + p("{% if " + name + "|length > 1 %}{{ loop.index|thai }}. {% endif %}{{ text }}", style="OitCell")
        + tag("endfor")
        + p(style="OitNothing")
    )
    return row(cell(4.0, p(t(word, "OitStrong"), style="OitCell")), cell(12.0, lines), splits=True)


ACTIVITY = Form(
    "activity",
    "แบบสรุปผลการจัดกิจกรรม",
    p("แบบสรุปผลการจัดกิจกรรม", style="OitHead")
    + p("{{ subject }}", style="OitHead")
    + p("{{ office }}", style="OitHead")
    + p(style="OitRule")
    + table(
        (4.0, 12.0),
        _fact("กลุ่มที่รับผิดชอบ", "{{ group }}"),
        _fact("วันที่จัด", "{{ starts }}{% if ends %} ถึง {{ ends }}{% endif %}"),
        _fact("สถานที่", "{{ place }}"),
        _fact("ผู้เข้าร่วม", "{{ participants }}"),
        _fact("งบประมาณ", "{% if budget %}{{ budget }}{% else %}ไม่ใช้งบประมาณ{% endif %}"),
        _list("วัตถุประสงค์", "purposes"),
        _list("ผลการดำเนินงาน", "results"),
        _list("ปัญหาและข้อเสนอแนะ", "problems"),
    )
    # Before the photographs: a page that holds signatures alone could be put under anything.
    + table(
        (HALF, HALF),
        row(
            cell(
                HALF,
                p(style="OitSign"),
                signature("author", left=0, mark=None),
                p("ผู้รายงาน", style="OitSign"),
                p("วันที่ {{ date }}", style="OitSign"),
            ),
            cell(HALF, p("ทราบ", style="OitSign"), signature(left=0), p("วันที่", style="OitSign")),
        ),
        lines=False,
    )
    + p("ภาพกิจกรรม", style="OitSection")
    + photographs(),
)

NEWSLETTER = Form(
    "newsletter",
    "จดหมายข่าว",
    p(t("จดหมายข่าว", bold=True, size=26), style="OitHead")
    + p("{{ office }}", style="OitHead")
    + p("{% if number %}ฉบับที่ {{ number }}  {% endif %}วันที่ {{ date }}", style="OitHead")
    + p(style="OitRule")
    + p(t("{{ subject }}", bold=True, size=20), style="OitHead")
    + paragraphs("paragraphs")
    + p(style="OitNothing")
    + photographs()
    + body(
        "จัดทำโดย {% if group %}{{ group }} {% endif %}{{ office }}"
        "{% if address %} {{ address|join(' ') }}{% endif %}{% if phone %} โทร. {{ phone }}{% endif %}"
        "{% if email %} {{ email }}{% endif %}"
    ),
)
