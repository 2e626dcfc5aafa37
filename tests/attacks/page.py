"""The part of ``docs/security.md`` that is made from a run of the attacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.attacks.inventory import ATTACKS, Access, Attack, Outcome
from tests.attacks.month import figures as month_figures
from tests.attacks.month import text_of as month_text

ROOT = Path(__file__).parents[2]
PAGE, KEPT = ROOT / "docs" / "security.md", ROOT / "docs" / "security.json"
START, END = "<!-- attacks: made by make attack -->", "<!-- end of attacks -->"
MONTH_START, MONTH_END = "<!-- month: made by make attack -->", "<!-- end of month -->"

ACCESS = {
    Access.OUTSIDE: ("คนภายนอก: เว็บไซต์และเครือข่าย", "outside: the site and the network"),
    Access.DOCUMENT: ("ผู้ส่งไฟล์เข้ามา", "whoever hands in a file"),
    Access.CLERK: ("เจ้าหน้าที่ผู้รับผิดชอบ", "a clerk"),
    Access.REGISTRAR: ("เจ้าหน้าที่สารบรรณ", "the registrar"),
    Access.ADMINISTRATOR: ("ผู้ดูแลโปรแกรม", "an administrator"),
    Access.FOLDER: ("ผู้เขียนไฟล์ในโฟลเดอร์ของสำนักงานได้", "who may write the office's folder"),
    Access.DATABASE: ("ผู้เขียนฐานข้อมูลได้", "who may write the database"),
    Access.MACHINE: ("ผู้ใช้บัญชีเครื่องเดียวกัน", "who uses the same account of the machine"),
    Access.BACKUP: ("ผู้มีชุดสำรองในมือ", "who has a backup in hand"),
}
OUTCOME = {
    Outcome.REFUSED: ("กันได้", "refused"),
    Outcome.NOTICED: ("ทำให้เห็น", "noticed"),
    Outcome.POSSIBLE: ("**ยังทำได้**", "**still possible**"),
}


def with_figures(text: str, figures: Mapping[str, int]) -> str:
    """The page with what stands between its marks made anew. :raises ValueError: a mark is missing."""
    text = _between(text, START, END, text_of(figures))
    return _between(text, MONTH_START, MONTH_END, month_text(month_figures()) + "\n")


def _between(text: str, first: str, last: str, new: str) -> str:
    before, start, rest = text.partition(first)
    _, end, after = rest.partition(last)
    if not start or not end:
        raise ValueError("docs/security.md has lost its marks")
    return f"{before}{first}\n\n{new}\n{last}{after}"


def text_of(figures: Mapping[str, int]) -> str:
    """Figures, then a table for each access."""
    return "\n".join([*_totals(figures), *_tables(figures), ""])


def _totals(figures: Mapping[str, int]) -> Iterator[str]:
    yield "| ผล / outcome | วิธี / attacks | ลองแล้ว (ครั้ง) / tries |"
    yield "|---|---:|---:|"
    for outcome in Outcome:
        of = [attack for attack in ATTACKS if attack.outcome is outcome]
        yield f"| {' / '.join(OUTCOME[outcome])} | {len(of)} | {sum(figures[attack.en] for attack in of)} |"
    yield f"| รวม / all | {len(ATTACKS)} | {sum(figures[attack.en] for attack in ATTACKS)} |"
    yield ""


def _tables(figures: Mapping[str, int]) -> Iterator[str]:
    for access in Access:
        of = [attack for attack in ATTACKS if attack.access is access]
        if not of:
            continue
        yield f"### {ACCESS[access][0]} / {ACCESS[access][1]}"
        yield ""
        yield "| ลองทำ / tried | ผล / outcome | ครั้ง / tries |"
        yield "|---|---|---:|"
        for attack in of:
            yield f"| {_what(attack)} | {_outcome(attack)} | {figures[attack.en]} |"
        yield ""


def _what(attack: Attack) -> str:
    name = f"{attack.name}: " if attack.name else ""
    return f"{name}{attack.th} / {attack.en}"


def _outcome(attack: Attack) -> str:
    th, en = OUTCOME[attack.outcome]
    seen = f" โดย{attack.seen_th} / {en} by {attack.seen_en}" if attack.seen_th else f" / {en}"
    return f"{th}{seen}"
