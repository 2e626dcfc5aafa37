"""Where files stand on the site that is built: the same bytes keep their address, and a replaced one says what took
their place.

The addresses are rows with history: one for each file of an item, from its first publication until other bytes were
published instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from urllib.parse import quote, unquote

from workflow.ports.site import MovedFile, SiteFacts, SiteFile
from workflow.records import queries
from workflow.records.facts.online import Place
from workflow.records.models import Address, Item
from workflow.records.writing import add_rows
from workflow.services.context.use_case import UseCase

Paths = Mapping[tuple[int, str], str]
"""Item and digest -> the path that the bytes have had since they were published first."""


def known_paths(places: Iterable[Place]) -> Paths:
    """Every path a file of the office has or had."""
    return {(row.item_id, row.sha256 or ""): unquote(row.url.lstrip("/")) for row in places if row.url.startswith("/")}


def files_shown(facts: SiteFacts) -> dict[tuple[str, int, str], tuple[SiteFile, ...]]:
    """The files of each item, by code, fiscal year and framework."""
    return {(item.code, y.fiscal_year, y.framework): item.files for y in facts.years for item in y.items}


def keep_addresses(
    use_case: UseCase, items: Collection[Item], before: SiteFacts, after: SiteFacts, path_of: Mapping[str, str]
) -> None:
    """Record where the files of items that were published just now stand, and which stand there no more.

    :param before: what the site showed. :param path_of: digest and name -> path, of both (see ``paths_in``).
    """
    old, new = files_shown(before), files_shown(after)
    held: dict[int, dict[str, Address]] = {}
    for row in queries.addresses.of_files(use_case.session, use_case.office_id, {one.cycle_id for one in items}):
        if row.until is None and row.sha256 is not None and row.url.startswith("/"):
            held.setdefault(row.item_id, {})[row.sha256] = row
    begun: list[Address] = []
    for item in items:
        mine = held.setdefault(item.id, {})
        cycle = use_case.cycle_of(item)
        key = (item.code, cycle.fiscal_year, cycle.framework)
        since = item.published_at or use_case.now
        now = {file.sha256 for file in new.get(key, ())}
        for file in (*old.get(key, ()), *new.get(key, ())):
            if file.sha256 not in mine:
                at = use_case.now if file.sha256 in now else min(since, use_case.now)
                row = _row(use_case, item, file, path_of[_name(file)], at)
                mine[file.sha256] = row
                begun.append(row)
        for digest, row in mine.items():
            if digest not in now and row.until is None:
                row.until, row.ended_by = use_case.now, use_case.me.login
    add_rows(use_case.session, begun)


def _row(use_case: UseCase, item: Item, file: SiteFile, path: str, since: datetime) -> Address:
    return Address(
        office_id=item.office_id, item_id=item.id, url="/" + quote(path), sha256=file.sha256, since=since, until=None,
        recorded_by=use_case.me.login, ended_by=None,
    )  # fmt: skip


def _name(file: SiteFile) -> str:
    return f"{file.sha256} {file.name}"


def paths_in(use_case: UseCase, *shown: SiteFacts) -> dict[str, str]:
    """Digest and name of each file -> its path on the site that is built."""
    found: dict[str, str] = {}
    for facts in shown:
        expected = {(e.code, e.fiscal_year, e.framework): e.files for e in use_case.office.site.expected(facts)}
        for key, files in files_shown(facts).items():
            places = {(one.sha256, one.name): one.url for one in expected.get(key, ())}
            for file in files:
                found[_name(file)] = unquote(places[file.sha256, file.name] or "")
    return found


def moved_files(
    use_case: UseCase, facts: SiteFacts, items: Mapping[tuple[str, int, str], Item], places: Iterable[Place]
) -> tuple[MovedFile, ...]:
    """Addresses of files that other bytes of the same item took the place of, or take now."""
    shown = files_shown(facts)
    there = {(item.id, file.sha256) for key, item in items.items() for file in shown.get(key, ())}
    had: dict[int, list[Place]] = {}
    for row in places:
        if row.url.startswith("/") and (row.item_id, row.sha256) not in there:
            had.setdefault(row.item_id, []).append(row)
    if not had:
        return ()
    paths = paths_in(use_case, facts)
    years = {(y.fiscal_year, y.framework): y for y in facts.years}
    found = []
    for key, files in shown.items():
        item = items.get(key)
        year = years[key[1], key[2]]
        for row in had.get(item.id, ()) if item is not None and files else ():
            path = unquote(row.url.lstrip("/"))
            name = path.rpartition("/")[2]
            by = next((file for file in files if file.name == name), files[0] if len(files) == 1 else None)
            found.append(
                MovedFile(
                    path=path, title=name, code=key[0], place=year.place, year=year.name,
                    by=by.title if by is not None else f"{key[0]} {year.name}",
                    by_path=paths[_name(by)] if by is not None else None,
                    on=(row.until or use_case.now).astimezone(use_case.now.tzinfo).date(),
                )
            )  # fmt: skip
    return tuple({one.path: one for one in found}.values())
