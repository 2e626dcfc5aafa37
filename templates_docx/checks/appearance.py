"""Marks of a run that reach its Latin letters alone, and fonts this machine does not have.

Thai is *complex script* in a Word file: bold, italic, size and font each stand twice, and Thai letters and digits
follow the second (``bCs``, ``iCs``, ``szCs``, ``cs``; ECMA-376 part 1, 17.3.2). Word's own buttons set both; other
programs, python-docx and docxtpl's ``RichText`` among them, set only the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from templates_docx import locate

if TYPE_CHECKING:
    from templates_docx.checks.differences import Difference

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAIRS = {"b": "bCs", "i": "iCs", "sz": "szCs"}
_THAI = re.compile("[\u0e01-\u0e5b]|\\{\\{")
_SYMBOLS = frozenset({"Symbol", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3", "MS Gothic", "Segoe UI Symbol"})


def halves(props: Any) -> list[str]:
    """Which marks of run properties (None: none) are set for Latin letters only: ``b``, ``i``, ``sz``, ``font``."""
    if props is None:
        return []
    found = [
        latin for latin, thai in PAIRS.items()
        if (one := props.find(f"{_W}{latin}")) is not None
        and one.get(f"{_W}val") not in ("0", "false", "off")
        and props.find(f"{_W}{thai}") is None
    ]  # fmt: skip
    fonts = props.find(f"{_W}rFonts")
    if fonts is not None:
        latin_font = fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")
        if latin_font and latin_font not in _SYMBOLS and not (fonts.get(f"{_W}cs") or fonts.get(f"{_W}cstheme")):
            found.append("font")
    return found


def is_thai(run: Any) -> bool:
    """Whether a run has Thai letters, or a tag that may print some."""
    return _THAI.search("".join(node.text or "" for node in run.iter(f"{_W}t"))) is not None


def used_styles(parts: Mapping[str, bytes], texts: list[tuple[str, Any]]) -> dict[str, Any]:
    """Styles that paragraphs and runs of the file have, with those they are based on."""
    from templates_docx.checks.differences import styles_of

    styles = styles_of(parts)
    waiting = {
        one.get(f"{_W}val", "") for _, root in texts for one in root.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")
    } | {key for key, one in styles.items() if one.get(f"{_W}default") == "1"}
    used: dict[str, Any] = {}
    while waiting:
        key = waiting.pop()
        if key in styles and key not in used:
            used[key] = styles[key]
            based = styles[key].find(f"{_W}basedOn")
            if based is not None:
                waiting.add(based.get(f"{_W}val", ""))
    return used


def latin_only(parts: Mapping[str, bytes], texts: list[tuple[str, Any]]) -> Iterator[Difference]:
    """Styles, then paragraphs, whose Thai text misses a mark that its Latin letters have."""
    from templates_docx.checks.differences import Difference

    for style in used_styles(parts, texts).values():
        if marks := halves(style.find(f"{_W}rPr")):
            name = style.find(f"{_W}name")
            facts = {"marks": marks, "style": name.get(f"{_W}val") if name is not None else style.get(f"{_W}styleId")}
            yield Difference("caution", "docx_latin_only_style", None, facts)
    for part, root in texts:
        for place, paragraph in locate.placed(part, root):
            marks = [
                mark for run in paragraph.iter(f"{_W}r")
                if is_thai(run)
                for mark in halves(run.find(f"{_W}rPr"))
            ]  # fmt: skip
            if marks:
                yield Difference("caution", "docx_latin_only", place, {"marks": list(dict.fromkeys(marks))})


def missing_fonts(parts: Mapping[str, bytes], texts: list[tuple[str, Any]]) -> Iterator[Difference]:
    """Thai fonts the file asks for by name that this machine neither has nor has a stand-in for, each once."""
    from templates_docx.checks.differences import Difference
    from templates_docx.fonts import FAMILY, OFFICIAL, installed

    if not installed():
        return
    asked: dict[str, tuple[str, Any, Any]] = {}
    places = [(one, part, root) for part, root in texts for one in root.iter(f"{_W}rFonts")]
    places += [(one, "", None) for style in used_styles(parts, texts).values() for one in style.iter(f"{_W}rFonts")]
    for one, part, root in places:
        if name := one.get(f"{_W}cs"):
            asked.setdefault(name, (part, root, one))
    have = installed() | set(OFFICIAL) | {FAMILY} | _SYMBOLS
    for name, (part, root, one) in asked.items():
        if name not in have:
            where = locate.place_of(part, root, one) if root is not None else None
            yield Difference("caution", "docx_font_missing", where, {"font": name})
