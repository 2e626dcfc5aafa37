"""What the racing processes do: ``python -m tests.records.racers TASK URL OFFICE TIMES``.

They start together as soon as a line arrives on standard input, and print one line per success.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.records.samples import LETTER, MEMO, NOW, YEAR, a_note
from workflow.records import journal, numbering
from workflow.records.connection.engine import make_engine
from workflow.records.errors import RecordConflict
from workflow.records.unit_of_work import UnitOfWork


def take(engine, office, times):
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
        print(number, flush=True)
        done += 1


def append(engine, office, times):
    """Entries from several processes make one chain."""
    for _ in range(times):
        with UnitOfWork(engine) as uow:
            row = journal.append(uow.session, office, a_note())
            seq = row.seq
            uow.commit()
        print(seq, flush=True)


def race(task: str, url: str, office: int, times: int, processes: int = 2) -> list[int]:
    """Run the task in several processes at once and give every number they printed."""
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.records.racers", task, url, str(office), str(times)],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(processes)
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n", one.stderr.read() if one.stderr else ""
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said: list[int] = []
    for one in running:
        output, errors = one.communicate(timeout=600)
        assert one.returncode == 0, errors
        said.extend(int(line) for line in output.split())
    return said


if __name__ == "__main__":
    name, address, of_office, count = sys.argv[1:]
    made = make_engine(address, wait_seconds=60)
    made.connect().close()
    print("ready", flush=True)
    sys.stdin.readline()
    {"take": take, "append": append}[name](made, int(of_office), int(count))
