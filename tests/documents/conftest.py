"""Data as a clerk writes them, and the counter of the small office."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tests.services.small_office import SECRET, SmallOffice

OFFICE = "สำนักงานทดลองเล็ก"
ORDER: dict[str, Any] = {
    "subject": "แต่งตั้งคณะทำงานเปิดเผยข้อมูลสาธารณะ",
    "reason": ["ด้วยสำนักงานต้องเปิดเผยข้อมูลสาธารณะ ประจำปีงบประมาณ พ.ศ. 2569"],
    "members": [
        {"post": "หัวหน้าสำนักงานทดลองเล็ก", "role": "ประธานคณะทำงาน"},
        {"name": "นางสาวทดลอง ขยันดี", "post": "นักจัดการงานทั่วไป", "role": "คณะทำงานและเลขานุการ"},
    ],
    "duties": ["รวบรวมข้อมูลให้ครบถ้วน"],
}
MEETING: dict[str, Any] = {
    "body": "คณะทำงานเปิดเผยข้อมูลสาธารณะ",
    "date": "2 มีนาคม 2569",
    "starts": "9.30",
    "ends": "๑๑.๓๐ น.",
    "present": [{"name": "นายตัวอย่าง ใจดี", "post": "หัวหน้าสำนักงานทดลองเล็ก", "note": "ประธาน"}],
    "agenda": [{"title": "เรื่องแจ้ง", "paragraphs": ["กำหนดส่งข้อมูล"]}],
    "checker": {"name": "นางสมมุติ อำนวยดี", "posts": ["ผู้อำนวยการกลุ่มอำนวยการ"]},
}
LETTER: dict[str, Any] = {
    "subject": "ขอข้อมูล",
    "addressee": "ผู้อำนวยการโรงเรียนตัวอย่าง",
    "paragraphs": ["ด้วยสำนักงานขอข้อมูล"],
}
ANNOUNCEMENT: dict[str, Any] = {"subject": "นโยบายไม่รับของขวัญ", "reason": ["เพื่อความโปร่งใส"], "clauses": ["งดรับของขวัญ"]}


def words_of(docx: bytes) -> str:
    """The text of a Word file, no-break spaces as blanks."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        xml = archive.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n")).replace("\u00a0", " ")


def change(docx: bytes, old: str, new: str) -> bytes:
    """The Word file with a piece of its document.xml replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as archive, zipfile.ZipFile(out, "w") as fresh:
        for info in archive.infolist():
            data = archive.read(info)
            if info.filename == "word/document.xml":
                text = data.decode()
                assert old in text
                data = text.replace(old, new, 1).encode()
            fresh.writestr(info.filename, data)
    return out.getvalue()


@pytest.fixture
def oit(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """The counter of the small office: ``oit("head", "document", …)`` -> exit code, output, errors."""
    import wiring
    from commands.counter import run

    monkeypatch.setattr(wiring, "build", lambda *_, **__: small.office)
    monkeypatch.setenv("OIT_OFFICE", str(small.folder))
    monkeypatch.setenv("OIT_PASSWORD", SECRET)
    monkeypatch.setenv("OIT_PASSPHRASE", SECRET)
    open_sessions: set[str] = set()

    def go(login: str, *words: str) -> tuple[int, str, str]:
        if login not in open_sessions:
            assert run(["login", login]) == 0
            open_sessions.add(login)
        capsys.readouterr()
        code = run([*words, "--as", login])
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def parsed(said: tuple[int, str, str]) -> Any:
    assert said[0] == 0, said
    return json.loads(said[1])
