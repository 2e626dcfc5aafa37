"""``oit doctor``: what is sound, what needs somebody, what is broken; each with what to do about it.

Looks at the database, the procedure table, the journal, the store, the number books, the public site, what has to be
renewed, the rights on files, room on the disk, and what the program needs of this machine. The only things it changes
are sessions that have ended and files a killed command left half-written: both are removed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from workflow.ports.checks import Check
from workflow.records import queries
from workflow.records.dump import office_tables, unreadable_rows
from workflow.records.journal import last_entry, last_of_kind
from workflow.records.kinds import Kind
from workflow.records.models import Revision
from workflow.records.schema import SchemaProblem
from workflow.rules.errors import WorkflowError
from workflow.rules.states import Online, State
from workflow.rules.table_checks import faults
from workflow.services.administration.accepted_forms import forms_in, looked_at
from workflow.services.administration.accepted_pages import pages_waiting
from workflow.services.administration.accepting import pending
from workflow.services.context import marks
from workflow.services.context.office import Office
from workflow.services.context.use_case import acting, reading
from workflow.services.numbering import reports
from workflow.services.operations import baseline
from workflow.services.operations.doctor_folder import FOLDER_LOOKS, MB
from workflow.services.operations.doctor_jobs import examine_jobs
from workflow.services.operations.doctor_people import examine_people
from workflow.services.operations.high_marks import look_everywhere
from workflow.services.operations.lost_files import look_up, newest_sound
from workflow.services.operations.stored_files import named_digests, required_files
from workflow.services.queries.journal import reasons, verify_in
from workflow.services.queries.settings_effects import effects

RENEW_WITHIN = timedelta(days=30)
BACKUP_EVERY = timedelta(days=30)
MOST_TOLD = 5
"""Problems of one kind told one by one."""


@dataclass(slots=True)
class Report:
    """Everything that was looked at, in order."""

    checks: list[Check] = field(default_factory=list)

    def note(self, code: str, severity: str = "ok", /, **facts: object) -> None:
        """Add what one look found."""
        self.checks.append(Check(code, severity, facts))

    @property
    def exit_code(self) -> int:
        """1 when something is broken, 4 when only something of this machine is missing, else 0."""
        if any(check.severity == "broken" and not check.missing for check in self.checks):
            return 1
        return 4 if any(check.missing for check in self.checks) else 0


def examine(office: Office) -> Report:
    """All checks. One that cannot be made is told as broken and does not stop the others."""
    report = Report()
    _guarded(report, _procedure)
    report.checks += office.check_machine()
    for part in FOLDER_LOOKS:
        _guarded(report, lambda r, part=part: r.checks.extend(part(office)))  # type: ignore[misc]
    _guarded(report, lambda r: _renewals(office, r))
    usable = _guarded(report, lambda r: _schema(office, r))
    if any(check.code == "database_damaged" for check in report.checks):
        _saved(office, report)
    if not usable:
        return report
    looks = (
        _accepted, _clock, _baseline, _sessions, _rows, _states, _journal, _store, _books, _site, _settings,
        _exceptions, _people, _backup,
        _marks, _jobs,
    )  # fmt: skip
    for look in looks:
        _guarded(report, lambda r, look=look: look(office, r))  # type: ignore[misc]
    return report


def _guarded(report: Report, look: Callable[[Report], object]) -> bool:
    """Whether the look could be taken and said nothing else than that it could."""
    try:
        return look(report) is not False
    except WorkflowError as error:
        report.checks.append(Check(error.code, "broken", error.facts))
    except OSError as error:
        report.note("check_not_made", "broken", detail=error.strerror or str(error))
    except Exception as error:  # damaged rows may raise anything, and the other looks must be taken
        report.note("check_died", "broken", detail=f"{type(error).__name__}: {error}"[:200])
    return False


def _procedure(report: Report) -> None:
    found = faults()
    for fault in found:
        report.note("table_faulty", "broken", detail=fault)
    if not found:
        report.note("table_sound")


def _schema(office: Office, report: Report) -> bool:
    problems: Sequence[SchemaProblem] = office.database.check()
    for problem in problems[: MOST_TOLD * 2]:
        report.checks.append(Check(problem.code, "broken", problem.facts))
    if not problems:
        report.note("schema_sound")
    # A trigger that was dropped is the sign of somebody who writes past the program: then the rows are looked at all
    # the more.
    return all(problem.code == "trigger_missing" for problem in problems)


def _saved(office: Office, report: Report) -> None:
    """Which backup has what the damaged pages of the database held, as far as the journal can still be read."""
    try:
        with reading(office) as use_case:
            kept = newest_sound(use_case)
    except Exception:  # the pages of the journal may be those that are damaged
        report.note("damage_backup_unknown", "broken")
        return
    if kept is None:
        report.note("damage_not_backed_up", "broken")
    else:
        report.note("damage_backed_up", "broken", file=kept.file, on=kept.on, entries=kept.entries, later=kept.later)


def _clock(office: Office, report: Report) -> None:
    """A clock that is behind dates what is signed and sent before what it answers."""
    with reading(office) as use_case:
        last = last_entry(use_case.session, use_case.office_id)
        now = use_case.now
    if last is not None and last.at > now + marks.CLOCKS_APART:
        shown = last.at.astimezone(now.tzinfo).isoformat(timespec="minutes")
        report.note("clock_behind", "broken", now=now.isoformat(timespec="minutes"), last=shown)


def _renewals(office: Office, report: Report) -> None:
    site, today = office.settings.site, office.today()
    codes: tuple[tuple[str, date | None], ...] = (("hosting", site.hosting_expires), ("domain", site.domain_expires))
    for what, day in codes:
        if day is None:
            continue
        left = day - today
        if left.days < 0:
            report.note("renewal_over", "broken", renewal=what, on=day.isoformat(), days=-left.days)
        elif left <= RENEW_WITHIN:
            report.note("renewal_soon", "caution", renewal=what, on=day.isoformat(), days=left.days)
        else:
            report.note("renewal_far", renewal=what, on=day.isoformat())


def _accepted(office: Office, report: Report) -> None:
    """What ``office.toml`` says and two people did not accept has no effect."""
    found = pending(office)
    if not found.ever:
        report.note("settings_never_accepted", "caution")
    elif found.changes:
        report.note("settings_unaccepted", "broken", keys=[one.key for one in found.changes], count=len(found.changes))
    else:
        report.note("settings_all_accepted")
    forms = looked_at(office)
    if forms.waiting:
        report.note("forms_unaccepted", "broken", names=list(forms.waiting), count=len(forms.waiting))
    elif not forms.ever and forms_in(office.folder):
        report.note("forms_never_accepted", "caution", names=sorted(forms_in(office.folder)))
    _pages(office, report)


def _pages(office: Office, report: Report) -> None:
    """What of the office's own pages nobody accepted goes online with no publication."""
    pages = pages_waiting(office)
    if pages.waiting:
        report.note("pages_unaccepted", "broken", names=list(pages.waiting), count=len(pages.waiting))
    elif not pages.ever and (lying := sorted(office.site.own_files())):
        report.note("pages_never_accepted", "caution", names=lying)


def _baseline(office: Office, report: Report) -> None:
    """Said only of an office that an earlier program made."""
    with reading(office) as use_case:
        waits = baseline.needed(use_case)
        entry = last_of_kind(use_case.session, use_case.office_id, Kind.BASELINE)
        pairs = baseline.together(use_case)
        on = entry.at.astimezone(use_case.now.tzinfo).date().isoformat() if entry is not None else ""
    if waits:
        report.note("baseline_waits", "caution")
    elif entry is not None:
        report.note("baseline_written", on=on, name=entry.actor_name)
    for pair in pairs:
        report.note("baseline_together", "caution", **pair)


def _sessions(office: Office, report: Report) -> None:
    with acting(office, None) as use_case:
        removed = queries.people.remove_ended_sessions(use_case.session, use_case.office_id, use_case.now)
    report.note("sessions_removed", count=removed)


def _rows(office: Office, report: Report) -> None:
    """Every row of every table is read as what it should be."""
    count = 0
    with reading(office) as use_case:
        for table, where in office_tables(use_case.office_id):
            for key, column in unreadable_rows(use_case.session, table, where):
                count += 1
                if count <= MOST_TOLD:
                    report.note("row_unreadable", "broken", table=table.name, row=key, column=column)
    if not count:
        report.note("rows_sound")


def _states(office: Office, report: Report) -> None:
    """Read as text: an item in a state that is none could not even be loaded."""
    with reading(office) as use_case:
        known = {state.value for state in State}
        found = queries.items.states_as_text(use_case.session, use_case.office_id)
    strange = [(year, code, state) for year, code, state in found if state not in known]
    for year, code, state in strange:
        report.note("state_unknown", "broken", item=code, fiscal_year=year, value=state)
    if not strange:
        report.note("states_known")


def _journal(office: Office, report: Report) -> None:
    with reading(office) as use_case:
        found = verify_in(use_case)
    for code, facts in reasons(found.reasons)[:MOST_TOLD]:
        report.checks.append(Check(code, "broken", facts))
    if found.ok:
        report.note("journal_sound", entries=found.entries, sealed=found.sealed_until)
    else:
        report.note("journal_broken", "broken", count=len(found.reasons) + found.more)


def _store(office: Office, report: Report) -> None:
    swept = office.store.sweep()
    if swept:
        report.note("store_swept", count=swept)
    damaged = set(office.store.damaged())
    with reading(office) as use_case:
        required, named = required_files(use_case), named_digests(use_case)
        missing = required.difference(office.store.digests())
        told = look_up(use_case, [*sorted(missing)[:MOST_TOLD], *sorted(damaged)[:MOST_TOLD]])
    # Files are written before the command that names them commits: a young one may still be on its way.
    orphans = [d for d in office.store.orphans(named) if d not in damaged and _is_old(office, d)]
    for one in told:
        code, count = ("store_missing", len(missing)) if one.digest in missing else ("store_damaged", len(damaged))
        facts = {"digest": one.digest, "count": count, "of": one.of or "-"}
        if one.backup:
            report.note(f"{code}_backed_up", "broken", file=one.backup, on=one.on, **facts)
        else:
            report.note(code, "broken", **facts)
    if orphans:
        size = sum(office.store.kept(digest).size for digest in orphans)
        report.note("store_orphans", "caution", count=len(orphans), mb=f"{size / MB:.1f}", digest=orphans[0])
    if not (missing or damaged):
        report.note("store_sound", count=len(required))


def _is_old(office: Office, digest: str) -> bool:
    return office.now() - office.store.kept(digest).written >= timedelta(hours=1)


def _marks(office: Office, report: Report) -> None:
    """Whether something else has seen newer records than these; if nothing has, this machine marks where they end."""
    with reading(office) as use_case:
        named = named_digests(use_case)
    found = look_everywhere(office, list(office.store.orphans(named)))
    report.checks += found
    if any(check.severity == "broken" for check in found):
        return
    with reading(office) as use_case:
        use_case.recorded = True
        pending_mark = marks.pending(use_case)
    marks.keep(use_case, pending_mark)


def _jobs(office: Office, report: Report) -> None:
    report.checks += examine_jobs(office)


def _books(office: Office, report: Report) -> None:
    found = reports.gaps(office)
    sound = True
    for one in found:
        for reason in reports.gap_reasons(one):
            sound = False
            severity = "broken" if reason.code in ("number_twice", "counter_behind") else "caution"
            report.checks.append(Check(reason.code, severity, reason.facts))
    if sound:
        report.note("books_sound", count=len(found))


def _site(office: Office, report: Report) -> None:
    """The live release against the records: the same revisions online, and no file changed behind our back."""
    with reading(office) as use_case:
        folders = {cycle.id: use_case.folder(cycle) for cycle in use_case.cycles}
        wanted = {
            f"{folders[cycle]}/{code}": number if online is Online.ONLINE else None
            for cycle, code, online, number in queries.items.online(use_case.session, use_case.office_id)
        }
    online = sum(number is not None for number in wanted.values())
    if office.settings.site.mode == "own":
        report.note("site_own")
        return
    live = office.site.live()
    if live is None:
        if online:
            report.note("site_missing", "broken", count=online)
        else:
            report.note("site_none")
        return
    differing = sorted(
        key for key in wanted.keys() | live.revisions.keys() if wanted.get(key) != live.revisions.get(key)
    )
    if differing:
        report.note("site_differs", "broken", items=[key.partition("/")[2] for key in differing], count=len(differing))
    if live.damaged:
        report.note("site_damaged", "broken", path=live.damaged[0], count=len(live.damaged))
    if not (differing or live.damaged):
        report.note("site_sound", count=online)


def _settings(office: Office, report: Report) -> None:
    """What is on its way, or online, under other settings than today's; each memo once."""
    found: list[tuple[str, dict[str, object]]] = []
    with reading(office) as use_case:
        for item in use_case.open_items():
            shown = use_case.revision(item)
            if shown is None and item.online_revision_id is not None:
                shown = use_case.session.get(Revision, item.online_revision_id)
            found += [one for one in effects(use_case, item, shown) if one not in found]
    for code, facts in found[:MOST_TOLD]:
        report.note(code, "caution", **facts)
    if len(found) > MOST_TOLD:
        report.note("settings_touch_more", "caution", count=len(found) - MOST_TOLD)
    if not found:
        report.note("settings_as_made")


def _exceptions(office: Office, report: Report) -> None:
    with reading(office) as use_case:
        waiting = queries.items.waiting_exceptions(use_case.session, use_case.office_id)
        codes = queries.items.codes(use_case.session, use_case.office_id)
    for one in waiting:
        report.note("exception_waits", "caution", request=one.id, need=one.need, item=codes.get(one.item_id or 0))
    if not waiting:
        report.note("exceptions_none")


def _people(office: Office, report: Report) -> None:
    report.checks += examine_people(office)


def _backup(office: Office, report: Report) -> None:
    with reading(office) as use_case:
        entry = last_of_kind(use_case.session, use_case.office_id, Kind.BACKED_UP)
        last = entry.at.astimezone(use_case.now.tzinfo) if entry is not None else None
        now = use_case.now
    if last is None:
        report.note("backup_never", "caution")
    elif now - last > BACKUP_EVERY:
        report.note("backup_old", "caution", on=last.date().isoformat(), days=(now - last).days)
    else:
        report.note("backup_recent", on=last.date().isoformat())
