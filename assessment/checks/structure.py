"""The parts of a paper: numbers that are there, headings in order, orders that say what to do, names that belong."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from assessment.checks.people import for_the_pen
from assessment.digits import arabic, folded
from assessment.texts.calendar import MONTH, YEAR, full_year, month_number
from assessment.texts.document import Document, Finding, Line
from assessment.texts.tables import Tables

_MEMO_NUMBER = re.compile(
    r"^(?:\*\*)?ที่\s*([ก-ฮ]{2,3}\s*[0-9๐-๙.]{3,12})\s*/\s*(?:ว\s*)?([0-9๐-๙]*)\s*(?:\.{2,}|…+)?\s*(วันที่.*)?$"
)
_ORDER_NUMBER = re.compile(r"^ที่\s*(?:\.{2,}|…+|\s)*/\s*(2[0-9]{3}|\.{2,}|…+)\s*$")
_NO_NUMBER = re.compile(r"(?:คำสั่ง|ประกาศ|ครั้ง)[^\n]{0,80}?ที่\s*(?:\.{2,}|…+)?\s*/\s*25[0-9]{2}")
_EMPTY_DATE = re.compile(
    rf"(?:(?:สั่ง|ประกาศ)\s*ณ\s*วันที่|^วันที่)\s*(?:\.{{2,}}|…+|\s)*(?:(?:เดือน)?\s*(?:\.{{2,}}|…+|{MONTH})?\s*(?:พ\.ศ\.)?\s*(?:\.{{2,}}|…+|2[0-9]{{3}})?)?\s*$"
)
_NUMBERED = re.compile(r"^([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})[.)]?\s+(?=[ก-๎A-Za-z(“\"])")
_DANGLING = re.compile(r"(?:^|\s)([0-9]{1,2})\s*\.\s*$")
_ORDER = re.compile(r"^คำสั่ง\s*[ก-๎]")
_ORDER_END = re.compile(r"^(?:ทั้งนี้\s*)?.*สั่ง\s*ณ\s*วันที่")
_DUTIES = re.compile(r"หน้าที่|อำนาจ|ให้ดำเนินการ|รับผิดชอบ|มีภารกิจ|ให้คณะ(?:ทำงาน|กรรมการ)(?:ดำเนินการ|ปฏิบัติ)")
_MONTHLY = re.compile(
    rf"(?:เดือนละ|ทุกเดือน)\s*([0-9]{{0,2}})\s*(?:ครั้ง)?[^\n]{{0,120}}?(?:ตั้งแต่)?เดือน\s*({MONTH})\s*{YEAR}([0-9]{{4}})?\s*(?:ถึง|-|–)\s*(?:เดือน)?\s*({MONTH})\s*{YEAR}([0-9]{{4}})?"
)
_HELD = re.compile(r"ครั้งที่\s*([0-9]{1,2})")
_SUBJECT = re.compile(r"^เรื่อง\s+(.{6,200})$")
_REPORT = re.compile(r"^(?:#\s*)?รายงาน(?:ผล|การ)")
_MEASURES = re.compile(r"^(?:#\s*)?มาตรการ")


def empty_numbers(document: Document) -> Iterator[Finding]:
    """A letter, order or date without its number: ``number_empty``, ``date_empty``.

    The day below a signature is written by who signs: dots left for the pen are no gap.
    """
    pens = for_the_pen(document)
    for line in document.lines:
        if line.cells:
            continue
        plain = line.plain.strip("* ")
        match = _MEMO_NUMBER.match(plain)
        if match and not match[2]:
            yield document.found("number_empty", line, prefix=match[1])
        elif _ORDER_NUMBER.match(plain) or _NO_NUMBER.search(plain):
            yield document.found("number_empty", line, prefix="")
        elif _EMPTY_DATE.search(plain) and len(plain) < 60 and line.number not in pens:
            yield document.found("date_empty", line)


def numbered_headings(document: Document) -> Iterator[Finding]:
    """Numbered headings that skip: ``headings_skip``, once a gap. Only whole series count: 3, then 5.4, then 5.5."""
    found: list[tuple[tuple[int, ...], Line]] = []
    for line in document.lines:
        match = None if line.cells else _NUMBERED.match(line.plain)
        if match and len(line.text) < 320:
            found.append((tuple(int(part) for part in match[1].split(".")), line))
    tops = [(number[0], number, line) for number, line in found]
    told: set[int] = set()
    for (before, old, _), (after, number, line) in itertools.pairwise(tops):
        if before in told or after - before != 2 or len(number) < 2 or number[-1] == 1:
            continue
        # A jump of the first number into the middle of a later chapter: what stood between is gone.
        if not any(one[0] == before + 1 for one in tops):
            told.add(before)
            facts: dict[str, object] = {"earlier": ".".join(map(str, old)), "later": ".".join(map(str, number))}
            yield document.found("headings_skip", line, **facts)
    for (old, _), (number, line) in itertools.pairwise(found):
        same = len(old) == len(number) >= 2 and old[:-1] == number[:-1]
        if same and number[-1] - old[-1] == 2 and not any(one == (*old[:-1], old[-1] + 1) for one, _ in found):
            facts = {"earlier": ".".join(map(str, old)), "later": ".".join(map(str, number))}
            yield document.found("headings_skip", line, **facts)


def dangling(document: Document) -> Iterator[Finding]:
    """A number of a list with nothing behind it: ``number_alone``."""
    for line in document.lines:
        for cell in line.cells or ((line.text,) if len(line.text) > 40 else ()):
            match = _DANGLING.search(arabic(cell))
            if match and len(cell) > 20 and re.search(rf"(?:^|\s){match[1]}\s*[.)]\s*[ก-๎]", arabic(cell)):
                yield document.found("number_alone", line, cell[-60:], number=match[1])


def duties(document: Document) -> Iterator[Finding]:
    """An order that appoints and gives nobody anything to do: ``order_without_duties``."""
    for index, line in enumerate(document.lines):
        if line.cells or not _ORDER.match(line.text) or len(line.text) > 160:
            continue
        body: list[str] = []
        for one in document.lines[index + 1 : index + 120]:
            body.append(one.text)
            if _ORDER_END.match(one.text):
                break
        else:
            continue
        text = " ".join(body)
        if not re.search(r"แต่งตั้ง", text[:400]):
            continue
        members = sum(bool(re.search(r"(?:คณะทำงาน|กรรมการ|ประธาน|เลขานุการ)\s*\|?$", one.strip())) for one in body)
        after = text.split("ดังนี้", 1)[-1]
        if members >= 3 and not _DUTIES.search(re.sub(r"เจ้าหน้าที่|หัวหน้าหน่วย|กลุ่มอำนาจการ|ผู้มีอำนาจ", "", after)):
            yield document.found("order_without_duties", line, line.text, members=members)


def bodies(document: Document) -> Iterator[Finding]:
    """An order that appoints a working group where the text speaks of a committee: ``body_named_otherwise``."""
    appointed = re.compile(r"(?:คำสั่ง|เรื่อง)[^\n]{0,200}?แต่งตั้ง(คณะทำงาน|คณะกรรมการ)")
    orders = {match[1] for match, _ in document.search(appointed)}
    titles = [
        line for line in document.lines
        if not line.cells and re.match(r"เรื่อง\s*แต่งตั้ง(?:คณะทำงาน|คณะกรรมการ)", line.text)
    ]  # fmt: skip
    if len(titles) != 1:
        return
    named = "คณะทำงาน" if "แต่งตั้งคณะทำงาน" in titles[0].text else "คณะกรรมการ"
    other = "คณะกรรมการ" if named == "คณะทำงาน" else "คณะทำงาน"
    del orders
    heading = re.compile(rf"^(?:[0-9.]+\s*)?(?:การ)?แต่งตั้ง{other}")
    for line in document.lines:
        if not line.cells and heading.match(line.plain):
            facts: dict[str, object] = {"order": named, "order_line": titles[0].number, "named": other}
            yield document.found("body_named_otherwise", line, **facts)
            return


def meetings(document: Document) -> Iterator[Finding]:
    """Monthly meetings announced for several months of which fewer are reported: ``meetings_not_reported``."""
    for match, line in document.search(_MONTHLY):
        begin, end = month_number(match[2]), month_number(match[4])
        year = full_year(match[5]) if match[5] else 0
        first = full_year(match[3]) if match[3] else year
        months = (year - first) * 12 + end - begin + 1
        each = int(match[1] or 1)
        window = document.plain[match.start() : match.start() + 2500]
        held = {int(one) for one in _HELD.findall(window)}
        if 2 <= months <= 12 and held and max(held) < months * each:
            facts: dict[str, object] = {"planned": months * each, "reported": max(held)}
            yield document.found("meetings_not_reported", line, match[0], **facts)


def accountable(document: Document) -> Iterator[Finding]:
    """Items of every group or of two, and nobody who compiles them: ``nobody_compiles``, all together."""
    wrong: list[tuple[str, Line]] = []
    for table in Tables(document).all:
        at = table.column("ผู้รับผิดชอบ", "หน่วยงานรับผิดชอบ", "กลุ่มที่รับผิดชอบ")
        code_at = table.column("ข้อ", "ลำดับ", "ที่")
        if at is None or code_at is None or code_at == at or table.column("มาตรการ", "กิจกรรม") is not None:
            continue
        rows = [(arabic(table.cell(row, code_at)), table.cell(row, at), row) for row in table.rows]
        named = [cell for _, cell, _ in rows if cell]
        if not any("รวบรวม" in cell for cell in named):
            continue  # the table names nobody who compiles at all: another convention
        for number, cell, row in rows:
            several = re.match(r"^-?\s*ทุกกลุ่ม(?:/หน่วย|งาน)?\s*$", cell) or re.search(
                r"(?:กลุ่ม|หน่วย)\S+\s*/\s*(?:กลุ่ม|หน่วย)", cell
            )
            if several and "รวบรวม" not in cell:
                wrong.append((number, row))
    if wrong:
        facts: dict[str, object] = {
            "items": [f"O{number}" for number, _ in wrong],
            "lines": [row.number for _, row in wrong],
        }
        yield document.found("nobody_compiles", wrong[0][1], **facts)


def subject(document: Document) -> Iterator[Finding]:
    """A memo about a report to which measures are attached, or the other way round: ``subject_differs``."""
    memo = next((line for line in document.lines[:40] if "บันทึกข้อความ" in line.text), None)
    about = next(
        (match for line in document.lines[:60] if (match := _SUBJECT.match(line.text)) and not line.cells), None
    )
    if memo is None or about is None:
        return
    kinds = (("report", _REPORT), ("measures", _MEASURES))
    said = next((kind for kind, pattern in kinds if pattern.match(about[1])), None)
    heads = [
        line for line in document.lines[15:]
        if (line.heading or len(line.text) < 160) and not line.cells and not line.text.startswith("เรื่อง")
    ]  # fmt: skip
    attached = Counter(kind for line in heads for kind, pattern in kinds if pattern.match(line.text))
    if said is None or attached[said] or not attached:
        return
    line = next(one for one in document.lines if _SUBJECT.match(one.text))
    yield document.found("subject_differs", line, about[1], said=said, attached=attached.most_common(1)[0][0])


def questions(document: Document) -> Iterator[Finding]:
    """Measures put as questions of a questionnaire: ``measure_is_question``, all together."""
    found: list[tuple[str, Line]] = []
    for table in Tables(document).all:
        at = table.column("มาตรการ")
        if at is None:
            continue
        for row in table.rows:
            cell = table.cell(row, at).strip()
            if re.search(r"(?:หรือไม่|เพียงใด|มากน้อยเพียงใด|อย่างไร)\s*\??$", cell):
                found.append((cell, row))
    if found:
        cells = [cell for cell, _ in found]
        lines = [line.number for _, line in found]
        yield document.found("measure_is_question", found[0][1], cells[0], measures=cells, lines=lines)


def lists(document: Document) -> Iterator[Finding]:
    """The same enumeration twice, one member of which is another: ``lists_differ``."""
    found: list[tuple[tuple[str, ...], Line]] = []
    for start, end in document.paragraphs:
        text = document.flow[start:end]
        found += [(names, document.line_at(start)) for names in _enumerations(text)]
    told: set[tuple[str, str]] = set()
    for number, (names, _) in enumerate(found):
        for others, line in found[number + 1 :]:
            if len(names) != len(others) or len(names) < 3 or max(map(len, (*names, *others))) > 70:
                continue
            differ = [(a, b) for a, b in zip(names, others, strict=True) if not _alike(a, b)]
            if len(differ) == 1 and not set(differ) & told:
                told |= set(differ)
                was, becomes = differ[0]
                yield document.found("lists_differ", line, becomes, first=was, second=becomes, members=len(names))


def _enumerations(text: str) -> Iterator[tuple[str, ...]]:
    """Names of the members of lists (1) … (2) … in one stretch of text."""
    parts = re.split(r"\(\s?([0-9๐-๙]{1,2})\s?\)", text)
    names: list[str] = []
    for mark, rest in zip(parts[1::2], parts[2::2], strict=False):
        number = int(arabic(mark))
        if number == 1 and len(names) > 1:
            yield tuple(names)
        if number == 1:
            names = []
        elif number != len(names) + 1:
            if len(names) > 1:
                yield tuple(names)
            names = []
            continue
        name = re.split(r"\s+ได้แก่|\s+และ\s*$|\s+ซึ่ง|\s+โดย|\s+ทั้งนี้|\s+เพื่อ|,", " " + rest)[0]
        names.append(re.sub(r"\s+และ\s*$", "", name).strip())
    if len(names) > 1:
        yield tuple(names)


def _alike(one: str, other: str) -> bool:
    a, b = folded(one), folded(other)
    return a == b or (min(len(a), len(b)) >= 6 and (a in b or b in a))


CHECKS = (
    empty_numbers, numbered_headings, dangling, duties, bodies, meetings, accountable, subject, questions, lists,
)  # fmt: skip
