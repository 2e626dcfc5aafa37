"""Every table of the program as a tidy one, for who works on in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from workflow.ports.sheets import TidyTable
from workflow.rules.errors import BadInput, NotFound
from workflow.rules.states import Online
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.reports.estimating import score_now
from workflow.services.reports.measures import lines
from workflow.services.reports.meetings import listing
from workflow.services.reports.progress import progress_of
from workflow.services.reports.results import shown_in
from workflow.thai.zone import BANGKOK

THREE = ("เผยแพร่แล้ว", "รอความเห็นชอบ", "กำลังรวบรวม", "รวม")


def tables(office: Office, only: tuple[str, ...] = (), *, year: int | None = None) -> list[TidyTable]:
    """The tables there is something for. :param only: their keys; empty: all.

    :raises BadInput: ``no_such_table``, naming those there are.
    """
    makers: dict[str, Callable[[], TidyTable | None]] = {
        "items": lambda: _read(office, year, items),
        "progress": lambda: _read(office, year, progress),
        "result": lambda: _read(office, None, lambda use_case: result(use_case, year)),
        "estimate": lambda: estimate(office, year),
        "measures": lambda: _read(office, None, measures),
        "meetings": lambda: meetings(office),
        "resolutions": lambda: resolutions(office),
    }
    unknown = [key for key in only if key not in makers]
    if unknown:
        raise BadInput("no_such_table", tables=unknown, known=list(makers))
    found = []
    for key in only or tuple(makers):
        try:
            table = makers[key]()
        except NotFound:
            if only:
                raise
            continue  # nothing of that kind is there yet
        if table is not None:
            found.append(table)
    return found


def _read(office: Office, year: int | None, make: Callable[[UseCase], TidyTable]) -> TidyTable:
    with reading(office, year=year) as use_case:
        return make(use_case)


def items(use_case: UseCase) -> TidyTable:
    """A row for each item of the cycle."""
    names = {key: group.name for key, group in use_case.groups.items()}
    rows = tuple(
        (
            item.code, item.number, item.title, item.indicator, item.sub_indicator, item.state.th,
            "ใช่" if item.online is Online.ONLINE else "ไม่ใช่",
            ", ".join(names.get(part.group_key, part.group_key) for part in item.parts),
            names.get(item.compiling_group or "", ""), item.due, item.entered_at.astimezone(BANGKOK).date(),
            (use_case.now - item.entered_at).days,
        )
        for item in use_case.items()
    )  # fmt: skip
    heads = (
        "ข้อ", "ลำดับ", "ข้อมูล", "ตัวชี้วัด", "ตัวชี้วัดย่อย", "สถานะ", "ออนไลน์", "กลุ่มที่รับผิดชอบ", "กลุ่มที่รวบรวม",
        "กำหนดส่ง", "อยู่ในสถานะตั้งแต่", "จำนวนวัน",
    )  # fmt: skip
    return TidyTable("items", f"ข้อ {use_case.cycle.fiscal_year}", heads, rows)


def progress(use_case: UseCase) -> TidyTable:
    """A row for each group."""
    found = progress_of(use_case)
    rows = tuple((one.title or "ยังไม่กำหนด", *one.counts, sum(one.counts)) for one in found.groups)
    return TidyTable("progress", f"ความก้าวหน้า {found.fiscal_year}", ("กลุ่มที่รวบรวม", *THREE), rows)


def result(use_case: UseCase, year: int | None) -> TidyTable:
    """A row for each item of the result that holds. :raises NotFound: ``no_result``."""
    shown = shown_in(use_case, None, year)
    by_code = {item.code: item for item in shown.framework.items}
    rows = tuple(
        (
            code, by_code[code].title if code in by_code else one.title,
            by_code[code].indicator if code in by_code else "", one.score, one.comment,
        )
        for code, one in shown.facts.items.items()
    )  # fmt: skip
    if not rows:  # a body that prints indicators alone
        rows = tuple((f"ตัวชี้วัดที่ {one.number}", one.title, one.number, one.score, "") for one in shown.analysis.ranked)
    return TidyTable(
        "result", f"ผลการประเมิน {shown.framework.year}", ("ข้อ", "ข้อมูล", "ตัวชี้วัด", "คะแนน", "ความเห็นของผู้ประเมิน"), rows
    )


def estimate(office: Office, year: int | None) -> TidyTable:
    """A row for each item of today's estimate. :raises NotFound: no cycle, or no framework for it."""
    outcomes = {"sure": "แน่นอน", "possible": "ยังไม่แน่นอน", "lost": "เสียคะแนน"}
    now = score_now(office, year=year)
    rows = tuple(
        (one.code, now.titles.get(one.code, ""), outcomes[one.outcome.value], one.costs,
         ", ".join(lack.code for lack in one.lacks), now.as_of.date())
        for one in now.estimate.items
    )  # fmt: skip
    heads = ("ข้อ", "ข้อมูล", "ประมาณการ", "คะแนนที่ขึ้นกับข้อนี้", "เหตุ (รหัส)", "ณ วันที่")
    return TidyTable("estimate", f"ประมาณการ {now.framework.year}", heads, rows)


def measures(use_case: UseCase) -> TidyTable:
    """A row for each measure of the newest year."""
    rows = tuple(
        (
            one.number, one.plan.title, one.plan.origin.th if one.plan.origin else "", ", ".join(one.plan.items),
            ", ".join(one.names), one.plan.starts, one.plan.ends, one.status.th, one.result or "", one.outcome or "",
        )
        for one in lines(use_case)
    )  # fmt: skip
    heads = ("มาตรการที่", "มาตรการ", "ที่มา", "ข้อ", "ผู้รับผิดชอบ", "เริ่ม", "สิ้นสุด", "สถานะ", "การดำเนินการ", "ผลที่เกิดขึ้น")
    return TidyTable("measures", "มาตรการ", heads, rows)


def meetings(office: Office) -> TidyTable:
    """A row for each meeting."""
    rows = tuple(
        (one.label, one.body, one.wanted, one.planned, one.moved_for or "", one.held, one.place,
         *(one.progress or (None, None, None)))
        for one in listing(office)
    )  # fmt: skip
    heads = ("ครั้งที่", "คณะ", "วันที่กำหนด", "วันที่วางแผน", "เลื่อนเพราะ", "วันที่จัดจริง", "สถานที่", *THREE[:3])
    return TidyTable("meetings", "การประชุม", heads, rows)


def resolutions(office: Office) -> TidyTable:
    """A row for each resolution of each meeting."""
    rows = tuple(
        (one.label, number, r.text, r.group or "", date.fromisoformat(r.due) if r.due else None, r.done_by or "",
         date.fromisoformat(r.done_on) if r.done_on else None)
        for one in listing(office)
        for number, r in enumerate(one.resolutions, 1)
    )  # fmt: skip
    heads = ("ประชุมครั้งที่", "ข้อ", "มติ", "กลุ่ม", "กำหนด", "ดำเนินการโดย", "เสร็จเมื่อ")
    return TidyTable("resolutions", "มติที่ประชุม", heads, rows)
