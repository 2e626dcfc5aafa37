"""``adopt``: items that are already published when the office starts are taken over without signing them again.

The groups hand in what stands on the site (``contribute``, ``accept``). The head takes them over in a session of their
own; or the registrar brings the paper on which the head confirmed, for all of them at once, and a second person looks
at it. Once the first memo of the cycle is on its way, that second person is the head. The site is built with the items
and proven from its home page; then they count as published: before the program was used, no signer, no grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.ports.site import SiteProof
from workflow.records import queries
from workflow.records.facts import SignedRevision
from workflow.records.facts.approval import ADOPTED
from workflow.records.models import Cycle, Item, Request, Revision
from workflow.rules.errors import BadInput, NeedNotMet, Refused, Unmet, WorkflowError, WrongRole, WrongState
from workflow.rules.needs import unmet
from workflow.rules.states import Capacity, Online, Role, State
from workflow.rules.table import rows
from workflow.services.administration.two_people import ask, confirmed, second
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record, adopt_item
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.expecting import item_key
from workflow.services.publication.proofs import keep_run, not_proven, proof_row
from workflow.services.publication.staging import prove_with
from workflow.thai import one_line

ROUNDS = 3
"""Times the site is built again without the items whose proof failed."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """One result for each item. ``asked``: number of the request in which those that could be taken over wait."""

    outcomes: tuple[Outcome, ...]
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    code: str
    item_id: int
    version: int


def adopt(
    office: Office, login: str, codes: Sequence[str] | None, *, paper: Path | None = None, basis: str = "",
    year: int | None = None,
) -> Adopted:  # fmt: skip
    """Take over items that are already published; the registrar asks for it, the head does it.

    :param codes: ``None``: every item of the cycle that is ready to be.
    :param paper: scan or PDF of the paper on which the head confirmed; the registrar brings it.
    :param basis: its number and date, as it is kept.
    :raises WrongRole: neither head nor registrar. :raises Refused: the registrar brings no paper, or none of
        the cycle's items is ready.
    """
    with reading(office, login, year) as use_case:
        by_head = use_case.me.holds(Role.HEAD) is not None
        if not by_head and use_case.me.holds(Role.REGISTRAR) is None:
            who = [Capacity.HEAD.value, Capacity.REGISTRAR.value]
            facts = {"step": "adopt", "who": who, "person": login}
            raise WrongRole("wrong_role", "adopt", (Unmet("wrong_role", facts, Capacity.HEAD),))
        if not by_head and paper is None:
            raise Refused("no_confirmation", "adopt", (Unmet("no_confirmation", {}, Capacity.REGISTRAR),))
        every = codes is None
        items = use_case.items_in(use_case.cycle) if codes is None else use_case.items(codes)
        ready: list[Item] = []
        refused: dict[str, Outcome] = {}
        for item in items:
            try:
                _must_be_ready(use_case, item)
                ready.append(item)
            except WorkflowError as no:
                if not every:
                    refused[item.code] = Outcome(item.code, no)
        if every and not ready:
            raise Refused("nothing_to_adopt", "adopt", (Unmet("nothing_to_adopt", {}, Capacity.CLERK),))
        order = [item.code for item in items]
    if by_head:
        taken = _take(office, login, [item.code for item in ready], basis, year, None) if ready else []
        found = {one.what: one for one in taken} | refused
        return Adopted(tuple(found[code] for code in order if code in found))
    if not ready or paper is None:
        return Adopted(tuple(refused.values()))
    data = paper.read_bytes()
    if not data:
        raise BadInput("file_empty", file=paper.name)
    kept = office.store.put(data)
    with acting(office, login, year, lock=True) as use_case:
        taken_over = use_case.items([item.code for item in ready])
        digests = {item.code: use_case.manifest(item).digest for item in taken_over}
        late = is_late(use_case, use_case.cycle)
        asked: dict[str, object] = {
            "items": digests, "year": use_case.cycle.fiscal_year, "framework": use_case.cycle.framework,
            "paper": kept, "file": one_line(paper.name), "basis": one_line(basis.strip()), "late": late,
        }  # fmt: skip
        told = [Unmet("adoption_of", {**asked, "items": list(digests), "count": len(digests)})]
        row = ask(
            Record(use_case), "late_adoption" if late else "adoption", f"cycle:{use_case.cycle.id}", asked, told=told
        )
        return Adopted(tuple(refused.values()), row.id)


def confirm_adoption(office: Office, login: str, number: int) -> list[Outcome]:
    """As the second person: take over what the registrar asked for, item by item.

    :raises Refused: with every reason why it may not be this person; one is, that a memo of the cycle is on its way
        now, and this is not the head.
    """
    with reading(office, login) as use_case:
        row = second(use_case, number)
        facts = dict(row.facts)
    year, framework = int(facts["year"]), str(facts["framework"])
    before, office.framework = office.framework, framework
    try:
        with reading(office, login, year) as use_case:
            if is_late(use_case, use_case.cycle) and use_case.me.holds(Role.HEAD) is None:
                raise Refused("adoption_late", "request", (Unmet("adoption_late", {"request": number}, Capacity.HEAD),))
            results: list[Outcome] = []
            ready: list[str] = []
            names = {item.code: use_case.name_of(item) for item in use_case.items(list(facts["items"]))}
            for item in use_case.items(list(facts["items"])):
                try:
                    _must_be_ready(use_case, item)
                    if use_case.manifest(item).digest != facts["items"][item.code]:
                        changed = Unmet("adoption_changed", {"item": item.code}, Capacity.REGISTRAR)
                        raise Refused("adoption_changed", "adopt", (changed,), item=item.code)
                    ready.append(item.code)
                except WorkflowError as no:
                    results.append(Outcome(item.code, no))
        results += _take(office, login, ready, facts["basis"] or facts["file"], year, number) if ready else []
        return [replace(one, what=names.get(one.what, one.what)) for one in results]
    finally:
        office.framework = before


def is_late(use_case: UseCase, cycle: Cycle) -> bool:
    """Whether the cycle has seen a memo: from then on items are signed, and taking over is the exception."""
    return bool(queries.memos.of_cycle(use_case.session, cycle.id))


def _must_be_ready(use_case: UseCase, item: Item) -> None:
    """Refuse with everything that is missing: state, the needs of ``compile``, the head's own hand in it."""
    if item.state is not State.DRAFT or item.online is not Online.NONE:
        facts = {"item": item.code, "step": "adopt", "state": item.state.value, "starts_in": [State.DRAFT.value]}
        raise WrongState("wrong_state", "adopt", (Unmet("wrong_state", facts),), item=item.code)
    missing = list(unmet(rows("compile")[0].needs, use_case.case(item)))
    if use_case.me.holds(Role.HEAD) and use_case.me.login in use_case.contributors(item):
        about: dict[str, object] = {"item": item.code, "person": use_case.me.login}
        missing.append(Unmet("signer_is_contributor", about, Capacity.OFFICER))
    if missing:
        raise NeedNotMet("need_not_met", "adopt", missing, item=item.code)


def _take(
    office: Office, login: str, codes: Sequence[str], basis: str, year: int | None, request: int | None
) -> list[Outcome]:
    """Build, prove, record: all that pass in one go. The request is settled with the first that do."""
    results: dict[str, Outcome] = {}
    with reading(office, login, year) as use_case:
        wanted = [_Wanted(item.code, item.id, item.version) for item in use_case.items(codes)]
        keys = {item.code: item_key(use_case, item) for item in use_case.items(codes)}
    for _ in range(ROUNDS):
        if not wanted:
            break
        with reading(office, login, year) as use_case:
            items = {item.id: item for item in use_case.items_with(w.item_id for w in wanted)}
            candidates = {w.item_id: _revision(use_case, items[w.item_id], basis) for w in wanted}
        now = tuple(wanted)
        proof = prove_with(
            office, login, year, candidates,
            lambda proven, now=now: _record(office, login, now, basis, year, request, proven),  # type: ignore[misc]
        )  # fmt: skip
        passed = {w.code for w in wanted if proof.item(*keys[w.code].key).passed}
        last = len(passed) == len(wanted) or office.settings.site.mode == "own"
        for w in wanted:
            if w.code not in passed:
                found = proof.item(*keys[w.code].key)
                results[w.code] = Outcome(w.code, not_proven(office, w.code, found, proof.findings))
            elif last:
                results[w.code] = Outcome(w.code)
        if last:
            break
        wanted = [w for w in wanted if w.code in passed]
    return [results[code] for code in codes if code in results]


def _record(
    office: Office, login: str, wanted: Sequence[_Wanted], basis: str, year: int | None, request: int | None,
    proof: SiteProof,
) -> None:  # fmt: skip
    with acting(office, login, year, lock=True) as use_case:
        items = {item.id: item for item in use_case.items_with(w.item_id for w in wanted)}
        moved = [w.code for w in wanted if items[w.item_id].version != w.version]
        if moved:
            raise conflict(use_case, moved)
        record = Record(use_case)
        asked: Request | None = None
        if request is not None:
            asked = second(use_case, request)
            confirmed(record, asked)
        passed = [items[w.item_id] for w in wanted if proof.item(*item_key(use_case, items[w.item_id]).key).passed]
        revisions = {}
        for item in passed:
            _must_be_ready(use_case, item)
            revisions[item.id] = _revision(use_case, item, basis)
            use_case.session.add(revisions[item.id])
        use_case.session.flush()
        found = {item.id: proof.item(*item_key(use_case, item).key) for item in passed}
        rows_of = [proof_row(office, item, revisions[item.id].id, proof, found[item.id]) for item in passed]
        run = keep_run(use_case, proof, rows_of, how="publish", by=login)
        for item in passed:
            _keep(record, item, revisions[item.id], asked, {
                "basis": one_line(basis.strip()), "proof": proof.kind, "clicks": found[item.id].clicks,
                "observed": run.digest,
            })  # fmt: skip


def _keep(record: Record, item: Item, revision: Revision, asked: Request | None, facts: dict[str, object]) -> None:
    """Journal and item. An adoption after the first memo of the cycle says so for ever."""
    use_case = record.use_case
    if revision.signed is not None and revision.signed.late:
        facts["late"] = True
    if asked is not None:
        facts |= {"asked_by": asked.asked_by, "request": asked.id, "paper": asked.facts["paper"]}
    role = Role.HEAD if use_case.me.holds(Role.HEAD) else use_case.me.appointments[0].role
    adopt_item(record, item, revision=revision.digest, role=role, facts=facts)
    item.online, item.online_revision_id, item.published_at = Online.ONLINE, revision.id, use_case.now
    item.revision_id = revision.id


def _revision(use_case: UseCase, item: Item, basis: str) -> Revision:
    """What stands on the site: published before the program was used, by nobody's signature, at no grade."""
    manifest = use_case.manifest(item)
    return Revision(
        office_id=item.office_id,
        item_id=item.id, number=item.round, manifest=manifest, digest=manifest.digest,
        made_by=use_case.me.login, made_at=use_case.now, signed_at=use_case.now, adopted=True,
        signed=SignedRevision(
            files={e.id: e.issued_sha256 or e.sha256 for e in use_case.evidence(item)},
            signer="", name="", post="", authority=None, kind=None, grade=0, memo=one_line(basis.strip()),
            memo_sha256=None, decided_on=use_case.today, how=ADOPTED,
            late=is_late(use_case, use_case.cycle_of(item)),
        ),
    )  # fmt: skip
