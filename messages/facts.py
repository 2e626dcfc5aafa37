"""Facts as people read them: lists joined, names for codes, Buddhist dates, digests cut short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum

from messages import labels
from messages.beside import also, cycle, field, file, in_kind, meant, overtaken, place, term, why, window
from messages.harms import HARMS, RULINGS
from workflow.rules.power import ACTS
from workflow.rules.states import Duty, Kind, Role
from workflow.thai import short_date, visible
from workflow.thai.periods import title
from workflow.thai.web import readable
from workflow.thai.zone import BANGKOK

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_AS_WRITTEN = frozenset(
    (
        "file", "value", "text", "suggestion", "meant", "address", "key", "column", "opinion",
        "reason", "font", "style", "instruction", "tag", "fetched", "target",
    )
)  # fmt: skip
"""Facts shown exactly as somebody wrote them."""
Names = Mapping[str, str]
LOGIN = "@"
"""Before a login among the names, which are of groups by their key and of people by login."""
_Show = Callable[[object, str, Names], str]


class Shown(dict[str, str]):
    """Placeholders of a sentence. A fact that nobody gave shows as an ellipsis: a refusal must never fail."""

    def __missing__(self, key: str) -> str:
        return "…"


def _of(table: Mapping[str, labels.Pair]) -> _Show:
    def show(value: object, language: str, names: Names) -> str:
        pair = table.get(str(value))
        return labels.pick(pair, language) if pair else str(value)

    return show


def _kind(value: object, language: str, names: Names) -> str:
    # Of an appointment, of a document, or the ending of a file's name.
    if value in list(Kind):
        return labels.label(Kind(str(value)), language)
    return _of(labels.FORMS)(value, language, names)


def _fault(value: object, language: str, names: Names) -> str:
    from messages import fault

    return fault(str(value), language)


def _role(value: object, language: str, names: Names) -> str:
    return labels.label(Role(str(value)), language) if value in list(Role) else str(value)


def _person(value: object, language: str, names: Names) -> str:
    """Somebody by name, where the office is at hand; a login else."""
    return names.get(f"{LOGIN}{value}", str(value))


def _act(value: object, language: str, names: Names) -> str:
    act = ACTS.get(str(value))
    return labels.pick((act.th, act.en), language) if act else str(value)


def _subject(said: str, language: str, names: Names) -> str:
    """Whom or what a request of two is about; people stay as they log in."""
    kind, _, about = said.partition(":")
    if kind == "post" and about:
        return labels.post(about, language, names)
    told = {"cycle": ("ข้อที่เผยแพร่อยู่ก่อน", "items published before"), "journal": ("บันทึกเหตุการณ์", "the journal")}
    return labels.pick(told[kind], language) if kind in told else said


def _label(value: object, language: str, names: Names) -> str:
    return labels.label(value, language)


def _duty(value: object, language: str, names: Names) -> str:
    # A web page has the value of the web officer's role.
    return labels.label(next((duty for duty in Duty if duty == value), value), language)


def _grade(value: object, language: str, names: Names) -> str:
    return labels.grade(value, language) if isinstance(value, int) else str(value)


def _group(value: object, language: str, names: Names) -> str:
    return labels.group(value, language, names)


def _who(value: object, language: str, names: Names) -> str:
    return labels.who(str(value), language, names)


def _post(value: object, language: str, names: Names) -> str:
    return labels.post(str(value), language, names)


def _step(value: object, language: str, names: Names) -> str:
    pair = labels.steps().get(str(value).replace("-", "_"))
    return f"“{labels.pick(pair, language)}”" if pair else f"“{value}”"


def _did(value: object, language: str, names: Names) -> str:
    """What somebody did, by the journal's word for it."""
    name = str(value).replace("-", "_")
    return f"“{labels.pick(labels.steps().get(labels.DEEDS.get(name, name), labels.ANOTHER_DEED), language)}”"


def _need(value: object, language: str, names: Names) -> str:
    pair = labels.NEEDS.get(str(value))
    return f"{labels.pick(pair, language)} ({value})" if pair else str(value)


def _year_part(value: object, language: str, names: Names) -> str:
    return title(str(value), "en" if language.startswith("en") else "th")


_TOML = (
    ("Invalid value", "ค่าหลังเครื่องหมาย = ไม่ถูกต้อง"),
    ("Expected '=' after a key", "ขาดเครื่องหมาย = หลังชื่อ"),
    ("Unterminated string", "ขาดเครื่องหมายคำพูดปิด"),
    ("Unclosed array", "ขาดวงเล็บปิด ]"),
    ("Unclosed inline table", "ขาดวงเล็บปิด }"),
    ("Expected ']'", "ขาดวงเล็บปิด ]"),
    ("Cannot overwrite a value", "กำหนดชื่อนี้ซ้ำ"),
    ("Cannot declare", "กำหนดหมวดนี้ซ้ำ"),
    ("Expected newline or end of document", "มีข้อความเกินที่ท้ายบรรทัด"),
    ("Illegal character", "มีอักขระที่ใช้ไม่ได้ในข้อความ"),
    ("Invalid statement", "บรรทัดนี้ไม่ได้เขียนเป็น ชื่อ = ค่า"),
    ("Invalid initial character for a key", "ชื่อขึ้นต้นด้วยอักขระที่ใช้ไม่ได้"),
    ("Invalid date or datetime", "วันที่เขียนไม่ถูกต้อง"),
)
"""What the reader of TOML says, by its beginning, in Thai."""


def _detail(value: object, language: str, names: Names) -> str:
    """What another program said, in Thai where it is known."""
    said = str(value)
    return said if language.startswith("en") else next((th for en, th in _TOML if said.startswith(en)), said)


def _command(value: object, language: str, names: Names) -> str:
    return str(value).replace("_", "-")


def _url(value: object, language: str, names: Names) -> str:
    return readable(str(value))


_BY_NAME: dict[str, _Show] = {
    **dict.fromkeys(("url", "urls"), _url),
    **dict.fromkeys(("person", "asked_by", "owner", "by", "printed", "named"), _person),
    **dict.fromkeys(("state", "starts_in", "was", "says", "stored", "replayed", "online"), _label),
    "duty": _duty,
    **dict.fromkeys(("group", "groups", "to_group", "compiler", "before"), _group),
    **dict.fromkeys(("grade", "required"), _grade),
    "detail": _detail,
    "how": _of(labels.HOW),
    "change": _of(labels.CHANGES),
    "proof": _of(labels.PROOFS),
    "severity": _of(labels.SEVERITIES),
    "status": _of(labels.STATUSES),
    "renewal": _of(labels.RENEWALS),
    "walls": _of(labels.WALLS),
    "meeting_status": _of(labels.MEETINGS),
    "measure_status": _of(labels.MEASURES),
    "need": _need,
    "needs": _need,
    "book": _of(labels.BOOKS),
    "rhythm": _of(labels.RHYTHMS),
    **dict.fromkeys(("year_part", "year_parts"), _year_part),
    "form": _of(labels.FORMS),
    **dict.fromkeys(("field", "fields"), field),
    "taken": _of(labels.TAKEN),
    "done": _of(labels.DONE),
    "marks": _of(labels.TEXT_MARKS),
    "expected": _of(labels.TYPES),
    "fault": _fault,
    "kind": _kind,
    "capacity": _kind,
    **dict.fromkeys(("role", "roles"), _role),
    "act": _act,
    **dict.fromkeys(("harm", "harms"), _of(HARMS)),
    "ruling": _of(RULINGS),
    "who": _who,
    "post": _post,
    "step": _step,
    "did": _did,
    "steps": _command,
}


def plain(value: object, language: str) -> str:
    """One value without a name of its own."""
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return labels.pick(("ใช่", "yes") if value else ("ไม่ใช่", "no"), language)
    if isinstance(value, Enum):
        return labels.label(value, language)
    if isinstance(value, datetime | date):
        return _when(value, language)
    text = str(value)
    if _DIGEST.fullmatch(text):
        return text[:12]
    if _DAY.fullmatch(text) or _MOMENT.fullmatch(text):
        try:
            return _when(date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text), language)
        except ValueError:
            return text
    return text


def _when(value: date, language: str) -> str:
    """A day, or a moment as the clock on the wall of the office shows it."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(BANGKOK)
    thai = not language.startswith("en")
    day = short_date(value) if thai else f"{value.day} {value:%B %Y}"
    if not isinstance(value, datetime):
        return day
    return f"{day} {value:%H:%M} น." if thai else f"{day} {value:%H:%M}"


_WAIVED = {
    "route_not_complete": "route_complete",
    "signer_is_contributor": "signer_not_contributor",
    "registrar_is_contributor": "registrar_not_contributor",
}


def _one(name: str, value: object, language: str, names: Names) -> str:
    if name == "where":
        return _spot(value, language)
    if isinstance(value, Mapping):
        if name == "waived":
            return labels.label(_WAIVED.get(str(value.get("code")), value.get("code")), language)
        return _paper(value, language)
    if name in _AS_WRITTEN and value is not None:
        return file(value, language) if name == "file" else str(value)
    show = _BY_NAME.get(name)
    return plain(value, language) if show is None or value in (None, "") else show(value, language, names)


_PARTS = {"header": ("หัวกระดาษ ", "header, "), "footer": ("ท้ายกระดาษ ", "footer, ")}


def _spot(value: object, language: str) -> str:
    """A place in a Word file as its user counts: paragraph, or table, row and cell, with the words that stand there."""
    if not isinstance(value, Mapping):
        return labels.pick(("แห่งใดแห่งหนึ่งในไฟล์", "somewhere in the file"), language) if value is None else str(value)
    table, row, cell, paragraph = (value.get(name) for name in ("table", "row", "cell", "paragraph"))
    told = labels.pick(_PARTS.get(str(value.get("part")), ("", "")), language)
    if table:
        told += labels.pick(
            (f"ตารางที่ {table} แถวที่ {row} ช่องที่ {cell}", f"table {table}, row {row}, cell {cell}"), language
        )
    else:
        told += labels.pick((f"ย่อหน้าที่ {paragraph}", f"paragraph {paragraph}"), language)
    text = " ".join(str(value.get("text") or "").split())
    return f"{told} “{text[:37]}…”" if len(text) > 38 else f"{told} “{text}”" if text else told


def _paper(value: Mapping[str, object], language: str) -> str:
    """A file in a list: its name, with its item and number of pages where they are told."""
    name = file(value.get("name") or value.get("file") or value.get("code") or "-", language)
    told = [str(value["item"])] if value.get("item") else []
    if value.get("pages"):
        told.append(labels.pick((f"{value['pages']} หน้า", f"{value['pages']} pages"), language))
    return f"{name} ({' '.join(told)})" if told else name


def shown(facts: Mapping[str, object], language: str, names: Names) -> Shown:
    """Every fact as text under its name, and once more as given under ``NAME_raw`` for commands.

    A group stands there a third time, as it is typed: ``group_typed``, its name, in quotation marks if it has blanks.
    Beside them stand ``place`` (file, line, column: what a message about a file begins with, or nothing), ``meant``
    (the nearest right spelling as a question, or nothing), ``why`` (reasons another part of the program formed) and
    ``logins`` (whoever is named, one or several), ``overtaken`` (who acted first, and how, where known), ``cycle``
    (with its fiscal year, if told), ``window`` (``from`` and, where it has an end, ``until``), ``term`` (the same as
    words), ``in_kind`` (how a post is held, if not as its holder, and by which order) and ``also`` (the lines of a
    text, where there are several).
    """
    found = Shown()
    facts = {name: visible(value) if isinstance(value, str) else value for name, value in facts.items()}
    for name, value in facts.items():
        several = isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)
        parts = list(value) if isinstance(value, Iterable) and several else [value]
        shown_parts = [visible(_one(name, part, language, names)) for part in parts]
        found[name] = ", ".join(dict.fromkeys(shown_parts)) or "-"
        found[f"{name}_raw"] = " ".join(visible(str(part)) for part in parts)
    if "person" in found and found["person"] == found.get("name"):  # told by name already: the login is meant
        found["person"] = found["person_raw"]
    if "group" in found:
        # As it is typed: the group's name, which has blanks.
        name = names.get(found["group_raw"], found["group_raw"])
        found["group_typed"] = f'"{name}"' if " " in name else name
    found["cycle"] = cycle(facts.get("year"), facts.get("framework"), language)
    if "act" in facts and "subject" in facts:
        found["subject"] = _subject(str(facts["subject"]), language, names)
    found["window"] = window(found)
    found["term"] = term(found, language)
    found["in_kind"] = in_kind(facts, found, language)
    found.setdefault("logins", found.get("login", found.get("person", "-")))
    found["place"] = place(facts, language)
    found["meant"] = meant(facts, language)
    found["why"] = why(facts, language)
    found["remedy"] = str(facts.get("remedy_en" if language.startswith("en") else "remedy_th") or "-")
    found["also"] = also(facts, language)
    found["overtaken"] = overtaken(found, language)
    return found
