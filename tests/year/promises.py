"""What holds after every step of the year, whatever was tried. Each looks at what is recorded and what is on the disk,
and asks the program only where it is the program's word that is compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from tests.year.office import Key, YearOffice, words_in
from workflow.records import queries
from workflow.records.books import BookNumber, NumberStatus
from workflow.records.journal import JournalEntry
from workflow.records.models import Contributor, Cycle, Evidence, Item, Revision, Submission
from workflow.records.verifying import chain
from workflow.rules.states import Capacity, Online, Role, State
from workflow.rules.table import rows
from workflow.services.context.use_case import UseCase, reading
from workflow.services.numbering import reports
from workflow.services.queries.inbox import inbox
from workflow.services.queries.item_detail import show
from workflow.services.queries.status import FORWARD, CycleStatus, ItemStatus, status
from workflow.services.queries.why import why_not

APPROVALS = ("sign", "receive")


def keep(office: YearOffice) -> None:
    """All of them."""
    with reading(office.office) as use_case:
        new = new_entries(use_case, office)
        for entry in new:
            acts_today(entry, office)
            office.done.update([entry.step or entry.kind])
            if entry.kind == "step" and entry.step in APPROVALS:
                signed_by_who_may(use_case, entry, office)
                nobody_signed_his_own(use_case, entry)
        online_was_signed_after_it_was_taken_back(use_case, office)
        each_number_once(use_case)
        replays_to_the_same(use_case)
    each_gap_is_explained(office)
    touched = {(entry.fiscal_year, entry.item_code) for entry in new if entry.item_code is not None}
    # People and days change what every item waits for; a step on an item, what its own year's items do.
    whole = office.today != office.looked_on or any(entry.item_code is None for entry in new)
    years = {year for year, _ in (office.seen if whole else touched)}
    office.looked_on = office.today
    told = {year: status(office.office, year=year) for year in sorted(years)}
    site_says_the_same(office, told)
    for year, code in sorted(touched & office.seen.keys()):
        one_story(office, told[year], (year, code))
    for year, said in told.items():
        for one in said.items:
            waits_for_somebody(office, (year, one.code), one)


def new_entries(use_case: UseCase, office: YearOffice) -> list[JournalEntry]:
    """What the journal tells since the last look."""
    query = select(JournalEntry).where(JournalEntry.office_id == use_case.office_id, JournalEntry.seq > office.entries)
    found = list(use_case.session.scalars(query.order_by(JournalEntry.seq)))
    office.entries += len(found)
    return found


# --- who --------------------------------------------------------------------------------------------------------------


def acts_today(entry: JournalEntry, office: YearOffice) -> None:
    """Nobody without an appointment on the day takes a step."""
    if entry.kind != "step":
        return
    day = entry.at.astimezone(office.clock.now().tzinfo).date()
    assert entry.actor in office.decrees.logins(day), f"{entry.actor} took {entry.step} and holds nothing on {day}"


def signed_by_who_may(use_case: UseCase, entry: JournalEntry, office: YearOffice) -> None:
    """Whoever signed was the head or acted as head on the day, and is who the paper names."""
    signer, day = str(entry.facts["signer"]), str(entry.facts["decided_on"])
    memo = use_case.session.get_one(Submission, entry.submission)
    assert memo.decided_on is not None
    assert day == memo.decided_on.isoformat()
    may = office.decrees.heads(memo.decided_on)
    assert signer in may, f"{signer} signed on {day}, when {may} could"
    waived = {one["code"] for one in entry.facts.get("waived", ())}
    for stop in memo.route:
        role, _, group = stop.post.partition(".")
        on_it = {row.login for row in office.decrees.in_force(memo.decided_on, role, group or None)}
        passed = stop.by is not None or on_it & set(may) or "route_not_complete" in waived
        assert passed, f"{memo.label} was signed before {stop.post} passed it on"
    if entry.facts["how"] == "pen" and entry.facts.get("reason"):
        return  # in ink, and the registrar wrote down why another than the one printed signed
    text = words_in(office.office.store.get(memo.memo_docx))
    _, _, block = text.partition("ความเห็น/ข้อสั่งการ")
    assert office.decrees.name(signer) in block, f"{memo.label} does not name {signer}, who signed it"


def nobody_signed_his_own(use_case: UseCase, entry: JournalEntry) -> None:
    """Neither who signed nor, of a paper, who took it in alone had a part in what was signed."""
    assert entry.revision is not None
    revision = use_case.session.scalar(
        select(Revision)
        .join(Item, Item.id == Revision.item_id)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(Revision.digest == entry.revision, Item.code == entry.item_code,
               Cycle.fiscal_year == entry.fiscal_year)
        .order_by(Revision.id.desc())
    )  # fmt: skip
    assert revision is not None
    had_part = had_part_in(use_case, revision)
    waived = {one["code"] for one in entry.facts.get("waived", ())}
    signer = str(entry.facts["signer"])
    assert signer not in had_part or "signer_is_contributor" in waived, f"{signer} signed his own {entry.item_code}"
    if entry.step == "receive":
        confirmed = entry.facts.get("confirmed_by")
        alone = entry.actor in had_part and confirmed in (None, *had_part)
        assert not alone or "registrar_is_contributor" in waived, f"{entry.actor} took in his own {entry.item_code}"


def had_part_in(use_case: UseCase, revision: Revision) -> set[str]:
    """Who added any evidence in a revision, in whatever round, and who compiled or submitted it."""
    ids = [file.id for file in revision.manifest.files]
    added = set(use_case.session.scalars(select(Evidence.added_by).where(Evidence.id.in_(ids))))
    of_round = select(Contributor.login).where(
        Contributor.item_id == revision.item_id, Contributor.round == revision.number
    )
    return added | set(use_case.session.scalars(of_round))


# --- what the public sees ---------------------------------------------------------------------------------------------


def online_was_signed_after_it_was_taken_back(use_case: UseCase, office: YearOffice) -> None:
    """What is served are the files of the revisions online, each signed since its bytes were last taken back."""
    served = served_files(office)
    wanted: set[str] = set()
    for item, revision in queries.online.revisions_online(use_case.session, use_case.office_id):
        assert revision.signed is not None, f"{item.code} is online and nobody signed it"
        assert revision.signed_at is not None
        for file in revision.manifest.files:
            digest = revision.signed.files[file.id]
            wanted.add(digest)
            for one in (digest, file.sha256):
                taken = office.taken.get(one)
                assert one not in office.retracted, f"{item.code} shows what was retracted, and nobody named it"
                assert taken is None or revision.signed_at > taken, f"{item.code} shows what was taken back on {taken}"
    assert served == wanted, (served - wanted, wanted - served)


def served_files(office: YearOffice) -> set[str]:
    """Digests of the files that the public can get; a page that tells what replaced a file is none of them."""
    import hashlib

    files = [path for path in (office.folder / "site" / "current" / "files").rglob("*") if path.is_file()]
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.name != "index.html"}


def site_says_the_same(office: YearOffice, told: dict[int, CycleStatus]) -> None:
    """As many items are published on the site as ``status`` counts, and they are the same ones."""
    public = office.folder / "site" / "current"
    if not public.exists():
        assert not any(said.progress["published"] for said in told.values())
        return
    on_site = set(online_on_site(public))
    for year, said in told.items():
        names = {one.code for one in said.items if one.online is Online.ONLINE}
        assert names == {code for of, code in on_site if of == year}
        assert said.progress["published"] == len(names)
        assert sum(said.progress.values()) == 2 * said.progress["total"]


def online_on_site(public: Path) -> Iterator[Key]:
    """What the site's own list says is published."""
    for path in sorted(public.rglob("items.json")):
        for one in json.loads(path.read_text(encoding="utf-8"))["items"]:
            if one["state"] == "published":
                yield int(one["fiscal_year"]), one["code"]


# --- numbers ----------------------------------------------------------------------------------------------------------


def each_number_once(use_case: UseCase) -> None:
    """A number is a memo's alone, and one that is void says why."""
    numbers = list(use_case.session.scalars(select(BookNumber).where(BookNumber.office_id == use_case.office_id)))
    keys = [(row.book, row.year, row.number) for row in numbers]
    assert len(keys) == len(set(keys))
    assert all(row.reason for row in numbers if row.status is NumberStatus.VOID)
    memos = queries.memos.every(use_case.session, use_case.office_id)
    used = [(memo.book_year, memo.number) for memo in memos]
    assert len(used) == len(set(used))
    void = {(row.year, row.number) for row in numbers if row.status is NumberStatus.VOID}
    assert void == {(memo.book_year, memo.number) for memo in memos if memo.status == "void"}


def each_gap_is_explained(office: YearOffice) -> None:
    assert not [reason for report in reports.gaps(office.office) for reason in reports.gap_reasons(report)]


# --- one story --------------------------------------------------------------------------------------------------------


def replays_to_the_same(use_case: UseCase) -> None:
    """The chain holds, and leads to the states in the tables."""
    session = use_case.session
    stored = {key: state.value for key, state in queries.items.states(session, use_case.office_id).items()}
    first = {cycle.fiscal_year: cycle.framework for cycle in reversed(use_case.cycles)}
    report = chain.verify(session, use_case.office_id, states=stored, first=first)
    assert report.ok, report.reasons


def one_story(office: YearOffice, told: CycleStatus, key: Key) -> None:
    """``status``, ``show``, ``why`` and the inboxes say the same of an item."""
    year, code = key
    said = next(one for one in told.items if one.code == code)
    shown = show(office.office, code, year=year)
    assert (shown["state"], shown["online"]) == (said.state.value, said.online.value)
    assert shown["revision"] == said.revision
    if shown["memo"] is not None:
        assert shown["memo"]["label"] == said.memo_no
    for trigger in FORWARD:
        if not any(row.source is said.state for row in rows(trigger)) or trigger == "endorse":
            continue
        (reason,) = why_not(office.office, code, trigger, year=year)
        if reason.unmet:
            continue
        (row,) = [row for row in rows(trigger) if row.source is said.state]
        head_decides = said.online is Online.SUSPENDED and not office.seen[key].confirmed
        also = {Capacity.HEAD.value} if head_decides else set()
        assert set(said.waiting_for) == {who.value for who in row.who} | also
        # One of them, another each time: an inbox goes over every year.
        asked = sorted(who_are(office, key, said.waiting_for))
        for login in asked[office.steps % len(asked) :][:1] if asked else []:
            tasks = {w.do for w in inbox(office.office, login, year=year) if w.item == code}
            assert trigger in tasks or why_not(office.office, code, trigger, login=login, year=year)[0].unmet, (
                f"{code} waits for {login} to {trigger}, whose inbox says {tasks}"
            )


def who_are(office: YearOffice, key: Key, waiting: tuple[str, ...]) -> set[str]:
    """Logins of whom an item waits for, by the posts they hold today."""
    found: set[str] = set()
    seen, today, decrees = office.seen[key], office.today, office.decrees
    for who in waiting:
        name, _, group = who.partition(":")
        if name == "group":
            found |= {row.login for row in decrees.in_force(today, "officer", group)}
        elif name == "post":
            role, _, of = group.partition(".")
            found |= {row.login for row in decrees.in_force(today, role, of or None)}
        elif name in (Capacity.COMPILER, Capacity.CLERK):
            groups = [seen.compiler, *(seen.groups if name == Capacity.CLERK else ())]
            found |= {row.login for group in groups for row in decrees.in_force(today, "officer", group)}
        elif name == Capacity.DIRECTOR:
            found |= {row.login for row in decrees.in_force(today, "director", seen.compiler)}
        elif name == Capacity.OFFICER:
            found |= {row.login for row in decrees.in_force(today, "officer")}
        elif name == Capacity.HEAD:
            found |= set(decrees.heads(today))
        elif name in {role.value for role in Role}:
            found |= {row.login for row in decrees.in_force(today, name)}
        elif name in decrees.logins(today):
            found.add(name)
    return found


def waits_for_somebody(office: YearOffice, key: Key, said: ItemStatus) -> None:
    """What is not published waits for somebody who holds that post today."""
    if said.state is State.PUBLISHED and said.online is Online.ONLINE:
        return
    assert said.waiting_for, f"{key} waits for nobody"
    assert who_are(office, key, said.waiting_for), f"{key} waits for {said.waiting_for}, and nobody holds that"
