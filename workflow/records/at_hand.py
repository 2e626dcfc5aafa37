"""Rows that a session has loaded and still holds: who asks by primary key need not ask the database."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm.util import identity_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")


def at_hand(session: Session, kind: type[T], ids: Collection[int]) -> list[T]:
    """Those of some primary keys that are loaded and were not written past the session since.

    What is waiting to be written is written first, as a question to the database would do.
    """
    if session.autoflush:
        session.flush()
    found = []
    for one in dict.fromkeys(ids):
        row = session.identity_map.get(identity_key(kind, one))
        if row is not None and not inspect(row).expired:
            found.append(row)
    return found
