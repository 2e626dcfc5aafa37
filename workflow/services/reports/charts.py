"""Charts of an office's numbers, as bars with their labels: the same facts for paper, site and terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from workflow.ports.reports import Bar, BarRow, Chart
from workflow.services.reports.phrases import KINDS
from workflow.services.reports.results import Shown
from workflow.thai import MONTHS_SHORT, buddhist_year


def share(value: Decimal, full: Decimal = Decimal(100)) -> int:
    """Thousandths of the full width."""
    return int(value * 1000 / full) if full else 0


def share_of(count: int, whole: int) -> int:
    """The same for counts."""
    return share(Decimal(count), Decimal(whole))


def indicators(shown: Shown, number: int, before: Shown | None = None) -> Chart:
    """Score by indicator in the order of their numbers, beside the year before where there is one."""
    weak = {one.number for one in shown.analysis.urgent}
    order = sorted(shown.analysis.ranked, key=lambda one: [int(part) for part in one.number.split(".")])
    earlier = {one.number: one.score for one in before.analysis.ranked} if before is not None else {}
    rows = []
    for one in order:
        bars = [Bar(f"{one.score:.2f}", share(one.score), "weak" if one.number in weak else "plain")]
        if one.number in earlier:
            bars.insert(0, Bar(f"{earlier[one.number]:.2f}", share(earlier[one.number]), "before"))
        rows.append(BarRow(f"{one.number} {one.title}", tuple(bars)))
    note = "สีส้ม คือตัวชี้วัดที่ต้องแก้ไขโดยเร่งด่วน" if weak else ""
    if earlier and before is not None:
        note = f"สีเทา คือปีงบประมาณ พ.ศ. {before.framework.year}  {note}".strip()
    return Chart(f"แผนภูมิที่ {number} คะแนนรายตัวชี้วัด ปีงบประมาณ พ.ศ. {shown.framework.year}", tuple(rows), note)


def weak_points(shown: Shown, number: int) -> Chart | None:
    """How many items each cause cost, the largest first; ``None`` where nothing was lost."""
    counts: dict[str, int] = {}
    for reason in shown.analysis.reasons:
        counts[reason.kind] = counts.get(reason.kind, 0) + len(reason.codes)
    if not counts:
        return None
    most = max(counts.values())
    rows = tuple(
        BarRow(KINDS[kind], (Bar(f"{count} ข้อ", share(Decimal(count), Decimal(most)), "weak"),))
        for kind, count in sorted(counts.items(), key=lambda pair: -pair[1])
    )
    return Chart(f"แผนภูมิที่ {number} สาเหตุที่เสียคะแนน", rows)


def years(totals: Mapping[int, Decimal], number: int) -> Chart:
    """The total of each year, the oldest first."""
    newest = max(totals, default=0)
    rows = tuple(
        BarRow(f"ปีงบประมาณ พ.ศ. {year}", (Bar(f"{total:.2f}", share(total), "plain" if year == newest else "before"),))
        for year, total in sorted(totals.items())
    )
    return Chart(f"แผนภูมิที่ {number} คะแนนรวมเปรียบเทียบรายปี", rows)


def progress(days: Sequence[tuple[date, tuple[int, int, int]]], number: int) -> Chart:
    """Published, awaiting and compiling on several days, the oldest first; each day has three bars."""
    rows = []
    for day, counts in days:
        whole = Decimal(max(sum(counts), 1))
        bars = tuple(
            Bar(f"{word} {count}", share(Decimal(count), whole), tone)
            for count, word, tone in zip(counts, WORDS, ("done", "waiting", "open"), strict=True)
        )
        rows.append(BarRow(f"{day.day} {MONTHS_SHORT[day.month - 1]} {buddhist_year(day)}", bars))
    return Chart(f"แผนภูมิที่ {number} ความก้าวหน้าตามเวลา", tuple(rows))


WORDS = ("เผยแพร่แล้ว", "รอความเห็นชอบ", "กำลังรวบรวม")
"""The office's three numbers."""
