"""Many clerks at once: contributions of forked processes beside the same contributions one after another.

50 processes hand in 75 contributions, and 200 hand in 300; nobody may be refused. Then 75 real commands at once beside
the same 75 in sequence, on these cores. ``--postgresql`` does the same against a server of its own.

    python -m benchmarks.endurance.load [--postgresql] [--rounds 3] [--few] [--forked]

``--few`` leaves out the 200 processes, ``--forked`` the real commands.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import messages
import sample_office
import wiring
from benchmarks.records.transitions import Row, show
from workflow.records.errors import DatabaseBusy
from workflow.rules.errors import Conflict
from workflow.services.collection.contributing import Contribution, contribute

if TYPE_CHECKING:
    from workflow.services.context.office import Office

ROOT = Path(__file__).resolve().parents[2]
Task = tuple[str, str]
"""An item and the group that hands in its part."""


def _quiet(_label: str, _total: int) -> AbstractContextManager[Any]:
    class Bar:
        def update(self, _steps: int) -> None: ...

    return nullcontext(Bar())


def open_office(folder: Path, database: str | None = None) -> list[Task]:
    """The sample office with nothing handed in, and every part that is waited for."""
    from sample_office.build import SampleOffice

    one = SampleOffice(folder, _quiet)
    if database:
        (folder / "office.toml").write_text(
            f'database = "{database}"\n' + (folder / "office.toml").read_text(encoding="utf-8"), encoding="utf-8"
        )
        one.close()
        one.office = wiring.build(folder)
    one._found()
    one._settle(meeting_stop=False)
    one.close()
    return [(code, part.group) for code, item in sample_office.ITEMS.items() for part in item.contributions]


def one_page() -> bytes:
    """A PDF of one empty page."""
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(buffer)
    return buffer.getvalue()


def hand_in(office: Office, page: Path, tasks: Sequence[Task]) -> tuple[int, int]:
    """Hand in all; how many were refused as busy, and how many were told that a colleague was first."""
    busy = first = 0
    for code, group in tasks:
        try:
            contribute(office, f"clerk.{group}", code, Contribution(files=[page], group=group))
        except DatabaseBusy:
            busy += 1
        except Conflict:  # several clerks had the same part in hand
            first += 1
    office.close()
    return busy, first


def shares(parts: Sequence[Task], processes: int, times: int) -> list[list[Task]]:
    """For each process what it hands in, ``times`` in all; with more processes than parts, several share one."""
    given: list[list[Task]] = [[] for _ in range(processes)]
    for number in range(times):
        process = number % processes
        given[process].append(parts[process % len(parts)])
    return given


def processor() -> float:
    """Seconds of processor so far: of this process, of the forks it waited for, of the sandbox they share."""
    from signatures.sandbox.client import SANDBOX

    took = os.times()
    told = Path(f"/proc/{SANDBOX._server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    shared = sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    return took.user + took.system + took.children_user + took.children_system + shared


def at_once(office: Office, page: Path, work: Sequence[Sequence[Task]]) -> tuple[float, int, int]:
    """Seconds until all have been served, how many were refused, and how many had a colleague before them.

    :param office: closed, so that each fork opens the database itself.
    """
    start = time.perf_counter()
    ours, theirs = os.pipe()
    running = []
    for tasks in work:
        if (child := os.fork()) == 0:
            try:
                os.write(theirs, "{} {}\n".format(*hand_in(office, page, tasks)).encode())
            except Exception as error:
                print(f"  broke: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            finally:
                os._exit(0)
        running.append(child)
    os.close(theirs)
    for child in running:
        os.waitpid(child, 0)
    took = time.perf_counter() - start
    with os.fdopen(ours) as told:
        ended = [[int(number) for number in line.split()] for line in told]
    if len(ended) < len(running):
        raise SystemExit(f"{len(running) - len(ended)} of {len(running)} processes broke")
    return took, sum(busy for busy, _ in ended), sum(first for _, first in ended)


def processes_against_one(
    folder: Path, parts: Sequence[Task], page: Path, processes: int, times: int, rounds: int, on: str
) -> list[Row]:
    """Median seconds of processes at once and of one after another in this process, on the clock and of the processor;
    and how many were refused.

    :param on: the database, for the rows' names.
    """
    work = shares(parts, processes, times)
    flat = [task for tasks in work for task in tasks]
    office = wiring.build(folder)  # as the counter builds it
    hand_in(office, page, flat[:3])  # warm, so that a fork inherits what is loaded
    alone, together, refused, before = [], [], 0, 0
    worked: list[tuple[float, float]] = []
    for _ in range(rounds):
        start, begun = time.perf_counter(), processor()
        hand_in(office, page, flat)
        alone.append(time.perf_counter() - start)
        between = processor()
        seconds, busy, first = at_once(office, page, work)
        together.append(seconds)
        worked.append((processor() - between, between - begun))
        refused, before = refused + busy, before + first
    own, other = statistics.median(together), statistics.median(alone)
    mine, theirs = (statistics.median(each) for each in zip(*worked, strict=True))
    told = f"refused {refused}, a colleague first {before}"
    print(f"  {processes} processes, {times} contributions, {rounds} rounds: {told}", flush=True)
    every = times * rounds
    return [
        (
            f"{times} contributions of {processes} processes against one process, {on}",
            own * 1e3,
            other * 1e3,
            own / other,
        ),
        (f"the same {times} of {processes} processes, of the processor, {on}", mine * 1e3, theirs * 1e3, mine / theirs),
        (f"refused: contributions of {processes} processes, {on}", refused, every, refused / every),
    ]


def commands_against_sequence(folder: Path, parts: Sequence[Task], page: Path, on: str, times: int = 75) -> list[Row]:
    """Real commands at once against the same in sequence, and how many were refused as busy."""
    program = str(Path(sys.executable).with_name("oit"))
    environment = {**os.environ, "OIT_OFFICE": str(folder), "OIT_PASSWORD": sample_office.PASSWORD}
    environment["XDG_STATE_HOME"] = environment["HOME"] = str(folder.parent)
    tasks = [parts[number % len(parts)] for number in range(times)]
    for login in sorted({f"clerk.{group}" for _, group in tasks}):
        subprocess.run([program, "login", login], env=environment, check=True, capture_output=True)

    def start(task: Task) -> subprocess.Popen[bytes]:
        code, group = task
        command = [program, "contribute", code, str(page), "--group", group, "--as", f"clerk.{group}"]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    begun = time.perf_counter()
    for task in tasks:
        done = start(task)
        if done.wait() != 0:
            raise SystemExit((done.stderr.read() if done.stderr else b"").decode())
    alone, begun = time.perf_counter() - begun, time.perf_counter()
    running = [start(task) for task in tasks]
    told = [(one.communicate()[1] or b"").decode() for one in running]
    together = time.perf_counter() - begun
    busy = sum(messages.say("database_busy", {}, "th") in text for text in told)
    ended = Counter((one.returncode, text.strip().partition("\n")[0]) for one, text in zip(running, told, strict=True))
    for (code, first), number in ended.items():
        print(f"  {number} of {times} commands at once ended with {code}  {first if code else ''}", flush=True)
    return [
        (f"{times} commands at once against in sequence, {on}", together * 1e3, alone * 1e3, together / alone),
        (f"refused: commands at once, {on}", busy, times, busy / times),
    ]


def main(arguments: Sequence[str] = ()) -> list[Row]:
    """Measure; prints and gives the rows."""
    rows: list[Row] = []
    with ExitStack() as until, tempfile.TemporaryDirectory() as scratch:
        database = None
        if "--postgresql" in arguments:
            from tests.databases import private_server

            server = until.enter_context(private_server())
            database = server.url(server.new_database())
        folder, page = Path(scratch) / "office", Path(scratch) / "page.pdf"
        page.write_bytes(one_page())
        parts = open_office(folder, database)
        rounds = int(arguments[list(arguments).index("--rounds") + 1]) if "--rounds" in arguments else 3
        on = "SQLite" if database is None else "PostgreSQL"
        rows += processes_against_one(folder, parts, page, 50, 75, rounds, on)
        if "--few" not in arguments:
            rows += processes_against_one(folder, parts, page, 200, 300, rounds, on)
        if "--forked" not in arguments:
            rows += commands_against_sequence(folder, parts, page, on)
    show(rows)
    return rows


if __name__ == "__main__":
    main(sys.argv[1:])
