"""Fields of forms as a table: drawn by one macro of the templates, and read here into what a use case takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from web.desk import Visit
from workflow.rules.errors import BadInput, Unmet
from workflow.services.documents.serialization import Question, understood
from workflow.thai import NotUnderstood, arabic_digits, item_code, parse_date


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``name``: of the use case's parameter too.

    :param kind: ``text`` or ``long``; ``lines``: a text each; ``day``, ``time``, ``number``, ``score`` (0 to 100);
        ``flag``; ``groups``; ``codes`` of items; ``files``.
    """

    name: str
    kind: str
    label: str
    required: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """A form: the button's name and value, what it asks for, and what is said when it was done."""

    do: str
    label: str
    fields: tuple[Field, ...] = ()
    said: str = "บันทึกแล้ว"
    quiet: bool = False


def read(visit: Visit, fields: Sequence[Field]) -> dict[str, Any]:
    """What was typed, by the fields' names; what was left empty as the empty value of its kind.

    :raises BadInput: what cannot be understood, the first of it.
    """
    return {one.name: _value(visit, one) for one in fields}


def _value(visit: Visit, one: Field) -> Any:
    text = visit.form.get(one.name, "").strip()
    match one.kind:
        case "lines":
            return tuple(line.strip() for line in text.splitlines() if line.strip())
        case "codes":
            return tuple(map(code_written, text.replace(",", " ").replace(";", " ").split()))
        case "day":
            return day_written(text)
        case "time":
            return time_written(text)
        case "number":
            return whole(text)
        case "score":
            return _score(text)
        case "flag":
            return bool(text)
        case "groups":
            return tuple(visit.lists.get(one.name, ()))
        case "files":
            return tuple(visit.files.get(one.name, ()))
        case _:
            return text


def day_written(text: str) -> date | None:
    """A day as people write it, or as a browser sends it. :raises BadInput: it cannot be understood."""
    if not text.strip():
        return None
    try:
        return parse_date(text)
    except NotUnderstood as error:
        raise BadInput(error.code, [Unmet(error.code, error.facts)]) from None


def code_written(text: str) -> str:
    """An item's code as people write it. :raises BadInput: it is none."""
    try:
        return item_code(text.strip())
    except NotUnderstood as error:
        raise BadInput(error.code, [Unmet(error.code, error.facts)]) from None


def whole(text: str) -> int | None:
    """A whole number; ``None``: nothing was typed. :raises BadInput: it is none."""
    digits = arabic_digits(text.strip())
    if digits and not digits.isdigit():
        raise BadInput("not_a_number", [Unmet("not_a_number", {"text": text})])
    return int(digits) if digits else None


def time_written(text: str) -> time | None:
    """A time as people write it; ``None``: nothing was typed. :raises BadInput: it cannot be understood."""
    if not text.strip():
        return None
    try:
        found: time = understood(Question("time", "time", False), text)
    except NotUnderstood as error:
        raise BadInput(error.code, [Unmet(error.code, error.facts)]) from None
    return found


def _score(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        value = Decimal(arabic_digits(text))
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= 100:
        raise BadInput("not_a_number", [Unmet("not_a_number", {"text": text})])
    return value
