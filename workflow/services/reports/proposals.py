"""From a result to measures: what was lost, what is recommended, what is weak; and whether last year's helped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assessment.scoring.analysis import fault_in
from assessment.scoring.years import match_items
from workflow.records.models import Origin
from workflow.rules.errors import NotFound
from workflow.services.context.frameworks import items_of_rows
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.reports import phrases
from workflow.services.reports.measures import Line, Plan, lines
from workflow.services.reports.results import Shown, shown_in
from workflow.thai import ERA


def propose(office: Office, framework: str | None = None, year: int | None = None) -> list[Plan]:
    """Measures that answer the result of a year, in the order of what costs most; nothing is recorded.

    :param year: fiscal year of the result; ``None``: the newest. :raises NotFound: ``no_result``.
    """
    with reading(office) as use_case:
        shown = shown_in(use_case, framework, year)
        groups = _groups(use_case, shown)
    return [*_lost(shown, groups), *_recommended(shown, groups), *_weak(shown)]


def year_of(shown: Shown) -> tuple[date, date]:
    """First and last day of the fiscal year after a result: that in which its measures are carried out."""
    year = shown.framework.year + 1 - ERA
    return date(year - 1, 10, 1), date(year, 9, 30)


def _plan(shown: Shown, kind: str, origin: Origin, groups: Iterable[str], **more: object) -> Plan:
    remedy = phrases.REMEDIES[kind]
    starts, ends = year_of(shown)
    plan = Plan(
        remedy.title, remedy.steps, tuple(dict.fromkeys(groups)), origin, shown.framework.year,
        monitoring=phrases.MONITORING, reporting=phrases.REPORTING, starts=starts, ends=ends,
    )  # fmt: skip
    return replace(plan, **more)  # type: ignore[arg-type]


def _lost(shown: Shown, groups: Mapping[str, tuple[str, ...]]) -> list[Plan]:
    full = max(shown.framework.item_scores)
    said = {code for reason in shown.analysis.reasons for code in reason.codes}
    silent = tuple(
        code for code, item in shown.facts.items.items()
        if item.score is not None and item.score < full and code not in said
    )  # fmt: skip
    by_kind: dict[str, list[str]] = {}
    for reason in shown.analysis.reasons:
        by_kind.setdefault(reason.kind, []).extend(reason.codes)
    order = {item.code: item.number for item in shown.framework.items}
    found = []
    for kind, codes in by_kind.items():
        items = tuple(sorted(codes, key=lambda code: order.get(code, 0)))
        owing = (group for code in items for group in groups.get(code, ()))
        found.append(_plan(shown, kind, Origin.LOST, owing, items=items))
    if silent:
        found.append(_plan(shown, "other", Origin.LOST, (g for code in silent for g in groups.get(code, ())),
                           items=silent))  # fmt: skip
    return found


def _recommended(shown: Shown, groups: Mapping[str, tuple[str, ...]]) -> list[Plan]:
    """What evaluators wrote beside full marks: it becomes a required element next year."""
    full = max(shown.framework.item_scores)
    codes = tuple(
        code for code, item in shown.facts.items.items()
        if item.comment.strip() and item.score == full and not fault_in(item.comment)
    )  # fmt: skip
    if not codes:
        return []
    return [_plan(shown, "recommendation", Origin.RECOMMENDATION, (g for code in codes for g in groups.get(code, ())),
                  items=codes)]  # fmt: skip


def _weak(shown: Shown) -> list[Plan]:
    """Indicators that no item makes: people were asked about them, so the weakest are improved."""
    made = {item.indicator for item in shown.framework.items}
    found = []
    for one in shown.analysis.urgent:
        if one.number not in made:
            title = phrases.REMEDIES["improve"].title.format(name=one.title)
            found.append(_plan(shown, "improve", Origin.IMPROVE, (), title=title, indicator=one.number))
    return found


def _groups(use_case: UseCase, shown: Shown) -> dict[str, tuple[str, ...]]:
    """Code in the result -> the groups that owe the same item in the newest cycle, the compiling one first."""
    rows = {item.code: item for item in use_case.items()}
    found: dict[str, tuple[str, ...]] = {}
    for match in match_items(shown.framework.items, items_of_rows(rows.values())):
        if match.old is None or match.new is None or match.to_confirm:
            continue
        row = rows[match.new.code]
        parts = [part.group_key for part in row.parts]
        found[match.old.code] = (row.compiling_group,) if row.compiling_group else tuple(parts)
    return found


@dataclass(frozen=True, slots=True)
class Helped:
    """A measure beside the scores of its items in two years; ``None`` while the later one is not known."""

    measure: Line
    before: Mapping[str, Decimal]
    after: Mapping[str, Decimal] | None

    @property
    def answer(self) -> str | None:
        """``yes`` every item gained, ``partly``, ``no``; ``None``: not known yet, or it has no items."""
        if not self.after or not self.before:
            return None
        gained = [code for code, score in self.after.items() if score > self.before.get(code, Decimal(0))]
        kept = [code for code, score in self.after.items() if score >= self.before.get(code, Decimal(0))]
        if len(gained) == len(self.before) or (len(kept) == len(self.before) and not self._lost):
            return "yes"
        return "partly" if gained else "no"

    @property
    def _lost(self) -> bool:
        return any(score < 100 for score in self.before.values())


def helped(office: Office, *, year: int | None = None) -> list[Helped]:
    """Whether the measures of a fiscal year helped: next year's same items, matched by title."""
    with reading(office) as use_case:
        return helped_in(use_case, lines(use_case, year))


def helped_in(use_case: UseCase, measures: Iterable[Line]) -> list[Helped]:
    """The same inside a use case."""
    found, results = [], _Results(use_case)
    for one in measures:
        before = results.of(one.framework, one.plan.from_year)
        after = results.of(one.framework, one.fiscal_year)
        scores = {} if before is None else {
            code: item.score for code, item in before.facts.items.items()
            if code in one.plan.items and item.score is not None
        }  # fmt: skip
        later = None
        if before is not None and after is not None:
            same = {
                m.old.code: m.new.code for m in match_items(before.framework.items, after.framework.items)
                if m.old is not None and m.new is not None and not m.to_confirm
            }  # fmt: skip
            later = {
                code: score for code in scores
                if (there := after.facts.items.get(same.get(code, ""))) and (score := there.score) is not None
            }  # fmt: skip
        found.append(Helped(one, scores, later))
    return found


class _Results:
    """Results by framework and year, each read once; ``None`` where there is none."""

    def __init__(self, use_case: UseCase) -> None:
        self.use_case = use_case
        self.known: dict[tuple[str, int | None], Shown | None] = {}

    def of(self, framework: str, year: int | None) -> Shown | None:
        if (framework, year) not in self.known:
            try:
                self.known[framework, year] = shown_in(self.use_case, framework, year) if year is not None else None
            except NotFound:
                self.known[framework, year] = None
        return self.known[framework, year]
