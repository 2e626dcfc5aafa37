"""Backup and restore: one file, consistent while others work, nothing restored that was not verified."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import wiring
from tests.conftest import MakeOffice, as_another_machine
from tests.databases import Server
from tests.operations.conftest import BUILT_ONCE, SetClock, add_settings, lay
from workflow.records import journal
from workflow.records.dump import LEFT_OUT, office_tables, table_lines
from workflow.records.models import Login, Person
from workflow.rules.errors import BadInput, CheckFailed, WrongRole
from workflow.services.administration.sessions import login
from workflow.services.context.frameworks import known_frameworks
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase
from workflow.services.numbering import registers
from workflow.services.operations.backup import MANIFEST, _Pack, backup
from workflow.services.operations.restore import restore
from workflow.services.operations.stored_files import required_files
from workflow.services.queries import journal as journals

ROOT = Path(__file__).parents[2]


def rows(office: Office) -> dict[str, list[str]]:
    """Every row of the office, as text."""
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow)
        return {t.name: list(table_lines(uow.session, t, where)) for t, where in office_tables(use_case.office_id)}


def saved_rows(office: Office, entries: int) -> dict[str, list[str]]:
    """The rows without what the journal tells of backups and restorings since."""
    found = rows(office)
    found["journal_entry"] = found["journal_entry"][:entries]
    return {name: lines for name, lines in found.items() if name != "office_ledger"}


def test_what_a_backup_keeps_in_mind_does_not_grow_with_the_journal(copy_office: MakeOffice) -> None:
    """Each entry has two digests that are no file's."""
    small = copy_office()
    small.bring("submitted", "O1")
    with small.use_case() as use_case, zipfile.ZipFile(io.BytesIO(), "w") as archive:
        pack = _Pack(archive)
        pack.records(use_case)
    assert pack.named
    assert pack.named <= set(small.office.store.digests())


@BUILT_ONCE
@pytest.mark.slow
def test_what_is_restored_is_what_was_saved_on_sqlite_on_postgresql_and_back(
    saved: Path, tmp_path: Path, postgresql_server: Server, opened: Callable[[Path], Office]
) -> None:
    done = restore(saved, tmp_path / "first", opened)
    assert done.rows > 300
    first = opened(tmp_path / "first")
    url = postgresql_server.url(postgresql_server.new_database())
    restore(saved, tmp_path / "second", opened, database=url)
    second = opened(tmp_path / "second")
    assert second.settings.database == url
    backup(second, "clerk.admin", tmp_path / "again.zip")
    restore(tmp_path / "again.zip", tmp_path / "third", opened)
    third = opened(tmp_path / "third")
    assert third.settings.database.startswith("sqlite:///")
    assert saved_rows(first, done.entries) == saved_rows(second, done.entries) == saved_rows(third, done.entries)
    for office in (first, second, third):
        assert journals.verify(office).ok
        # Numbers and rows go on behind what was restored.
        registers.reserve(office, "registrar", "memo")


@BUILT_ONCE
@pytest.mark.slow
def test_the_file_holds_no_keys_no_sessions_and_nothing_of_the_built_site(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        names = archive.namelist()
        assert json.loads(archive.read(MANIFEST))["missing"] == []
        everything = b"".join(archive.read(name) for name in names if not name.startswith("store/"))
    assert {name.partition("/")[0] for name in names} == {
        "records", "store", "office.toml", "people.csv", "responsible-2565.csv", "responsible-2566.csv",
        "catalogue-2565.csv", "pages", MANIFEST,
    }  # fmt: skip
    assert "records/login.jsonl" not in names
    assert b"PRIVATE KEY" not in everything
    assert oct(saved.stat().st_mode & 0o777) == "0o600"


def test_the_offices_own_frameworks_come_back(office: Office, tmp_path: Path, opened: Callable[[Path], Office]) -> None:
    """Results are kept under a framework; without its file no page of results can be built, and no night can look."""
    own = office.folder / "frameworks" / "own-oit-2565.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text((ROOT / "assessment/frameworks/obec-ita-2565.toml").read_text("utf-8"), "utf-8")
    carried = office.folder / "carried-2566.csv"
    carried.write_text("item,before\nO1,O1\n", "utf-8")
    backup(office, "registrar", tmp_path / "own.zip")
    restore(tmp_path / "own.zip", tmp_path / "again", opened)
    assert (tmp_path / "again" / carried.name).read_bytes() == carried.read_bytes()
    assert ("own-oit", 2565) in known_frameworks(tmp_path / "again")
    assert (tmp_path / "again" / "frameworks" / own.name).read_bytes() == own.read_bytes()


def test_every_table_leads_to_its_office(office: Office) -> None:
    names = {table.name for table, _ in office_tables(1)}
    from workflow.records.schema import load_models

    assert names | LEFT_OUT == set(load_models().tables)


def test_one_office_of_many_takes_only_its_own_rows(office: Office, tmp_path: Path, clock: SetClock) -> None:
    from tests.operations.conftest import found_in

    folder = lay(tmp_path / "other", office.settings.database)
    text = (folder / "office.toml").read_text(encoding="utf-8").replace('key = "sample"', 'key = "neighbour"')
    (folder / "office.toml").write_text(text, encoding="utf-8")
    neighbour = found_in(folder, clock)
    registers.reserve(neighbour, "registrar", "memo", subject="ของสำนักงานอื่น")
    backup(office, "registrar", tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("records/")}
    assert all("neighbour" not in lines and "ของสำนักงานอื่น" not in lines for lines in saved.values())
    neighbour.database.close()
    restore(tmp_path / "mine.zip", tmp_path / "restored", wiring.build)


def test_backing_up_and_restoring_are_told_in_the_journal(office: Office, tmp_path: Path) -> None:
    done = backup(office, "registrar", tmp_path / "b.zip")
    with office.unit_of_work(write=False) as uow:
        (told,) = [e for e in journal.entries(uow.session, UseCase(office, uow).office_id) if e.kind == "backed_up"]
    assert told.facts == {"file": "b.zip", "sha256": done.sha256, "entries": done.entries, "files": done.files}
    restore(tmp_path / "b.zip", tmp_path / "there", wiring.build)
    there = wiring.build(tmp_path / "there")
    assert [line.kind for line in journals.show(there, limit=1).lines] == ["restored"]
    assert journals.verify(there).ok
    there.database.close()


def test_only_an_administrator_saves_and_an_existing_file_stays_as_it_is(office: Office, tmp_path: Path) -> None:
    with pytest.raises(WrongRole):
        backup(office, "head", tmp_path / "b.zip")
    (tmp_path / "b.zip").write_bytes(b"something else")
    with pytest.raises(BadInput) as refused:
        backup(office, "registrar", tmp_path / "b.zip")
    assert refused.value.code == "backup_exists"
    assert (tmp_path / "b.zip").read_bytes() == b"something else"
    with pytest.raises(BadInput) as nowhere:
        backup(office, "registrar", tmp_path / "absent" / "b.zip")
    assert nowhere.value.code == "folder_not_writable"
    assert sorted(p.name for p in tmp_path.glob("*zip*")) == ["b.zip"]


def test_open_sessions_are_left_out(office: Office, tmp_path: Path) -> None:
    login(office, "registrar", "demo-only")
    backup(office, "registrar", tmp_path / "b.zip")
    restore(tmp_path / "b.zip", tmp_path / "there", wiring.build)
    there = wiring.build(tmp_path / "there")
    with there.unit_of_work(write=False) as uow:
        assert uow.session.scalars(select(Login)).all() == []
        assert uow.session.scalars(select(Person)).all() != []
    there.database.close()


WRITER = """
import sys, time, wiring
from pathlib import Path
from workflow.services.numbering import registers
office = wiring.build(Path(sys.argv[1]))
registers.reserve(office, "registrar", "memo")
print("ready", flush=True)
while True:
    registers.reserve(office, "registrar", "memo")
    time.sleep(0.02)  # goes on writing, and leaves this machine to others
"""


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["postgresql", "sqlite"])
def test_a_backup_is_of_one_moment_while_others_go_on_writing(office: Office, tmp_path: Path) -> None:
    writing = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(office.folder)], cwd=ROOT, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]  # fmt: skip
    try:
        for one in writing:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        made = [backup(office, "registrar", tmp_path / f"{n}.zip") for n in range(2)]
        assert all(one.poll() is None for one in writing)
    finally:
        for one in writing:
            one.kill()
            one.wait()
            assert one.stdout is not None
            one.stdout.close()
    assert made[0].entries < made[1].entries
    for n in range(2):
        restore(tmp_path / f"{n}.zip", tmp_path / f"there{n}", wiring.build)


# --- files that are not what they should be ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory, _founded: Path) -> Path:
    place = tmp_path_factory.mktemp("small")
    with as_another_machine(place):
        made = wiring.build(Path(shutil.copytree(_founded, place / "office")), clock=SetClock())
        made.store.put(b"nobody names these bytes")
        backup(made, "registrar", place / "small.zip")
        made.database.close()
    return place / "small.zip"


@pytest.fixture
def small(tmp_path: Path, founded: Path, _small: Path) -> Path:
    """A backup of an office just founded, on SQLite, which is there, too."""
    return Path(shutil.copy(_small, tmp_path))


def rewritten(source: Path, change: Callable[[str, bytes], bytes | None], *more: tuple[Any, bytes]) -> Path:
    """The same archive with parts changed (``None``: left out) and more parts at the end."""
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = change(info.filename, old.read(info))
            if data is not None:
                new.writestr(info.filename, data)
        for name, data in more:
            new.writestr(name, data)
    return target


def nothing_left(tmp_path: Path, name: str = "there") -> bool:
    return not (tmp_path / name).exists() and not list(tmp_path.glob(".*restoring*"))


def test_a_backup_cut_short_anywhere_is_refused_and_leaves_nothing(small: Path, tmp_path: Path) -> None:
    whole = small.read_bytes()
    for part in (0, 1, len(whole) // 3, len(whole) - 1):
        cut = tmp_path / "cut.zip"
        cut.write_bytes(whole[:part])
        with pytest.raises(BadInput) as refused:
            restore(cut, tmp_path / "there", wiring.build)
        assert refused.value.code == "backup_cut_short"
        assert nothing_left(tmp_path)


def test_flipped_bytes_are_refused_and_the_part_is_named(small: Path, tmp_path: Path) -> None:
    whole = bytearray(small.read_bytes())
    with zipfile.ZipFile(small) as archive:
        info = archive.getinfo("people.csv")
    whole[info.header_offset + 30 + len("people.csv") + 40] ^= 0x55
    small.write_bytes(whole)
    with pytest.raises(BadInput) as refused:
        restore(small, tmp_path / "there", wiring.build)
    assert refused.value.code == "backup_damaged"
    assert [reason.facts["part"] for reason in refused.value.reasons] == ["people.csv"]
    assert nothing_left(tmp_path)


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside", "pages/../../outside", "keys/head.p12", "a\\..\\b", "oit.db", "C:/x"]
)
def test_a_name_that_leads_out_of_the_folder_is_refused(small: Path, tmp_path: Path, name: str) -> None:
    bad = rewritten(small, lambda _name, data: data, (name, b"harm"))
    with pytest.raises(BadInput) as refused:
        restore(bad, tmp_path / "there", wiring.build)
    assert refused.value.code == "backup_unsafe"
    assert nothing_left(tmp_path)
    assert not (tmp_path / "outside.txt").exists()


def test_a_link_in_the_archive_is_refused(small: Path, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("pages/link")
    link.external_attr = 0o120777 << 16
    bad = rewritten(small, lambda _name, data: data, (link, b"/etc/passwd"))
    with pytest.raises(BadInput) as refused:
        restore(bad, tmp_path / "there", wiring.build)
    assert refused.value.code == "backup_unsafe"


def test_parts_beside_or_missing_from_the_manifest_are_named(small: Path, tmp_path: Path) -> None:
    bad = rewritten(small, lambda name, data: None if name == "people.csv" else data, ("pages/more.html", b"x"))
    with pytest.raises(BadInput) as refused:
        restore(bad, tmp_path / "there", wiring.build)
    assert [reason.facts["part"] for reason in refused.value.reasons] == ["pages/more.html", "people.csv"]


@pytest.mark.parametrize("data", [b"not a zip at all", b""])
def test_another_file_is_no_backup(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(BadInput):
        restore(tmp_path / "x.zip", tmp_path / "there", wiring.build)
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(BadInput) as refused:
        restore(tmp_path / "y.zip", tmp_path / "there", wiring.build)
    assert refused.value.code == "backup_unknown"
    with pytest.raises(BadInput) as absent:
        restore(tmp_path / "z.zip", tmp_path / "there", wiring.build)
    assert absent.value.code == "file_missing"
    assert nothing_left(tmp_path)


def _forge(lines: bytes, change: Callable[[list[str]], list[str]]) -> bytes:
    return "".join(line + "\n" for line in change(lines.decode().splitlines())).encode()


@pytest.mark.parametrize("what", ["altered", "tail", "rows", "referred", "shape"])
def test_records_that_do_not_verify_are_not_kept_though_every_digest_agrees(
    small: Path, tmp_path: Path, what: str
) -> None:
    """Somebody who changes the records can write new digests beside them; the journal's own chain still tells."""
    import hashlib

    parts = {"rows": "appointment", "referred": "person", "shape": "person"}
    part = f"records/{parts.get(what, 'journal_entry')}.jsonl"
    forged: dict[str, bytes] = {}

    def change(name: str, data: bytes) -> bytes:
        if name == part:
            if what == "altered":
                data = data.replace(b"registrar", b"registraR", 1)
            elif what == "shape":
                data = b"[1]\n"
            elif what == "rows":
                data = b""
            else:
                data = _forge(data, lambda lines: lines[:-1])
            forged[name] = data
        if name == MANIFEST:
            manifest = json.loads(data)
            for changed, bytes_ in forged.items():
                manifest["parts"][changed] = {"sha256": hashlib.sha256(bytes_).hexdigest(), "size": len(bytes_)}
            data = json.dumps(manifest).encode()
        return data

    with pytest.raises((CheckFailed, BadInput)) as refused:
        restore(rewritten(small, change), tmp_path / "there", wiring.build)
    assert {reason.code for reason in refused.value.reasons} & {
        "altered": {"entry_altered"}, "tail": {"tail_missing"}, "rows": {"restore_rows_differ"},
        "referred": {"restore_rows_refused"}, "shape": {"restore_rows_refused"},
    }[what]  # fmt: skip
    assert nothing_left(tmp_path)


def test_a_folder_or_database_that_holds_something_is_left_alone(small: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        restore(small, full, wiring.build)
    assert refused.value.code == "folder_not_empty"
    assert [path.name for path in full.iterdir()] == ["note.txt"]
    with pytest.raises(BadInput) as used:
        restore(small, tmp_path / "there", wiring.build, database=f"sqlite:///{tmp_path / 'office' / 'oit.db'}")
    assert used.value.code == "database_not_empty"
    assert nothing_left(tmp_path)
    (tmp_path / "empty").mkdir()
    assert restore(small, tmp_path / "empty", wiring.build).office == "sample"


def test_the_restored_settings_never_name_the_old_database(tmp_path: Path, small: Path) -> None:
    from workflow.services.operations.restore import _point_at

    settings = tmp_path / "office" / "office.toml"
    settings.write_text('database = "sqlite:////old.db"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    add_settings(tmp_path / "office", "[books.memo]\nstart = 3\n")
    _point_at(settings, None)
    assert wiring.build(tmp_path / "office").settings.database == f"sqlite:///{tmp_path / 'office' / 'oit.db'}"
    _point_at(settings, "postgresql+psycopg://oit@/x?host=/tmp")
    assert wiring.build(tmp_path / "office").settings.database == "postgresql+psycopg://oit@/x?host=/tmp"


@BUILT_ONCE
@pytest.mark.slow
def test_a_damaged_store_is_saved_as_far_as_it_goes_and_says_what_is_missing(
    meeting: Path, opened: Callable[[Path], Office], tmp_path: Path
) -> None:
    office = opened(meeting)
    with office.unit_of_work(write=False) as uow:
        gone = sorted(required_files(UseCase(office, uow)))[0]
    office.store.path(gone).unlink()
    done = backup(office, "clerk.admin", tmp_path / "b.zip")
    assert done.missing == (gone,)
    assert restore(tmp_path / "b.zip", tmp_path / "there", opened).missing == (gone,)
