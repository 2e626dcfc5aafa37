"""A form's facts from plain data (TOML, JSON) and back, by the form's own dataclass; every problem is named."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from workflow.ports.papers import FORMS
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.thai import NotUnderstood, normalise, parse_date


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
    return value


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
            values[f.name] = _value(hints[f.name], data[f.name], place, problems)
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


def _scalar(kind: Any, value: Any) -> Any:
    if kind is dt.date:
        if isinstance(value, dt.datetime):
            return value.date()
        return value if isinstance(value, dt.date) else parse_date(str(value))
    if kind is dt.time:
        return value if isinstance(value, dt.time) else dt.time.fromisoformat(str(value))
    if kind is dt.datetime:
        return value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    if kind is int:
        if isinstance(value, bool):
            raise TypeError
        return int(value)
    if kind is str:
        if not isinstance(value, (str, int)):
            raise TypeError
        return normalise(str(value))
    return value
