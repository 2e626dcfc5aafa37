"""The database of an office: its engine, its units of work, its tables made, checked, upgraded and let go of."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workflow.records.plain.unit import Looking, Ways, made_by, plain_file

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from workflow.records.connection.queue import Tell
    from workflow.records.many.scope import OfficeScope
    from workflow.records.schema import SchemaProblem
    from workflow.records.unit_of_work import UnitOfWork


class Database:
    """One database by its URL. Opened when it is first used, and again after :meth:`close`.

    :param tell: told how many others write before us, when we have to wait for them.
    :param office: key of the office whose rows its units see, where the database keeps several apart.
    :param plain: what only looks is read by the bare driver, where the database is a file, and what asks to write so is
        written so: SQLAlchemy loads with another unit that writes, or with a question that has no plain form.
    """

    def __init__(self, url: str, tell: Tell | None = None, office: str | None = None, *, plain: bool = False) -> None:
        self.url = url
        self.office = office
        self._scope: OfficeScope | None = None
        file = plain_file(url) if plain else None
        self._ways = Ways(file) if file is not None else None
        self._tell = tell
        self._engine: Engine | None = None
        self._current = False  # whether its tables are known to be this program's

    @property
    def engine(self) -> Engine:
        """:raises ValueError: the URL names another kind of database."""
        if self._engine is None:
            from workflow.records.connection.engine import make_engine

            self._engine = make_engine(self.url, tell=self._tell)
            # Who forgets to close it lets go of it all the same, and not at the end of a forked process.
            weakref.finalize(self, self._engine.dispose).atexit = False
        return self._engine

    def address(self) -> str:
        """Its whole address, with a password that came from elsewhere: for who connects by another way."""
        return self.engine.url.render_as_string(hide_password=False)

    def unit_of_work(self, *, write: bool = True, any_version: bool = False, plain: bool = False) -> UnitOfWork:
        """A transaction to enter. ``any_version``: also on tables of an older version, which only restoring may touch.

        :param plain: the block writes nothing but what ``records.plain.writing`` can.
        :raises SchemaOutdated: another version of this program made the tables.
        :raises RecordsError: it cannot be opened.
        """
        if self._ways is not None and not write and not any_version:
            self._must_be_current(self._ways)
            return cast("UnitOfWork", Looking(self._ways))
        if self._ways is not None and plain and self.office is not None:
            from workflow.records.plain.writing import WritingUnit, is_sealed

            self._must_be_current(self._ways)
            way = self._ways.take()
            sealed = is_sealed(way.connection, self.office)
            self._ways.leave(way)
            if sealed:
                return cast("UnitOfWork", WritingUnit(self._ways.file, self._tell))
        from workflow.records.unit_of_work import UnitOfWork

        if not self._current and not any_version:
            from workflow.records.schema import refuse_older

            refuse_older(self.engine)
            self._current = True
        return UnitOfWork(self.engine, read_only=not write, scope=self._scope_of_office())

    def _scope_of_office(self) -> OfficeScope | None:
        if self._scope is None and self.office is not None and self.engine.dialect.name == "postgresql":
            from workflow.records.many.scope import OfficeScope

            self._scope = OfficeScope(self.office)
        return self._scope

    def _must_be_current(self, ways: Ways) -> None:
        """:raises SchemaOutdated: another version of this program made the tables."""
        if not self._current:
            from workflow.records.schema.revisions import head_revision, refuse_older

            way = ways.take()
            made = made_by(way.connection)
            ways.leave(way)
            if made not in (None, head_revision()):
                refuse_older(self.engine)
            self._current = True

    def prepare(self, revision: str | None = None) -> None:
        """Make the tables, or bring an older database up to date; in an empty one make those of an older ``revision``
        when one is given.

        :raises SchemaOutdated: ``schema_newer``, ``schema_unknown``. :raises RecordsError: what the database refused.
        """
        from workflow.records.schema import create_at, create_or_upgrade

        if revision is None:
            create_or_upgrade(self.engine)
        else:
            create_at(self.engine, revision)
        if self.engine.url.get_backend_name() == "sqlite" and self.engine.url.database:
            Path(self.engine.url.database).chmod(0o600)  # it holds the hashes of passwords

    def is_made(self) -> bool:
        """Whether it has tables of this program, of whatever version. :raises RecordsError: it cannot be opened."""
        from workflow.records.schema import current_revision
        from workflow.records.unit_of_work import UnitOfWork

        with UnitOfWork(self.engine, read_only=True) as uow:
            return current_revision(uow.session.connection()) is not None

    def upgrade(self) -> Path | None:
        """Bring an older database up to date; the copy that was kept before, if one was.

        :raises RecordsError: as :meth:`prepare`.
        """
        from workflow.records.schema import upgrade_keeping_copy

        return upgrade_keeping_copy(self.engine)[1]

    def check(self) -> Sequence[SchemaProblem]:
        """What is wrong with the tables. :raises RecordsError: it cannot be opened at all."""
        from workflow.records.schema import check

        return check(self.engine)

    def close(self) -> None:
        """Let go of it, as before its folder is moved."""
        self._current, self._scope = False, None
        if self._ways is not None:
            self._ways.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
