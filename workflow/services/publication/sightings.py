"""What a named person saw with their own eyes, where a proof cannot tell. It never stands in for a proof that says no.

Who attests brings the bytes that stand there and a picture of the page, and is not the one who publishes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from workflow.ports.site import Finding, ItemProof, Severity, SiteProof
from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Item, Revision, Sighting
from workflow.rules.errors import BadInput, Refused, Unmet, WrongRole
from workflow.rules.states import Capacity, Duty, Role
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.uploads import read_file
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.expecting import ItemKey, key_of
from workflow.thai import one_line
from workflow.thai.zone import BANGKOK

HOLDS = timedelta(days=7)
"""How long what a person saw counts when something is published."""
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was recorded: the item, its revision, the address and by whom."""

    item: str
    revision: int
    url: str
    name: str


def attest(
    office: Office, login: str, code: str, *, files: Sequence[Path], screenshot: Path, url: str,
    year: int | None = None,
) -> Seen:  # fmt: skip
    """Record that this person looked at the item's page and got these files from it.

    :param files: as downloaded from there: each must be, byte for byte, a file of the signed revision, and all of them
        must be there. An item without files (a web address, a nil return) needs none.
    :raises WrongRole: who publishes, or who holds no post today. :raises Refused: nothing was signed.
    :raises BadInput: a file is not the signed one, one is missing, the picture is no PNG, the address is none.
    """
    if not url.startswith(("http://", "https://")):
        raise BadInput("bad_address", url=url)
    picture = read_file(screenshot, office.settings.files.max_mb)
    if not picture.startswith(PNG):
        raise BadInput("screenshot_not_png", file=screenshot.name)
    brought = {one_line(path.name): read_file(path, office.settings.files.max_mb) for path in files}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in brought.items()}
    kept = office.store.put(picture)
    with acting(office, login, year, lock=True) as use_case:
        _may_attest(use_case, code)
        item = use_case.item(code)
        revision = _signed(use_case, item)
        _must_be_signed_bytes(item, revision, digests)
        seen = Sighting(
            office_id=item.office_id, item_id=item.id, revision_id=revision.id, url=url, files=digests,
            screenshot=kept, seen_by=login, name=use_case.me.name, at=use_case.now,
        )  # fmt: skip
        use_case.session.add(seen)
        Record(use_case).add(
            Kind.SEEN, {"url": url, "files": digests, "screenshot": kept}, item=item, revision=revision.digest
        )
        return Seen(item.code, revision.number, url, use_case.me.name)


def _may_attest(use_case: UseCase, code: str) -> None:
    if use_case.me.holds(Role.WEB) is not None:
        facts = {"item": code, "person": use_case.me.login}
        raise WrongRole("publisher_attests", "attest", (Unmet("publisher_attests", facts, Capacity.CLERK),), item=code)
    if not use_case.me.appointments:
        told = {"step": "attest", "who": [Capacity.CLERK.value], "person": use_case.me.login}
        raise WrongRole("wrong_role", "attest", (Unmet("wrong_role", told, Capacity.CLERK),), item=code)


def _signed(use_case: UseCase, item: Item) -> Revision:
    """The revision that waits for publication, else the one online."""
    revision = use_case.revision(item)
    if (revision is None or revision.signed is None) and item.online_revision_id is not None:
        revision = use_case.session.get(Revision, item.online_revision_id)
    if revision is None or revision.signed is None:
        raise Refused(
            "not_signed", "attest", (Unmet("not_signed", {"item": item.code}, Capacity.HEAD),), item=item.code
        )
    return revision


def public_files(revision: Revision) -> dict[str, str]:
    """Digest -> name of each file that the public is to get of a revision on a site that the office keeps itself."""
    assert revision.signed is not None  # noqa: S101  asked before
    signed = revision.signed.files
    return {
        signed[f.id]: f.name for f in revision.manifest.files if f.duty is not Duty.WEB and not f.url and f.id in signed
    }


def _must_be_signed_bytes(item: Item, revision: Revision, digests: dict[str, str]) -> None:
    wanted = public_files(revision)
    problems = [
        Unmet("not_the_signed_file", {"item": item.code, "file": name, "sha256": digest})
        for name, digest in digests.items() if digest not in wanted
    ]  # fmt: skip
    problems += [
        Unmet("signed_file_not_brought", {"item": item.code, "file": name})
        for digest, name in wanted.items() if digest not in digests.values()
    ]  # fmt: skip
    if problems:
        raise BadInput("files_refused", problems)


def with_sightings(office: Office, proof: SiteProof, login: str | None) -> SiteProof:
    """The proof in which what cannot be told, and somebody else saw, counts as *seen by a person*.

    An item that is broken or dangerous stays so, whoever saw what.

    :param login: who publishes: their own word does not count.
    """
    unknown = {key_of(one) for one in proof.items if one.severity is Severity.UNKNOWN}
    if not unknown:
        return proof
    with reading(office) as use_case:
        revisions = {
            key: _in_question(item)
            for cycle in use_case.cycles
            for item in queries.items.plainly(use_case.session, cycle.id)
            if (key := ItemKey(item.code, cycle.fiscal_year, cycle.framework)) in unknown
        }
        wanted = [key for key in revisions.values() if key is not None]
        rows = queries.sightings.sightings(use_case.session, wanted, use_case.now - HOLDS)
    by_revision = {row.revision_id: row for row in reversed(rows) if row.seen_by != login}
    seen = {key: by_revision.get(revision or 0) for key, revision in revisions.items()}
    items = tuple(_seen(one, row) if (row := seen.get(key_of(one))) is not None else one for one in proof.items)
    return replace(proof, items=items)


def _in_question(item: Item) -> int | None:
    """The revision a proof is about: the one on its way to be published, else the one online."""
    return item.revision_id if item.revision_id is not None else item.online_revision_id


def _seen(found: ItemProof, row: Sighting) -> ItemProof:
    told = Finding(
        "seen_by_person",
        Severity.CAUTION,
        {"name": row.name, "url": row.url, "on": row.at.astimezone(BANGKOK).date().isoformat()},
    )
    return replace(found, severity=Severity.CAUTION, findings=(told, *found.findings), address=found.address or row.url)
