"""``publish``: build to a staging folder, prove from the home page, switch atomically, commit.

A crash between switch and commit leaves the site ahead of the journal; running ``publish`` again builds the same site,
proves it, switches to it and commits: nothing is lost and nothing is doubled. Items whose proof fails are left out and
the site is built and proven again without them; one failure does not stop the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workflow.ports.site import SiteProof
from workflow.records.kinds import Kind
from workflow.records.models import Item, Revision
from workflow.rules.case import Case, TakenBack
from workflow.rules.errors import CheckFailed, NeedNotMet, Unmet, WorkflowError
from workflow.rules.machine import decide, decide_online, online_step
from workflow.rules.states import Capacity, Online, Role, State
from workflow.services.context.case_facts import put_back
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.signed_files import online_unproven
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.proofs import lasting, not_proven, proof_row
from workflow.services.publication.staging import ItemKey, item_key, prove_with
from workflow.thai import normalise

ROUNDS = 3
"""Times the site is built again without the items whose proof failed."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: ItemKey
    name: str
    item_id: int
    revision_id: int
    digest: str
    version: int


def publish(
    office: Office,
    login: str,
    codes: Sequence[str] | None,
    *,
    returning: Collection[str] = (),
    year: int | None = None,
) -> list[Outcome]:
    """Publish signed items; ``codes`` ``None``: everything the head has signed. One result for each item.

    :param returning: names of files that were retracted once and are to go online again.

    With ``[site] url`` set only a live proof of that address publishes; without it the proof is a rehearsal.
    """
    results: dict[int, Outcome] = {}
    wanted: list[_Wanted] = []
    with reading(office, login, year) as use_case:
        if codes is None:
            items = [item for item in use_case.open_items() if item.state is State.HEAD_SIGNED]
        else:
            items = use_case.items(codes)
        for item in items:
            try:
                decide("publish", _naming(use_case.case(item), returning))
                revision = use_case.revision(item)
                if revision is None:
                    raise NeedNotMet("not_signed", "publish", item=item.code)
                key, name = item_key(use_case, item), use_case.name_of(item)
                wanted.append(_Wanted(key, name, item.id, revision.id, revision.digest, item.version))
            except WorkflowError as refused:
                results[item.id] = Outcome(use_case.name_of(item), refused)
        order = [item.id for item in items]
        unproven = nobody_signed(use_case, "publish")
    if unproven is not None:
        results.update({w.item_id: Outcome(w.name, unproven) for w in wanted})
        wanted = []
    for _ in range(ROUNDS):
        if not wanted:
            break
        now = tuple(wanted)
        proof = prove_with(
            office, login, year, {w.item_id: w.revision_id for w in now},
            record=lambda site, now=now: _commit(office, login, year, now, site, returning),  # type: ignore[misc]
        )  # fmt: skip
        proven = {w.item_id: proof.item(*w.key.key) for w in wanted}
        failed = {w.item_id for w in wanted if not proven[w.item_id].passed}
        for w in wanted:
            found = proven[w.item_id]
            if w.item_id in failed:
                results[w.item_id] = Outcome(w.name, not_proven(office, w.key.code, found))
            elif not failed:
                results[w.item_id] = Outcome(w.name, None, lasting(proof, found))
        if not failed:
            break
        wanted = [w for w in wanted if w.item_id not in failed]
    return [results[item_id] for item_id in order]


def nobody_signed(use_case: UseCase, trigger: str) -> CheckFailed | None:
    """The refusal while something is online, by its row, that no verdict covers; taking it down is never refused."""
    found = online_unproven(use_case.session, use_case.office_id)
    reasons = [Unmet("no_verdict", {"item": item.code, "file": name}, Capacity.WEB) for item, name in found]
    return CheckFailed("check_failed", trigger, reasons) if reasons else None


def _naming(case: Case, names: Collection[str]) -> Case:
    """The case with the files named that were taken back once and are to return."""
    return replace(case, returning_named=frozenset(normalise(name) for name in names))


def _named(backs: Iterable[TakenBack]) -> dict[str, Any]:
    """What the journal says of files that return."""
    found = [{"file": back.file, "sha256": back.sha256} for back in backs]
    return {"returning": found} if found else {}


def _commit(
    office: Office,
    login: str,
    year: int | None,
    wanted: Sequence[_Wanted],
    proof: SiteProof,
    returning: Collection[str],
) -> None:
    with acting(office, login, year, lock=True) as use_case:
        record = Record(use_case)
        items = {item.id: item for item in use_case.items_with(w.item_id for w in wanted)}
        moved = [w.key.code for w in wanted if items[w.item_id].version != w.version]
        if moved:
            raise conflict(use_case, moved)
        for w in wanted:
            item, found = items[w.item_id], proof.item(*w.key.key)
            case = _naming(use_case.case(item), returning)
            transition(
                record, item, "publish", case, revision=w.digest, submission=item.submission_id,
                facts={"proof": proof.kind, "clicks": found.clicks, "address": lasting(proof, found),
                       "severity": found.severity.value, **_named(case.returning)},
                role=Role.WEB,
            )  # fmt: skip
            item.online, item.online_revision_id, item.online_reason = Online.ONLINE, w.revision_id, None
            item.online_confirmed, item.published_at = False, use_case.now
            use_case.session.add(proof_row(item, w.revision_id, proof, found))


def change_online(
    office: Office,
    login: str,
    code: str,
    trigger: str,
    reason: str = "",
    *,
    returning: Collection[str] = (),
    year: int | None = None,
) -> None:
    """Suspend, confirm or lift a suspension, retract or lift that: the public site first, then the record.

    :param returning: names of the files that go online again, of a retraction that is lifted.
    :raises Refused: wrong person, nothing online, no reason, a file that returns and was not named.
    """
    step = online_step(trigger)
    after = {
        "suspend": Online.SUSPENDED, "confirm_suspension": Online.SUSPENDED,
        "lift_suspension": Online.ONLINE, "retract": Online.RETRACTED,
        "lift_retraction": Online.ONLINE,
    }[trigger]  # fmt: skip
    kinds = {
        "suspend": Kind.SUSPENDED, "confirm_suspension": Kind.SUSPENSION_CONFIRMED,
        "lift_suspension": Kind.SUSPENSION_LIFTED, "retract": Kind.RETRACTED,
        "lift_retraction": Kind.RETRACTION_LIFTED,
    }  # fmt: skip

    def asked(use_case: UseCase, item: Item) -> Case:
        case = _naming(use_case.case(item, reason=reason if step.reason else None), returning)
        return replace(case, returning=put_back(use_case, item) if trigger == "lift_retraction" else ())

    with reading(office, login, year) as use_case:
        item = use_case.item(code)
        decide_online(step, asked(use_case, item))
        item_id, before, code, told = item.id, item.online, item.code, reason or item.online_reason or ""

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
            role = Role.WEB if trigger == "suspend" else Role.HEAD
            facts: dict[str, Any] = {"reason": reason} if reason else {}
            facts |= _named(case.returning)
            item.online_changed_at = use_case.now
            shown = use_case.session.get(Revision, item.online_revision_id) if item.online_revision_id else None
            if shown is not None:
                taken = after is Online.RETRACTED or item.online_confirmed
                shown.taken_at, shown.taken_as = (use_case.now, after.value) if taken else (None, None)
            Record(use_case).add(
                kinds[trigger], facts, item=item, step=trigger, role=role,
                revision=shown.digest if shown is not None else None,
            )  # fmt: skip

    if after is before:
        record()
    else:
        prove_with(office, login, year, {}, {item_id: (after, told)}, record=lambda proof: record())


def rebuild(office: Office, *, year: int | None = None) -> SiteProof:
    """``oit site build``: the site again from what is recorded as online; switched to when all of it is proven.

    A rehearsal in the result that did not pass means that the site before it is still the live one.
    """
    return prove_with(office, None, year, {}, everything=True)
