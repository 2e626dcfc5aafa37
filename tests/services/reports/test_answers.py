"""The answers for the evaluators: what is there, where, and what nobody has seen is marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from commands.counter import run
from tests.public_site.office_site import office_site
from tests.services.publication.test_own_site import OwnSite
from tests.services.small_office import SmallOffice
from workflow.services.publication.addresses import record_address
from workflow.services.reports.answers import answers


def test_what_was_seen_on_the_real_site_is_told_apart_from_what_was_not(
    copy_office: Callable[..., SmallOffice],
) -> None:
    with office_site({"/": "<h1>สำนักงาน</h1>"}) as site:
        office = copy_office(extra=f'\n[site]\nmode = "own"\nhome = "{site.home}"\npace = 0\n')
        office.bring("head_signed", "O1")
        OwnSite(office, site).put("O1")
        office.publish("O1")
        found = {a.code: a for a in answers(office.office).items}
        assert (found["O1"].yes, found["O1"].unproven, found["O2"].yes) == (True, False, False)
        assert found["O1"].urls == (f"{site.home}wp-content/O1-0.pdf",)
        record_address(office.office, "web", "O1", [f"{site.home}ita"])
        (first, *_) = answers(office.office).items
        assert first.urls == (f"{site.home}ita",)
        assert first.explanation == "O1-admin"
        assert [a.number for a in answers(office.office).items] == [1, 2, 3, 4, 5, 6, 7]


@pytest.fixture
def rehearsed(small: SmallOffice) -> SmallOffice:
    """Published on this machine alone: nobody has seen it on a real site."""
    small.bring("published", "O1")
    return small


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_the_file_has_every_item_in_the_order_of_the_form_and_marks_what_is_unproven(
    rehearsed: SmallOffice, tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"answers.{ending}"
    monkeypatch.setenv("OIT_OFFICE", str(rehearsed.folder))
    assert run(["answers", "export", str(path)]) == 0
    if ending == "xlsx":
        rows = [[str(c.value or "") for c in row] for row in openpyxl.load_workbook(path).active.rows]
    else:
        document = docx.Document(str(path))
        rows = [[p.text] for p in document.paragraphs]
        rows += [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    said = [row[0] for row in rows]
    assert [code for code in said if code[:1] == "O" and code[1:].isdigit()] == [f"O{n}" for n in range(1, 8)]
    first = next(row for row in rows if row[0] == "O1")
    assert (first[2], first[-1]) == ("มี", "ยังไม่ได้พิสูจน์")
    second = next(row for row in rows if row[0] == "O2")
    assert (second[2], second[-1]) == ("ไม่มี", "")


def test_addresses_are_those_that_can_be_typed_into_the_evaluators_system(rehearsed: SmallOffice) -> None:
    """While there is no site on the web there is none; then they are told from where the tree lies, as people read."""
    office = rehearsed.office
    assert answers(office).items[0].urls == ()
    site = replace(office.settings.site, url="https://www.office.example/oit")
    (first, *_) = answers(replace(office, settings=replace(office.settings, site=site))).items
    assert first.urls
    assert all(url.startswith("https://www.office.example/oit/files/") and "%" not in url for url in first.urls)
