"""The papers of a meeting: invitation with agenda, attendance list, and the report by the rules' form (ข้อ ๒๕)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, time

from workflow.ports.papers import AgendaItem, Attendee, CoverMemoFacts, MeetingFacts, Member, PaperFacts, Table
from workflow.records import queries
from workflow.rules.errors import BadInput, Unmet
from workflow.rules.states import Role
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.documents.drafting import Made, keep
from workflow.services.documents.form_facts import signer
from workflow.services.documents.serialization import facts_from
from workflow.services.reports.measure_papers import cover_facts
from workflow.services.reports.meetings import BODY, Planned, before, open_resolutions, planned_of, row_of
from workflow.services.reports.progress import progress_of
from workflow.thai import comparable, long_date

FIXED = (
    "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "เรื่องรับรองรายงานการประชุม",
    "เรื่องสืบเนื่อง",
    "เรื่องเสนอเพื่อทราบ",
    "เรื่องเสนอเพื่อพิจารณา",
    "เรื่องอื่น ๆ",
)
"""Headings of the agenda, in order."""
Tell = Callable[[Unmet], str]


def agenda(use_case: UseCase, meeting: Planned, tell: Tell) -> tuple[AgendaItem, ...]:
    """The agenda from what is recorded: open resolutions, items past their day, the numbers, what is undecided."""
    found = progress_of(use_case)
    last = before(use_case, row_of(use_case, meeting.label, meeting.body))
    first = "เป็นการประชุมครั้งแรก" if last is None or last.held is None else (
        f"รายงานการประชุมครั้งที่ {last.number}/{last.year} เมื่อวันที่ {long_date(last.held, thai=False)}"
    )  # fmt: skip
    arising = [
        f"มติการประชุมครั้งที่ {held.label}: {one.text} "
        f"({use_case.groups[one.group].name if one.group in use_case.groups else 'ทุกกลุ่ม'})"
        for held, _, one in open_resolutions(use_case)
        if held.label != meeting.label
    ]
    arising += [
        f"ข้อ {one.code} {one.title} เกินกำหนด {one.days} วัน เพราะ{'; '.join(map(tell, one.reasons)) or 'รอขั้นต่อไป'}"
        for one in found.late
    ]
    published, awaiting, compiling = found.counts
    told = [f"ทั้งหมด {found.total} ข้อ เผยแพร่แล้ว {published} ข้อ รอความเห็นชอบ {awaiting} ข้อ กำลังรวบรวม {compiling} ข้อ"]
    decide = [
        f"ข้อ {item.code} {item.title} ยังไม่มีกลุ่มที่รวบรวม" for item in use_case.items() if item.compiling_group is None
    ]
    decide += [
        f"มาตรการที่ {row.number} {row.title}"
        for row in queries.reports.open_measures(use_case.session, use_case.office_id)
        if row.ends is not None and row.ends < meeting.planned
    ]
    bodies = ((), (first,), tuple(arising) or ("ไม่มี",), tuple(told), tuple(decide) or ("ไม่มี",), ())
    return tuple(AgendaItem(title, texts, "") for title, texts in zip(FIXED, bodies, strict=True))


def members(use_case: UseCase, body: str) -> tuple[Member, ...]:
    """Members of the body, from the last order that appointed it; empty where the records have none.

    The working group on disclosure is whatever its order calls it. A member appointed by post alone bears the name of
    whoever holds the post today.
    """
    subjects = (body, _DISCLOSURE) if body == BODY else (body,)
    rows = queries.documents.issued_orders(use_case.session, use_case.office_id)
    rows = sorted(rows, key=lambda one: one.dated or date.min, reverse=True)
    for wanted in map(comparable, subjects):
        for row in rows:
            if wanted and wanted in comparable(row.subject):
                listed = tuple(facts_from("order", row.facts).members)
                holders = _holders(use_case)
                return tuple(replace(one, name=one.name or holders.get(comparable(one.post), "")) for one in listed)
    return ()


_DISCLOSURE = "การเปิดเผยข้อมูลสาธารณะ"
"""What the order of every such working group speaks of, whatever it names the group."""


def _holders(use_case: UseCase) -> dict[str, str]:
    """Post as printed, comparable -> name of who holds it today; one that several hold names nobody."""
    found: dict[str, str] = {}
    for actor in use_case.everybody.values():
        for one in actor.appointments:
            post = comparable(one.post)
            found[post] = actor.name if found.get(post, actor.name) == actor.name else ""
    return found


def must_be_members(office: Office, login: str, absent: Collection[str], *, body: str = BODY) -> None:
    """Look before a meeting is recorded. :raises BadInput: ``absent_unknown``: not members, naming them."""
    with reading(office, login) as use_case:
        _must_be_members(members(use_case, body), absent)


def _must_be_members(listed: tuple[Member, ...], absent: Collection[str]) -> None:
    known = {comparable(one.name) for one in listed if one.name}
    unknown = [name for name in absent if comparable(name) not in known]
    if unknown:
        raise BadInput("absent_unknown", names=unknown, known=[one.name for one in listed if one.name])


def appointed(office: Office, *, body: str = BODY) -> bool:
    """Whether the records hold the order that appointed the body: else its papers list no members."""
    with reading(office) as use_case:
        return bool(members(use_case, body))


def draft_invitation(office: Office, login: str, label: str, tell: Tell, *, body: str = BODY) -> tuple[Made, Made]:
    """Draft the invitation with its agenda, and the attendance list. :raises NotFound: no such meeting."""
    with reading(office, login) as use_case:
        meeting = planned_of(row_of(use_case, label, body))
        memo = invitation(use_case, meeting, agenda(use_case, meeting, tell))
        listed = attendance(use_case, meeting)
    return keep(office, login, "cover_memo", memo), keep(office, login, "paper", listed)


def invitation(use_case: UseCase, meeting: Planned, items: tuple[AgendaItem, ...]) -> CoverMemoFacts:
    """The memo that calls the meeting."""
    when = f"{long_date(meeting.planned, thai=False)} เวลา {meeting.starts:%H.%M} น."
    place = meeting.place or use_case.office.settings.office.name
    moved = (
        f" (เลื่อนจากวันที่ {long_date(meeting.wanted, thai=False)} ซึ่งตรงกับ{meeting.moved_for})" if meeting.moved_for else ""
    )
    lines = [f"ด้วย{meeting.body} กำหนดประชุมครั้งที่ {meeting.label} ในวันที่ {when}{moved} ณ {place} โดยมีระเบียบวาระ ดังนี้"]
    for number, one in enumerate(items, 1):
        lines.append(f"ระเบียบวาระที่ {number} {one.title}")
        lines += [f"{number}.{at} {text}" for at, text in enumerate(one.paragraphs, 1)]
    base = cover_facts(use_case, "", "จึงเรียนมาเพื่อโปรดเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว")
    return replace(
        base, subject=f"เชิญประชุม{meeting.body} ครั้งที่ {meeting.label}", addressee="คณะทำงานทุกท่าน",
        enclosures=("ใบลงชื่อผู้เข้าประชุม จำนวน 1 ฉบับ",), paragraphs=tuple(lines),
    )  # fmt: skip


def attendance(use_case: UseCase, meeting: Planned) -> PaperFacts:
    """The list that members sign."""
    rows = tuple((one.name, one.post, one.role, "") for one in members(use_case, meeting.body))
    return PaperFacts(
        headings=("ใบลงชื่อผู้เข้าประชุม", meeting.body), subject=f"การประชุมครั้งที่ {meeting.label}", date=meeting.planned,
        paragraphs=(), table=Table(("ชื่อ", "ตำแหน่ง", "หน้าที่", "ลายมือชื่อ"), rows or (("", "", "", ""),) * 10), closing=(),
        signer=None,
    )  # fmt: skip


def draft_report(
    office: Office, login: str, label: str, tell: Tell, *, starts: time, ends: time, absent: Mapping[str, str],
    guests: Collection[str] = (), chair: Collection[str] = (), other: Collection[str] = (), body: str = BODY,
) -> Made:  # fmt: skip
    """Draft the report of a meeting that was held, by the rules' form; its number is the body's own.

    :param absent: name -> reason, of members who were not there; the others were. :param chair: what the chair told.
    :param other: what else was said. :raises NotFound: no such meeting. :raises BadInput: ``meeting_not_held``.
    """
    with reading(office, login) as use_case:
        row = row_of(use_case, label, body)
        meeting = planned_of(row)
        facts = report_facts(use_case, meeting, tell, starts, ends, absent, guests, chair, other)
    made = keep(office, login, "meeting", facts, label=meeting.label, dated=meeting.held)
    with acting(office, login, lock=True) as use_case:
        row_of(use_case, label, body).report_id = made.id
    return made


def report_facts(
    use_case: UseCase, meeting: Planned, tell: Tell, starts: time, ends: time, absent: Mapping[str, str],
    guests: Collection[str], chair: Collection[str], other: Collection[str],
) -> MeetingFacts:  # fmt: skip
    """What the report says. :raises BadInput: ``meeting_not_held``; ``absent_unknown``: not members, naming them."""
    if meeting.held is None:
        raise BadInput("meeting_not_held", meeting=meeting.label)
    listed = members(use_case, meeting.body)
    _must_be_members(listed, absent)
    away = {comparable(name): reason for name, reason in absent.items()}
    items = list(agenda(use_case, meeting, tell))
    items[0] = replace(items[0], paragraphs=tuple(chair) or ("ไม่มี",), resolution="รับทราบ")
    items[1] = replace(items[1], resolution="รับรองรายงานการประชุม")
    items[2] = replace(items[2], resolution="รับทราบ")
    items[3] = replace(items[3], resolution="รับทราบ")
    resolved = [f"{one.text}{_by(use_case, one.group, one.due)}" for one in meeting.resolutions]
    items[4] = replace(items[4], resolution=" ".join(f"{n}) {text}" for n, text in enumerate(resolved, 1)) or "รับทราบ")
    items[5] = replace(items[5], paragraphs=tuple(other) or ("ไม่มี",))
    checkers = [
        actor
        for actor in use_case.everybody.values()
        if actor.holds(Role.DIRECTOR) and actor.groups & use_case.me.groups
    ]
    recorder = signer(use_case.me, Role.OFFICER)
    return MeetingFacts(
        body=meeting.body, number=meeting.label, date=meeting.held,
        place=meeting.place or use_case.office.settings.office.name, starts=starts, ends=ends,
        present=tuple(Attendee(one.name, one.post, one.role) for one in listed if comparable(one.name) not in away),
        absent=tuple(
            Attendee(one.name, one.post, away[comparable(one.name)]) for one in listed if comparable(one.name) in away
        ),
        guests=tuple(Attendee(name, "", "") for name in guests), agenda=tuple(items), recorder=recorder,
        checker=signer(checkers[0], Role.DIRECTOR) if checkers else recorder,
    )  # fmt: skip


def _by(use_case: UseCase, group: str | None, due: str) -> str:
    who = f" ({use_case.groups[group].name}" if group in use_case.groups else " (ทุกกลุ่ม"
    return who + (f" ภายใน {long_date(date.fromisoformat(due), thai=False)})" if due else ")")
