"""The sample office agrees with docs/contracts.md, with the catalogue and with itself."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assessment.frameworks.reading import read_framework
from assessment.results.grid import grid_of_text
from assessment.results.read import read_result
from assessment.scoring.analysis import kind_of
from assessment.scoring.compute import Given, compute
from assessment.scoring.framework import Item
from sample_office import (
    FILES,
    HEAD,
    ITEMS,
    WEB,
    WORKING_GROUP,
    YEAR,
    SampleLink,
    SamplePaper,
    SampleWorkbook,
    copy_text,
    last_year,
    meeting,
)
from workflow import thai
from workflow.office_files.catalogue import load_catalogue
from workflow.office_files.people import load_people
from workflow.office_files.responsibilities import Responsibility, load_responsibilities
from workflow.office_files.settings import Settings
from workflow.ports.papers import FORMS, Table
from workflow.rules.states import Duty, Kind, Role
from workflow.thai.periods import spans

GROUPS = ("admin", "policy", "hr", "supervision", "education", "private", "scout", "audit")
PAPERS = [paper for item in ITEMS.values() for paper in item.evidence() if isinstance(paper, SamplePaper)]


@pytest.fixture
def office(tmp_path: Path) -> Settings:
    for name in FILES:
        (tmp_path / name).write_text(copy_text(name), encoding="utf-8")
    return Settings.load(tmp_path)


@pytest.fixture
def table(office: Settings) -> dict[str, Responsibility]:
    return load_responsibilities(office.folder / "responsible-2566.csv", load_catalogue(YEAR), office.groups)


def test_the_office_is_marked_as_a_sample_and_has_the_groups_of_the_contract(office: Settings) -> None:
    assert office.sample
    assert tuple(group.key for group in office.groups) == GROUPS
    assert office.groups[-1].unit_head == "หัวหน้าหน่วยตรวจสอบภายใน"


def test_the_logins_are_those_of_the_contract(office: Settings) -> None:
    people = load_people(office.folder / "people.csv", office.groups)
    wanted = {f"{role}.{group}" for role in ("clerk", "director") for group in GROUPS} | {
        "deputy",
        "head",
        "registrar",
        "web",
        "clerk2.hr",
    }
    assert {person.login for person in people} == wanted
    (head,) = [person for person in people if person.role is Role.HEAD and person.kind is Kind.HOLDER]
    assert (head.full_name, (head.position,)) == (HEAD.name, HEAD.posts)
    (acting,) = [person for person in people if person.kind is not Kind.HOLDER]
    assert acting.start
    assert acting.end


def test_each_item_is_handed_in_by_exactly_the_groups_that_owe_it(table: dict[str, Responsibility]) -> None:
    assert list(ITEMS) == [item.code for item in load_catalogue(YEAR)]
    for code, item in ITEMS.items():
        assert sorted({part.group for part in item.contributions}) == sorted(table[code].groups), code
        owed = [span.key for span in spans(table[code].parts, YEAR, first_half=True)] if table[code].parts else [""]
        assert [part.part for part in item.contributions if part.group == item.contributions[0].group] == owed, code
        assert all(bool(part.evidence) != bool(part.nil) for part in item.contributions), code


def test_exactly_the_items_without_a_compiler_are_to_be_assigned(table: dict[str, Responsibility]) -> None:
    unsettled = [code for code, row in table.items() if row.compiler is None]
    assert unsettled == ["O30", "O36", "O37", "O38"]
    assert unsettled == [code for code, item in ITEMS.items() if item.compiler and item.assigned_by]


def test_every_signature_duty_occurs_and_the_web_items_are_the_catalogues() -> None:
    duties = {evidence.duty for item in ITEMS.values() for evidence in item.evidence()}
    assert duties == set(Duty)
    on_the_web = [code for code, item in ITEMS.items() if any(isinstance(e, SampleLink) for e in item.evidence())]
    assert on_the_web == [item.code for item in load_catalogue(YEAR) if item.evidence_kind != "document"]
    assert [code for code, item in ITEMS.items() if item.pen] == ["O34", "O35"]
    assert any(part.nil for item in ITEMS.values() for part in item.contributions)


def test_file_names_are_unique_and_safe_in_an_address() -> None:
    names = [e.file_name for i in ITEMS.values() for e in i.evidence() if not isinstance(e, SampleLink)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+\.(pdf|xlsx)", name) for name in names)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_name)
def test_each_paper_keeps_the_contract_of_its_form(paper: SamplePaper) -> None:
    assert isinstance(paper.facts, FORMS[paper.form])
    assert (paper.duty is Duty.SIGNED_BEFORE) == bool(paper.number)
    assert paper.duty in (Duty.ORIGINAL, Duty.SIGNED_BEFORE) or paper.source
    table = getattr(paper.facts, "table", None)
    if isinstance(table, Table):
        assert 2 <= len(table.header) <= 6
        assert all(len(row) == len(table.header) for row in table.rows)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_name)
def test_each_paper_speaks_of_the_period_its_item_asks_for(paper: SamplePaper) -> None:
    item = load_catalogue(YEAR).get(paper.file_name.split("-")[0])
    assert item is not None
    named = {int(year) for year in re.findall(r"ปีงบประมาณ พ\.ศ\. (\d{4})", str(paper.facts))}
    if item.coverage == "previous_fy":
        assert named == {YEAR - 1}
    elif item.coverage in ("current_fy", "first_6_months"):
        assert YEAR in named or str(YEAR) in str(paper.facts)
        assert thai.fiscal_year(getattr(paper.facts, "date", None) or paper.dated) == YEAR  # type: ignore[arg-type]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_name)
def test_texts_hold_only_thai_and_latin_letters_in_arabic_digits(paper: SamplePaper) -> None:
    text = str(paper.facts)
    assert text == thai.normalise(text)
    assert not re.search("[๐-๙]", text), "the form turns digits into Thai ones"
    assert not re.search(r"[^\u0000-\u007f\u0e00-\u0e7f]", text)


def test_workbooks_have_whole_rows() -> None:
    for item in ITEMS.values():
        for book in item.evidence():
            if isinstance(book, SampleWorkbook):
                assert book.rows
                assert all(len(row) == len(book.header) for row in book.rows)


def test_the_totals_of_the_service_report_are_those_of_the_groups_workbooks() -> None:
    books = [e for e in ITEMS["O16"].evidence() if isinstance(e, SampleWorkbook)]
    total = sum(int(row[3]) for book in books for row in book.rows)
    (report,) = [e for e in ITEMS["O16"].evidence() if isinstance(e, SamplePaper)]
    assert f"มีผู้รับบริการรวม {total:,} ราย" in str(report.facts)


def test_the_first_meeting_counts_13_12_and_18() -> None:
    parts = (meeting.PUBLISHED, meeting.ON_THE_WAY, meeting.COMPILING)
    assert tuple(map(len, parts)) == (13, 12, 18)
    assert sorted(code for part in parts for code in part) == sorted(ITEMS)
    assert set(meeting.WITHOUT_COMPILER) <= set(meeting.COMPILING)
    assert all(ITEMS[code].compiler for code in meeting.WITHOUT_COMPILER)
    assert {code for code, item in ITEMS.items() if item.pen} <= set(meeting.BEFORE_HEAD)


def test_the_working_group_has_twelve_members_of_whom_the_last_two_are_persons() -> None:
    assert len(WORKING_GROUP.members) == 12
    assert [bool(member.name) for member in WORKING_GROUP.members] == [False] * 10 + [True] * 2
    assert WORKING_GROUP.members[9].role == "คณะทำงานและเลขานุการ"
    assert (WORKING_GROUP.number, WORKING_GROUP.date) == ("", None)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def test_the_web_pages_exist_and_reach_for_nothing_outside() -> None:
    pages = {page.name for page in WEB.iterdir()}
    assert pages == {e.page for item in ITEMS.values() for e in item.evidence() if isinstance(e, SampleLink)}
    for page in WEB.iterdir():
        links = _Links()
        links.feed(page.read_text(encoding="utf-8"))
        assert set(links.found) <= pages


def test_last_years_made_up_result_is_read_and_computed_by_its_own_framework(tmp_path: Path) -> None:
    """29 of 43 items: 67.44, level C; each cause the measures know is there."""
    last_year.lay_framework(tmp_path)
    items = tuple(
        Item(one.code, one.number, one.title_th, one.indicator, one.sub_indicator)
        for one in load_catalogue(last_year.YEAR)
    )
    framework = read_framework(tmp_path / "frameworks" / "sample-oit-2565.toml", items)
    found = read_result(grid_of_text(last_year.result_text()), framework, last_year.FILE)
    computed = compute(framework, Given(items={code: one.score for code, one in found.items.items()}))
    assert (str(computed.total), computed.level.name if computed.level else None) == ("67.44", "C")
    assert framework.standing == "own"
    assert {kind_of(comment) for comment in last_year.COMMENTS.values()} == {
        "not_linked", "not_shown", "not_current", "not_signed",
    }  # fmt: skip
