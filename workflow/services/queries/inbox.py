"""What waits for one person: what ``oit inbox`` prints, from the needs that refuse a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.rules.errors import Unmet
from workflow.rules.machine import why
from workflow.rules.states import Capacity, Online, Role, State
from workflow.rules.table import GOAL
from workflow.services.administration.two_people import act_of
from workflow.services.administration.two_people import in_the_way as may_not_settle
from workflow.services.administration.two_people import waiting as power_waiting
from workflow.services.approval.attestations import in_the_way as may_not_attest
from workflow.services.approval.attestations import open_attestations
from workflow.services.approval.successors import left_behind
from workflow.services.collection.waivers import in_the_way
from workflow.services.context.administrators import coordinates
from workflow.services.context.authorization import capacities, fits_post, remaining_route
from workflow.services.context.returned import came_back
from workflow.services.context.signed.order import my_turn
from workflow.services.context.use_case import UseCase, reading
from workflow.services.queries.status import head_decides, off_the_site

if TYPE_CHECKING:
    from workflow.records.models import Item, Submission
    from workflow.services.context.office import Office
    from workflow.services.context.year_parts import PartStanding


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing in an inbox: what to do with which item (or memo), and since when.

    :param name: the code as it is told, with its year where it is not of the newest.
    :param returned: why it came back to this person, and from whom.
    :param memo_id: primary key of the memo, where the thing to do is on one.
    :param part: of the item's year, which the work in progress brings or which comes next. :param late: its due day is
        over.
    :param act: of what takes two (:data:`workflow.rules.power.ACTS`).
    """

    item: str
    fiscal_year: int
    framework: str
    title: str
    do: str
    memo: str | None
    since: datetime
    due: date | None
    name: str
    reasons: tuple[Unmet, ...] = ()
    returned: Unmet | None = None
    part: str | None = None
    late: bool = False
    memo_id: int | None = None
    act: str = ""


def inbox(office: Office, login: str, *, year: int | None = None) -> list[Waiting]:
    """What waits for this person today: what came back first, then oldest first. Steps open to them, parts to hand in,
    to accept, to confirm.

    :param year: that year alone; ``None``: every cycle with something open.
    """
    with reading(office, login, year) as use_case:
        return waiting_in(use_case)


def waiting_in(use_case: UseCase) -> list[Waiting]:
    """As :func:`inbox`, in an open unit of work."""
    found: list[Waiting] = []
    if not use_case.me.appointments:
        return found
    items = use_case.open_items()
    attested = open_attestations(use_case)
    half_way = {paper.id for _, paper in attested}

    def waiting(
        item: Item, do: str, memo: str | None, since: datetime, due: date | None, why: tuple[Unmet, ...] = ()
    ) -> Waiting:
        cycle = use_case.cycle_of(item)
        name = use_case.name_of(item)
        back = came_back(item, do, name)
        return Waiting(item.code, cycle.fiscal_year, cycle.framework, item.title, do, memo, since, due, name, why, back)

    for item in items:
        submission = use_case.submission(item)
        mine = capacities(use_case.me, item, submission, use_case.everybody.values(), use_case.office.settings.route)
        memo = submission.label if submission else None
        part = _part(use_case, item)
        due, key, late = (part.due, part.key, part.late) if part is not None else (item.due, None, False)
        found += [
            replace(
                waiting(item, do, memo, item.entered_at, due, reasons),
                part=key,
                late=late,
                memo_id=submission.id if submission is not None else None,
            )
            for do, reasons in _tasks(use_case, item, submission, mine)
            # A paper that one has attested was signed and brought: it waits for the second alone.
            if not (do in ("sign", "receive") and submission is not None and submission.id in half_way)
        ]
    found += [*_circulations(use_case), *_measures(use_case), *_resolutions(use_case), *_empty_groups(use_case, items)]
    codes = {item.id: item for item in items}
    for request in queries.items.waiting_exceptions(use_case.session, use_case.office_id):
        asked_of = codes.get(request.item_id or 0)
        if asked_of is not None and not any(in_the_way(use_case, asked_of, request)):
            found.append(waiting(asked_of, f"exception_confirm:{request.id}", None, request.asked_at, None))
    for power in power_waiting(use_case):
        if not any(may_not_settle(use_case, power, use_case.me)):
            found.append(
                Waiting("", 0, "", power.subject, f"power:{power.id}", None, power.asked_at, None, "",
                        tuple(Unmet(one["code"], one["facts"]) for one in power.facts.get("told", ())),
                        act=act_of(power).key)
            )  # fmt: skip
    for asked, paper in attested:
        first = codes.get(min(row.item_id for row in paper.items))
        if first is not None and not any(may_not_attest(use_case, asked, paper, use_case.me)):
            found.append(replace(waiting(first, "attest", paper.label, asked.asked_at, None), memo_id=paper.id))
    return sorted(found, key=lambda w: (w.returned is None, w.since))


def _part(use_case: UseCase, item: Item) -> PartStanding | None:
    """The part of the item's year that is in hand, else the first that is not there; ``None``: it is one whole."""
    parts = use_case.periods.standings(item)
    return next((p for p in parts if p.in_hand), next((p for p in parts if not p.there), None))


def _empty_groups(use_case: UseCase, items: Sequence[Item]) -> list[Waiting]:
    """Groups on whose officers items wait and who have none today, for their director and the administrators."""
    staffed = {one.group for who in use_case.everybody.values() for one in who.appointments if one.role is Role.OFFICER}
    mine = {one.group for one in use_case.me.appointments if one.role is Role.DIRECTOR}
    everywhere = use_case.me.administrator
    owing: dict[str, Item] = {}
    for item in items:
        if item.state is State.DRAFT:
            groups = [part.group_key for part in item.parts if part.status in (None, "refused")]
            for key in [*groups, *filter(None, [item.compiling_group])]:
                owing.setdefault(key, item)
    return [
        Waiting("", use_case.cycle_of(first).fiscal_year, "", "", f"group_without_officer:{key}", None,
                first.entered_at, None, "")
        for key, first in owing.items()
        if key not in staffed and (everywhere or key in mine)
    ]  # fmt: skip


def _circulations(use_case: UseCase) -> list[Waiting]:
    """Papers that were passed round and this person has still to acknowledge."""
    me, session = use_case.me.login, use_case.session
    rows = [row for row in queries.circulations.still_open(session, use_case.office_id) if me in row.people]
    read = queries.circulations.acknowledged(session, [row.id for row in rows]) if rows else []
    done = {one.circulation_id for one in read if one.login == me}
    return [
        Waiting("", 0, "", row.subject, f"acknowledge:{row.id}", None, row.sent_at, row.due, "")
        for row in rows
        if row.id not in done
    ]


MEASURE_DUE_DAYS = 30
"""A measure is in the inbox so many days before it ends."""


def _measures(use_case: UseCase) -> list[Waiting]:
    """Measures that end soon, for the officers and directors of their groups and for the secretary.

    One that no group carries out yet waits for whoever keeps the reports.
    """
    mine = {one.group for one in use_case.me.appointments if one.role in (Role.OFFICER, Role.DIRECTOR)}
    secretary = use_case.me.holds(Role.SECRETARY) is not None
    until = use_case.today + timedelta(days=MEASURE_DUE_DAYS)
    return [
        Waiting("", row.fiscal_year, row.framework, row.title, f"measure:{row.number}", None, row.made_at, row.ends, "")
        for row in queries.reports.open_measures(use_case.session, use_case.office_id)
        if row.ends is not None
        and row.ends <= until
        and (secretary or mine & set(row.group_keys) or (not row.group_keys and coordinates(use_case)))
    ]


def _resolutions(use_case: UseCase) -> list[Waiting]:
    """What meetings resolved and nobody did yet, for the officers and directors of its group."""
    mine = {one.group for one in use_case.me.appointments if one.role in (Role.OFFICER, Role.DIRECTOR)}
    secretary = use_case.me.holds(Role.SECRETARY) is not None
    found = []
    for row in queries.reports.meetings(use_case.session, use_case.office_id):
        for number, one in enumerate(row.resolutions, 1):
            if one.done_by is None and row.held is not None and (secretary or one.group in mine):
                do, since = f"resolution:{row.number}/{row.year} ({number})", use_case.now.replace(
                    year=row.held.year, month=row.held.month, day=row.held.day)  # fmt: skip
                due = date.fromisoformat(one.due) if one.due else None
                found.append(Waiting("", row.fiscal_year, "", one.text, do, None, since, due, ""))
    return found


def _of_other_names(
    use_case: UseCase, item: Item, submission: Submission | None, mine: frozenset[Capacity]
) -> list[tuple[str, tuple[Unmet, ...]]]:
    """A memo that names who may not sign any more is issued again; one whose post is somebody else's is taken over."""
    if submission is None:
        return []
    found: list[tuple[str, tuple[Unmet, ...]]] = []
    if Capacity.DIRECTOR in mine:
        reasons = why("sign", use_case.case(item, signer=use_case.expected_signer(item)))
        named = tuple(reason for reason in reasons if reason.code == "head_named_differs")
        found += [("reissue", named)] if named else []
    return found + ([("take_over", ())] if left_behind(use_case, submission) else [])


def _tasks(
    use_case: UseCase, item: Item, submission: Submission | None, mine: frozenset[Capacity]
) -> list[tuple[str, tuple[Unmet, ...]]]:
    tasks: list[tuple[str, tuple[Unmet, ...]]] = []
    if item.state is State.DRAFT:
        groups = {h.group for h in use_case.me.appointments if h.role.value == "officer"}
        owed = [p for p in item.parts if p.group_key in groups and p.status in (None, "refused")]
        tasks += [(f"contribute:{p.group_key}", ()) for p in owed]
        if Capacity.COMPILER in mine:
            tasks += [(f"accept:{p.group_key}", ()) for p in item.parts if p.status == "handed_in"]
            reasons = why("compile", use_case.case(item))
            elements = tuple(u for u in reasons if u.code == "element_not_ticked")
            if not reasons:
                tasks.append(("compile", ()))
            elif elements and len(elements) == len(reasons):
                tasks.append(("tick", elements))
        if item.compiling_group is None and mine & {Capacity.HEAD, Capacity.DEPUTY}:
            tasks.append(("assign", ()))
    elif item.state is State.GROUP_COMPILED and Capacity.DIRECTOR in mine:
        tasks.append(("submit", ()))
    elif item.state is State.SUBMITTED:
        left = remaining_route(submission, use_case.everybody.values())
        if left and fits_post(use_case.me, left[0]):
            tasks.append(("endorse", ()))
        if my_turn(submission, use_case.me, use_case.heads_today):
            tasks.append(("countersign", ()))
        tasks += _of_other_names(use_case, item, submission, mine)
        complete = not left or "route_complete" in use_case.waived(item)
        if complete and Capacity.HEAD in mine:
            tasks.append(("sign", why("sign", use_case.case(item))))
        if complete and Capacity.REGISTRAR in mine:
            tasks.append(("receive", ()))
    elif item.state is State.HEAD_SIGNED and Capacity.WEB in mine:
        tasks.append(("publish", ()))
    elif item.state is State.PUBLISHED and item.online is Online.ONLINE and Capacity.CLERK in mine:
        over = next((p for p in use_case.periods.standings(item) if not p.there and p.last < use_case.today), None)
        tasks += [(f"add_part:{over.key}", ())] if over is not None else []
    doubted = submission is not None and submission.id in use_case.replacements
    if doubted and item.state is State.HEAD_SIGNED and not why("replace_scan", use_case.case(item)):
        tasks.append(("replace_scan", ()))
    if mine & set(off_the_site(item)) and (item.state is GOAL or head_decides(item)):
        tasks.append(("confirm_suspension" if head_decides(item) else "revise", ()))
    return tasks
