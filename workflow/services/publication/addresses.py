"""Where an item stands on the office's own site: recorded by a person, several if need be, with history.

An address says where to look and proves nothing; a file is found by its bytes wherever it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Address, Item
from workflow.rules.errors import BadInput, NotFound, Unmet, WrongRole
from workflow.rules.states import Capacity, Role
from workflow.services.context.authorization import capacities
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.site_facts import site_facts
from workflow.thai import one_line


@dataclass(frozen=True, slots=True)
class Place:
    """One address of an item. ``file``: the file that stands there; ``None``: the item's page or channel."""

    url: str
    file: str | None
    since: datetime
    until: datetime | None
    recorded_by: str
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The addresses of an item, those that hold first, and what whoever recorded them should know."""

    item: str
    places: tuple[Place, ...]
    notices: tuple[Unmet, ...] = ()


def addresses(office: Office, code: str, *, year: int | None = None) -> Recorded:
    """Every address an item ever had."""
    with reading(office, year=year) as use_case:
        return _told(use_case, use_case.item(code))


def record_address(
    office: Office, login: str, code: str, urls: Sequence[str], *, file: str | None = None, only: bool = False,
    year: int | None = None,
) -> Recorded:  # fmt: skip
    """Record where an item stands, in whatever state it is. An address that is recorded already is left as it is.

    :param file: name of the file that stands there, else the address is that of the item's page.
    :param only: the addresses before these hold no more.
    :raises WrongRole: neither the web officer nor an officer of the item. :raises BadInput: no web address.
    """
    for url in urls:
        if not url.startswith(("http://", "https://")) or not urlsplit(url).hostname:
            raise BadInput("bad_address", url=url)
        if "@" in urlsplit(url).netloc:
            raise BadInput("url_with_password")
    with acting(office, login, year, lock=True) as use_case:
        item = use_case.item(code)
        _may_record(use_case, item)
        sha256 = _digest(use_case, item, file) if file is not None else None
        current = queries.sightings.addresses(use_case.session, use_case.cycle.id).get(item.id, [])
        ended = [row for row in current if only and row.url not in urls]
        new = [url for url in dict.fromkeys(urls) if url not in {row.url for row in current}]
        _end(use_case, ended)
        for url in new:
            use_case.session.add(
                Address(
                    office_id=item.office_id, item_id=item.id, url=url, sha256=sha256, since=use_case.now, until=None,
                    recorded_by=login, ended_by=None,
                )
            )  # fmt: skip
        _write(use_case, item, new, [row.url for row in ended])
        use_case.session.flush()
        return _told(use_case, item, new)


def end_address(office: Office, login: str, code: str, urls: Sequence[str], *, year: int | None = None) -> Recorded:
    """An address holds no more; it stays in the history. :raises NotFound: no such address holds."""
    with acting(office, login, year, lock=True) as use_case:
        item = use_case.item(code)
        _may_record(use_case, item)
        current = queries.sightings.addresses(use_case.session, use_case.cycle.id).get(item.id, [])
        unknown = [url for url in urls if url not in {row.url for row in current}]
        if unknown:
            raise NotFound("no_such_address", item=item.code, url=unknown[0], urls=[row.url for row in current])
        _end(use_case, [row for row in current if row.url in urls])
        _write(use_case, item, [], list(urls))
        return _told(use_case, item)


def _end(use_case: UseCase, rows: Sequence[Address]) -> None:
    for row in rows:
        row.until, row.ended_by = use_case.now, use_case.me.login


def _write(use_case: UseCase, item: Item, added: Sequence[str], ended: Sequence[str]) -> None:
    if added or ended:
        Record(use_case).add(Kind.ADDRESS_CHANGED, {"added": list(added), "ended": list(ended)}, item=item)


def _may_record(use_case: UseCase, item: Item) -> None:
    mine = capacities(use_case.me, item, None, use_case.everybody.values())
    if use_case.me.holds(Role.WEB) is None and Capacity.CLERK not in mine:
        facts = {
            "item": item.code, "step": "address", "who": [Capacity.WEB.value, Capacity.CLERK.value],
            "person": use_case.me.login,
        }  # fmt: skip
        raise WrongRole("wrong_role", "address", (Unmet("wrong_role", facts, Capacity.WEB),), item=item.code)


def _digest(use_case: UseCase, item: Item, name: str) -> str:
    """The digest of a file of the item that the public sees or is to see, by its name."""
    revision = use_case.revision(item)
    facts = site_facts(use_case, {item.id: revision} if revision is not None and revision.signed is not None else {})
    shown = {
        f.name: f.sha256
        for y in facts.years
        if (y.fiscal_year, y.framework) == (use_case.cycle.fiscal_year, use_case.cycle.framework)
        for i in y.items if i.code == item.code for f in i.files
    }  # fmt: skip
    if one_line(name) not in shown:
        raise NotFound("no_such_public_file", item=item.code, file=name, files=list(shown))
    return shown[one_line(name)]


def _told(use_case: UseCase, item: Item, new: Sequence[str] = ()) -> Recorded:
    rows = queries.sightings.addresses_of_item(use_case.session, item.id)
    rows.sort(key=lambda row: (row.until is not None, -row.id))
    files = {e.signed_sha256 or e.issued_sha256 or e.sha256: e.name for e in item.evidence}
    site = use_case.office.settings.site
    own = {urlsplit(url).hostname for url in (site.home, site.url) if url}
    elsewhere = {
        host for url in new if (host := urlsplit(url).hostname) and own and host not in own
        and not any(host in entry for entry in site.hosts)
    }  # fmt: skip
    return Recorded(
        item.code,
        tuple(
            Place(r.url, files.get(r.sha256, r.sha256[:12]) if r.sha256 else None, r.since, r.until, r.recorded_by,
                  r.ended_by)
            for r in rows
        ),
        tuple(Unmet("address_elsewhere", {"item": item.code, "host": host}, Capacity.WEB) for host in elsewhere),
    )  # fmt: skip
