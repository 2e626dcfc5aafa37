"""``adopt``: an item that is already published when the office starts is taken over without signing it again.

The groups hand in what stands on the site (``contribute``, ``accept``); the head confirms, or the registrar records on
which paper the head did; the site is built with the item and proven from its home page; then it counts as published.
Its evidence is attested by the head's confirmation, never verified, and says so for ever.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow.ports.site import SiteProof
from workflow.records.facts import SignedRevision
from workflow.records.facts.approval import ADOPTED
from workflow.records.models import Item, Revision
from workflow.rules.errors import CheckFailed, NeedNotMet, Refused, Unmet, WrongRole, WrongState
from workflow.rules.needs import unmet
from workflow.rules.states import Capacity, Online, Role, State
from workflow.rules.table import rows
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each
from workflow.services.context.transitions import Record, adopt_item
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.documents.form_facts import signer
from workflow.services.publication.expecting import item_key
from workflow.services.publication.proofs import keep_run, not_proven, proof_row
from workflow.services.publication.staging import prove_with
from workflow.thai import one_line


def adopt(
    office: Office, login: str, codes: Sequence[str], *, basis: str = "", year: int | None = None
) -> list[Outcome]:
    """Take over items that are already published; one result for each.

    :param basis: the paper on which the head confirmed, when the registrar records it; the head needs none.
    """
    return each(codes, lambda code: _adopt(office, login, code, basis, year))


def _ready(use_case: UseCase, code: str, basis: str) -> None:
    """Refuse with everything that is missing: person, state, the needs of ``compile``, the basis."""
    item = use_case.item(code)
    if item.state is not State.DRAFT or item.online is not Online.NONE:
        facts = {"item": item.code, "step": "adopt", "state": item.state.value, "starts_in": [State.DRAFT.value]}
        raise WrongState("wrong_state", "adopt", (Unmet("wrong_state", facts),), item=item.code)
    head, registrar = use_case.me.holds(Role.HEAD), use_case.me.holds(Role.REGISTRAR)
    if head is None and registrar is None:
        facts = {
            "item": item.code,
            "step": "adopt",
            "who": [Capacity.HEAD.value, Capacity.REGISTRAR.value],
            "person": use_case.me.login,
        }
        raise WrongRole("wrong_role", "adopt", (Unmet("wrong_role", facts, Capacity.HEAD),), item=item.code)
    if head is None and not basis.strip():
        missing_basis = Unmet("no_confirmation", {"item": item.code}, Capacity.REGISTRAR)
        raise Refused("no_confirmation", "adopt", (missing_basis,), item=item.code)
    missing = unmet(rows("compile")[0].needs, use_case.case(item))
    if missing:
        raise NeedNotMet("need_not_met", "adopt", missing, item=item.code)


def _adopt(office: Office, login: str, code: str, basis: str, year: int | None) -> str:
    with reading(office, login, year) as use_case:
        _ready(use_case, code, basis)
        item = use_case.item(code)
        revision = _revision(use_case, item, basis)
        item_id, version, key = item.id, item.version, item_key(use_case, item)
    proof = prove_with(
        office, login, year, {item_id: revision},
        lambda proven: _record(office, login, code, basis, year, version, proven),
    )  # fmt: skip
    found = proof.item(*key.key)
    if not found.passed:
        raise CheckFailed("check_failed", "adopt", not_proven(office, code, found, proof.findings).reasons, item=code)
    return ""


def _record(
    office: Office, login: str, code: str, basis: str, year: int | None, version: int, proof: SiteProof
) -> None:
    with acting(office, login, year, lock=True) as use_case:
        item = use_case.item(code)
        found = proof.item(*item_key(use_case, item).key)
        if item.version != version:
            raise conflict(use_case, [code])
        _ready(use_case, code, basis)
        revision = _revision(use_case, item, basis)
        use_case.session.add(revision)
        use_case.session.flush()
        role = Role.HEAD if use_case.me.holds(Role.HEAD) else Role.REGISTRAR
        row = proof_row(office, item, revision.id, proof, found)
        run = keep_run(use_case, proof, [row], how="publish", by=login)
        adopt_item(
            Record(use_case), item, revision=revision.digest, role=role,
            facts={"basis": one_line(basis.strip()), "proof": proof.kind, "clicks": found.clicks,
                   "observed": run.digest},
        )  # fmt: skip
        item.online, item.online_revision_id, item.published_at = Online.ONLINE, revision.id, use_case.now
        item.revision_id = revision.id


def _revision(use_case: UseCase, item: Item, basis: str) -> Revision:
    """What stands on the site, on the head's word: grade 1, *attested by a person*."""
    manifest = use_case.manifest(item)
    who = use_case.head()
    person = signer(who, Role.HEAD)
    appointment = who.holds(Role.HEAD)
    return Revision(
        office_id=item.office_id,
        item_id=item.id, number=item.round, manifest=manifest, digest=manifest.digest,
        made_by=use_case.me.login, made_at=use_case.now, signed_at=use_case.now, adopted=True,
        signed=SignedRevision(
            files={e.id: e.issued_sha256 or e.sha256 for e in use_case.evidence(item)},
            signer=who.login, name=who.name, post=person.posts[0] if person.posts else who.post,
            authority=person.posts[1] if len(person.posts) > 1 else None,
            kind=appointment.kind.value if appointment else None, grade=1, memo=one_line(basis.strip()),
            memo_sha256=None, decided_on=use_case.today, how=ADOPTED,
        ),
    )  # fmt: skip
