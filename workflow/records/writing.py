"""What use cases write through, by SQLAlchemy or by the bare driver (``plain.writing``): rows and entries."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from workflow.records.entry import Entry, refuse_unfit
from workflow.records.errors import Undone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
TIMES = 5
"""How often something is tried that the database undoes for another's sake."""
_PAUSE_SECONDS = 0.02


def new_row(session: Session, model: str, **values: Any) -> Any:
    """Add a row. :param model: name of its class in ``records.models``. :param values: of its columns."""
    plain: Any = session
    if getattr(session, "plain", False):
        return plain.new(model.lower(), values)
    from workflow.records import models

    row = getattr(models, model)(**values)
    session.add(row)
    return row


def touch_row(row: Any, column: str) -> None:
    """Have a row count as changed, with its version, though none of its values is. :param column: any of its own."""
    if getattr(row, "plain", False):
        setattr(row, column, getattr(row, column))
        return
    from sqlalchemy.orm.attributes import flag_modified

    flag_modified(row, column)


def append(session: Session, office_id: int, entry: Entry) -> None:
    """Add an entry at the end of the office's chain, as :func:`workflow.records.journal.append` does."""
    if getattr(session, "plain", False):
        refuse_unfit(entry)
        session.append(office_id, entry)  # type: ignore[attr-defined]
        return
    from workflow.records.journal import append as append_row

    append_row(session, office_id, entry)


def again(do: Callable[[], T], pause: Callable[[float], None] = time.sleep) -> T:
    """Run ``do``, at most :data:`TIMES` times while the database undoes it for another's sake, a little later each.

    :param do: one unit of work, or several that look anew at what they find: of what was undone nothing was kept.
    :raises Undone: it was undone every time.
    """
    for turn in range(1, TIMES):
        try:
            return do()
        except Undone:
            # Two that met once would meet again after equal pauses.
            pause(random.uniform(0, _PAUSE_SECONDS * 2**turn))  # noqa: S311 -- no secret
    return do()
