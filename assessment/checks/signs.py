"""Characters: one set of digits, one zero, only the scripts that a Thai office writes, letters in a possible order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assessment.digits import CIRCLES
from assessment.texts.document import Document, Finding, Line, cut
from assessment.texts.glyph_codes import has_codes

# What comes before a sign has a most: a word of half a million letters would be begun anew at each of them.
_SPARED = re.compile(
    r"(?:https?|ftp)://\S+|www\.\S+|\S{1,80}@\S+|\S{1,80}\.(?:go|or|ac|in|co)\.th\S*"
    # An address or a path without its beginning, which a PDF has put on the line before.
    r"|(?<![!-~])(?=[!-~]{0,300}/)(?=[!-~]{0,300}[A-Za-z])[!-~]+"
    r"|\b[A-Za-z]+[-‑–]?[0-9]+\S*|[0-9]{1,40}[A-Za-z]+\S*"
    r"|(?:โทร|แฟกซ์|โทรศัพท์|โทรสาร|Tel|Fax)[^0-9๐-๙]{0,12}[0-9๐-๙ \-–]{6,}"
    r"|[0๐]\s?[0-9๐-๙]{1,2}[\s-]?[0-9๐-๙]{3,4}[\s-]?[0-9๐-๙]{3,4}",
    re.IGNORECASE,
)
# A code written with a Thai zero for the letter O: ๐1, ๐42.
_THAI_ZERO_CODE = re.compile(r"(?<![๐-๙0-9])๐[0-9]{1,2}(?![0-9๐-๙])")
_ALLOWED = ("THAI", "LATIN", "DIGIT", "GREEK", "MICRO", "FEMININE", "MASCULINE")
_CLUSTERS = (
    (re.compile("[\u0e48-\u0e4b][\u0e48-\u0e4b]"), "two_tone_marks"),
    (re.compile("[\u0e31\u0e34-\u0e37\u0e4d][\u0e31\u0e34-\u0e37\u0e4d]|[\u0e38\u0e39][\u0e38\u0e39]"), "two_vowels"),
    (re.compile("(?<![ก-ฮ\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"), "mark_without_letter"),
    (re.compile("[\u0e40-\u0e44](?![ก-ฮ])"), "vowel_without_letter"),
    (re.compile("[\u0e43\u0e44][ก-ฮ][\u0e48-\u0e4b]?[\u0e30\u0e32\u0e33]"), "impossible_syllable"),
    (re.compile("[\u0e31][\u0e30\u0e32\u0e33\u0e40-\u0e44]"), "impossible_syllable"),
)
MIXED_SHARE = 0.005
MIXED_LEAST = 4
MISREAD = 8
"""More lines than this with impossible letters, and the letters are not the writer's."""


def mixed_digits(document: Document) -> Iterator[Finding]:
    """Thai and Arabic digits in one text: ``digits_mixed``, with how many of each and where the fewer stand.

    Digits of addresses, telephones, codes and years of file names do not count; nor do a few in a long text.
    """
    thai: list[int] = []
    arabic: list[int] = []
    for line in document.lines:
        text = _THAI_ZERO_CODE.sub(" ", _SPARED.sub(" ", line.text))
        thai += [line.number] * len(re.findall("[๐-๙]", text))
        arabic += [line.number] * len(re.findall("[0-9]", text))
    fewer = min(thai, arabic, key=len)
    whole = len(thai) + len(arabic)
    if len(fewer) < MIXED_LEAST or len(fewer) < MIXED_SHARE * whole:
        return
    line = next(line for line in document.lines if line.number == fewer[0])
    lines = sorted(set(fewer))
    yield document.found(
        "digits_mixed", line, thai=len(thai), arabic=len(arabic), fewer="thai" if fewer is thai else "arabic",
        lines=lines[:20],
    )  # fmt: skip


def zeros(document: Document) -> Iterator[Finding]:
    """A drawn circle for zero (``zero_drawn``); codes whose letter O is a Thai zero (``code_with_zero``)."""
    circles = [line for line in document.lines if any(cell in tuple(CIRCLES) for cell in line.cells)]
    if circles:
        text = circles[0].text
        yield document.found("zero_drawn", circles[0], text, times=len(circles), lines=[one.number for one in circles])
    codes = [(match, line) for line in document.lines for match in _THAI_ZERO_CODE.finditer(line.text)]
    if len(codes) >= 2:
        first, line = codes[0]
        lines = sorted({line.number for _, line in codes})
        yield document.found("code_with_zero", line, first[0], times=len(codes), lines=lines[:20])


def foreign(document: Document) -> Iterator[Finding]:
    """Letters of scripts that do not belong here (``foreign_characters``), each line once."""
    for line in document.lines:
        found = [
            char for char in line.text if ord(char) > 127 and unicodedata.category(char)[0] in "LM" and not _known(char)
        ]
        if found or "\ufffd" in line.text:
            found += ["\ufffd"] * ("\ufffd" in line.text)
            at = line.text.index(found[0])
            names = [f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip() for char in dict.fromkeys(found)]
            yield document.found(
                "foreign_characters", line, cut(line.text[max(at - 30, 0) : at + 30]), characters=names
            )


def _known(char: str) -> bool:
    name = unicodedata.name(char, "")
    return name.startswith(_ALLOWED) or "MODIFIER" in name or "SUPERSCRIPT" in name


def font_codes(document: Document) -> Iterator[Finding]:
    """Thai letters spelt with codes of a font's own (``letters_not_searchable``): once, with the lines.

    They look right and every other check reads them; who searches the published file does not find the words.
    """
    lines = [line for line in document.lines if has_codes(line.raw)]
    if lines:
        yield document.found(
            "letters_not_searchable", lines[0], times=len(lines), lines=[one.number for one in lines[:20]]
        )


def impossible_letters(document: Document) -> Iterator[Finding]:
    """Thai letters in an order that no syllable has: ``letters_impossible``.

    A text in which many lines have them was taken from a PDF that keeps no order: one ``text_misread``.
    """
    found = [one for line in document.lines if (one := _impossible(document, line)) is not None]
    if len(found) > MISREAD:
        lines = [one.line for one in found]
        yield document.found("text_misread", document.lines[0], found[0].text, times=len(found), lines=lines[:20])
    else:
        yield from found


def _impossible(document: Document, line: Line) -> Finding | None:
    for pattern, why in _CLUSTERS:
        match = pattern.search(line.text)
        if match is None:
            continue
        before = re.search(r"[ก-๎]*$", line.text[max(match.start() - 6, 0) : match.start()])
        after = re.match(r"[ก-๎]*", line.text[match.end() : match.end() + 6])
        word = (before[0] if before else "") + match[0] + (after[0] if after else "")
        if re.search("[ก-ฮ]", word):
            return document.found("letters_impossible", line, word, why=why)
    return None


CHECKS = (mixed_digits, zeros, foreign, font_codes, impossible_letters)
