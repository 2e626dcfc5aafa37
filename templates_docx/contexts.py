"""From facts to what a template prints: Thai digits, Buddhist dates, no-break spaces. Names stay the dataclass's.

Everything a template sees is text, a list, or an object with the same field names, so Word users need to know only the
table of names in README.md.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from templates_docx.errors import TemplateError
from workflow.ports import papers, reports
from workflow.thai import long_date, normalise, official, short_date, thai_digits
from workflow.thai.zone import BANGKOK

NBSP = "\u00a0"
BAR_CELL, BAR_WIDTH = 7087, 6804
"""Twips of the cell of a bar (12.5 cm), and of the longest bar in it (12 cm)."""
PAGE_WIDTH = 14002
"""Twips between the margins of a landscape page: 24.7 cm."""
PICTURE = (5_760_000, 5_400_000)
"""EMU a picture has at most: 16 cm by 15 cm."""
PHOTO = (2_736_000, 2_052_000)
"""EMU of a photograph, two beside each other: 7.6 cm by 5.7 cm."""
TONES = {
    "plain": "1F4E79", "weak": "C55A11", "before": "A6A6A6", "done": "2E7D32", "waiting": "E0A100", "open": "B7B7B7",
}  # fmt: skip
"""Grounds of bars; in grey they differ too."""
BLANK_DATE = "......................................"

# Texts that are compared, clicked or typed by people and machines: digits stay as they are, nothing is glued.
RAW = frozenset(
    {"sha256", "issued_sha256", "seal", "code", "item", "address", "final_address", "file_name", "email", "excepted",
     "location"}
)  # fmt: skip
# Lines of an address are prose although the field of a capture sheet of that name is not.
_PROSE = frozenset((kind, "address") for kind in (papers.LetterFacts, papers.NewsletterFacts, reports.ReplyFacts))
# The regulation's forms of orders and announcements print พ.ศ. before the year; memos and letters do not.
_WITH_ERA = frozenset(
    {
        (papers.OrderFacts, "date"),
        (papers.OrderFacts, "effective"),
        (papers.AnnouncementFacts, "date"),
        (papers.GeneralOrderFacts, "date"),
        (papers.GeneralOrderFacts, "effective"),
        (papers.GeneralOrderFacts, "until"),
    }
)

_DAYS = ("starts", "ends")
"""Of an activity: its first and its last day. Of a meeting they are times."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")
_GLUED = r"\1" + NBSP
_THAI_DIGIT = re.compile("[๐-๙]|O[0-9]")
_GLUE = re.compile(r"(พ\.ศ\.|ค\.ศ\.|ข้อ|ที่|ครั้งที่|ฉบับที่|โทร\.|มาตรา|หน้า|จำนวน) (?=[๐-๙]|O[0-9])")


def _clean(text: str) -> str:
    """Stored text made fit for one line of XML: line breaks and control characters become a blank."""
    text = normalise(text)
    return text if text.isprintable() else _CONTROL.sub(" ", text)


def _prose(text: str) -> str:
    text = official(_clean(text))
    return _GLUE.sub(_GLUED, text) if _THAI_DIGIT.search(text) else text


def _size(value: int) -> str:
    for unit, step in (("เมกะไบต์", 1_000_000), ("กิโลไบต์", 1_000)):
        if value >= step:
            return f"{thai_digits(f'{value / step:,.1f}')}{NBSP}{unit}"
    return f"{thai_digits(value)}{NBSP}ไบต์"


def _clock(value: dt.time) -> str:
    return thai_digits(f"{value:%H.%M}") + NBSP + "น."


def _day(value: dt.date | None, era: bool) -> str:
    if value is None:
        return BLANK_DATE
    # A date breaks nowhere: a lone "๒๖" at the end of a line reads badly.
    return long_date(value, era=era).replace(" ", NBSP)


def _moment(value: dt.datetime | None) -> str:
    if value is None:
        return "ไม่มีเวลาที่พิสูจน์ได้"
    local = value.astimezone(BANGKOK) if value.tzinfo is not None else value
    return f"{_day(local.date(), False)} เวลา {_clock(local.time())}"


def _person_name(text: str) -> str:
    """No break inside a name with its title."""
    return _clean(text).strip().replace(" ", NBSP)


@cache
def _plan(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """How each field of a dataclass is turned, worked out once per class."""
    return tuple((field.name, _turner(kind, field.name)) for field in fields(kind))


def _turner(kind: type, name: str) -> Callable[[Any], Any]:
    if name in RAW and (kind, name) not in _PROSE:
        return lambda value: _map(value, _clean)
    if name == "name":
        return _person_name
    if name == "phone":
        return lambda value: _prose(value).replace(" ", NBSP)
    if name == "size":
        return _size
    if name == "share":
        # What is left of a bar's width: it is drawn as a paragraph's ground, which ends at its right indent.
        return lambda value: str(round(BAR_CELL - min(max(value, 0), 1000) * BAR_WIDTH / 1000))
    if kind is reports.Bar and name == "tone":
        return lambda value: TONES[value]
    if name == "widths":
        return lambda value: [str(round(PAGE_WIDTH * part / sum(value))) for part in value]
    if kind is papers.Photo and name == "picture":
        return lambda value: _picture(value, PHOTO)
    if name == "edition":
        return lambda value: thai_digits(value) if value else ""
    if name == "pages" and not issubclass(kind, reports.Reply):
        return lambda value: "-" if value is None else thai_digits(value)
    if kind is papers.CalendarRow and name in ("hand_in", "compile", "submit", "publish", "answer"):
        return lambda value: short_date(value, thai=True).replace(" ", NBSP) if value else "-"
    if kind is papers.CalendarFacts and name == "closing":
        return lambda value: _day(value, False) if value else ""
    if name in ("date", "approved", "as_of", "effective", "until") or (kind is papers.ActivityFacts and name in _DAYS):
        era = (kind, name) in _WITH_ERA
        # Where the absence means something to the form, it stays empty and can be asked about.
        if name in ("approved", "effective", "until", "ends") or kind is papers.PaperFacts:
            return lambda value: _day(value, era) if value else ""
        return lambda value: _day(value, era)
    if name in ("taken_at", "checked_at", "signed_at"):
        return _moment
    return _turn


def _map(value: Any, turn: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return [turn(part) for part in value]
    return "" if value is None else turn(value)


def _picture(value: reports.Picture, most: tuple[int, int] = PICTURE) -> SimpleNamespace:
    """A picture as wide as the text at most, and no higher than two thirds of a page; sizes in EMU."""
    scale = min(most[0] / max(value.wide, 1), most[1] / max(value.high, 1))
    return SimpleNamespace(
        sha256=value.sha256, wide=round(value.wide * scale), high=round(value.high * scale), data=bool(value.data)
    )


def _turn(value: Any) -> Any:
    if isinstance(value, reports.Picture):
        return _picture(value)
    if isinstance(value, str):
        return _prose(value)
    if isinstance(value, tuple):
        return [_turn(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return SimpleNamespace(**{name: turn(getattr(value, name)) for name, turn in _plan(type(value))})
    if isinstance(value, int):
        return thai_digits(value)
    if isinstance(value, dt.time):
        return _clock(value)
    if value is None:
        return ""
    raise TypeError(f"no way to print {type(value).__name__}")


def _names(value: object, found: set[str]) -> set[str]:
    """Every person's name in the facts, to be kept whole in running text too."""
    if isinstance(value, tuple):
        for part in value:
            _names(part, found)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name == "name" and isinstance(part, str) and " " in part:
                found.add(normalise(part))
            elif not isinstance(part, (str, int)):
                _names(part, found)
    return found


def pictures(value: object) -> list[reports.Picture]:
    """Every picture in the facts."""
    if isinstance(value, reports.Picture):
        return [value]
    if isinstance(value, tuple):
        return [one for part in value for one in pictures(part)]
    if is_dataclass(value) and not isinstance(value, type):
        return [one for field in fields(value) for one in pictures(getattr(value, field.name))]
    return []


def _glue_names(value: Any, pairs: list[tuple[str, str]]) -> Any:
    if isinstance(value, str):
        for name, glued in pairs:
            if name in value:
                value = value.replace(name, glued)
        return value
    if isinstance(value, list):
        return [_glue_names(part, pairs) for part in value]
    return value


def contract(form: str) -> type:
    """The dataclass of a form.

    :raises TemplateError: ``template_unknown_form``.
    """
    try:
        return papers.FORMS[form]
    except KeyError:
        raise TemplateError("template_unknown_form", form=form, known=tuple(papers.FORMS)) from None


def known_names(form: str) -> set[str]:
    """The names a template of ``form`` may use at the top."""
    return {field.name for field in fields(contract(form))}


def all_names(form: str) -> set[str]:
    """Top-level names and those of the people and rows inside."""
    from typing import get_args, get_type_hints

    found: set[str] = set()

    def walk(kind: Any) -> None:
        if is_dataclass(kind) and isinstance(kind, type):
            for name, inner in get_type_hints(kind).items():
                found.add(name)
                walk(inner)
        for part in get_args(kind):
            walk(part)

    walk(contract(form))
    return found


def undeclared(form: str, data: bytes) -> set[str]:
    """Top-level names that a Word file uses and ``form`` does not have, as far as its tags can be read."""
    from jinja2 import TemplateSyntaxError
    from jinja2.meta import find_undeclared_variables

    from templates_docx import locate
    from templates_docx.sandbox import environment

    source = "\n".join(
        re.sub(r"^\{([%{])-?\s*(?:p|tr|tc|r)\s", r"{\1 ", tag)
        for place in locate.paragraphs(data)
        for tag in locate.tags(place.text)
    )
    try:
        return find_undeclared_variables(environment().parse(source)) - known_names(form)
    except TemplateSyntaxError:
        return set()


def context(form: str, facts: object) -> dict[str, Any]:
    """What the template of ``form`` prints for ``facts``, by field name.

    :raises TemplateError: ``template_unknown_form``; ``template_wrong_facts`` when the facts are another form's.
    """
    kind: Any = contract(form)
    given: Any = type(facts)
    if given is not kind:
        raise TemplateError("template_wrong_facts", form=form, expected=kind.__name__, given=given.__name__)
    turned = {name: turn(getattr(facts, name)) for name, turn in _plan(kind)}
    names = _names(facts, set())
    if names:
        pairs = [(name, name.replace(" ", NBSP)) for name in sorted(names, key=len, reverse=True)]
        turned = {key: value if key in RAW else _glue_names(value, pairs) for key, value in turned.items()}
    return turned
