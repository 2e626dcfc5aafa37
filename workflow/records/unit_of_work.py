"""The unit of work: leaving the block without ``commit`` undoes it.

    with office.unit_of_work() as uow:
        uow.lock_office(office_id)
        uow.session.add(...)
        uow.commit()

What it stands on is the ``engine``: on SQLite every writing unit waits for the other writer *before* it reads, so what
it read stays true; on PostgreSQL ``lock_office`` takes the office's row. Errors of both drivers become those of
``errors``.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from workflow.records import models
from workflow.records.base import Base
from workflow.records.connection.engine import READING
from workflow.records.connection.server import BEGINS, READS
from workflow.records.errors import RecordConflict, RecordsError
from workflow.records.faults import translate
from workflow.records.row_seals import seal_touched
from workflow.records.rows.gathering import forget_gathered, write_gathered
from workflow.records.rows.touching import note_touched, take_touched

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import ORMExecuteState

    from workflow.records.ledger import OfficeLedger
    from workflow.records.many.scope import OfficeScope


class UnitOfWork:
    """One session, one transaction. ``commit`` keeps it, leaving the block otherwise rolls it back.

    A unit made with ``read_only=True`` sees one consistent state (also on PostgreSQL: REPEATABLE READ), waits for
    nobody, and refuses to write with ``DatabaseReadOnly``.

    :param scope: whose rows it may see and write where the database keeps offices apart; ``None``: nobody's.
    :raises RecordsError: from inside the block or from ``commit``: what the database refused, see ``errors``.
    """

    def __init__(self, engine: Engine, *, read_only: bool = False, scope: OfficeScope | None = None) -> None:
        self._engine = engine
        self._scope = scope
        self.read_only = read_only
        self._session: Session | None = None
        self.committed = False
        """True after a commit that nothing followed."""

    @property
    def session(self) -> Session:
        """The session of the open block.

        :raises RuntimeError: outside ``with``.
        """
        if self._session is None:
            raise RuntimeError("the unit of work is not open")
        return self._session

    def __enter__(self) -> Self:
        if self._session is not None:
            raise RuntimeError("the unit of work is open already")
        engine, said = self._engine, None
        if self.read_only:
            if engine.dialect.name == "postgresql":
                said = self._scope.said() if self._scope is not None else None
                engine = engine.execution_options(**{BEGINS: f"{READS}; {said}" if said else READS})
            else:
                engine = engine.execution_options(**{READING: True})
        else:
            models.load_all()
        self.committed = False
        # expire_on_commit: what was committed is still ours to show; a reader who wants news opens a new unit.
        self._session = Session(engine, expire_on_commit=False)
        if said is None and self._scope is not None and engine.dialect.name == "postgresql":
            event.listen(self._session, "after_begin", self._scope.begin)
        if not self.read_only:
            event.listen(self._session, "after_flush", note_touched)
            event.listen(self._session, "before_flush", write_gathered)
            event.listen(self._session, "do_orm_execute", _written_first)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        session, self._session = self._session, None
        if session is not None:
            try:
                session.close()
            except Exception:
                # The first error says what happened; that the connection also broke does not.
                if error is None:
                    raise
        if error is not None:
            self._raise_translated(error)

    def _raise_translated(self, error: BaseException) -> None:
        translated = translated_error(error, self._engine)
        if translated is not None:
            raise translated from error

    def commit(self) -> None:
        """Keep everything since the last commit. The block may go on and commit again: that is a new transaction.

        :raises RecordConflict: a row we read was changed meanwhile; nothing was kept.
        :raises RecordsError: see ``errors``; nothing was kept.
        """
        try:
            seal_touched(self.session)
            self.session.commit()
        except Exception as error:
            self.rollback()
            self._raise_translated(error)
            raise
        self.committed = True

    def rollback(self) -> None:
        """Undo everything since the last commit and go on in a new transaction."""
        self.session.rollback()
        take_touched(self.session)
        forget_gathered(self.session)

    def forget_counters(self) -> None:
        """Ask again where number books stand: what one was begun with may be undone."""
        from workflow.records.ledger import locks_of

        locks_of(self.session).books.clear()

    def enter_office(self, office_id: int, key: str) -> None:
        """Go on as an office that this transaction makes: until now it had no id to be known by."""
        if self._engine.dialect.name == "postgresql":
            from workflow.records.many.scope import say

            say(self.session.connection(), office_id, key)

    def lock_office(self, office_id: int) -> OfficeLedger:
        """Wait for other writers of this office, then be the only one until commit. Again is free.

        :raises DatabaseBusy: (from the block) the other one took longer than ``wait_seconds``.
        """
        from workflow.records.ledger import lock_office

        return lock_office(self.session, office_id)


def _written_first(asked: ORMExecuteState) -> None:
    """Before a question is asked: what was gathered is there for it."""
    write_gathered(asked.session)


def translated_error(error: BaseException, engine: Engine | None = None) -> RecordsError | None:
    """The records' own error for one of SQLAlchemy's; None when it is something else (or already ours).

    :param engine: whose file is looked at for the cause.
    """
    if isinstance(error, StaleDataError):
        return RecordConflict(reason="version")
    if isinstance(error, DBAPIError) or type(error).__module__.partition(".")[0] in ("sqlite3", "psycopg"):
        url = engine.url if engine is not None else None
        file = Path(url.database) if url is not None and url.get_backend_name() == "sqlite" and url.database else None
        return translate(error, file, Base.metadata.tables)
    if isinstance(error, TimeoutError):
        from workflow.records.errors import DatabaseBusy

        return DatabaseBusy(reason="pool")
    return None
