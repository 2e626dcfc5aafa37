"""A setting switched on while memos are out: they hold as they were made, and it is told which they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import messages
from tests.services.small_office import SmallOffice
from workflow.services.operations.doctor import examine
from workflow.services.queries.status import status

TOUCHED = ("memo_without_places", "memo_other_route", "signed_below_grade", "file_below_grade")


def now(office: SmallOffice, **changes: Any) -> None:
    """Other settings, as if ``office.toml`` had said so."""
    office.office.settings = replace(office.office.settings, **changes)


def flagged(office: SmallOffice, code: str) -> list[tuple[str, dict[str, Any]]]:
    item = next(one for one in status(office.office).items if one.code == code)
    return [(flag.code, flag.facts) for flag in item.flags if flag.code in TOUCHED]


def checked(office: SmallOffice) -> list[str]:
    found = [check.code for check in examine(office.office).checks]
    return [code for code in found if code in TOUCHED or code == "settings_as_made"]


def test_nothing_is_told_while_the_settings_are_those_a_memo_was_made_by(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    assert flagged(small, "O1") == []
    assert checked(small) == ["settings_as_made"]


def test_places_and_stops_switched_on_name_the_memos_that_lack_them(small: SmallOffice) -> None:
    small.bring("submitted", "O1", "O3")
    now(small, route=("deputy",), signing=replace(small.office.settings.signing, before_head=("officer", "director")))
    lacks = [
        ("memo_without_places", {"memo": "ทล 01/1", "who": ["clerk.admin", "director.admin"]}),
        ("memo_other_route", {"memo": "ทล 01/1", "post": ["deputy"]}),
    ]
    assert flagged(small, "O1") == lacks
    assert flagged(small, "O5") == []  # nothing of it is out
    assert checked(small) == ["memo_without_places", "memo_other_route"]  # the memo once, not each of its items
    said = messages.say(lacks[1][0], lacks[1][1])
    assert said == "บันทึกเลขที่ ทล 01/1 เสนอก่อนเปลี่ยนลำดับการเสนอ จึงไม่ผ่าน รองหัวหน้าหน่วยงาน"
    small.sign("O1", "O3")  # and it holds as it was made
    assert flagged(small, "O1") == []


def test_a_raised_grade_names_what_was_signed_below_it(small: SmallOffice) -> None:
    small.bring("head_signed", "O1")
    small.bring("published", "O3")
    now(small, required_grade=3)
    assert flagged(small, "O1") == [
        ("signed_below_grade", {"item": "O1", "memo": "ทล 01/1", "grade": 2, "required": 3})
    ]
    assert [code for code, _ in flagged(small, "O3")] == ["signed_below_grade"]
    assert checked(small) == ["signed_below_grade", "signed_below_grade"]
    now(small, required_grade=2)
    assert flagged(small, "O1") == []
