"""Handing in: files, a web location, or a nil return; accepting or refusing a part; ticking required elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workflow.records.kinds import Kind
from workflow.records.models import Evidence, Item, Part, Tick
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole, WrongState
from workflow.rules.states import Duty, Role, State, Who
from workflow.services.collection.signature_position import check_place, read_place
from workflow.services.context.authorization import capacities
from workflow.services.context.conflicts import overtaken
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.uploads import look_at, read_all
from workflow.services.context.use_case import Desk
from workflow.thai import arabic_digits, normalise


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What ``contribute`` recorded. ``told``: what the clerk should look at."""

    item: str
    group: str
    files: tuple[str, ...]
    accepted: bool
    told: tuple[Unmet, ...] = ()


def contribute(
    office: Office,
    login: str,
    code: str,
    *,
    files: Sequence[Path] = (),
    url: str | None = None,
    nil_reason: str | None = None,
    duty: str | None = None,
    group: str | None = None,
    years: Sequence[int] = (),
    number: str | None = None,
    dated: date | None = None,
    add: bool = False,
    sign_at: str | None = None,
    year: int | None = None,
) -> HandedIn:
    """Hand in one group's part of an item. Without ``add`` it replaces what the group handed in before.

    Files are read, checked and stored before anything is locked; the store keeps them by digest, so a crash loses
    nothing and a second try finds them there.

    :param group: for which group, when the person works for several.
    :param years: fiscal years the evidence covers (Buddhist era), when the clerk declares them.
    :param number: number and ``dated`` date of a document signed before (``signed_before``).
    :param sign_at: where the head signs in one of the files, as :func:`.signature_position.read_place` reads it.
    :raises BadInput: with one reason for each file that cannot be used.
    :raises WrongState: the item is not being compiled. :raises WrongRole: not an officer of a responsible group.
    """
    wanted = Duty(duty) if duty else None
    if sum((bool(files), url is not None, nil_reason is not None)) != 1:
        raise BadInput("contribute_one_thing")
    if nil_reason is not None and not nil_reason.strip():
        raise BadInput("no_reason")
    signed_in, place = read_place(sign_at, [normalise(path.name) for path in files]) if sign_at else (None, None)
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        item = desk.item(code)
        before = _standing(_part(desk, item, group))  # refused before a large file is read
    incoming = read_all(office, files, wanted)
    told = [u for i in incoming if place and i.name == signed_in for u in check_place(office, i, place)]
    if url is not None:
        incoming = [look_at(office, url, wanted or Duty.WEB)]
    if any(i.duty is Duty.SIGNED_BEFORE for i in incoming) and not (number and dated):
        raise BadInput("signed_before_needs_number_and_date")
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        item = desk.item(code)
        if item.state is not State.DRAFT:  # it was, when our files were read
            raise overtaken(desk, [item.code])
        part = _part(desk, item, group)
        if _standing(part) != before:
            # A colleague handed in, or the compiler judged, while our files were read: theirs is not replaced unseen.
            raise overtaken(desk, [item.code])
        record = Record(desk)
        kept = [e for e in desk.evidence(item) if e.group_key == part.group_key]
        removed = [] if add else kept
        names = {i.name for i in incoming}
        removed += [e for e in kept if add and e.name in names]
        for row in removed:
            row.removed = True
        for one in incoming:
            item.evidence.append(
                Evidence(
                    item_id=item.id,
                    group_key=part.group_key,
                    round=item.round,
                    name=one.name,
                    media_type=one.media_type,
                    size=one.size,
                    pages=one.pages,
                    sha256=one.sha256,
                    duty=one.duty,
                    url=one.url,
                    capture=one.capture,
                    document_no=number if one.duty is Duty.SIGNED_BEFORE else None,
                    document_date=dated if one.duty is Duty.SIGNED_BEFORE else None,
                    years=list(years),
                    years_in_text=list(one.years_in_text),
                    removed=False,
                    added_by=login,
                    added_at=desk.now,
                    sign_at=str(place) if place is not None and one.name == signed_in else None,
                )
            )
        own = part.group_key == item.compiling_group
        part.status = "accepted" if own else "handed_in"
        part.accepted_by = login if own else None
        part.nil_reason = normalise(nil_reason.strip()) if nil_reason is not None else None
        part.refusal = None
        part.handed_in_by, part.handed_in_at = login, desk.now
        item.entered_at = item.entered_at if item.entered_at else desk.now
        desk.add_contributor(item, "handed_in")
        record.add(
            Kind.CONTRIBUTED,
            {
                "group": part.group_key,
                "nil": part.nil_reason,
                "files": [{"name": i.name, "sha256": i.sha256, "duty": i.duty.value, "url": i.url} for i in incoming],
                "replaced": [e.name for e in removed],
                "accepted": own,
            },
            item=item,
            role=Role.OFFICER,
        )
        _touch(item)
        uow.commit()
        return HandedIn(item.code, part.group_key, tuple(i.name for i in incoming), own, tuple(told))


def accept(office: Office, login: str, code: str, group: str, *, year: int | None = None) -> None:
    """The compiler accepts what a group handed in. :raises Refused: nothing was handed in, or not the compiler."""
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        item, part = _judge(desk, code, group, "accept")
        part.status, part.accepted_by, part.refusal = "accepted", login, None
        Record(desk).add(Kind.ACCEPTED, {"group": part.group_key}, item=item, role=Role.OFFICER)
        _touch(item)
        uow.commit()


def refuse(office: Office, login: str, code: str, group: str, reason: str, *, year: int | None = None) -> None:
    """The compiler refuses a part, with a reason; the group hands in again."""
    if not reason.strip():
        raise Refused("no_reason", "refuse", (Unmet("no_reason", {"item": code}),))
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        item, part = _judge(desk, code, group, "refuse")
        part.status, part.accepted_by, part.refusal = "refused", None, normalise(reason.strip())
        Record(desk).add(Kind.REFUSED, {"group": part.group_key, "reason": part.refusal}, item=item, role=Role.OFFICER)
        _touch(item)
        uow.commit()


def tick(
    office: Office,
    login: str,
    code: str,
    elements: Sequence[str] = (),
    *,
    everything: bool = False,
    year: int | None = None,
) -> tuple[str, ...]:
    """Confirm that required elements are there, by number (1, 2 …) or text. Returns what is ticked now.

    :raises NotFound: an element the catalogue does not list for this item.
    """
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        item = desk.item(code)
        _must_be_draft(item, "tick")
        _must_be(desk, item, "tick", Who.COMPILER)
        wanted = list(item.elements) if everything else [_element(item, said) for said in elements]
        done = desk.ticks(item)
        new = [e for e in dict.fromkeys(wanted) if e not in done]
        for element in new:
            uow.session.add(Tick(item_id=item.id, round=item.round, element=element, by=login, at=desk.now))
        if new:
            Record(desk).add(Kind.TICKED, {"elements": new}, item=item, role=Role.OFFICER)
            _touch(item)
        uow.commit()
        return tuple(e for e in item.elements if e in done or e in new)


def _element(item: Item, said: str) -> str:
    digits = arabic_digits(said).strip()
    if digits.isdecimal() and 1 <= int(digits) <= len(item.elements):
        return item.elements[int(digits) - 1]
    if normalise(said) in item.elements:
        return normalise(said)
    raise NotFound("no_such_element", item=item.code, element=said, elements=list(item.elements))


def _touch(item: Item) -> None:
    # A change of a child row must also collide with a step taken meanwhile: bump the item's version.
    from sqlalchemy.orm.attributes import flag_modified

    flag_modified(item, "entered_at")


def _must_be_draft(item: Item, step: str) -> None:
    if item.state is not State.DRAFT:
        facts = {"item": item.code, "step": step, "state": item.state.value, "starts_in": [State.DRAFT.value]}
        raise WrongState("wrong_state", step, (Unmet("wrong_state", facts),), item=item.code)


def _must_be(desk: Desk, item: Item, step: str, who: Who) -> None:
    held = capacities(desk.me, item, desk.submission(item), desk.everybody.values())
    if who not in held:
        facts = {"item": item.code, "step": step, "who": [who.value], "person": desk.me.login}
        raise WrongRole("wrong_role", step, (Unmet("wrong_role", facts, who),), item=item.code)


def _judge(desk: Desk, code: str, group: str, step: str) -> tuple[Item, Part]:
    item = desk.item(code)
    _must_be_draft(item, step)
    _must_be(desk, item, step, Who.COMPILER)
    key = desk.group(group).key
    part = next((p for p in item.parts if p.group_key == key), None)
    if part is None:
        raise NotFound("group_not_responsible", item=item.code, group=key, groups=[p.group_key for p in item.parts])
    if part.status is None:
        raise Refused("part_missing", step, (Unmet("part_missing", {"item": item.code, "group": key}, f"group:{key}"),))
    return item, part


def _part(desk: Desk, item: Item, group: str | None) -> Part:
    """The part this person hands in for, in an item that is being compiled."""
    _must_be_draft(item, "contribute")
    mine = {h.group for h in desk.me.held if h.role is Role.OFFICER and h.group}
    parts = {p.group_key: p for p in item.parts}
    if group is not None:
        key = desk.group(group).key
        if key not in parts:
            raise NotFound("group_not_responsible", item=item.code, group=key, groups=list(parts))
        fitting = [key] if key in mine or item.compiling_group in mine else []
    else:
        fitting = [key for key in parts if key in mine]
    if not fitting:
        facts = {"item": item.code, "step": "contribute", "who": [Who.CLERK.value], "person": desk.me.login}
        raise WrongRole("wrong_role", "contribute", (Unmet("wrong_role", facts, Who.CLERK),), item=item.code)
    if len(fitting) > 1:
        raise BadInput("which_group", item=item.code, groups=fitting)
    return parts[fitting[0]]


def _standing(part: Part) -> tuple[object, ...]:
    return part.status, part.handed_in_by, part.handed_in_at, part.refusal
