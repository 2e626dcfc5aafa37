"""What the checks find in the texts of an item is told when it is submitted, and keeps nothing from being submitted."""

import pytest

from tests.cli.conftest import Oit
from tests.services.small_office import SmallOffice
from workflow.services.collection import contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.queries.text_flags import text_flags

pytestmark = pytest.mark.xdist_group("dictionary")


def hand_in(office: SmallOffice) -> None:
    """O1 as a table whose text has a day that no calendar has."""
    path = office.folder / "รายการ.csv"
    path.write_text("ที่,เรื่อง\n1,ประชุมเมื่อวันที่ 31 เมษายน 2569\n", encoding="utf-8")
    contributing.contribute(office.office, "clerk.admin", "O1", Contribution(files=[path]))
    office.compile("O1")


def test_a_slip_is_told_with_item_file_and_line_and_keeps_nothing_back(desk: SmallOffice, at: Oit) -> None:
    hand_in(desk)
    (found,) = text_flags(desk.office, ["o1"])
    assert (found.code, found.facts["item"], found.facts["file"]) == ("date_no_such_day", "O1", "รายการ.csv")
    assert found.facts["line"] == 2
    done = at("director.admin", "submit", "O1", "--json")
    assert [one["code"] for one in done.json["results"][0]["told"]] == ["date_no_such_day"]
    assert desk.states("O1") == ["submitted"]
