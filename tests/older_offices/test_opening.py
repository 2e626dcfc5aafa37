"""What an earlier version wrote is opened, upgraded and gone on with; what is online stays as it was."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import wiring
from tests.services.small_office import Clock, SmallOffice, done
from workflow.records import queries
from workflow.records.errors import SchemaOutdated
from workflow.records.models import Revision
from workflow.records.schema import head_revision
from workflow.rules.table import PROCEDURE
from workflow.services.approval.returning import cancel_revision, revise
from workflow.services.operations.doctor import examine
from workflow.services.operations.restore import restore
from workflow.services.publication import publishing
from workflow.services.publication.withdrawing import change_online
from workflow.services.queries.status import status

HERE = Path(__file__).parent
DAY = datetime(2026, 3, 12, 9, 0, tzinfo=wiring.BANGKOK)
STATES = ["published", "published", "submitted", "published", "published", "draft", "group_compiled"]
ONLINE = ["online", "online", "none", "online", "suspended", "none", "none"]
CODES = [f"O{n}" for n in range(1, 8)]


def unpacked(target: Path) -> Path:
    with zipfile.ZipFile(HERE / "folder-0745951.zip") as archive:
        archive.extractall(target)
    (release,) = (target / "site" / "releases").iterdir()
    (target / "site" / "current").symlink_to(Path("releases") / release.name / "public")
    return target


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, unpacked and upgraded once."""
    folder = unpacked(tmp_path_factory.mktemp("older") / "office")
    office = SmallOffice.open(folder, Clock(DAY))
    copy = office.office.database.upgrade()
    office.close()
    assert copy is not None
    assert copy.name.startswith("oit-0003-")
    return folder


@pytest.fixture
def older(upgraded: Path, tmp_path: Path) -> Iterator[SmallOffice]:
    folder = tmp_path / "office"
    shutil.copytree(upgraded, folder, symlinks=True)
    office = SmallOffice.open(folder, Clock(DAY))
    yield office
    office.close()


def public_files(folder: Path) -> dict[str, bytes]:
    """What the public gets, but for the moment of building, which pages and data name."""
    public = folder / "site" / "current"
    return {
        path.relative_to(public).as_posix(): path.read_bytes()
        for path in sorted((public / "files").rglob("*"))
        if path.is_file()
    }


def same_office(office: SmallOffice) -> None:
    assert office.states(*CODES) == STATES
    assert [office.item(code).online.value for code in CODES] == ONLINE
    assert office.verify().ok
    assert {one.code: one.grade for one in status(office.office).items if one.grade} == {
        "O1": 2, "O2": 1, "O4": 1, "O5": 2,
    }  # fmt: skip


def test_until_it_is_upgraded_every_command_says_so(tmp_path: Path) -> None:
    """Refused by name, instead of stumbling over a column."""
    office = SmallOffice.open(unpacked(tmp_path / "office"), Clock(DAY))
    with pytest.raises(SchemaOutdated) as refused:
        office.states("O1")
    assert refused.value.facts == {"found": "0003", "wanted": head_revision()}
    assert [c.code for c in examine(office.office).checks if "schema" in c.code] == ["schema_outdated"]
    office.close()


def test_once_upgraded_there_is_nothing_to_do(older: SmallOffice) -> None:
    assert older.office.database.upgrade() is None


def test_a_folder_is_what_it_was(older: SmallOffice) -> None:
    same_office(older)


def test_the_same_public_files_are_built(older: SmallOffice) -> None:
    before = public_files(older.folder)
    assert before
    publishing.rebuild(older.office)
    assert public_files(older.folder) == before


def test_work_goes_on_where_it_stood(older: SmallOffice) -> None:
    older.sign("O3")
    older.publish("O3")
    assert older.states("O3") == ["published"]
    assert older.verify().ok


def test_a_backup_is_restored_and_brought_up_to_date(tmp_path: Path) -> None:
    restore(HERE / "backup-0745951.zip", tmp_path / "office", wiring.build)
    office = SmallOffice.open(tmp_path / "office", Clock(DAY))
    assert office.office.database.check() == []
    same_office(office)
    office.close()


def test_ways_back_of_today_are_open_to_it_and_its_journal_replays_under_every_version(older: SmallOffice) -> None:
    """Entries written under earlier tables stand beside those of today's, which has other rows."""
    change_online(older.office, "head", "O1", "retract", "เข้าใจผิด")
    with older.use_case() as use_case:
        item = use_case.item("O1")
        online = use_case.session.get_one(Revision, item.online_revision_id)
        names = [file.name for file in online.manifest.files]
    change_online(older.office, "head", "O1", "lift_retraction", "ตรวจแล้วถูกต้อง", returning=names)
    revise(older.office, "clerk.admin", ["O1"], "กดผิดข้อ")
    done(cancel_revision(older.office, "clerk.admin", ["O1"]))
    assert older.states(*CODES) == STATES
    versions = {entry.table_version for entry in older.journal()}
    assert len(versions) > 1
    assert PROCEDURE in versions
    assert {entry.framework for entry in older.journal() if entry.table_version != PROCEDURE} == {None}
    assert older.verify().ok


def test_what_it_suspended_for_good_is_known_by_its_revision(older: SmallOffice) -> None:
    with older.use_case() as use_case:
        item = use_case.item("O5")
        taken = [row for row, code, _ in queries.online.taken(use_case.session, use_case.office_id) if code == "O5"]
        assert bool(taken) == item.online_confirmed
