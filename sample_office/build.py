"""Builds the practice office: keys of a throw-away authority, small real papers, every step by whom it belongs to."""

from __future__ import annotations

import ctypes
import gc
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sample_office
import wiring
from sample_office import last_year, meeting, passing_year, people_changes
from sample_office.passing_year import PassingDays
from workflow.office_files.people import load_people
from workflow.rules.errors import Unmet, WorkflowError
from workflow.rules.states import Role
from workflow.services.administration import certificates, setup
from workflow.services.administration.bootstrap import open_year
from workflow.services.administration.setup import assign
from workflow.services.approval import signing
from workflow.services.approval.submitting import submit
from workflow.services.collection import compiling, contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.context.results import Outcome
from workflow.services.context.use_case import reading
from workflow.services.documents import drafting, files, issuing
from workflow.services.documents.serialization import plain
from workflow.services.intake import receiving
from workflow.services.publication import adopting, publishing
from workflow.services.reports import measure_papers, measures, progress, proposals, results
from workflow.thai import truncate

Phase = Callable[[str, int], AbstractContextManager[Any]]
ADMINISTRATORS = ("clerk.admin", "clerk.policy")
"""Neither registrar, web officer nor head: nobody stands on both sides of a door."""


class SampleOffice:
    """One run of the demo in an empty folder.

    :param phase: opens a line of progress: ``with phase(label, total) as bar: bar.update(1)``.
    :param tell: the sentence of a reason, for the monthly report.
    :ivar papers: files of the reports it ended with.
    """

    def __init__(self, folder: Path, phase: Phase, tell: Callable[[Unmet], str] = lambda reason: reason.code) -> None:
        self.folder = folder
        self.phase = phase
        self.tell = tell
        self.papers: list[Path] = []
        self.clock = PassingDays(wiring.SystemClock())
        self.office = self._lay()
        self.compiler: dict[str, str] = {}

    def _lay(self) -> Any:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in sample_office.FILES:
            (self.folder / name).write_text(_of_today(sample_office.copy_text(name)), encoding="utf-8")
        pages = self.folder / "pages"
        pages.mkdir()
        for page in sample_office.WEB.iterdir():
            (pages / page.name).write_bytes(page.read_bytes())
        return wiring.build(self.folder.resolve(), clock=self.clock)

    def close(self) -> None:
        self.office.close()

    def run(self, *, meeting: bool = False) -> None:
        """From nothing to 43 published items, or to the first monthly meeting."""
        if meeting:
            self._found(sample_office.YEAR)
            self._order()
            papers = self._papers()
            self._settle(True)
            self._until_meeting(papers)
        else:
            self._year()

    def _year(self) -> None:
        """The weeks before today, on a clock of their own."""
        clock, everything = self.clock, list(sample_office.ITEMS)
        clock.days_ago(passing_year.BEGAN)
        self._found(passing_year.LAST_YEAR, sample_office.YEAR)
        papers = self._papers()
        self._adopt(papers)
        clock.days_ago(passing_year.ORDERED)
        self._order()
        clock.days_ago(passing_year.HANDED_IN)
        self._settle(False)
        self._hand_in(everything, papers)
        _give_back()
        clock.days_ago(passing_year.MOVED)
        people_changes.move(self)
        clock.days_ago(passing_year.COMPILED)
        self._compile(everything)
        _give_back()
        clock.days_ago(passing_year.SUBMITTED)
        by_head = [code for code in everything if code not in passing_year.SIGNED_BY_ACTING]
        self._submit(by_head)
        clock.days_ago(passing_year.SIGNED)
        self._sign(by_head)
        _give_back()
        clock.days_ago(passing_year.ACTING)
        people_changes.deputy_acts(self)
        clock.days_ago(passing_year.PUBLISHED)
        self._publish(everything)
        _give_back()

    # --- the assessment --------------------------------------------------------------------------------------------

    def assess(self) -> None:
        """Last year's result, the measures that answer it (one closed), the plan and this month's report as papers."""
        secretary = self._secretary()
        with self.phase("ผลปีก่อน มาตรการ และรายงานประจำเดือน", 4) as bar:
            last_year.lay_framework(self.folder)
            text = last_year.result_text()
            results.import_result(
                self.office, secretary, last_year.FILE, text.encode(), last_year.KEY, last_year.YEAR,
                national=last_year.NATIONAL,
            )  # fmt: skip
            bar.update(1)
            made = measures.add(self.office, secretary, proposals.propose(self.office, last_year.KEY, last_year.YEAR),
                                year=sample_office.YEAR, framework=last_year.KEY)  # fmt: skip
            measures.close(
                self.office, secretary, made[0].number, "ปรับปรุงหน้าแรกให้มีรายการข้อมูลสาธารณะทุกข้อ",
                outcome="เปิดได้จากหน้าแรกทุกข้อ", addresses=["https://www.example.go.th/oit/"],
            )  # fmt: skip
            bar.update(1)
            for one in (
                measure_papers.draft_paper(self.office, secretary, "plan"),
                progress.draft_month(self.office, secretary, self.tell),
            ):
                self.papers.extend(files.write(self.office, one, None))
                bar.update(1)

    def _secretary(self) -> str:
        """Who keeps the reports: the secretary, or an administrator of an office without one."""
        with reading(self.office) as use_case:
            found = [one.login for one in use_case.everybody.values() if one.holds(Role.SECRETARY)]
        return found[0] if found else ADMINISTRATORS[0]

    # --- people and keys -------------------------------------------------------------------------------------------

    def _found(self, *years: int) -> None:
        office = self.office
        people = load_people(self.folder / "people.csv", office.settings.groups)
        logins = list(dict.fromkeys(row.login for row in people))
        names = {row.login: row.full_name for row in people}
        with self.phase("สร้างสำนักงาน บุคคล และใบรับรองฝึกหัด", len(logins) + 2) as bar:
            office.database.prepare()
            setup.set_up(office, people, ADMINISTRATORS, dict.fromkeys(logins, sample_office.PASSWORD))
            for year in years or (sample_office.YEAR,):
                open_year(office, ADMINISTRATORS[0], year)
            bar.update(2)
            for _ in wiring.practice_keys(self.folder / "keys", names, sample_office.PASSWORD):
                bar.update(1)
            for login in {row.login for row in people if row.role is Role.HEAD}:
                key_file = self._key(login)
                certificates.register_key(
                    office, login, person=None, key_file=key_file, passphrase=lambda: sample_office.PASSWORD
                )

    def _key(self, login: str) -> Path:
        return self.folder / "keys" / f"{login}.p12"

    def _order(self) -> None:
        """The head's order appointing the working group: number and date when it is signed."""
        with self.phase("คำสั่งแต่งตั้งคณะทำงาน", 1) as bar:
            made = drafting.draft(self.office, "clerk.admin", "order", plain(sample_office.WORKING_GROUP))
            issuing.issue(
                self.office, "head", made.id, key_file=self._key("head"), passphrase=lambda: sample_office.PASSWORD
            )
            bar.update(1)

    # --- papers ----------------------------------------------------------------------------------------------------

    def _papers(self) -> dict[tuple[str, str, int], Path]:
        """Every sample paper as a file in ``papers/``, by item, group with the part of the year, and place in it."""
        todo: list[tuple[Path, Any]] = []
        found: dict[tuple[str, str, int], Path] = {}
        for item in sample_office.ITEMS.values():
            for part in item.contributions:
                for number, evidence in enumerate(part.evidence):
                    if isinstance(evidence, sample_office.SampleLink):
                        continue
                    path = self.folder / "papers" / item.code / part.group / _file_name(item.code, evidence)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    found[item.code, part.group + part.part, number] = path
                    if isinstance(evidence, sample_office.SampleWorkbook):
                        self.office.hands.apart(partial(_workbook, path, evidence))
                    else:
                        todo.append((path, evidence))
        with self.phase("จัดทำเอกสารตัวอย่าง", len(todo)) as bar:
            docx = [self.office.renderer.render(e.form, e.facts).docx for _, e in todo]
            pdfs = self.office.converter.convert(docx, lambda index: bar.update(1))
        for (path, evidence), pdf in zip(todo, pdfs, strict=True):
            if isinstance(pdf, Exception):
                raise pdf
            path.write_bytes(self._signed_before(pdf, evidence) if evidence.number else pdf)
        return found

    def _signed_before(self, pdf: bytes, evidence: Any) -> bytes:
        """An order of an earlier date: signed by the head's key on that day."""
        key = self.office.keys.open(self._key("head"), sample_office.PASSWORD)
        at = datetime.combine(evidence.dated, datetime.min.time(), wiring.BANGKOK) + timedelta(hours=10)
        prepared = self.office.pdf.prepare(pdf)
        name, posts = sample_office.HEAD.name, sample_office.HEAD.posts
        return bytes(
            self.office.signer.sign(prepared.data, key, lines=(name, *posts), name=name, reason=evidence.number, at=at)
        )

    # --- the steps -------------------------------------------------------------------------------------------------

    def _settle(self, meeting_stop: bool) -> None:
        """What the head or the deputy settles first: who compiles O30 and O36 to O38."""
        with reading(self.office) as use_case:
            self.compiler = {i.code: i.compiling_group or "" for i in use_case.items()}
        for item in sample_office.ITEMS.values():
            if item.compiler and not (meeting_stop and item.code in meeting.WITHOUT_COMPILER):
                assign(self.office, "deputy", item.code, item.compiler, basis=item.assigned_by)
                self.compiler[item.code] = item.compiler

    def _hand_in(
        self, codes: Sequence[str], papers: dict[tuple[str, str, int], Path], *, first: bool = False,
        accept: bool = True,
    ) -> None:  # fmt: skip
        """Hand in, accept and tick. ``first``: only the first group; not ``accept``: the compiler has not looked."""
        with self.phase("กลุ่มส่งข้อมูล และกลุ่มที่รวบรวมรับ", len(codes)) as bar:
            for code in codes:
                item = sample_office.ITEMS[code]
                for part in item.contributions[:1] if first else item.contributions:
                    self._contribute(code, part, papers)
                    if accept and not first and part.group != self.compiler[code]:
                        contributing.accept(self.office, f"clerk.{self.compiler[code]}", code, part.group)
                bar.update(1)

    def _adopt(self, papers: dict[tuple[str, str, int], Path]) -> None:
        """Last year's items: online before the office began with the program, confirmed by the head."""
        with reading(self.office, None, passing_year.LAST_YEAR) as use_case:
            codes = [item.code for item in use_case.items()]
        with self.phase("นำข้อที่เผยแพร่อยู่แล้วของปีก่อนเข้าระบบ", len(codes)) as bar:
            for code in codes:
                for part in sample_office.ITEMS[code].contributions:
                    self._contribute(code, part, papers, passing_year.LAST_YEAR)
            _all_done(adopting.adopt(self.office, "head", codes, year=passing_year.LAST_YEAR).outcomes)
            bar.update(len(codes))

    def _contribute(
        self, code: str, part: Any, papers: dict[tuple[str, str, int], Path], year: int | None = None
    ) -> None:
        login = passing_year.HANDED_IN_BY.get((code, part.group), f"clerk.{part.group}")
        if part.nil:
            given = Contribution(nil_reason=part.nil, group=part.group, part=part.part or None)
            contributing.contribute(self.office, login, code, given, year=year)
        for number, evidence in enumerate(part.evidence):
            if isinstance(evidence, sample_office.SampleLink):
                given = Contribution(url=f"/{evidence.page}", group=part.group, add=number > 0)
                contributing.contribute(self.office, login, code, given, year=year)
                continue
            before = isinstance(evidence, sample_office.SamplePaper) and evidence.duty.value == "signed_before"
            given = Contribution(
                files=[papers[code, part.group + part.part, number]], duty=evidence.duty.value, group=part.group,
                add=number > 0, number=evidence.number if before else None, dated=evidence.dated if before else None,
                part=part.part or None,
            )  # fmt: skip
            contributing.contribute(self.office, login, code, given, year=year)

    def _compile(self, codes: Sequence[str]) -> None:
        with self.phase("ยืนยันรวบรวมครบ", len(codes)) as bar:
            for group, mine in _by(codes, self.compiler).items():
                for code in mine:
                    contributing.tick(self.office, f"clerk.{group}", code, everything=True)
                _all_done(compiling.compile_items(self.office, f"clerk.{group}", mine))
                bar.update(len(mine))

    def _submit(self, codes: Sequence[str]) -> None:
        """One memo for each compiling group; what will be signed with a pen goes on a memo of its own."""
        pen = [c for c in codes if sample_office.ITEMS[c].pen]
        with self.phase("เสนอขอความเห็นชอบ", len(codes)) as bar:
            for some in (pen, [c for c in codes if c not in pen]):
                for group, mine in _by(some, self.compiler).items():
                    submit(self.office, f"director.{group}", mine)
                    bar.update(len(mine))

    def _sign(self, codes: Sequence[str]) -> None:
        pen = [c for c in codes if sample_office.ITEMS[c].pen]
        digital = [c for c in codes if c not in pen]
        with self.phase("ลงนาม (ใบรับรองฝึกหัด และลายมือบนกระดาษ)", len(codes)) as bar:
            self.sign_with_key("head", digital)
            bar.update(len(digital))
            self._receive(pen)
            bar.update(len(pen))

    def sign_with_key(self, login: str, codes: Sequence[str]) -> None:
        """Whoever is the head today, or acts as head, signs the memos of these items."""
        key = self._key(login)
        _all_done(signing.sign(self.office, login, codes, key_file=key, passphrase=lambda: sample_office.PASSWORD))

    def _receive(self, codes: Sequence[str]) -> None:
        from workflow.services.approval.record import required_signatures
        from workflow.services.approval.routing import submissions_of

        if not codes:
            return
        with reading(self.office, "registrar") as use_case:
            plans = [
                (s.label, [self.office.store.get(d.issued) for d in required_signatures(use_case, s, items)])
                for s, items in submissions_of(use_case, codes, "receive")
            ]
        for label, issued in plans:
            scan = self.folder / "scans" / f"{label.rpartition('/')[2]}.pdf"
            scan.parent.mkdir(exist_ok=True)
            scan.write_bytes(self.office.hands.apart(partial(wiring.practice_scan, issued)))
            _all_done(receiving.receive(self.office, "registrar", [scan], memo=label, attest=lambda about: True))

    def _publish(self, codes: Sequence[str]) -> None:
        with self.phase("เผยแพร่ และพิสูจน์จากหน้าแรก", len(codes)) as bar:
            _all_done(publishing.publish(self.office, "web", codes))
            bar.update(len(codes))

    def _until_meeting(self, papers: dict[tuple[str, str, int], Path]) -> None:
        """The situation of the first monthly meeting: 13 published, 12 on the way, 18 being compiled."""
        onward = [*meeting.PUBLISHED, *meeting.ON_THE_WAY]
        self._hand_in([*onward, *meeting.ACCEPTED], papers)
        self._hand_in(meeting.PARTLY, papers, first=True)
        self._hand_in(meeting.HANDED_IN, papers, accept=False)
        self._compile(onward)
        self._submit([*meeting.PUBLISHED, *meeting.SIGNED])
        self._sign([*meeting.PUBLISHED, *meeting.SIGNED])
        self._publish(meeting.PUBLISHED)
        self._submit(meeting.SUBMITTED)


def _by(codes: Iterable[str], compiler: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(compiler[code], []).append(code)
    return found


def _all_done(results: Iterable[Outcome]) -> None:
    for result in results:
        if isinstance(result.error, WorkflowError):
            raise result.error


def _of_today(text: str) -> str:
    """The sample's hosting and domain end some months after whenever it is made, as a real office's would."""
    today = datetime.now(wiring.BANGKOK).date()
    for key, days in (("hosting_expires", 160), ("domain_expires", 310)):
        text = re.sub(rf"(?m)^{key} = .*$", f"{key} = {(today + timedelta(days=days)).isoformat()}", text)
    return text


def _file_name(code: str, evidence: Any) -> str:
    """As a clerk here would call it: the item and the subject, in Thai, not longer than a file system takes."""
    title = evidence.sheet if isinstance(evidence, sample_office.SampleWorkbook) else evidence.facts.subject
    suffix = Path(evidence.file_name).suffix
    return truncate(f"{code} {title}".replace("/", "-"), 72, "") + suffix


def _give_back() -> None:
    """A year in one process is longer than any command: what its steps let go of goes back to the system (glibc)."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _workbook(path: Path, data: Any) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 -- a new workbook has one
    sheet.title = data.sheet
    sheet.append(list(data.header))
    for row in data.rows:
        sheet.append(list(row))
    book.save(path)
