"""`status` of one office, and the ministry's totals, among 30,000 offices x 43 items on PostgreSQL.

The floor is the same question asked of the bare driver (psycopg); ours is SQLAlchemy in a reading unit of work. Loads
1.29 million rows, which takes about ten seconds.

    python -m benchmarks.records.status
"""

from __future__ import annotations

import random

import psycopg
from sqlalchemy import func, select

from benchmarks.records.transitions import OurItem, Row, alternate, show
from tests.databases import Server, private_server
from workflow.records.connection.engine import make_engine
from workflow.records.unit_of_work import UnitOfWork

OFFICES, ITEMS = 30_000, 43
STATES = ("draft", "group_compiled", "submitted", "head_signed", "published")
ONE = "SELECT id, code, state, version FROM bench_item WHERE office_id = %s ORDER BY id"
TOTALS = "SELECT state, count(*) FROM bench_item GROUP BY state"


def fill(server: Server, database: str) -> None:
    """Copy the rows in, then index and count them as autovacuum would."""
    choose = random.Random(43).choice  # noqa: S311 -- the same rows each time
    with psycopg.connect(host=str(server.folder), user="oit", dbname=database, autocommit=True) as connection:
        with connection.cursor().copy("COPY bench_item (office_id, code, state, version) FROM STDIN") as copy:
            for office in range(1, OFFICES + 1):
                copy.write("".join(f"{office}\tO{item}\t{choose(STATES)}\t1\n" for item in range(1, ITEMS + 1)))
        connection.execute("CREATE INDEX bench_totals ON bench_item (state)")
        connection.execute(
            "CREATE TABLE bench_count AS SELECT office_id, state, count(*) AS number FROM bench_item GROUP BY 1, 2"
        )
        connection.execute("VACUUM ANALYZE")


def main(rounds: int = 15) -> list[Row]:
    """Measure; prints and gives the rows."""
    rows: list[Row] = []
    with private_server(shared_buffers="256MB") as server:
        database = server.new_database()
        engine = make_engine(server.url(database))
        OurItem.metadata.create_all(engine)
        fill(server, database)
        choose = random.Random(7)  # noqa: S311 -- the same offices each time
        with psycopg.connect(host=str(server.folder), user="oit", dbname=database) as bare:

            def one_ours() -> None:
                office = choose.randint(1, OFFICES)
                statement = select(OurItem.id, OurItem.code, OurItem.state, OurItem.version)
                with UnitOfWork(engine, read_only=True) as uow:
                    found = uow.session.execute(statement.where(OurItem.office_id == office).order_by(OurItem.id)).all()
                assert len(found) == ITEMS

            def one_bare() -> None:
                assert len(bare.execute(ONE, (choose.randint(1, OFFICES),)).fetchall()) == ITEMS

            def totals_ours() -> None:
                with UnitOfWork(engine, read_only=True) as uow:
                    counted = uow.session.execute(select(OurItem.state, func.count()).group_by(OurItem.state)).all()
                assert sum(number for _, number in counted) == OFFICES * ITEMS

            def totals_bare() -> None:
                assert sum(number for _, number in bare.execute(TOTALS).fetchall()) == OFFICES * ITEMS

            def totals_counted() -> None:
                counted = bare.execute("SELECT state, sum(number) FROM bench_count GROUP BY state").fetchall()
                assert sum(number for _, number in counted) == OFFICES * ITEMS

            for function in (one_ours, one_bare, totals_ours, totals_bare):
                function()
            for what, mine, theirs, times in (
                ("status of one office", one_ours, one_bare, rounds * 10),
                ("ministry totals", totals_ours, totals_bare, rounds),
                ("ministry totals (floor: a table of counts per office)", totals_ours, totals_counted, rounds),
            ):
                ours, floor = alternate(times, mine, theirs)
                rows.append((f"{what} among {OFFICES} x {ITEMS}, PostgreSQL", ours * 1e3, floor * 1e3, ours / floor))
        engine.dispose()
    show(rows)
    return rows


if __name__ == "__main__":
    main()
