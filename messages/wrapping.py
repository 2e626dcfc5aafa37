"""Wrapping Thai for a terminal: at blanks where there are any, else between clusters of letters, never inside one.

Thai writes no blanks between words. Sentences here have them between phrases; a longer phrase is broken where a word is
likely to begin: before a leading vowel (เ แ โ ใ ไ) and after ๆ or ฯ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from workflow.thai import visible
from workflow.thai import width as columns

LEADING = "เแโใไ"
"""Vowels written before their consonant: never the end of a line."""
FOLLOWING = "ะาำๅๆฯ"
"""Vowels and signs written after their consonant: never the beginning of a line."""
_OPENING = "“‘(["
_CLOSING = "”’)],.:;!?…"
_ZWSP = "\u200b"
# A command is copied from the screen: it stays on one line where it fits. Its words are told from English prose by what
# they follow: an item, an option, or a command that has commands of its own. A date stays on one line, too.
_SUB = r"(?:register [a-z]+|exception|cycle|key|people|site|journal|document|template|answers) [a-z]+|[a-z-]+"
_WORD = r"O\d+(?: [a-z_]+\b)?|--[a-z-]+(?: [a-z_]+\b)?|\"[^\"\n]*\"|[A-Z]{2,}…?|\d+"
_DATE = r"[^ \u200b]*\b\d{1,2} [ก-ฮิี.]+\. \d{4}(?: \d\d:\d\d น\.)?[^ \u200b]*"
_PIECE = re.compile(
    rf"\boit (?:{_SUB})(?: (?:{_WORD}))*[),.;:]?|{_DATE}"
    r"|[^ \u200b]+(?: [ๆฯ][^ \u200b]*)*|[ \u200b]+"
)


def clusters(text: str) -> Iterator[str]:
    """What may not be broken: a letter with its vowels and tone marks, a run of ASCII (a number, an address)."""
    held = ""
    for char in text:
        if held and not _sticks(held[-1], char):
            yield held
            held = ""
        held += char
    if held:
        yield held


def _sticks(before: str, char: str) -> bool:
    # A blank inside a phrase stands only before ๆ.
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or char in FOLLOWING or char in _CLOSING or char == " ":
        return True
    return before in LEADING or before in _OPENING or ("!" <= before <= "~" and "!" <= char <= "~")


def wrap(text: str, width: int = 78, indent: str = "") -> str:
    """Lines of at most ``width`` terminal columns, each after the first begun with ``indent``.

    Only what cannot be broken (a long address) is wider. Line breaks in the text stay.
    """
    return "\n".join(_paragraph(visible(line), width, indent) for line in text.split("\n"))


def _paragraph(text: str, width: int, indent: str) -> str:
    lines: list[str] = []
    line = blank = ""
    for piece in _PIECE.findall(text):
        if not piece.strip(" " + _ZWSP):
            blank += piece.replace(_ZWSP, "")
            continue
        room = width - (columns(indent) if lines else 0)
        if columns(line + blank + piece) <= room:
            line, blank = line + blank + piece, ""
            continue
        if line.strip():
            lines.append(line)
            line = ""
        room = width - (columns(indent) if lines else 0)
        while columns(piece) > room and (cut := _cut(piece, room)):
            lines.append(piece[:cut])
            piece = piece[cut:].lstrip(" ")
            room = width - columns(indent)
        line, blank = piece, ""
    lines.append(line)
    return ("\n" + indent).join(lines)


def _cut(phrase: str, room: int) -> int:
    """Where to break a phrase that is wider than the line; 0 when it cannot be broken."""
    at = used = last = good = 0
    found = list(clusters(phrase))
    for cluster, following in zip(found, [*found[1:], ""], strict=True):
        at += len(cluster)
        used += columns(cluster)
        if not following or (used > room and last):
            break
        last = at
        if used > room:
            break
        if following[0] in LEADING or cluster[-1] in "ๆฯ ":
            good = at
    # A likely beginning of a word is worth a line of ragged half length, not less.
    return good if good and columns(phrase[:good]) * 2 >= room else last
