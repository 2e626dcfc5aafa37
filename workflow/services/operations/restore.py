"""``oit restore``: an office from its backup, into an empty folder and an empty database; verified before it is there.

Nothing is trusted before it was checked: names may not lead out of the folder, every part has the digest and size the
manifest says, every table its number of rows, the journal verifies up to the head the manifest names, and every file
the records need is there. Only then is the folder put in its place, all at once.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from workflow.ports.leftovers import claimed, sweep
from workflow.records import queries
from workflow.records.dump import count_rows, is_plain_name, load_lines
from workflow.records.errors import ConstraintBroken
from workflow.records.kinds import Kind
from workflow.records.ledger import keep_number
from workflow.records.many.arriving import keeps_apart, next_office
from workflow.records.many.scope import say
from workflow.rules.errors import BadInput, CheckFailed, Unmet, WorkflowError
from workflow.services.context.authorization import Actor
from workflow.services.context.marks import identity, leads_to, skip_given
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting
from workflow.services.operations.backup import FORMAT, MANIFEST, VERSION
from workflow.services.operations.backup_file import must_be_known, opened
from workflow.services.operations.stored_files import required_files
from workflow.services.operations.trusting import Trusted, trusted_in
from workflow.services.queries.journal import reasons, verify_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.ports.marks import Mark

_CHUNK = 1 << 20
RESTORING = r"\..+\.restoring-(?P<pid>\d{1,9})"
"""Name of an office that is being brought back, beside where it will stand."""
_NAME = re.compile(r"[^\x00-\x1f\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back. ``missing``: files that the backup already said were not there."""

    folder: Path
    office: str
    made_at: datetime
    entries: int
    files: int
    rows: int
    missing: tuple[str, ...]


def restore(
    file: Path,
    folder: Path,
    open_office: Callable[[Path], Office],
    *,
    database: str | None = None,
    passphrase: Callable[[], str] | None = None,
    confirm: Callable[[Trusted], bool] = lambda trusted: True,
) -> Restored:
    """Bring an office back into ``folder``, which may not hold anything yet.

    :param open_office: builds the office of a folder.
    :param database: URL of an empty database; ``None``: SQLite in the folder, wherever it was before.
    :param passphrase: asked for a file that is locked.
    :param confirm: shown what would be trusted, before a row is loaded; nothing is kept unless it says yes.
    :raises BadInput: it was not confirmed, the passphrase is wrong, the folder is not empty,
        the file is damaged, cut short, unsafe, or no backup.
    :raises CheckFailed: what was restored does not verify; folder and database are as they were.
    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise BadInput("folder_not_empty", folder=str(folder))
    folder = folder.absolute()
    sweep(folder.parent, RESTORING)
    with opened(file, passphrase) as (archive, locked), ExitStack() as claim:
        manifest = _manifest(archive, file)
        temporary = folder.parent / f".{folder.name}.restoring-{os.getpid()}"
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            temporary.mkdir(mode=0o700)
        except OSError as error:
            raise BadInput(
                "folder_not_writable", folder=str(folder.parent), detail=error.strerror or str(error)
            ) from error
        try:
            claim.enter_context(claimed(temporary))
            _extract(archive, manifest, temporary, file)
            must_be_known(manifest, temporary, file)
            if not confirm(_trusted(temporary, manifest, file, locked)):
                raise BadInput("restore_not_confirmed", file=file.name)
            _point_at(temporary / "office.toml", database)
            _fill(open_office(temporary), temporary, manifest, file)
            shutil.rmtree(temporary / "records")
            temporary.replace(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    return Restored(
        folder, manifest["office"], datetime.fromisoformat(manifest["made_at"]), manifest["journal"]["entries"],
        sum(name.startswith("store/") for name in manifest["parts"]),
        sum(table["rows"] for table in manifest["tables"].values()), tuple(manifest["missing"]),
    )  # fmt: skip


# --- the file ---------------------------------------------------------------------------------------------------------


def _manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    """The manifest, when it is one of ours and lists exactly the parts that are there, each with a harmless name."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    unsafe = [info.filename for info in infos if not _is_safe(info)]
    if unsafe or len(set(names)) != len(names):
        raise BadInput("backup_unsafe", file=file.name, names=unsafe or names)
    try:
        manifest = json.loads(_read(archive, MANIFEST, file))
        known = manifest["format"] == FORMAT and manifest["version"] <= VERSION
        parts: Mapping[str, Any] = manifest["parts"]
        shaped = all(isinstance(manifest[key], dict) for key in ("tables", "journal", "parts"))
    except (ValueError, KeyError, TypeError, BadInput):
        raise BadInput("backup_unknown", file=file.name) from None
    if not known or not shaped:
        raise BadInput("backup_unknown", file=file.name)
    differing = sorted(set(parts) ^ (set(names) - {MANIFEST}))
    if differing:
        raise BadInput("backup_damaged", [Unmet("backup_part_wrong", {"part": name}) for name in differing])
    return manifest  # type: ignore[no-any-return]


def _is_safe(info: zipfile.ZipInfo) -> bool:
    """A relative name that stays in the folder, of a plain file, and none of the keys."""
    path = PurePosixPath(info.filename)
    mode = info.external_attr >> 16
    return (
        bool(_NAME.fullmatch(info.filename))
        and not path.is_absolute()
        and ".." not in path.parts
        and path.as_posix() == info.filename
        and path.parts[0] not in ("keys", "oit.db", "site")
        and (mode == 0 or stat.S_IFMT(mode) in (0, stat.S_IFREG))
    )


def _read(archive: zipfile.ZipFile, name: str, file: Path) -> bytes:
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise BadInput("backup_part_wrong", file=file.name, part=name) from None


def _extract(archive: zipfile.ZipFile, manifest: Mapping[str, Any], into: Path, file: Path) -> None:
    """Every part into the folder, its digest and size compared. :raises BadInput: every part that is wrong."""
    wrong = []
    for name, said in manifest["parts"].items():
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, left = hashlib.sha256(), int(said["size"])
        try:
            with archive.open(name) as source, target.open("xb") as out:
                while left >= 0 and (chunk := source.read(_CHUNK)):
                    left -= len(chunk)
                    digest.update(chunk)
                    out.write(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            wrong.append(name)
            continue
        in_place = not name.startswith("store/") or name == f"store/{said['sha256'][:2]}/{said['sha256'][2:]}"
        if left != 0 or digest.hexdigest() != said["sha256"] or not in_place:
            wrong.append(name)
        elif name.startswith("store/"):
            target.chmod(0o444)
    if wrong:
        raise BadInput("backup_damaged", [Unmet("backup_part_wrong", {"part": name}) for name in wrong], file=file.name)


_DATABASE = re.compile(r"^[ \t]*database[ \t]*=.*$", re.MULTILINE)


def _point_at(settings: Path, database: str | None) -> None:
    """Let the settings name the restored database, so that nobody works on the old one by mistake."""
    text = settings.read_text(encoding="utf-8-sig")
    head, bracket, tables = text.partition("\n[")
    if database is not None:
        line = f"database = {json.dumps(database)}"
        # A function, so that a backslash in the address stays one.
        head = _DATABASE.sub(lambda _: line, head) if _DATABASE.search(head) else f"{line}\n{head}"
    else:
        head = _DATABASE.sub(lambda found: f"# {found[0].strip()}", head)
    settings.chmod(0o600)  # the address of a server may have a password in it
    settings.write_text(head + bracket + tables, encoding="utf-8")


def _trusted(folder: Path, manifest: Mapping[str, Any], file: Path, locked: bool) -> Trusted:
    try:
        return trusted_in(folder, manifest, locked=locked)
    except (ValueError, KeyError, TypeError) as error:  # no rows of ours
        raise _not_rows(file, type(error).__name__) from error


def _not_rows(file: Path, detail: object) -> CheckFailed:
    return CheckFailed(
        "restore_not_verified", "restore", (Unmet("restore_rows_refused", {"detail": detail}),), file=file.name
    )


# --- the records ------------------------------------------------------------------------------------------------------


def _fill(office: Office, folder: Path, manifest: Mapping[str, Any], file: Path) -> None:
    from workflow.records.schema import head_revision

    try:
        office.store.take_in(folder / "store")
        revision = str(manifest["revision"])
        if revision != head_revision() and office.database.is_made():
            # Its tables serve others already, and cannot be those of an older program for a while.
            raise BadInput("backup_older_than_database", file=file.name, found=revision, wanted=head_revision())
        office.database.prepare(revision)
        with office.database.unit_of_work(any_version=True) as uow:
            _load(uow.session, folder / "records", manifest)
            # Before it is brought up to date: a later version keeps things in other tables.
            differing = _row_differences(uow.session, manifest)
            if revision == head_revision():
                _verify_and_note(UseCase(office, uow), manifest, file, differing)
            uow.commit()
        if revision != head_revision():
            office.database.prepare()
            with acting(office, None) as use_case:
                _verify_and_note(use_case, manifest, file, differing)
    except (ConstraintBroken, ValueError, TypeError) as error:
        # The digests agree, and still these are no rows of ours: somebody made them.
        detail = error.facts.get("detail") if isinstance(error, ConstraintBroken) else type(error).__name__
        raise _not_rows(file, detail) from error
    finally:
        # Before the folder is renamed: SQLite finds its log by the path it was opened with.
        office.database.close()


def _load(session: Session, folder: Path, manifest: Mapping[str, Any]) -> None:
    """:raises BadInput: the database holds this office already, or another that is not kept apart from it; or a table
    is not one of ours."""
    office_id = None
    if keeps_apart(session.connection()):
        if queries.people.office(session, manifest["office"]) is not None:
            raise BadInput("office_is_here", office=manifest["office"])
        office_id = next_office(session.connection())
        say(session.connection(), office_id, manifest["office"])
    elif queries.people.any_office(session):
        raise BadInput("database_not_empty")
    for name, said in manifest["tables"].items():
        columns: dict[str, str] = said["columns"]
        if not all(map(is_plain_name, (name, *columns))):
            raise BadInput("backup_unknown", file=name)
        load_lines(session, name, columns, folder / f"{name}.jsonl", office_id)
    if office_id is not None:
        keep_number(session, office_id, _number(folder, manifest))


def _number(folder: Path, manifest: Mapping[str, Any]) -> int:
    """The office's id where it comes from: what is hashed names it."""
    (line,) = (folder / "office.jsonl").read_text(encoding="utf-8").splitlines()
    return int(json.loads(line)[list(manifest["tables"]["office"]["columns"]).index("id")])


def _row_differences(session: Session, manifest: Mapping[str, Any]) -> list[Unmet]:
    """Tables that do not have as many rows as the manifest says."""
    wrong = []
    for name, said in manifest["tables"].items():
        there = count_rows(session, name)
        if there != said["rows"]:
            wrong.append(Unmet("restore_rows_differ", {"table": name, "said": said["rows"], "found": there}))
    return wrong


def _verify_and_note(use_case: UseCase, manifest: Mapping[str, Any], file: Path, differing: Sequence[Unmet]) -> None:
    """Journal and files as the manifest says; then the entry that tells of the restoring.

    :raises CheckFailed: every difference.
    """
    wrong = list(differing)
    checked = verify_in(use_case)
    missing = set(manifest["missing"])
    told = reasons(checked.reasons)
    wrong += [
        Unmet(code, facts) for code, facts in told if not (code == "seal_file_lost" and facts["digest"] in missing)
    ]
    head = manifest["journal"]
    if checked.head != (head["entries"], head["head"]):
        wrong.append(Unmet("restore_head_differs", {"said": head["entries"], "found": checked.head[0]}))
    for digest in sorted(required_files(use_case) - missing):
        if not _whole(use_case.office, digest):
            wrong.append(Unmet("stored_file_missing", {"digest": digest}))
    if wrong:
        raise CheckFailed("restore_not_verified", "restore", wrong, file=file.name)
    who = getpass.getuser()
    # What this machine saw of the office since the backup: those numbers were given and are not given again.
    seen = _seen_since(use_case)
    books = skip_given(use_case, seen, who)
    facts = {"file": file.name, "made_at": manifest["made_at"], "entries": head["entries"]}
    if seen:
        facts |= {"lost": [{"seq": mark.seq, "hash": mark.hash} for mark in seen], "numbers": books}
    Record(use_case).add(Kind.RESTORED, facts, person=Actor(0, who, who, False, ()))


def _seen_since(use_case: UseCase) -> list[Mark]:
    """The marks of this machine, of whatever place, to which the restored journal does not lead."""
    known = identity(use_case.session, use_case.office_id)
    kept = use_case.office.marks.of(known).values() if known is not None else ()
    return [mark for mark in kept if not leads_to(use_case.session, use_case.office_id, mark.seq, mark.hash)]


def _whole(office: Office, digest: str) -> bool:
    try:
        office.store.get(digest)
    except WorkflowError:
        return False
    return True
