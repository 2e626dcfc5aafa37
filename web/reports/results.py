"""Results as the evaluators sent them: taken in from a file or from pasted text, and the newest with what follows."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.fields import Deed, Field, code_written, read
from web.showing import draw
from workflow.rules.errors import BadInput, NotFound
from workflow.services.context.use_case import reading
from workflow.services.reports.access import keeps_reports
from workflow.services.reports.replying import draft_reply
from workflow.services.reports.results import Shown, import_result, show_result

IMPORT = Deed(
    "import", "บันทึกผลการประเมิน",
    (
        Field("year", "number", "ปีงบประมาณ พ.ศ.", required=True),
        Field("files", "files", "ไฟล์ผลการประเมิน (.xlsx หรือ .csv ลากมาวางได้)", hint=".xlsx,.csv,.txt"),
        Field("pasted", "long", "หรือวางข้อความที่คัดลอกมา"),
        Field("framework", "text", "กรอบการประเมิน (เมื่อปีนั้นมีหลายกรอบ)"),
        Field("national", "score", "ค่าเฉลี่ยระดับประเทศ"),
        Field("correction", "flag", "เป็นผลที่ผู้ประเมินแก้ไขภายหลัง ผลเดิมยังเก็บไว้"),
    ),
)  # fmt: skip

REPLY = Deed(
    "reply", "ร่างหนังสือชี้แจงผู้ประเมิน",
    (
        Field("items", "codes", "ข้อที่ชี้แจง", required=True, hint="O15, O21"),
        Field("addressee", "text", "เรียน ผู้รับ (เว้นว่าง = หน่วยงานผู้ประเมิน)"),
        Field("facts", "lines", "ข้อเท็จจริงที่สำนักงานเขียนเอง (บรรทัดละข้อ: O21 = ข้อความ)"),
    ),
    quiet=True,
)  # fmt: skip


def show(visit: Visit) -> str:
    """The newest result, with indicators from the weakest on, and what the evaluators wrote."""
    with reading(visit.office, visit.who.login) as use_case:
        keeps = keeps_reports(use_case)
    return draw(visit, "results.html", shown=_newest(visit), keeps=keeps, deed=IMPORT, reply=REPLY)


def _newest(visit: Visit) -> Shown | None:
    try:
        return show_result(visit.office)
    except NotFound:
        return None


def act(visit: Visit) -> Response | None:
    """Take in a result, whole or not at all, or answer it. :raises BadInput: every place that does not fit."""
    if visit.form.get("do") == "reply":
        return _reply(visit)
    given = read(visit, IMPORT.fields)
    files, pasted = given["files"], given["pasted"]
    if not files and not pasted:
        raise BadInput("no_file_chosen")
    if given["year"] is None:
        raise BadInput("no_year_given")
    name, data = (files[0].name, files[0].read_bytes()) if files else ("pasted.txt", pasted.encode())
    shown = import_result(
        visit.office, visit.who.login, name, data, given["framework"] or None, given["year"],
        national=given["national"], correction=given["correction"],
    )  # fmt: skip
    facts = {"year": shown.framework.year, "total": shown.computed.total}
    told = Told("บันทึกผลการประเมินปี {year} แล้ว คะแนนรวม {total}", notices=shown.notes, facts=facts)
    visit.desk.tell(visit.who.token, [told])
    return RedirectResponse("/results", 303)


def _reply(visit: Visit) -> Response:
    """The letter that answers the evaluators. :raises BadInput: a fact without its item."""
    given = read(visit, REPLY.fields)
    facts = {}
    for line in given["facts"]:
        code, sign, said = line.partition("=")
        if not sign or not said.strip():
            raise BadInput("fact_not_understood", value=line)
        facts[code_written(code)] = said.strip()
    with visit.desk.making:
        made = draft_reply(
            visit.office, visit.who.login, given["items"], addressee=given["addressee"], facts=facts
        )  # fmt: skip
    told = Told(
        "{form} {paper} ร่างแล้ว ยังไม่ใช้เลข", notices=made.warnings, facts={"form": made.kind, "paper": made.subject}
    )
    visit.desk.tell(visit.who.token, [told])
    return RedirectResponse("/papers", 303)
