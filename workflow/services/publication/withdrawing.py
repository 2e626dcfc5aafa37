"""Taking an item off the public site, and putting it back: suspend, confirm, lift, retract, lift that.

The public site first, then the record. The reason is the office's own; the public is told what was written for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Item, PublicReason, Revision
from workflow.rules.case import Case
from workflow.rules.errors import Unmet
from workflow.rules.machine import decide_online, online_step
from workflow.rules.states import Capacity, Online, Role
from workflow.services.context.case_facts import put_back
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.handing_out import clear_withdrawn
from workflow.services.publication.publishing import named, naming
from workflow.services.publication.staging import show_change

_AFTER = {
    "suspend": Online.SUSPENDED, "confirm_suspension": Online.SUSPENDED, "lift_suspension": Online.ONLINE,
    "retract": Online.RETRACTED, "lift_retraction": Online.ONLINE,
}  # fmt: skip
_KINDS = {
    "suspend": Kind.SUSPENDED, "confirm_suspension": Kind.SUSPENSION_CONFIRMED,
    "lift_suspension": Kind.SUSPENSION_LIFTED, "retract": Kind.RETRACTED, "lift_retraction": Kind.RETRACTION_LIFTED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TakenOff:
    """What became of the online revision. ``places``: where an office with a site of its own has to take it off."""

    item: str
    notices: tuple[Unmet, ...] = ()


def change_online(
    office: Office, login: str, code: str, trigger: str, reason: str = "", *, public_reason: str = "",
    returning: Collection[str] = (), year: int | None = None,
) -> TakenOff:  # fmt: skip
    """Suspend, confirm or lift a suspension, retract or lift that: the public site first, then the record.

    :param reason: the office's own, for the journal. It is not published.
    :param public_reason: what the public is told; without it only that the item is suspended or retracted.
    :param returning: names of the files that go online again, of a retraction that is lifted.
    :raises Refused: wrong person, nothing online, no reason, a file that returns and was not named.
    """
    step = online_step(trigger)
    after = _AFTER[trigger]
    public_reason = public_reason.strip()

    def asked(use_case: UseCase, item: Item) -> Case:
        case = naming(use_case.case(item, reason=reason if step.reason else None), returning)
        return replace(case, returning=put_back(use_case, item) if trigger == "lift_retraction" else ())

    with reading(office, login, year) as use_case:
        item = use_case.item(code)
        decide_online(step, asked(use_case, item))
        item_id, before, code, told = item.id, item.online, item.code, reason or item.online_reason or ""
        shown = use_case.session.get(Revision, item.online_revision_id) if item.online_revision_id else None
        withdrawn = frozenset(shown.signed.files.values()) if shown is not None and shown.signed else frozenset()
        earlier = queries.sightings.public_reason(use_case.session, item.id) or ""
        recorded = queries.sightings.addresses(use_case.session, use_case.cycle.id).get(item.id, [])
        places = [row.url for row in recorded]
        seen = queries.revisions.proofs_of_item(use_case.session, item.id, 1)
        if not places and seen and seen[0].address:
            places = [seen[0].address]
    # What the public was told of an earlier suspension says nothing of this one.
    public = public_reason or ("" if before is Online.ONLINE else earlier)

    def record() -> None:
        with acting(office, login, year, lock=True) as use_case:
            item = use_case.item(code)
            if item.online is not before:
                raise conflict(use_case, [code])
            case = asked(use_case, item)
            decide_online(step, case)
            item.online = after
            item.online_reason = told if after is not Online.ONLINE else None
            item.online_confirmed = trigger == "confirm_suspension"
            facts: dict[str, Any] = {"reason": reason} if reason else {}
            facts |= {"public_reason": public_reason} if public_reason else {}
            facts |= named(case.returning)
            item.online_changed_at = use_case.now
            if public != earlier:
                use_case.session.add(
                    PublicReason(
                        office_id=item.office_id, item_id=item.id, text=public, by=login, at=use_case.now
                    )
                )  # fmt: skip
            shown = use_case.session.get(Revision, item.online_revision_id) if item.online_revision_id else None
            if shown is not None:
                taken = after is Online.RETRACTED or item.online_confirmed
                shown.taken_at, shown.taken_as = (use_case.now, after.value) if taken else (None, None)
            Record(use_case).add(
                _KINDS[trigger], facts, item=item, step=trigger, role=Role.WEB if trigger == "suspend" else Role.HEAD,
                revision=shown.digest if shown is not None else None,
            )  # fmt: skip

    if after is before and public == earlier:
        record()
        return TakenOff(code)
    show_change(office, login, year, {item_id: (after, public)}, record)
    if after is Online.ONLINE:
        return TakenOff(code)
    clear_withdrawn(office, withdrawn)
    own = office.settings.site.mode == "own"
    return TakenOff(code, (Unmet("take_off_own_site", {"item": code, "urls": places}, Capacity.WEB),) if own else ())
