"""The answers to the evaluators' questionnaire: for each item yes or no, where it stands, why, and its proof.

In the order of the form: by number, under the sub-indicators of the catalogue. What no look at the real site has
shown is marked: a person types these answers into the evaluators' system and answers for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow.ports.site import OnlineState, Severity, SiteItem
from workflow.records import queries
from workflow.records.models import Proof
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.publication.site_facts import site_facts
from workflow.thai.web import readable


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``yes``: the public is meant to see it. ``seen`` ``None``: no look at the real site showed it.

    :ivar by_person: it was seen by a named person, where the program could not tell.
    """

    code: str
    number: int
    title: str
    indicator: str
    sub_indicator: str
    sub_title: str
    yes: bool
    urls: tuple[str, ...]
    explanation: str
    seen: datetime | None
    by_person: str | None

    @property
    def unproven(self) -> bool:
        """Whether somebody would answer yes without having seen it."""
        return self.yes and self.seen is None


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of a year."""

    office: str
    fiscal_year: int
    as_of: datetime
    home: str
    items: tuple[Answer, ...]


def answers(office: Office, *, year: int | None = None) -> Answers:
    """The answers as they stand now. Reads only."""
    with reading(office, year=year) as use_case:
        facts = site_facts(use_case, {})
        fiscal_year = use_case.cycle.fiscal_year
        mine = (fiscal_year, use_case.cycle.framework)
        shown = {i.code: i for y in facts.years if (y.fiscal_year, y.framework) == mine for i in y.items}
        recorded = queries.sightings.addresses(use_case.session, use_case.cycle.id)
        proofs = queries.revisions.last_proofs(use_case.session, use_case.cycle.id)
        found = []
        for row in queries.items.plainly(use_case.session, use_case.cycle.id):
            item = shown[row.code]
            yes = item.state is OnlineState.PUBLISHED
            proof = _good(proofs.get(row.id), row.online_revision_id)
            places = [a.url for a in reversed(recorded.get(row.id, ()))]
            if proof is not None and proof.address and not places:
                places = [proof.address]
            found.append(
                Answer(
                    row.code, row.number, row.title, row.indicator, row.sub_indicator, row.sub_indicator_title, yes,
                    _whole(office, places) if yes else (), _explained(use_case, item) if yes else "",
                    proof.at if yes and proof is not None else None, _person(proof) if yes else None,
                )
            )  # fmt: skip
        site = office.settings.site
        return Answers(
            office.settings.office.name, fiscal_year, use_case.now, site.front or "", tuple(found)
        )  # fmt: skip


def _good(proof: Proof | None, revision_id: int | None) -> Proof | None:
    """The last look, when it was at the real site, at what is online now, and found it."""
    if proof is None or proof.kind != "live" or proof.revision_id != revision_id:
        return None
    return proof if Severity(proof.severity).passes else None


def _person(proof: Proof | None) -> str | None:
    for f in proof.facts.get("findings", ()) if proof is not None else ():
        if f["code"] == "seen_by_person":
            return str(f["facts"].get("name") or "")
    return None


def _explained(use_case: UseCase, item: SiteItem) -> str:
    """What stands there: files by their titles, channels, or the text of a nil return."""
    said = [f.title for f in item.files if f.duty != "web"]
    said += [w.title for w in item.web]
    return "; ".join(dict.fromkeys([*said, *([item.note] if item.note else [])]))


def _whole(office: Office, places: Sequence[str]) -> tuple[str, ...]:
    """Addresses as they are typed into the evaluators' system. One of a built site is told from where its tree lies.

    While no address of a site is known there is none to type, and an own site has nothing where a built tree lay.
    """
    site = office.settings.site
    base = site.url if site.mode == "build" else None
    found = [readable(f"{base.rstrip('/')}{url}" if base and url.startswith("/") else url) for url in places]
    return tuple(url for url in found if not url.startswith("/"))
