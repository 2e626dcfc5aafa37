"""What a result says beyond its total: highest, lowest, what to mend, what the evaluators wrote, and how often."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessment.scoring.compute import Computed
from assessment.scoring.framework import Framework
from assessment.scoring.levels import level_of


@dataclass(frozen=True, slots=True)
class Ranked:
    """An indicator with its place; equal scores share a place."""

    number: str
    title: str
    score: Decimal
    place: int
    level: str | None


@dataclass(frozen=True, slots=True)
class CommentGroup:
    """Items to which the evaluators wrote the same, in the order of the list."""

    text: str
    indicator: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why points were lost in one indicator, whatever words the evaluators used for it."""

    kind: str
    """``not_linked``, ``not_shown``, ``not_current``, ``incomplete``, ``not_signed``, ``other``."""
    indicator: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An item whose score and comment cannot both be right."""

    code: str
    score: Decimal
    comment: str
    reads_as: str
    """``fault`` when full marks stand beside a comment that something is missing, ``no_fault`` the other way round."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the offices' documents derive from a result."""

    ranked: tuple[Ranked, ...]
    """Highest first; equal scores in the order of their numbers."""
    urgent: tuple[Ranked, ...]
    """The weakest ``n``, weakest first (ต้องแก้ไขโดยเร่งด่วน)."""
    to_improve: tuple[Ranked, ...]
    """The rest, highest first (ต้องพัฒนาให้ดีขึ้น)."""
    tied: bool
    """Whether the line between urgent and the rest cuts through equal scores: a person must decide."""
    per_level: Mapping[str, int]
    """Level -> number of indicators, highest level first, levels without any left out."""
    over_mean: Decimal | None
    """Total less the national mean; None when either is unknown."""
    comments: tuple[CommentGroup, ...]
    """By identical text, whatever the score."""
    reasons: tuple[Reason, ...]
    """By what was meant, items without full marks only."""
    contradictions: tuple[Contradiction, ...]


# What evaluators write about a missing thing. A request for a later year ("ในปีถัดไป ให้…") is no fault.
_FAULT = re.compile(
    r"ไม่(?:ได้)?(?:แสดง|ปรากฏ|ปรากฎ|พบ|มี|ลิงค์|ลิงก์|เชื่อมโยง|ครบ|เป็นปัจจุบัน|สามารถ|ถูกต้อง)|ขาด|หมดอายุ|เข้าถึงไม่ได้"
)
_ADVICE = re.compile(r"ปีถัดไป|ปีต่อไป|ครั้งต่อไป|ควร(?!ได้)")
_PRAISE = re.compile(r"^(?:ครบถ้วน|ถูกต้อง|ผ่าน|เป็นไปตาม|มีข้อมูลครบ)")


def fault_in(comment: str) -> bool:
    """Whether a comment says that something is missing or wrong now."""
    return bool(_FAULT.search(comment)) and not _ADVICE.search(comment)


def rank(framework: Framework, scores: Mapping[str, Decimal]) -> tuple[Ranked, ...]:
    """Put indicators in order, highest first.

    :param scores: number -> score out of 100.
    """
    order = sorted(scores, key=lambda number: (-scores[number], _as_number(number)))
    found = []
    for number in order:
        place = 1 + sum(other > scores[number] for other in scores.values())
        known = framework.indicator(number)
        level = level_of(framework, scores[number], {})
        if level is None:  # levels that ask for every tool say nothing about one indicator: the total's band does
            level = next((one for one in framework.levels if scores[number] >= one.total), None)
        found.append(Ranked(number, known.title if known else "", scores[number], place, level.name if level else None))
    return tuple(found)


def weakest(ranked: Sequence[Ranked], n: int) -> tuple[tuple[Ranked, ...], bool]:
    """The ``n`` lowest, lowest first, and whether an equal one was left out."""
    low = sorted(ranked, key=lambda one: (one.score, _as_number(one.number)))
    taken, rest = low[:n], low[n:]
    return tuple(taken), bool(taken and rest and rest[0].score == taken[-1].score)


def analyse(
    framework: Framework,
    computed: Computed,
    *,
    weak: int = 3,
    national_mean: Decimal | None = None,
    comments: Mapping[str, str] | None = None,
    item_scores: Mapping[str, Decimal] | None = None,
) -> Analysis:
    """Analyse a result.

    :param weak: how many indicators are urgent; an office with two has one (the lowest).
    :param comments: code -> what the evaluators wrote.
    """
    scores = {one.number: one.score for one in computed.indicators if one.score is not None}
    ranked = rank(framework, scores)
    urgent, tied = weakest(ranked, min(weak, max(len(ranked) - 1, 0)))
    names = [level.name for level in framework.levels]
    per_level = {name: count for name in names if (count := sum(one.level == name for one in ranked))}
    over = None if national_mean is None or computed.total is None else computed.total - national_mean
    written = comments or {}
    return Analysis(
        ranked=ranked,
        urgent=urgent,
        to_improve=tuple(one for one in ranked if one not in urgent),
        tied=tied,
        per_level=per_level,
        over_mean=over,
        comments=group_comments(framework, written),
        reasons=reasons(framework, item_scores or {}, written),
        contradictions=contradictions(framework, item_scores or {}, written),
    )


def group_comments(framework: Framework, comments: Mapping[str, str]) -> tuple[CommentGroup, ...]:
    """Group items by indicator and identical comment, the largest group first; blanks at line ends do not count."""
    groups: dict[tuple[str, str], list[str]] = {}
    for item in framework.items:
        text = " ".join(comments.get(item.code, "").split())
        if text:
            groups.setdefault((item.indicator, text), []).append(item.code)
    order = {item.code: item.number for item in framework.items}
    found = [CommentGroup(text, indicator, tuple(codes)) for (indicator, text), codes in groups.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.codes), order[one.codes[0]])))


_KINDS = (
    ("not_linked", re.compile(r"ลิงค์|ลิงก์|เชื่อมโยง|link", re.IGNORECASE)),
    ("not_signed", re.compile(r"ลงนาม|ลายมือชื่อ|รับรองสำเนา|สำเนาถูกต้อง")),
    ("not_current", re.compile(r"ปัจจุบัน|ย้อนหลัง|ปีงบประมาณ|หมดอายุ")),
    ("incomplete", re.compile(r"ไม่ครบ|ขาด|องค์ประกอบ|เพิ่มเติม")),
    ("not_shown", re.compile(r"ไม่(?:ได้)?(?:แสดง|ปรากฏ|ปรากฎ|พบ|มี)|เข้าถึงไม่ได้|เปิดไม่ได้")),
)


def kind_of(comment: str) -> str:
    """What a comment is about, as a stable code; ``other`` when no word of it is known."""
    return next((kind for kind, words in _KINDS if words.search(comment)), "other")


def reasons(framework: Framework, scores: Mapping[str, Decimal], comments: Mapping[str, str]) -> tuple[Reason, ...]:
    """Group the items that lost points by what the comment is about, the largest group first."""
    full = max(framework.item_scores)
    groups: dict[tuple[str, str], list[str]] = {}
    for item in framework.items:
        text, score = comments.get(item.code, ""), scores.get(item.code)
        if text.strip() and score is not None and score < full:
            groups.setdefault((item.indicator, kind_of(text)), []).append(item.code)
    found = [Reason(kind, indicator, tuple(codes)) for (indicator, kind), codes in groups.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.codes), _as_number(one.indicator))))


def contradictions(
    framework: Framework, scores: Mapping[str, Decimal], comments: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    """Items whose score and comment contradict each other."""
    full, none = max(framework.item_scores), min(framework.item_scores)
    found = []
    for item in framework.items:
        score, text = scores.get(item.code), " ".join(comments.get(item.code, "").split())
        if score is None or not text:
            continue
        if score == full and fault_in(text):
            found.append(Contradiction(item.code, score, text, "fault"))
        elif score == none and _PRAISE.search(text) and not _FAULT.search(text):
            found.append(Contradiction(item.code, score, text, "no_fault"))
    return tuple(found)


def _as_number(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())
