"""The words of a digest: what people get by mail, by webhook, or paste into a chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import messages
from commands.locale import tr
from commands.terminal.in_my_name import IN_MY_NAME, MOST, done_line
from commands.terminal.output import label_waiting
from commands.terminal.screen import day
from workflow.services.watching.digest import Digest, Event, Held, Owed

if TYPE_CHECKING:
    from collections.abc import Callable

    from workflow.services.queries.inbox import Waiting


def digest_text(found: Digest, language: str, groups: Mapping[str, str]) -> tuple[str, str]:
    """Subject and text of a digest, in plain lines that fit a telephone."""
    on = day(found.as_of.date(), language)
    subject = tr("งาน OIT ปี {year} ณ วันที่ {on}", language, year=found.fiscal_year, on=on)
    lines = [f"{found.office}", subject]
    if found.name:
        lines.append(tr("เรียน {name}", language, name=found.name))
    counts = dict(found.progress)
    lines.append(
        tr(
            "เผยแพร่แล้ว {published}  รอความเห็นชอบ {awaiting_approval}  กำลังจัดทำ {compiling}  รวม {total} ข้อ",
            language,
            **counts,
        )
    )
    lines += _part(
        tr("รอท่านดำเนินการ", language),
        _waiting(found, language, groups),
        language,
    )
    lines += _part(tr("รออยู่ที่", language), [_held(one, language, groups) for one in found.held], language)
    lines += _part(tr(IN_MY_NAME, language), [done_line(one, language, groups) for one in found.done], language)
    lines += _part(tr("มีความเคลื่อนไหว", language), [_event(e, language, groups) for e in found.events], language)
    lines += _part(tr("ใกล้หรือเลยกำหนด", language), [_owed(o, language, groups) for o in found.owed], language)
    lines += _part(
        tr("เว็บไซต์", language),
        [f"{code} {messages.flag(f.code, f.facts, language, groups)}" for code, f in found.flags],
        language,
    )
    if found.is_empty and not found.held:
        lines += ["", tr("ไม่มีเรื่องที่ต้องดำเนินการ", language)]
    if found.link:
        lines += ["", found.link]
    return subject, "\n".join(lines) + "\n"


def worded(language: str, groups: Mapping[str, str]) -> Callable[[Digest], tuple[str, str]]:
    """The same, for who drains the outbox."""
    return lambda found: digest_text(found, language, groups)


def _part(title: str, said: list[str], language: str) -> list[str]:
    if not said:
        return []
    more = [tr("และอีก {count} เรื่อง", language, count=len(said) - MOST)] if len(said) > MOST else []
    return ["", f"■ {title}", *(f"• {line}" for line in [*said[:MOST], *more])]


def _waiting(found: Digest, language: str, groups: Mapping[str, str]) -> list[str]:
    """What waits, a line each; where the tray has a name, a line for a memo or item, with the address that opens it.

    The address opens a page, for who has logged in. It decides nothing.
    """
    if found.tray is None:
        return [f"{w.item} {messages.task(w.do, language, groups)}{_due(w.due, language)}" for w in found.waiting]
    lines: dict[tuple[str, str], list[Waiting]] = {}
    for one in found.waiting:
        page = f"/memo/{one.memo_id}" if one.memo_id is not None else f"/items/{one.fiscal_year}/{one.item}"
        page = page if one.memo_id is not None or one.item else "/requests"
        lines.setdefault((page, one.do), []).append(one)
    return [
        f"{' '.join(w.name for w in of if w.name)} {messages.task(do, language, groups)}{_due(of[0].due, language)}"
        f"\n  {found.tray}{page}".lstrip(" ")
        for (page, do), of in lines.items()
    ]


def _due(due: Any, language: str) -> str:
    return tr(" (ครบกำหนด {due})", language, due=day(due, language)) if due is not None else ""


def _owed(one: Owed, language: str, groups: Mapping[str, str]) -> str:
    who = ", ".join(label_waiting(name, one.compiler, language, groups) for name in one.waiting_for) or "-"
    when = (
        tr("เหลือ {days} วัน", language, days=one.days)
        if one.days >= 0
        else tr("เลยกำหนด {days} วัน", language, days=-one.days)
    )
    return tr("{code} {when}  รอ {who}", language, code=one.code, when=when, who=who)


CODES = 8
"""So many items are named; of more the number is enough."""


def _held(one: Held, language: str, groups: Mapping[str, str]) -> str:
    who = label_waiting(one.who, one.compiler, language, groups)
    codes = " ".join(one.codes[:CODES]) + (" …" if len(one.codes) > CODES else "")
    return tr("{who} {count} ข้อ: {codes}", language, who=who, count=len(one.codes), codes=codes)


def _event(event: Event, language: str, groups: Mapping[str, str]) -> str:
    facts = dict(event.facts)
    told = str(facts.get("told") or "step")
    if "kind" in facts:
        facts["renewal"] = tr(_RENEWALS.get(str(facts["kind"]), str(facts["kind"])), language)
    return messages.say(f"told_{told}", facts, language, groups)


_RENEWALS = {"tls": "ใบรับรองความปลอดภัย (TLS)", "domain": "ชื่อเว็บไซต์ (โดเมน)", "hosting": "พื้นที่เว็บไซต์ (โฮสติง)"}
