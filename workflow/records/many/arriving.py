"""An office that comes from another database: it gets an ``office_id`` here and keeps the number it is sealed under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session


def keeps_apart(connection: Connection) -> bool:
    """Whether the database shows this account the rows of one office at a time."""
    if connection.dialect.name != "postgresql":
        return False
    return bool(connection.exec_driver_sql("SELECT row_security_active('office')").scalar())


def next_office(connection: Connection) -> int:
    """An ``office_id`` that no other office has or gets."""
    return int(connection.exec_driver_sql("SELECT nextval(pg_get_serial_sequence('office', 'id'))").scalar_one())


def keep_number(session: Session, office_id: int, number: int) -> None:
    """Note under what number everything of the office is sealed. :param number: its id where it came from."""
    if number != office_id:
        session.execute(
            text("UPDATE office_ledger SET sealed_as = :number WHERE office_id = :office"),
            {"number": number, "office": office_id},
        )
