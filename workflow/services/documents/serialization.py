"""A form's facts from plain data (TOML, JSON) and back, by the form's own dataclass; every problem is named."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
import types
import typing
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from workflow.ports.papers import FORMS
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.services.context.uploads import read_file
from workflow.thai import NotUnderstood, arabic_digits, normalise, parse_date


def facts_from(form: str, data: Mapping[str, Any]) -> Any:
    """The facts of a form. Fields left out take the empty value of their kind where one exists (text, list, None).

    :raises NotFound: no such form. :raises BadInput: unknown fields, wrong kinds, missing dates; all of them.
    """
    if form not in FORMS:
        raise NotFound("no_such_form", form=form, forms=list(FORMS))
    problems: list[Unmet] = []
    value = _build(FORMS[form], data, form, problems)
    if problems:
        raise BadInput("paper_data", problems, form=form)
    return value


def plain(value: Any) -> Any:
    """Facts as JSON values: dates ISO 8601, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return ""  # pictures stand in the store, and their facts name the digest
    return value


@dataclass(frozen=True, slots=True)
class Question:
    """One field to be asked for. ``how``: text, lines (any number), day, time, person (one), rows (any number).

    ``inner`` are the questions for each row, or for the person. ``optional``: may be left empty.
    """

    name: str
    how: str
    optional: bool
    inner: tuple[Question, ...] = ()


ONE_LINE = frozenset({"subject", "body", "title", "number"})
AT_ISSUE = frozenset({"number", "date"})
"""Fields of a numbered paper that come when it is issued. A meeting has its own date."""


def questions(form: str) -> tuple[Question, ...]:
    """What a person must be asked to fill a form, in the form's order.

    :raises NotFound: no such form.
    """
    if form not in FORMS:
        raise NotFound("no_such_form", form=form, forms=list(FORMS))
    later = AT_ISSUE - ({"date"} if form == "meeting" else set())
    return tuple(q for q in _questions(FORMS[form]) if q.name not in later)


def _questions(kind: Any) -> tuple[Question, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(_question(f.name, hints[f.name]) for f in fields(kind))


def _question(name: str, hint: Any) -> Question:
    options = _options(hint)
    kind = next(o for o in options if o is not type(None))
    optional = type(None) in options
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        rows = _questions(inner) if is_dataclass(inner) else ()
        return Question(name, "rows" if rows else "lines", True, rows)
    if is_dataclass(kind):
        return Question(name, "person", optional, _questions(kind))
    how = {dt.date: "day", dt.time: "time"}.get(kind, "text")
    return Question(name, how, optional or how == "text")


def understood(question: Question, text: str) -> Any:
    """What somebody typed for a day, a time or a text.

    :raises NotUnderstood: with the code of what is wrong.
    """
    kinds: dict[str, Any] = {"day": dt.date, "time": dt.time}
    return _scalar(kinds.get(question.how, str), text)


def understood_day(form: str, name: str, value: Any) -> dt.date | None:
    """A date that stands beside a form's own fields. :raises BadInput: it is none."""
    if value is None:
        return None
    problems: list[Unmet] = []
    day = _value(dt.date, value, f"{form}.{name}", problems)
    if problems:
        raise BadInput("paper_data", problems, form=form)
    return typing.cast(dt.date, day)


def read_data(path: Path) -> dict[str, Any]:
    """The data of a paper from a ``.toml`` or ``.json`` file, as a text editor in an office saves it (also with a BOM).

    :raises BadInput: no such file, of another kind, not UTF-8 or not written rightly; with the place.
    """
    suffix = path.suffix.lower()
    if suffix not in (".toml", ".json"):
        raise BadInput("paper_file_kind", file=path.name)
    try:
        text = read_file(path, 4).decode("utf-8-sig")
        found = tomllib.loads(text) if suffix == ".toml" else json.loads(text)
    except BadInput as bad:
        raise BadInput(bad.code, [Unmet(r.code, {"file": path.name, **r.facts}) for r in bad.reasons]) from None
    except RecursionError:
        raise BadInput("paper_file_syntax", file=path.name, detail="[[[…") from None
    except ValueError as error:
        raise BadInput("paper_file_syntax", **_syntax(path.name, error)) from None  # type: ignore[arg-type]
    if not isinstance(found, dict):
        raise BadInput("paper_file_syntax", file=path.name, detail="{ }")
    return found


_AT = re.compile(r"\s*\(at line ([0-9]+), column ([0-9]+)\)")


def _syntax(name: str, error: ValueError) -> dict[str, object]:
    """Where a TOML or JSON file is not written rightly."""
    if isinstance(error, json.JSONDecodeError):
        return {"file": name, "line": error.lineno, "column": error.colno, "detail": error.msg}
    found = _AT.search(str(error))
    where: dict[str, object] = {"line": int(found[1]), "column": int(found[2])} if found else {}
    return {"file": name, **where, "detail": _AT.sub("", str(error))}


def _build(kind: type, data: Any, where: str, problems: list[Unmet]) -> Any:
    if not isinstance(data, Mapping):
        problems.append(Unmet("paper_field_kind", {"field": where, "expected": "table"}))
        return None
    hints = typing.get_type_hints(kind)
    known = {f.name for f in fields(kind)}
    for name in data:
        if name not in known:
            problems.append(Unmet("paper_field_unknown", {"field": f"{where}.{name}", "known": sorted(known)}))
    values: dict[str, Any] = {}
    for f in fields(kind):
        place = f"{where}.{f.name}"
        if f.name in data:
            value = _value(hints[f.name], data[f.name], place, problems)
            # A heading is one line, in the paper and in the register, however it was typed.
            values[f.name] = " ".join(value.split()) if f.name in ONE_LINE and isinstance(value, str) else value
        elif f.default is not MISSING:
            values[f.name] = f.default
        else:
            values[f.name] = _empty(hints[f.name], place, problems)
    return None if problems else kind(**values)


def _empty(hint: Any, where: str, problems: list[Unmet]) -> Any:
    options = _options(hint)
    if type(None) in options:
        return None
    if hint is str:
        return ""
    if typing.get_origin(hint) is tuple:
        return ()
    problems.append(Unmet("paper_field_missing", {"field": where}))
    return None


def _options(hint: Any) -> tuple[Any, ...]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return typing.get_args(hint)
    return (hint,)


def _value(hint: Any, value: Any, where: str, problems: list[Unmet]) -> Any:
    options = [o for o in _options(hint) if o is not type(None)]
    if value is None and len(options) < len(_options(hint)):
        return None
    kind = options[0]
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        if not isinstance(value, (list, tuple)):
            problems.append(Unmet("paper_field_kind", {"field": where, "expected": "list"}))
            return ()
        return tuple(_value(inner, v, f"{where}[{n}]", problems) for n, v in enumerate(value, 1))
    if is_dataclass(kind):
        return _build(typing.cast(type, kind), value, where, problems)
    try:
        return _scalar(kind, value)
    except NotUnderstood as error:
        problems.append(Unmet(error.code, {"field": where, **error.facts}))
    except (TypeError, ValueError):
        problems.append(Unmet("paper_field_kind", {"field": where, "expected": kind.__name__, "value": str(value)}))
    return None


_TIME = re.compile(r"([0-9]{1,2})\s*[.:]\s*([0-9]{2})(?::00)?\s*(?:น\.?)?")


def _time(text: str) -> dt.time:
    """A time as people here write it: 9.30, 09:30, ๐๙.๓๐ น."""
    found = _TIME.fullmatch(arabic_digits(normalise(text)).strip())
    if found is None:
        raise NotUnderstood("time_not_understood", text=text)
    try:
        return dt.time(int(found[1]), int(found[2]))
    except ValueError:
        raise NotUnderstood("time_not_understood", text=text) from None


def _printable(text: str) -> str:
    """A text without what no paper can print. :raises ValueError: it holds half a character."""
    text.encode()
    return "".join(letter for letter in text if letter in "\n\t" or not unicodedata.category(letter).startswith("C"))


def _scalar(kind: Any, value: Any) -> Any:
    if kind is dt.date:
        if isinstance(value, dt.datetime):
            return value.date()
        return value if isinstance(value, dt.date) else parse_date(str(value))
    if kind is dt.time:
        return value if isinstance(value, dt.time) else _time(str(value))
    if kind is dt.datetime:
        return value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    if kind is bytes:
        return b""
    if kind is int:
        if isinstance(value, bool):
            raise TypeError
        return int(value)
    if kind is str:
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise TypeError
        return _printable(normalise(str(value)))
    return value
