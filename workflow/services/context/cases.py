"""All that the rules may look at of one item, for one person and one moment, from what a use case has in hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.rules.case import Case, Paper, Part, Printed
from workflow.rules.states import Role
from workflow.services.context.authorization import Actor, AppointmentInForce, capacities, remaining_route
from workflow.services.context.case_facts import before_publishing, replacement, revising
from workflow.services.context.signed.order import printed_names, unsigned

if TYPE_CHECKING:
    from workflow.records.models import Item
    from workflow.services.context.use_case import UseCase


def build_case(
    use_case: UseCase,
    item: Item,
    signer: str | Actor | None,
    reason: str | None,
    memo_missing: Sequence[str],
    in_ink: bool,
    alone: bool,
) -> Case:
    """What :meth:`.use_case.UseCase.case` returns; its parameters are told there."""
    submission = use_case.submission(item)
    revision = use_case.revision(item)
    person = use_case.me if use_case.login else None
    posts = use_case.office.settings.route
    who = use_case.everybody.get(signer) if isinstance(signer, str) else signer or person
    printed = printed_names(item, submission, use_case.evidence(item))
    as_head = _as_head(who, printed) if who is not None else None
    theirs = (
        capacities(person, item, submission, use_case.everybody.values(), posts) if person is not None else frozenset()
    )
    return Case(
        code=use_case.name_of(item),
        state=item.state,
        fiscal_year=use_case.cycle_of(item).fiscal_year,
        capacities=theirs,
        actor=use_case.login,
        appointed=person is None or bool(person.appointments),
        suspended=person.suspended if person is not None else (),
        signer=who.login if who is not None else (signer if isinstance(signer, str) else None),
        signer_kind=as_head.kind if as_head is not None else None,
        printed=printed,
        in_ink=in_ink,
        alone=alone,
        compiling_group=item.compiling_group,
        parts=tuple(Part(p.group_key, p.status, p.nil_reason is not None, p.refusal) for p in item.parts),
        year_parts=use_case.periods.looked(item),
        papers=tuple(Paper(e.name, e.duty, frozenset(e.years), e.document_date) for e in use_case.evidence(item)),
        elements=tuple(item.elements),
        ticked=use_case.ticks(item) if item.elements else frozenset(),
        allowed_years=use_case.allowed_years(item),
        contributors=frozenset(use_case.contributors(item)),
        frozen_digest=revision.digest if revision is not None else None,
        current_digest=use_case.digest(item) if revision is not None else None,
        memo_missing=tuple(memo_missing),
        no_head_on=None if bool(use_case.heads) else use_case.today,
        route=remaining_route(submission, use_case.everybody.values()),
        unsigned_before=unsigned(submission, use_case.heads_today),
        signed_digest=revision.digest if revision is not None and revision.signed is not None else None,
        **before_publishing(use_case, item, revision),
        **revising(use_case, item),
        **replacement(use_case, item, submission),
        memo=submission.label if submission is not None else None,
        reason=reason,
        online=item.online,
        waived=use_case.waived(item),
    )


def _as_head(who: Actor, printed: Sequence[Printed]) -> AppointmentInForce | None:
    """In which capacity somebody would sign as head: the one they chose, else the one that the papers print."""
    theirs = {one.kind for one in printed if one.login == who.login} if who.chosen is None else ()
    return next((held for held in who.as_heads if held.kind in theirs), None) or who.holds(Role.HEAD)
