"""The office of the simulated year: a folder copied from one that was founded once, and the hands that work in it.

Everything is real but LibreOffice and the clock. What is refused is kept, and its sentences are formed: an office reads
them. Any other error is a fault of the program and goes through.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import wiring
from adapters.marks import MachineMarks
from messages import en, th
from tests.services.small_office import (
    OFFICE_TOML,
    SECRET,
    Clock,
    SmallOffice,
    make_keys,
)
from tests.year.decreed import Decrees, at_the_start
from workflow.records import queries
from workflow.records.journal import chain_head
from workflow.records.models import Item
from workflow.rules.errors import WorkflowError
from workflow.rules.states import Online, State
from workflow.services.administration import certificates
from workflow.services.administration.bootstrap import open_office, open_year
from workflow.services.administration.people import updates as people_updates
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.use_case import reading
from workflow.services.operations import settling

YEARS = (2568, 2569)
NEXT_YEAR = 2570
"""Its files lie ready; the office opens it when it has begun."""
CODES = ("O1", "O2", "O3", "O4", "O5")
ITEMS = tuple((year, code) for year in YEARS for code in CODES)
KEYS = ("head", "deputy", "director.hr", "director.policy", "next.head")
BEGAN = datetime(2026, 2, 2, 9, 0, tzinfo=wiring.BANGKOK)

CATALOGUE = """number,code,title_th,indicator,sub_indicator,required_elements,coverage,evidence_kind
1,O1,โครงสร้าง,9,9.1,,none,document
2,O2,ข้อมูลผู้บริหาร,9,9.1,ชื่อ|ตำแหน่ง,none,document
3,O3,แผนปฏิบัติการ,9,9.2,,current_fy,document
4,O4,หลักเกณฑ์การบริหารทรัพยากรบุคคล,9,9.4,,none,document
5,O5,การเสริมสร้างวัฒนธรรม,10,10.1,,none,document
"""
RESPONSIBLE = """item,groups,compiler
O1,admin,
O2,admin,
O3,policy,
O4,hr;admin,hr
O5,hr;policy,
"""

Key = tuple[int, str]
"""Fiscal year and code of an item."""


def words_in(docx: bytes) -> str:
    """All text of a Word file, runs joined, blanks that do not break as blanks."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode()).replace("\xa0", " ")


def lay_year(folder: Path) -> None:
    """The files of the office, its keys, its database with two cycles."""
    folder.mkdir(parents=True)
    text = OFFICE_TOML.format(grade=1, route="", database="", extra="")
    (folder / "office.toml").write_text(text, encoding="utf-8")
    (folder / "people.csv").write_text(at_the_start().text, encoding="utf-8")
    (folder / "pages").mkdir()
    for year in (*YEARS, NEXT_YEAR):
        (folder / f"catalogue-{year}.csv").write_text(CATALOGUE, encoding="utf-8")
        (folder / f"responsible-{year}.csv").write_text(RESPONSIBLE, encoding="utf-8")
    make_keys(folder / "keys", KEYS)
    office = wiring.build(folder, clock=Clock(BEGAN))
    open_office(office, ("registrar", "web"), {"registrar": SECRET, "web": SECRET})
    for year in YEARS:
        open_year(office, "registrar", year)
    for login in KEYS[:4]:
        key = folder / "keys" / f"{login}.p12"
        certificates.register_key(office, login, person=None, key_file=key, passphrase=lambda: SECRET)
    office.close()


@dataclass(frozen=True)
class Seen:
    """How an item stands, as the tables say."""

    year: int
    code: str
    state: State
    online: Online
    compiler: str | None
    groups: tuple[str, ...]
    owed: tuple[str, ...]
    judged: tuple[str, ...]
    elements: bool
    submission: int | None
    confirmed: bool

    @property
    def key(self) -> Key:
        return self.year, self.code


class YearOffice:
    """One office through one simulated year, and what the simulation remembers of it beside the program."""

    def __init__(self, base: Path) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="oit-year-"))
        self.clock = Clock(BEGAN + timedelta(days=1))
        self.decrees: Decrees = at_the_start()
        self.refusals: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.taken: dict[str, datetime] = {}
        """Digest -> when the head took these bytes off the site, and did not put them back."""
        self.retracted: set[str] = set()
        """Digests of bytes that were retracted and have not been named since."""
        self.papers = 0
        self.copies = 0
        self.steps = 0
        self.looked_on: date | None = None
        self.entries = 0
        """Journal entries looked at so far; what was there at the start is the start."""
        self._open(shutil.copytree(base, self.place / "office0", symlinks=True))
        with reading(self.office) as use_case:
            self.entries, _ = chain_head(use_case.session, use_case.office_id)

    def _open(self, folder: Path) -> None:
        self.small = SmallOffice.open(folder, self.clock)
        # What this machine saw of the run before is of another year of the same office.
        self.office.marks = MachineMarks(self.place / "marks")

    @property
    def office(self) -> Office:
        return self.small.office

    @property
    def folder(self) -> Path:
        return self.small.folder

    def move_to(self, folder: Path) -> None:
        """Go on in a restored folder; the keys, which no backup holds, come along."""
        before = self.small
        shutil.copytree(before.folder / "keys", folder / "keys")
        before.close()
        self._open(folder)

    def close(self) -> None:
        self.small.close()
        shutil.rmtree(self.place, ignore_errors=True)

    @property
    def today(self) -> Any:
        return self.clock.now().date()

    # --- trying ------------------------------------------------------------------------------------------------------

    def attempt(self, step: Callable[[], Any]) -> list[str]:
        """Do something; codes of everything that was refused, empty when all of it was done."""
        self.steps += 1
        self.clock.moment += timedelta(minutes=1)
        self.__dict__.pop("seen", None)
        try:
            done = step()
        except WorkflowError as refused:
            return self._told([refused])
        results = done if isinstance(done, list) else []
        return self._told([one.error for one in results if isinstance(one, Outcome) and one.error is not None])

    def _told(self, refused: Iterable[WorkflowError]) -> list[str]:
        """Each refusal names a code of which there are sentences, says what to do, and gives every reason."""
        codes = []
        for one in refused:
            assert one.code in th.SENTENCES, f"no sentence for {one.code}"
            assert one.code in en.SENTENCES, f"no English sentence for {one.code}"
            assert one.reasons, one.code
            for reason in one.reasons:
                assert reason.code in th.SENTENCES, f"no sentence for {reason.code}"
                assert reason.code in th.ADVICE, f"nothing to do for {reason.code}"
                codes.append(reason.code)
        self.refusals.update(codes)
        return codes

    # --- looking -----------------------------------------------------------------------------------------------------

    @cached_property
    def seen(self) -> dict[Key, Seen]:
        """Every item of every cycle, read once after each step."""
        with reading(self.office) as use_case:
            session = use_case.session
            found = {}
            for cycle in queries.items.cycles(session, use_case.office_id):
                for item in queries.items.of_cycle(session, cycle.id):
                    found[cycle.fiscal_year, item.code] = _seen(cycle.fiscal_year, item)
        return found

    def officer(self, group: str | None, *, other: bool = False) -> str:
        """Who works for a group today; ``other``: the last of them, where there are several."""
        found = [row.login for row in self.decrees.in_force(self.today, "officer", group)]
        return found[-1 if other else 0] if found else "clerk.admin"

    def director(self, group: str | None) -> str:
        found = [row.login for row in self.decrees.in_force(self.today, "director", group)]
        return found[-1] if found else "director.admin"

    def head(self) -> str:
        """Who signs today, or who would if anybody did."""
        return self.decrees.head_now(self.today)

    def key(self, login: str) -> Path:
        return self.folder / "keys" / f"{login}.p12"

    def paper(self, name: str, text: str | None = None) -> Path:
        """A paper with words of its own, or with those given."""
        self.papers += 1
        return self.small.paper(name, text or f"{name} {self.papers}")

    def update_people(self) -> None:
        """The registrar's file as decreed, taken over."""
        from workflow.office_files.people import load_people

        path = self.folder / "people.csv"
        path.write_text(self.decrees.text, encoding="utf-8")
        rows = load_people(path, self.office.settings.groups)
        asked = people_updates.update_people(self.office, "registrar", rows, confirmed=None).asked
        if asked is not None:
            settling.confirm(self.office, "web", asked)

    def rewrite_settings(self, old: str, new: str) -> None:
        """Somebody writes something else into ``office.toml``; the next command reads it."""
        path = self.folder / "office.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.small.close()
        self._open(self.folder)

    def rename_group(self, old: str, new: str) -> None:
        """The registrar gives a group another name and has it taken over."""
        self.rewrite_settings(f'name = "{old}"', f'name = "{new}"')
        self.update_people()


def _seen(year: int, item: Item) -> Seen:
    return Seen(
        year, item.code, item.state, item.online, item.compiling_group, tuple(p.group_key for p in item.parts),
        tuple(p.group_key for p in item.parts if p.status in (None, "refused")),
        tuple(p.group_key for p in item.parts if p.status == "handed_in"),
        bool(item.elements), item.submission_id, item.online_confirmed,
    )  # fmt: skip
