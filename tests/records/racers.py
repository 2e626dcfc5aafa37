"""What racing processes do: children of the test's own process, as they need none of what a fresh Python loads.

They start together, and say one line for each success.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable

from tests.records.samples import LETTER, MEMO, NOW, YEAR, a_note
from workflow.records import journal, numbering
from workflow.records.connection.engine import make_engine
from workflow.records.errors import RecordConflict
from workflow.records.unit_of_work import UnitOfWork

Say = Callable[[object], None]


def take(engine, office, times, say: Say):
    """As ``submit`` does: read the number outside, use it inside, start again when it was taken."""
    done = 0
    while done < times:
        with UnitOfWork(engine, read_only=True) as uow:
            expected = numbering.peek(uow.session, office, MEMO, YEAR)
        try:
            with UnitOfWork(engine) as uow:
                row = numbering.take(uow.session, office, MEMO, YEAR, LETTER, by="clerk", at=NOW, expected=expected)
                journal.append(uow.session, office, a_note(kind="number_issued", facts={"number": row.number}))
                number = row.number
                uow.commit()
        except RecordConflict:
            continue
        say(number)
        done += 1


def append(engine, office, times, say: Say):
    """Entries from several processes make one chain."""
    for _ in range(times):
        with UnitOfWork(engine) as uow:
            row = journal.append(uow.session, office, a_note())
            seq = row.seq
            uow.commit()
        say(seq)


TASKS = {"take": take, "append": append}


def race(task: str, url: str, office: int, times: int, processes: int = 2) -> list[int]:
    """Run the task in several processes at once and give every number they said."""
    ready, go = os.pipe(), os.pipe()
    told, children = [], []
    for _ in range(processes):
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            _run(task, url, office, times, ready[1], go, write)
        os.close(write)
        told.append(read)
        children.append(pid)
    os.close(ready[1])
    os.close(go[0])
    for _ in range(processes):
        os.read(ready[0], 1)
    os.close(go[1])  # all of them see the end of it at once
    said: list[int] = []
    for read in told:
        with os.fdopen(read) as lines:
            text = lines.read()
        assert text.endswith("done\n"), text
        said.extend(int(line) for line in text.split()[:-1])
    os.close(ready[0])
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * processes
    return said


def _run(task: str, url: str, office: int, times: int, ready: int, go: tuple[int, int], told: int) -> None:
    """In the child, which never returns."""
    code = 70
    try:
        os.close(go[1])
        with os.fdopen(told, "w") as lines:
            try:
                engine = make_engine(url, wait_seconds=60)
                engine.connect().close()
                os.write(ready, b".")
                os.read(go[0], 1)
                TASKS[task](engine, office, times, lambda what: print(what, file=lines))
                print("done", file=lines)
                code = 0
            except BaseException:
                traceback.print_exc(file=lines)
                os.write(ready, b".")
    finally:
        os._exit(code)
