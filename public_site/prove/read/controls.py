"""Where a press leads that is no plain link: handlers with an address in them, forms without a question, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus, urlencode

# What follows the literal must end the expression: `location = 'x?id=' + n` has no address that can be read off it.
_END = r"(?=\s*(?:[;,)}\n]|$|return\b|//))"
_TEXT = r"""(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")"""
_OBJECT = r"(?:(?:window|self|top|parent|document|this)\s*\.\s*)*"
_GOES = re.compile(
    rf"(?<![\w$.])(?:{_OBJECT}location(?:\s*\.\s*href)?\s*=\s*{_TEXT}{_END}"
    rf"|{_OBJECT}location\s*\.\s*(?:assign|replace)\s*\(\s*{_TEXT}\s*\)"
    rf"|{_OBJECT}open\s*\(\s*{_TEXT}\s*[,)])"
)
# A script of nothing but one such statement, at once or after a while, always runs: a splash page.
_GO = rf"{_OBJECT}location(?:(?:\s*\.\s*href)?\s*=\s*{_TEXT}|\s*\.\s*(?:assign|replace)\s*\(\s*{_TEXT}\s*\))\s*;?"
_WAIT = r"(?:window\s*\.\s*)?setTimeout\s*\(\s*"
_FUNCTION = rf"(?:function\s*\(\s*\)\s*\{{\s*{_GO}\s*\}}|\(\s*\)\s*=>\s*\{{?\s*{_GO}\s*\}}?)"
_LATER = rf"{_WAIT}{_FUNCTION}\s*,\s*\d+\s*\)\s*;?"
_ALONE = re.compile(rf"\s*(?:<!--[^\n]*\n)?\s*(?:{_GO}|{_LATER})\s*(?://\s*-->|-->)?\s*")
_COMMENTS = re.compile(r"/\*.*?\*/|^\s*//(?!\s*-->).*$", re.DOTALL | re.MULTILINE)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
# Inputs in which a visitor has to write something before the form leads anywhere.
_WRITTEN = {"", "text", "search", "email", "tel", "url", "number", "date", "month", "password", "file"}
_MOST_OPTIONS = 200


def handler_targets(code: str) -> Iterator[str]:
    """The addresses that an event handler or a `javascript:` link goes to when pressed."""
    for found in _GOES.finditer(code):
        yield _unescaped(next(group for group in found.groups() if group is not None))


def script_target(code: str) -> str | None:
    """Where a script leads that does nothing but lead on; None for any other."""
    found = _ALONE.fullmatch(_COMMENTS.sub("", code))
    if found is None:
        return None
    return _unescaped(next(group for group in found.groups() if group is not None))


def form_targets(form: Any, charset: str) -> Iterator[str]:
    """Where the buttons of a form lead that asks nothing: one address, or one for each choice of its only list.

    A form that posts is never sent, nor one with something to write in: a search form finds what one knows to look for.
    """
    if (form.get("method") or "get").strip().lower() != "get":
        return
    action = form.get("action") or ""
    hidden: list[tuple[str, str]] = []
    buttons: list[Any] = []
    lists: list[Any] = []
    for field in form.iter("input", "button", "select", "textarea"):
        kind = (field.get("type") or "").strip().lower()
        if field.tag == "textarea" or (field.tag == "input" and kind in _WRITTEN):
            return
        name = field.get("name")
        if field.tag == "select":
            lists.append(field)
        elif field.tag == "button" or kind in ("submit", "image", "button"):
            if kind not in ("button", "reset") and not _is_disabled(field):
                buttons.append(field)
        elif name and (kind == "hidden" or (kind in ("checkbox", "radio") and field.get("checked") is not None)):
            hidden.append((name, field.get("value") or ("" if kind == "hidden" else "on")))
    choosing = [one for one in lists if _MOVES.search(one.get("onchange") or "")]
    if not buttons and not choosing:
        return
    chosen = [(one.get("name"), _values(one)) for one in lists if one.get("name")]
    for button in buttons or [None]:
        place = (button.get("formaction") if button is not None else None) or action
        pressed = [(button.get("name"), button.get("value") or "")] if button is not None and button.get("name") else []
        if len(chosen) == 1:
            name, values = chosen[0]
            for value in values[:_MOST_OPTIONS]:
                yield _asked(place, [*hidden, (name, value), *pressed], charset)
        else:
            first = [(name, values[0]) for name, values in chosen if values]
            yield _asked(place, [*hidden, *first, *pressed], charset)


def _is_disabled(field: Any) -> bool:
    sets = (one for one in field.iterancestors() if one.tag == "fieldset")
    return field.get("disabled") is not None or any(one.get("disabled") is not None for one in sets)


_MOVES = re.compile(r"location|open\s*\(|submit", re.IGNORECASE)
_GOES_TO_VALUE = re.compile(r"location|open\s*\(", re.IGNORECASE)


def list_targets(choice: Any) -> Iterator[str]:
    """The addresses of a list whose choice leads there at once (`onchange="location = this.value"`)."""
    if _GOES_TO_VALUE.search(choice.get("onchange") or ""):
        yield from _values(choice)[:_MOST_OPTIONS]


def _values(choice: Any) -> list[str]:
    found = []
    for option in choice.iter("option"):
        value = option.get("value")
        value = "".join(option.itertext()).strip() if value is None else value
        if value and option.get("disabled") is None:
            found.append(value)
    return found


def _asked(action: str, fields: list[tuple[str, str]], charset: str) -> str:
    """The address that a GET form asks: its fields take the place of what query the action had."""
    place = action.partition("#")[0].partition("?")[0]
    query = urlencode(fields, encoding=charset, errors="xmlcharrefreplace", quote_via=quote_plus)
    return f"{place}?{query}" if query else place or "?"


def _unescaped(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        code = found.group(1) or found.group(2)
        if code:
            return chr(int(code, 16))
        return {"n": "\n", "t": "\t", "r": "\r"}.get(found.group(3), found.group(3))

    return _ESCAPE.sub(plain, text) if "\\" in text else text
