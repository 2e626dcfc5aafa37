"""Results as the evaluators sent them: taken in whole or not at all, computed by the framework's rule, shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from assessment.results.grid import Line, grid_of_rows, grid_of_text
from assessment.results.read import Result, read_result
from assessment.results.sheet import grid_of_sheet
from assessment.scoring.analysis import Analysis, analyse
from assessment.scoring.compute import Computed, compute
from assessment.scoring.disagree import Alternative, alternatives
from assessment.scoring.framework import Framework
from workflow.office_files import encoding
from workflow.records import queries
from workflow.records.facts.assessment import ItemScore, ScoreFacts
from workflow.records.kinds import Kind
from workflow.records.models import Score, ScoreKind
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.services.context.frameworks import framework_in_force, framework_meant, given, refused_as
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.reports.access import must_keep_reports

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """A result with everything that follows from it."""

    framework: Framework
    facts: ScoreFacts
    computed: Computed
    analysis: Analysis
    recorded_at: datetime
    source: str
    disagrees: tuple[Alternative, ...] = ()
    """Every rule that was tried, when the printed total is not what the framework's rule gives; else empty."""
    notes: tuple[Unmet, ...] = field(default=())


def import_result(
    office: Office,
    login: str,
    name: str,
    data: bytes,
    framework: str | None,
    year: int,
    *,
    national: Decimal | None = None,
    correction: bool = False,
) -> Shown:
    """Take in a result.

    :param name: of the file; what it is, is told by its content. :param framework: ``None``: the only one of that year.
    :param national: the national mean, if known.
    :param correction: what the evaluators changed afterwards; the first result stays beside it.
    :raises BadInput: ``result_not_usable`` with every mismatch; nothing is kept. :raises WrongRole: see
        :func:`~workflow.services.reports.access.must_keep_reports`.
    """
    with reading(office) as looking:
        framework = framework_meant(looking, year, framework)
        rule = framework_in_force(looking, framework, year)
    with refused_as("result_not_usable", name):
        result = read_result(_grid(name, data), rule, name)
    facts = _facts(rule, result, national)
    kind = ScoreKind.CORRECTION if correction else ScoreKind.RESULT
    with acting(office, login, lock=True) as use_case:
        must_keep_reports(use_case, "score_import")
        if correction and queries.reports.latest_score(use_case.session, use_case.office_id, framework, year) is None:
            raise NotFound("no_result", framework=framework, year=year)
        row = Score(
            office_id=use_case.office_id, framework=framework, fiscal_year=year, kind=kind, facts=facts, source=name,
            sha256=hashlib.sha256(data).hexdigest(), recorded_by=use_case.me.login, at=use_case.now,
        )  # fmt: skip
        use_case.session.add(row)
        computed = compute(rule, given(facts))
        told = {
            "score_kind": kind.value, "framework": framework, "fiscal_year": year, "source": name,
            "sha256": row.sha256, "total": str(computed.total) if computed.total is not None else None,
        }  # fmt: skip
        Record(use_case).add(Kind.SCORE_RECORDED, told)
        notes = tuple(Unmet(note.code, note.facts) for note in result.notes)
        return _shown(rule, facts, row.at, name, notes=notes)


def show_result(office: Office, framework: str | None = None, year: int | None = None, *, weak: int = 3) -> Shown:
    """The result that holds: the last correction, else the last result.

    :param framework: ``None``: the one there is, the newest year first. :param weak: how many indicators are urgent.
    :raises NotFound: ``no_result``.
    """
    with reading(office) as use_case:
        return shown_in(use_case, framework, year, weak=weak)


def shown_in(use_case: UseCase, framework: str | None, year: int | None, *, weak: int = 3) -> Shown:
    """The same inside a use case. :raises NotFound: nothing is recorded for that year."""
    row = queries.reports.latest_score(use_case.session, use_case.office_id, framework, year)
    if row is None:
        raise NotFound("no_result", framework=framework, year=year)
    rule = framework_in_force(use_case, row.framework, row.fiscal_year)
    return _shown(rule, row.facts, row.at, row.source, weak=weak)


def comments_of(facts: ScoreFacts) -> Mapping[str, str]:
    """Code -> what the evaluators wrote."""
    return {code: item.comment for code, item in facts.items.items() if item.comment}


def _facts(framework: Framework, result: Result, national: Decimal | None) -> ScoreFacts:
    titles = {item.code: item.title for item in framework.items}
    items = {code: ItemScore(titles.get(code, ""), one.score, one.comment) for code, one in result.items.items()}
    indicators = dict(result.indicators)
    return ScoreFacts(items, indicators, result.tools, result.total, result.level, national)


def _shown(
    framework: Framework, facts: ScoreFacts, at: datetime, source: str, *, weak: int = 3, notes: tuple[Unmet, ...] = ()
) -> Shown:
    computed = compute(framework, given(facts))
    scores = {code: item.score for code, item in facts.items.items() if item.score is not None}
    analysis = analyse(
        framework, computed, weak=weak, national_mean=facts.national, comments=comments_of(facts), item_scores=scores
    )
    stated = facts.total
    differs = stated is not None and computed.total is not None and stated != computed.total
    tried = alternatives(framework, given(facts), stated) if differs and stated is not None else ()
    return Shown(framework, facts, computed, analysis, at, source, tried, notes)


def _grid(name: str, data: bytes) -> tuple[Line, ...]:
    """The lines of a file: a workbook, CSV of any encoding, or pasted text."""
    if len(data) > MAX_BYTES:
        raise BadInput("result_not_usable", [Unmet("result_too_big", {"file": name})], file=name)
    if data.startswith(b"PK\x03\x04"):
        return grid_of_sheet(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput("result_not_usable", [Unmet("old_or_locked_workbook", {"file": name})], file=name)
    text, problems = encoding.decode(name, data)
    if problems:
        raise BadInput("result_not_usable", problems, file=name)
    return grid_of_text(text)


__all__ = ["Shown", "grid_of_rows", "import_result", "show_result"]
