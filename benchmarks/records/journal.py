"""Verifying a journal of 20,000 entries, against hashing the same bytes.

Two floors: the bytes already in memory (what the budget says), and read from the same database by the bare driver (what
any verification must do). The chain, the order, the replay and the comparison with the stored hashes come on top.

    python -m benchmarks.records.journal
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from benchmarks.records.transitions import Row, alternate, databases, show
from workflow.records.canonical import GENESIS
from workflow.records.connection.engine import make_engine
from workflow.records.entry import Entry, sealed_text
from workflow.records.journal import append
from workflow.records.schema import create_or_upgrade
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.verifying.chain import verify
from workflow.records.verifying.stretch import rows_of_server

ENTRIES = 20_000
LONG = 1_000_000
BATCH = 2000
BUDGET_MB = 80.0
QUERY = "SELECT sealed FROM journal_entry WHERE office_id = 1 ORDER BY seq"
ROOT = Path(__file__).resolve().parents[2]
HOLDS = """
import sys
from workflow.records.connection.engine import make_engine
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.verifying.chain import verify
with UnitOfWork(make_engine(sys.argv[1]), read_only=True) as uow:
    assert verify(uow.session, 1).ok
held = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(held.split()[1])
"""
STATES = ("draft", "group_compiled", "submitted", "head_signed", "published")
REASON = "ข้อมูลครบถ้วนตามองค์ประกอบที่กำหนด และตรวจสอบกับต้นฉบับแล้ว"


def fill(engine: Engine, entries: int = ENTRIES) -> None:
    """A life of 43 items with entries of the usual size."""
    now = datetime.now(UTC)
    for begin in range(0, entries, BATCH):
        with UnitOfWork(engine) as uow:
            for number in range(begin, min(begin + BATCH, entries)):
                append(uow.session, 1, an_entry(number, now))
            uow.commit()


def an_entry(number: int, now: datetime) -> Entry:
    """The entry of a step, of the usual size."""
    turn, item = divmod(number, 43)
    return Entry(
        kind="step",
        at=now,
        actor="director.policy",
        actor_name="นางสาวสมมติ ตั้งใจ",
        actor_post="ผู้อำนวยการกลุ่มนโยบายและแผน",
        command="6f2b0f1e-0000-4000-8000-000000000001",
        table_version="1",
        role="director",
        step="submit",
        fiscal_year=2566,
        item_code=f"O{item + 1}",
        from_state=STATES[turn % 5] if turn else "draft",
        to_state=STATES[(turn + 1) % 5],
        revision=hashlib.sha256(str(number).encode()).hexdigest(),
        submission=turn,
        facts={"memo": "ศธ ๐๔๐๐๐/๑๒", "files": 3, "reason": REASON, "officer": "นายตัวอย่าง ใจดี"},
    )


def fill_quickly(engine: Engine, entries: int) -> None:
    """As :func:`fill`, past the unit of work: the texts are the journal's own, a million of them in a minute."""
    now = datetime.now(UTC)
    last = GENESIS
    with engine.begin() as connection:
        mark = "?" if engine.dialect.name == "sqlite" else "%s"
        into = f"INSERT INTO journal_entry (office_id, seq, sealed, hash) VALUES (1, {mark}, {mark}, {mark})"  # noqa: S608
        for begin in range(0, entries, BATCH):
            rows = []
            for number in range(begin, min(begin + BATCH, entries)):
                sealed = sealed_text(an_entry(number, now), last, 1, number + 1, None)
                last = hashlib.sha256(sealed.encode()).hexdigest()
                rows.append((number + 1, sealed, last))
            connection.exec_driver_sql(into, rows)
        ledger = f"INSERT INTO office_ledger (office_id, seq, hash) VALUES (1, {mark}, {mark})"  # noqa: S608
        connection.exec_driver_sql(ledger, (entries, last))


def long(rounds: int = 5, entries: int = LONG) -> list[Row]:
    """A long journal, checked by two processes at once, against the bare driver in one; and what it holds."""
    rows: list[Row] = []
    with databases() as addresses:
        for name, url, _ in addresses:
            engine = make_engine(url)
            create_or_upgrade(engine)
            fill_quickly(engine, entries)
            with UnitOfWork(engine, read_only=True) as uow:
                driver: Any = uow.session.connection().connection.driver_connection

                def reading(driver: Any = driver, name: str = name) -> None:
                    if name == "SQLite":
                        for (text,) in driver.execute(QUERY):
                            hashlib.sha256(text.encode()).hexdigest()
                    else:  # a cursor of a million rows would hold them all: by COPY, which is quicker too
                        for fetched in rows_of_server(driver, 1):
                            for _, sealed, _ in fetched:
                                hashlib.sha256(sealed).hexdigest()

                def checking(session: Any = uow.session) -> None:
                    assert verify(session, 1).ok

                mine, read = alternate(rounds, checking, reading)
            rows.append((f"journal verify, {entries} entries, two cores, {name}", mine * 1e3, read * 1e3, mine / read))
            held = peak(url)
            what = f"memory: journal verify, {entries} entries, {name}"
            rows.append((what, held, BUDGET_MB, held / BUDGET_MB))
            engine.dispose()
    show(rows)
    return rows


def peak(url: str) -> float:
    """Megabytes that a process holds at most which opens the database and checks its journal."""
    told = subprocess.run([sys.executable, "-c", HOLDS, url], cwd=ROOT, check=True, capture_output=True, text=True)
    return int(told.stdout.split()[0]) / 1024


def main(rounds: int = 7) -> list[Row]:
    """Measure both databases; prints and gives the rows."""
    rows: list[Row] = []
    with databases() as addresses:
        for name, url, _ in addresses:
            engine = make_engine(url)
            create_or_upgrade(engine)
            fill(engine)
            with UnitOfWork(engine, read_only=True) as uow:
                connection = uow.session.connection()
                driver: Any = connection.connection.driver_connection
                texts = [text.encode() for (text,) in connection.exec_driver_sql(QUERY)]

                def in_memory(texts: list[bytes] = texts) -> None:
                    for text in texts:
                        hashlib.sha256(text).hexdigest()

                def reading(driver: Any = driver) -> None:
                    for (text,) in driver.execute(QUERY):
                        hashlib.sha256(text.encode()).hexdigest()

                def checking(session: Any = uow.session) -> None:
                    assert verify(session, 1).ok

                mine, memory, read = alternate(rounds, checking, in_memory, reading)
            each = f"{ENTRIES} entries of {sum(map(len, texts)) // ENTRIES} bytes, {name}"
            rows.append((f"journal verify against hashing in memory, {each}", mine * 1e3, memory * 1e3, mine / memory))
            rows.append((f"journal verify against reading and hashing, {each}", mine * 1e3, read * 1e3, mine / read))
            engine.dispose()
    show(rows)
    return [*rows, *long()]


if __name__ == "__main__":
    main()
