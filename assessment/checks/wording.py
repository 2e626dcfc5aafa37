"""Words: doubled, misspelt, nearly a fixed phrase of the field, one group in two spellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from assessment.texts.context import Context
from assessment.texts.dictionary import Word, boundaries, is_word, meant, runs
from assessment.texts.document import Document, Finding, Line
from assessment.texts.lexicon import distance, entries, pairs
from assessment.texts.tables import Tables

_DOUBLED = re.compile(r"([ก-๎]{4,40}?)(\s?)\1(?![ัิีึืฺุู็่้๊๋์ํะาำๅ])")
# Nouns for people and places of a verb may stand before the verb itself: ผู้ประเมินประเมิน, สถานศึกษาศึกษา.
_AGENT = re.compile(r"(?:ผู้|สถาน|คณะ|นัก|เจ้า|พนักงาน|เครื่อง|แบบ|ฝ่าย|ทีม)$")
_MEANT = ("ต่าง", "นานา", "จริง", "ช้า", "บ่อย", "เรื่อย", "ค่อย", "แต่ละ", "ล้าน", "ทั่ว", "เร็ว", "เดี๋ยว", "สมเด็จ")
_TITLED = re.compile(
    r"(?:นาย|นางสาว|นาง|น\.ส\.|ดร\.|ว่าที่|ร้อยตรี|ร้อยเอก|พล\.|พันตรี|พันเอก|คุณ|เด็กชาย|เด็กหญิง|หลวง|พระ|ม\.ร\.ว\.|ม\.ล\.|[รพจ]\.[ตทอ]\.)\s*[ก-๎.]{0,24}\s{0,3}[ก-๎]{0,24}$"
)
_PLACED = re.compile(
    r"(?:ตำบล|อำเภอ|ถนน|บ้าน|หมู่บ้าน|วัด|โรงเรียน|ซอย|แขวง|เขต|เกาะ|น้ำตก|ต\.|อ\.|จ\.|ถ\.|บริษัท|ห้าง|โรงแรม|มัสยิด|ตลาด|หาด|ห้องประชุม|สวน|คลอง|แม่น้ำ|ชุมชน|จังหวัด|มหาวิทยาลัย|วิทยาลัย|เทศบาล(?:ตำบล|เมือง|นคร)|สถาน)\s*[ก-๎]{0,24}$"
)
_UNITS = entries("units")
_COMPACT = re.compile(r"\s+")
_PUT_ASIDE = re.compile(r"\s[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_COLUMNS = 3
"""On so many lines a phrase twice at the end is two columns of a table that a PDF tells as text."""


def doubled(document: Document) -> Iterator[Finding]:
    """A word or phrase twice in a row: ``word_doubled``, each once.

    Both halves must be whole words, so that ผู้ผลิตผลิตภัณฑ์ and ตัวอย่างอย่างน้อย are none.
    """
    told: dict[str, list[int]] = {}
    ends = _columns(document)
    for line in document.lines:
        for match in _DOUBLED.finditer(line.text):
            if match[2] == "\t" or (ends >= _COLUMNS and match[2] and match.end() == len(line.text)):
                continue
            word, blank = match[1], match[2]
            before = line.text[max(match.start() - 10, 0) : match.start()]
            after = line.text[match.end() : match.end() + 1]
            if word.startswith(_MEANT) or re.match("[ัิีึืฺุู็่้๊๋์ํะาำๅๆฯ]", word):
                continue
            # Across a blank only whole phrases count: ระดับดี ระดับดีมาก is no slip.
            if blank and (re.match(r"[ก-๎]", after or " ") or re.search(r"[ก-๎]$", before)):
                continue
            if not blank and (_AGENT.search(before) or not _whole(line.text, match)):
                continue
            told.setdefault(word, []).append(line.number)
    for word, numbers in told.items():
        line = next(one for one in document.lines if one.number == numbers[0])
        yield document.found("word_doubled", line, word, times=len(numbers), lines=numbers)


def _columns(document: Document) -> int:
    """How many lines end with a phrase that stands there twice, a blank between."""
    found = (
        match for line in document.lines for match in _DOUBLED.finditer(line.text) if match.end() == len(line.text)
    )
    return sum(match[2] == " " for match in found)


def _whole(text: str, match: re.Match[str]) -> bool:
    """Whether a word begins, and ends, where each half does; การ and ความ before it belong to the word."""
    edges = boundaries(text, match.start(), match.end())
    if match.start(2) not in edges or match.end() not in edges:
        return False
    before = text[: match.start()]
    if match.start() in edges or before.endswith(("การ", "ความ")):
        return True
    # รายงานประจำปี is in the dictionary too: two words of some length that make one.
    first = max((edge for edge in edges if edge < match.start()), default=0)
    return (
        len(match[1]) >= 6 and match.start() - first >= 5 and is_word(text[first : match.start()]) and is_word(match[1])
    )


def unknown(document: Document) -> Iterator[Finding]:
    """What no dictionary has and is one letter from a common word: ``word_unknown``, each once, with what was meant.

    Names and foreign words are in no dictionary either, so a piece without such a neighbour is left alone, and so is
    one that stands there often.
    """
    found: dict[str, list[tuple[Line, str, str, int]]] = {}
    for line in document.lines:
        for start, words in runs(line.text):
            for number, word in enumerate(words):
                if word.known or _a_name(line.text, start, word):
                    continue
                before = words[number - 1].text if number else ""
                after = words[number + 1].text if number + 1 < len(words) else ""
                forms = (word.text, before + word.text, word.text + after, before + word.text + after)
                right = [(form, one) for form in forms if (one := meant(form)) is not None]
                if right:
                    written, one = max(right, key=lambda pair: len(pair[1]))
                    found.setdefault(written, []).append((line, written, one, word.start))
    for places in found.values():
        if len(places) > 5:
            continue
        line, text, one, start = places[0]
        lines = sorted({place[0].number for place in places})
        yield document.found("word_unknown", line, text, right=one, times=len(places), lines=lines, at=start)


def _a_name(text: str, start: int, word: Word) -> bool:
    """Whether a piece may be an abbreviation, a name of a person or a place, or a letter of a list."""
    around = text[max(word.start - 1, 0) : word.start] + text[word.end : word.end + 1]
    if "." in around or "ฯ" in around or "ฯ" in word.text:
        return True
    if len(word.text) == 1 and (word.start == start or not re.search("[ก-๎]", text[word.end : word.end + 1] or " ")):
        return True
    before = text[max(word.start - 60, 0) : word.start]
    return bool(_TITLED.search(before) or _PLACED.search(before))


def misspelt(document: Document) -> Iterator[Finding]:
    """Words that are often written wrong: ``misspelt``, each once with all its lines."""
    for wrong, right in pairs("misspelt"):
        found = [(match, line) for match, line in document.search(re.compile(wrong))]
        found = [(match, line) for match, line in found if right != match[0]]
        if found:
            match, line = found[0]
            lines = [one.number for _, one in found]
            yield document.found("misspelt", line, match[0], right=right, times=len(found), lines=lines)


def phrases(document: Document) -> Iterator[Finding]:
    """What is nearly a fixed phrase of the field and none: ``phrase_misspelt``, each form once."""
    compact, offsets = _compacted(document.flow)
    taken = _exact(compact)
    told: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for phrase in entries("phrases"):
        short = _COMPACT.sub("", phrase)
        if len(short) < 9:
            continue
        for start, end in _near(compact, short, taken):
            written = compact[start:end]
            told.setdefault((phrase, written), []).append((offsets[start], offsets[end - 1] + 1))
    for (phrase, _), places in told.items():
        begin, end = places[0]
        # A vowel or tone mark after a blank was put aside by whoever took the text from a PDF.
        if _PUT_ASIDE.search(document.flow[begin:end]):
            continue
        lines = sorted({document.line_at(start).number for start, _ in places})
        facts: dict[str, object] = {"right": phrase, "times": len(places), "lines": lines}
        yield document.found("phrase_misspelt", begin, document.flow[begin:end], **facts)


def _compacted(text: str) -> tuple[str, list[int]]:
    letters, offsets = [], []
    for at, char in enumerate(text):
        if not char.isspace():
            letters.append(char)
            offsets.append(at)
    return "".join(letters), offsets


@cache
def _right() -> tuple[str, ...]:
    return tuple(_COMPACT.sub("", one) for name in ("phrases", "right") for one in entries(name))


def _exact(compact: str) -> bytearray:
    """Marks every letter that belongs to a phrase as it should be."""
    taken = bytearray(len(compact))
    for phrase in _right():
        at = compact.find(phrase)
        while at >= 0:
            taken[at : at + len(phrase)] = b"\x01" * len(phrase)
            at = compact.find(phrase, at + 1)
    return taken


EDGE = 4
"""So many letters at both ends must agree: what differs at an end is the next word."""


def _near(compact: str, phrase: str, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Stretches one or two letters away from the phrase that no right phrase covers."""
    limit = 1 if len(phrase) < 13 else 2
    head, tail = phrase[:EDGE], phrase[-EDGE:]
    at = compact.find(head)
    while at >= 0:
        if not _covered(taken, at, len(phrase)):
            # The shortest stretch that ends as the phrase does and is near it.
            for length in range(len(phrase) - limit, len(phrase) + limit + 1):
                if compact[at + length - EDGE : at + length] != tail or length < 2 * EDGE:
                    continue
                written = compact[at : at + length]
                if _slip(written) and 1 <= distance(written, phrase, limit) <= limit and not _little(written, phrase):
                    yield at, at + length
                    break
        at = compact.find(head, at + 1)


_LITTLE = frozenset(
    ("จะ", "ได้", "ให้", "ของ", "การ", "ใน", "และ", "ที่", "หรือ", "มี", "ตาม", "ต่อ", "กับ", "ไป", "ๆ", "นั้น", "นี้", "โดย",
     "แก่", "เป็น", "ว่า")
)  # fmt: skip


def _little(written: str, phrase: str) -> bool:
    """Whether the two differ by a little word more or less, which is no slip."""
    first = 0
    while first < min(len(written), len(phrase)) and written[first] == phrase[first]:
        first += 1
    longer, shorter = max(written, phrase, key=len), min(written, phrase, key=len)
    size = len(longer) - len(shorter)
    # The same letters may stand on both sides of the gap: จะต้อง and ต้อง part after จ or before it.
    return size > 0 and any(
        longer[:at] + longer[at + size :] == shorter and longer[at : at + size] in _LITTLE
        for at in range(max(first - size, 0), first + 1)
    )


def _covered(taken: bytearray, start: int, length: int) -> bool:
    return sum(taken[start : start + length]) > length * 0.75


def _slip(written: str) -> bool:
    """Whether it is letters only: digits and marks between words are no slip."""
    return re.fullmatch(r"[ก-๎A-Za-z]+", written) is not None


def groups(document: Document, context: Context) -> Iterator[Finding]:
    """A group in two spellings, or one nearly a known one: ``group_spelt_twice``."""
    known = {_COMPACT.sub("", name): name for name in (*context.groups, *_UNITS)}
    seen: dict[str, list[int]] = {}
    for match in re.finditer(r"กลุ่ม|หน่วย", document.flow):
        compact = _COMPACT.sub("", document.flow[match.start() : match.start() + 80])
        seen.setdefault(compact[:44], []).append(match.start())
    wrong: dict[tuple[str, str], list[int]] = {}
    right: Counter[str] = Counter()
    for compact, starts in seen.items():
        exact = [short for short in known if compact.startswith(short)]
        right.update({short: len(starts) for short in exact})
        if exact:
            continue
        for short in known:
            limit = 1 if len(short) < 12 else 2
            if compact[:7] != short[:7]:
                continue
            lengths = range(len(short) - limit, len(short) + limit + 1)
            best, length = min((distance(compact[:n], short, limit), n) for n in lengths)
            written = compact[:length]
            if 1 <= best <= limit and _slip(written) and written[-1] == short[-1]:
                wrong.setdefault((short, written), []).extend(starts)
    for (short, written), starts in wrong.items():
        facts = {"right": known[short], "times": len(starts), "right_times": right[short]}
        yield document.found("group_spelt_twice", min(starts), written, **facts)


_UNIT_NAME = re.compile(r"^(?:กลุ่ม|กอง|ฝ่าย|งาน|สำนัก|หน่วย|ศูนย์|ส่วน)[ก-๎]{4,50}$")


def units(document: Document) -> Iterator[Finding]:
    """Units in a column of who is responsible, one of them in two spellings: ``group_spelt_twice``.

    The rarer one is the slip; two that stand equally often are told as they are.
    """
    names: Counter[str] = Counter()
    first: dict[str, Line] = {}
    for table in Tables(document).all:
        at = table.column("ผู้รับผิดชอบ", "หน่วยงานรับผิดชอบ", "กลุ่มที่รับผิดชอบ", "หน่วยงานที่รับผิดชอบ")
        if at is None:
            continue
        for row in table.rows:
            for part in re.split(r"[/,;]|\s-|^-", table.cell(row, at)):
                name = _COMPACT.sub("", part.strip(" -"))
                if _UNIT_NAME.match(name):
                    names[name] += 1
                    first.setdefault(name, row)
    known = {_COMPACT.sub("", name) for name in _UNITS}
    order = [name for name, _ in names.most_common()]
    for number, usual in enumerate(order):
        for rare in order[number + 1 :]:
            near = distance(usual, rare, 2)
            if not 1 <= near <= 2 or len(usual) < 9 or rare in known or usual in rare or rare in usual:
                continue
            if any(distance(rare[: len(one)], one, 2) <= 2 for one in known):
                continue  # told by the list of known groups
            facts = {"right": usual, "times": names[rare], "right_times": names[usual]}
            yield document.found("group_spelt_twice", first[rare], rare, **facts)


CHECKS = (misspelt, phrases, doubled, unknown, units)
KNOWING = (groups,)
