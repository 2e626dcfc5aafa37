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
from workflow.records.models import Item, Submission
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Role, State
from workflow.services.context.authorization import holders
from workflow.services.context.use_case import Desk
from workflow.services.documents.form_facts import head_person, signer
from workflow.services.documents.serialization import plain

EVERY_GROUP = "ทุกกลุ่ม/หน่วย"
WEB_OFFICER = "ผู้รับผิดชอบเว็บไซต์"
FAREWELL = "ขอแสดงความนับถือ"
"""How a letter of the state ends (งานสารบรรณ, ภาคผนวก ๒)."""


def defaults(desk: Desk, kind: str) -> dict[str, Any]:
    """Plain data that the office knows of a kind of paper; what a person gives wins over it.

    A head whom nobody is today is left out: the form then says that it is missing.
    """
    profile = desk.office.settings.office
    found: dict[str, Any] = {}
    if kind != "meeting":
        found["office"] = profile.name
        with suppress(Refused):
            found["head"] = plain(head_person(desk))
    if kind == "letter":
        group = _own_group(desk)
        found |= {
            "address": [profile.address] if profile.address else [],
            "group": group.name if group is not None else "",
            "phone": (group.phone if group is not None else "") or profile.phone,
            "email": profile.email,
            "closing": FAREWELL,
        }
    if kind == "meeting":
        found |= {"place": profile.name, "recorder": plain(signer(desk.me, Role.OFFICER))}
        checkers = [a for a, _ in holders(desk.everybody.values(), Role.DIRECTOR) if a.groups & desk.me.groups]
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


def _own_group(desk: Desk) -> Any:
    held = next((h.group for h in desk.me.held if h.group), None)
    return desk.groups.get(held) if held else None


def responsibility(desk: Desk) -> ResponsibilityFacts:
    """ตารางผู้รับผิดชอบ of the cycle as it stands today, settled compilers included."""
    return ResponsibilityFacts(
        office=desk.office.settings.office.name,
        fiscal_year=desk.cycle.fiscal_year,
        as_of=desk.today,
        rows=tuple(
            ResponsibilityRow(
                item.code, item.title, _groups(desk, item),
                desk.groups[item.compiling_group].name if item.compiling_group else "",
            )
            for item in desk.items()
        ),
    )  # fmt: skip


def _groups(desk: Desk, item: Item) -> tuple[str, ...]:
    keys = [part.group_key for part in item.parts]
    return (EVERY_GROUP,) if set(keys) >= set(desk.groups) else tuple(desk.groups[key].name for key in keys)


def publication_request(desk: Desk) -> PublicationRequestFacts:
    """What the head has approved and is not yet published; every memo it was approved by is named.

    :raises Refused: ``nothing_to_request``: nothing waits to be published.
    """
    waiting = [item for item in desk.items() if item.state is State.HEAD_SIGNED]
    if not waiting:
        raise Refused("nothing_to_request", "document_new", (Unmet("nothing_to_request", {}),))
    memos: dict[str, Submission] = {}
    rows: list[PublicationRow] = []
    for item in waiting:
        submission = desk.submission(item)
        if submission is not None:
            memos[submission.label] = submission
        for e in desk.evidence(item):
            rows.append(PublicationRow(item.code, item.title, e.url or e.name, item.round))
        if not desk.evidence(item):
            rows.append(PublicationRow(item.code, item.title, f"{item.code}: ไม่มีข้อมูล", item.round))
    days = {s.decided_on for s in memos.values()}
    group = _own_group(desk)
    return PublicationRequestFacts(
        office=desk.office.settings.office.name,
        group=group.name if group is not None else "",
        date=desk.today,
        addressee=WEB_OFFICER,
        memo=", ".join(memos),
        approved=days.pop() if len(days) == 1 else None,
        fiscal_year=desk.cycle.fiscal_year,
        rows=tuple(rows),
        requester=_requester(desk),
    )


def _requester(desk: Desk) -> Person:
    return Person(desk.me.name, desk.me.held[0].lines if desk.me.held else ())


FROM_RECORDS: dict[str, Callable[[Desk], Any]] = {
    "responsibility": responsibility,
    "publication_request": publication_request,
}
"""Unnumbered forms that the office fills from its own records."""
