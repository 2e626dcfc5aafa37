"""Which layers (optional content) a reader shows when it opens a file: the default configuration, event *View*.

ISO 32000-1, 8.11: groups, membership dictionaries, visibility expressions, usage.
"""

from __future__ import annotations

from typing import Any

from signatures.pdf.entries import follow, items, key, raw, value, word

DEPTH = 32
"""Expressions nested deeper than this are :class:`Unclear`."""


class Unclear(Exception):
    """What of the page is shown cannot be told without guessing; the message says what stands in the way."""


class Layers:
    """The layers of a document as they are shown by default."""

    def __init__(self, root: Any) -> None:
        properties = value(root, "/OCProperties")
        self.groups = [key(item) for item in items(properties, "/OCGs")]
        default = value(properties, "/D")
        # "Unchanged" keeps what was: every group is shown until something hides it (8.11.4.3).
        base = word(default, "/BaseState") != "/OFF"
        self._shown: dict[Any, bool] = {}
        for name, shown in (("/ON", True), ("/OFF", False)):
            for item in items(default, name):
                self._shown[key(item)] = shown
        self._base = base
        for usage in items(default, "/AS"):
            self._use(usage)

    def _use(self, usage: Any) -> None:
        """Groups that set themselves on viewing (8.11.4.5): their own ``/View`` says how."""
        if word(usage, "/Event") != "/View" or "/View" not in [follow(name) for name in items(usage, "/Category")]:
            return
        for item in items(usage, "/OCGs"):
            state = word(value(value(follow(item), "/Usage"), "/View"), "/ViewState")
            if state in ("/ON", "/OFF"):
                self._shown[key(item)] = state == "/ON"

    @property
    def hidden(self) -> tuple[str, ...]:
        """Names of the groups that are not shown."""
        names = {word(group, "/Name") for group in map(follow, self._known()) if not self.shows(group)}
        return tuple(sorted(name for name in names if name))

    def _known(self) -> list[Any]:
        return list(dict.fromkeys([*self.groups, *self._shown]))

    def shows(self, content: Any) -> bool:
        """Whether what belongs to a group or a membership dictionary is shown; without either it is.

        :raises Unclear: an expression of a form that readers may take differently.
        """
        entry = follow(content)
        if not isinstance(entry, dict):
            return True
        if word(entry, "/Type") == "/OCMD":
            return self._membership(entry)
        return self._group(content)

    def _group(self, group: Any) -> bool:
        intent = value(follow(group), "/Intent")
        meant = [follow(one) for one in intent] if isinstance(intent, list) else [intent or "/View"]
        if "/View" not in meant and "/All" not in meant:
            return True  # not for viewing: without effect on it (8.11.2.3)
        return bool(self._shown.get(key(group), self._base))

    def _membership(self, entry: Any) -> bool:
        expression = value(entry, "/VE")
        if isinstance(expression, list):
            return self._expression(expression, 0)
        groups = raw(entry, "/OCGs")
        listed = follow(groups)
        members = list(listed) if isinstance(listed, list) else [groups]
        states = [self._group(one) for one in members if isinstance(follow(one), dict)]
        if not states:
            return True
        policy = word(entry, "/P")
        if policy == "/AllOn":
            return all(states)
        if policy == "/AnyOff":
            return not all(states)
        if policy == "/AllOff":
            return not any(states)
        return any(states)

    def _expression(self, expression: Any, depth: int) -> bool:
        if depth > DEPTH:
            raise Unclear("expression nested too deep")
        operator, *operands = list(expression) or [None]
        states = [
            self._expression(follow(one), depth + 1) if isinstance(follow(one), list) else self._group(one)
            for one in operands
            if isinstance(follow(one), list | dict)
        ]
        operator = follow(operator)
        if not states or operator not in ("/And", "/Or", "/Not") or (operator == "/Not" and len(states) != 1):
            raise Unclear("visibility expression")
        if operator == "/Not":
            return not states[0]
        return all(states) if operator == "/And" else any(states)
