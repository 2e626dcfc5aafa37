"""30,000 offices x 43 items in one PostgreSQL with its policies: each asked as the account that asks in earnest.

Loads 1.29 million items with their counts, which takes about a minute; the server flushes to the disk for the steps.
Beside the median of each time stands what it took of the processor here and in the server together, which a busy
machine stretches less.

    python -m benchmarks.records.many [OFFICES]
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import select, text

from benchmarks.records.journal import fill as fill_journal
from benchmarks.records.transitions import Row, alternate, show
from tests.databases import Server, private_server
from workflow.records.connection.engine import make_engine
from workflow.records.database import Database
from workflow.records.entry import Entry
from workflow.records.journal import append
from workflow.records.many.counting import COUNTS, RECOUNT
from workflow.records.many.roles import INSPECTOR, OFFICE, TOTALS, prepare_roles
from workflow.records.many.summing import RESUM
from workflow.records.models import Item
from workflow.records.schema import create_or_upgrade, load_models
from workflow.records.verifying.chain import verify
from workflow.records.verifying.stretch import ALONG_THE_INDEX
from workflow.services.ministry.views import one_office, overview, shares, standings

OFFICES, ITEMS, YEAR = 30_000, 43, 2569
PROVINCES = 77
ENTRIES, OWN_ENTRIES = 5, 5_000
"""In the journal of each other office, and of the one whose journal is verified."""
STATES = ("draft", "group_compiled", "submitted", "head_signed", "published")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
STATUS = "SELECT id, code, state, online, version FROM item WHERE office_id = %s AND cycle_id = %s ORDER BY number"
COUNTED = f"SELECT key, name, total, {', '.join(COUNTS)} FROM tally JOIN office ON office.id = office_id"  # noqa: S608
_ITEM = (
    "office_id, cycle_id, id, code, number, title, title_en, indicator, sub_indicator, sub_indicator_title, topic, "
    "coverage, evidence_kind, continual, highest_executive, elements, state, round, online, online_confirmed, "
    "entered_at, version"
)


def fill(server: Server, database: str, offices: int) -> None:
    """Copy the rows in past the triggers, then count everything once as a migration does."""
    choose = random.Random(43)  # noqa: S311 -- the same rows each time
    at = NOW.isoformat()
    with psycopg.connect(host=str(server.folder), user="oit", dbname=database, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        cursor = connection.cursor()
        with cursor.copy("COPY office (id, key, name, secret, created_at) FROM STDIN") as copy:
            copy.write("".join(f"{n}\toffice{n}\tโรงเรียนทดลอง {n}\t00\t{at}\n" for n in range(1, offices + 1)))
        with cursor.copy("COPY cycle (office_id, id, fiscal_year, opened_at, current, framework) FROM STDIN") as copy:
            copy.write("".join(f"{n}\t{n}\t{YEAR}\t{at}\tt\tmoe-oit\n" for n in range(1, offices + 1)))
        with cursor.copy("COPY listing (office_id, province, listed_at, listed_by) FROM STDIN") as copy:
            copy.write("".join(f"{n}\tจังหวัด {n % PROVINCES}\t{at}\tkeeper\n" for n in range(1, offices + 1)))
        with cursor.copy("COPY office_ledger (office_id, seq, hash) FROM STDIN") as copy:
            copy.write("".join(f"{n}\t0\t{'0' * 64}\n" for n in range(1, offices + 1)))
        with cursor.copy(f"COPY item ({_ITEM}) FROM STDIN") as copy:
            for office in range(1, offices + 1):
                lines = []
                for item in range(1, ITEMS + 1):
                    state = choose.choice(STATES)
                    online = "online" if state == "published" else "none"
                    lines.append(
                        f"{office}\t{office}\t{office * 64 + item}\tO{item}\t{item}\tหัวข้อที่ {item}\tTitle\t9\t9.1\t\t\t"
                        f"none\tdocument\tf\tf\t[]\t{state}\t1\t{online}\tf\t{at}\t1\n"
                    )
                copy.write("".join(lines))
        connection.execute(f"INSERT INTO tally {RECOUNT}")
        connection.execute("UPDATE tally t SET province = l.province FROM listing l WHERE l.office_id = t.office_id")
        connection.execute("VACUUM FULL tally")
        connection.execute(f"INSERT INTO province_sum {RESUM}")
        # Each office has some entries; that they are of no chain is seen by nobody who reads another's.
        connection.execute(
            "INSERT INTO journal_entry (office_id, seq, sealed, hash) SELECT o, n, repeat('x', 750), repeat('0', 64) "
            "FROM generate_series(2, %s) o, generate_series(1, %s) n WHERE o <> %s",
            (offices, ENTRIES, offices // 2),
        )
        connection.execute("VACUUM ANALYZE")


def entry(item: str, before: str, after: str) -> Entry:
    """A journal entry of the usual size."""
    return Entry(
        kind="step", at=NOW, actor="clerk.policy", actor_name="นายตัวอย่าง ใจดี", actor_post="นักวิเคราะห์นโยบายและแผน",
        command="6f2b0f1e-0000-4000-8000-000000000001", table_version="1", role="compiler", step="compile",
        fiscal_year=YEAR, item_code=item, from_state=before, to_state=after, facts={"files": 3},
    )  # fmt: skip


def main(offices: int = OFFICES, rounds: int = 15) -> list[Row]:
    """Measure; prints and gives the rows."""
    rows: list[Row] = []
    with private_server(shared_buffers="512MB", fsync="on", synchronous_commit="on", autovacuum="off") as server:
        name = server.new_database()
        admin = make_engine(server.url(name))
        create_or_upgrade(admin)
        with admin.begin() as connection:
            prepare_roles(connection, load_models())
        for account, role in (("program", OFFICE), ("inspector", INSPECTOR), ("totals", TOTALS)):
            server.execute(f"CREATE ROLE {account} LOGIN IN ROLE {role}")
        began = time.perf_counter()
        fill(server, name, offices)
        print(f"loaded in {time.perf_counter() - began:.0f} s")

        def database(account: str, office: str | None = None) -> Database:
            return Database(server.url(name).replace("//oit@", f"//{account}@"), office=office)

        choose = random.Random(7)  # noqa: S311 -- the same offices each time
        one = offices // 2
        ours, totals, inspector = database("program", f"office{one}"), database("totals"), database("inspector")
        bare = psycopg.connect(host=str(server.folder), user="oit", dbname=name)

        def status_ours() -> None:
            with ours.unit_of_work(write=False) as uow:
                query = select(Item.id, Item.code, Item.state, Item.online, Item.version).where(Item.cycle_id == one)
                assert len(uow.session.execute(query.order_by(Item.number)).all()) == ITEMS

        def status_bare() -> None:
            office = choose.randint(1, offices)
            assert len(bare.execute(STATUS, (office, office)).fetchall()) == ITEMS
            bare.commit()

        def totals_ours() -> None:
            assert overview(totals, NOW, year=YEAR).whole.total == offices * ITEMS

        def totals_bare() -> None:
            counted = bare.execute("SELECT state, count(*) FROM item GROUP BY state").fetchall()
            assert sum(number for _, number in counted) == offices * ITEMS
            bare.commit()

        def score_all() -> None:
            _, found = standings(inspector, NOW, year=YEAR)
            assert len(shares([one.office for one in found])) == offices

        def score_bare() -> None:
            assert len(bare.execute(COUNTED).fetchall()) == offices
            bare.commit()

        def seen_by_the_ministry() -> None:
            assert len(one_office(inspector, f"office{one}", year=YEAR)[1]) == ITEMS

        served = _backends(server, name)
        for what, mine, theirs, times in (
            ("status of one office, against the bare driver", status_ours, status_bare, rounds * 10),
            (
                "one office as the ministry sees it, against its items",
                seen_by_the_ministry,
                status_bare,
                rounds * 4,
            ),
            ("ministry totals of all provinces, against counting the items", totals_ours, totals_bare, rounds),
            ("score now of every office, with every reason, against reading its counts", score_all, score_bare, 5),
        ):
            for _ in range(8):  # what is asked often is prepared in the server
                mine()
                theirs()
            (own, own_processor), (other, others_processor) = _beside(served(), times, mine, theirs)
            rows.append((f"{what}, {offices} x {ITEMS}", own * 1e3, other * 1e3, own / other))
            ratio = own_processor / others_processor
            rows.append((f"processor: {what}", own_processor * 1e3, others_processor * 1e3, ratio))
        rows += _step(admin, ours, one, rounds * 4, served)
        rows += _journal(admin, bare, database("program", "office1"))
        bare.close()
        for opened in (ours, totals, inspector):
            opened.close()
        admin.dispose()
    show(rows)
    return rows


def _backends(server: Server, database: str) -> Callable[[], list[int]]:
    """Gives the processes of the server that serve this database now."""

    def now() -> list[int]:
        with psycopg.connect(host=str(server.folder), user="oit", dbname="postgres") as asking:
            found = asking.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", (database,)).fetchall()
        return [pid for (pid,) in found]

    return now


def _served(served: list[int]) -> float:
    """Seconds of the processor that these processes of the server took so far."""
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) for pid in served) / 1e9


def _beside(served: list[int], rounds: int, *functions: Callable[[], object]) -> list[tuple[float, float]]:
    """Of each function, run in turns, the median of its seconds, and of those of the processor, here and there."""
    found: list[list[tuple[float, float]]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, of_function in zip(functions, found, strict=True):
            there, here, began = _served(served), time.process_time(), time.perf_counter()
            function()
            took, here = time.perf_counter() - began, time.process_time() - here
            of_function.append((took, here + _served(served) - there))
    return [(statistics.median(t for t, _ in one), statistics.median(p for _, p in one)) for one in found]


def _step(admin: Any, ours: Database, office: int, times: int, served: Callable[[], list[int]]) -> list[Row]:
    """43 items moved in one commit, and one, with the counts and with the triggers off; in turns of a few."""
    states = cycle(STATES)

    def move(number: int) -> None:
        with ours.unit_of_work() as uow:
            uow.lock_office(office)
            after = next(states)
            for item in uow.session.scalars(select(Item).where(Item.cycle_id == office).limit(number)):
                append(uow.session, office, entry(item.code, item.state, after))
                item.state = item.state.__class__(after)
            uow.commit()

    def switch(word: str) -> None:
        with admin.begin() as connection:
            connection.execute(text(f"ALTER TABLE item {word} TRIGGER item_moved_counted"))

    rows = []
    for number in (1, ITEMS):
        found: dict[str, list[tuple[float, float]]] = {"ENABLE": [], "DISABLE": []}
        move(number)
        serving = served()
        for _ in range(times // 4):
            for word, of_word in found.items():
                switch(word)
                move(number)  # the first after a change of the table plans anew
                for _ in range(4):
                    of_word += _beside(serving, 1, partial(move, number))
        switch("ENABLE")
        steps = "1 step" if number == 1 else f"{number} steps"
        for at, name in enumerate(("", "processor: ")):
            own, other = (statistics.median(one[at] for one in of_word) for of_word in found.values())
            what = f"{name}{steps} in one commit with counts, against without"
            rows.append((what, own * 1e3, other * 1e3, own / other))
    return rows


def _journal(admin: Any, bare: Any, ours: Database) -> list[Row]:
    """The journal of one office among all verified, against reading and hashing the same rows by the bare driver."""
    fill_journal(admin, OWN_ENTRIES)
    with admin.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE journal_entry")

    # Both sides read along the index: which plan the server takes by itself changes with what ANALYZE happened to see,
    # and sorting takes twice as long.
    for name, value in ALONG_THE_INDEX.items():
        bare.execute(f"SET {name} = {value}")
    bare.commit()

    def read_bare() -> None:
        query = "COPY (SELECT seq, hash, sealed FROM journal_entry WHERE office_id = 1 ORDER BY seq) TO STDOUT"
        with bare.cursor() as cursor, cursor.copy(query) as copy:
            for line in copy:
                hashlib.sha256(bytes(line).rpartition(b"\t")[2]).hexdigest()
        bare.commit()

    def read_plainly() -> None:
        query = "SELECT seq, hash, sealed FROM journal_entry WHERE office_id = 1 ORDER BY seq"
        assert len(bare.execute(query).fetchall()) == OWN_ENTRIES
        bare.commit()

    def ours_verified() -> None:
        with ours.unit_of_work(write=False) as uow:
            assert verify(uow.session, 1).entries == OWN_ENTRIES

    ours_verified()
    own, hashed, plainly = alternate(25, ours_verified, read_bare, read_plainly)
    what = "journal of one among all, against"
    return [
        (f"{what} reading its {OWN_ENTRIES:,} rows", own * 1e3, plainly * 1e3, own / plainly),
        (f"{what} COPY and hashing them", own * 1e3, hashed * 1e3, own / hashed),
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else OFFICES)
