"""A file that is gone and rows that are damaged are told by whoever looks, and no number is spent on them."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.services.small_office import SmallOffice
from workflow.records.errors import DatabaseDamaged
from workflow.rules.errors import CheckFailed
from workflow.services.operations.backup import MANIFEST, backup
from workflow.services.operations.doctor import examine
from workflow.services.operations.repair import repair
from workflow.services.publication.publishing import rebuild
from workflow.services.queries.journal import verify


def lose(office: SmallOffice, digest: str) -> None:
    office.office.store.path(digest).unlink()


def hurt(office: SmallOffice, digest: str) -> None:
    path = office.office.store.path(digest)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def issued(office: SmallOffice, code: str) -> str:
    (evidence,) = [e for e in office.item(code).evidence if not e.removed]
    return evidence.issued_sha256 or ""


def signed(office: SmallOffice, code: str) -> str:
    (evidence,) = [e for e in office.item(code).evidence if not e.removed]
    return evidence.signed_sha256 or ""


def test_no_number_is_taken_when_a_file_to_be_signed_is_gone_or_damaged(small: SmallOffice) -> None:
    small.bring("group_compiled", "O1")
    digest = issued(small, "O1")
    kept = small.office.store.get(digest)
    lose(small, digest)
    with pytest.raises(CheckFailed) as gone:
        small.submit("O1")
    assert [(r.code, r.facts["item"]) for r in gone.value.reasons] == [("file_lost", "O1")]
    small.office.store.put(kept)
    hurt(small, digest)
    with pytest.raises(CheckFailed) as damaged:
        small.submit("O1")
    assert [r.code for r in damaged.value.reasons] == ["file_altered"]
    assert small.numbers() == []
    assert small.states("O1") == ["group_compiled"]


def test_a_published_file_that_is_gone_is_told_where_the_site_is_built(small: SmallOffice) -> None:
    small.bring("published", "O1")
    small.bring("head_signed", "O3")
    lose(small, signed(small, "O1"))
    for build in (lambda: rebuild(small.office), lambda: small.publish("O3")):
        with pytest.raises(CheckFailed) as refused:
            build()
        (reason,) = refused.value.reasons
        assert (reason.facts["reason"], reason.facts["item"]) == ("file_absent", "O1")
    assert small.states("O3") == ["head_signed"]


def test_the_doctor_says_what_is_lost_and_which_backup_has_it(small: SmallOffice, tmp_path: Path) -> None:
    small.bring("head_signed", "O1")
    digest = signed(small, "O1")
    told = [c for c in examine(small.office).checks if c.code.startswith("store_")]
    assert [c.code for c in told] == ["store_sound"]
    backup(small.office, "registrar", tmp_path / "sound.zip")
    lose(small, digest)
    small.clock.moment = small.clock.moment.replace(hour=23)
    backup(small.office, "registrar", tmp_path / "later.zip")
    (lost,) = [c for c in examine(small.office).checks if c.code.startswith("store_missing")]
    assert lost.code == "store_missing_backed_up"
    assert (lost.facts["file"], lost.facts["of"]) == ("sound.zip", "O1/2569 O1-admin.pdf")
    assert repair(small.office, tmp_path / "sound.zip").fetched == (digest,)
    assert not [c for c in examine(small.office).checks if c.code.startswith("store_missing")]


def damage(office: SmallOffice, table: str) -> None:
    """Overwrite the first page of a table in the file of the database."""
    with sqlite3.connect(office.folder / "oit.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    connection.close()
    with (office.folder / "oit.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def damages(office: SmallOffice) -> list[tuple[str, object]]:
    return [(c.code, c.facts.get("file")) for c in examine(office.office).checks if c.code.startswith("damage_")]


@pytest.mark.parametrize(
    ("table", "told"),
    [("proof", ("damage_backed_up", "sound.zip")), ("journal_entry", ("damage_backup_unknown", None))],
)
def test_the_doctor_says_which_backup_has_damaged_pages_of_the_database(
    small: SmallOffice, tmp_path: Path, table: str, told: tuple[str, object]
) -> None:
    assert damages(small) == []
    backup(small.office, "registrar", tmp_path / "sound.zip")
    damage(small, table)
    assert damages(small) == [told]


def test_the_doctor_says_that_no_backup_has_damaged_pages(small: SmallOffice) -> None:
    damage(small, "proof")
    assert damages(small) == [("damage_not_backed_up", None)]


def test_a_lost_file_that_no_backup_has_is_told_as_such(small: SmallOffice) -> None:
    small.bring("head_signed", "O1")
    lose(small, signed(small, "O1"))
    assert [c.code for c in examine(small.office).checks if "missing" in c.code and "store" in c.code] == [
        "store_missing"
    ]


def test_a_backup_of_a_damaged_database_is_marked(small: SmallOffice, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{small.folder / 'oit.db'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE item SET version = 'not a number' WHERE code = 'O1'"))
    engine.dispose()
    made = backup(small.office, "registrar", tmp_path / "b.zip")
    assert [one for one in made.unsound if one.startswith("row_unreadable item ")]
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert json.loads(archive.read(MANIFEST))["unsound"] == list(made.unsound)


def past_the_program(office: SmallOffice, statement: str) -> None:
    """Write without triggers and checks."""
    engine = create_engine(f"sqlite:///{office.folder / 'oit.db'}")
    with engine.begin() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text(statement))
    engine.dispose()


def test_a_row_that_names_no_file_any_more_is_missing_in_the_backup(small: SmallOffice, tmp_path: Path) -> None:
    small.bring("group_compiled", "O1")
    past_the_program(small, "UPDATE evidence SET sha256 = '0000'")
    assert "0000" in backup(small.office, "registrar", tmp_path / "b.zip").missing


def test_a_row_that_cannot_be_read_is_told_as_damage_and_nothing_is_left(small: SmallOffice, tmp_path: Path) -> None:
    small.bring("group_compiled", "O1")
    past_the_program(small, "UPDATE revision SET manifest = '{'")
    with pytest.raises(DatabaseDamaged):
        backup(small.office, "registrar", tmp_path / "b.zip")
    assert not list(tmp_path.glob("*b.zip*"))


def test_a_sound_backup_is_not(small: SmallOffice, tmp_path: Path) -> None:
    assert backup(small.office, "registrar", tmp_path / "b.zip").unsound == ()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DROP TABLE person", ["database_damaged"]),
        ("DROP TABLE submission", ["database_damaged"]),
        ("DELETE FROM submission", ["row_missing"]),
        (
            "UPDATE journal_entry SET sealed = '{' WHERE seq = (SELECT max(seq) FROM journal_entry)",
            ["database_damaged"],
        ),
    ],
)
def test_who_checks_the_journal_is_told_of_what_is_gone_or_no_text(
    small: SmallOffice, statement: str, told: list[str]
) -> None:
    """Written past the program, which looks by the bare driver and meets the driver's own errors."""
    small.bring("published", "O1")
    with sqlite3.connect(small.folder / "oit.db") as connection:
        connection.execute("PRAGMA legacy_alter_table = ON")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)
    connection.close()
    try:
        found = [reason.code for reason in verify(small.office).reasons]
    except DatabaseDamaged as damaged:
        found = [damaged.code]
    assert set(told) <= set(found)
