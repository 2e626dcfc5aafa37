"""From the records to the facts of the public site: what is online, and nothing of any draft."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from workflow.ports.site import (
    Forbidden,
    FormerFile,
    JournalHead,
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
from workflow.ports.year_parts import SitePart
from workflow.records import queries
from workflow.records.facts import ManifestFile
from workflow.records.facts.online import HandedIn
from workflow.records.journal import chain_head
from workflow.records.models import Item, Period, Revision
from workflow.rules.states import GRADES, Duty, Online
from workflow.services.administration.accepted_pages import pages_in_force
from workflow.services.context.marks import identity
from workflow.services.context.signed.verdicts import attesting_post
from workflow.services.context.use_case import UseCase
from workflow.services.publication.file_addresses import Paths, known_paths, moved_files
from workflow.services.publication.site_results import site_results
from workflow.thai.periods import title

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
    use_case: UseCase,
    candidates: Mapping[int, Revision],
    *,
    changes: Mapping[int, tuple[Online, str]] | None = None,
    only: Collection[int] | None = None,
) -> SiteFacts:
    """All that the public site says once ``candidates`` (item id -> signed revision) are online.

    :param changes: item id -> online state and public reason about to take effect (suspension, retraction).
    :param only: keys of the cycles whose items alone are told; ``None``: of every year that ever was, and all else.
    """
    profile = use_case.office.settings.office
    changes = changes or {}
    years: list[SiteYear] = []
    former: list[FormerFile] = []
    by_item = queries.revisions.by_item(use_case.session, use_case.office_id, only)
    shown = queries.revisions.ever_proven(use_case.session, use_case.office_id, only)
    evidence = queries.items.handed_in(use_case.session, use_case.office_id, only)
    groups = queries.items.groups(use_case.session, use_case.office_id, only)
    periods = queries.items.all_periods(use_case.session, use_case.office_id, only)
    memos = _memo_days(use_case)
    places = queries.addresses.places(use_case.session, use_case.office_id, only)
    paths = known_paths(places)
    by_key: dict[tuple[str, int, str], Item] = {}
    moments: dict[str, datetime] = {}
    reasons = queries.sightings.public_reasons(use_case.session, use_case.office_id)
    for cycle in use_case.cycles:
        if only is not None and cycle.id not in only:
            continue
        folder = use_case.folder(cycle)
        rows = queries.items.plainly(use_case.session, cycle.id)
        items = []
        for row in rows:
            state, reason = changes.get(row.id, (row.online, reasons.get(row.id, "")))
            revision, ever = candidates.get(row.id), by_item.get(row.id, ())
            if revision is not None:
                state, reason = Online.ONLINE, ""
            elif row.online_revision_id is not None:
                revision = next((one for one in ever if one.id == row.online_revision_id), None)
            common = _of_catalogue(use_case, row, state, groups.get(row.id, ()))
            items.append(_item(use_case, row, common, reason, revision, evidence, memos, paths, periods, ever))
            by_key[row.code, cycle.fiscal_year, cycle.framework] = row
            since = use_case.now if row.id in candidates else row.published_at
            if not years and since is not None:
                moments[row.code] = since
            former += _former(cycle.fiscal_year, folder, row, state, revision, ever, shown)
        years.append(
            SiteYear(
                fiscal_year=cycle.fiscal_year, indicators=_indicators(rows), items=tuple(items),
                framework=cycle.framework, folder=folder,
                title="" if folder == str(cycle.fiscal_year) else cycle.framework,
            )
        )  # fmt: skip
    url = use_case.office.settings.site.url
    facts = SiteFacts(
        office=SiteOffice(
            key=profile.key,
            name_th=profile.name,
            name_en=profile.name_en or profile.name,
            address=profile.address or None,
            phone=profile.phone or None,
            email=profile.email or None,
        ),
        years=tuple(years),
        generated_at=use_case.now,
        rehearsal=url is None,
        base_url=(url if url.endswith("/") else url + "/") if url else None,
        former=tuple(former),
        results=site_results(use_case) if only is None else (),
        own_pages=pages_in_force(use_case) if only is None else {},
        own_scripts=use_case.office.settings.site.scripts,
        journal=_journal_head(use_case),
        latest=tuple(sorted(moments, key=moments.__getitem__, reverse=True)),
    )
    return replace(facts, moved=moved_files(use_case, facts, by_key, places))


def _journal_head(use_case: UseCase) -> JournalHead | None:
    """Where the journal stands: a copy of it that the public keeps."""
    who = identity(use_case.session, use_case.office_id)
    return JournalHead(who, *chain_head(use_case.session, use_case.office_id)) if who is not None else None


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


def _memo_days(use_case: UseCase) -> dict[int, date]:
    """Revision -> the date printed on the memo that the head signed for it: the day of submission, in any edition."""
    moments = queries.online.memo_moments(use_case.session, use_case.office_id)
    return {revision: at.astimezone(use_case.now.tzinfo).date() for revision, at in moments.items()}


def _published_on(use_case: UseCase, row: Item, revision: Revision) -> date | None:
    """``None``: before the program was used, nobody says when."""
    if revision.adopted:
        return None
    if row.published_at is not None and row.online_revision_id == revision.id:
        return row.published_at.astimezone(use_case.now.tzinfo).date()
    return use_case.today


def _of_catalogue(use_case: UseCase, row: Item, state: Online, groups: Iterable[str]) -> dict[str, Any]:
    """What is said of every item, online or not."""
    known = tuple(SiteGroup(key=key, name_th=use_case.groups[key].name) for key in groups if key in use_case.groups)
    return {
        "code": row.code, "number": row.number, "title_th": row.title, "title_en": row.title_en,
        "indicator": row.indicator, "sub_indicator": row.sub_indicator, "topic": row.topic, "groups": known,
        "state": _STATES[state],
    }  # fmt: skip


def _item(
    use_case: UseCase,
    row: Item,
    common: Mapping[str, Any],
    reason: str,
    revision: Revision | None,
    evidence: Mapping[int, HandedIn],
    memos: Mapping[int, date],
    paths: Paths,
    periods: Mapping[int, Sequence[Period]],
    earlier: Sequence[Revision],
) -> SiteItem:
    state = common["state"]
    if state is OnlineState.NOT_YET or revision is None or revision.signed is None:
        return SiteItem(**{**common, "state": OnlineState.NOT_YET})
    if state is not OnlineState.PUBLISHED:
        return SiteItem(**common, reason=reason, revision=revision.number)
    signed = revision.signed
    files, web = [], []
    for f in revision.manifest.files:
        if f.duty is Duty.WEB or (f.url and not f.issued):
            seen = evidence.get(f.id)
            capture = (seen.capture or {}) if seen is not None else {}
            web.append(
                WebAddress(
                    url=(f.url or "").lstrip("/"),
                    title=str(capture.get("title") or f.name),
                    captured_at=_moment(capture.get("at")),
                    status=capture.get("status"),
                )
            )
        if f.issued if f.duty is Duty.WEB else not f.url:
            digest = signed.files[f.id]
            files.append(_file(use_case, f, digest, evidence.get(f.id), paths.get((row.id, digest))))
    nil = [p for p in revision.manifest.parts if p.nil is not None]
    note = "; ".join(f"{use_case.groups[p.group].name}: {p.nil}" for p in nil if p.group in use_case.groups)
    return SiteItem(
        **common,
        revision=revision.number,
        published_on=_published_on(use_case, row, revision),
        signature=None
        if revision.adopted
        else SiteSignature(
            name=signed.name,
            post=signed.post,
            signed_on=signed.decided_on,
            grade=signed.grade,
            words_th=GRADES[signed.grade][0],
            words_en=GRADES[signed.grade][1],
            authority=signed.authority,
        ),
        adopted=revision.adopted,
        memo_label="" if revision.adopted else signed.memo,
        memo_on=memos.get(revision.id),
        files=tuple(files),
        web=tuple(web),
        note=note,
        parts=tuple(_parts(use_case, periods.get(row.id, ()), revision, earlier)),
    )


def _parts(
    use_case: UseCase, periods: Iterable[Period], revision: Revision, earlier: Iterable[Revision]
) -> Iterator[SitePart]:
    """The parts of an item's year once the revision is online. :param earlier: the item's revisions, oldest first."""
    held = {one.key: one.nil for one in revision.manifest.periods}
    memos: dict[str, str] = {}
    for one in [*earlier, revision]:
        if one.signed is not None and one.number <= revision.number:
            brought = {file.period for file in one.manifest.files if not file.carried}
            said = {part.key for part in one.manifest.periods if part.nil is not None} - memos.keys()
            memos |= {key: one.signed.memo for key in (*brought, *said) if key is not None}
    for p in periods:
        there = p.key in held
        yield SitePart(
            key=p.key, title_th=title(p.key), title_en=title(p.key, "en"), there=there, due=p.due,
            late=not there and p.due < use_case.today, nil=held.get(p.key) or "",
            memo=memos.get(p.key, "") if there else "",
        )  # fmt: skip


def _moment(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None


def _file(use_case: UseCase, f: ManifestFile, digest: str, row: HandedIn | None, address: str | None) -> SiteFile:
    path = use_case.office.store.path(digest)
    name, media = f.name, None
    if f.duty is Duty.WEB:
        name = "ใบบันทึกหน้าเว็บ.pdf"
    elif f.issued and name.lower().endswith(".docx"):
        name = name[:-5] + ".pdf"
    if row is not None and not (f.issued and not name.lower().endswith(row.name.lower()[-4:])):
        media = row.media_type
    if name.lower().endswith(".pdf"):
        media = "application/pdf"
    return SiteFile(
        title=_title(name),
        name=name,
        media_type=media or "application/octet-stream",
        size=_size(path),
        sha256=digest,
        path=path,
        duty=f.duty.value,
        attested_by=_attester(use_case, f),
        address=address,
        part=f.period,
    )


def _size(path: Path) -> int:
    """Bytes of a file; none of one that is lost: who builds refuses it, naming item and file."""
    try:
        found = os.stat(path)  # noqa: PTH116 -- of each file of each year
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _attester(use_case: UseCase, f: ManifestFile) -> str | None:
    if f.duty is not Duty.SIGNED_BEFORE:
        return None
    verdict = queries.memos.last_verdict_on_file(use_case.session, f.id)
    return attesting_post(verdict.record) if verdict is not None else None


def _title(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return (stem if dot else name).replace("_", " ")


def _former(
    year: int,
    folder: str,
    row: Item,
    state: Online,
    current: Revision | None,
    revisions: Iterable[Revision],
    shown: frozenset[int],
) -> Iterator[FormerFile]:
    """Files of revisions that were online once: superseded, suspended or retracted. Genuine, and never served again.

    :param shown: ids of revisions that were ever published; a signed one that never was stays unknown to the public.
    """
    online = current is not None and state is Online.ONLINE
    served = set(current.signed.files.values()) if online and current is not None and current.signed else set()
    for revision in revisions:
        mine = current is not None and revision.id == current.id
        if revision.signed is None or revision.id not in shown or (online and mine):
            continue
        why: _Why = _WHY.get(state, "superseded") if mine else "superseded"
        for f in revision.manifest.files:
            digest = revision.signed.files.get(f.id)
            if digest and digest not in served:
                yield FormerFile(
                    sha256=digest, fiscal_year=year, code=row.code, title=_title(f.name), why=why, folder=folder
                )


def drafts(use_case: UseCase, facts: SiteFacts) -> list[Forbidden]:
    """Digests the public must not get: evidence of every year, in whatever form, that the site does not list."""
    public = {f.sha256 for year in facts.years for item in year.items for f in item.files}
    found: dict[str, Forbidden] = {}
    of = {cycle.id: (cycle.framework, cycle.fiscal_year) for cycle in use_case.cycles}
    for cycle_id, code, duty, *forms in queries.items.ever_kept(use_case.session, use_case.office_id):
        for digest in forms:
            if digest is not None and digest not in public and digest not in found and duty is not Duty.EXTERNAL:
                framework, year = of[cycle_id]
                found[digest] = Forbidden(code=code, framework=framework, fiscal_year=year, sha256=digest)
    return list(found.values())
