"""An ordinary month of an office, command by command: what each takes now, and what it took before power took two.

``test_month`` plays it at the counter; the figures in docs/security.md are counted from this list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One command of somebody. ``{n}`` in a word is the number of the request that waits.

    :ivar act: what it is part of. ``new``: whether this program asks for it and the one of commit 0745951 did not.
    """

    who: str
    words: tuple[str, ...]
    act: str
    new: bool = False


ACTS = {
    "items": ("สี่ข้อตั้งแต่ส่งข้อมูลจนเผยแพร่", "four items from hand-in to published", 0),
    "away": ("หัวหน้าไม่อยู่หนึ่งวัน", "the head is away for a day", 0),
    "officer": ("เจ้าหน้าที่ใหม่หนึ่งคน", "a new officer", 0),
    "director": ("ผู้รักษาการในตำแหน่งผู้อำนวยการกลุ่มคนใหม่", "a new caretaker of a group", 0),
    "forgot": ("เจ้าหน้าที่ลืมรหัสผ่าน", "an officer forgot a password", 1),
    "settings": ("แก้โทรศัพท์ของกลุ่ม และที่อยู่เว็บไซต์", "a telephone number and the site's address change", 0),
    "health": ("สำรองข้อมูลและตรวจสุขภาพ", "backup and doctor", 0),
}
"""What a month has: its words, and how many commands the earlier program needed that this one does not (there, a
password took a request and a confirmation)."""

MONTH: tuple[Command, ...] = (
    Command("clerk.admin", ("contribute", "O1", "paper-1.pdf"), "items"),
    Command("clerk.admin", ("contribute", "O3", "paper-3.pdf"), "items"),
    Command("clerk.policy", ("contribute", "O4", "paper-4.pdf"), "items"),
    Command("clerk.admin", ("contribute", "O7", "--url", "/ask.html"), "items"),
    Command("clerk.admin", ("compile", "O1", "O3", "O7"), "items"),
    Command("clerk.policy", ("compile", "O4"), "items"),
    Command("director.admin", ("submit", "O1", "O3", "O7"), "items"),
    Command("director.policy", ("submit", "O4"), "items"),
    Command("head", ("sign", "--all", "--key", "keys/head.p12"), "items"),
    Command("web", ("publish", "--all"), "items"),
    Command("registrar", ("absent", "head", "--reason", "ไปราชการ"), "away"),
    Command("registrar", ("people", "update", "--confirm", "new.officer"), "officer"),
    Command("registrar", ("people", "update", "--confirm", "second.admin"), "director"),
    Command("deputy", ("request", "confirm", "{n}", "--yes"), "director", new=True),
    Command("registrar", ("people", "password", "clerk.hr"), "forgot"),
    Command("registrar", ("settings", "accept"), "settings", new=True),
    Command("deputy", ("request", "confirm", "{n}", "--yes"), "settings", new=True),
    Command("registrar", ("backup", "month.zip"), "health"),
    Command("registrar", ("doctor",), "health"),
)


def figures() -> dict[str, list[int]]:
    """Act -> commands before, commands now; ``total`` too, and how many may ask a password again."""
    from commands.context import POWERFUL

    found = {}
    for act, (_, _, gone) in ACTS.items():
        of = [command for command in MONTH if command.act == act]
        found[act] = [sum(not command.new for command in of) + gone, len(of)]
    found["total"] = [sum(before for before, _ in found.values()), sum(now for _, now in found.values())]
    found["password"] = [0, sum(command.words[0] in POWERFUL for command in MONTH)]
    return found


def text_of(counted: dict[str, list[int]]) -> str:
    """The table."""
    lines = ["| ในหนึ่งเดือน / in a month | เดิม / before | ขณะนี้ / now |", "|---|---:|---:|"]
    lines += [f"| {th} / {en} | {counted[act][0]} | {counted[act][1]} |" for act, (th, en, _) in ACTS.items()]
    lines.append(f"| **รวมคำสั่ง / commands in all** | {counted['total'][0]} | {counted['total'][1]} |")
    most = "ถามรหัสผ่านอีกครั้ง (อย่างมาก) / passwords asked again, at most"
    lines.append(f"| {most} | {counted['password'][0]} | {counted['password'][1]} |")
    return "\n".join(lines)
