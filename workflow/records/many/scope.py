"""Of which office a transaction is, said to PostgreSQL as it begins; on SQLite nobody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workflow.records.errors import OfficesMixed
from workflow.records.many.apart import KEY_SETTING, SETTING

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session, SessionTransaction

_SAY = f"SELECT set_config('{SETTING}', %s, true), set_config('{KEY_SETTING}', %s, true)"


class OfficeScope:
    """One office of a database. Its settings end with each transaction: a connection that is given back says nothing.

    :param key: the office's key in its settings.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self._id: int | None = None
        self._looked = False
        self._said: str | None = None

    def said(self) -> str | None:
        """The statement that says it, to go along with the beginning of a transaction; ``None``: it has to be asked
        first which office that is."""
        if self._id is None:
            return None
        if self._said is None:
            from psycopg.sql import SQL, Literal

            self._said = SQL(_SAY.replace("%s", "{}")).format(Literal(str(self._id)), Literal(self.key)).as_string()
        return self._said

    def begin(self, _session: Session, transaction: SessionTransaction, connection: Connection) -> None:
        """Say it to a transaction that begins (an ``after_begin`` of the session)."""
        if transaction.nested or connection.dialect.name != "postgresql":
            return
        if self._id is None:
            say(connection, None, self.key)
            self._id = connection.exec_driver_sql("SELECT id FROM office WHERE key = %s", (self.key,)).scalar()
            if not self._looked:
                _refuse_mixed(connection)
                self._looked = True
            if self._id is None:
                return
        say(connection, self._id, self.key)


def say(connection: Connection, office_id: int | None, key: str) -> None:
    """Let the transaction see and write the rows of one office, and no others. On SQLite it sees them all anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_SAY, ("" if office_id is None else str(office_id), key))


def _refuse_mixed(connection: Connection) -> None:
    """:raises OfficesMixed: this account of the database sees past the policies, and there are several offices."""
    asked = "SELECT row_security_active('office'), (SELECT count(*) FROM (SELECT 1 FROM office LIMIT 2) AS few)"
    active, offices = connection.exec_driver_sql(asked).one()
    if not active and offices > 1:
        user: Any = connection.exec_driver_sql("SELECT current_user").scalar()
        raise OfficesMixed(user=user)
