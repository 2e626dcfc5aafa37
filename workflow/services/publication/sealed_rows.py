"""No row is trusted on its way to the public: the next site is made of what this program's commands wrote.

Verdicts say that a signature was judged; this says that nobody wrote the verdict, the revision, the person or the
address past the program. ``oit journal verify`` and ``oit doctor`` look at every row of every table; here only those
that decide what goes online are, so that publishing does not grow with what is not: a year of which no page and no file
changes lies on the next site as it lies on this one, whatever its rows say now.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from workflow.records.row_checks import some_rows
from workflow.records.row_seals import all_tables
from workflow.rules.errors import CheckFailed, Unmet
from workflow.rules.states import Capacity, Online
from workflow.services.context.signed.files import online_unproven
from workflow.services.context.use_case import UseCase
from workflow.services.publication.signed_bytes import online_not_judged

_WHOLE = ("office_group", "person", "appointment", "certificate", "cycle", "public_reason", "machine")
"""Read whole: who holds what, whose certificate it is, what the public is told."""
_OF_ITEM = (
    "address", "revision", "evidence", "submission_item", "request", "disclosure", "part", "period", "contributor",
)  # fmt: skip
"""Of the items that are to be, or are, online."""
MOST = 20
"""Reasons told one by one."""


def nobody_signed(
    use_case: UseCase, trigger: str, wanted: Collection[int] = (), cycles: Collection[int] | None = None
) -> CheckFailed | None:
    """The refusal while something is online, by its row, that no verdict covers, or a row that decides what goes online
    was written past the program; taking it down is never refused.

    :param wanted: ids of items on their way. :param cycles: those alone whose pages are made; ``None``: all.
    """
    found = online_unproven(use_case.session, use_case.office_id, cycles)
    reasons = [Unmet("no_verdict", {"item": item.code, "file": name}, Capacity.WEB) for item, name in found]
    reasons += altered_rows(use_case, wanted, cycles)
    reasons += online_not_judged(use_case, cycles or ())
    return CheckFailed("check_failed", trigger, reasons) if reasons else None


def altered_rows(use_case: UseCase, wanted: Collection[int] = (), cycles: Collection[int] | None = None) -> list[Unmet]:
    """Rows that decide what goes online and are not what a command wrote. Parameters as in :func:`nobody_signed`."""
    session, office_id, tables = use_case.session, use_case.office_id, all_tables().tables
    item = tables["item"]
    shown = item.c.online.in_([Online.ONLINE]) | item.c.id.in_(list(wanted))
    mine = (item.c.office_id == office_id) & shown
    if cycles is not None:
        mine &= item.c.cycle_id.in_(list(cycles))
    ids = select(item.c.id).where(mine)
    rows = {"office": tables["office"].c.id == office_id, "item": mine}
    rows |= {name: tables[name].c.office_id == office_id for name in _WHOLE}
    rows |= {name: tables[name].c.item_id.in_(ids) for name in _OF_ITEM}
    joined, verdict, evidence = tables["submission_item"], tables["verdict"], tables["evidence"]
    memos = select(joined.c.submission_id).where(joined.c.item_id.in_(ids))
    rows["submission"] = tables["submission"].c.id.in_(memos)
    files = select(evidence.c.id).where(evidence.c.item_id.in_(ids))
    rows["verdict"] = verdict.c.submission_id.in_(memos) | verdict.c.evidence_id.in_(files)
    return [Unmet(f.code, {"table": f.table, "row": f.key}) for f in some_rows(session, office_id, rows)[:MOST]]
