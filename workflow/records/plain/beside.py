"""Questions asked by the bare driver in a unit of work that writes by SQLAlchemy: over its own connection.

For what such a unit only reads: who holds what, how far the journal is. It is asked for a tenth of what it costs as
objects (docs/decisions/0131), in the same transaction, so it finds what was written before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def only_read(session: Session) -> Session:
    """What to ask of whatever is not changed by whoever asks. PostgreSQL, and a look, are asked as they are."""
    if getattr(session, "plain", False) or session.get_bind().dialect.name != "sqlite":
        return session
    from workflow.records.plain.unit import Look, Way
    from workflow.records.rows.gathering import write_all

    write_all(session)
    connection = session.connection().connection.dbapi_connection
    return cast("Session", Look(Way(connection)))
