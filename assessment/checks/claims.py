"""Sentences that say of the office what is said of others, or of a criterion what is its own score."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from assessment.checks.offices import Offices
from assessment.scoring.rounding import mean, rounded
from assessment.texts.document import Document, Finding
from assessment.texts.tables import Tables, paragraphs

_NUMBER = r"([0-9]{1,3}\.[0-9]{2})"
_NATIONAL = re.compile(
    rf"ระดับประเทศ\s*(?:ได้|มี)?\s*(?:ค่า)?(?:คะแนน|ร้อยละ|ผลคะแนน)\s*(?:เฉลี่ย)?\s*(?:ร้อยละ|เท่ากับ)?\s*{_NUMBER}"
)
_OWN_TOTAL = re.compile(
    rf"(?:มีผลการประเมิน|คะแนนการประเมินภาพรวม|ผลการประเมิน(?:ภาพรวม)?|คะแนนภาพรวม|คิดเป็นร้อยละ|คะแนนเฉลี่ย|คะแนนรวม)\s*(?:เท่ากับ|ที่|ร้อยละ)?\s*{_NUMBER}\s*(?:คะแนน|อยู่|ระดับ|$)"
)
_CRITERION = re.compile(rf"หน่วยงานที่(?:มี)?(?:ผล|ได้)[^\n]{{0,140}}?(?:ระดับ)?(?:ผล)?คะแนน\s*{_NUMBER}")
_CENTRAL = "สำนักงานปลัดกระทรวงศึกษาธิการ|สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน|สำนักงานปลัดกระทรวง|กระทรวงศึกษาธิการ|สำนักงานป.ป.ช."
_OWNER = re.compile(rf"แบบวัด(EIT|IIT|OIT)ของ(หน่วยงาน|{_CENTRAL}|(?:สำนักงาน|กรม|โรงเรียน|เทศบาล)[ก-๎]{{4,40}})")


def totals_told(document: Document) -> Counter[Decimal]:
    """Totals that a text gives as the office's own, with how often."""
    return Counter(Decimal(match[1]) for match, _ in document.search(_OWN_TOTAL))


def national_as_own(document: Document) -> Iterator[Finding]:
    """The national mean given as the office's own result: ``national_mean_as_own``."""
    own = totals_told(document)
    mine = Offices(document).own
    if mine is None:
        return
    name = document.plain[mine.start : mine.end]
    for start, text in paragraphs(document):
        for match in _NATIONAL.finditer(text):
            before = text[max(match.start() - 160, 0) : match.start()]
            subject = name.replace(" ", "") in before.replace(" ", "")
            if subject and "เฉลี่ย" not in match[0] and "ค่าเฉลี่ย" not in before and Decimal(match[1]) not in own:
                where = start + match.start()
                yield document.found("national_mean_as_own", where, match[0], mean=match[1], own=[str(n) for n in own])


def criterion(document: Document) -> Iterator[Finding]:
    """The office's own score put as a criterion for all: ``own_score_as_criterion``."""
    own = totals_told(document)
    for match, line in document.search(_CRITERION):
        score = Decimal(match[1])
        if score in own and score not in (Decimal("85.00"), Decimal("95.00"), Decimal("100.00")):
            yield document.found(
                "own_score_as_criterion", line, document.flow[match.start() : match.end()], score=match[1]
            )


def owners(document: Document) -> Iterator[Finding]:
    """A questionnaire that is the office's own in one place and another office's elsewhere: ``owner_differs``."""
    compact = re.sub(r"\s", "", document.plain)
    found = [(match[1], match[2]) for match in _OWNER.finditer(compact)]
    mine = Offices(document).own
    own = re.sub(r"\s", "", document.plain[mine.start : mine.end]) if mine is not None else ""
    # Its own name, however much of the sentence follows it, is the office itself.
    owners = {"หน่วยงาน" if own and name.startswith(own) else name for _, name in found}
    others = sorted(owners - {"หน่วยงาน"})
    if "หน่วยงาน" not in owners or not others:
        return
    tool = next(tool for tool, name in found if name == others[0])
    word = others[0][:20]
    line = next((one for one in document.lines if word in re.sub(r"\s", "", one.plain)), document.lines[0])
    text = f"แบบวัด {tool} ของ{others[0]}"
    yield document.found("owner_differs", line, text, owners=sorted(owners))


def totals(document: Document) -> Iterator[Finding]:
    """A total that no rule makes of the items' own scores: ``total_differs``, with what the rules give."""
    tables = [table for table in Tables(document).items if any(score.value is not None for score in table.scores)]
    by_key = {score.key: score.value for table in tables for score in table.scores if score.value is not None}
    own = totals_told(document)
    if len(by_key) < 15 or not own:
        return
    values = [value for value in by_key.values() if value is not None]
    if any(value not in (0, 100) for value in values):
        return
    from fractions import Fraction

    whole = mean(Fraction(value) for value in values)
    told, times = own.most_common(1)[0]
    if whole is None:
        return
    computed = rounded(whole)
    # An indicator, a part or a weighted tool may be told with the same words: only a number near the total is one.
    if told != computed and abs(told - computed) < 8 and times >= 1 and not Tables(document).indicators:
        match, line = next((m, line) for m, line in document.search(_OWN_TOTAL) if Decimal(m[1]) == told)
        yield document.found("total_differs", line, match[0], told=str(told), computed=str(computed), items=len(values))


CHECKS = (national_as_own, criterion, owners, totals)
