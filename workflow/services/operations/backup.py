"""``oit backup``: one file with everything but ``keys/``, as it was at one moment while others go on working.

The file is a zip: the records as lines of JSON in one read transaction (so the same file brings an office back on
SQLite or on PostgreSQL, and one office out of many takes only its own rows along), the files of the store that they
name, settings and tables, the office's own forms, pages and frameworks; and last ``manifest.json`` with the digest and
size of each part, the number of rows of each table, and the head of the journal. Open sessions are left out.
``restoring`` reads it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.ports.leftovers import claimed, sweep
from workflow.ports.storage import is_full
from workflow.records.dump import kind_of, office_tables, table_lines, unreadable_rows
from workflow.records.errors import DatabaseFull, DatabaseReadOnly
from workflow.records.journal import chain_head
from workflow.records.kinds import Kind
from workflow.records.ledger import sealed_number
from workflow.rules.errors import BadInput, Unmet, WorkflowError
from workflow.services.context.administrators import must_administer
from workflow.services.context.marks import identity
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.operations.locked_file import Locking
from workflow.services.operations.lost_files import MOST_LISTED
from workflow.services.operations.stored_files import digests_in, required_files

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table
    from sqlalchemy.orm import Session

FORMAT = "oit-backup"
VERSION = 1
MANIFEST = "manifest.json"
TABLES = ("people", "responsible-*", "catalogue-*", "carried-*")
"""Tables of the office folder, as .csv or .xlsx."""
FOLDERS = ("templates", "pages", "frameworks")
_CHUNK = 1 << 20
PART = r"\..+\.(?P<pid>\d{1,9})\.part"
"""Name of a backup that is being written."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What was saved. ``missing``: digests the records name and the store no longer holds whole. ``unsound``: what is
    damaged in the database itself, by table; the backup has it as it is, and says so. ``unrecorded``: why the journal
    does not say that it was made: the database could not be written, which is when one is needed most.
    """

    path: Path
    sha256: str
    size: int
    entries: int
    files: int
    rows: int
    missing: tuple[str, ...]
    unsound: tuple[str, ...] = ()
    unrecorded: Unmet | None = None


def backup(office: Office, login: str, target: Path, *, passphrase: str | None = None) -> BackedUp:
    """Save the office into one new file, which is complete under its name or not there.

    :param passphrase: locks the file: nobody reads or changes it without; ``None``: it lies open.
    :raises WrongRole: not an administrator: the file holds everything, password hashes too.
    :raises BadInput: the passphrase is short, the file exists, or its folder cannot be written.
    """
    if target.exists():
        raise BadInput("backup_exists", file=str(target))
    with reading(office, login) as use_case:
        must_administer(use_case, "backup")
    made = write_archive(office, target, passphrase=passphrase)
    try:
        with acting(office, login) as use_case:
            Record(use_case).add(Kind.BACKED_UP, _told(made, locked=passphrase is not None))
    except (DatabaseReadOnly, DatabaseFull):
        return replace(made, unrecorded=Unmet("backup_unrecorded"))
    return made


def _told(made: BackedUp, *, locked: bool) -> dict[str, Any]:
    """What the journal says of it."""
    return {
        "file": made.path.name,
        "sha256": made.sha256,
        "entries": made.entries,
        "files": made.files,
        **({"missing": list(made.missing[:MOST_LISTED])} if made.missing else {}),
        **({"unsound": list(made.unsound)} if made.unsound else {}),
        **({"locked": True} if locked else {}),
    }


def write_archive(office: Office, target: Path, *, passphrase: str | None = None) -> BackedUp:
    """Write the file, for whoever may; the journal says nothing of it.

    :raises BadInput: the passphrase is short, the file exists, or its folder cannot be written.
    """
    if target.exists():
        raise BadInput("backup_exists", file=str(target))
    sweep(target.parent, PART)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            made = _write(office, beside, target, passphrase)
        except OSError as error:
            if is_full(error):
                raise
            raise BadInput(
                "folder_not_writable", folder=str(target.parent), detail=error.strerror or str(error)
            ) from error
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _flush_folder(target.parent)
    return made


UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
"""What reading a row raises that does not hold what it should."""


def _write(office: Office, beside: Path, target: Path, passphrase: str | None) -> BackedUp:
    handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w+b") as raw, claimed(beside):
        with (
            contextlib.nullcontext(raw) if passphrase is None else Locking(raw, passphrase, _mark(office)) as into,
            zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        ):
            pack = _Pack(archive)
            with reading(office) as use_case:
                tables = pack.records(use_case)
                entries, head = chain_head(use_case.session, use_case.office_id)
                named = pack.named
                try:
                    required = required_files(use_case)
                except UNREADABLE:  # told as unsound below; what the rows name is saved all the same
                    required = set()
                revision = _revision(use_case.session)
                unsound = _unsound(office, use_case)
                who = identity(use_case.session, use_case.office_id)
            missing = pack.store(office, named, required)
            pack.folder(office)
            manifest = {
                "format": FORMAT, "version": VERSION, "office": office.settings.office.key,
                "made_at": office.now().isoformat(), "revision": revision, "tables": tables,
                "journal": {"entries": entries, "head": head}, "missing": sorted(missing), "unsound": unsound,
                "identity": who, "parts": pack.parts,
            }  # fmt: skip
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        raw.flush()
        os.fsync(raw.fileno())
        raw.seek(0)
        sha256 = hashlib.file_digest(raw, "sha256").hexdigest()
        size = raw.tell()
    stored = sum(name.startswith("store/") for name in pack.parts)
    rows = sum(table["rows"] for table in tables.values())
    return BackedUp(target, sha256, size, entries, stored, rows, tuple(sorted(missing)), tuple(unsound))


def _mark(office: Office) -> dict[str, Any]:
    """How far the journal had come, for who has not the passphrase: a hash, a number and a time."""
    with reading(office) as use_case:
        entries, head = chain_head(use_case.session, use_case.office_id)
        who = identity(use_case.session, use_case.office_id)
    return {"identity": who, "made_at": office.now().isoformat(), "journal": {"entries": entries, "head": head}}


def _unsound(office: Office, use_case: UseCase) -> list[str]:
    """What is damaged in the database, as code and place: its own check, and rows that do not hold what they should."""
    found = [f"{one.code} {' '.join(map(str, one.facts.values()))}" for one in office.database.check()]
    for table, where in office_tables(use_case.office_id):
        found += [
            f"row_unreadable {table.name} {key} {what}" for key, what in unreadable_rows(use_case.session, table, where)
        ]
    return found[:MOST_LISTED]


class _Pack:
    """The archive being written, with digest and size of each part."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.parts: dict[str, dict[str, Any]] = {}
        self.there: set[str] = set()
        """Digests of the files that are kept."""
        self.named: set[str] = set()
        """Those of them that are anywhere in the records. A journal names others, two for each entry."""

    def add(self, name: str, chunks: Iterator[bytes]) -> str:
        digest, size = hashlib.sha256(), 0
        with self.archive.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.parts[name] = {"sha256": digest.hexdigest(), "size": size}
        return digest.hexdigest()

    def records(self, use_case: UseCase) -> dict[str, dict[str, Any]]:
        """Every table of this office; name -> its columns with their kinds, and the number of rows."""
        tables: dict[str, dict[str, Any]] = {}
        number = sealed_number(use_case.session, use_case.office_id)
        # Listed once the state that is read is fixed: a file is kept before a row names it.
        self.there = set(use_case.office.store.digests())
        for table, where in office_tables(use_case.office_id):
            count = 0

            def lines(table: Table = table, where: ColumnElement[bool] = where) -> Iterator[bytes]:
                nonlocal count
                for line in table_lines(use_case.session, table, where, number):
                    count += 1
                    self.named.update(self.there.intersection(digests_in(line)))
                    yield line.encode() + b"\n"

            self.add(f"records/{table.name}.jsonl", lines())
            columns = {column.name: kind_of(column) for column in table.columns}
            tables[table.name] = {"columns": columns, "rows": count}
        return tables

    def store(self, office: Office, named: set[str], required: set[str]) -> set[str]:
        """The files of the store that the records name; the required ones that are not whole are given back."""
        missing = set()
        for digest in sorted(named | required):
            if digest not in named and not digests_in(digest):
                missing.add(digest)  # a row names what is no file's digest
                continue
            if digest not in self.there:
                if digest in required:
                    missing.add(digest)
                continue
            try:
                data = office.store.get(digest)
            except WorkflowError:  # damaged: not what the digest promises, so not worth keeping under it
                missing.add(digest)
                continue
            self.add(f"store/{digest[:2]}/{digest[2:]}", iter((data,)))
        return missing

    def folder(self, office: Office) -> None:
        """Settings, tables, the office's own forms, pages and frameworks, certificates that are not among the keys."""
        for path in folder_files(office):
            self.add(path.relative_to(office.folder).as_posix(), _chunks(path))


def folder_files(office: Office) -> list[Path]:
    """The files of the office folder that are saved; never anything in ``keys/``, never through a link."""
    found = [office.folder / "office.toml"]
    for stem in TABLES:
        for ending in (".csv", ".xlsx"):
            found += sorted(office.folder.glob(stem + ending))
    for name in FOLDERS:
        found += sorted((office.folder / name).rglob("*"))
    signing = office.settings.signing
    found += [*signing.roots, *signing.tsa_roots, *signing.crls, *signing.ocsps]
    keys = office.folder / "keys"
    return [
        path
        for path in dict.fromkeys(found)
        if path.is_file()
        and not path.is_symlink()
        and path.is_relative_to(office.folder)
        and not path.is_relative_to(keys)
        and ".." not in path.relative_to(office.folder).parts
    ]


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk


def _revision(session: Session) -> str:
    from workflow.records.schema import current_revision, head_revision

    return current_revision(session.connection()) or head_revision()


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
