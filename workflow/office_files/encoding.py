"""Bytes of a text file to text: UTF-8, UTF-16 with BOM, or Windows-874: what Excel and Notepad write in Thailand."""

import codecs
import re

from workflow.office_files.problems import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF8_THAI = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]")
_LINE_END = re.compile("\r\n|\n|\r")


def decode(name: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text, and a problem per line that holds bytes its encoding does not know.

    Those bytes become U+FFFD in the text. The encoding is that of the whole file: a UTF-8 file with one damaged byte
    stays UTF-8, for read as Windows-874 it would turn into nonsense without a word.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(encoding, name, data[len(mark) :])
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    high = sum(byte >= 0x80 for byte in data)
    in_utf8 = 3 * len(_UTF8_THAI.findall(data))
    return _decode_as("utf-8" if in_utf8 > high / 2 else "cp874", name, data)


def looks_misread(text: str) -> bool:
    """Whether this is Thai that was UTF-8, read as Windows-874 and saved so: เธเธฅ... for every letter.

    Such a cell is well-formed text, so that only its pattern gives it away.
    """
    if len(text) < 6:
        return False
    raw = bytearray()
    for mark in text:
        try:
            raw += mark.encode("cp874")
        except UnicodeEncodeError:
            if not "\x80" <= mark <= "\x9f":  # bytes cp874 leaves undefined are carried through as they are
                return False
            raw.append(ord(mark))
    try:
        meant = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum("\u0e00" <= mark <= "\u0e7f" for mark in meant) >= 2


def _decode_as(encoding: str, name: str, data: bytes) -> tuple[str, list[Problem]]:
    text = data.decode(encoding, errors="replace")
    if "\ufffd" not in text:
        return text, []
    problems = [
        Problem(
            "bad_bytes",
            {
                "file": name,
                "line": number,
                "column": line.index("\ufffd") + 1,
                "encoding": encoding,
                "value": line[:80],
            },
        )
        for number, line in enumerate(_LINE_END.split(text), start=1)
        if "\ufffd" in line
    ]
    return text, problems
