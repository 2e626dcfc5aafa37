"""Everything about one item, as plain values: what ``oit show`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from workflow.records import queries
from workflow.rules.states import Online
from workflow.rules.table import starting_in
from workflow.services.approval.attestations import awaited
from workflow.services.collection.signature_position import kept_place
from workflow.services.context.returned import sent_back
from workflow.services.context.signed.order import base, places
from workflow.services.context.signed.verdicts import attester
from workflow.services.context.use_case import UseCase, reading
from workflow.services.queries.flags import flags
from workflow.services.queries.why import why_not

if TYPE_CHECKING:
    from workflow.records.models import Item, Proof, Revision, Submission
    from workflow.services.context.office import Office

PROOFS = 10
"""The newest proofs that are shown."""


def show(office: Office, code: str, *, year: int | None = None) -> dict[str, Any]:
    """One item with parts, evidence, memo, signature, proofs, revisions and what comes next.

    :raises NotFound: no such item.
    """
    with reading(office, year=year) as use_case:
        item = use_case.item(code)
        ticked = use_case.ticks(item)
        submission = use_case.submission(item)
        revision = use_case.revision(item) or (
            queries.revisions.with_id(use_case.session, item.online_revision_id) if item.online_revision_id else None
        )
        proofs = queries.revisions.proofs_of_item(use_case.session, item.id, PROOFS)
        parts = {period.id: period.key for period in use_case.periods.of(item)}
        shown: dict[str, Any] = {
            "code": item.code,
            "title": item.title,
            "title_en": item.title_en,
            "fiscal_year": use_case.cycle.fiscal_year,
            "state": item.state.value,
            "online": item.online.value,
            "online_reason": item.online_reason,
            "returned": {"code": back.code, "facts": dict(back.facts)} if (back := sent_back(item)) else None,
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
            "year_parts": [asdict(part) for part in use_case.periods.standings(item)],
            "elements": [{"text": e, "ticked": e in ticked} for e in item.elements],
            "files": [_file(use_case, e, parts.get(e.period_id or 0)) for e in use_case.evidence(item)],
            "contributors": use_case.contributors(item),
            "memo": _memo(use_case, submission),
            "revision": revision.digest if revision else None,
            "signature": revision.signed.to_json() if revision and revision.signed else None,
            "proof": _proof(proofs[0]) if proofs and item.online is Online.ONLINE else None,
            "proofs": [_proof(p) for p in proofs],
            "revisions": revisions(use_case, item),
            "flags": [
                {"code": f.code, "severity": f.severity, "facts": f.facts}
                for f in flags(use_case, item, revision, proofs[0] if proofs else None)
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


def _file(use_case: UseCase, e: Any, year_part: str | None) -> dict[str, Any]:
    verdict = queries.memos.last_verdict_on_file(use_case.session, e.id)
    return {
        "id": e.id,
        "group": e.group_key,
        "year_part": year_part,
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
        "path": str(use_case.office.store.path(e.signed_sha256 or e.issued_sha256 or e.sha256)),
        "issued_path": str(use_case.office.store.path(e.issued_sha256)) if e.issued_sha256 else None,
        "number": e.document_no,
        "dated": e.document_date,
        "attested_by": attester(verdict.record) if verdict else None,
        "verdict": {"status": verdict.status, "grade": verdict.grade, **verdict.record} if verdict else None,
    }


def _memo(use_case: UseCase, s: Submission | None) -> dict[str, Any] | None:
    if s is None:
        return None
    store = use_case.office.store
    verdict = queries.memos.verdict_on_memo(use_case.session, s.id)
    return {
        "label": s.label,
        "edition": s.edition,
        "subject": s.subject,
        "status": s.status,
        "submitted_by": s.submitted_by,
        "dated": s.submitted_at.astimezone(use_case.now.tzinfo).date(),
        "submitted_at": s.submitted_at,
        "route": [stop.to_json() for stop in s.route],
        "issued_sha256": s.memo_issued,
        "issued_path": str(store.path(s.memo_issued)),
        "before_head": [
            {"place": p.place, "person": p.login, "post": p.post, "signed": p.signed is not None} for p in places(s)
        ],
        "to_sign_path": str(store.path(base(s))),
        "docx_path": str(store.path(s.memo_docx)),
        "signed_sha256": s.memo_signed,
        "signed_path": str(store.path(s.memo_signed)) if s.memo_signed else None,
        "items": [item.code for row in s.items if (item := queries.items.item_with(use_case.session, row.item_id))],
        "seal": f"{s.seal_seq}:{s.seal_hash}",
        "waits_for_second": _second(use_case, s),
        "verdict": {"status": verdict.status, "grade": verdict.grade, **verdict.record} if verdict else None,
    }


def _second(use_case: UseCase, s: Submission) -> dict[str, Any] | None:
    """Who attested the paper first, since when it waits, and who may be the second today; ``None``: none is awaited."""
    if (found := awaited(use_case, s) if s.status == "open" else None) is None:
        return None
    row, able = found
    by = use_case.person_on(row.asked_by, row.asked_at.astimezone(use_case.now.tzinfo).date())
    return {"asked_by": row.asked_by, "by": by.name, "since": row.asked_at, "who": [one.name for one in able]}


def _proof(p: Proof) -> dict[str, Any]:
    return {
        "kind": p.kind, "at": p.at, "severity": p.severity, "clicks": p.clicks, "address": p.address,
        "revision": p.revision_id, **p.facts,
    }  # fmt: skip


def revisions(use_case: UseCase, item: Item, rows: Sequence[Revision] | None = None) -> list[dict[str, Any]]:
    """Every revision with what changed against the one before: files added, removed, replaced.

    :param rows: the item's revisions, oldest first, where they are at hand.
    """
    found: list[dict[str, Any]] = []
    before: dict[tuple[str, str], str] | None = None
    for r in rows if rows is not None else queries.revisions.of_item(use_case.session, item.id):
        if r.signed is None and r.id != item.revision_id:
            continue  # a manifest that was frozen and let go again
        files = {(f.group, f.name): f.sha256 for f in r.manifest.files}
        old = before if before is not None else {}
        found.append(
            {
                "number": r.number,
                "digest": r.digest,
                "made_by": r.made_by,
                "made_at": r.made_at,
                "signed": r.signed is not None,
                "online": r.id == item.online_revision_id and item.online is Online.ONLINE,
                "added": sorted(name for key, name in ((k, k[1]) for k in files) if key not in old),
                "removed": sorted(key[1] for key in old if key not in files),
                "replaced": sorted(key[1] for key in files if key in old and old[key] != files[key]),
            }
        )
        if r.signed is not None:
            before = files
    return found
