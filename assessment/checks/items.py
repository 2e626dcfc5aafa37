"""Items: code against title, score against comment, titles against the year's list, forms against the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assessment.digits import arabic, folded
from assessment.scoring.analysis import fault_in
from assessment.texts.context import Context, ItemList, likeness, list_of, own_year
from assessment.texts.document import Document, Finding, Line
from assessment.texts.tables import ScoreTable, Tables

_CODED_LINE = re.compile(r"^(?:[-•]\s*)?(?:ข้อ\s*)?[Oo0๐]\s?([0-9]{1,2})[\s.:)]+([ก-๎A-Za-z].{3,160})$")
_SECTION = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2})?\s*\)\s*(.+)$")
_SUB = re.compile(r"^([0-9]{1,2}\.[0-9]{1,2})\s*\)")
_FORM = re.compile(r"ITA\s*[-–]?\s*[oO๐0]\s?([0-9]{2})(?![0-9])")
_ALL_SUBJECTS = re.compile(r"(?:เปิดเผย|เผยแพร่)[^\n]{0,160}?(?:ทั้ง|ครบ(?:ทั้ง)?)\s*([0-9]{1,2})\s*(?:ประเด็น|ด้าน|ตัวชี้วัดย่อย)")
SAME = 0.9


def comments(document: Document) -> Iterator[Finding]:
    """Full marks beside a comment that something is missing: ``comment_against_score``."""
    for table in Tables(document).items:
        values = [score.value for score in table.scores if score.value is not None]
        for score in table.scores:
            if score.value is not None and values and score.value == max(values) > 0 and fault_in(score.comment):
                facts: dict[str, object] = {"item": score.key, "score": str(score.value), "comment": score.comment}
                yield document.found("comment_against_score", score.line, **facts)


def coded_lines(document: Document, context: Context) -> Iterator[Finding]:
    """A code before another item's title (``code_of_other_item``); a title that the text's own table spells otherwise
    (``title_differs_from_table``, items with the same difference together)."""
    titles = _titles(document, context)
    if len(titles) < 8:
        return
    changed: dict[tuple[str, str], list[tuple[str, Line]]] = {}
    for line in document.lines:
        match = None if line.cells else _CODED_LINE.match(line.plain)
        if match is None:
            continue
        code, written = f"O{int(match[1])}", match[2]
        if code not in titles:
            continue
        own = likeness(titles[code], written)
        other = max((one for one in titles if one != code), key=lambda one: likeness(titles[one], written))
        if likeness(titles[other], written) >= SAME > own:
            facts: dict[str, object] = {"item": code, "title": titles[code], "other": other}
            yield document.found("code_of_other_item", line, **facts)
        elif 0.5 <= own < 0.999 and (difference := _difference(titles[code], written)) is not None:
            changed.setdefault(difference, []).append((code, line))
    for (was, becomes), found in changed.items():
        codes = [code for code, _ in found]
        lines = [line.number for _, line in found]
        yield document.found(
            "title_differs_from_table", found[0][1], items=codes, table=was, written=becomes, lines=lines
        )


def _titles(document: Document, context: Context) -> dict[str, str]:
    """Code -> title, by the text's own table where it has one, else by its year's list."""
    for table in Tables(document).items:
        if len(table.by_key) >= 8:
            titles = {code: score.title for code, score in table.by_key.items()}
            for other in Tables(document).items:
                titles = {code: score.title for code, score in other.by_key.items()} | titles
            return titles
    year = own_year(document)
    known = next((one for one in context.lists if one.year == year), None)
    return {item.code: item.title for item in known.items} if known else {}


def _difference(was: str, becomes: str) -> tuple[str, str] | None:
    """The stretch in which two titles differ; None when it is no more than a letter or a blank."""
    a, b = folded(was), folded(becomes)
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    first = 0
    while first < min(len(a), len(b)) and a[first] == b[first]:
        first += 1
    last = 0
    while last < min(len(a), len(b)) - first and a[-1 - last] == b[-1 - last]:
        last += 1
    left, right = a[first : len(a) - last], b[first : len(b) - last]
    return (left, right) if len(blocks) > 1 and left and right and max(len(left), len(right)) > 3 else None


def against_list(document: Document, context: Context) -> Iterator[Finding]:
    """Rows of a table against the year's list: another item's title (``code_of_other_item``), and titles that are
    spelt otherwise, all together (``titles_differ_from_list``)."""
    known = list_of(document, context)
    if known is None:
        return
    changed: dict[str, tuple[str, Line]] = {}
    for table in Tables(document).items:
        for score in table.scores:
            item = known.by_code.get(score.key)
            if item is None or score.key in changed:
                continue
            own = likeness(item.title, score.title)
            if own == 1.0 or _held(item.title, score.title):
                continue
            other = max(known.items, key=lambda one: likeness(one.title, score.title))
            if other.code != item.code and likeness(other.title, score.title) >= SAME > own:
                facts: dict[str, object] = {"item": item.code, "title": item.title, "other": other.code}
                yield document.found("code_of_other_item", score.line, **facts)
            else:
                changed[score.key] = (score.title, score.line)
    if changed:
        first = next(iter(changed.values()))[1]
        titles = {code: title for code, (title, _) in changed.items()}
        lines = [line.number for _, line in changed.values()]
        facts = {"list": known.name, "items": list(titles), "titles": titles, "lines": lines}
        yield document.found("titles_differ_from_list", first, **facts)


def _held(title: str, written: str) -> bool:
    """Whether what is written is the title with an explanation in brackets, such as ช่องทางการสอบถาม (Q&A)."""
    return folded(re.sub(r"\([^)]*\)", "", written)) == folded(title)


def topics(document: Document, context: Context) -> Iterator[Finding]:
    """Items under a topic that is not theirs, for want of their own heading: ``topic_missing``. A column of items that
    is headed as one of sub-indicators: ``items_called_sub_indicators``."""
    known = list_of(document, context)
    for table in Tables(document).items:
        title_at = table.table.column("ตัวชี้วัดย่อย")
        subs = [row for row in table.table.rows if any(_SUB.match(arabic(cell)) for cell in row.cells)]
        if title_at is not None and subs:
            facts: dict[str, object] = {"heading": table.table.head.cells[title_at]}
            yield document.found("items_called_sub_indicators", table.table.head, **facts)
            break
    if known is None:
        return
    wrong: dict[str, dict[str, Line]] = {}
    for table in Tables(document).items:
        for code, topic, line in _under(table):
            item = known.by_code.get(code)
            if item is None or not item.topic or not topic or _same_topic(item.topic, topic):
                continue
            wrong.setdefault(item.topic, {}).setdefault(code, line)
    printed = [folded(topic) for table in Tables(document).items for _, topic, _ in _under(table)]
    for topic, codes in wrong.items():
        if any(_same_topic(topic, one) for one in printed):
            continue
        lines = list(codes.values())
        facts = {"topic": topic, "items": list(codes), "list": known.name}
        yield document.found("topic_missing", lines[0], **facts)


def _under(table: ScoreTable) -> Iterator[tuple[str, str, Line]]:
    """Code, the topic heading above it (empty when there is none), and line."""
    by_line = {score.line.number: score.key for score in table.scores}
    topic = ""
    for row in table.table.rows:
        if row.number in by_line:
            yield by_line[row.number], topic, row
            continue
        for cell in row.cells:
            plain = arabic(cell)
            if _SUB.match(plain):
                topic = ""
            elif match := _SECTION.match(plain):
                topic = match[1]


def _same_topic(one: str, other: str) -> bool:
    a, b = folded(one), folded(other)
    return a in b or b in a or likeness(one, other) >= 0.7


def forms(document: Document, context: Context) -> Iterator[Finding]:
    """A form with the number of an item that is about something else in that year: ``form_of_other_year``."""
    year = own_year(document)
    known = next((one for one in context.lists if one.year == year), None)
    if known is None:
        return
    wrong: dict[str, list[Line]] = {}
    for match, line in document.search(_FORM):
        item = known.by_code.get(f"O{int(match[1])}")
        before = document.flow[max(match.start() - 220, 0) : match.start()]
        if item is not None and "จัดซื้อจัดจ้าง" in before and not re.search("จัดซื้อ|พัสดุ", item.title):
            wrong.setdefault(item.code, []).append(line)
    if wrong:
        lines = [line for found in wrong.values() for line in found]
        titles = {code: known.by_code[code].title for code in wrong}
        facts: dict[str, object] = {
            "year": year,
            "items": list(wrong),
            "titles": titles,
            "lines": [line.number for line in lines],
        }
        yield document.found("form_of_other_year", lines[0], **facts)


def all_subjects(document: Document) -> Iterator[Finding]:
    """Disclosure claimed in all subjects where one of them has nothing but zeros: ``claim_against_scores``."""
    means: dict[str, tuple[str, list[object]]] = {}
    for table in Tables(document).items:
        by_line = {score.line.number: score for score in table.scores}
        sub = ""
        for row in table.table.rows:
            score = by_line.get(row.number)
            if score is not None and sub and score.value is not None:
                means[sub][1].append(score.value)
                continue
            for cell in row.cells:
                match = _SUB.match(arabic(cell))
                if match:
                    sub = match[1]
                    means.setdefault(sub, (arabic(cell)[match.end() :].strip(), []))
    empty = {sub: title for sub, (title, values) in means.items() if len(values) >= 2 and not any(values)}
    claims = list(document.search(_ALL_SUBJECTS))
    for match, line in claims[:1]:
        inside = {sub: title for sub, title in empty.items() if sub.split(".")[0] == "9"} or empty
        if inside and set(empty) - set(inside) != set(means):
            text = document.flow[match.start() : match.end()]
            yield document.found("claim_against_scores", line, text, without=list(inside), titles=list(inside.values()))


def annual(document: Document) -> Iterator[Finding]:
    """A report on a whole year that is asked for progress, as a half-year report is: ``annual_asks_progress``."""
    for table in Tables(document).items:
        detail_at = table.table.column("รายละเอียด", "องค์ประกอบ")
        if detail_at is None:
            continue
        for score in table.scores:
            detail = table.table.cell(score.line, detail_at)
            report = re.search(r"^รายงานผล.*ประจำปี", score.title) and not re.search(r"รอบ|ติดตาม", score.title)
            if report and re.search("ความก้าวหน้า", detail):
                yield document.found("annual_asks_progress", score.line, score.title, item=score.key)


CHECKS = (comments, all_subjects, annual)
KNOWING = (coded_lines, against_list, topics, forms)
__all__ = ["CHECKS", "KNOWING", "ItemList"]
