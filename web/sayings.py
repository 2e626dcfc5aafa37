"""How values look and sentences read on a page, in one language: days, states, steps, and everything with a code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import messages
from messages import labels
from web.advice import without_commands
from web.words import tr
from workflow.rules.states import Duty, Online, State
from workflow.rules.table import GOAL, rows
from workflow.services.context.use_case import reading
from workflow.services.queries.names import LOGIN, OfficeNames
from workflow.thai.periods import title as period_title
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from web.desk import Desk
    from workflow.rules.errors import Unmet
    from workflow.services.context.office import Office
    from workflow.services.context.results import Notice

MATCHES = {"same": "เหมือนเดิม", "moved": "เลขข้อเปลี่ยน", "changed": "ชื่อคล้ายกัน ต้องยืนยัน", "new": "ข้อใหม่", "gone": "ไม่มีแล้ว"}
"""What became of an item of last year's list."""
EFFORTS = {"none": "-", "minutes": "ไม่กี่นาที", "hours": "ไม่กี่ชั่วโมง", "days": "หลายวัน", "weeks": "หลายสัปดาห์"}
"""How much work something is."""


def day(value: date | str | None, language: str = "th") -> str:
    """A day as it is read: 2/3/2569, in English 2/3/2026; nothing is a dash."""
    if not value:
        return "–"
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{found.day}/{found.month}/{found.year + (543 if language == 'th' else 0)}"


def moment(value: datetime | None, language: str = "th") -> str:
    """A moment as it is read here: 2/3/2569 09:05 น."""
    if value is None:
        return "–"
    local = value.astimezone(BANGKOK)
    return f"{day(local.date(), language)} {local:%H:%M}{' น.' if language == 'th' else ''}"


def size(count: int) -> str:
    """Bytes as people speak of them."""
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} kB"


def state(value: object, language: str = "th") -> str:
    """A state by its name."""
    return labels.label(State(str(value)), language)


def short_state(one: Any, language: str = "th") -> str:
    """The short word for the state of an item of a list, with what the public sees where that differs."""
    said = labels.pick(one.state.short, language)
    if one.online is Online.ONLINE and one.state is not GOAL:
        return f"{said} ({tr('ฉบับเดิมเผยแพร่อยู่', language)})"
    if one.online in (Online.SUSPENDED, Online.RETRACTED):
        online = labels.label(one.online, language)
        return online if one.state is GOAL else f"{said} ({online})"
    return said


def step(trigger: str, language: str = "th") -> str:
    """A step by its name."""
    found = labels.steps().get(trigger)
    return labels.pick(found, language) if found else trigger


_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "Mac"),
            ("Linux", "Linux"))  # fmt: skip
"""What a browser's own words hold, the narrower first, and what people call it."""


def machine(said: str, language: str = "th") -> str:
    """Where a session is, as its owner knows it. :param said: address and what the browser says of itself."""
    address, _, told = said.partition(" ")
    browser = next((name for mark, name in _BROWSERS if mark in told), told[:40] or tr("เบราว์เซอร์อื่น", language))
    system = next((name for mark, name in _SYSTEMS if mark in told), tr("เครื่องอื่น", language))
    return tr("{browser} บน {system} ({address})", language, browser=browser, system=system, address=address)


def form_name(kind: str, language: str = "th") -> str:
    """A kind of paper by its name."""
    return labels.pick(labels.FORMS[kind], language)


def happens(trigger: str, language: str = "th") -> str:
    """What a step does, in the words of the table: from where to where."""
    name = labels.label
    return "; ".join(f"{name(row.source, language)} → {name(row.dest, language)}" for row in rows(trigger)[:1])


def filters(language: str) -> dict[str, Any]:
    """The filters of the pages of a language."""
    return {
        "day": lambda value: day(value, language), "moment": lambda value: moment(value, language), "size": size,
        "state": lambda value: state(value, language), "short_state": lambda one: short_state(one, language),
        "step": lambda trigger: step(trigger, language),
        "happens": lambda trigger: happens(trigger, language),
        "label": lambda value: labels.label(value, language),
        "duty": lambda value: labels.label(Duty(str(value)), language),
        "said": lambda pair: labels.pick(pair, language),
        "machine": lambda said: machine(said, language),
        "form_name": lambda kind: form_name(kind, language),
        "period": lambda key: period_title(key, language),
    }  # fmt: skip


class Sayings:
    """Sentences of one office in one language: groups and people by their names."""

    def __init__(self, desk: Desk, language: str) -> None:
        self._desk = desk
        self._lang = language
        self._groups = desk.remembered(lambda: OfficeNames(desk.office), "sentences")

    def say(self, one: Unmet | Notice) -> str:
        """The sentence of a reason."""
        return messages.say(one.code, one.facts, self._lang, self._groups)

    def do(self, one: Unmet) -> str:
        """What to do about it."""
        return without_commands(messages.do(one.code, one.facts, self._lang, self._groups), self._lang)

    def who(self, code: object) -> str:
        """Who must act."""
        return messages.who(str(code) if code else None, self._lang, self._groups)

    def signers(self) -> list[tuple[str, str]]:
        """Who may sign today, each in every capacity of theirs, as it will be printed; the usual one first."""
        return self._desk.remembered(lambda: _signers(self._desk.office), "signers")

    def posts(self, who: Any) -> list[str]:
        """What somebody holds today, each once: as it is printed, with group and order."""
        found = []
        for held in who.appointments:
            group = f" ({self.group(held.group)})" if held.group else ""
            order = f" {tr('คำสั่ง', self._lang)} {held.order_no}" if held.order_no else ""
            found.append(f"{' '.join(held.lines)}{group}{order}")
        return list(dict.fromkeys(found))

    def group(self, key: str) -> str:
        """A group by its name."""
        return self._groups.get(key, key)

    def task(self, what: str) -> str:
        """What is to be done, as an inbox says it."""
        return messages.task(what, self._lang, self._groups)

    def flag(self, one: Any) -> str:
        """What requires attention."""
        return messages.flag(one.code, one.facts, self._lang, self._groups)

    def lack(self, one: Any) -> str:
        """What an item lacks for its points."""
        return messages.say(f"lack_{one.code}", {}, self._lang)

    def effort(self, one: Any) -> str:
        """How much work it is to mend."""
        return tr(EFFORTS[one.effort.key], self._lang)

    def person(self, login: str) -> str:
        """Somebody by name."""
        return self._groups.get(f"{LOGIN}{login}", login)

    def act(self, key: str) -> str:
        """What a request asks for."""
        return messages.say("act_told", {"act": key}, self._lang)

    def setting(self, one: Any) -> str:
        """A setting that is written and not in force."""
        from workflow.services.administration.accepting import shown_value

        facts = {"key": one.key, "was": shown_value(one.accepted), "value": shown_value(one.written)}
        return messages.say("setting_change", facts, self._lang)

    def match(self, one: Any) -> str:
        """What became of an item of last year's list."""
        old = f"{one.old.code} {one.old.title}" if one.old is not None else ""
        new = f"{one.new.code} {one.new.title}" if one.new is not None else ""
        return f"{tr(MATCHES[one.kind.value], self._lang)}: " + " → ".join(part for part in (old, new) if part)

    def coded(self, one: Mapping[str, Any]) -> str:
        """The sentence of a code with its facts, as values."""
        return messages.say(str(one["code"]), one["facts"], self._lang, self._groups)

    def flag_of(self, one: Mapping[str, Any]) -> str:
        """What requires attention, as values."""
        return messages.flag(str(one["code"]), one["facts"], self._lang, self._groups)

    def entry(self, line: Any) -> str:
        """An entry of the journal."""
        return messages.journal(line.kind, line.step, line.facts, self._lang, self._groups)

    def proof(self, found: Mapping[str, Any]) -> str:
        """How a proof of publication went."""
        return messages.proof(str(found["severity"]), found.get("kind"), self._lang)


def _signers(office: Office) -> list[tuple[str, str]]:
    with reading(office) as use_case:
        return [
            (f"{who.login} {held.capacity}" if len(who.as_heads) > 1 else who.login, " ".join((who.name, *held.lines)))
            for who in use_case.heads
            for held in who.as_heads
        ]
