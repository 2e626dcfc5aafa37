"""How far the cycle is: by indicator and group, how long items stand where they are, what is late and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflow.ports.reports import ReportFacts, Section, Sheet, SheetRow
from workflow.records import queries
from workflow.records.models import Item
from workflow.rules.errors import Unmet
from workflow.rules.machine import why
from workflow.rules.states import Online, State
from workflow.rules.table import starting_in
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.documents.drafting import Made, keep
from workflow.services.queries.status import FORWARD, progress
from workflow.services.reports import charts
from workflow.services.reports.meetings import open_resolutions
from workflow.services.reports.result_sections import numbered, signers
from workflow.thai import MONTHS, buddhist_year, long_date

Three = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Share:
    """The three numbers of an indicator or a group."""

    key: str
    title: str
    counts: Three


@dataclass(frozen=True, slots=True)
class Late:
    """An item past its day that is not online: all that stands in the way of its next step."""

    code: str
    title: str
    due: date
    days: int
    state: State
    reasons: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """All of it on a day. ``days`` state -> whole days each of its items has stood there, longest first.

    ``before``: the three numbers of the last meeting, with its day; ``None``: none was held.
    """

    fiscal_year: int
    as_of: date
    counts: Three
    indicators: tuple[Share, ...]
    groups: tuple[Share, ...]
    days: Mapping[State, tuple[int, ...]]
    late: tuple[Late, ...]
    before: tuple[date, Three] | None
    history: tuple[tuple[date, Three], ...]

    @property
    def total(self) -> int:
        """The number of items; the three always sum to it."""
        return sum(self.counts)


def look(office: Office, *, year: int | None = None) -> Progress:
    """How far a cycle is. :raises NotFound: ``no_cycle``."""
    with reading(office, year=year) as use_case:
        return progress_of(use_case)


def progress_of(use_case: UseCase) -> Progress:
    """The same inside a use case."""
    items = use_case.items()
    sub = {item.indicator: item.indicator for item in items}
    groups = {key: group.name for key, group in use_case.groups.items()}
    held = [
        (row.held, (row.progress[0], row.progress[1], row.progress[2]))
        for row in queries.reports.meetings(use_case.session, use_case.office_id)
        if row.held is not None and len(row.progress) == 3 and row.fiscal_year == use_case.cycle.fiscal_year
    ]
    stood: dict[State, list[int]] = {}
    for item in items:
        stood.setdefault(item.state, []).append((use_case.now - item.entered_at).days)
    return Progress(
        fiscal_year=use_case.cycle.fiscal_year,
        as_of=use_case.today,
        counts=_three(items),
        indicators=_shares(items, lambda item: item.indicator, sub),
        groups=_shares(items, lambda item: item.compiling_group or "", groups),
        days={state: tuple(sorted(days, reverse=True)) for state, days in stood.items()},
        late=tuple(_late(use_case, items)),
        before=held[-1] if held else None,
        history=(*held, (use_case.today, _three(items))) if not held or held[-1][0] != use_case.today else tuple(held),
    )


def _three(items: Iterable[Item]) -> Three:
    counts = progress(list(items))
    return counts["published"], counts["awaiting_approval"], counts["compiling"]


def _shares(items: Iterable[Item], key: Callable[[Item], str], titles: Mapping[str, str]) -> tuple[Share, ...]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    order = [*titles, *(one for one in found if one not in titles)]
    return tuple(Share(one, titles.get(one, ""), _three(found[one])) for one in order if one in found)


def _late(use_case: UseCase, items: Iterable[Item]) -> Iterable[Late]:
    for item in items:
        if item.due is None or item.due >= use_case.today or item.online is Online.ONLINE:
            continue
        reasons: tuple[Unmet, ...] = ()
        for step in starting_in(item.state):
            if step.trigger in FORWARD:
                reasons = why(step.trigger, use_case.case(item))
                break
        yield Late(item.code, item.title, item.due, (use_case.today - item.due).days, item.state, reasons)


def draft_month(office: Office, login: str, tell: Callable[[Unmet], str], *, year: int | None = None) -> Made:
    """Draft the monthly report. :param tell: the sentence of a reason, in Thai (sentences stand outside the rules)."""
    with reading(office, login, year) as use_case:
        facts = month_facts(use_case, tell)
    return keep(office, login, "report", facts)


def month_facts(use_case: UseCase, tell: Callable[[Unmet], str]) -> ReportFacts:
    """The monthly report: the three numbers that sum, by indicator and group, what is late, what was resolved."""
    found = progress_of(use_case)
    published, awaiting, compiling = found.counts
    paragraphs = [
        f"ข้อมูล ณ วันที่ {long_date(found.as_of, thai=False)} มีข้อมูลที่ต้องเปิดเผยทั้งหมด {found.total} ข้อ "
        f"เผยแพร่แล้ว {published} ข้อ รอความเห็นชอบ {awaiting} ข้อ และกำลังรวบรวม {compiling} ข้อ"
    ]
    if found.before is not None:
        day, was = found.before
        paragraphs.append(
            f"เปรียบเทียบกับการประชุมครั้งก่อนเมื่อวันที่ {long_date(day, thai=False)} เผยแพร่แล้ว{_change(published - was[0])} "
            f"รอความเห็นชอบ{_change(awaiting - was[1])} กำลังรวบรวม{_change(compiling - was[2])}"
        )
    sections = [
        Section("ภาพรวม", tuple(paragraphs), charts.progress(found.history, 1)),
        Section("จำแนกตามตัวชี้วัด", (), None, _sheet("ตารางที่ 1 ความก้าวหน้ารายตัวชี้วัด", "ตัวชี้วัด", found.indicators)),
        Section("จำแนกตามกลุ่ม", (), None, _sheet("ตารางที่ 2 ความก้าวหน้ารายกลุ่ม", "กลุ่มที่รวบรวม", found.groups)),
        _late_section(found, tell),
        _resolutions(use_case),
    ]
    made, proposed, head = signers(use_case)
    month = f"{MONTHS[found.as_of.month - 1]} {buddhist_year(found.as_of)}"
    return ReportFacts(
        office=use_case.office.settings.office.name, fiscal_year=found.fiscal_year,
        title=f"รายงานความก้าวหน้าการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำเดือน{month}", cover=(), preface=(), author=None,
        sections=numbered(sections), signers=(made, proposed) if proposed is not None else (made,),
        head=head,
    )  # fmt: skip


def _change(by: int) -> str:
    return "เท่าเดิม" if by == 0 else f"เพิ่มขึ้น {by} ข้อ" if by > 0 else f"ลดลง {-by} ข้อ"


def _sheet(title: str, word: str, shares: Iterable[Share]) -> Sheet:
    rows = [
        SheetRow(
            tuple(
                (text,)
                for text in (one.title if one.title != one.key else f"ตัวชี้วัดที่ {one.key}", *map(str, one.counts),
                             str(sum(one.counts)))
            )
        )
        for one in shares
    ]  # fmt: skip
    rows = [
        row if row.cells[0][0] else SheetRow((("ยังไม่กำหนดกลุ่มที่รวบรวม",), *row.cells[1:])) for row in rows
    ]  # fmt: skip
    totals = [sum(one.counts[at] for one in shares) for at in range(3)]
    rows.append(SheetRow((("รวม",), *((str(total),) for total in totals), (str(sum(totals)),))))
    return Sheet(title, (word, *charts.WORDS, "รวม"), (11, 4, 4, 4, 3), tuple(rows))


def _late_section(found: Progress, tell: Callable[[Unmet], str]) -> Section | None:
    if not found.late:
        return None
    rows = tuple(
        SheetRow(
            (
                (one.code,), (one.title,), (f"{one.days} วัน",), (one.state.th,),
                tuple(tell(reason) for reason in one.reasons) or ("ดำเนินการขั้นต่อไปได้แล้ว",),
            )
        )
        for one in found.late
    )  # fmt: skip
    table = Sheet("ตารางที่ 3 ข้อที่เกินกำหนด", ("ข้อ", "ข้อมูล", "เกินกำหนด", "สถานะ", "เหตุที่ยังไปต่อไม่ได้"), (2, 7, 2, 5, 9), rows)
    return Section("ข้อที่เกินกำหนด", (f"เกินกำหนด {len(found.late)} ข้อ",), None, table)


def _resolutions(use_case: UseCase) -> Section | None:
    found = open_resolutions(use_case)
    if not found:
        return None
    rows = tuple(
        SheetRow(
            (
                (meeting.label,), (one.text,),
                (use_case.groups[one.group].name if one.group in use_case.groups else "ทุกกลุ่ม",),
                (long_date(date.fromisoformat(one.due), thai=False) if one.due else "-",),
            )
        )
        for meeting, _, one in found
    )  # fmt: skip
    table = Sheet("ตารางที่ 4 มติที่ยังไม่เสร็จ", ("ประชุมครั้งที่", "มติ", "ผู้รับผิดชอบ", "กำหนด"), (3, 13, 5, 4), rows)
    return Section("มติที่ประชุมที่ยังดำเนินการไม่แล้วเสร็จ", (), None, table)
