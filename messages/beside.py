"""What stands beside the facts of a sentence: where in a file, what was meant, why, which cycle, how a post is held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from messages import labels
from workflow.rules.states import Kind


def field(value: object, language: str, names: Mapping[str, str]) -> str:
    """A field of a form or of the settings; of a paper's data (``announcement.clauses``) by the field alone."""
    form, _, name = str(value).partition(".")
    pair = labels.FIELDS.get(str(value)) or (labels.FIELDS.get(name) if form in labels.FORMS else None)
    return labels.pick(pair, language) if pair else str(value)


def overtaken(found: Mapping[str, str], language: str) -> str:
    if not {"item", "by", "did", "at"} <= found.keys():
        general = ("มีผู้อื่นดำเนินการกับเรื่องเดียวกันไปก่อน", "Somebody else acted on the same thing first")
        return labels.pick(general, language)
    shape = labels.pick(("เพิ่งถูกดำเนินการ {did} โดย {by} เมื่อ {at}", "{by} was first: {did}, at {at}"), language)
    return shape.format_map(found)


def file(value: object, language: str) -> str:
    # The papers of a submission call the memo itself so.
    return labels.pick(labels.FORMS["memo"], language) if value == "memo" else str(value)


def place(facts: Mapping[str, object], language: str) -> str:
    def say(th: str, en: str, value: object) -> str:
        return labels.pick((th, en), language).replace("%", str(value))

    parts: list[str] = []
    # A file is often named by its item: that is said once.
    if facts.get("item") and not re.match(rf"{re.escape(str(facts['item']))}(?![0-9])", str(facts.get("file") or "")):
        parts.append(say("ข้อ %", "Item %", facts["item"]))
    if facts.get("file"):
        parts.append(file(facts["file"], language))
    elif facts.get("digest"):
        parts.append(say("ไฟล์รหัส %", "file %", str(facts["digest"])[:12]))
    if facts.get("line"):
        parts.append(say("บรรทัดที่ %", "line %", facts["line"]))
    column = facts.get("column")
    if isinstance(column, int):
        parts.append(say("อักษรที่ %", "character %", column))
    elif column:
        parts.append(say("ช่อง “%”", "column “%”", column))
    elif facts.get("field"):
        parts.append(say("ช่อง “%”", "field “%”", field(facts["field"], language, {})))
    elif facts.get("key"):
        parts.append(say("ค่า %", "value %", facts["key"]))
    return " ".join(parts) + ": " if parts else ""


def cycle(year: object, framework: object, language: str) -> str:
    thai, english = "รอบการประเมิน", "cycle"
    if year is not None:
        thai, english = f"{thai}ปีงบประมาณ {year}", f"{english} of the fiscal year {year}"
    if framework:
        thai, english = f"{thai} กรอบ {framework}", f"{english} by {framework}"
    return labels.pick((thai, english), language)


def window(found: Mapping[str, str]) -> str:
    return " – ".join(found[name] for name in ("from", "until") if found.get(name, "-") != "-")


def term(found: Mapping[str, str], language: str) -> str:
    begins, ends = (found.get(name, "-") for name in ("from", "until"))
    said = labels.pick((f" ตั้งแต่ {begins}", f" from {begins}"), language) if begins != "-" else ""
    return said + (labels.pick((f" ถึง {ends}", f" until {ends}"), language) if ends != "-" else "")


def in_kind(facts: Mapping[str, object], found: Mapping[str, str], language: str) -> str:
    kind, order = facts.get("kind"), found.get("order", "-")
    said = [found["kind"]] if kind in list(Kind) and kind != Kind.HOLDER else []
    if order != "-":
        said.append(labels.pick((f"ตามคำสั่งที่ {order}", f"by order {order}"), language))
    return f" ({' '.join(said)})" if said else ""


def meant(facts: Mapping[str, object], language: str) -> str:
    near = facts.get("suggestion") or facts.get("meant")
    if not near:
        return ""
    if isinstance(near, Iterable) and not isinstance(near, str):
        near = ", ".join(str(one) for one in near)
    return labels.pick((f" หมายถึง “{near}” ใช่หรือไม่", f" Did you mean “{near}”?"), language)


MOST_LINES = 8


def also(facts: Mapping[str, object], language: str) -> str:
    """`` (lines 3, 8, 12)`` where a finding stands on several lines, else nothing."""
    lines = facts.get("lines")
    if not isinstance(lines, Sequence) or isinstance(lines, str):
        return ""
    numbers = list(dict.fromkeys(lines))
    if len(numbers) < 2:
        return ""
    told = ", ".join(map(str, numbers[:MOST_LINES])) + (" …" if len(numbers) > MOST_LINES else "")
    return labels.pick((f" (บรรทัดที่ {told})", f" (lines {told})"), language)


def why(facts: Mapping[str, object], language: str) -> str:
    wanted = "why_en" if language.startswith("en") else "why_th"
    for name in (wanted, "why_th", "why_en", "why", "reason", "finding"):
        value = facts.get(name)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
            told = "; ".join(str(one) for one in value)
            if told:
                return told
    return "-"
