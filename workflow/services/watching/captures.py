"""What the night keeps by itself: an item that is seen for the first time, that was attested, that went or came back.

An assessor asks months later what stood there on a day; nobody thinks of it on that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Item, Proof
from workflow.rules.errors import MissingOnMachine, WorkflowError
from workflow.rules.states import Online
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.publication.keeping import Kept, Task, keep, task_of
from workflow.services.queries.looks import FEW, passes, stands_against
from workflow.services.watching import machines

MOST = 12
"""Items kept in one run, at a few seconds each; the next run keeps more."""


@dataclass(frozen=True, slots=True)
class Night:
    """What one run kept, what it could not, with the reason, and how many items wait for the next one."""

    kept: tuple[Kept, ...] = ()
    failed: tuple[tuple[str, WorkflowError], ...] = ()
    waiting: int = 0
    missing: str | None = None
    """Code of what this machine lacks to keep anything at all."""


def keep_changes(office: Office, key: str, *, most: int = MOST) -> Night:
    """Keep what changed since it was kept last. Nothing is held meanwhile, and one failure stops no other.

    :param key: of the machine. :raises NotLoggedIn: the key opens nothing.
    """
    machine = machines.whose(office, key)
    with reading(office) as use_case:
        tasks = _due(use_case)

    def record(use_case: UseCase, item: Item, facts: Mapping[str, object], revision: str) -> None:
        machines.record(use_case, machine, facts, kind=Kind.CAPTURED, item=item, revision=revision)

    kept: list[Kept] = []
    failed: list[tuple[str, WorkflowError]] = []
    made_by = f"{machines.ROLE}.{machine}"
    for task in tasks[:most]:
        try:
            kept.append(keep(office, task, by=made_by, login=None, made_by=made_by, record=record))
        except MissingOnMachine as missing:
            return Night(tuple(kept), tuple(failed), len(tasks) - len(kept), missing.code)
        except WorkflowError as error:
            failed.append((task.code, error))
    return Night(tuple(kept), tuple(failed), max(0, len(tasks) - most))


def _due(use_case: UseCase) -> list[Task]:
    """Items of this year of which something is to be kept; those that went first."""
    gone: list[Task] = []
    other: list[Task] = []
    for item in queries.items.plainly(use_case.session, use_case.cycles[0].id) if use_case.cycles else ():
        if item.online is not Online.ONLINE:
            continue
        proofs = [
            p for p in queries.revisions.proofs_of_item(use_case.session, item.id, FEW)
            if p.kind == "live" and p.revision_id == item.online_revision_id
        ]  # fmt: skip
        task = _task(use_case, item, proofs)
        if task is not None:
            (gone if task.missed else other).append(task)
    return gone + other


def _task(use_case: UseCase, item: Item, proofs: list[Proof]) -> Task | None:
    """What is to be kept of one item now. :param proofs: of what is online, newest first."""
    if not proofs:
        return None
    last = queries.sightings.last_capture(use_case.session, item.id)
    mine = last is not None and last.revision_id == item.online_revision_id
    good = next((proof for proof in proofs if passes(proof)), None)
    if good is None:
        return None
    bad = stands_against(proofs)
    if bad is not None:
        since = [proof for proof in proofs if proof.at > good.at]
        known = mine and last is not None and last.at > since[-1].at
        return None if known else task_of(use_case, item, good, missed=bad)
    if not passes(proofs[0]):
        return None  # a moment's outage until the next looks say otherwise
    seen = queries.sightings.sightings_of_item(use_case.session, item.id)
    attested = bool(seen) and mine and last is not None and seen[-1].at > last.at
    back = mine and last is not None and last.facts.get("missed") and last.at < proofs[0].at
    return task_of(use_case, item, proofs[0]) if not mine or attested or back else None
