"""``adopt``: an item that is already published when the office starts is taken over without signing it again.

The groups hand in what stands on the site (``contribute``, ``accept``); the head confirms, or the registrar records on
which paper the head did; the site is built with the item and proven from its home page; then it counts as published.
Its evidence is attested by the head's confirmation, never verified, and says so for ever.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow.ports.site import SiteProof
from workflow.records.models import Item, Revision
from workflow.rules.errors import CheckFailed, NeedNotMet, Refused, Unmet, WrongRole, WrongState
from workflow.rules.needs import unmet
from workflow.rules.states import Online, Role, State, Who
from workflow.rules.table import rows
from workflow.services.context.conflicts import overtaken
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each
from workflow.services.context.transitions import Record, adopt_item
from workflow.services.context.use_case import Desk, manifest_digest
from workflow.services.documents.form_facts import signer
from workflow.services.publication.publishing import not_proven, proof_row, prove_with
from workflow.thai import normalise


def adopt(
    office: Office, login: str, codes: Sequence[str], *, basis: str = "", year: int | None = None
) -> list[Outcome]:
    """Take over items that are already published; one result for each.

    :param basis: the paper on which the head confirmed, when the registrar records it; the head needs none.
    """
    return each(codes, lambda code: _adopt(office, login, code, basis, year))


def _ready(desk: Desk, code: str, basis: str) -> None:
    """Refuse with everything that is missing: person, state, the needs of ``compile``, the basis."""
    item = desk.item(code)
    if item.state is not State.DRAFT or item.online is not Online.NONE:
        facts = {"item": item.code, "step": "adopt", "state": item.state.value, "starts_in": [State.DRAFT.value]}
        raise WrongState("wrong_state", "adopt", (Unmet("wrong_state", facts),), item=item.code)
    head, registrar = desk.me.holds(Role.HEAD), desk.me.holds(Role.REGISTRAR)
    if head is None and registrar is None:
        facts = {
            "item": item.code,
            "step": "adopt",
            "who": [Who.HEAD.value, Who.REGISTRAR.value],
            "person": desk.me.login,
        }
        raise WrongRole("wrong_role", "adopt", (Unmet("wrong_role", facts, Who.HEAD),), item=item.code)
    if head is None and not basis.strip():
        missing_basis = Unmet("no_confirmation", {"item": item.code}, Who.REGISTRAR)
        raise Refused("no_confirmation", "adopt", (missing_basis,), item=item.code)
    missing = unmet(rows("compile")[0].needs, desk.case(item))
    if missing:
        raise NeedNotMet("need_not_met", "adopt", missing, item=item.code)


def _adopt(office: Office, login: str, code: str, basis: str, year: int | None) -> str:
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        _ready(desk, code, basis)
        item = desk.item(code)
        revision = _revision(desk, item, basis)
        item_id, version, fiscal_year = item.id, item.version, desk.cycle.fiscal_year
    proof = prove_with(
        office, login, year, {item_id: revision},
        record=lambda proven: _record(office, login, code, basis, year, version, proven),
    )  # fmt: skip
    found = proof.item(code, fiscal_year)
    if not found.passed:
        raise CheckFailed("check_failed", "adopt", not_proven(office, code, found).reasons, item=code)
    return ""


def _record(
    office: Office, login: str, code: str, basis: str, year: int | None, version: int, proof: SiteProof
) -> None:
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        found = proof.item(code, desk.cycle.fiscal_year)
        uow.lock_office(desk.office_id)
        item = desk.item(code)
        if item.version != version:
            raise overtaken(desk, [code])
        _ready(desk, code, basis)
        revision = _revision(desk, item, basis)
        uow.session.add(revision)
        uow.session.flush()
        role = Role.HEAD if desk.me.holds(Role.HEAD) else Role.REGISTRAR
        adopt_item(
            Record(desk), item, revision=revision.digest, role=role,
            facts={"basis": normalise(basis.strip()), "proof": proof.kind, "clicks": found.clicks},
        )  # fmt: skip
        item.online, item.online_revision_id, item.published_at = Online.ONLINE, revision.id, desk.now
        item.revision_id = revision.id
        uow.session.add(proof_row(item, revision.id, proof, found))
        uow.commit()


def _revision(desk: Desk, item: Item, basis: str) -> Revision:
    """What stands on the site, on the head's word: grade 1, *attested by a person*."""
    manifest = desk.manifest(item)
    who = desk.head()
    person = signer(who, Role.HEAD)
    held = who.holds(Role.HEAD)
    return Revision(
        item_id=item.id, number=item.round, manifest=manifest, digest=manifest_digest(manifest),
        made_by=desk.me.login, made_at=desk.now, signed_at=desk.now, adopted=True,
        signed={
            "files": {str(e.id): e.issued_sha256 or e.sha256 for e in desk.evidence(item)},
            "signer": who.login, "name": who.name, "post": person.posts[0] if person.posts else who.post,
            "authority": person.posts[1] if len(person.posts) > 1 else None,
            "kind": held.kind.value if held else None, "grade": 1, "memo": normalise(basis.strip()),
            "memo_sha256": None, "decided_on": desk.today.isoformat(), "how": "adopted",
        },
    )  # fmt: skip
