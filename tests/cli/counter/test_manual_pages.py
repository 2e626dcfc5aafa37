"""A refusal names the page of the manual that tells more, and that page is there."""

from __future__ import annotations

from pathlib import Path

from messages.pages import BY_CODE, BY_ROOM, pages
from messages.rooms import rooms
from tests.cli.conftest import Oit
from tests.services.small_office import SmallOffice

ROOT = Path(__file__).parents[3]


def test_every_page_named_is_there_and_every_room_is_one() -> None:
    assert [page for page in {*BY_ROOM.values(), *BY_CODE.values()} if not (ROOT / page).is_file()] == []
    assert set(BY_ROOM) <= {room.__name__.rpartition(".")[2] for room in rooms("th")}
    codes = [code for room in rooms("th") for code in room.TOLD]
    assert [begin for begin in BY_CODE if not any(code.startswith(begin) for code in codes)] == []


def test_a_refusal_ends_with_its_page_and_json_stays_as_it_is(at: Oit, desk: SmallOffice) -> None:
    refused = at("clerk.hr", "compile", "O1").refused(1, "คู่มือ: docs/procedure.md")
    assert refused.err.rstrip().splitlines()[-1] == "คู่มือ: docs/procedure.md"
    assert "คู่มือ" not in at("clerk.hr", "compile", "O1", "--json").out


def test_each_page_is_named_once_in_the_order_of_the_reasons() -> None:
    assert pages(["power_needs_second", "wrong_role", "power_serves"]) == ["docs/power.md", "docs/procedure.md"]
    assert pages(["nothing_of_the_kind"]) == []
