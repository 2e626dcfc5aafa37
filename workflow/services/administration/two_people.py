"""What takes two: one asks, another confirms; until then nothing has changed. The one way for every change of power.

What was asked is kept with the request and bound to its journal entry by a digest: who confirms, confirms what was
shown, and a row that was edited meanwhile settles nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from workflow.records import models, queries
from workflow.records.canonical import canonical_json
from workflow.records.kinds import Kind, RequestKind, Settlement
from workflow.rules.errors import NotFound, Refused, Unmet, WrongRole
from workflow.rules.power import ACTS, ADMINISTRATOR, OWNER, Act
from workflow.rules.states import Role
from workflow.services.context.authorization import Actor
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.thai import normalise

if TYPE_CHECKING:
    from workflow.records.models import Request

CODE_FRESH = timedelta(days=7)
"""So long somebody's code from another's hand keeps them from being that one's second: until it would be missed."""

KINDS: dict[str, RequestKind] = {
    "people": RequestKind.APPOINTMENT,
    "end": RequestKind.APPOINTMENT,
    "administrator": RequestKind.APPOINTMENT,
    "substitutes": RequestKind.APPOINTMENT,
    "certificate": RequestKind.CERTIFICATE,
    "own_certificate": RequestKind.CERTIFICATE,
    "password": RequestKind.PASSWORD_RESET,
    "factor": RequestKind.PASSWORD_RESET,
    "adoption": RequestKind.ADOPTION,
    "late_adoption": RequestKind.ADOPTION,
    "settings": RequestKind.SETTINGS,
    "baseline": RequestKind.RECORDS,
    "go_on": RequestKind.RECORDS,
}
"""Key of an act -> under which kind its requests stand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that waits, as it is shown. ``told``: what it would change, each as its sentence.

    :ivar mine: who looks may settle it.
    """

    number: int
    act: str
    subject: str
    asked_by: str
    asked_name: str
    asked_at: datetime
    told: tuple[Unmet, ...]
    reason: str
    mine: bool


def act_of(row: Request) -> Act:
    """What a request asks for; one of a time before there were several says nothing of it and is known by its kind."""
    return ACTS[row.facts.get("act", "settings" if row.kind is RequestKind.SETTINGS else "password")]


def ask(
    record: Record,
    act: str,
    subject: str,
    facts: Mapping[str, Any],
    *,
    serves: Iterable[str] = (),
    told: Sequence[Unmet] = (),
    reason: str = "",
) -> Request:
    """Ask for a change; an equal request that waits is given back, another about the same subject ends.

    :param serves: logins of whom it gives power: none of them is the second. :param told: what is shown of it.
    """
    use_case = record.use_case
    kept: dict[str, Any] = {
        "act": act,
        "serves": sorted(set(serves)),
        "told": [{"code": one.code, "facts": dict(one.facts)} for one in told],
        **facts,
    }
    for before in waiting(use_case):
        if before.facts == kept:
            return before
        if act_of(before).key == act and set(before.subject.split(",")) & set(subject.split(",")):
            close(use_case, before, Settlement.ENDED)
            record.add(Kind.POWER_ENDED, {"request": before.id, "act": act, "subject": before.subject})
    row = models.Request(
        office_id=use_case.office_id, kind=KINDS[act], subject=subject, reason=normalise(reason.strip()), facts=kept,
        asked_by=use_case.me.login, asked_at=use_case.now,
    )  # fmt: skip
    use_case.session.add(row)
    use_case.session.flush()
    record.add(
        Kind.POWER_ASKED, {"request": row.id, "act": act, "subject": subject, "reason": row.reason, "asked": bound(row)}
    )
    tell(use_case, "power_asked", may_settle(use_case, row), {"request": row.id, "act": act, "subject": subject})
    return row


def bound(row: Request) -> str:
    """The digest of what was asked, as the journal keeps it."""
    return hashlib.sha256(canonical_json(row.facts).encode()).hexdigest()


def waiting(use_case: UseCase) -> list[Request]:
    """Every change of power that waits for a second person, oldest first."""
    return queries.requests.waiting(use_case.session, use_case.office_id, set(KINDS.values()))


def close(use_case: UseCase, row: Request, outcome: Settlement) -> None:
    """Settle a request's row; what follows from it is the caller's."""
    row.settled_by, row.settled_at, row.outcome = use_case.me.login, use_case.now, outcome


def fits(person: Actor, who: Iterable[str], owner: str = "") -> bool:
    """Whether somebody is one of these today: roles, ``administrator``, ``owner`` (the login)."""
    return any(
        person.administrator if one == ADMINISTRATOR else person.login == owner if one == OWNER
        else person.holds(Role(one)) is not None
        for one in who
    )  # fmt: skip


def must_ask(use_case: UseCase, act: str, owner: str = "") -> None:
    """:raises WrongRole: this person may not ask for such a change."""
    if not fits(use_case.me, ACTS[act].asks, owner):
        facts = {"step": act, "who": list(ACTS[act].asks), "person": use_case.me.login}
        raise WrongRole("power_not_yours", act, (Unmet("power_not_yours", facts, ACTS[act].asks[0]),))


def in_the_way(use_case: UseCase, row: Request, person: Actor) -> Iterator[Unmet]:
    """Why somebody may not be the second; nothing: they may."""
    act = act_of(row)
    facts = {"request": row.id, "person": person.login, "who": list(act.settles)}
    another = f"second:{row.id}"
    if person.login == row.asked_by:
        yield Unmet("power_needs_second", facts, another)
        return
    if person.login in row.facts.get("serves", ()) and OWNER not in act.settles:
        yield Unmet("power_serves", facts, another)
    if not fits(person, act.settles, row.subject) or (not person.appointments and OWNER not in act.settles):
        yield Unmet("power_not_second", facts, another)
    known = queries.people.person(use_case.session, use_case.office_id, person.login)
    fresh = known is not None and known.code_at is not None and use_case.now - known.code_at < CODE_FRESH
    if fresh and known is not None and known.code_by == row.asked_by:
        yield Unmet("power_code_by_asker", {**facts, "days": CODE_FRESH.days, "asked_by": row.asked_by}, another)


def may_settle(use_case: UseCase, row: Request) -> list[str]:
    """Logins of who may be the second, today."""
    return [who.login for who in use_case.everybody.values() if not any(in_the_way(use_case, row, who))]


def open_request(use_case: UseCase, number: int) -> Request:
    """A request that waits, as it was asked.

    :raises NotFound: none does. :raises Refused: its row was changed since.
    """
    row = next((one for one in waiting(use_case) if one.id == number), None)
    if row is None:
        raise NotFound("no_such_request", request=number)
    if "act" in row.facts:
        entries = queries.requests.asked(use_case.session, use_case.office_id)
        if bound(row) not in {e.facts["asked"] for e in entries if e.facts["request"] == row.id}:
            unmet = Unmet("request_changed", {"request": number}, ADMINISTRATOR)
            raise Refused("request_changed", "request", (unmet,))
    return row


def second(use_case: UseCase, number: int) -> Request:
    """The request, for who may settle it. :raises Refused: with every reason why this person may not."""
    row = open_request(use_case, number)
    reasons = tuple(in_the_way(use_case, row, use_case.me))
    if reasons:
        raise Refused(reasons[0].code, "request", reasons, request=number)
    return row


def confirmed(record: Record, row: Request) -> None:
    """Settle a request and say so, before what follows from it is recorded."""
    close(record.use_case, row, Settlement.CONFIRMED)
    facts = {"request": row.id, "act": act_of(row).key, "subject": row.subject, "asked_by": row.asked_by}
    record.add(Kind.POWER_CONFIRMED, facts)
    about = {*row.facts.get("serves", ()), *row.subject.split(","), row.asked_by} & set(record.use_case.everybody)
    told = {*about, *heads_and_administrators(record.use_case)} - {record.use_case.me.login}
    tell(record.use_case, "power_confirmed", told, {k: facts[k] for k in ("request", "act", "subject")})


def heads_and_administrators(use_case: UseCase) -> list[str]:
    """Logins of the head, also while another acts, and of the administrators: who is told of power."""
    return [
        who.login for who in use_case.everybody.values()
        if who.administrator or who.holds(Role.HEAD) or any(s.role is Role.HEAD for s in who.suspended)
    ]  # fmt: skip


def tell(use_case: UseCase, event: str, logins: Iterable[str], facts: Mapping[str, Any]) -> None:
    """A row of the outbox for each of these people."""
    cause = f"{event}:{use_case.now.isoformat()}:{facts.get('request', '')}"
    for login in sorted(set(logins)):
        kept = {"told": event, "cause": cause, "by": use_case.me.login, **facts}
        use_case.session.add(
            models.Outbox(
                office_id=use_case.office_id, at=use_case.now, recipient=f"person:{login}", facts=kept, sent_at=None
            )
        )  # fmt: skip


def listed(office: Office, login: str | None) -> list[Asked]:
    """Every change of power that waits. :param login: who looks; ``None``: anybody."""
    with reading(office, login) as use_case:
        return [shown(use_case, row) for row in waiting(use_case)]


def shown(use_case: UseCase, row: Request) -> Asked:
    """One request, as this person sees it."""
    me = use_case.everybody.get(use_case.login or "")
    asker = queries.people.person(use_case.session, use_case.office_id, row.asked_by)
    return Asked(
        row.id, act_of(row).key, row.subject, row.asked_by, asker.name if asker is not None else row.asked_by,
        row.asked_at, tuple(Unmet(one["code"], one["facts"]) for one in row.facts.get("told", ())), row.reason,
        me is not None and not any(in_the_way(use_case, row, me)),
    )  # fmt: skip


def refuse(office: Office, login: str, number: int, reason: str) -> None:
    """Settle a request with no: whoever might confirm it; who asked takes it back so.

    :raises Refused: no reason, or with every reason why it may not be this person.
    """
    if not reason.strip():
        raise Refused("no_reason_to_refuse", "request", (Unmet("no_reason_to_refuse", {"request": number}),))
    with acting(office, login, lock=True) as use_case:
        row = open_request(use_case, number)
        back = row.asked_by == login
        if not back:
            row = second(use_case, number)
        close(use_case, row, Settlement.ENDED if back else Settlement.REFUSED)
        facts = {"request": number, "act": act_of(row).key, "subject": row.subject, "asked_by": row.asked_by}
        Record(use_case).add(Kind.POWER_REFUSED, {**facts, "reason": normalise(reason.strip())})
        tell(use_case, "power_refused", {row.asked_by} - {login}, {k: facts[k] for k in ("request", "act", "subject")})
