"""Fields of a Word document: what their codes ask for and what Word last showed in them (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SWITCH = re.compile(r'"[^"]*"|\\[*@#]\s*(?:"[^"]*"|\S+)|\S+')


@dataclass(slots=True)
class Field:
    """One field. ``code`` is its instruction, ``shown`` the text Word last put there (empty when there is none).

    ``runs`` are the XML elements it is made of, in order: a single ``w:fldSimple``, or the runs from its begin mark to
    its end mark. ``first`` and ``last`` of a field that Word left open are what was found of it.
    """

    code: str = ""
    shown: str = ""
    runs: list[Any] = field(default_factory=list)
    closed: bool = False

    @property
    def words(self) -> list[str]:
        r"""The instruction in words; a general switch and its argument are one: ``PAGE``, ``\* ThaiArabic``."""
        # Word also reads a switch that follows without a blank.
        spaced = re.sub(r"(?<=\w)\\(?=[*@#])", r" \\", self.code)
        return _SWITCH.findall(spaced)

    @property
    def name(self) -> str:
        """What kind of field it is, in capitals: ``PAGE``, ``DATE``; empty for an empty one."""
        words = self.words
        return words[0].upper() if words else ""

    @property
    def formats(self) -> list[str]:
        r"""The arguments of its general switches ``\*``, as written."""
        return [word[2:].strip() for word in self.words if word.startswith("\\*")]

    @property
    def paragraph(self) -> Any:
        """The outermost paragraph it begins in: a field in a text box belongs to the box's own paragraph."""
        above = list(self.runs[0].iterancestors(f"{_WORD}p"))
        return above[-1] if above else self.runs[0].getparent()


def fields(root: Any) -> Iterator[Field]:
    """Every field of a part in the order of their ends; one inside another comes before the outer one.

    A part's ``mc:Fallback`` repeats its ``mc:Choice`` for old readers and is left out.
    """
    open_: list[tuple[Field, bool]] = []
    for run in root.iter(f"{_WORD}r", f"{_WORD}fldSimple"):
        if any(one.tag.endswith("}Fallback") for one in run.iterancestors()):
            continue
        if run.tag == f"{_WORD}fldSimple":
            shown = "".join(node.text or "" for node in run.iter(f"{_WORD}t"))
            yield Field(run.get(f"{_WORD}instr") or "", shown, [run], True)
            continue
        for child in run:
            kind = child.get(f"{_WORD}fldCharType") if child.tag == f"{_WORD}fldChar" else None
            if kind == "begin":
                open_.append((Field(), False))
            if open_ and (not open_[-1][0].runs or open_[-1][0].runs[-1] is not run):
                for held, _ in open_:
                    if not held.runs or held.runs[-1] is not run:
                        held.runs.append(run)
            if not open_:
                continue
            top, separated = open_[-1]
            if kind == "separate":
                open_[-1] = (top, True)
            elif kind == "end":
                open_.pop()
                top.closed = True
                yield top
            elif child.tag == f"{_WORD}instrText" and not separated:
                top.code += child.text or ""
            elif child.tag == f"{_WORD}t" and separated:
                for held, shows in open_:
                    if shows:
                        held.shown += child.text or ""
