"""Numbers: sums of tables, counts of what is listed, differences, shares, and scores told twice."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from assessment.digits import arabic, read_score
from assessment.texts.document import Document, Finding
from assessment.texts.tables import Tables, paragraphs

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?"
_THINGS = (
    "ตัวชี้วัดย่อย|ตัวชี้วัด|ประเด็น|ข้อคำถาม|ข้อ|ด้าน|องค์ประกอบ|ขั้นตอน|ประการ|มาตรการ|โครงการ|กิจกรรม|ส่วน|เครื่องมือ|หมวด|กลุ่ม"
    "|เรื่อง|ช่องทาง"
)
_LISTED = re.compile(
    rf"(?<![0-9.])([0-9]{{1,2}})\s*({_THINGS})\s*(?:คือ|ได้แก่|ดังนี้|ประกอบด้วย|ดังต่อไปนี้)?[\s:]*(?=\(\s?1\s?\)|1\s?\)|\(1\))"
)
_INDICATORS_LISTED = re.compile(r"จำนวน\s*([0-9]{1,2})\s*ตัวชี้วัด\s*(?:คือ|ได้แก่|ประกอบด้วย)([^.\n]{5,400})")
_DIFFERENCE = re.compile(
    rf"(?:สูงกว่า|ต่ำกว่า|มากกว่า|น้อยกว่า|เพิ่มขึ้น|ลดลง)[^0-9\n]{{0,60}}?(?:จำนวน|คิดเป็น|ร้อยละ|อยู่|เท่ากับ)?\s*({_NUMBER})\s*(?:คะแนน|จุด)"
)
_SHARE = re.compile(
    rf"(?<![0-9.,])([0-9,]+)\s*(?:คน|ข้อ|ตัวชี้วัด|โครงการ|กิจกรรม|ราย|เรื่อง|แห่ง|ชุด|รายการ|บาท)?\s*จาก(?:ทั้งหมด|จำนวน|ทั้งสิ้น)?\s*([0-9,]+)"
    rf"\s*(?:คน|ข้อ|ตัวชี้วัด|โครงการ|กิจกรรม|ราย|เรื่อง|แห่ง|ชุด|รายการ|บาท)?\s*(?:\()?\s*(?:คิดเป็น|คิดเป็นร้อยละ|ร้อยละ)\s*(?:ร้อยละ)?\s*({_NUMBER})"
)
_STATUS = (
    re.compile(r"เผยแพร่(?:ข้อมูล)?แล้ว\s*(?:จำนวน)?\s*([0-9]+)\s*(ตัวชี้วัด|ข้อ|รายการ)"),
    re.compile(r"(?:เสนอ(?:ขอ)?|ขอ|รอ)(?:ความเห็นชอบ|อนุมัติ)[^0-9\n]{0,30}([0-9]+)\s*(?:ตัวชี้วัด|ข้อ|รายการ)"),
    re.compile(r"(?:รวบรวม|จัดทำข้อมูล)[^0-9\n]{0,60}([0-9]+)\s*(?:ตัวชี้วัด|ข้อ|รายการ)"),
)
_ALL_ITEMS = re.compile(r"(?:เป็น|ทั้งหมด|ทั้งสิ้น|รวม|จำนวน|ครบ(?:ทั้ง)?)\s*(?:จำนวน)?\s*([0-9]{2})\s*(?:ตัวชี้วัด|ข้อ|รายการ)")
_SCORE_TOLD = re.compile(
    r"ตัวชี้วัดที่\s*([0-9]{1,2})\s*(?:การ[ก-๎ ]{2,40}?|[ก-๎ ]{2,40}?)?\s*(?:ได้|มี)?\s*"
    rf"(?:คะแนน|คณะณ|ร้อยละ|ผลคะแนน|ค่าคะแนน)\s*(?:เท่ากับ|ร้อยละ|คือ|เฉลี่ย)?\s*({_NUMBER})"
)


def number(text: str) -> Decimal:
    """A number without its commas."""
    return Decimal(text.replace(",", ""))


def sums(document: Document) -> Iterator[Finding]:
    """A total row of a table of counts or money that is not the sum: ``sum_wrong``.

    Means and weighted totals of scores are no sums; a column is only judged when it can be nothing else.
    """
    for table in Tables(document).all:
        width = len(table.head.cells)
        body = [row for row in table.rows if not _is_total(row.cells)]
        totals = [row for row in table.rows if _is_total(row.cells)]
        if len(totals) != 1 or len(body) < 2 or table.rows[-1] is not totals[0]:
            continue
        for at in range(1, width):
            heading = table.head.cells[at]
            if re.search("ระดับ|เฉลี่ย|S\\.?D|ลำดับ|ที่$", heading):
                continue
            values = [read_score(table.cell(row, at)) for row in body]
            total = read_score(table.cell(totals[0], at))
            known = [value for value in values if value is not None]
            if total is None or len(known) != len(body) or sum(known) == total:
                continue
            mean = sum(known, Decimal(0)) / len(known)
            score = re.search("คะแนน|ผลการประเมิน|ร้อยละ", heading)
            if abs(mean - total) <= Decimal("0.011") or total == max(known):
                continue
            if score and (_weighted(known) == total or (max(known) <= 100 and min(known) > total / len(known))):
                continue  # a mean or a weighted total of scores
            if abs(sum(known) - total) <= Decimal("0.01") * len(known) and any("." in str(one) for one in known):
                continue  # parts that were rounded
            text = f"{heading}: {total}"
            yield document.found("sum_wrong", totals[0], text, stated=str(total), computed=str(sum(known)))


def _is_total(cells: tuple[str, ...]) -> bool:
    first = next((cell for cell in cells if cell), "")
    return bool(re.fullmatch(r"รวม(?:ทั้งสิ้น|ทั้งหมด|จำนวน|เป็นเงิน)?|รวมทั้งหมด", first.strip()))


def _weighted(values: list[Decimal]) -> Decimal | None:
    """The total of ten indicators by the weights 30, 30 and 40."""
    if len(values) != 10:
        return None
    parts = (values[:5], values[5:8], values[8:])
    exact = sum(
        (weight * sum(part, Decimal(0)) / len(part) for weight, part in zip((30, 30, 40), parts, strict=True)),
        Decimal(0),
    )
    return (exact / 100 + Decimal("0.000001")).quantize(Decimal("0.01"))


def listed(document: Document) -> Iterator[Finding]:
    """A number of things beside a list of another length: ``count_differs_from_list``."""
    for start, text in paragraphs(document):
        for match in _LISTED.finditer(text):
            said = int(match[1])
            marks = [int(one) for one in re.findall(r"\(?\s?([0-9]{1,2})\s?\)", text[match.end() :])]
            run = 0
            for mark in marks:
                if mark != run + 1:
                    break
                run = mark
            if run >= 2 and run != said:
                yield document.found(
                    "count_differs_from_list", start + match.start(), match[0], said=said, listed=run, what=match[2]
                )
        for match in _INDICATORS_LISTED.finditer(text):
            said, found = int(match[1]), re.findall(r"ตัวชี้วัดที่\s*([0-9]{1,2})", match[2])
            if len(found) >= 2 and len(found) != said and len(set(found)) == len(found) and len(match[2]) < 395:
                yield document.found(
                    "count_differs_from_list", start + match.start(), match[0], said=said, listed=len(found),
                    what="ตัวชี้วัด",
                )  # fmt: skip


def over_full(document: Document) -> Iterator[Finding]:
    """A score above its full marks: ``score_over_full``."""
    for table in Tables(document).all:
        full_at = table.column("คะแนนเต็ม")
        score_at = next(
            (at for at, cell in enumerate(table.head.cells) if re.fullmatch(r"(?:ผล)?คะแนน(?:ที่ได้)?|ผลการประเมิน", cell)),
            None,
        )
        if full_at is None or score_at is None:
            continue
        for row in table.rows:
            full, score = read_score(table.cell(row, full_at)), read_score(table.cell(row, score_at))
            if full is not None and score is not None and score > full:
                yield document.found("score_over_full", row, score=str(score), full=str(full))


def differences(document: Document) -> Iterator[Finding]:
    """A difference that the two numbers before it do not have: ``difference_wrong``."""
    for start, text in paragraphs(document):
        for match in _DIFFERENCE.finditer(text):
            said = number(match[1])
            before = [
                number(one) for one in re.findall(r"(?<![0-9.,])[0-9]{1,3}\.[0-9]{1,2}(?![0-9])", text[: match.start()])
            ]
            before += [
                number(one) for one in re.findall(r"\(([0-9]{1,3}\.[0-9]{1,2})\)", text[match.end() : match.end() + 40])
            ]
            numbers = list(dict.fromkeys(before))[-6:]
            if len(numbers) < 2 or "." not in match[1]:
                continue
            gaps = {abs(a - b) for a in numbers for b in numbers if a != b}
            if said not in gaps and said not in numbers:
                near = min(gaps, key=lambda gap: abs(gap - said))
                if abs(near - said) < 5:
                    where = start + match.start()
                    yield document.found("difference_wrong", where, match[0], said=str(said), computed=str(near))


def shares(document: Document) -> Iterator[Finding]:
    """A share in per cent that its two numbers do not give: ``share_wrong``."""
    for match, line in document.search(_SHARE):
        part, whole, said = number(match[1]), number(match[2]), number(match[3])
        if not whole or part > whole or whole > 10_000_000 or (2400 < whole < 2700):
            continue
        share = part * 100 / whole
        places = len(match[3].partition(".")[2])
        if abs(share - said) > Decimal(1).scaleb(-places) / 2 + Decimal("0.0051"):
            text = document.flow[match.start() : match.end()]
            yield document.found(
                "share_wrong", line, text, said=str(said), computed=str(share.quantize(Decimal("0.01")))
            )


def status(document: Document) -> Iterator[Finding]:
    """The three numbers of progress that do not make up all items: ``status_does_not_sum``."""
    everything = {int(match[1]) for match, _ in document.search(_ALL_ITEMS)}
    everything |= {len(table.by_key) for table in Tables(document).items}
    for start, text in paragraphs(document):
        found = [pattern.search(text) for pattern in _STATUS]
        first, second, third = found
        if first is None or second is None or third is None:
            continue
        numbers = [int(one[1]) for one in (first, second, third)]
        totals = {whole for whole in everything if whole not in numbers and whole > max(numbers)}
        if totals and sum(numbers) not in totals:
            whole = min(totals, key=lambda one: abs(one - sum(numbers)))
            yield document.found(
                "status_does_not_sum", start + first.start(), first[0], numbers=numbers, sum=sum(numbers), whole=whole
            )


def told_twice(document: Document) -> Iterator[Finding]:
    """A score in prose or in a second table that the first table does not have: ``score_differs``."""
    tables = Tables(document)
    if tables.indicators:
        first = tables.indicators[0]
        for other in tables.indicators[1:]:
            for score in other.scores:
                was = first.by_key.get(score.key)
                if was is not None and was.value != score.value:
                    facts: dict[str, object] = {
                        "what": score.key,
                        "score": str(score.value),
                        "table": str(was.value),
                        "first": was.line.number,
                    }
                    yield document.found("score_differs", score.line, **facts)
        for start, text in paragraphs(document):
            for match in _SCORE_TOLD.finditer(text):
                was = first.by_key.get(match[1])
                told = number(match[2])
                if was is not None and was.value is not None and was.value != told and told <= 100:
                    facts = {
                        "what": match[1],
                        "score": str(told),
                        "table": str(was.value),
                        "first": was.line.number,
                    }
                    yield document.found("score_differs", start + match.start(), match[0], **facts)
    items = [table for table in tables.items if any(score.value is not None for score in table.scores)]
    for other in items[1:]:
        for score in other.scores:
            was = items[0].by_key.get(score.key)
            if was is not None and None not in (was.value, score.value) and was.value != score.value:
                facts = {
                    "what": score.key,
                    "score": str(score.value),
                    "table": str(was.value),
                    "first": was.line.number,
                }
                yield document.found("score_differs", score.line, **facts)


def rows_numbered(document: Document) -> Iterator[Finding]:
    """A column of running numbers that skips or repeats one: ``rows_skip``."""
    for table in Tables(document).items:
        numbers = [(int(arabic(score.key[1:])), score.line) for score in table.scores]
        for (before, _), (after, line) in itertools.pairwise(numbers):
            # One step too many or none at all; a larger jump is another table that lost its heading.
            if after in (before, before + 2) and len(numbers) > 10:
                yield document.found("rows_skip", line, earlier=before, later=after)


CHECKS = (sums, listed, over_full, differences, shares, status, told_twice, rows_numbered)
