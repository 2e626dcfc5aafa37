"""An office that comes from another database: it gets an ``office_id`` here (``ledger`` keeps its number)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


def keeps_apart(connection: Connection) -> bool:
    """Whether the database shows this account the rows of one office at a time."""
    if connection.dialect.name != "postgresql":
        return False
    return bool(connection.exec_driver_sql("SELECT row_security_active('office')").scalar())


def next_office(connection: Connection) -> int:
    """An ``office_id`` that no other office has or gets."""
    return int(connection.exec_driver_sql("SELECT nextval(pg_get_serial_sequence('office', 'id'))").scalar_one())
