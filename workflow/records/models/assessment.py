"""Results and estimates, measures that follow from them, and the meetings in which they are followed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import CanonicalJson, Digest, JsonFact, JsonFacts, Moment
from workflow.records.facts.assessment import Resolution, ScoreFacts
from workflow.rules.states import Labelled


class ScoreKind(Labelled):
    """What a row of scores is. A result is never written over: a later one is a row of its own."""

    RESULT = "result", "ผลการประเมิน", "result"
    CORRECTION = "correction", "ผลที่ผู้ประเมินแก้ไข", "correction by the evaluators"
    ESTIMATE = "estimate", "ประมาณการ", "estimate"


class Score(Base):
    """Scores of one framework and fiscal year; a year before the office used the program has no cycle."""

    __tablename__ = "score"
    __table_args__ = (Index("ix_score_office_year", "office_id", "framework", "fiscal_year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    framework: Mapped[str]
    fiscal_year: Mapped[int]
    kind: Mapped[ScoreKind]
    facts: Mapped[ScoreFacts] = mapped_column(JsonFact(ScoreFacts))
    source: Mapped[str] = mapped_column(doc="name of the file it was read from; empty for an estimate")
    sha256: Mapped[Digest | None]
    recorded_by: Mapped[str]
    at: Mapped[Moment]


class Origin(Labelled):
    """What a measure comes from."""

    LOST = "lost", "ข้อที่เสียคะแนน", "a lost point"
    RECOMMENDATION = "recommendation", "ข้อเสนอแนะของผู้ประเมิน", "a recommendation"
    IMPROVE = "improve", "ตัวชี้วัดที่ต้องพัฒนา", "an indicator to improve"
    KEEP = "keep", "ตัวชี้วัดที่ต้องรักษาไว้", "an indicator to keep"
    OWN = "own", "สำนักงานกำหนดเอง", "the office's own choice"


class MeasureStatus(Labelled):
    """How far a measure is."""

    PLANNED = "planned", "ตามแผน", "planned"
    RUNNING = "running", "กำลังดำเนินการ", "running"
    DONE = "done", "ดำเนินการแล้ว", "done"
    DROPPED = "dropped", "ยกเลิก", "dropped"


class Measure(Base):
    """One measure (มาตรการ) of a fiscal year. Next year's same items show whether it helped."""

    __tablename__ = "measure"
    __table_args__ = (
        UniqueConstraint("office_id", "fiscal_year", "number"),
        CheckConstraint("ends IS NULL OR starts IS NULL OR ends >= starts", name="ends_after_begin"),
        CheckConstraint("status <> 'done' OR result IS NOT NULL", name="done_with_result"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    framework: Mapped[str]
    fiscal_year: Mapped[int] = mapped_column(doc="the year in which it is carried out")
    number: Mapped[int]
    origin: Mapped[Origin]
    from_year: Mapped[int | None] = mapped_column(doc="the year whose result it comes from")
    indicator: Mapped[str | None]
    title: Mapped[str]
    steps: Mapped[list[str]] = mapped_column(CanonicalJson)
    group_keys: Mapped[list[str]] = mapped_column(CanonicalJson)
    monitoring: Mapped[str]
    reporting: Mapped[str]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    status: Mapped[MeasureStatus]
    result: Mapped[str | None] = mapped_column(doc="what was done")
    outcome: Mapped[str | None] = mapped_column(doc="what came of it")
    evidence: Mapped[list[str]] = mapped_column(CanonicalJson, doc="digests or addresses")
    made_by: Mapped[str]
    made_at: Mapped[Moment]
    closed_by: Mapped[str | None]
    closed_at: Mapped[Moment | None]
    items: Mapped[list[str]] = mapped_column(CanonicalJson, server_default="[]", doc="codes in the year of the result")


class Meeting(Base):
    """One meeting of the working group: planned, moved from a day off, held, reported."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("office_id", "body", "year", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    body: Mapped[str]
    year: Mapped[int] = mapped_column(doc="calendar year, Buddhist era: numbers restart with it")
    number: Mapped[int]
    fiscal_year: Mapped[int]
    wanted: Mapped[date] = mapped_column(doc="the day the rule gives, such as the 20th")
    planned: Mapped[date] = mapped_column(doc="the day it is called for: the next working day")
    held: Mapped[date | None]
    place: Mapped[str]
    moved_for: Mapped[str | None] = mapped_column(doc="why it was moved: a holiday's name, or a weekday")
    progress: Mapped[list[int]] = mapped_column(CanonicalJson, doc="the three numbers on the day it was held")
    resolutions: Mapped[tuple[Resolution, ...]] = mapped_column(JsonFacts(Resolution))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    starts: Mapped[str] = mapped_column(server_default="09:30", doc="hour, such as 09:30")
