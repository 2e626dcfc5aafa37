"""ใบเวียน: the list on which people sign that they have read a paper that was passed round."""

from __future__ import annotations

from workflow.ports.papers import PaperFacts, Table
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading
from workflow.services.documents.circulating import circulated
from workflow.services.documents.drafting import Made, keep
from workflow.thai import long_date

PER_COLUMN = ("ชื่อ", "ตำแหน่ง", "กลุ่ม/หน่วย", "ลายมือชื่อ", "วันที่")


def draft_sheet(office: Office, login: str, number: int) -> Made:
    """Make the sheet of a circulation: a line for everybody, who acknowledged already with the day.

    :raises NotFound: there is no circulation of that number.
    """
    one = circulated(office, number)
    with reading(office, login) as use_case:
        profile, names = use_case.office.settings.office, {key: g.name for key, g in use_case.groups.items()}
        sent = long_date(one.sent_at.astimezone(use_case.now.tzinfo).date(), thai=False)
    asked = f" โดยรับทราบภายในวันที่ {long_date(one.due, thai=False)}" if one.due is not None else ""
    rows = tuple(
        (p.name, p.post, names.get(p.group, p.group), "รับทราบในระบบ" if p.how == "inbox" else "",
         long_date(p.day, thai=False) if p.day is not None else "")
        for p in one.people if not p.gone or p.day is not None
    )  # fmt: skip
    facts = PaperFacts(
        headings=("ใบเวียนเพื่อทราบ", profile.name), subject=one.subject, date=None,
        paragraphs=(f"ส่งเวียนที่ {one.number} เมื่อวันที่ {sent} เพื่อโปรดทราบและลงชื่อ{asked}",),
        table=Table(PER_COLUMN, rows), closing=(), signer=None,
    )  # fmt: skip
    return keep(office, login, "paper", facts)
