"""A ministry's pages in the tray: who sees totals, who sees one office, as the database itself lets them."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from openpyxl import load_workbook

import wiring
from tests.many.conftest import Many
from tests.services.small_office import ADMINISTRATORS, START
from web.desk import LANGUAGE, Desk, Makers, OfMinistry, Reached, Visit, Visitor
from web.ministry import files, pages
from workflow.rules.errors import NotFound, WrongRole
from workflow.services.administration.accepting import accept
from workflow.services.ministry.office_list import add


@pytest.fixture
def desk(many: Many) -> Desk:
    """East's tray, in which head sees every office and deputy the totals; both offices are on the list."""
    keeper = many.ministry("keeper")
    add(keeper, "east", "อุบลราชธานี", START)
    add(keeper, "west", "กาญจนบุรี", START)
    east = many.office("east")
    toml = east.folder / "office.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[ministry]\ntotals = ["deputy"]\ninspectors = ["head"]\n', "utf-8")
    for name in ADMINISTRATORS:
        accept(many.office("east").office, name)
    east = many.office("east")
    east.hand_in("O1")
    east.compile("O1")
    sees = OfMinistry(many.ministry("totals"), many.ministry("inspector"))
    return Desk(east.office, Reached(), Makers(wiring.workbook), sees)


def visit(desk: Desk, login: str, path: str = "/ministry", days: int = 31, **query: str) -> Visit:
    who = Visitor(login, login, "token", "forms")
    spoken = query.pop("lang", "th")
    asked = Visit(desk, path, {}, query, "-", "-", START + timedelta(days=days), who)
    asked.extra["cookies"] = {LANGUAGE: spoken}
    asked.arguments.update({name[1:]: asked.query.pop(name) for name in list(query) if name.startswith("_")})
    return asked


def test_totals_what_is_red_and_one_office(desk: Desk) -> None:
    shown = pages.show_totals(visit(desk, "deputy"))
    assert "อุบลราชธานี" in shown
    assert "/ministry/offices" not in shown, "no way to what the deputy may not see"
    red = pages.show_offices(visit(desk, "head"))
    assert red.count("ไม่มีข้อใดเดินหน้ามา 31 วัน") == 2
    assert "สำนักงานทดลองเล็ก" not in pages.show_offices(visit(desk, "head", days=1)).partition("<tbody>")[2]
    assert pages.show_offices(visit(desk, "head", province="กาญจนบุรี")).count('<th scope="row">') == 1
    assert '<th scope="row">' not in pages.show_offices(visit(desk, "head", why="ministry_broken"))
    one = pages.show_office(visit(desk, "head", _office="east"))
    assert "จัดทำข้อมูลเสร็จแล้ว รอเสนอ" in one
    english = pages.show_office(visit(desk, "head", _office="east", lang="en"))
    assert "Awaiting approval" in english
    assert "no item has moved for 31 days" in english
    with pytest.raises(NotFound):
        pages.show_office(visit(desk, "head", _office="north"))


def test_who_may_see_what(desk: Desk, many: Many) -> None:
    for login, page in (("deputy", pages.show_offices), ("deputy", pages.show_office), ("clerk.hr", pages.show_totals)):
        with pytest.raises(WrongRole):
            page(visit(desk, login, _office="east"))
    with pytest.raises(WrongRole):
        files.offices(visit(desk, "deputy", _kind="csv"))
    desk.ministry = None
    with pytest.raises(NotFound):
        pages.show_totals(visit(desk, "head"))


def test_files_say_what_the_pages_say(desk: Desk) -> None:
    told = json.loads(files.totals(visit(desk, "deputy", _kind="json")).body)
    assert [(one["province"], one["awaiting"]) for one in told["totals"]] == [("กาญจนบุรี", 0), ("อุบลราชธานี", 1)]
    lines = bytes(files.offices(visit(desk, "head", _kind="csv")).body).decode("utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["รหัส", "west", "east"]
    for days, query, count in ((1, {}, 1), (1, {"all": "1"}, 3), (31, {"why": "ministry_broken"}, 1)):
        narrowed = visit(desk, "head", days=days, _kind="csv", **query)
        assert len(bytes(files.offices(narrowed).body).decode("utf-8-sig").splitlines()) == count, (days, query)
    sheet = load_workbook(
        io.BytesIO(bytes(files.offices(visit(desk, "head", _kind="xlsx", lang="en")).body))
    ).worksheets[0]
    assert (sheet.cell(1, 1).value, sheet.max_row) == ("Key", 3)
    with pytest.raises(NotFound):
        files.totals(visit(desk, "deputy", _kind="exe"))
