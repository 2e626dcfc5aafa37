"""The plan of measures (item 42 of 2566), the report on them (item 43), and the analysis both rest on.

They are drafted as any paper, and go through the item's own procedure as its evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow.ports.papers import CoverMemoFacts, Endorsement
from workflow.ports.reports import Bar, BarRow, Chart, ReportFacts, Section, Sheet, SheetRow
from workflow.rules.errors import BadInput
from workflow.rules.states import Role
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.documents.drafting import Made, keep
from workflow.services.documents.form_facts import head_person, signer
from workflow.services.reports import charts, phrases
from workflow.services.reports.measures import Line, lines
from workflow.services.reports.proposals import Helped, helped_in
from workflow.services.reports.result_sections import (
    analysis_section,
    numbered,
    period,
    result_section,
    row,
    signers,
    years_section,
)
from workflow.services.reports.results import shown_in

TITLES = {
    "analysis": "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส",
    "plan": "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "report": "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
}
"""Which paper -> its title."""


APPROVAL, NOTICE = "จึงเรียนมาเพื่อโปรดพิจารณาให้ความเห็นชอบ", "จึงเรียนมาเพื่อโปรดทราบ"
"""What a covering memo asks: approval of a plan, notice of a monthly report."""


def draft_paper(office: Office, login: str, which: str, *, year: int | None = None) -> Made:
    """Draft one of :data:`TITLES` from the records; it is final at once, as it has no number.

    :param year: of the measures; for the analysis, of the result. ``None``: the newest.
    :raises BadInput: ``no_measures``. :raises NotFound: ``no_result``.
    """
    with reading(office, login) as use_case:
        facts = {"analysis": analysis_facts, "plan": plan_facts, "report": report_facts}[which](use_case, year)
    return keep(office, login, "report", facts)


def analysis_facts(use_case: UseCase, year: int | None = None) -> ReportFacts:
    """The analysis of a result. :raises NotFound: ``no_result``."""
    shown = shown_in(use_case, None, year)
    sections = [
        result_section(use_case, shown, "ผลการประเมิน"),
        analysis_section(shown, "การวิเคราะห์ผลการประเมิน"),
        years_section(use_case, shown, "การเปรียบเทียบรายปี"),
    ]
    return _facts(use_case, "analysis", shown.framework.year, numbered(sections), cover=False)


def plan_facts(use_case: UseCase, year: int | None = None) -> ReportFacts:
    """The plan of measures of a fiscal year. :raises BadInput: ``no_measures``."""
    measures = _measures(use_case, year)
    first = measures[0]
    sections: list[Section | None] = []
    if first.plan.from_year is not None:
        shown = shown_in(use_case, first.framework, first.plan.from_year)
        sections += [
            result_section(use_case, shown, "ผลการประเมิน"),
            analysis_section(shown, "การวิเคราะห์ผลการประเมิน"),
            years_section(use_case, shown, "การเปรียบเทียบรายปี"),
        ]
    sections.append(Section("ประเด็นที่นำมากำหนดมาตรการ", (), None, _four(measures)))
    table = Sheet(
        "ตารางที่ 4 มาตรการ", ("มาตรการ", "ขั้นตอนหรือวิธีการ", "ผู้รับผิดชอบ", "ระยะเวลา", "การกำกับติดตาม", "การรายงานผล"),
        (5, 7, 4, 3, 4, 4),
        tuple(
            SheetRow(
                (
                    (f"{one.number}. {one.plan.title}",),
                    tuple(f"{n}) {step}" for n, step in enumerate(one.plan.steps, 1)) or ("-",),
                    one.names or ("-",),
                    (period(one.plan.starts, one.plan.ends),),
                    (one.plan.monitoring or "-",),
                    (one.plan.reporting or "-",),
                )
            )
            for one in measures
        ),
    )  # fmt: skip
    told = (f"กำหนดมาตรการ จำนวน {len(measures)} มาตรการ ดังนี้",)
    sections.append(Section("มาตรการและแนวทางการดำเนินการ", told, None, table))
    preface = [
        f"เอกสารนี้จัดทำขึ้นเพื่อกำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {first.fiscal_year}"
    ]
    if first.plan.from_year is not None:
        preface[0] += f" จากการวิเคราะห์ผลการประเมิน ประจำปีงบประมาณ พ.ศ. {first.plan.from_year}"
    return _facts(use_case, "plan", first.fiscal_year, numbered(sections), preface=tuple(preface))


def report_facts(use_case: UseCase, year: int | None = None) -> ReportFacts:
    """The report on the measures of a fiscal year. :raises BadInput: ``no_measures``."""
    measures = _measures(use_case, year)
    counts = {status: sum(one.status.value == status for one in measures) for status in phrases.STATUSES}
    told = " ".join(f"{phrases.STATUSES[status]} {count} มาตรการ" for status, count in counts.items() if count)
    late = [one for one in measures if one.overdue]
    paragraphs = [f"มาตรการทั้งหมด {len(measures)} มาตรการ {told}"]
    if late:
        paragraphs.append("เกินกำหนด ได้แก่ มาตรการที่ " + ", ".join(str(one.number) for one in late))
    tones = {"done": "done", "running": "waiting", "planned": "open", "dropped": "before"}
    chart = Chart(
        "แผนภูมิที่ 1 ผลการดำเนินการ",
        tuple(
            BarRow(
                phrases.STATUSES[status], (Bar(f"{count}", charts.share_of(count, len(measures)), tones[status]),)
            )
            for status, count in counts.items()
        ),
    )  # fmt: skip
    table = Sheet(
        "ตารางที่ 1 ผลการดำเนินการตามมาตรการ", ("มาตรการ", "การดำเนินการ", "ผลที่เกิดขึ้น", "หลักฐาน"), (6, 8, 6, 5),
        tuple(
            SheetRow(
                (
                    (f"{one.number}. {one.plan.title}",),
                    (one.result or phrases.STATUSES[one.status.value],),
                    (one.outcome or "-",),
                    tuple(_evidence(text) for text in one.evidence) or ("-",),
                )
            )
            for one in measures
        ),
    )  # fmt: skip
    sections: list[Section | None] = [
        Section("สรุปผลการดำเนินการ", tuple(paragraphs), chart),
        Section("ผลการดำเนินการรายมาตรการ", (), None, table),
        _helped(helped_in(use_case, measures)),
    ]
    first = measures[0]
    preface = (
        f"รายงานนี้จัดทำขึ้นเพื่อรายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
        f"ประจำปีงบประมาณ พ.ศ. {first.fiscal_year}",
    )
    return _facts(use_case, "report", first.fiscal_year, numbered(sections), preface=preface)


def draft_cover(office: Office, login: str, made: Made, closing: str = APPROVAL) -> Made:
    """Draft the memo that brings a report before the head; its number comes when it is issued."""
    with reading(office, login) as use_case:
        facts = cover_facts(use_case, made.subject, closing)
    return keep(office, login, "cover_memo", facts)


def cover_facts(use_case: UseCase, subject: str, closing: str) -> CoverMemoFacts:
    """The memo: its officer is who acts; the director of the officer's group endorses."""
    profile = use_case.office.settings.office
    me, head = signer(use_case.me, Role.OFFICER), head_person(use_case)
    key = next((one.group for one in use_case.me.appointments if one.group), None)
    group = use_case.groups.get(key) if key else None
    _, proposed, _ = signers(use_case)
    endorsements = () if proposed is None else (Endorsement("", proposed.name, proposed.posts, None),)
    return CoverMemoFacts(
        office=profile.name, group=group.name if group is not None else "",
        phone=(group.phone if group is not None else "") or profile.phone, number="", date=None,
        subject=f"เสนอ{subject}", addressee=profile.head_post, enclosures=(f"{subject} จำนวน 1 เล่ม",),
        paragraphs=(f"{group.name if group is not None else profile.name}ได้จัดทำ{subject} เสร็จเรียบร้อยแล้ว "
                    "รายละเอียดตามสิ่งที่ส่งมาด้วย",),
        closing=closing, officer=me, endorsements=endorsements, head=head,
    )  # fmt: skip


def _facts(
    use_case: UseCase,
    which: str,
    year: int,
    sections: tuple[Section, ...],
    *,
    preface: tuple[str, ...] = (),
    cover: bool = True,
) -> ReportFacts:
    made, proposed, head = signers(use_case)
    return ReportFacts(
        office=use_case.office.settings.office.name, fiscal_year=year, title=TITLES[which],
        cover=(TITLES[which], f"ประจำปีงบประมาณ พ.ศ. {year}") if cover else (), preface=preface,
        author=made if preface else None, sections=sections,
        signers=(made, proposed) if proposed is not None else (made,), head=head,
    )  # fmt: skip


def _measures(use_case: UseCase, year: int | None) -> Sequence[Line]:
    found = lines(use_case, year)
    if not found:
        raise BadInput("no_measures", year=year)
    return found


def _four(measures: Sequence[Line]) -> Sheet:
    rows = tuple(
        SheetRow(
            (
                (_origin(one),),
                (", ".join(one.plan.items) or (f"ตัวชี้วัดที่ {one.plan.indicator}" if one.plan.indicator else "-"),),
                (f"มาตรการที่ {one.number} {one.plan.title}",),
                one.names or ("-",),
            )
        )
        for one in measures
    )
    return Sheet("ตารางที่ 3 ประเด็นและมาตรการ", ("ประเด็น", "ข้อหรือตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ"), (5, 7, 8, 5), rows)


def _origin(one: Line) -> str:
    return one.plan.origin.th if one.plan.origin is not None else "-"


def _evidence(text: str) -> str:
    """A file by its name, an address as it is."""
    return text if text.startswith("http") else text.partition(" ")[2]


_ANSWERS = {"yes": "ดีขึ้น", "partly": "ดีขึ้นบางข้อ", "no": "ไม่ดีขึ้น"}


def _helped(found: Sequence[Helped]) -> Section | None:
    """Whether they helped, once next year's result is there; ``None`` before."""
    known = [one for one in found if one.answer is not None and one.after is not None]
    if not known:
        return None
    rows = []
    for one in known:
        assert one.after is not None  # noqa: S101 -- asked above
        gained = [f"{code} {one.before[code]:.0f} → {score:.0f}" for code, score in one.after.items()]
        rows.append(row(f"{one.measure.number}. {one.measure.plan.title}", ", ".join(gained),
                        _ANSWERS[one.answer or "no"]))  # fmt: skip
    table = Sheet("ตารางที่ 2 ผลต่อคะแนน", ("มาตรการ", "คะแนนก่อนและหลัง", "สรุป"), (9, 12, 4), tuple(rows))
    return Section("ผลต่อคะแนนการประเมินปีนี้", (), None, table)
