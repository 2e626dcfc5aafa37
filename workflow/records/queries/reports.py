"""Measures, meetings and scores of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from workflow.records.models import Measure, MeasureStatus, Meeting, Score, ScoreKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def measures(session: Session, office_id: int, year: int | None = None) -> list[Measure]:
    """Measures in the order of their numbers. :param year: fiscal year; ``None``: the newest that has any."""
    if year is None:
        year = session.scalar(select(func.max(Measure.fiscal_year)).where(Measure.office_id == office_id))
    query = select(Measure).where(Measure.office_id == office_id, Measure.fiscal_year == year)
    return list(session.scalars(query.order_by(Measure.number)))


def open_measures(session: Session, office_id: int) -> list[Measure]:
    """Those that are planned or under way, of every year, the earliest end first."""
    open_ = (MeasureStatus.PLANNED, MeasureStatus.RUNNING)
    query = select(Measure).where(Measure.office_id == office_id, Measure.status.in_(open_))
    return sorted(session.scalars(query), key=lambda one: (one.ends is None, one.ends, one.number))


def meetings(session: Session, office_id: int, year: int | None = None) -> list[Meeting]:
    """Meetings by their planned day. :param year: calendar year (Buddhist era); ``None``: all."""
    query = select(Meeting).where(Meeting.office_id == office_id).order_by(Meeting.planned, Meeting.number)
    if year is not None:
        query = query.where(Meeting.year == year)
    return list(session.scalars(query))


def latest_score(
    session: Session, office_id: int, framework: str | None, year: int | None, *, kinds: tuple[ScoreKind, ...] = ()
) -> Score | None:
    """The newest row of scores; by default a result or a correction."""
    wanted = kinds or (ScoreKind.RESULT, ScoreKind.CORRECTION)
    query = select(Score).where(Score.office_id == office_id, Score.kind.in_(wanted))
    if framework is not None:
        query = query.where(Score.framework == framework)
    if year is not None:
        query = query.where(Score.fiscal_year == year)
    return session.scalar(query.order_by(Score.fiscal_year.desc(), Score.id.desc()).limit(1))


def results_in_force(session: Session, office_id: int) -> list[Score]:
    """The newest result or correction of each framework and year, the newest year first."""
    kinds = (ScoreKind.RESULT, ScoreKind.CORRECTION)
    query = select(Score).where(Score.office_id == office_id, Score.kind.in_(kinds)).order_by(Score.id)
    held = {(row.fiscal_year, row.framework): row for row in session.scalars(query)}
    return [held[key] for key in sorted(held, reverse=True)]
