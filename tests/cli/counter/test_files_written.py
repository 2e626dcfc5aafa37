"""Where commands write: never into the site or the store; and not without knowing who."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from public_site.staging import _flush
from tests.cli.conftest import Oit
from tests.cli.terminal import oit
from tests.services.small_office import SmallOffice
from workflow.ports.site import BuiltSite


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


def test_what_an_office_writes_is_closed_to_others_and_what_it_publishes_is_not(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        assert oit("init", tmp_path / "office").code == 0
        assert (tmp_path / "office").stat().st_mode & 0o007 == 0
        assert (tmp_path / "office" / "office.toml").stat().st_mode & 0o037 == 0
    finally:
        os.umask(before)
    staged, public = tmp_path / "built", tmp_path / "built" / "public"
    public.mkdir(parents=True, mode=0o700)
    for file in (public / "index.html", staged / "release.json"):
        file.write_text("-")
        file.chmod(0o600)
    _flush(staged, BuiltSite(root=public, digest="0" * 64, files={"index.html": "0" * 64}, expected=()))
    for folder in (staged, public):
        assert folder.stat().st_mode & 0o777 == 0o755
    assert (public / "index.html").stat().st_mode & 0o777 == 0o644


def test_an_empty_form_is_not_written_over_a_filled_one(at: Oit, tmp_path: Path) -> None:
    filled = tmp_path / "o16.xlsx"
    filled.write_bytes(b"a morning's work")
    at(None, "form", "new", "ita-o16", filled).refused(1, "ไม่เขียนทับ")
    assert filled.read_bytes() == b"a morning's work"
