"""What a result says, as the sections that the analysis, the plan and the report share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from workflow.ports.reports import Section, Sheet, SheetRow, Signed
from workflow.rules.errors import NotFound
from workflow.rules.states import Role
from workflow.services.context.authorization import holders
from workflow.services.context.use_case import UseCase
from workflow.services.documents.form_facts import head_person, signer
from workflow.services.reports import charts, phrases
from workflow.services.reports.results import Shown, shown_in
from workflow.thai import MONTHS_SHORT, buddhist_year


def before(use_case: UseCase, shown: Shown) -> Shown | None:
    """The result of the year before under the same framework, if the office has it."""
    try:
        return shown_in(use_case, shown.framework.key, shown.framework.year - 1)
    except NotFound:
        return None


def result_section(use_case: UseCase, shown: Shown, heading: str) -> Section:
    """Total, level and pass line; the chart and the table by indicator."""
    framework, computed, analysis = shown.framework, shown.computed, shown.analysis
    paragraphs = []
    if computed.total is not None:
        level = f" อยู่ในระดับ {computed.level.name}" if computed.level is not None else ""
        text = f"ผลการประเมินประจำปีงบประมาณ พ.ศ. {framework.year} ได้คะแนนรวม {computed.total:.2f} คะแนน{level}"
        if computed.passed is not None and framework.pass_line is not None:
            passed = "ผ่าน" if computed.passed else "ไม่ผ่าน"
            text += f" {passed}เกณฑ์การประเมินร้อยละ {framework.pass_line:.2f}"
        paragraphs.append(text)
    if analysis.over_mean is not None and shown.facts.national is not None:
        side = "สูงกว่า" if analysis.over_mean >= 0 else "ต่ำกว่า"
        paragraphs.append(
            f"เมื่อเปรียบเทียบกับค่าเฉลี่ยระดับประเทศ {shown.facts.national:.2f} คะแนน "
            f"หน่วยงานได้คะแนน{side} {abs(analysis.over_mean):.2f} คะแนน"
        )
    tools = [t for t in computed.tools if t.weighted is not None]
    if len(tools) > 1:
        titles = {tool.key: tool.title for tool in framework.tools}
        paragraphs.append(
            "จำแนกตามเครื่องมือ ได้แก่ " + " ".join(f"{titles[t.key]} ({t.key}) {t.weighted:.2f} คะแนน" for t in tools)
        )
    paragraphs.append(
        phrases.STANDING.format(body=framework.body, standing=phrases.STANDINGS[framework.standing.value])
    )
    rows = tuple(
        row(str(one.place), f"{one.number} {one.title}", f"{one.score:.2f}", one.level or "-")
        for one in analysis.ranked
    )
    table = Sheet("ตารางที่ 1 คะแนนเรียงจากมากไปน้อย", ("อันดับ", "ตัวชี้วัด", "คะแนน", "ระดับ"), (2, 14, 4, 4), rows)
    return Section(heading, tuple(paragraphs), charts.indicators(shown, 1, before(use_case, shown)), table)


def analysis_section(shown: Shown, heading: str) -> Section:
    """Highest and lowest, what is urgent, why points were lost, what contradicts itself."""
    analysis = shown.analysis
    paragraphs = []
    if analysis.ranked:
        high, low = analysis.ranked[0], analysis.ranked[-1]
        paragraphs.append(
            f"ตัวชี้วัดที่ได้คะแนนสูงสุด ได้แก่ ตัวชี้วัดที่ {high.number} {high.title} ({high.score:.2f} คะแนน) "
            f"ตัวชี้วัดที่ได้คะแนนต่ำสุด ได้แก่ ตัวชี้วัดที่ {low.number} {low.title} ({low.score:.2f} คะแนน)"
        )
    if analysis.urgent:
        named = " ".join(f"ตัวชี้วัดที่ {one.number} {one.title} ({one.score:.2f})" for one in analysis.urgent)
        paragraphs.append(f"จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน {len(analysis.urgent)} ตัวชี้วัด ได้แก่ {named}")
    if analysis.to_improve:
        named = " ".join(f"ตัวชี้วัดที่ {one.number} ({one.score:.2f})" for one in analysis.to_improve)
        paragraphs.append(f"ตัวชี้วัดที่ต้องพัฒนาให้ดีขึ้นหรือรักษาไว้ {len(analysis.to_improve)} ตัวชี้วัด ได้แก่ {named}")
    if analysis.tied:
        paragraphs.append("คะแนนของตัวชี้วัดที่อยู่ตรงเส้นแบ่งเท่ากัน ผู้จัดทำต้องพิจารณาว่าจะจัดอยู่กลุ่มใด")
    rows = tuple(
        row(group.text, group.indicator, f"{len(group.codes)} ข้อ", ", ".join(group.codes))
        for group in analysis.comments
    )
    table = (
        Sheet("ตารางที่ 2 ความเห็นของผู้ประเมิน", ("ความเห็น", "ตัวชี้วัดที่", "จำนวน", "ข้อ"), (9, 2, 2, 11), rows) if rows else None
    )
    after = tuple(
        f"ข้อ {one.code} ได้คะแนน {one.score:.0f} แต่ความเห็นของผู้ประเมินคือ “{one.comment}” ซึ่งขัดกัน ควรสอบถามผู้ประเมิน"
        for one in analysis.contradictions
    )
    return Section(heading, tuple(paragraphs), charts.weak_points(shown, 2), table, after)


def years_section(use_case: UseCase, shown: Shown, heading: str) -> Section | None:
    """The total of every year there is a result of, under the same framework; ``None`` when there is only one."""
    totals = {}
    for year in range(shown.framework.year - 4, shown.framework.year + 1):
        try:
            total = shown_in(use_case, shown.framework.key, year).computed.total
        except NotFound:
            continue
        if total is not None:
            totals[year] = total
    if len(totals) < 2:
        return None
    order = sorted(totals)
    gain = totals[order[-1]] - totals[order[-2]]
    side = "เพิ่มขึ้น" if gain >= 0 else "ลดลง"
    text = f"คะแนนรวมปีงบประมาณ พ.ศ. {order[-1]} {side}จากปีงบประมาณ พ.ศ. {order[-2]} {abs(gain):.2f} คะแนน"
    return Section(heading, (text,), charts.years(totals, 3))


def numbered(sections: Sequence[Section | None]) -> tuple[Section, ...]:
    """The sections there are, their headings counted."""
    there = [one for one in sections if one is not None]
    return tuple(replace(one, heading=f"{n}. {one.heading}") for n, one in enumerate(there, 1))


def signers(use_case: UseCase) -> tuple[Signed, Signed | None, Signed]:
    """Who made a report (today), the director who proposes it, and the head."""
    me = signer(use_case.me, Role.OFFICER)
    made = Signed("ผู้จัดทำ", me.name, me.posts, use_case.today)
    found = [
        (actor, appointment)
        for group in use_case.me.groups
        for actor, appointment in holders(use_case.everybody.values(), Role.DIRECTOR, group)
        if actor.login != use_case.me.login
    ]
    proposed = Signed("ผู้เสนอ", found[0][0].name, found[0][1].lines) if found else None
    head = head_person(use_case)
    return made, proposed, Signed("ผู้ให้ความเห็นชอบ", head.name, head.posts)


def period(starts: date | None, ends: date | None) -> str:
    """``ต.ค. 2566 - ก.ย. 2567``; a dash where none was set."""

    def month(day: date) -> str:
        return f"{MONTHS_SHORT[day.month - 1]} {buddhist_year(day)}"

    if starts is None and ends is None:
        return "-"
    return " - ".join(month(day) for day in (starts, ends) if day is not None)


def row(*cells: str) -> SheetRow:
    """A row of cells with one line each."""
    return SheetRow(tuple((one,) for one in cells))
