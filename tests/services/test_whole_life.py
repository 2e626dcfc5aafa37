"""The straight way, on both databases: several items on one memo, every kind of evidence, from draft to online."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import SmallOffice, lay_folder


@pytest.mark.deep
def test_three_items_go_from_draft_to_online_on_one_memo(both: SmallOffice) -> None:
    both.bring("published", "O1", "O2", "O7")
    assert both.states("O1", "O2", "O7") == ["published"] * 3
    memo = both.memo()
    assert (memo.status, memo.label, memo.grade) == ("signed", "ทล 01/1", 2)
    assert both.numbers() == [(1, "issued")]
    assert both.verify().ok
    for code in ("O1", "O2", "O7"):
        assert both.steps_of(code) == ["compile", "submit", "sign", "publish"]
        assert both.item(code).online.value == "online"


def test_an_office_that_starts_in_mid_year_goes_on_from_its_paper_book(copy_office: MakeOffice) -> None:
    made = copy_office()
    folder = lay_folder(made.folder.parent / "midyear", extra="[books.memo]\nstart = 124")
    shutil.copytree(made.folder / "keys", folder / "keys")
    office = SmallOffice.open(folder)
    try:
        office.found()
        office.bring("submitted", "O1")
        assert office.memo().label.endswith("/124")
        assert (folder / "oit.db").stat().st_mode & 0o077 == 0
    finally:
        office.close()
