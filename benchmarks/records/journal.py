"""Verifying a journal of 20,000 entries, against hashing the same bytes.

Two floors: the bytes already in memory (what the budget says), and read from the same database by the bare driver (what
any verification must do). The chain, the order, the replay and the comparison with the stored hashes come on top.

    python -m benchmarks.records.journal
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from benchmarks.records.transitions import Row, alternate, databases, show
from workflow.records.connection.engine import make_engine
from workflow.records.entry import Entry
from workflow.records.journal import append
from workflow.records.schema import create_or_upgrade
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.verifying.chain import verify

ENTRIES = 20_000
STATES = ("draft", "group_compiled", "submitted", "head_signed", "published")
REASON = "ข้อมูลครบถ้วนตามองค์ประกอบที่กำหนด และตรวจสอบกับต้นฉบับแล้ว"


def fill(engine: Engine, entries: int = ENTRIES) -> None:
    """A life of 43 items with entries of the usual size."""
    now = datetime.now(UTC)
    for begin in range(0, entries, 2000):
        with UnitOfWork(engine) as uow:
            for number in range(begin, min(begin + 2000, entries)):
                turn, item = divmod(number, 43)
                entry = Entry(
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
                    from_state=STATES[turn % 5],
                    to_state=STATES[(turn + 1) % 5],
                    revision=hashlib.sha256(str(number).encode()).hexdigest(),
                    submission=turn,
                    facts={"memo": "ศธ ๐๔๐๐๐/๑๒", "files": 3, "reason": REASON, "officer": "นายตัวอย่าง ใจดี"},
                )
                append(uow.session, 1, entry)
            uow.commit()


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
                query = "SELECT sealed FROM journal_entry WHERE office_id = 1 ORDER BY seq"
                texts = [text.encode() for (text,) in connection.exec_driver_sql(query)]

                def in_memory(texts: list[bytes] = texts) -> None:
                    for text in texts:
                        hashlib.sha256(text).hexdigest()

                def reading(driver: Any = driver, query: str = query) -> None:
                    for (text,) in driver.execute(query):
                        hashlib.sha256(text.encode()).hexdigest()

                def checking(session: Any = uow.session) -> None:
                    assert verify(session, 1).ok

                mine, memory, read = alternate(rounds, checking, in_memory, reading)
            each = f"{ENTRIES} entries of {sum(map(len, texts)) // ENTRIES} bytes, {name}"
            rows.append((f"journal verify against hashing in memory, {each}", mine * 1e3, memory * 1e3, mine / memory))
            rows.append((f"journal verify against reading and hashing, {each}", mine * 1e3, read * 1e3, mine / read))
            engine.dispose()
    show(rows)
    return rows


if __name__ == "__main__":
    main()
