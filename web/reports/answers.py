"""What is typed into the evaluators' system: an answer for each item, to be copied or saved as a spreadsheet."""

from __future__ import annotations

from starlette.responses import Response

from web.desk import Visit
from web.reports.papers import XLSX, attached
from web.sayings import moment
from web.showing import draw
from web.words import tr
from workflow.ports.sheets import TidyTable
from workflow.services.reports.answers import Answer, answers

HEADS = ("ข้อ", "เรื่อง", "คำตอบ", "ที่อยู่เว็บ", "คำอธิบาย", "สำนักงานเห็นเมื่อ")
YES, NO, UNPROVEN, BY = "มี", "ไม่มี", "ยังไม่ได้พิสูจน์", "ตรวจโดยบุคคล: {name}"


def show(visit: Visit) -> str:
    """All answers in the evaluators' order; one that nobody saw on the real site is marked."""
    return draw(
        visit, "answers.html", found=answers(visit.office), heads=HEADS, yes=YES, no=NO, unproven=UNPROVEN, by=BY
    )


def sheet(visit: Visit) -> Response:
    """The same as a spreadsheet."""
    found, language = answers(visit.office), visit.language
    rows = tuple(_cells(one, language) for one in found.items)
    table = TidyTable("answers", f"OIT {found.fiscal_year}", tuple(tr(head, language) for head in HEADS), rows)
    name = f"oit-answers-{found.fiscal_year}.xlsx"
    return Response(visit.desk.makers.workbook([table]), media_type=XLSX, headers=attached(name))


def _cells(one: Answer, language: str) -> tuple[str, ...]:
    seen = tr(UNPROVEN, language) if one.unproven else moment(one.seen, language) if one.seen is not None else ""
    if one.by_person:
        seen += " " + tr(BY, language, name=one.by_person)
    answer = tr(YES if one.yes else NO, language)
    return one.code, one.title, answer, "\n".join(one.urls), one.explanation, seen
