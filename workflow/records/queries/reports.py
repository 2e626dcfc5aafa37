"""Measures, meetings and scores of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from workflow.records import models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def measures(session: Session, office_id: int, year: int | None = None) -> list[models.Measure]:
    """Measures in the order of their numbers. :param year: fiscal year; ``None``: the newest that has any."""
    if year is None:
        year = session.scalar(select(func.max(models.Measure.fiscal_year)).where(models.Measure.office_id == office_id))
    query = select(models.Measure).where(models.Measure.office_id == office_id, models.Measure.fiscal_year == year)
    return list(session.scalars(query.order_by(models.Measure.number)))


def open_measures(session: Session, office_id: int) -> list[models.Measure]:
    """Those that are planned or under way, of every year, the earliest end first."""
    open_ = (models.MeasureStatus.PLANNED, models.MeasureStatus.RUNNING)
    query = select(models.Measure).where(models.Measure.office_id == office_id, models.Measure.status.in_(open_))
    return sorted(session.scalars(query), key=lambda one: (one.ends is None, one.ends, one.number))


def meetings(session: Session, office_id: int, year: int | None = None) -> list[models.Meeting]:
    """Meetings by their planned day. :param year: calendar year (Buddhist era); ``None``: all."""
    query = (
        select(models.Meeting)
        .where(models.Meeting.office_id == office_id)
        .order_by(models.Meeting.planned, models.Meeting.number)
    )
    if year is not None:
        query = query.where(models.Meeting.year == year)
    return list(session.scalars(query))


def latest_score(
    session: Session,
    office_id: int,
    framework: str | None,
    year: int | None,
    *,
    kinds: tuple[models.ScoreKind, ...] = (),
) -> models.Score | None:
    """The newest row of scores; by default a result or a correction."""
    wanted = kinds or (models.ScoreKind.RESULT, models.ScoreKind.CORRECTION)
    query = select(models.Score).where(models.Score.office_id == office_id, models.Score.kind.in_(wanted))
    if framework is not None:
        query = query.where(models.Score.framework == framework)
    if year is not None:
        query = query.where(models.Score.fiscal_year == year)
    return session.scalar(query.order_by(models.Score.fiscal_year.desc(), models.Score.id.desc()).limit(1))


def results_in_force(session: Session, office_id: int) -> list[models.Score]:
    """The newest result or correction of each framework and year, the newest year first."""
    kinds = (models.ScoreKind.RESULT, models.ScoreKind.CORRECTION)
    query = (
        select(models.Score)
        .where(models.Score.office_id == office_id, models.Score.kind.in_(kinds))
        .order_by(models.Score.id)
    )
    held = {(row.fiscal_year, row.framework): row for row in session.scalars(query)}
    return [held[key] for key in sorted(held, reverse=True)]
