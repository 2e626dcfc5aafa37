"""The only place that changes a state: decide, apply, record. The caller commits.

Every command makes one :class:`Record`; all its journal entries carry the same UUID.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workflow.records.canonical import moment_text
from workflow.records.kinds import Kind
from workflow.records.writing import add_row, append
from workflow.rules.machine import decide
from workflow.rules.table import GOAL, INITIAL, PROCEDURE, rows
from workflow.services.context.marks import must_go_on

if TYPE_CHECKING:
    from workflow.records.models import Item
    from workflow.rules.case import Case, Decision
    from workflow.rules.states import Role
    from workflow.services.context.authorization import Actor, AppointmentInForce
    from workflow.services.context.use_case import UseCase


@dataclass(slots=True)
class Record:
    """Writes one command's entries into the journal, with the actor's name, post and authority copied as text."""

    use_case: UseCase
    command: str = field(default_factory=lambda: str(uuid.uuid4()))

    def add(
        self,
        kind: Kind,
        facts: Mapping[str, Any] | None = None,
        *,
        item: Item | None = None,
        step: str | None = None,
        from_state: str | None = None,
        to_state: str | None = None,
        revision: str | None = None,
        submission: int | None = None,
        role: Role | None = None,
        group: str | None = None,
        person: Actor | None = None,
    ) -> None:
        """Append one entry.

        :param role: in which role it is done; ``group``: of which group, when it is not the item's compiling one.
        :param person: who acts, when it is not the use case's own login (a set-up step).
        :raises Refused: the records are behind what was seen of them. :raises BadInput: the clock is.
        """
        from workflow.records.entry import Entry

        must_go_on(self.use_case, kind)
        self.use_case.recorded = True
        who = person or self.use_case.me
        appointment = _acting_as(who, role, group or (item.compiling_group if item is not None else None))
        append(
            self.use_case.session,
            self.use_case.office_id,
            Entry(
                kind=kind,
                at=self.use_case.office.now(),
                actor=who.login,
                actor_name=who.name,
                actor_post=appointment.lines[0] if appointment else who.post,
                authority=appointment.authority if appointment else None,
                role=role.value if role else (appointment.role.value if appointment else None),
                command=self.command,
                table_version=PROCEDURE,
                step=step,
                fiscal_year=self.use_case.cycle_of(item).fiscal_year if item is not None else None,
                framework=self.use_case.cycle_of(item).framework if item is not None else None,
                item_code=item.code if item is not None else None,
                from_state=from_state,
                to_state=to_state,
                revision=revision,
                submission=submission,
                facts=dict(facts or {}),
            ),
        )


def _acting_as(who: Actor, role: Role | None, group: str | None) -> AppointmentInForce | None:
    """The appointment in which somebody acts: of several in a role (a director who acts for another) the group's."""
    if role is not None:
        return who.holds(role, group) or who.holds(role)
    return who.appointments[0] if who.appointments else None


def transition(
    record: Record,
    item: Item,
    trigger: str,
    case: Case,
    *,
    facts: Mapping[str, Any] | None = None,
    revision: str | None = None,
    submission: int | None = None,
    role: Role | None = None,
) -> Decision:
    """Take one step with one item: decide by the table, write the state, the journal entry and who is to be told.

    :param case: built in this unit of work from what is recorded now.
    :param facts: with a ``reason_code`` where the reason is nobody's words.
    :raises Refused: what :func:`workflow.rules.machine.decide` refuses; nothing was written.
    """
    decision = decide(trigger, case)
    recorded = dict(facts or {})
    if case.reason and case.reason.strip() and "reason_code" not in recorded:
        recorded["reason"] = case.reason.strip()
    if decision.waived:
        recorded["waived"] = [{"code": u.code, **{k: str(v) for k, v in u.facts.items()}} for u in decision.waived]
    _keep_returned(record, item, decision, recorded)
    if decision.dest is not item.state:
        item.state = decision.dest
        item.entered_at = record.use_case.now
    record.add(
        Kind.STEP,
        recorded,
        item=item,
        step=trigger,
        from_state=decision.source.value,
        to_state=decision.dest.value,
        revision=revision,
        submission=submission,
        role=role,
    )
    told = {"step": trigger, "item": item.code, "state": decision.dest.value, "by": record.use_case.me.login}
    add_row(
        record.use_case.session, "Outbox", office_id=record.use_case.office_id, at=record.use_case.now,
        recipient=item.compiling_group or "", facts=told, sent_at=None,
    )  # fmt: skip
    return decision


def _keep_returned(record: Record, item: Item, decision: Decision, facts: Mapping[str, Any]) -> None:
    """Why the work was sent back stands with the item until it goes to the head again."""
    row = next(row for row in rows(decision.trigger) if row.source is decision.source)
    if row.reason and row.dest is INITIAL and row.source is not GOAL:
        me = record.use_case.me
        why = {name: facts[name] for name in ("reason", "reason_code", "memo") if facts.get(name)}
        item.returned = {**why, "by": me.login, "name": me.name, "at": moment_text(record.use_case.now)}
    elif row.dest is rows("sign")[0].source:
        item.returned = None


def adopt_item(record: Record, item: Item, *, revision: str, role: Role, facts: Mapping[str, Any]) -> None:
    """Take over an item that was published before the office started with the program. The caller commits.

    Not a step of the table: it happens once in an item's life, before any step, and the journal says who confirmed it.
    """
    before, item.state = item.state, GOAL
    item.entered_at = record.use_case.now
    record.add(
        Kind.ADOPTED, facts, item=item, from_state=before.value, to_state=GOAL.value, revision=revision, role=role
    )
