"""43 transitions, each with its journal entry, in one commit: against SQLAlchemy's best.

The floor reads the office's items with one select, changes each under its version column, adds a plain audit row for
each, and commits, with the same durability. Ours does so through the unit of work, under the office's lock, with the
sealed and chained journal. Both in one run, alternating, on SQLite (synchronous FULL) and on PostgreSQL (fsync on).

    python -m benchmarks.records.transitions
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, MetaData, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.databases import private_server
from workflow.records.base import NAMING, Base
from workflow.records.connection.engine import make_engine
from workflow.records.entry import Entry
from workflow.records.journal import append
from workflow.records.schema import create_or_upgrade
from workflow.records.unit_of_work import UnitOfWork

ITEMS = 43
Row = tuple[str, float, float, float]
"""What, ours, floor (milliseconds), ratio."""


class OurItem(Base):
    """Stands for the program's item: its own metadata, so that the schema does not know it."""

    __tablename__ = "bench_item"
    metadata = MetaData(naming_convention=NAMING)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(index=True)
    code: Mapped[str]
    state: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- read once


class FloorBase(DeclarativeBase):
    """The floor's own tables."""


class FloorItem(FloorBase):
    """An item with a state and a version."""

    __tablename__ = "floor_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(index=True)
    code: Mapped[str]
    state: Mapped[str]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- read once


class FloorAudit(FloorBase):
    """A plain row per event."""

    __tablename__ = "floor_audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int]
    at: Mapped[str]
    text: Mapped[str]


def alternate(rounds: int, *functions: Callable[[], object]) -> list[float]:
    """The median seconds of each function, run in turns so that a busy moment meets all of them."""
    times: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, of_function in zip(functions, times, strict=True):
            started = time.perf_counter()
            function()
            of_function.append(time.perf_counter() - started)
    return [statistics.median(of_function) for of_function in times]


def ours(engine: Engine, states: Iterator[str]) -> None:
    """43 transitions through the unit of work."""
    state, now = next(states), datetime.now(UTC)
    with UnitOfWork(engine) as uow:
        uow.lock_office(1)
        for item in uow.session.scalars(select(OurItem).where(OurItem.office_id == 1)):
            entry = Entry(
                kind="step",
                at=now,
                actor="clerk.policy",
                actor_name="นายตัวอย่าง ใจดี",
                actor_post="นักวิเคราะห์นโยบายและแผนชำนาญการ",
                command="6f2b0f1e-0000-4000-8000-000000000001",
                table_version="1",
                role="compiler",
                step="compile",
                fiscal_year=2566,
                item_code=item.code,
                from_state=item.state,
                to_state=state,
                facts={"files": 3, "memo": "ศธ ๐๔๐๐๐/๑๒"},
            )
            item.state = state
            append(uow.session, 1, entry)
        uow.commit()


def floor(engine: Engine, states: Iterator[str]) -> None:
    """43 transitions by hand with SQLAlchemy's ORM, one select per office."""
    state, now = next(states), datetime.now(UTC).isoformat()
    with Session(engine) as session:
        for item in session.scalars(select(FloorItem).where(FloorItem.office_id == 1)):
            session.add(FloorAudit(item_id=item.id, at=now, text=f"{item.state}>{state} นายตัวอย่าง ใจดี"))
            item.state = state
        session.commit()


def _names() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"state{number}"


def _floor_engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _durable(connection, _record) -> None:  # type: ignore[no-untyped-def]
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")

    return engine


@contextmanager
def databases() -> Iterator[list[tuple[str, str, str]]]:
    """Name, our database's and the floor's address, on both kinds of database with full durability."""
    settings = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    with tempfile.TemporaryDirectory() as folder, private_server(**settings) as server:
        mine, theirs = server.new_database(), server.new_database()
        yield [
            ("SQLite", f"sqlite:///{Path(folder) / 'ours.db'}", f"sqlite:///{Path(folder) / 'floor.db'}"),
            ("PostgreSQL", server.url(mine), server.url(theirs)),
        ]


def main(rounds: int = 40) -> list[Row]:
    """Measure both databases; prints and gives the rows."""
    rows = []
    with databases() as addresses:
        for name, our_url, floor_url in addresses:
            our_engine, floor_engine = make_engine(our_url), _floor_engine(floor_url)
            create_or_upgrade(our_engine)
            OurItem.metadata.create_all(our_engine)
            FloorBase.metadata.create_all(floor_engine)
            for engine, model in ((our_engine, OurItem), (floor_engine, FloorItem)):
                with Session(engine) as session:
                    session.add_all([model(office_id=1, code=f"O{number}", state="draft") for number in range(1, 44)])
                    session.commit()
            names = _names()
            for _ in range(3):
                ours(our_engine, names)
                floor(floor_engine, names)
            mine, theirs = alternate(rounds, lambda: ours(our_engine, names), lambda: floor(floor_engine, names))  # noqa: B023
            per = 1000 / ITEMS
            rows.append((f"one transition of {ITEMS} per commit, {name}", mine * per, theirs * per, mine / theirs))
            our_engine.dispose()
            floor_engine.dispose()
    show(rows)
    return rows


def show(rows: list[Row]) -> None:
    """Print the rows."""
    for what, mine, theirs, ratio in rows:
        print(f"{what:60} {mine:10.4f} ms {theirs:10.4f} ms  x{ratio:.2f}")


if __name__ == "__main__":
    main()
