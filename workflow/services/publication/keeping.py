"""What is seen of an item now, kept so that it can be shown later: on demand, and by the night watch.

The way that the last good look found is gone once more; each answer is kept as it came, with a picture of the page
where there is a browser, a report for people that the office's own key signs, and a time stamp where the office has set
an authority.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workflow.ports.site import Finding, Severity
from workflow.ports.site.kept_pages import PersonSaw, SeenReport
from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Capture, Item, Proof, Revision, Sighting
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Capacity
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.sightings import public_files

REASON = "บันทึกสิ่งที่สำนักงานเห็นบนเว็บไซต์"
"""The reason in the office's signature."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept, by digest and where the store has it. ``stamp`` ``None``: no authority is set."""

    item: str
    pages: int
    browser: str | None
    warc: tuple[str, Path]
    report: tuple[str, Path]
    stamp: tuple[str, Path] | None
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One item to be kept. ``missed``: why the last look did not find it, in Thai; then whatever answers is kept."""

    item_id: int
    revision_id: int
    code: str
    title: str
    fiscal_year: int
    number: int
    steps: tuple[tuple[str | None, str], ...]
    names: Mapping[str, str]
    seen: PersonSaw | None
    missed: str | None


def capture(office: Office, login: str, code: str, *, year: int | None = None) -> Kept:
    """Keep what is seen of an item on the real site. Nothing is held while it is fetched.

    :raises Refused: ``not_proven_live``: no look at the real site has found what is online now.
    :raises BadInput: something on the way does not answer any more; the time stamp authority gave none; the office's
        own key cannot be opened. :raises MissingOnMachine: the extra ``capture``, or LibreOffice.
    """
    with reading(office, login, year) as use_case:
        item = use_case.item(code)
        task, me = task_of(use_case, item, _good(use_case, item)), use_case.me.name

    def record(use_case: UseCase, item: Item, facts: Mapping[str, object], revision: str) -> None:
        Record(use_case).add(Kind.CAPTURED, facts, item=item, revision=revision)

    return keep(office, task, by=me, login=login, made_by=login, record=record)


def task_of(use_case: UseCase, item: Item, way: Proof, *, missed: Proof | None = None) -> Task:
    """What is to be kept of an item. :param way: the look whose way is gone. :param missed: the last one, a bad one."""
    office = use_case.office
    revision = use_case.session.get_one(Revision, way.revision_id)
    seen = None
    steps = _way(way)
    if any(f["code"] == "seen_by_person" for f in way.facts.get("findings", ())):
        every = queries.sightings.sightings_of_item(use_case.session, item.id)
        rows = [one for one in every if one.revision_id == revision.id]
        seen = _saw(office, rows[-1]) if rows else None
    if seen is not None:
        # The program found no way: the home page, and where the person stood.
        steps = [*(steps or [(None, office.settings.site.front or "")]), (None, seen.url)]
    return Task(
        item.id, revision.id, item.code, item.title, use_case.cycle_of(item).fiscal_year, revision.number,
        tuple({url: (words, url) for words, url in reversed(steps)}.values())[::-1], public_files(revision), seen,
        _why(office, missed) if missed is not None else None,
    )  # fmt: skip


def keep(
    office: Office, task: Task, *, by: str, login: str | None, made_by: str,
    record: Callable[[UseCase, Item, Mapping[str, object], str], None],
) -> Kept:  # fmt: skip
    """Go the way, keep every answer, write and sign the report, and record it.

    :param by: who looked, as the report says it; ``made_by``: as the record says it. :param login: of a person;
        ``None``: it is a machine. :param record: writes the entry.
    :raises BadInput: what was found when it was looked for. :raises Conflict: another revision is online since.
    """
    site = office.settings.site
    known = {digest: office.store.path(digest) for digest in task.names}
    at = office.now()
    whatever = task.missed is not None or task.seen is not None
    kept = office.site.keep(
        site.front or "", task.steps, hosts=site.hosts, known=known, now=office.now, whatever=whatever
    )
    got = {page.sha256 for page in kept.pages}
    stamp = office.signer.stamp(kept.warc)
    warc = office.store.put(kept.warc)
    told = SeenReport(
        office.settings.office.name, task.code, task.title, task.fiscal_year, task.number, by, at,
        tuple((name, digest) for digest, name in task.names.items() if digest in got), kept.pages,
        hashlib.sha256(kept.warc).hexdigest(), stamp is not None, office.settings.signing.seal is not None, task.seen,
        task.missed,
    )  # fmt: skip
    (paper,) = office.converter.convert([office.seen_reports.write(told)])
    if isinstance(paper, Exception):
        raise paper
    sealed = office.signer.seal(paper, name=office.settings.office.name, reason=REASON, at=at)
    report, token = office.store.put(sealed or paper), office.store.put(stamp) if stamp is not None else None
    with acting(office, login, lock=True) as use_case:
        item = use_case.session.get_one(Item, task.item_id)
        if item.online_revision_id != task.revision_id:
            raise conflict(use_case, [task.code])
        use_case.session.add(
            Capture(
                office_id=use_case.office_id, item_id=item.id, revision_id=task.revision_id, at=at, made_by=made_by,
                warc=warc, report=report, stamp=token,
                facts={"pages": [[p.url, p.status, p.sha256] for p in kept.pages], "sealed": sealed is not None,
                       "missed": task.missed},
            )
        )  # fmt: skip
        revision = use_case.session.get_one(Revision, task.revision_id)
        record(use_case, item, {"warc": warc, "report": report, "stamp": token}, revision.digest)
    path = office.store.path
    return Kept(
        task.code, len(kept.pages), kept.browser, (warc, path(warc)), (report, path(report)),
        (token, path(token)) if token is not None else None, sealed is not None,
    )  # fmt: skip


def _saw(office: Office, row: Sighting) -> PersonSaw:
    return PersonSaw(row.name, row.url, row.at, tuple(row.files), office.store.get(row.screenshot))


def _why(office: Office, proof: Proof) -> str:
    """The first reason for which a look did not find an item, in Thai."""
    for f in proof.facts.get("findings", ()):
        severity = Severity(f["severity"])
        if not severity.passes:
            return office.site.explain(Finding(f["code"], severity, f["facts"]))[0]
    return Severity(proof.severity).value


def _good(use_case: UseCase, item: Item) -> Proof:
    """The last look at the real site, when it found what is online now."""
    (last,) = queries.revisions.proofs_of_item(use_case.session, item.id, 1) or (None,)
    of_now = last is not None and last.kind == "live" and last.revision_id == item.online_revision_id
    if last is not None and of_now and Severity(last.severity).passes:
        return last
    facts = {"item": item.code}
    raise Refused("not_proven_live", "capture", (Unmet("not_proven_live", facts, Capacity.WEB),), item=item.code)


def _way(proof: Proof) -> list[tuple[str | None, str]]:
    """The ways to everything that was seen of the item, each address once, home page first."""
    found: dict[str, str | None] = {}
    path = proof.facts.get("path") or []
    if path:
        found[path[0]] = None
    for one in proof.facts.get("observations", ()):
        for words, url in one["way"]:
            found.setdefault(url, words)
    for url in path:
        found.setdefault(url, None)
    return [(words, url) for url, words in found.items()]
