"""``oit site capture``: what is seen of an item now, kept so that it can be shown later.

The way that the last good look found is gone once more; each answer is kept as it came, with a picture of the page
where there is a browser, a report for people, and a time stamp where the office has set an authority.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from workflow.ports.kept_pages import SeenReport
from workflow.ports.site import Severity
from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Capture, Item, Proof, Revision
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Capacity
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.sightings import public_files


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept, by digest and where the store has it. ``stamp`` ``None``: no authority is set."""

    item: str
    pages: int
    browser: str | None
    warc: tuple[str, Path]
    report: tuple[str, Path]
    stamp: tuple[str, Path] | None


def capture(office: Office, login: str, code: str, *, year: int | None = None) -> Kept:
    """Keep what is seen of an item on the real site. Nothing is held while it is fetched.

    :raises Refused: ``not_proven_live``: no look at the real site has found what is online now.
    :raises BadInput: something on the way does not answer any more; the time stamp authority gave none.
    :raises MissingOnMachine: the extra ``capture``, or LibreOffice.
    """
    with reading(office, login, year) as use_case:
        item = use_case.item(code)
        proof = _good(use_case, item)
        revision = use_case.session.get_one(Revision, proof.revision_id)
        names = public_files(revision)
        steps = _way(proof)
        me, title, code = use_case.me.name, item.title, item.code
        fiscal_year, number, item_id = use_case.cycle_of(item).fiscal_year, revision.number, item.id
        person = next(
            (str(f["facts"].get("name")) for f in proof.facts["findings"] if f["code"] == "seen_by_person"), None
        )
    site = office.settings.site
    known = {digest: office.store.path(digest) for digest in names}
    at = office.now()
    kept = office.site.keep(site.front or "", steps, hosts=site.hosts, known=known, now=office.now)
    got = {page.sha256 for page in kept.pages}
    stamp = office.signer.stamp(kept.warc)
    warc = office.store.put(kept.warc)
    told = SeenReport(
        office.settings.office.name, code, title, fiscal_year, number, me, at, person,
        tuple((name, digest) for digest, name in names.items() if digest in got), kept.pages,
        hashlib.sha256(kept.warc).hexdigest(), stamp is not None,
    )  # fmt: skip
    (paper,) = office.converter.convert([office.seen_reports.write(told)])
    if isinstance(paper, Exception):
        raise paper
    report, token = office.store.put(paper), office.store.put(stamp) if stamp is not None else None
    with acting(office, login, year, lock=True) as use_case:
        item = use_case.session.get_one(Item, item_id)
        if item.online_revision_id != revision.id:
            raise conflict(use_case, [code])
        use_case.session.add(
            Capture(
                office_id=use_case.office_id, item_id=item_id, revision_id=revision.id, at=at, made_by=login, warc=warc,
                report=report, stamp=token, facts={"pages": [[p.url, p.status, p.sha256] for p in kept.pages]},
            )
        )  # fmt: skip
        Record(use_case).add(
            Kind.CAPTURED, {"warc": warc, "report": report, "stamp": token}, item=item, revision=revision.digest
        )
    path = office.store.path
    return Kept(
        code, len(kept.pages), kept.browser, (warc, path(warc)), (report, path(report)),
        (token, path(token)) if token is not None else None,
    )  # fmt: skip


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
