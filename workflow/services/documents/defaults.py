"""What the office itself knows of a paper: names and addresses for any form, the whole of those made from records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from workflow.ports.papers import (
    Person,
    PublicationRequestFacts,
    PublicationRow,
    ResponsibilityFacts,
    ResponsibilityRow,
)
from workflow.records.models import Submission
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Role, State
from workflow.services.context.authorization import holders
from workflow.services.context.use_case import UseCase
from workflow.services.documents.form_facts import groups_of, head_person, signer
from workflow.services.documents.serialization import plain
from workflow.services.documents.work_calendar import calendar_facts

WEB_OFFICER = "ผู้รับผิดชอบเว็บไซต์"
FAREWELL = "ขอแสดงความนับถือ"
"""How a letter of the state ends (งานสารบรรณ, ภาคผนวก ๒)."""


def defaults(use_case: UseCase, kind: str) -> dict[str, Any]:
    """Plain data that the office knows of a kind of paper; what a person gives wins over it.

    A head whom nobody is today is left out: the form then says that it is missing.
    """
    profile = use_case.office.settings.office
    found: dict[str, Any] = {}
    if kind != "meeting":
        found["office"] = profile.name
        with suppress(Refused):
            found["head"] = plain(head_person(use_case))
    if kind in ("activity", "newsletter"):
        group = _own_group(use_case)
        found["group"] = group.name if group is not None else ""
        found["date"] = use_case.today.isoformat()
    if kind == "activity":
        found["author"] = plain(signer(use_case.me, Role.OFFICER))
    if kind == "newsletter":
        found.pop("head", None)
        found |= {
            "address": [profile.address] if profile.address else [],
            "phone": profile.phone,
            "email": profile.email,
        }
    if kind == "cover_memo":
        group = _own_group(use_case)
        found |= {
            "group": group.name if group is not None else "",
            "phone": (group.phone if group is not None else "") or profile.phone,
            "addressee": profile.head_post,
            "officer": plain(signer(use_case.me, Role.OFFICER)),
        }
    if kind == "letter":
        group = _own_group(use_case)
        found |= {
            "address": [profile.address] if profile.address else [],
            "group": group.name if group is not None else "",
            "phone": (group.phone if group is not None else "") or profile.phone,
            "email": profile.email,
            "closing": FAREWELL,
        }
    if kind == "meeting":
        found |= {"place": profile.name, "recorder": plain(signer(use_case.me, Role.OFFICER))}
        checkers = [a for a, _ in holders(use_case.everybody.values(), Role.DIRECTOR) if a.groups & use_case.me.groups]
        if checkers:
            found["checker"] = plain(signer(checkers[0], Role.DIRECTOR))
    return found


def with_defaults(known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Given data over known, also inside a person."""
    merged = dict(known)
    for name, value in given.items():
        before = merged.get(name)
        merged[name] = {**before, **value} if isinstance(before, dict) and isinstance(value, Mapping) else value
    return merged


def _own_group(use_case: UseCase) -> Any:
    key = next((h.group for h in use_case.me.appointments if h.group), None)
    return use_case.groups.get(key) if key else None


def responsibility(use_case: UseCase) -> ResponsibilityFacts:
    """ตารางผู้รับผิดชอบ of the cycle as it stands today, settled compilers included."""
    return ResponsibilityFacts(
        office=use_case.office.settings.office.name,
        fiscal_year=use_case.cycle.fiscal_year,
        as_of=use_case.today,
        rows=tuple(
            ResponsibilityRow(
                item.code, item.title, groups_of(use_case, item),
                use_case.groups[item.compiling_group].name if item.compiling_group else "",
            )
            for item in use_case.items()
        ),
    )  # fmt: skip


def publication_request(use_case: UseCase) -> PublicationRequestFacts:
    """What the head has approved and is not yet published; every memo it was approved by is named.

    :raises Refused: ``nothing_to_request``: nothing waits to be published.
    """
    waiting = [item for item in use_case.items() if item.state is State.HEAD_SIGNED]
    if not waiting:
        raise Refused("nothing_to_request", "document_new", (Unmet("nothing_to_request", {}),))
    memos: dict[int, Submission] = {}
    rows: list[PublicationRow] = []
    for item in waiting:
        submission = use_case.submission(item)
        if submission is not None:
            memos[submission.id] = submission
        for e in use_case.evidence(item):
            rows.append(PublicationRow(item.code, item.title, e.url or e.name, item.round))
        if not use_case.evidence(item):
            rows.append(PublicationRow(item.code, item.title, f"{item.code}: ไม่มีข้อมูล", item.round))
    days = {s.decided_on for s in memos.values()}
    group = _own_group(use_case)
    return PublicationRequestFacts(
        office=use_case.office.settings.office.name,
        group=group.name if group is not None else "",
        date=use_case.today,
        addressee=WEB_OFFICER,
        memo=", ".join(s.label for s in memos.values()),
        approved=days.pop() if len(days) == 1 else None,
        fiscal_year=use_case.cycle.fiscal_year,
        rows=tuple(rows),
        requester=_requester(use_case),
    )


def _requester(use_case: UseCase) -> Person:
    return Person(use_case.me.name, use_case.me.appointments[0].lines if use_case.me.appointments else ())


FROM_RECORDS: dict[str, Callable[[UseCase], Any]] = {
    "responsibility": responsibility,
    "publication_request": publication_request,
    "calendar": calendar_facts,
}
"""Unnumbered forms that the office fills from its own records."""
