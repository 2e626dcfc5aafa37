"""An office moves from its folder into the ministry's database and back; journal and numbers stay what they were."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

import wiring
from tests.conftest import MakeOffice
from tests.many.conftest import Many
from tests.services.small_office import Clock, SmallOffice
from workflow.rules.errors import BadInput
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading
from workflow.services.operations.backup import backup
from workflow.services.operations.restore import restore
from workflow.services.queries import journal
from workflow.services.queries.status import status


def built(folder: Path) -> Office:
    """The office of a folder, with the clock of the tests."""
    return wiring.build(folder, clock=Clock())


def hashes(office: SmallOffice) -> list[str]:
    return [line.hash for line in journal.show(office.office).lines]


def settled(office: SmallOffice) -> None:
    assert journal.verify(office.office).reasons == ()


def office_id(office: SmallOffice) -> int:
    with reading(office.office) as use_case:
        return use_case.office_id


def test_an_office_moves_in_and_back_with_its_chain_and_numbers(
    many: Many, copy_office: MakeOffice, tmp_path: Path
) -> None:
    home = copy_office()
    home.bring("submitted", "O1")
    before, file = hashes(home), tmp_path / "small.zip"
    backup(home.office, "registrar", file)
    restore(file, many.place / "small", built, database=many.url("program"))
    there = many.office("small")
    assert office_id(there) != office_id(home)
    assert hashes(there)[: len(before)] == before
    settled(there)
    east = many.office("east")
    untouched = hashes(east)
    there.hand_in("O2")
    there.compile("O2")
    assert there.submit("O2").endswith("/2"), "the book goes on where it stood"
    east.hand_in("O1")
    settled(there)
    settled(east)
    assert hashes(east)[: len(untouched)] == untouched
    # and back
    grown, back = hashes(there), tmp_path / "back.zip"
    backup(there.office, "registrar", back)
    with zipfile.ZipFile(back) as archive:
        assert json.loads(archive.read("manifest.json"))["office"] == "small"
        assert b"east" not in archive.read("records/office.jsonl")
    restore(back, tmp_path / "home", built)
    again = SmallOffice.open(tmp_path / "home")
    many.offices.append(again)
    assert office_id(again) == office_id(home)
    assert hashes(again)[: len(grown)] == grown
    settled(again)
    assert status(again.office).progress["awaiting_approval"] == 2
    again.hand_in("O3")
    again.compile("O3")
    assert again.submit("O3").endswith("/3")
    settled(again)


def test_an_office_is_not_brought_in_twice(many: Many, copy_office: MakeOffice, tmp_path: Path) -> None:
    file = tmp_path / "small.zip"
    backup(copy_office().office, "registrar", file)
    restore(file, many.place / "small", built, database=many.url("program"))
    with pytest.raises(BadInput) as refused:
        restore(file, many.place / "twin", built, database=many.url("program"))
    assert refused.value.code == "office_is_here"
    assert not (many.place / "twin").exists()
