"""What a new year takes over from the last: addresses, and files of signed revisions that still count.

A file still counts when the item's period allows any year, or the clerk declared that it covers the new one. It comes
as handed in by who handed it in, and waits for the compiler, who says whether it is still true.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select

from workflow.office_files.catalogue import Catalogue, code_in
from workflow.office_files.problems import BadInput
from workflow.office_files.tables import Column, read_table
from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Address, Contributor, Cycle, Evidence, Item
from workflow.rules.states import Online
from workflow.services.context.signed.manifests import years_allowed
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase

COLUMNS = (Column("item", ("ข้อ",)), Column("last_year", ("ข้อปีก่อน",)))
_COPIED = (
    "group_key", "name", "media_type", "size", "pages", "sha256", "duty", "url", "capture", "document_no",
    "document_date", "years", "years_in_text", "added_by", "added_at", "sign_at",
)  # fmt: skip
"""What is of the file itself; what the head signs is made anew for the new year."""


def read_carried(path: Path, catalogue: Catalogue) -> dict[str, str]:
    """Code -> the same item's code last year, as the office confirmed it; empty when there is no such file.

    :raises BadInput: ``carried_not_usable``, every problem.
    """
    if not path.exists():
        return {}
    table = read_table(path, COLUMNS)
    problems, found = list(table.problems), {}
    for row in table.rows:
        item, before = catalogue.get(row["item"]), code_in(row["last_year"])
        if item is None:
            problems.append(row.problem("unknown_item", "item", code=None, year=catalogue.year, total=len(catalogue)))
        elif row.optional("last_year") and not before:
            problems.append(row.problem("bad_item_number", "last_year"))
        elif before:
            found[item.code] = before
    if problems:
        raise BadInput("carried_not_usable", problems, file=path.name)
    return found


def carry_over(use_case: UseCase, record: Record, before: Cycle, cycle: Cycle, carried: Mapping[str, str]) -> None:
    """Copy addresses that hold and files that still count from last year's items; one entry tells it."""
    session = use_case.session
    brought: dict[str, list[int]] = {}
    old = {item.code: item for item in queries.items.of_cycle(session, before.id)}
    for item in queries.items.of_cycle(session, cycle.id):
        last = old.get(carried.get(item.code, ""))
        if last is None:
            continue
        # An address of a file is of that file; the new year's has its own.
        mine = (Address.item_id == last.id, Address.until.is_(None), Address.sha256.is_(None))
        holding = select(Address).where(*mine).order_by(Address.id)
        addresses = list(session.scalars(holding))
        for one in addresses:
            session.add(
                Address(
                    office_id=use_case.office_id, item_id=item.id, url=one.url, sha256=one.sha256, since=use_case.now,
                    until=None, recorded_by=use_case.me.login, ended_by=None,
                )
            )  # fmt: skip
        files = _still_counting(last, item, cycle.fiscal_year)
        for file in files:
            _copy(use_case, item, file)
        if addresses or files:
            brought[item.code] = [len(files), len(addresses)]
    if brought:
        files_, addresses_ = (sum(counts[at] for counts in brought.values()) for at in (0, 1))
        told = {"year": before.fiscal_year, "items": list(brought), "files": files_, "addresses": addresses_}
        record.add(Kind.CARRIED_OVER, told)


def _still_counting(last: Item, item: Item, fiscal_year: int) -> list[Evidence]:
    if last.online is not Online.ONLINE:
        return []
    allowed = years_allowed(item.coverage, fiscal_year)
    owed = {part.group_key for part in item.parts}
    return [
        one
        for one in last.evidence
        if not one.removed
        and one.group_key in owed
        and one.period_id is None
        and (fiscal_year in one.years or (not allowed and not one.years))
    ]


def _copy(use_case: UseCase, item: Item, file: Evidence) -> None:
    values = {name: getattr(file, name) for name in _COPIED}
    use_case.session.add(Evidence(office_id=use_case.office_id, item_id=item.id, round=item.round, **values))
    part = next(one for one in item.parts if one.group_key == file.group_key)
    if part.status is None:
        part.status, part.handed_in_by, part.handed_in_at = "handed_in", file.added_by, use_case.now
    known = select(Contributor.id).where(
        Contributor.item_id == item.id, Contributor.round == item.round, Contributor.login == file.added_by
    )
    if use_case.session.scalar(known.limit(1)) is None:
        use_case.session.add(
            Contributor(
                office_id=use_case.office_id, item_id=item.id, round=item.round, login=file.added_by,
                how="handed_in", at=use_case.now,
            )
        )  # fmt: skip
        use_case.session.flush()
