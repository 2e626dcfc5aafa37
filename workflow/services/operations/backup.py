"""``oit backup``: one file with everything but ``keys/``, as it was at one moment while others go on working.

The file is a zip: the records as lines of JSON in one read transaction (so the same file brings an office back on
SQLite or on PostgreSQL, and one office out of many takes only its own rows along), the files of the store that they
name, settings and tables, the office's own forms and pages; and last ``manifest.json`` with the digest and size of each
part, the number of rows of each table, and the head of the journal. Open sessions are left out. ``restoring`` reads it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workflow.records.journal import chain_head
from workflow.records.kinds import Kind
from workflow.records.models import Document, Evidence, Submission, Verdict
from workflow.rules.errors import BadInput, WorkflowError
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import Desk
from workflow.services.intake.scan_hints import pictures

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Table
    from sqlalchemy.orm import Session

FORMAT = "oit-backup"
VERSION = 1
MANIFEST = "manifest.json"
LEFT_OUT = frozenset({"login"})
"""Tables that are not saved: open sessions belong to the machine they were opened on."""
TABLES = ("people", "responsible-*", "catalogue-*")
"""Tables of the office folder, as .csv or .xlsx."""
FOLDERS = ("templates", "pages")
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What was saved. ``missing``: digests the records name and the store no longer holds whole."""

    path: Path
    sha256: str
    size: int
    entries: int
    files: int
    rows: int
    missing: tuple[str, ...]


def backup(office: Office, login: str, target: Path) -> BackedUp:
    """Save the office into one new file, which is complete under its name or not there.

    :raises WrongRole: not an administrator: the file holds everything, password hashes too.
    :raises BadInput: the file exists, or its folder cannot be written.
    """
    if target.exists():
        raise BadInput("backup_exists", file=str(target))
    with office.unit_of_work(write=False) as uow:
        must_administer(Desk(office, uow, login), "backup")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            made = _write(office, beside, target)
        except OSError as error:
            if error.errno in _TOLD_AS_FULL:
                raise
            raise BadInput(
                "folder_not_writable", folder=str(target.parent), detail=error.strerror or str(error)
            ) from error
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _flush_folder(target.parent)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        Record(desk).add(
            Kind.BACKED_UP,
            {"file": target.name, "sha256": made.sha256, "entries": made.entries, "files": made.files},
        )
        uow.commit()
    return made


_TOLD_AS_FULL = {errno.EFBIG, errno.ENOSPC, errno.EDQUOT}
"""Told at the one boundary as a full disk."""


def _write(office: Office, beside: Path, target: Path) -> BackedUp:
    handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w+b") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            pack = _Pack(archive)
            with office.unit_of_work(write=False) as uow:
                desk = Desk(office, uow)
                tables = pack.records(desk)
                entries, head = chain_head(uow.session, desk.office_id)
                named = pack.named
                required = required_files(desk)
                revision = _revision(uow.session)
            missing = pack.store(office, named, required)
            pack.folder(office)
            manifest = {
                "format": FORMAT, "version": VERSION, "office": office.settings.office.key,
                "made_at": office.now().isoformat(), "revision": revision, "tables": tables,
                "journal": {"entries": entries, "head": head}, "missing": sorted(missing), "parts": pack.parts,
            }  # fmt: skip
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        raw.flush()
        os.fsync(raw.fileno())
        raw.seek(0)
        sha256 = hashlib.file_digest(raw, "sha256").hexdigest()
        size = raw.tell()
    stored = sum(name.startswith("store/") for name in pack.parts)
    rows = sum(table["rows"] for table in tables.values())
    return BackedUp(target, sha256, size, entries, stored, rows, tuple(sorted(missing)))


class _Pack:
    """The archive being written, with digest and size of each part."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.parts: dict[str, dict[str, Any]] = {}
        self.named: set[str] = set()
        """Every 64 hexadecimal digits the records contain: among them the digests of all files they name."""

    def add(self, name: str, chunks: Iterator[bytes]) -> str:
        digest, size = hashlib.sha256(), 0
        with self.archive.open(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.parts[name] = {"sha256": digest.hexdigest(), "size": size}
        return digest.hexdigest()

    def records(self, desk: Desk) -> dict[str, dict[str, Any]]:
        """Every table of this office; name -> its columns with their kinds, and the number of rows."""
        tables: dict[str, dict[str, Any]] = {}
        for table, where in office_tables(desk.office_id):
            count = 0

            def lines(table: Table = table, where: ColumnElement[bool] = where) -> Iterator[bytes]:
                nonlocal count
                for line in table_lines(desk.session, table, where):
                    count += 1
                    self.named.update(_DIGEST.findall(line))
                    yield line.encode() + b"\n"

            self.add(f"records/{table.name}.jsonl", lines())
            columns = {column.name: kind_of(column) for column in table.columns}
            tables[table.name] = {"columns": columns, "rows": count}
        return tables

    def store(self, office: Office, named: set[str], required: set[str]) -> set[str]:
        """The files of the store that the records name; the required ones that are not whole are given back."""
        missing = set()
        for digest in sorted(named | required):
            if digest not in office.store:
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
        """Settings, tables, the office's own forms and pages, and certificates that are not among the keys."""
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


# --- the records of one office as lines -------------------------------------------------------------------------------


def office_tables(office_id: int) -> list[tuple[Table, ColumnElement[bool]]]:
    """Every table that is saved, parents before children, with the condition that picks this office's rows."""
    from workflow.records.schema import load_models

    found: dict[str, tuple[Table, ColumnElement[bool]]] = {}
    for table in load_models().sorted_tables:
        if table.name in LEFT_OUT:
            continue
        found[table.name] = (table, _of_office(table, office_id, found))
    return list(found.values())


def _of_office(
    table: Table, office_id: int, above: Mapping[str, tuple[Table, ColumnElement[bool]]]
) -> ColumnElement[bool]:
    if table.name == "office":
        return table.c.id == office_id
    if "office_id" in table.c:
        return table.c.office_id == office_id
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
        parent = above.get(key.column.table.name)
        if parent is not None:
            return key.parent.in_(select(key.column).where(parent[1]))
    raise LookupError(f"nothing leads from {table.name} to its office")


def table_lines(session: Session, table: Table, where: ColumnElement[bool]) -> Iterator[str]:
    """The rows of a table in the order of their key, each as one line of JSON; streamed."""
    query = select(table).where(where).order_by(*table.primary_key.columns).execution_options(yield_per=500)
    for row in session.execute(query):
        yield json.dumps([plain(value) for value in row], ensure_ascii=False, separators=(",", ":"))


def kind_of(column: Column[Any]) -> str:
    """What a column holds, in words that outlive the program's own types."""
    from sqlalchemy import Boolean, Date, Integer

    from workflow.records.columns import CanonicalJson, UtcDateTime

    for kind, name in (
        (UtcDateTime, "moment"), (CanonicalJson, "json"), (Date, "date"), (Boolean, "boolean"), (Integer, "integer"),
    ):  # fmt: skip
        if isinstance(column.type, kind):
            return name
    return "text"


def plain(value: Any) -> Any:
    """A value as JSON has it: instants and dates as ISO 8601, members of enumerations by value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def named_digests(desk: Desk) -> set[str]:
    """Everything in the records that could be the digest of a file, whatever column or fact it stands in."""
    found: set[str] = set()
    for table, where in office_tables(desk.office_id):
        for line in table_lines(desk.session, table, where):
            found.update(_DIGEST.findall(line))
    return found


def required_files(desk: Desk) -> set[str]:
    """Digests that must be in the store: evidence, memos, documents, and the files verdicts speak of."""
    found: set[str] = set()
    of_office: dict[str, ColumnElement[bool]] = {t.name: where for t, where in office_tables(desk.office_id)}
    for model, columns in (
        (Evidence, (Evidence.sha256, Evidence.issued_sha256, Evidence.signed_sha256)),
        (Submission, (Submission.memo_docx, Submission.memo_issued, Submission.memo_signed)),
        (Document, (Document.docx, Document.issued, Document.signed)),
        (Verdict, (Verdict.file_sha256, Verdict.issued_sha256)),
    ):
        for row in desk.session.execute(select(*columns).where(of_office[str(model.__tablename__)])):
            found.update(digest for digest in row if digest)
    for record in desk.session.scalars(select(Verdict.record).where(of_office[str(Verdict.__tablename__)])):
        found |= pictures(record)
    return found
