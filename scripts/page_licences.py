"""``docs/licences.md``: under which terms everything stands that the locks pin, from each package's own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = "docs/licences.md"
LOCKS = {
    "requirements.lock": "ทุกสำนักงาน / every office",
    "requirements-tray.lock": "หน้าเว็บ (tray) / the tray",
    "requirements-passkeys.lock": "กุญแจผ่านของหน้าเว็บ (passkeys) / passkeys for the tray",
    "requirements-scan-compare.lock": "ข้อสังเกตบนสแกน (scan-compare) / hints on scans",
    "requirements-browser.lock": "เปิดดูด้วยเบราว์เซอร์ (browser) / a second look by a browser",
    "requirements-capture.lock": "เก็บหน้าเว็บ (capture) / what was seen of the site",
    "requirements-heic.lock": "รูปจาก iPhone (heic) / pictures of iPhones",
    "requirements-ocr.lock": "อ่านภาพสแกน (ocr) / scans are read",
    "requirements-s3.lock": "ที่เก็บไฟล์แบบ S3 (s3) / the office's files in a bucket",
    "requirements-ministry.lock": "งานเบื้องหลังของหลายสำนักงาน (ministry) / workers of many offices",
    "requirements-postgresql.lock": "ฐานข้อมูล PostgreSQL (postgresql) / records on a PostgreSQL",
    "requirements-token.lock": "อุปกรณ์ลงนาม (token) / keys on a token",
    "requirements-meetings.lock": "วันหยุดและไฟล์ปฏิทินของการประชุม (meetings) / days off and calendar files",
    "requirements-build.lock": "ใช้ขณะติดตั้งเท่านั้น / at set-up only",
    "requirements-test.lock": "ใช้ทดสอบเท่านั้น / for tests only",
}
"""Each lock, with who gets what it pins."""
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.M)
_ROW = re.compile(r"^\| ([a-z0-9._-]+) \| (\S+) \| (.+) \|$", re.M)
NOT_STATED = "ไม่ระบุ / not stated"


def pinned(lock: str) -> list[tuple[str, str]]:
    """Name and version of everything a lock pins, in its order."""
    return _PINNED.findall((ROOT / lock).read_text(encoding="utf-8"))


def licence_of(name: str) -> str | None:
    """What a package says of its licence; ``None``: it is not installed here."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    named = [
        one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or []
        if one.startswith("License :: OSI Approved :: ")
    ]  # fmt: skip
    short = (said.get("License") or "").strip()
    plain = short if short and "\n" not in short and short != "Dual License" else ""
    return said.get("License-Expression") or plain or " / ".join(named) or NOT_STATED


def written(text: str) -> dict[str, str]:
    """Package -> licence, as a page has it."""
    return {name: licence for name, _, licence in _ROW.findall(text)}


def licences_page(before: str = "") -> str:
    """The page. :param before: the page as it was: what is not installed on this machine is kept from it."""
    known = written(before)
    return "\n".join([*_HEAD, *_tables(known)]) + "\n"


_HEAD = (
    "# สัญญาอนุญาต / Licences",
    "",
    "<!-- สร้างด้วย make documents อย่าแก้หน้านี้โดยตรง / made by `make documents`; do not edit -->",
    "",
    "โปรแกรมนี้ใช้สัญญาอนุญาต MIT ([LICENSE](../LICENSE)) ส่วนที่โปรแกรมใช้แต่ไม่ได้แก้ไข แต่ละส่วนอยู่ใต้สัญญาของตนเองตามตาราง",
    "",
    "The program stands under the MIT licence ([LICENSE](../LICENSE), [why](decisions/0085-under-which-licence.md)).",
    "What it uses, unchanged, stands under its own, as each package says.",
    "",
    "จากระบบ: LibreOffice (MPL-2.0) แบบอักษร Laksaman ของ Debian (GPL-2+ พร้อมข้อยกเว้นสำหรับแบบอักษร)",
    "บนเว็บไซต์: Sarabun (OFL-1.1)",
    "",
    "From the system: LibreOffice (MPL-2.0), Debian's typeface Laksaman (GPL-2+ with font exception; what is",
    "derived from it is made at set-up and never handed on). On the site: Sarabun (OFL-1.1).",
    "",
)


def _tables(known: Mapping[str, str]) -> Iterator[str]:
    for lock, who in LOCKS.items():
        yield f"## {who}"
        yield ""
        yield f"`{lock}`"
        yield ""
        yield "| ชุดโปรแกรม / package | รุ่น / version | สัญญาอนุญาต / licence |"
        yield "|---|---|---|"
        for name, version in pinned(lock):
            said = licence_of(name) or known.get(name) or NOT_STATED
            yield f"| {name} | {version} | {said.replace('|', '/')} |"
        yield ""
