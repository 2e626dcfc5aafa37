"""Where commands write: never into the site or the store; and not without knowing who."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Oit
from tests.services.small_office import SmallOffice


@pytest.mark.parametrize("place", ["site/current/a.xlsx", "store/ab/a.xlsx", "documents/../site/a.xlsx"])
def test_nothing_is_written_among_what_is_proven(desk: SmallOffice, at: Oit, place: str) -> None:
    at("registrar", "export", desk.folder / place).refused(1, place.rpartition("/")[2], "เลือกโฟลเดอร์อื่น")
    assert not (desk.folder / place).exists()


def test_a_link_into_the_store_leads_nowhere_either(desk: SmallOffice, at: Oit) -> None:
    (desk.folder / "store").mkdir(exist_ok=True)
    (desk.folder / "elsewhere").symlink_to(desk.folder / "store")
    at("registrar", "papers", "O1", "--out", desk.folder / "elsewhere").refused(1, "store")


def test_a_form_is_copied_by_somebody_who_is_logged_in(desk: SmallOffice, at: Oit) -> None:
    at(None, "template", "copy", "memo").refused(1, "oit login")
    assert not (desk.folder / "templates" / "memo.docx").exists()
