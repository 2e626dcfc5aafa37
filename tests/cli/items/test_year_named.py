"""An item of an older year is named with its year, and taken so: what is advised is never about another year's item."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Oit
from tests.services.publication.test_two_years import next_year
from tests.services.small_office import YEAR, SmallOffice
from workflow.office_files.catalogue import load_catalogue
from workflow.office_files.responsibilities import load_responsibilities, responsible_file
from workflow.services.administration.setup import open_cycle

OLD = f"O1/{YEAR}"


def state(office: SmallOffice, year: int, framework: str | None = None) -> str:
    office.office.framework = framework
    with office.use_case_of(year) as use_case:
        return use_case.item("O1").state.value


@pytest.fixture
def older(desk: SmallOffice) -> SmallOffice:
    """A later year has begun, and O1 of the year before is being made."""
    desk.bring("draft", "O1")
    next_year(desk)
    return desk


def test_what_comes_next_for_an_older_item_names_its_year(older: SmallOffice, at: Oit) -> None:
    ran = at("clerk.admin", "contribute", "O1", older.paper("a.pdf"), "--year", str(YEAR))
    assert f"(oit compile {OLD})" in ran.out, ran
    ran = at("clerk.admin", "compile", OLD)
    assert f"(oit submit {OLD})" in ran.out, ran
    assert (state(older, YEAR), state(older, YEAR + 1)) == ("group_compiled", "draft")
    assert f"(oit reopen {OLD})" in at(None, "show", OLD).out


def test_a_refusal_about_an_older_item_advises_what_is_about_that_one(older: SmallOffice, at: Oit) -> None:
    at("director.admin", "submit", f"o1/{YEAR}").refused(1, f"ข้อ {OLD}", f"oit why {OLD}")
    told = at("director.admin", "submit", "O1", "--year", str(YEAR), "--json").json
    assert told["code"] == "O1"
    assert f"oit why {OLD}" in told["unmet"][0]["do"]


def test_one_command_is_about_one_year(older: SmallOffice, at: Oit) -> None:
    for names in ((OLD, "O2"), (OLD, f"O2/{YEAR + 1}"), ("--year", str(YEAR + 1), OLD)):
        at("clerk.admin", "compile", *names).refused(1, OLD, "คนละรอบ")
    at(None, "show", f"O1/{YEAR - 20}").refused(2, str(YEAR - 20))


def test_a_second_framework_of_the_year_stands_behind_the_item_too(desk: SmallOffice, at: Oit) -> None:
    catalogue = load_catalogue(YEAR, desk.folder)
    groups = load_responsibilities(responsible_file(YEAR, desk.folder), catalogue, desk.office.settings.groups)
    open_cycle(desk.office, "registrar", catalogue, groups, framework="ita-agency")
    second = f"{OLD}-ita-agency"
    ran = at("clerk.admin", "contribute", second, desk.paper("a.pdf"))
    assert f"(oit compile {second})" in ran.out, ran
    at("clerk.admin", "compile", second)
    assert (state(desk, YEAR, "ita-agency"), state(desk, YEAR, "moe-oit")) == ("group_compiled", "draft")
    at("clerk.hr", "compile", second).refused(1, f"oit why {second}")
    first = f"{OLD}-moe-oit"
    ran = at("clerk.admin", "contribute", "O1", desk.paper("b.pdf"), "--framework", "moe-oit")
    assert f"(oit compile {first})" in ran.out, ran
    at("clerk.admin", "compile", OLD).refused(1, "--framework")
    assert f"(oit submit {first})" in at("clerk.admin", "compile", first).out


def test_a_framework_that_is_not_open_is_named(older: SmallOffice, at: Oit) -> None:
    at(None, "status", "--year", str(YEAR), "--framework", "obec-ita").refused(2, f"ปีงบประมาณ {YEAR} กรอบ obec-ita")
