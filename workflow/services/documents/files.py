"""The files of a paper in the office's folder ``documents/``, beside what the store keeps for ever.

Whatever happens to these files (open in Word, a folder one may not write to, a full disk), the paper itself is in the
store and can be written out again.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.ports.storage import is_full
from workflow.rules.errors import BadInput
from workflow.thai import truncate

if TYPE_CHECKING:
    from workflow.services.context.office import Office
    from workflow.services.documents.drafting import Made

FOLDER = "documents"
ENDINGS = (".docx", ".pdf")
NAMES = {
    "order": "คำสั่ง",
    "general_order": "คำสั่ง",
    "announcement": "ประกาศ",
    "letter": "หนังสือภายนอก",
    "cover_memo": "บันทึกข้อความ",
    "report": "รายงาน",
    "reply": "หนังสือชี้แจง",
    "reply_memo": "บันทึกชี้แจง",
    "paper": "เอกสาร",
    "activity": "สรุปกิจกรรม",
    "newsletter": "จดหมายข่าว",
    "meeting": "รายงานการประชุม",
    "responsibility": "ตารางผู้รับผิดชอบ",
    "publication_request": "ขอเผยแพร่ข้อมูล",
    "calendar": "ปฏิทินปฏิบัติงาน",
}
"""Kind -> how its files are called."""
_SUBJECT = 36
"""Columns of the subject in a name: Thai takes three bytes a letter, and a name may have 255."""
_UNFIT = re.compile(r'[\s\\/:*?"<>|.,()&;\x00-\x1f\u201c\u201d]+')


def folder_of(office: Office, out: Path | None) -> Path:
    """Where files go: ``out``, else the office's own folder."""
    return out if out is not None else office.folder / FOLDER


def stem(made: Made) -> str:
    """Name without ending, such as ``ร่าง-คำสั่ง-แต่งตั้งคณะทำงาน-7`` or ``คำสั่ง-12-2566-แต่งตั้งคณะทำงาน-7``."""
    first = [NAMES.get(made.kind, made.kind)]
    if made.status == "draft":
        first.insert(0, "ร่าง")
    elif made.label:
        first.append(made.label)
    parts = [*first, truncate(made.subject, _SUBJECT, ""), str(made.id)]
    return "-".join(filter(None, (_UNFIT.sub("-", part).strip("-") for part in parts)))


def must_be_writable(folder: Path) -> None:
    """Refuse before a number is used. :raises BadInput: ``document_folder_unwritable``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        if is_full(error):
            raise
        raise BadInput("document_folder_unwritable", folder=str(folder), detail=_why(error)) from error


def write(office: Office, made: Made, out: Path | None) -> tuple[Path, ...]:
    """Write the Word file and the PDF (the signed one where there is one); each whole or not at all.

    :raises BadInput: ``document_not_written``: the paper is recorded, its files are not there.
    """
    folder = folder_of(office, out)
    found: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, digest in zip(ENDINGS, (made.docx, made.signed or made.pdf), strict=True):
            path = folder / (stem(made) + ending)
            if _open_elsewhere(path):
                raise PermissionError(errno.EACCES, "open", path.name)
            _put(path, office.store.get(digest))
            found.append(path)
    except OSError as error:
        raise BadInput(
            "document_not_written", document=made.id, folder=str(folder), detail=_why(error),
            label=made.label or made.subject,
        ) from error  # fmt: skip
    return tuple(found)


def existing(office: Office, made: Made) -> tuple[Path, ...]:
    """The paper's files that lie in ``documents/`` now."""
    folder = office.folder / FOLDER
    return tuple(path for ending in ENDINGS if (path := folder / (stem(made) + ending)).is_file())


def _put(path: Path, data: bytes) -> None:
    fresh = path.with_name(f".oit-{os.getpid()}{path.suffix}")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def edited(office: Office, made: Made) -> Path | None:
    """The draft's Word file in ``documents/`` when somebody changed it since; None when it is as made, or gone."""
    path = office.folder / FOLDER / (stem(made) + ".docx")
    try:
        return path if hashlib.sha256(path.read_bytes()).hexdigest() != made.docx else None
    except OSError:
        return None


def remove_draft(office: Office, draft: Made) -> None:
    """Take away the files of a draft that has been issued, as long as they are as the program made them."""
    for ending, digest in zip(ENDINGS, (draft.docx, draft.pdf), strict=True):
        path = office.folder / FOLDER / (stem(draft) + ending)
        try:
            if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                path.unlink()
        except OSError:
            continue


def _open_elsewhere(path: Path) -> bool:
    """Word and LibreOffice leave a small file beside one they have open: ``~$name.docx``, ``.~lock.name.docx#``."""
    marks = (f".~lock.{path.name}#", f"~${path.name}", f"~${path.name[2:]}")
    return any((path.parent / mark).exists() for mark in marks)


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
