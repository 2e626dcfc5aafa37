"""One morning of an office that starts, in a real terminal of 80 columns: from ``init`` to the first published item.

``python -m tests.cli.morning`` plays it and writes the screens, as clerks see them, to ``golden/morning.txt``.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.services.small_office import small_pdf

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "morning.txt"
PASSWORD = "a-long-enough-password"
PATIENCE = 120
"""Seconds until a screen that never comes is an error; LibreOffice starts once."""
PROMPT = "$ "


@dataclass
class Terminal:
    """A terminal of 80 columns in which one types; ``screens`` is what stood there after each line.

    It is 200 lines high, so that a screen is kept whole.
    """

    folder: Path
    screens: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.socket = f"morning-{os.getpid()}"
        shell = {
            "HOME": str(self.folder), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PS1": PROMPT,
            "LANG": "C.UTF-8", "TERM": "screen", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        words = " ".join(f"{name}='{value}'" for name, value in shell.items())
        self._tmux("new-session", "-d", "-x", "80", "-y", "200", "-c", str(self.folder), f"env -i {words} bash --norc")
        self._until(lambda shown: shown.endswith(PROMPT.strip()), "the shell")

    def _tmux(self, *words: str) -> str:
        ran = subprocess.run(
            ["tmux", "-u", "-L", self.socket, *words], capture_output=True, text=True, check=True, timeout=PATIENCE
        )
        return ran.stdout

    def shown(self) -> str:
        return self._tmux("capture-pane", "-p").rstrip()

    def _until(self, there: object, what: str) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = self.shown()
            if there(shown):  # type: ignore[operator]
                return shown
            time.sleep(0.05)
        raise TimeoutError(f"{what} never came:\n{self.shown()}")

    def type(self, line: str, *answers: tuple[str, str]) -> str:
        """Type a line; to each question that is asked, its answer. Returns and keeps the screen when it is done."""
        self._tmux("send-keys", "C-l")
        self._until(lambda shown: shown == PROMPT.strip(), "an empty screen")
        self._tmux("clear-history")
        self._say(line)
        for question, answer in answers:
            self._until(lambda shown, q=question: q in shown.splitlines()[-1], question)
            self._say(answer)
        shown = self._until(lambda shown: shown.endswith(f"\n{PROMPT.strip()}"), f"the end of {line}")
        shown = shown.removesuffix(PROMPT.strip()).rstrip()
        self.screens.append(shown)
        return shown

    def _say(self, text: str) -> None:
        if text:
            self._tmux("send-keys", "-l", text)
        self._tmux("send-keys", "Enter")

    def close(self) -> None:
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True, check=False)


def play(folder: Path) -> list[str]:
    """The screens of the morning, in order."""
    office = folder / "my-office"
    (folder / "โครงสร้าง.pdf").write_bytes(small_pdf("โครงสร้าง"))
    write_key(folder / "head.p12")
    at = Terminal(folder)
    try:
        at.type(
            "oit init my-office",
            ("ชื่อสำนักงาน", "สำนักงานศึกษาธิการจังหวัดทดลอง"), ("รหัสหนังสือ", "ทล 02999"),
            ("ตำแหน่งหัวหน้า", "ศึกษาธิการจังหวัดทดลอง"), ("ที่อยู่:", "1 ถนนทดลอง"), ("โทรศัพท์", "0 2222 2222"),
            ("ใช้กลุ่มตามนี้", "y"), ("ที่อยู่หน้าแรก", ""), ("รูปตรา", ""),
        )  # fmt: skip
        fill_in(office / "people.csv")
        at.type(
            "oit init my-office --admin clerk.policy --admin clerk.hr",
            ("ตั้งรหัสผ่านของ clerk.policy", PASSWORD),
            ("พิมพ์อีกครั้ง", PASSWORD),
        )
        second = slip_of(at.screens[-1], "clerk.hr")
        at.type("cd my-office && oit login clerk.policy", ("รหัสผ่าน", PASSWORD))
        at.type("oit cycle open 2566")
        names = ("clerk.admin", "director.admin", "head", "web")
        at.type(f"oit people codes {' '.join(names)}")
        slips = at.screens[-1]
        for name, code in [*((one, slip_of(slips, one)) for one in names), ("clerk.hr", second)]:
            at.type(f"oit login {name}", ("รหัสผ่าน", code), ("รหัสผ่านใหม่ของท่าน", PASSWORD), ("พิมพ์อีกครั้ง", PASSWORD))
        at.type("oit whoami --as clerk.admin")
        at.type("oit help ขั้นตอน --as clerk.admin")
        at.type("oit contribute ๑ ../โครงสร้าง.pdf --as clerk.admin")
        at.type("oit compile O1 --as clerk.admin")
        at.type("oit submit O1 --as clerk.admin")
        at.type("oit submit O1 --as director.admin")
        (office / "templates").mkdir(exist_ok=True)
        write_emblem(office / "templates" / "emblem.png")
        at.type("oit submit O1 --as director.admin", ("เสนอตามนี้หรือไม่", "y"))
        at.type("oit key register ../head.p12 --person head --as clerk.hr", ("รหัสผ่าน", PASSWORD))
        at.type("oit request --as head")
        at.type("oit request confirm 1 --as head", ("ยืนยันหรือไม่", "y"))
        at.type("oit inbox --as head")
        at.type("oit sign --all --as head --key ../head.p12", ("รหัสผ่าน", PASSWORD))
        at.type("oit publish O1 --as web")
        at.type("oit show O1")
        return at.screens
    finally:
        at.close()


def slip_of(shown: str, login: str) -> str:
    """The code of the slip that was printed for somebody."""
    return re.findall(rf"ชื่อผู้ใช้ {re.escape(login)}\n\S+  ([A-Z0-9]{{5}}-[A-Z0-9]{{5}})", shown)[0]


def fill_in(people: Path) -> None:
    """Somebody writes the office's people into Excel."""
    lines = people.read_text(encoding="utf-8-sig").splitlines()
    filled = [lines[0]]
    for place, line in enumerate(lines[1:], 1):
        cells = line.split(",")
        cells[1], cells[2] = "นาย", f"บุคคลที่{place} ทดลองดี"
        cells[4] = cells[4] or "นักวิชาการศึกษาปฏิบัติการ"
        filled.append(",".join(cells))
    people.write_text("\n".join(filled) + "\n", encoding="utf-8-sig")


def write_key(path: Path) -> None:
    """A certificate that the head made for this morning."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID

    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "นายบุคคลที่1 ทดลองดี")])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365)).add_extension(usage, critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    protection = serialization.BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"head", key, certificate, None, protection))


def write_emblem(path: Path) -> None:
    """A grey square, in place of the Garuda."""
    from PIL import Image

    Image.new("RGB", (300, 330), (120, 120, 120)).save(path)


_CHANGING = (
    (re.compile(r"\d\d/\d\d/25\d\d \d\d:\d\d"), "dd/mm/yyyy hh:mm"),
    (re.compile(r"\d\d/\d\d/25\d\d"), "dd/mm/yyyy"),
    (re.compile(r"\d\d:\d\d น\."), "hh:mm น."),
    (re.compile(r"memo-25\d\d"), "memo-yyyy"),
    (re.compile(r"\b[0-9a-f]{32,64}"), "0123456789abcdef"),
    (re.compile(r"ลายพิมพ์ [0-9a-f]{12}"), "ลายพิมพ์ 0123456789ab"),
    (re.compile(r"[A-Z0-9]{5}-[A-Z0-9]{5}"), "ABCDE-FGHJK"),
    (re.compile(r"(?:\d+ \S+|\d+) 256\d เวลา"), "… เวลา"),
)


def told(screens: list[str]) -> str:
    """The screens as they are kept: what differs from day to day stands as its kind."""
    text = f"\n{'═' * 80}\n".join(screens) + "\n"
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text


if __name__ == "__main__":
    place = Path(tempfile.mkdtemp())
    try:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(told(play(place)), encoding="utf-8")
    finally:
        shutil.rmtree(place, ignore_errors=True)  # LibreOffice may still be putting things away
