"""What no office means to type or hand in, made from a fixed seed: commands with strange words, files that are none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 2569
TEXTS = (
    "", " ", "\u200b", "\u00a0\t", "\0", "ก\0ข", "\udc80", "\ud800x", "\n", "ก\nข", "\x1b[2J", "\u202eก",
    "ก" * 20_001, "-", "--", "true", "null", "NaN", "../../etc/passwd", "/dev/zero", "%s%n", "{place}",
    "'; DROP TABLE item;--", "<script>", "๙" * 400, "9" * 400, "-1", "0", str(2**63), str(2**64), "1e309", "0x10",
    "1/0", "32/13/2569", "29/2/2567", "31/4/2569", "2026-02-30", "1/1/9999", "0001-01-01", "O0", "O999", "o-1", "O1,O2",
    "O1/2569/9", "*", "อ๑", "O15" * 900,
)  # fmt: skip
"""Words that are no answer to anything a command asks."""
WAYS: tuple[tuple[str | None, tuple[str, ...]], ...] = (
    ("clerk.admin", ("contribute", "?", "FILE")),
    ("clerk.admin", ("contribute", "O1", "FILE", "--duty", "?")),
    ("clerk.admin", ("contribute", "O1", "FILE", "--duty", "signed_before", "--number", "?", "--date", "?")),
    ("clerk.admin", ("contribute", "O1", "FILE", "--covers", "?")),
    ("clerk.admin", ("contribute", "O1", "--url", "?")),
    ("clerk.admin", ("contribute", "?", "--none", "?")),
    ("clerk.admin", ("contribute", "O1", "FILE", "--group", "?")),
    ("clerk.admin", ("tick", "O1", "?")),
    ("clerk.admin", ("compile", "?")),
    ("clerk.admin", ("cancel", "?", "--reason", "?")),
    ("director.admin", ("submit", "?", "--subject", "?")),
    ("director.admin", ("submit", "O1", "--number", "?")),
    ("head", ("sign", "?", "--key", "FILE")),
    ("head", ("send-back", "?", "--reason", "?")),
    ("registrar", ("receive", "FILE", "--memo", "?")),
    ("registrar", ("receive", "FILE", "--date", "?")),
    ("registrar", ("register", "list", "?")),
    ("registrar", ("register", "reserve", "?", "--until", "?")),
    ("registrar", ("backup", "FILE")),
    ("registrar", ("doctor", "--repair", "FILE")),
    ("web", ("publish", "?")),
    ("web", ("suspend", "?", "--reason", "?")),
    (None, ("show", "?")),
    (None, ("why", "?", "?")),
    (None, ("status", "--year", "?")),
    (None, ("journal", "show", "?")),
    (None, ("journal", "show", "--person", "?", "--day", "?")),
    (None, ("journal", "show", "--limit", "?")),
    (None, ("restore", "FILE", "NEW")),
    (None, ("verify", "FILE")),
    (None, ("check", "FILE")),
    (None, ("?", "?")),
)
"""Who gives which command; ``?`` is one of the texts, ``FILE`` a file that is none, ``NEW`` a folder."""
NAMES = ("a.pdf", "a.docx", "a.xlsx", "a.csv", "a.png", "a.zip", "a.p12", "a.json", "a", "a.pdf.exe", "ก" * 70 + ".pdf")


@dataclass(frozen=True, slots=True)
class Bad:
    """One thing that no office means: who gives it, and its words."""

    who: str | None
    words: tuple[str, ...]


def bad_inputs(folder: Path, times: int, seed: int = SEED) -> Iterator[Bad]:
    """The same ones for the same seed, whatever the machine; files are written into ``folder``."""
    chosen = random.Random(seed)  # noqa: S311 -- the same every time
    for number in range(times):
        who, pattern = chosen.choice(WAYS)
        words = tuple(_word(word, folder, number, chosen) for word in pattern)
        yield Bad(who, words)


def _word(word: str, folder: Path, number: int, chosen: random.Random) -> str:
    if word == "?":
        return chosen.choice(TEXTS)
    if word == "NEW":
        return str(folder / f"new{number}")
    if word != "FILE":
        return word
    path = folder / f"{number}" / chosen.choice(NAMES)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(_bytes(chosen))
    return str(path)


def _bytes(chosen: random.Random) -> bytes:
    """Nothing, noise, a beginning without an end, nested without end, or a table without rows."""
    kind = chosen.randrange(8)
    if kind == 0:
        return b""
    if kind == 1:
        return chosen.randbytes(chosen.randrange(1, 4000))
    if kind == 2:
        return b"%PDF-1.7\n" + chosen.randbytes(chosen.randrange(4000)) + b"\n%%EOF"
    if kind == 3:
        return b"PK\x03\x04" + chosen.randbytes(chosen.randrange(2000))
    if kind == 4:
        return chosen.choice((b"[", b'{"a":')) * chosen.randrange(1, 100_000)
    if kind == 5:
        return "\ufeffข้อ,รายการ\n".encode()
    if kind == 6:
        return b"\xff\xfe" + b"\0" * chosen.randrange(1, 500)
    return b"\x89PNG\r\n\x1a\n" + chosen.randbytes(200)
