"""Today's score, from what is proven: sure to possible, what is lost or at risk and why, who can mend it.

Only what this office can prove counts as sure: online, the signed revision, found from the home page. A proof of the
built site (a rehearsal) proves that the site would lead there, not that the public can: it leaves the item possible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from assessment.scoring.estimate import Effort, Estimate, Lack, estimate
from assessment.scoring.framework import Framework
from assessment.scoring.ways import Way, cheapest
from workflow.records import queries
from workflow.records.facts.assessment import ItemScore, ScoreFacts
from workflow.rules.errors import BadInput, NotFound
from workflow.rules.states import Online, State
from workflow.services.context.frameworks import DEFAULT, framework_of_cycle
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.queries.flags import flags

if TYPE_CHECKING:
    from workflow.records.models import Cycle, Item, Proof, Revision

STALE_DAYS = 30
"""A proof older than this says how it was, not how it is."""


@dataclass(frozen=True, slots=True)
class Now:
    """An estimate of an office's cycle, with the cheapest way to the next level."""

    framework: Framework
    estimate: Estimate
    way: Way | None
    titles: Mapping[str, str]
    as_of: datetime
    rests_on: date | None
    """The day of the oldest proof it counts; ``None``: no item has one."""


def score_now(
    office: Office,
    *,
    year: int | None = None,
    suppose: Collection[str] = (),
    assumed: Mapping[str, Decimal] | None = None,
    keep_for: str | None = None,
) -> Now:
    """Estimate today's score of a cycle.

    :param suppose: items to take as mended (``--if``). :param assumed: tool -> score out of 100, the office's own.
    :param keep_for: a login: the estimate is kept, to be compared with the result when it comes.
    :raises NotFound: no cycle, no framework, or no such item. :raises BadInput: ``no_such_tool``.
    """
    with reading(office, year=year) as use_case:
        cycle = use_case.cycle
        items = use_case.items()
        framework = framework_of_cycle(use_case, cycle, items)
        wanted = [item.code for item in use_case.items(list(suppose))] if suppose else []
        unknown = [key for key in assumed or {} if key not in {tool.key for tool in framework.tools}]
        if unknown:
            raise BadInput("no_such_tool", tools=unknown, known=[tool.key for tool in framework.tools])
        proofs = queries.revisions.last_proofs(use_case.session, cycle.id)
        seen = _Seen(
            use_case,
            proofs,
            queries.revisions.signed_in_cycle(use_case.session, cycle.id),
            queries.items.ever_ticked(use_case.session, cycle.id),
        )
        lacks = {item.code: tuple(_lacks(seen, item)) for item in items}
        as_of = use_case.now
        counted = [proofs[item.id].at for item in items if item.id in proofs and item.online is Online.ONLINE]
        days = [at.astimezone(as_of.tzinfo).date() for at in counted]
        titles = {item.code: item.title for item in items}
    found = estimate(framework, lacks, as_of.date(), assumed=assumed, suppose=wanted)
    now = Now(framework, found, cheapest(framework, found), titles, as_of, min(days, default=None))
    if keep_for is not None:
        _keep(office, keep_for, now, year)
    return now


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is read once for all items."""

    use_case: UseCase
    proofs: Mapping[int, Proof]
    signed: Mapping[int, Revision]
    ticked: Mapping[int, set[str]]


def _lacks(seen: _Seen, item: Item) -> Iterator[Lack]:
    """What an item lacks today, everything; nothing when all that evaluators look for is proven."""
    group = f"group:{item.compiling_group}" if item.compiling_group else "deputy"
    proof = seen.proofs.get(item.id)
    if item.online in (Online.SUSPENDED, Online.RETRACTED):
        yield Lack("off_line", True, "web", Effort.HOURS)
    elif item.online is not Online.ONLINE:
        yield from _on_its_way(item, group)
        return
    elif proof is None:
        yield Lack("not_proven", False, "web", Effort.MINUTES)
    elif proof.severity in ("broken", "danger"):
        yield Lack("not_linked" if proof.clicks is None else "not_as_signed", True, "web", Effort.HOURS)
    elif proof.severity == "unknown":
        yield Lack("cannot_tell", False, "web", Effort.MINUTES)
    elif proof.kind != "live":
        yield Lack("rehearsal_only", False, "web", Effort.MINUTES)
    elif (seen.use_case.today - proof.at.astimezone(seen.use_case.now.tzinfo).date()).days > STALE_DAYS:
        yield Lack("proof_old", False, "web", Effort.MINUTES)
    revision = seen.signed.get(item.online_revision_id) if item.online_revision_id is not None else None
    for flag in flags(seen.use_case, item, revision, None):
        if flag.code == "signed_by_delegation":
            yield Lack("not_signed_by_head", False, "head", Effort.DAYS)
        elif flag.code == "year_part_late":
            yield Lack("not_current", True, group, Effort.DAYS)
        elif flag.code == "years_in_text":
            yield Lack("not_current", False, group, Effort.HOURS)
    if item.elements and not set(item.elements) <= seen.ticked.get(item.id, set()):
        yield Lack("incomplete", False, group, Effort.HOURS)


def _on_its_way(item: Item, group: str) -> Iterator[Lack]:
    """Of an item that is not online: how far the work is, and what that still costs."""
    if item.state is State.HEAD_SIGNED:
        yield Lack("not_published", True, "web", Effort.MINUTES)
    elif item.state is State.SUBMITTED:
        yield Lack("not_signed", True, "head", Effort.HOURS)
    elif item.state is State.GROUP_COMPILED:
        yield Lack("not_submitted", True, f"post:director.{item.compiling_group}", Effort.HOURS)
    elif item.parts and all(part.status == "accepted" for part in item.parts):
        yield Lack("not_compiled", True, group, Effort.HOURS)
    else:
        yield Lack("not_collected", True, group, Effort.DAYS)
    if item.compiling_group is None:
        yield Lack("no_compiler", True, "deputy", Effort.MINUTES)


def _keep(office: Office, login: str, now: Now, year: int | None) -> None:
    from workflow.records.models import Score, ScoreKind

    with acting(office, login, year, lock=True) as use_case:
        cycle: Cycle = use_case.cycle
        items = {
            one.code: ItemScore(now.titles[one.code], outcome=one.outcome.value, why=tuple(r.code for r in one.lacks))
            for one in now.estimate.items
        }
        facts = ScoreFacts(
            items, low=now.estimate.low.total, high=now.estimate.high.total, assumed=dict(now.estimate.assumed)
        )
        use_case.session.add(
            Score(
                office_id=use_case.office_id, framework=cycle.framework, fiscal_year=cycle.fiscal_year,
                kind=ScoreKind.ESTIMATE, facts=facts, source="", sha256=None, recorded_by=use_case.me.login,
                at=use_case.now,
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """One item of an estimate beside the result. ``differs``: the result is worse than sure, or better than lost."""

    code: str
    title: str
    outcome: str
    why: tuple[str, ...]
    score: Decimal
    comment: str
    differs: bool


def compare_with_result(office: Office, framework: str | None, year: int) -> tuple[Compared, ...]:
    """The last estimate before the result, item by item; what differs calls for a reply to the evaluators.

    :param framework: ``None``: the one that there is a result of.
    :raises NotFound: ``no_result`` or ``no_estimate``.
    """
    from workflow.records.models import ScoreKind

    with reading(office) as use_case:
        session, office_id = use_case.session, use_case.office_id
        result = queries.reports.latest_score(session, office_id, framework, year)
        if result is None:
            raise NotFound("no_result", framework=framework or DEFAULT, year=year)
        of = result.framework
        guess = queries.reports.latest_score(session, office_id, of, year, kinds=(ScoreKind.ESTIMATE,))
        if guess is None:
            raise NotFound("no_estimate", framework=of, year=year)
        scores, outcomes = result.facts.items, guess.facts.items
    full = max((one.score for one in scores.values() if one.score is not None), default=Decimal(100))
    found = []
    # What is stored stands in the order of letters: O10 before O2.
    for code, one in sorted(scores.items(), key=lambda item: (len(item[0]), item[0])):
        before = outcomes.get(code)
        if before is None or one.score is None or before.outcome is None:
            continue
        worse = before.outcome == "sure" and one.score < full
        better = before.outcome == "lost" and one.score == full
        found.append(Compared(code, one.title, before.outcome, before.why, one.score, one.comment, worse or better))
    return tuple(found)
