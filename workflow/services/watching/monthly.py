"""The site in one month, on one page for the head."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from workflow.ports.site import Finding, Severity
from workflow.ports.site.report import MonthReport, TroubledItem
from workflow.records import queries
from workflow.records.models import Outbox, Proof
from workflow.rules.states import Online
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.watching.history import months

FOLDER = "reports"
"""Where the watch puts the report inside the office's folder."""
SHOWN = 3
"""Months in the chart."""


def month_report(office: Office, first: date | None = None) -> MonthReport:
    """What was seen in a month. :param first: any day of it; ``None``: the month before this one."""
    with reading(office) as use_case:
        first = first or use_case.today.replace(day=1) - timedelta(days=1)
        begins, after = _bounds(use_case, first)
        runs = [r for r in queries.sightings.runs(use_case.session, use_case.office_id, begins) if r.at < after]
        online, found, troubled = 0, 0, []
        for item in use_case.newest_items():
            if item.online is not Online.ONLINE:
                continue
            proofs = queries.sightings.every_proof_of_item(use_case.session, item.id)
            if not any(p.at < after for p in proofs):
                continue  # nobody looked for it by then
            online += 1
            mine = [p for p in proofs if begins <= p.at < after]
            bad = [p for p in mine if not Severity(p.severity).passes]
            found += bool(mine) and Severity(mine[-1].severity).passes
            if bad:
                troubled.append(
                    TroubledItem(item.code, item.title, len(mine), len(bad), Severity(mine[-1].severity), mine[-1].at,
                                 _why(office, bad[-1]), mine[-1].address or "")
                )  # fmt: skip
        days: dict[date, Severity] = {}
        wide = begins - timedelta(days=31 * (SHOWN - 1))
        for run in queries.sightings.runs(use_case.session, use_case.office_id, wide):
            day = run.at.astimezone(use_case.now.tzinfo).date()
            if run.at < after:
                days[day] = max(days.get(day, Severity.OK), Severity(run.severity), key=lambda s: s.rank)
        last = min((after - timedelta(days=1)).date(), use_case.today)
        profile = office.settings.office
        return MonthReport(
            profile.name, profile.head_post, office.settings.site.front or "", begins.date(), use_case.now, online,
            found, len(runs), tuple(sorted(troubled, key=lambda t: (-t.now.rank, -t.bad))),
            _of_site(office, runs[-1].facts.get("findings", ()) if runs else ()), months(days, last, SHOWN),
        )  # fmt: skip


def write_when_due(office: Office) -> Path | None:
    """The report of the month before, written once, when there was anything to see; the head is told of it."""
    with reading(office) as use_case:
        begins, after = _bounds(use_case, use_case.today.replace(day=1) - timedelta(days=1))
        seen = [r for r in queries.sightings.runs(use_case.session, use_case.office_id, begins) if r.at < after]
    path = office.folder / FOLDER / f"site-{begins:%Y-%m}.html"
    if not seen or path.exists():
        return None
    path.parent.mkdir(exist_ok=True)
    path.write_text(office.site.month_page(month_report(office, begins.date())), encoding="utf-8")
    with acting(office, None, lock=True) as use_case:
        facts = {"told": "month_report", "file": path.name, "cause": f"month:{begins:%Y-%m}"}
        use_case.session.add(
            Outbox(
                office_id=use_case.office_id, at=use_case.now, recipient="role:head", facts=facts, sent_at=None
            )
        )  # fmt: skip
    return path


def _bounds(use_case: UseCase, day: date) -> tuple[datetime, datetime]:
    begins = datetime(day.year, day.month, 1, tzinfo=use_case.now.tzinfo)
    after = (begins + timedelta(days=32)).replace(day=1)
    return begins, after


def _why(office: Office, proof: Proof) -> str:
    """The first reason that refused it, in Thai."""
    for f in proof.facts.get("findings", ()):
        severity = Severity(f["severity"])
        if not severity.passes:
            return office.site.explain(Finding(f["code"], severity, f["facts"]))[0]
    return ""


def _of_site(office: Office, findings: object) -> tuple[tuple[str, str], ...]:
    """Findings of the site as a whole in words, each with what to do."""
    told = []
    for f in findings if isinstance(findings, list | tuple) else ():
        th, _, do, _ = office.site.explain(Finding(f["code"], Severity(f["severity"]), f["facts"]))
        told.append((th, do))
    return tuple(dict.fromkeys(told))[:8]
