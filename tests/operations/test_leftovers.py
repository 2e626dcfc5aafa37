"""What a killed command left beside is removed by the next one; what a living one holds stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.machine import filesystem_of
from tests.services.small_office import SmallOffice
from workflow.ports.leftovers import claimed, sweep
from workflow.records.connection.queue import Ticket, sweep_line
from workflow.services.operations.backup import PART, backup
from workflow.services.operations.doctor import examine
from workflow.services.operations.restore import RESTORING


def ended() -> int:
    """Number of a process that is no more."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_half_a_backup_and_a_half_restored_office_of_ended_processes_go(tmp_path: Path) -> None:
    dead = ended()
    (tmp_path / f".b.zip.{dead}.part").write_bytes(b"PK")
    (tmp_path / f".office.restoring-{dead}").mkdir()
    (tmp_path / f".office.restoring-{dead}" / "oit.db").write_bytes(b"hashes")
    (tmp_path / f".b.zip.{os.getpid()}.part").write_bytes(b"PK")
    (tmp_path / "b.zip").write_bytes(b"PK")
    (tmp_path / f".office.restoring-{dead}-mine").mkdir()
    assert sweep(tmp_path, PART) == [f".b.zip.{dead}.part"]
    assert sweep(tmp_path, RESTORING) == [f".office.restoring-{dead}"]
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {f".b.zip.{os.getpid()}.part", "b.zip", f".office.restoring-{dead}-mine"}


def test_what_a_process_of_another_number_holds_stays(tmp_path: Path) -> None:
    held = tmp_path / f".b.zip.{ended()}.part"
    held.write_bytes(b"PK")
    with claimed(held):
        assert sweep(tmp_path, PART) == []
    assert sweep(tmp_path, PART) == [held.name]


def test_nothing_is_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f".office.restoring-{ended()}").symlink_to(outside)
    assert sweep(tmp_path / "in", RESTORING) == []
    assert outside.exists()


def test_tickets_of_killed_writers_go_and_held_ones_stay(tmp_path: Path) -> None:
    folder = tmp_path / "oit.db-line"
    folder.mkdir()
    held = Ticket.draw(folder)
    for name in (".00000000000000000001-1-a", "00000000000000000002-1-b"):
        (folder / name).touch()
    young = f".{held.path.name}"
    (folder / young).touch()
    assert sweep_line(tmp_path / "oit.db") == [".00000000000000000001-1-a", "00000000000000000002-1-b"]
    assert {path.name for path in folder.iterdir()} == {held.path.name, young}
    held.give_back()


def test_the_doctor_and_the_next_backup_sweep(small: SmallOffice, tmp_path: Path) -> None:
    dead = ended()
    (small.folder.parent / f".{small.folder.name}.restoring-{dead}").mkdir()
    (small.folder / f".b.zip.{dead}.part").touch()
    (told,) = [c for c in examine(small.office).checks if c.code == "leftovers_swept"]
    assert told.facts["count"] == 2
    (tmp_path / f".b.zip.{dead}.part").touch()
    backup(small.office, "registrar", tmp_path / "new.zip")
    assert not list(tmp_path.glob(".b.zip.*"))


MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /srv/share rw,relatime shared:2 - cifs //server/oit rw
31 22 0:41 / /srv/with\040space rw - nfs4 server:/oit rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/opt/oit", "ext4"), ("/srv/share/office", "cifs"), ("/srv/shared", "ext4"), ("/srv/with space/o", "nfs4")],
)
def test_the_file_system_is_the_one_mounted_nearest(tmp_path: Path, folder: str, kind: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert filesystem_of(Path(folder), mounts) == kind


def test_a_system_that_does_not_tell_is_not_guessed(tmp_path: Path) -> None:
    assert filesystem_of(tmp_path, tmp_path / "none") is None


def test_this_machine_tells() -> None:
    # Mounted in a chroot too, whose root no line names.
    assert filesystem_of(Path("/proc/self")) == "proc"


@pytest.mark.parametrize(
    ("kind", "database", "told"),
    [
        ("ext4", None, ("folder_own", "ok")),
        ("cifs", None, ("folder_shared", "broken")),
        ("nfs4", "postgresql+psycopg://localhost/oit", ("folder_shared_files", "caution")),
        (None, None, ("folder_own", "ok")),
    ],
)
def test_a_network_share_is_told(
    small: SmallOffice, kind: str | None, database: str | None, told: tuple[str, str]
) -> None:
    from dataclasses import replace

    from workflow.services.operations.where_it_lies import folder_check

    small.office.filesystem = lambda folder: kind
    if database is not None:
        small.office.settings = replace(small.office.settings, database=database)
    check = folder_check(small.office)
    assert (check.code, check.severity) == told


def test_a_clock_behind_the_journal_is_told(small: SmallOffice) -> None:
    from datetime import timedelta

    small.clock.moment -= timedelta(days=1)
    assert [c.severity for c in examine(small.office).checks if c.code == "clock_behind"] == ["broken"]
