"""``docs/first-morning.md``: one morning of an office that starts, as its screens stood (``tests.cli.morning``)."""

from __future__ import annotations

import re
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "cli" / "golden" / "morning.txt"
PARTS = (
    ("oit init my-office\n", "ผู้ดูแลโปรแกรม: เริ่มใช้งาน / an administrator sets it up"),
    ("cd my-office", "ผู้ดูแลโปรแกรม: เปิดรอบ และพิมพ์สลิปรหัส / opens the cycle, prints slips"),
    ("oit login clerk.admin", "แต่ละคนเข้าครั้งแรก แล้วตั้งรหัสผ่านของตน / each logs in and sets a password"),
    ("oit whoami", "เจ้าหน้าที่: ฉันคือใคร ทำอะไรต่อ ส่งไฟล์ ยืนยันรวบรวม / a clerk hands in and compiles"),
    ("oit submit O1 --as clerk.admin", "เสนอเรื่อง: ใครทำได้ และเห็นบันทึกก่อนเสนอ / submitting, the memo seen first"),
    ("oit key register", "ใบรับรองของหัวหน้า: คนหนึ่งขอ เจ้าของยืนยัน / the head's certificate takes two"),
    ("oit inbox", "หัวหน้า: แฟ้มเสนอลงนาม / the head signs"),
    ("oit publish", "ผู้รับผิดชอบเว็บไซต์: เผยแพร่ / the web officer publishes"),
)
"""How the first line of a part begins, and its heading."""


def morning_page() -> str:
    """The page. :raises ValueError: a part is not on any screen."""
    screens = re.split(r"\n═+\n", GOLDEN.read_text(encoding="utf-8").rstrip("\n"))
    lines = [
        "# เช้าวันแรก / The first morning", "",
        "หน้าจอจริงของสำนักงานหนึ่งที่เริ่มใช้งาน ตั้งแต่ `oit init` จนข้อแรกเผยแพร่ พิมพ์ตามได้ทีละบรรทัด บรรทัดที่ขึ้นต้นด้วย `$` คือสิ่งที่พิมพ์ /",
        "what really stood on the screen; lines that begin with `$` were typed. Made by `make documents` from a",
        "morning that a test plays in a terminal of 80 columns.", "",
        "| บันทึกที่เสนอ / the memo | จากโทรศัพท์ของหัวหน้า / on the head's telephone | หน้าเว็บของสำนักงาน / the public site |",
        "|---|---|---|",
        "| ![บันทึกข้อความ](images/memo.png) | ![บันทึกที่รอลงนามบนโทรศัพท์](images/tray-memo.png) "
        "| ![เว็บไซต์](images/site.png) |", "",
    ]  # fmt: skip
    left = list(PARTS)
    for screen in screens:
        typed = screen.removeprefix("$ ")
        if left and typed.startswith(left[0][0]):
            lines += [f"## {left.pop(0)[1]}", ""]
        lines += ["```text", screen, "```", ""]
    if left:
        raise ValueError(f"no screen of the morning begins with {left[0][0]!r}")
    return "\n".join(lines)
