"""Two years are open: the item's name of the inbox is what one types, and the next command names the same year."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Oit
from tests.services.small_office import YEAR, SmallOffice
from tests.services.test_two_years import next_year


@pytest.fixture
def two(desk: SmallOffice, at: Oit) -> Oit:
    next_year(desk)
    return at


def test_the_name_of_the_inbox_is_typed_as_it_is_read(two: Oit) -> None:
    listed = two("clerk.admin", "inbox").out
    assert f"O1/{YEAR}" in listed
    assert two(None, "show", f"O1/{YEAR}", "--json").json["fiscal_year"] == YEAR
    assert two(None, "show", "O1", "--json").json["fiscal_year"] == YEAR + 1
    thai = str(YEAR).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert two(None, "show", f"o๑/{thai}", "--json").json["fiscal_year"] == YEAR


def test_who_named_a_year_is_told_the_next_command_of_that_year(two: Oit) -> None:
    shown = two("clerk.admin", "show", f"O1/{YEAR}").out
    assert f"(oit compile O1/{YEAR})" in shown
    assert f"oit contribute O1/{YEAR} FILE" in " ".join(shown.split())
    assert f"O1/{YEAR}" not in two("clerk.admin", "show", "O1").out


def test_a_step_is_taken_in_the_year_that_is_named_and_one_at_a_time(two: Oit) -> None:
    taken = two("clerk.admin", "contribute", f"O1/{YEAR}", "--none", "ไม่มี")
    assert taken.code == 0, taken
    assert f"O1/{YEAR}" in taken.out
    two("clerk.admin", "show", f"O1/{YEAR}", "--year", YEAR + 1).refused(2, "คนละรอบ")
    two("clerk.admin", "compile", f"O1/{YEAR}", f"O6/{YEAR + 1}").refused(2, "คนละรอบ")


def test_a_framework_that_is_not_open_is_named(two: Oit) -> None:
    two(None, "status", "--year", YEAR, "--framework", "obec-ita").refused(2, f"ปีงบประมาณ {YEAR} กรอบ obec-ita")
    two(None, "show", f"O1/{YEAR}-obec-ita").refused(2, f"ปีงบประมาณ {YEAR} กรอบ obec-ita")
