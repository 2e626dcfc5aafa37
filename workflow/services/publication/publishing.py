"""``publish``: build to a staging folder, prove from the home page, switch atomically, commit.

A crash between switch and commit leaves the site ahead of the journal; running ``publish`` again builds the same site,
proves it, switches to it and commits: nothing is lost and nothing is doubled. Items whose proof fails are left out and
the site is built and proven again without them; one failure does not stop the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workflow.ports.site import ItemProof, SiteProof
from workflow.records import queries
from workflow.rules.case import Case, TakenBack
from workflow.rules.errors import CheckFailed, NeedNotMet, Unmet, WorkflowError
from workflow.rules.machine import decide
from workflow.rules.states import Capacity, Online, Role, State
from workflow.services.administration.accepted_pages import pages_waiting
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import acting, reading
from workflow.services.publication.collecting import seldom_collecting
from workflow.services.publication.expecting import ItemKey, item_key
from workflow.services.publication.file_addresses import keep_addresses, paths_in
from workflow.services.publication.memo_names import MemoTexts, not_named, printed_in
from workflow.services.publication.proofs import keep_run, lasting, not_proven, own_pages, proof_row
from workflow.services.publication.sealed_rows import nobody_signed
from workflow.services.publication.signed_bytes import not_borne_out, not_judged
from workflow.services.publication.site_facts import site_facts
from workflow.services.publication.staging import prove_with
from workflow.thai import one_line

if TYPE_CHECKING:
    from workflow.records.models import Item, Revision
    from workflow.services.context.use_case import UseCase

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


@seldom_collecting()
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
    :raises NeedNotMet: nothing of it is signed. :raises CheckFailed: a retracted file was not named.
    """
    results: dict[int, Outcome] = {}
    wanted: list[_Wanted] = []
    pairs: list[tuple[Item, Revision]] = []
    with reading(office, login, year) as use_case:
        if codes is None:
            items = [item for item in use_case.open_items() if item.state is State.HEAD_SIGNED]
        else:
            items = use_case.items(codes)
        texts = MemoTexts(office)
        texts.read(printed_in(memo) for _, memo in queries.memos.signed_with(use_case.session, [i.id for i in items]))
        for item in items:
            try:
                decide("publish", naming(use_case.case(item), returning))
                revision = use_case.revision(item)
                if revision is None:
                    raise NeedNotMet("not_signed", "publish", item=item.code)
                unnamed = not_named(use_case, [(item, revision)], texts)
                if unnamed:
                    raise CheckFailed("check_failed", "publish", unnamed)
                key, name = item_key(use_case, item), use_case.name_of(item)
                pairs.append((item, revision))
                wanted.append(_Wanted(key, name, item.id, revision.id, revision.digest, item.version))
            except WorkflowError as refused:
                results[item.id] = Outcome(use_case.name_of(item), refused)
        bad = other_bytes(use_case, pairs)
        results.update({w.item_id: Outcome(w.name, bad[w.item_id]) for w in wanted if w.item_id in bad})
        wanted = [w for w in wanted if w.item_id not in bad]
        order = [item.id for item in items]
        # Of the years that are published in; others whose pages change are looked at when the site is made.
        cycles = {item.cycle_id for item in items}
        unproven = nobody_signed(use_case, "publish", [w.item_id for w in wanted], cycles)
    waiting = pages_waiting(office).waiting
    if unproven is not None:
        results.update({w.item_id: Outcome(w.name, unproven) for w in wanted})
        wanted = []
    for _ in range(ROUNDS):
        if not wanted:
            break
        now = tuple(wanted)
        proof = prove_with(
            office, login, year, {w.item_id: w.revision_id for w in now},
            lambda site, now=now: _commit(office, login, year, now, site, returning),  # type: ignore[misc]
        )  # fmt: skip
        proven = {w.item_id: proof.item(*w.key.key) for w in wanted}
        failed = {w.item_id for w in wanted if not proven[w.item_id].passed}
        last = not failed or office.settings.site.mode == "own"
        for w in wanted:
            found = proven[w.item_id]
            if w.item_id in failed:
                results[w.item_id] = Outcome(w.name, not_proven(office, w.key.code, found, proof.findings))
            elif last:
                results[w.item_id] = _published(office, w.name, proof, found, waiting)
                waiting = ()
        if last:
            break
        wanted = [w for w in wanted if w.item_id not in failed]
    return [results[item_id] for item_id in order]


def _published(office: Office, name: str, proof: SiteProof, found: ItemProof, waiting: Sequence[str]) -> Outcome:
    """Where it stands; that the proof began at a page nobody named; and who saw it where the program could not tell.

    :param waiting: the office's own pages that did not go online with it as they lie in the folder.
    """
    notices = []
    if waiting:
        facts = {"names": list(waiting), "count": len(waiting)}
        notices.append(Unmet("pages_unaccepted", facts, Capacity.WEB))
    if proof.kind == "live" and office.settings.site.front_is_assumed:
        notices.append(Unmet("home_assumed", {"url": proof.base_url}, Capacity.WEB))
    notices += [Unmet("seen_by_person", dict(f.facts)) for f in found.findings if f.code == "seen_by_person"]
    return Outcome(name, None, lasting(proof, found), notices=tuple(notices))


def other_bytes(use_case: UseCase, of: Sequence[tuple[Item, Revision]]) -> dict[int, WorkflowError]:
    """Item -> why it is not published: its files are not what the head signed, by the journal or by their own bytes."""
    found = not_judged(use_case, of)
    refused: dict[int, WorkflowError] = {}
    rest = [(item, revision) for item, revision in of if item.id not in found]
    try:
        found |= not_borne_out(use_case, rest)
    except WorkflowError as lost:
        refused = {item.id: lost for item, _ in rest}
    return refused | {item_id: CheckFailed("check_failed", "publish", why) for item_id, why in found.items()}


def naming(case: Case, names: Collection[str]) -> Case:
    """The case with the files named that were taken back once and are to return."""
    return replace(case, returning_named=frozenset(one_line(name) for name in names))


def named(backs: Iterable[TakenBack]) -> dict[str, Any]:
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
    """One short transaction for the items that passed: states, proofs with all that was observed, journal."""
    with acting(office, login, year, lock=True) as use_case:
        record = Record(use_case)
        proven = [w for w in wanted if proof.item(*w.key.key).passed]
        items = {item.id: item for item in use_case.items_with(w.item_id for w in proven)}
        use_case.memos(item.submission_id for item in items.values() if item.submission_id is not None)
        moved = [w.key.code for w in proven if items[w.item_id].version != w.version]
        if moved:
            raise conflict(use_case, moved)
        # Of the years that are published in alone: those that are over do not change.
        changing = {items[w.item_id].cycle_id for w in proven}
        before = site_facts(use_case, {}, only=changing)
        rows = [proof_row(office, items[w.item_id], w.revision_id, proof, proof.item(*w.key.key)) for w in proven]
        run = keep_run(use_case, proof, rows, how="publish", by=login)
        own = own_pages(use_case)
        for w in proven:
            item, found = items[w.item_id], proof.item(*w.key.key)
            brought = use_case.periods.in_hand(item)
            parted = {"year_parts": [p.key for p in brought]} if brought else {}
            case = naming(use_case.case(item), returning)
            transition(
                record, item, "publish", case, revision=w.digest, submission=item.submission_id,
                facts={"proof": proof.kind, "clicks": found.clicks, "address": lasting(proof, found),
                       "severity": found.severity.value, "observed": run.digest, **parted, **named(case.returning),
                       **own},
                role=Role.WEB,
            )  # fmt: skip
            item.online, item.online_revision_id, item.online_reason = Online.ONLINE, w.revision_id, None
            item.online_confirmed, item.published_at = False, use_case.now
            for period in brought:
                period.published_at = use_case.now
        if office.settings.site.mode == "build":
            after = site_facts(use_case, {}, only=changing)
            keep_addresses(use_case, items.values(), before, after, paths_in(use_case, before, after))


@seldom_collecting()
def rebuild(office: Office, *, year: int | None = None) -> SiteProof:
    """``oit site build``: the site again from what is recorded as online; switched to when all of it is proven.

    A rehearsal in the result that did not pass means that the site before it is still the live one.
    """
    return prove_with(office, None, year, {}, everything=True)
