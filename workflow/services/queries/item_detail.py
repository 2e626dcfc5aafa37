"""Everything about one item, as plain values: what ``oit show`` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from workflow.records.models import Item, Proof, Revision, Submission, Verdict
from workflow.rules.table import starting_in
from workflow.services.collection.signature_position import kept_place
from workflow.services.context.office import Office
from workflow.services.context.signing_order import base, places
from workflow.services.context.use_case import Desk
from workflow.services.queries.flags import flags
from workflow.services.queries.status import why_not


def show(office: Office, code: str, *, year: int | None = None) -> dict[str, Any]:
    """One item with parts, evidence, memo, signature, proofs, revisions and what comes next.

    :raises NotFound: no such item.
    """
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, None, year)
        item = desk.item(code)
        ticked = desk.ticks(item)
        submission = desk.submission(item)
        revision = desk.revision(item) or (
            desk.session.get(Revision, item.online_revision_id) if item.online_revision_id else None
        )
        proofs = list(
            desk.session.scalars(select(Proof).where(Proof.item_id == item.id).order_by(Proof.id.desc()).limit(10))
        )
        shown: dict[str, Any] = {
            "code": item.code,
            "title": item.title,
            "title_en": item.title_en,
            "fiscal_year": desk.cycle.fiscal_year,
            "state": item.state.value,
            "online": item.online.value,
            "online_reason": item.online_reason,
            "round": item.round,
            "compiler": item.compiling_group,
            "compiler_settled_by": item.compiler_settled_by,
            "due": item.due,
            "coverage": item.coverage,
            "parts": [
                {"group": p.group_key, "status": p.status, "nil": p.nil_reason, "refusal": p.refusal,
                 "handed_in_by": p.handed_in_by, "at": p.handed_in_at, "accepted_by": p.accepted_by}
                for p in item.parts
            ],
            "elements": [{"text": e, "ticked": e in ticked} for e in item.elements],
            "files": [_file(desk, e) for e in desk.evidence(item)],
            "contributors": desk.contributors(item),
            "memo": _memo(desk, submission),
            "revision": revision.digest if revision else None,
            "signature": revision.signed if revision else None,
            "proof": _proof(proofs[0]) if proofs else None,
            "proofs": [_proof(p) for p in proofs],
            "revisions": revisions(desk, item),
            "flags": [
                {"code": f.code, "severity": f.severity, "facts": f.facts}
                for f in flags(desk, item, revision, proofs[0] if proofs else None)
            ],
        }  # fmt: skip
        state = item.state
    reasons = {w.step: w.unmet for w in why_not(office, code, year=year)}
    shown["next"] = [
        {"step": s.trigger, "command": s.command, "unmet": reasons[s.trigger]}
        for s in starting_in(state) if s.trigger in reasons
    ]  # fmt: skip
    shown["unmet"] = len(shown["next"][0]["unmet"]) if shown["next"] else 0
    return shown


def _file(desk: Desk, e: Any) -> dict[str, Any]:
    query = select(Verdict).where(Verdict.evidence_id == e.id).order_by(Verdict.id.desc()).limit(1)
    verdict = desk.session.scalar(query)
    return {
        "id": e.id,
        "group": e.group_key,
        "name": e.name,
        "duty": e.duty.value,
        "duty_label": e.duty.th,
        "url": e.url,
        "size": e.size,
        "pages": e.issued_pages or e.pages,
        "handed_in_pages": e.pages,
        "sign_at": asdict(place) if (place := kept_place(e.sign_at)) is not None else None,
        "sha256": e.sha256,
        "issued_sha256": e.issued_sha256,
        "signed_sha256": e.signed_sha256,
        "path": str(desk.office.store.path(e.signed_sha256 or e.issued_sha256 or e.sha256)),
        "issued_path": str(desk.office.store.path(e.issued_sha256)) if e.issued_sha256 else None,
        "number": e.document_no,
        "dated": e.document_date,
        "verdict": {"status": verdict.status, "grade": verdict.grade, **verdict.record} if verdict else None,
    }


def _memo(desk: Desk, s: Submission | None) -> dict[str, Any] | None:
    if s is None:
        return None
    store = desk.office.store
    query = select(Verdict).where(Verdict.submission_id == s.id, Verdict.evidence_id.is_(None)).order_by(Verdict.id)
    verdict = desk.session.scalar(query)
    return {
        "label": s.label,
        "edition": s.edition,
        "subject": s.subject,
        "status": s.status,
        "submitted_by": s.submitted_by,
        "dated": s.submitted_at.astimezone(desk.now.tzinfo).date(),
        "submitted_at": s.submitted_at,
        "route": s.route,
        "issued_sha256": s.memo_issued,
        "issued_path": str(store.path(s.memo_issued)),
        "before_head": [
            {"place": p.name, "person": p.login, "post": p.post, "signed": p.signed is not None} for p in places(s)
        ],
        "to_sign_path": str(store.path(base(s))),
        "docx_path": str(store.path(s.memo_docx)),
        "signed_sha256": s.memo_signed,
        "signed_path": str(store.path(s.memo_signed)) if s.memo_signed else None,
        "items": [desk.session.get_one(Item, row.item_id).code for row in s.items],
        "seal": f"{s.seal_seq}:{s.seal_hash}",
        "verdict": {"status": verdict.status, "grade": verdict.grade, **verdict.record} if verdict else None,
    }


def _proof(p: Proof) -> dict[str, Any]:
    return {
        "kind": p.kind, "at": p.at, "severity": p.severity, "clicks": p.clicks, "address": p.address,
        "revision": p.revision_id, **p.facts,
    }  # fmt: skip


def revisions(desk: Desk, item: Item) -> list[dict[str, Any]]:
    """Every revision with what changed against the one before: files added, removed, replaced."""
    query = select(Revision).where(Revision.item_id == item.id).order_by(Revision.id)
    found: list[dict[str, Any]] = []
    before: dict[tuple[str, str], str] | None = None
    for r in desk.session.scalars(query):
        if r.signed is None and r.id != item.revision_id:
            continue  # a manifest that was frozen and let go again
        files = {(f["group"], f["name"]): f["sha256"] for f in r.manifest["files"]}
        old = before if before is not None else {}
        found.append(
            {
                "number": r.number,
                "digest": r.digest,
                "made_by": r.made_by,
                "made_at": r.made_at,
                "signed": r.signed is not None,
                "online": r.id == item.online_revision_id,
                "added": sorted(name for key, name in ((k, k[1]) for k in files) if key not in old),
                "removed": sorted(key[1] for key in old if key not in files),
                "replaced": sorted(key[1] for key in files if key in old and old[key] != files[key]),
            }
        )
        if r.signed is not None:
            before = files
    return found
