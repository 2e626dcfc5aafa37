"""From the records to the facts of the public site: what is online, and nothing of any draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import select

from workflow.ports.site import (
    Forbidden,
    FormerFile,
    OnlineState,
    SiteFacts,
    SiteFile,
    SiteGroup,
    SiteIndicator,
    SiteItem,
    SiteOffice,
    SiteSignature,
    SiteSubIndicator,
    SiteYear,
    WebAddress,
)
from workflow.records.models import Cycle, Evidence, Item, Proof, Revision, Submission, SubmissionItem
from workflow.rules.states import GRADES, Duty, Online
from workflow.services.context.use_case import Desk

INDICATORS = {
    "9": ("การเปิดเผยข้อมูล", "Disclosure of information"),
    "10": ("การป้องกันการทุจริต", "Prevention of corruption"),
}
"""Titles of the OIT indicators (กรอบการประเมิน ITA)."""
_STATES = {
    Online.NONE: OnlineState.NOT_YET,
    Online.ONLINE: OnlineState.PUBLISHED,
    Online.SUSPENDED: OnlineState.SUSPENDED,
    Online.RETRACTED: OnlineState.RETRACTED,
}

_Why = Literal["superseded", "suspended", "retracted"]
_WHY: dict[Online, _Why] = {
    Online.SUSPENDED: "suspended",
    Online.RETRACTED: "retracted",
}


def site_facts(
    desk: Desk, candidates: Mapping[int, Revision], *, changes: Mapping[int, tuple[Online, str]] | None = None
) -> SiteFacts:
    """All that the public site says once ``candidates`` (item id -> signed revision) are online.

    :param changes: item id -> online state and public reason about to take effect (suspension, retraction).
    """
    profile = desk.office.settings.office
    changes = changes or {}
    years = []
    former: list[FormerFile] = []
    by_item: dict[int, list[Revision]] = {}
    signed = select(Revision).join(Item).where(Item.office_id == desk.office_id).order_by(Revision.id)
    for known in desk.session.scalars(signed):
        by_item.setdefault(known.item_id, []).append(known)
    shown = frozenset(
        desk.session.scalars(
            select(Proof.revision_id)
            .join(Item, Item.id == Proof.item_id)
            .where(Item.office_id == desk.office_id)
            .distinct()
        )
    )
    evidence = {
        e.id: e for e in desk.session.scalars(select(Evidence).join(Item).where(Item.office_id == desk.office_id))
    }
    memos = _memo_days(desk)
    query = select(Cycle).where(Cycle.office_id == desk.office_id).order_by(Cycle.fiscal_year.desc())
    for cycle in desk.session.scalars(query):
        rows = list(desk.session.scalars(select(Item).where(Item.cycle_id == cycle.id).order_by(Item.number)))
        items = []
        for row in rows:
            state, reason = changes.get(row.id, (row.online, row.online_reason or ""))
            revision = candidates.get(row.id)
            if revision is not None:
                state, reason = Online.ONLINE, ""
            elif row.online_revision_id is not None:
                revision = desk.session.get(Revision, row.online_revision_id)
            items.append(_item(desk, row, state, reason, revision, evidence, memos))
            former += _former(cycle.fiscal_year, row, state, revision, by_item.get(row.id, ()), shown)
        years.append(SiteYear(fiscal_year=cycle.fiscal_year, indicators=_indicators(rows), items=tuple(items)))
    url = desk.office.settings.site.url
    return SiteFacts(
        office=SiteOffice(
            key=profile.key,
            name_th=profile.name,
            name_en=profile.name_en or profile.name,
            address=profile.address or None,
            phone=profile.phone or None,
            email=profile.email or None,
        ),
        years=tuple(years),
        generated_at=desk.now,
        rehearsal=url is None,
        base_url=(url if url.endswith("/") else url + "/") if url else None,
        former=tuple(former),
        own_pages=desk.office.folder / "pages",
    )


def _indicators(rows: Iterable[Item]) -> tuple[SiteIndicator, ...]:
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.indicator, {}).setdefault(row.sub_indicator, row.sub_indicator_title)
    return tuple(
        SiteIndicator(
            number=number,
            title_th=INDICATORS.get(number, ("", ""))[0],
            title_en=INDICATORS.get(number, ("", ""))[1],
            subs=tuple(SiteSubIndicator(number=key, title_th=title) for key, title in subs.items()),
        )
        for number, subs in found.items()
    )


def _memo_days(desk: Desk) -> dict[int, date]:
    """Revision -> the date printed on the memo that the head signed for it: the day of submission, in any edition."""
    query = (
        select(SubmissionItem.revision_id, Submission.submitted_at)
        .join(Submission, Submission.id == SubmissionItem.submission_id)
        .where(Submission.office_id == desk.office_id, SubmissionItem.outcome == "signed")
    )
    return {revision: at.astimezone(desk.now.tzinfo).date() for revision, at in desk.session.execute(query)}


def _published_on(desk: Desk, row: Item, revision: Revision) -> date | None:
    """``None``: before the program was used, nobody says when."""
    if revision.adopted:
        return None
    if row.published_at is not None and row.online_revision_id == revision.id:
        return row.published_at.astimezone(desk.now.tzinfo).date()
    return desk.today


def _item(
    desk: Desk,
    row: Item,
    state: Online,
    reason: str,
    revision: Revision | None,
    evidence: Mapping[int, Evidence],
    memos: Mapping[int, date],
) -> SiteItem:
    groups = tuple(
        SiteGroup(key=p.group_key, name_th=desk.groups[p.group_key].name)
        for p in row.parts
        if p.group_key in desk.groups
    )
    common: dict[str, Any] = {
        "code": row.code, "number": row.number, "title_th": row.title, "title_en": row.title_en,
        "indicator": row.indicator, "sub_indicator": row.sub_indicator, "topic": row.topic, "groups": groups,
        "state": _STATES[state],
    }  # fmt: skip
    if state is Online.NONE or revision is None or revision.signed is None:
        return SiteItem(**{**common, "state": OnlineState.NOT_YET})
    if state is not Online.ONLINE:
        return SiteItem(**common, reason=reason, revision=revision.number)
    signed = revision.signed
    files, web = [], []
    for f in revision.manifest["files"]:
        if f["duty"] == Duty.WEB.value or (f["url"] and not f["issued"]):
            seen = evidence.get(f["id"])
            capture = (seen.capture or {}) if seen is not None else {}
            web.append(
                WebAddress(
                    url=f["url"].lstrip("/"),
                    title=str(capture.get("title") or f["name"]),
                    captured_at=_moment(capture.get("at")),
                    status=capture.get("status"),
                )
            )
        if f["issued"] if f["duty"] == Duty.WEB.value else not f["url"]:
            files.append(_file(desk, f, signed["files"][str(f["id"])], evidence.get(f["id"])))
    nil = [p for p in revision.manifest["parts"] if p["nil"] is not None]
    note = "; ".join(f"{desk.groups[p['group']].name}: {p['nil']}" for p in nil if p["group"] in desk.groups)
    grade = int(signed["grade"])
    return SiteItem(
        **common,
        revision=revision.number,
        published_on=_published_on(desk, row, revision),
        signature=SiteSignature(
            name=signed["name"],
            post=signed["post"],
            signed_on=None if revision.adopted else date.fromisoformat(signed["decided_on"]),
            grade=grade,
            authority=signed["authority"],
            words_th=GRADES[grade][0],
            words_en=GRADES[grade][1],
        ),
        memo_label=signed["memo"],
        memo_on=memos.get(revision.id),
        files=tuple(files),
        web=tuple(web),
        note=note,
    )


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None


def _file(desk: Desk, f: Mapping[str, Any], digest: str, row: Evidence | None) -> SiteFile:
    path = desk.office.store.path(digest)
    name, media = f["name"], None
    if f["duty"] == Duty.WEB.value:
        name = "ใบบันทึกหน้าเว็บ.pdf"
    elif f["issued"] and name.lower().endswith(".docx"):
        name = name[:-5] + ".pdf"
    if row is not None and not (f["issued"] and not name.lower().endswith(row.name.lower()[-4:])):
        media = row.media_type
    if name.lower().endswith(".pdf"):
        media = "application/pdf"
    return SiteFile(
        title=_title(name),
        name=name,
        media_type=media or "application/octet-stream",
        size=path.stat().st_size,
        sha256=digest,
        path=path,
        duty=f["duty"],
    )


def _title(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return (stem if dot else name).replace("_", " ")


def _former(
    year: int, row: Item, state: Online, current: Revision | None, revisions: Iterable[Revision], shown: frozenset[int]
) -> Iterator[FormerFile]:
    """Files of revisions that were online once: superseded, suspended or retracted. Genuine, and never served again.

    :param shown: ids of revisions that were ever published; a signed one that never was stays unknown to the public.
    """
    online = current is not None and state is Online.ONLINE
    served = set(current.signed["files"].values()) if online and current is not None and current.signed else set()
    for revision in revisions:
        mine = current is not None and revision.id == current.id
        if revision.signed is None or revision.id not in shown or (online and mine):
            continue
        why: _Why = _WHY.get(state, "superseded") if mine else "superseded"
        for f in revision.manifest["files"]:
            digest = revision.signed["files"].get(str(f["id"]))
            if digest and digest not in served:
                yield FormerFile(sha256=digest, fiscal_year=year, code=row.code, title=_title(f["name"]), why=why)


def drafts(desk: Desk, facts: SiteFacts) -> list[Forbidden]:
    """Digests the public must not get: all evidence, in whatever form, that the site does not list."""
    public = {f.sha256 for year in facts.years for item in year.items for f in item.files}
    found: dict[str, Forbidden] = {}
    year = desk.cycle.fiscal_year
    for item in desk.items():
        for e in item.evidence:
            for digest in (e.sha256, e.issued_sha256, e.signed_sha256):
                if digest is not None and digest not in public and e.duty is not Duty.EXTERNAL:
                    found.setdefault(digest, Forbidden(code=item.code, fiscal_year=year, sha256=digest))
    return list(found.values())
