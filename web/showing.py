"""Pages are drawn here: one Jinja environment, and how values look on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import messages
from messages import labels
from web.desk import Desk, Told, Visit, Visitor
from web.forms import new_key
from workflow.rules.states import Online, Role, State
from workflow.rules.table import GOAL, rows
from workflow.services.context import marks
from workflow.services.context.use_case import reading
from workflow.thai.periods import title as period_title
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from workflow.rules.errors import Unmet
    from workflow.services.context.office import Office
    from workflow.services.context.results import Notice

HERE = Path(__file__).parent
_COMMAND = re.compile(
    r"(?:ใช้คำสั่ง |ด้วยคำสั่ง |คำสั่ง |สั่ง )?oit ([a-z]+(?:-[a-z]+)*)(?: [^\s,)”]*[A-Za-z0-9/\"<>-][^\s,)”]*)*"
)


def day(value: date | str | None) -> str:
    """A day as it is read here: 2/3/2569; nothing is a dash."""
    if not value:
        return "–"
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{found.day}/{found.month}/{found.year + 543}"


def moment(value: datetime | None) -> str:
    """A moment as it is read here: 2/3/2569 09:05 น."""
    if value is None:
        return "–"
    local = value.astimezone(BANGKOK)
    return f"{day(local.date())} {local:%H:%M} น."


def size(count: int) -> str:
    """Bytes as people speak of them."""
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} kB"


def state(value: object) -> str:
    """A state by its name."""
    return str(State(str(value)).th)


def short_state(one: Any) -> str:
    """The short word for the state of an item of a list, with what the public sees where that differs."""
    said = one.state.short[0]
    if one.online is Online.ONLINE and one.state is not GOAL:
        return f"{said} (ฉบับเดิมเผยแพร่อยู่)"
    if one.online in (Online.SUSPENDED, Online.RETRACTED):
        return str(one.online.th) if one.state is GOAL else f"{said} ({one.online.th})"
    return str(said)


def step(trigger: str) -> str:
    """A step by its name."""
    found = labels.steps().get(trigger)
    return found[0] if found else trigger


def happens(trigger: str) -> str:
    """What a step does, in the words of the table: from where to where."""
    return "; ".join(f"{row.source.th} → {row.dest.th}" for row in rows(trigger)[:1])


def without_commands(text: str) -> str:
    """Advice that names a command, for who has buttons: the step by its name."""

    def named(found: re.Match[str]) -> str:
        pair = labels.steps().get(found[1].replace("-", "_"))
        return f"กด “{pair[0]}”" if pair else found[0]

    return _COMMAND.sub(named, text)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters.update(
        day=day, moment=moment, size=size, state=state, short_state=short_state, step=step, happens=happens,
        label=messages.label, period=lambda key: period_title(key, "th"),
    )  # fmt: skip
    return made


class Sayings:
    """Sentences of one office: groups by their names."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._groups = {group.key: group.name for group in desk.office.settings.groups}

    def say(self, one: Unmet | Notice) -> str:
        """The sentence of a reason."""
        return messages.say(one.code, one.facts, "th", self._groups)

    def do(self, one: Unmet) -> str:
        """What to do about it."""
        return without_commands(messages.do(one.code, one.facts, "th", self._groups))

    def who(self, code: object) -> str:
        """Who must act."""
        return messages.who(str(code) if code else None, "th", self._groups)

    def signers(self) -> list[tuple[str, str]]:
        """Who may sign today, each in every capacity of theirs, as it will be printed; the usual one first."""
        return self._desk.remembered(lambda: _signers(self._desk.office), "signers")

    def group(self, key: str) -> str:
        """A group by its name."""
        return self._groups.get(key, key)

    def task(self, what: str) -> str:
        """What is to be done, as an inbox says it."""
        return messages.task(what, "th", self._groups)

    def flag(self, one: Any) -> str:
        """What requires attention."""
        return messages.flag(one.code, one.facts, "th", self._groups)

    def act(self, key: str) -> str:
        """What a request asks for."""
        return messages.say("act_told", {"act": key}, "th")

    def setting(self, one: Any) -> str:
        """A setting that is written and not in force."""
        from workflow.services.administration.accepting import shown_value

        facts = {"key": one.key, "was": shown_value(one.accepted), "value": shown_value(one.written)}
        return messages.say("setting_change", facts, "th")

    def match(self, one: Any) -> str:
        """What became of an item of last year's list."""
        old = f"{one.old.code} {one.old.title}" if one.old is not None else ""
        new = f"{one.new.code} {one.new.title}" if one.new is not None else ""
        return f"{_MATCHES[one.kind.value]}: " + " → ".join(part for part in (old, new) if part)

    def coded(self, one: Mapping[str, Any]) -> str:
        """The sentence of a code with its facts, as values."""
        return messages.say(str(one["code"]), one["facts"], "th", self._groups)

    def flag_of(self, one: Mapping[str, Any]) -> str:
        """What requires attention, as values."""
        return messages.flag(str(one["code"]), one["facts"], "th", self._groups)

    def entry(self, line: Any) -> str:
        """An entry of the journal."""
        return messages.journal(line.kind, line.step, line.facts, "th", self._groups)

    def proof(self, found: Mapping[str, Any]) -> str:
        """How a proof of publication went."""
        return messages.proof(str(found["severity"]), found.get("kind"), "th")


def _signers(office: Office) -> list[tuple[str, str]]:
    with reading(office) as use_case:
        return [
            (f"{who.login} {held.capacity}" if len(who.as_heads) > 1 else who.login, " ".join((who.name, *held.lines)))
            for who in use_case.heads
            for held in who.as_heads
        ]


_MATCHES = {"same": "เหมือนเดิม", "moved": "เลขข้อเปลี่ยน", "changed": "ชื่อคล้ายกัน ต้องยืนยัน", "new": "ข้อใหม่", "gone": "ไม่มีแล้ว"}

LABELS = {
    "number": "เลขที่จากระบบอื่น (เมื่อทะเบียนอยู่นอกโปรแกรม)", "subject": "เรื่องของบันทึก (เว้นว่าง = ตามแบบ)",
    "capacity": "ฐานะที่ลงนาม", "opinion": "ความเห็น", "each": "แยกบันทึกหนึ่งฉบับต่อหนึ่งข้อ", "reason": "เหตุผล",
    "signer": "ผู้ปฏิบัติราชการแทนที่จะลงนาม (ชื่อผู้ใช้ เมื่อไม่ใช่หัวหน้าหน่วยงาน)",
    "without_emblem": "ยอมให้บันทึกไม่มีตราครุฑ (มีกรอบแทน)",
    "returning": "ไฟล์ที่เคยถูกถอนและยืนยันให้เผยแพร่อีก (ชื่อไฟล์ บรรทัดละไฟล์)",
}  # fmt: skip
"""What a step asks for, by the name of the input of its use case."""

_SETTLES = (Role.HEAD, Role.DEPUTY, Role.DIRECTOR)
"""Who settles what administrators ask for; an administrator sees their pages too."""
NAVIGATION: tuple[tuple[str, str, tuple[Role, ...] | None], ...] = (
    ("/", "เรื่องรอดำเนินการ", None),
    ("/items", "ความก้าวหน้า", None),
    ("/registers", "ทะเบียน", None),
    ("/receive", "รับสแกน", (Role.REGISTRAR,)),
    ("/site", "เว็บไซต์", (Role.WEB,)),
    ("/people", "บุคคล", None),
    ("/requests", "คำขอสองคน", None),
    ("/office", "สำนักงาน", _SETTLES),
    ("/account", "บัญชีของฉัน", None),
)
"""Address, name, and whose it is where it is not everybody's."""


def _theirs(who: Visitor, to: str, roles: Iterable[Role]) -> bool:
    return any(role.value in who.roles for role in roles) or (to == "/office" and who.administrator)


def _of_the_records(office: Office) -> list[Told]:
    """What is to be known before anything is done: the records are older than they were, or those of another office."""
    with reading(office) as use_case:
        found = marks.told(use_case)
    return [Told("", good=False, notices=tuple(found))] if found else []


def draw(visit: Visit, template: str, **shown: Any) -> str:
    """A page. What was typed before is there as ``typed``."""
    desk, who = visit.desk, visit.someone
    if who is not None:
        visit.told += desk.take_told(who.token)
        visit.told[:0] = desk.remembered(lambda: _of_the_records(desk.office), "records")
    mine = [(to, name) for to, name, roles in NAVIGATION if roles is None or (who and _theirs(who, to, roles))]
    return _environment().get_template(template).render(
        visit=visit, me=who, told=visit.told, typed=visit.form, chosen=visit.lists, reached=desk.reached,
        office=desk.office.settings.office.name, sample=desk.office.settings.sample, nav=mine if who else (),
        say=Sayings(desk), forms=who.forms if who else "", again=visit.again, key=new_key(visit.at),
        max_mb=desk.office.settings.files.max_mb, labels=LABELS, **shown,
    )  # fmt: skip
