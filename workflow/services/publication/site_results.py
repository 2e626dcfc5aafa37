"""The office's own scores of past years, for the page of the public site that shows them where the office wants it."""

from __future__ import annotations

from assessment.scoring.analysis import rank
from assessment.scoring.compute import compute
from workflow.ports.site import SiteResult
from workflow.records import queries
from workflow.services.context.frameworks import framework_in_force, given
from workflow.services.context.use_case import UseCase


def site_results(use_case: UseCase) -> tuple[SiteResult, ...]:
    """The result that holds of each year, the newest first; none unless ``[site] results`` asks for the page."""
    if not use_case.office.settings.site.results:
        return ()
    found = []
    for row in queries.reports.results_in_force(use_case.session, use_case.office_id):
        rule = framework_in_force(use_case, row.framework, row.fiscal_year)
        computed = compute(rule, given(row.facts))
        scores = {one.number: one.score for one in computed.indicators if one.score is not None}
        ranked = sorted(rank(rule, scores), key=lambda one: [int(part) for part in one.number.split(".")])
        found.append(
            SiteResult(
                fiscal_year=row.fiscal_year, title=rule.title, total=computed.total,
                level=computed.level.name if computed.level is not None else None,
                indicators=tuple((one.number, one.title, one.score) for one in ranked),
            )
        )  # fmt: skip
    return tuple(found)
