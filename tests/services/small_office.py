"""A light office for tests: three groups, seven items, everything real but LibreOffice and the clock.

It is built by the same use cases as a real one. ``SmallOffice`` is the hand that takes the steps; what it reads, it
reads in a new session.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import tempfile
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import wiring
from workflow.office_files.settings import Settings
from workflow.records import queries, registers
from workflow.records.books import BookKind
from workflow.records.database import Database
from workflow.records.journal import JournalEntry, entries
from workflow.records.models import Item, Submission
from workflow.records.verifying import chain
from workflow.services.administration import certificates, setup
from workflow.services.administration.accepting import accept
from workflow.services.administration.bootstrap import open_office, open_year
from workflow.services.approval import signing, submitting
from workflow.services.approval.record import RequiredSignature, required_signatures
from workflow.services.approval.routing import submissions_of
from workflow.services.collection import compiling, contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.use_case import UseCase
from workflow.services.publication import publishing

YEAR = 2569
START = datetime(2026, 3, 2, 9, 0, tzinfo=wiring.BANGKOK)
SECRET = "demo-only"
STATES = ("draft", "group_compiled", "submitted", "head_signed", "published")
"""Where :meth:`SmallOffice.bring` takes an item, one after the other."""
ADMINISTRATORS = ("registrar", "web")

OFFICE_TOML = """
sample = true
required_grade = {grade}
route = [{route}]
{database}
[office]
key = "small"
name = "สำนักงานทดลองเล็ก"
code = "ทล 01"
head_post = "หัวหน้าสำนักงานทดลองเล็ก"
{extra}
[[group]]
key = "admin"
name = "กลุ่มอำนวยการ"
[[group]]
key = "hr"
name = "กลุ่มบริหารงานบุคคล"
[[group]]
key = "policy"
name = "กลุ่มนโยบายและแผน"
"""

PEOPLE = """login,title,name,group,position,role,kind,from,until,order,acts_for
head,นาย,ตัวอย่าง ใจดี,,หัวหน้าสำนักงานทดลองเล็ก,head,holder,1/10/2565,,,
deputy,นาง,สมมติ รักงาน,,รองหัวหน้าสำนักงานทดลองเล็ก,deputy,holder,1/10/2565,,,
deputy,นาง,สมมติ รักงาน,,รองหัวหน้าสำนักงานทดลองเล็ก,head,acting,9/3/2569,11/3/2569,18/2569,หัวหน้าสำนักงานทดลองเล็ก
director.admin,นาง,สมมุติ อำนวยดี,admin,ผู้อำนวยการกลุ่มอำนวยการ,director,holder,1/10/2565,,,
director.hr,นาง,แบบอย่าง บุคคลดี,hr,ผู้อำนวยการกลุ่มบริหารงานบุคคล,director,holder,1/10/2565,,,
director.hr,นาง,แบบอย่าง บุคคลดี,hr,ผู้อำนวยการกลุ่มบริหารงานบุคคล,head,acting,16/3/2569,20/3/2569,20/2569,หัวหน้าสำนักงานทดลองเล็ก
director.policy,นาย,ลองทำ นโยบายดี,policy,ผู้อำนวยการกลุ่มนโยบายและแผน,director,holder,1/10/2565,,,
clerk.admin,นางสาว,ทดลอง ขยันดี,admin,นักจัดการงานทั่วไป,officer,holder,1/10/2565,,,
second.admin,นาย,ทดลองที่สอง ขยันดี,admin,นักจัดการงานทั่วไป,officer,holder,1/10/2565,,,
clerk.hr,นางสาว,ตัวแทน งานบุคคล,hr,นักทรัพยากรบุคคล,officer,holder,1/10/2565,,,
clerk.policy,นาย,ทดสอบ วางแผน,policy,นักวิเคราะห์นโยบายและแผน,officer,holder,1/10/2565,,,
registrar,นาง,ลงเลข ทะเบียนดี,admin,เจ้าพนักงานธุรการ,registrar,holder,1/10/2565,,,
web,นาย,ฝึกหัด เว็บดี,policy,นักวิชาการคอมพิวเตอร์,web,holder,1/10/2565,,,
"""

CATALOGUE = """number,code,title_th,indicator,sub_indicator,required_elements,coverage,evidence_kind
1,O1,โครงสร้าง,9,9.1,,none,document
2,O2,ข้อมูลผู้บริหาร,9,9.1,ชื่อ|ตำแหน่ง,none,document
3,O3,อำนาจหน้าที่,9,9.1,,none,document
4,O4,แผนปฏิบัติการ,9,9.2,,current_fy,document
5,O5,หลักเกณฑ์การบริหารทรัพยากรบุคคล,9,9.4,,none,document
6,O6,การเสริมสร้างวัฒนธรรม,10,10.1,,none,document
7,O7,ช่องทางถามตอบ,9,9.1,,none,web_location
"""

RESPONSIBLE = """item,groups,compiler
O1,admin,
O2,admin,
O3,admin,
O4,policy,
O5,hr;admin,hr
O6,hr;policy,
O7,admin,
"""

PAGES = {"ask.html": "<!doctype html><html lang=th><title>ถามตอบ</title><p>ถามตอบกับสำนักงาน</html>"}

Converter = Callable[[Sequence[bytes]], list[bytes]]


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def forward(self, days: int) -> None:
        self.moment += timedelta(days=days)


def small_pdf(text: str = "sample", *, pages: int = 1, marks: Sequence[str] = (), words: str = "") -> bytes:
    """A small real PDF; its last page has the links that say where somebody signs (``head``, ``officer``…).

    :param words: what its last page says besides, in any script: read back, never laid out.
    """
    after = 4 + 2 * pages
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
              b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]  # fmt: skip
    for n in range(pages):
        shown = f"BT /F 12 Tf 72 720 Td ({text} {n + 1}) Tj ET".encode("ascii", "replace")
        link = ""
        if marks and n == pages - 1:
            links = "".join(
                f"<</Type/Annot/Subtype/Link/Rect[250 {600 - 60 * at} 400 {640 - 60 * at}]"
                f"/A<</S/URI/URI(oit:sign/{place})>>>>"
                for at, place in enumerate(marks)
            )
            link = f"/Annots[{links}]"
        if words and n == pages - 1:
            lines = textwrap.wrap(words, 400, break_on_hyphens=False)  # as a page does: no number is torn apart
            said = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -3 Td" for line in lines)
            shown += f" BT /W 2 Tf 72 700 Td {said} ET".encode()
        named = f"/F 3 0 R/W {after} 0 R" if words else "/F 3 0 R"
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<<{named}>>>>"
            f"/Contents {5 + 2 * n} 0 R{link}>>"
        )
        bodies += [page.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown)]
    if words:
        ranges = "\n".join(f"<{n:02x}00> <{n:02x}ff> <{n:02x}00>" for n in (0x00, 0x0E, 0x20))
        cmap = (
            f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /W def 1 begincodespacerange "
            f"<0000> <ffff> endcodespacerange 3 beginbfrange\n{ranges}\nendbfrange endcmap end end"
        )
        inner = (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/W/DW 500"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        )
        bodies += [
            f"<</Type/Font/Subtype/Type0/BaseFont/W/Encoding/Identity-H/DescendantFonts[{inner}]"
            f"/ToUnicode {after + 1} 0 R>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap.encode()),
        ]
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start))
    return out.getvalue()


def accept_settings(folder: Path) -> None:
    """Two people accept what was written into ``office.toml`` since the office was set up."""
    office = wiring.build(folder)
    for name in ADMINISTRATORS:
        accept(office, name)
    office.close()


class QuickConverter:
    """Behind the Converter port, for tests: a real PDF of one page that says which Word file it came from.

    A mark to sign is there when the Word file has it, and so are its words. It does not lay anything out.
    """

    def __init__(self, before: Callable[[], None] = lambda: None) -> None:
        self.before = before

    def convert(self, docx: Sequence[bytes], on_done: Callable[[int], None] | None = None) -> list[bytes | Exception]:
        self.before()
        made: list[bytes | Exception] = []
        for number, data in enumerate(docx):
            made.append(_pdf_of(data))
            if on_done is not None:
                on_done(number)
        return made

    def close(self) -> None:
        return None


def _pdf_of(docx: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        words = archive.read("word/document.xml")
        links = archive.read("word/_rels/document.xml.rels")
    marks = [mark.decode() for mark in re.findall(rb'"oit:sign/([a-z0-9]+)"', links)]
    said = " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", words.decode()))
    return small_pdf(hashlib.sha256(words).hexdigest(), marks=marks, words=unescape(said))


def lay_folder(
    folder: Path, *, database: str | None = None, route: Sequence[str] = (), grade: int = 1, extra: str = ""
) -> Path:
    """The files of the office folder, as a person would have written them."""
    folder.mkdir(parents=True, exist_ok=True)
    url = f'database = "{database}"' if database else ""
    posts = ", ".join(f'"{post}"' for post in route)
    text = OFFICE_TOML.format(grade=grade, route=posts, database=url, extra="")
    (folder / "office.toml").write_text(text + extra, encoding="utf-8")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / f"catalogue-{YEAR}.csv").write_text(CATALOGUE, encoding="utf-8")
    (folder / f"responsible-{YEAR}.csv").write_text(RESPONSIBLE, encoding="utf-8")
    (folder / "pages").mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (folder / "pages" / name).write_text(page, encoding="utf-8")
    return folder


def make_keys(folder: Path, logins: Sequence[str] = ("head", "deputy", "director.hr", "stranger")) -> None:
    """A key file for each login, from one throw-away authority."""
    from signatures.signing.practice_ca import issue, make_ca

    folder.mkdir(parents=True, exist_ok=True)
    began, ends = START - timedelta(days=2000), START + timedelta(days=4000)
    ca = make_ca("TEST ONLY", not_before=began, not_after=ends)
    (folder / "practice-ca.pem").write_bytes(ca.pem)
    for login in logins:
        made = issue(ca, login, not_before=began, not_after=ends)
        (folder / f"{login}.p12").write_bytes(made.to_p12(SECRET))


class Ways:
    """Where offices were brought before in this run: who starts from the same bytes at the same moment gets a copy.

    Half of the tests of use cases begin with the same few ways, and a step costs a hundred times what a copy does.
    Whose database holds what no other test did before, or who has exchanged a part, goes step by step.
    """

    def __init__(self, kept: Path, folder: Path, office: Office) -> None:
        self._kept, self._folder, self._office = kept, folder, office
        self._known, self._parts = self._database(), self._all_parts()

    def go(self, steps: Sequence[tuple[str, Callable[[], object]]], *asked: object) -> None:
        """Take the steps, each with its name, which do what ``asked`` says; or take over what came of them before: of
        all of them, or of as many as somebody took who went on to somewhere else."""
        self._office.database.close()
        if self._database() != self._known or self._all_parts() != self._parts:
            for _, step in steps:
                step()
            return
        start = self._start(asked)
        kept = [self._kept / f"{start} {name}" for name, _ in steps]
        taken = next((number for number in range(len(steps), 0, -1) if kept[number - 1].exists()), 0)
        if taken:
            # What is there now is in the kept folder, too; a link cannot be copied over a link.
            for entry in list(self._folder.iterdir()):
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
            shutil.copytree(kept[taken - 1], self._folder, symlinks=True, dirs_exist_ok=True)
        for (_, step), there in zip(steps[taken:], kept[taken:], strict=True):
            step()
            self._office.database.close()
            made = Path(tempfile.mkdtemp(dir=self._kept)) / "office"
            shutil.copytree(self._folder, made, symlinks=True)
            with suppress(OSError):  # another process was quicker
                made.rename(there)
        self._known = self._database()

    def _database(self) -> bytes:
        return hashlib.sha256((self._folder / "oit.db").read_bytes()).digest()

    def _all_parts(self) -> list[object]:
        return [getattr(self._office, part.name) for part in fields(self._office) if part.name != "settings"]

    def _start(self, asked: object) -> str:
        """Names what the steps depend on: what is asked, when, under which settings, and every file there is."""
        told = repr((asked, self._office.now(), self._office.settings)).replace(str(self._folder), "")
        start = hashlib.sha256(told.encode())
        for path in sorted(self._folder.rglob("*")):
            start.update(str(path.relative_to(self._folder)).encode())
            if path.is_file() and not path.is_symlink():
                start.update(path.read_bytes())
        return start.hexdigest()


def by_sqlalchemy(office: Office) -> Office:
    """The same office, all of it read and written by SQLAlchemy, as on PostgreSQL."""
    return replace(office, database=Database(office.database.url, None, office.settings.office.key))


@dataclass
class SmallOffice:
    """An open office folder and the hand that takes the steps in it. Every step is asserted to succeed."""

    folder: Path
    office: Office
    clock: Clock
    ways: Ways | None = None

    # --- opening -------------------------------------------------------------------------------------------------

    @classmethod
    def open(
        cls, folder: Path, clock: Clock | None = None, converter: Any = None, ways: Path | None = None
    ) -> SmallOffice:
        """:param ways: folder in which :class:`Ways` are kept; only for SQLite and the quick converter."""
        clock = clock or Clock()
        office = wiring.build(folder, Settings.load(folder), clock=clock)
        office.converter = converter or QuickConverter()
        made = cls(folder, office, clock)
        made.ways = Ways(ways, folder, office) if ways is not None else None
        return made

    def found(self) -> None:
        """Database, people, the year's items, keys of the head and of who acts for the head."""
        open_office(self.office, ADMINISTRATORS, dict.fromkeys(("registrar", "web", "head", "clerk.admin"), SECRET))
        open_year(self.office, "registrar", YEAR)
        for login in ("head", "deputy", "director.hr"):
            certificates.register_key(
                self.office, login, person=None, key_file=self.key(login), passphrase=lambda: SECRET
            )

    def close(self) -> None:
        self.office.close()

    def key(self, login: str) -> Path:
        return self.folder / "keys" / f"{login}.p12"

    def paper(self, name: str = "paper.pdf", text: str | None = None, **form: Any) -> Path:
        path = self.folder / "papers" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(small_pdf(text or name, **form))
        return path

    # --- steps ---------------------------------------------------------------------------------------------------

    def settle(self, code: str = "O6", group: str = "hr") -> None:
        setup.assign(self.office, "deputy", code, group, basis="มติที่ประชุมครั้งที่ 1/2569")

    def hand_in(self, *codes: str) -> None:
        """Every responsible group hands in one paper (O7: its page); the compiler accepts and ticks."""
        for code in codes:
            compiler, groups, elements = self.responsible(code)
            for group in groups:
                if code == "O7":
                    contributing.contribute(self.office, f"clerk.{group}", code, Contribution(url="/ask.html"))
                else:
                    self.contribute(code, group)
                if group != compiler:
                    contributing.accept(self.office, f"clerk.{compiler}", code, group)
            if elements:
                contributing.tick(self.office, f"clerk.{compiler}", code, everything=True)

    def contribute(self, code: str, group: str, text: str | None = None, name: str | None = None, **how: Any) -> None:
        name = name or f"{code}-{group}.pdf"
        path = self.paper(name, text)
        contributing.contribute(self.office, f"clerk.{group}", code, Contribution(files=[path], **how))

    def compile(self, *codes: str) -> None:
        for code in codes:
            compiler, _, _ = self.responsible(code)
            done(compiling.compile_items(self.office, f"clerk.{compiler}", [code]))

    def submit(self, *codes: str) -> str:
        compiler, _, _ = self.responsible(codes[0])
        return submitting.submit(self.office, f"director.{compiler}", codes).label

    def sign(self, *codes: str, by: str = "head") -> None:
        done(signing.sign(self.office, by, codes, key_file=self.key(by), passphrase=lambda: SECRET))

    def publish(self, *codes: str) -> None:
        done(publishing.publish(self.office, "web", codes))

    def bring(self, state: str, *codes: str) -> None:
        """Take items, all of one compiling group, on one memo, as far as a state.

        What a test replaces in the program, it replaces after this: the steps may have been taken for another test.
        """
        reached = STATES.index(state)
        taken = (self.hand_in, self.compile, self.submit, self.sign, self.publish)[: reached + 1]
        steps = [(name, partial(step, *codes)) for name, step in zip(STATES, taken, strict=False)]
        if self.ways is not None:
            self.ways.go(steps, codes)
            return
        for _, step in steps:
            step()

    # --- reading -------------------------------------------------------------------------------------------------

    @contextmanager
    def use_case(self, login: str | None = None) -> Iterator[UseCase]:
        with self.office.unit_of_work(write=False) as uow:
            yield UseCase(self.office, uow, login)

    @contextmanager
    def use_case_of(self, year: int, login: str | None = None) -> Iterator[UseCase]:
        with self.office.unit_of_work(write=False) as uow:
            yield UseCase(self.office, uow, login, year)

    def responsible(self, code: str) -> tuple[str, list[str], list[str]]:
        with self.use_case() as use_case:
            item = use_case.item(code)
            return item.compiling_group or "", [p.group_key for p in item.parts], list(item.elements)

    def item(self, code: str) -> Item:
        with self.use_case() as use_case:
            return use_case.item(code)

    def states(self, *codes: str) -> list[str]:
        with self.use_case() as use_case:
            return [item.state.value for item in use_case.items(codes)]

    def required_signatures(self, code: str) -> list[RequiredSignature]:
        """What the head's signature is due on, of the memo the item is on."""
        with self.use_case() as use_case:
            ((submission, items),) = submissions_of(use_case, [code], "sign")
            return required_signatures(use_case, submission, items)

    def memo(self, label: str | None = None) -> Submission:
        """The memo with this number, or the newest."""
        with self.use_case() as use_case:
            from sqlalchemy import select

            rows = list(use_case.session.scalars(select(Submission).order_by(Submission.id)))
            found = [row for row in rows if label is None or row.label == label][-1]
            assert found.items is not None
            return found

    def numbers(self, year: int = YEAR) -> list[tuple[int, str]]:
        """The memo book: number and what became of it."""
        with self.use_case() as use_case:
            rows = registers.listing(use_case.session, use_case.office_id, BookKind.MEMO, year)
            return [(row.number, row.status.value) for row in rows]

    def journal(self) -> list[JournalEntry]:
        with self.use_case() as use_case:
            return list(entries(use_case.session, use_case.office_id))

    def steps_of(self, code: str) -> list[str]:
        return [e.step or "" for e in self.journal() if e.item_code == code and e.kind == "step"]

    def verify(self) -> chain.JournalReport:
        """The whole chain, with the stored states compared to the replay."""
        with self.use_case() as use_case:
            stored = queries.items.states(use_case.session, use_case.office_id)
            states = {key: state.value for key, state in stored.items()}
            first = {cycle.fiscal_year: cycle.framework for cycle in reversed(use_case.cycles)}
            return chain.verify(use_case.session, use_case.office_id, states=states, first=first)


def done(results: Sequence[Outcome]) -> list[Outcome]:
    """All succeeded."""
    for result in results:
        if result.error is not None:
            raise result.error
    return list(results)
