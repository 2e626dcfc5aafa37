"""What use cases write through, by SQLAlchemy or by the bare driver (``plain.writing``): rows and entries."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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


def add_row(session: Session, model: str, **values: Any) -> None:
    """Add a row that is not needed as an object: it is written with the others of the transaction (``gathering``).

    :param model: name of its class in ``records.models``. :param values: of its columns.
    """
    plain: Any = session
    if getattr(session, "plain", False):
        plain.new(model.lower(), values)
        return
    from workflow.records import models
    from workflow.records.rows.gathering import gather

    gather(session, getattr(models, model), **values)


def row_id(session: Session, model: str) -> int:
    """A primary key for a row that is named before it is written: one of the ``values`` of :func:`add_row`."""
    from workflow.records import models
    from workflow.records.rows.gathering import new_id

    return new_id(session, getattr(models, model))


def add_rows(session: Session, rows: Sequence[Any]) -> None:
    """Add objects of one table, which are written by one statement and have their primary keys at once."""
    from workflow.records.rows.gathering import number_rows

    number_rows(session, rows)
    session.add_all(rows)


@contextmanager
def undone_alone(session: Session) -> Iterator[None]:
    """What the block writes is undone when it raises, and nothing that was written before it."""
    from workflow.records.rows.gathering import forget_gathered, write_all

    write_all(session)
    with session.begin_nested():
        try:
            yield
            write_all(session)
        except BaseException:
            forget_gathered(session)
            raise


def writes(session: Session) -> tuple[int, ...]:
    """Another value than before, whenever something was written meanwhile, or waits to be."""
    from workflow.records.rows.gathering import writes as written

    return written(session)


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
