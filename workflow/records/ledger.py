"""One row per office: where its journal stands, and the lock that serialises its journal and its numbers.

The row is separate from the office's own so that taking the lock never waits for someone who only refers to the office
by a foreign key, and so that the head of the chain is known without a search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Digest
from workflow.records.sealed import GENESIS
from workflow.records.triggers import refuse_closed

if TYPE_CHECKING:
    from sqlalchemy import Select

    from workflow.records.books import Book

_KEY = "oit_office_locks"
_LOCK_NOT_AVAILABLE = "55P03"


class OfficeLedger(Base):
    """The head of an office's journal. ``seq`` 0 and ``GENESIS`` before the first entry.

    :ivar sealed_as: the office's number inside what is hashed, where it came here from a database in which it had
        another; ``None``: its ``office_id``.
    """

    __tablename__ = "office_ledger"
    __table_args__ = (CheckConstraint("seq >= 0", name="seq_counts"),)

    office_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[Digest]
    sealed_as: Mapped[int | None]

    @property
    def number(self) -> int:
        """The office's number inside what is hashed."""
        return self.office_id if self.sealed_as is None else self.sealed_as


refuse_closed(OfficeLedger.__table__)


def sealed_number(session: Session, office_id: int) -> int | None:
    """The office's number inside what is hashed, where it is another than its ``office_id``; else ``None``."""
    ledger = session.get(OfficeLedger, office_id)
    return ledger.sealed_as if ledger is not None else None


def keep_number(session: Session, office_id: int, number: int) -> None:
    """Note under what number everything of an office is sealed that came here. :param number: its id where it was."""
    if number != office_id:
        session.get_one(OfficeLedger, office_id).sealed_as = number
        session.flush()


class OfficeLocks:
    """What this transaction has locked, the books it has read since, and the heads of the rows' seals."""

    def __init__(self, transaction: SessionTransaction) -> None:
        self.transaction = transaction
        self.ledgers: dict[int, OfficeLedger] = {}
        self.books: dict[tuple[int, str, int], Book] = {}
        self.rows_heads: dict[int, tuple[int, str] | None] = {}


def locks_of(session: Session) -> OfficeLocks:
    """The locks held by the session's present transaction; a later transaction starts with none."""
    session.connection()
    transaction = session.get_transaction()
    assert transaction is not None  # noqa: S101 -- the line above began one
    locks: OfficeLocks | None = session.info.get(_KEY)
    if locks is None or locks.transaction is not transaction:
        locks = session.info[_KEY] = OfficeLocks(transaction)
    return locks


def lock_office(session: Session, office_id: int) -> OfficeLedger:
    """Lock the office's ledger until the transaction ends, making it when the office is new.

    On SQLite the transaction already is the only writer (BEGIN IMMEDIATE); on PostgreSQL the row is locked FOR UPDATE.

    :raises DBAPIError: the lock was not had and, in as long again, the journal did not move either.
    """
    locks = locks_of(session)
    ledger = locks.ledgers.get(office_id)
    if ledger is None:
        statement = (
            select(OfficeLedger)
            .where(OfficeLedger.office_id == office_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        ledger = _wait_for(session, office_id, statement)
        if ledger is None:
            insert_missing(session, OfficeLedger, {"office_id": office_id, "seq": 0, "hash": GENESIS})
            ledger = session.scalars(statement).one()
        locks.ledgers[office_id] = ledger
    return ledger


def _wait_for(session: Session, office_id: int, statement: Select[OfficeLedger]) -> OfficeLedger | None:
    """The row, locked. PostgreSQL ends a wait after ``lock_timeout``: we wait again as long as others are served."""
    if session.get_bind().dialect.name != "postgresql":
        return session.scalars(statement).one_or_none()
    seen = None
    while True:
        try:
            with session.begin_nested():
                return session.scalars(statement).one_or_none()
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                raise
            seq = session.scalar(select(OfficeLedger.seq).where(OfficeLedger.office_id == office_id))
            if seq == seen:
                raise
            seen = seq


def insert_missing(session: Session, model: type[Base], values: dict[str, Any]) -> None:
    """Insert a row unless its key exists: of two who do so at once, the second waits and then finds it."""
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as postgresql_insert

        session.execute(postgresql_insert(model).values(**values).on_conflict_do_nothing())
    else:
        from sqlalchemy.dialects.sqlite import insert as sqlite_insert

        session.execute(sqlite_insert(model).values(**values).on_conflict_do_nothing())
