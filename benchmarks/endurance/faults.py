"""Faults tried and survived: killed processes, PostgreSQL, a full disk, LibreOffice, damaged databases, bad input.

Every fault is real: processes end by SIGKILL, the server is stopped and started, LibreOffice is halted. What is counted
as survived is what the tests assert of one case each: nothing half done, nothing lost, a sentence that names the cause.

    python -m benchmarks.endurance.faults [--inputs 2000] [--steps contribute,submit] [PART …]

Parts: kills · commands · postgresql · disk · libreoffice · damage · inputs; without names: all. Prints each kind.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from benchmarks.endurance import damage, killed
from tests.databases import Server, private_server
from tests.services import small_office as small
from tests.services.test_killed_anywhere import STEPS, _kill_everywhere, prepare
from workflow.records.connection.engine import make_engine
from workflow.records.errors import RecordsError
from workflow.records.unit_of_work import UnitOfWork

ROOT = Path(__file__).resolve().parents[2]
BAD_INPUTS = "tests/cli/counter/test_bad_inputs_made.py"
INTERNAL = "เลขอ้างอิง"
"""Said of an error of the program itself."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One kind of fault: how often it was tried, how often survived, and what is to be said besides."""

    part: str
    what: str
    times: int
    survived: int
    note: str = ""


@dataclass(frozen=True)
class Asked:
    """What is to be tried, and where."""

    place: Path
    steps: tuple[str, ...]
    inputs: int
    moments: int
    commands: tuple[str, ...]


def sound_office(folder: Path, state: str | None = None, database: str | None = None) -> Path:
    """A small office whose O1 is in a state."""
    os.environ["XDG_STATE_HOME"] = str(folder / ".state")
    small.lay_folder(folder, database=database)
    small.make_keys(folder / "keys")
    office = small.SmallOffice.open(folder)
    office.office.database.prepare()
    office.found()
    if state is not None:
        office.bring(state, "O1")
    office.close()
    return folder


def kills(asked: Asked) -> Iterator[Tried]:
    """A process for each point of each step, killed there; then the step is taken again and everything verified."""
    for step in asked.steps:
        folder = sound_office(asked.place / f"kill-{step}" / "office")
        office = small.SmallOffice.open(folder)
        prepare(office, STEPS[step][0])
        office.close()

        def copy(number: int, folder: Path = folder) -> Path:
            copied = folder.with_name(f"killed{number}")
            os.environ["XDG_STATE_HOME"] = str(copied / ".state")  # none is an older copy of another
            return Path(shutil.copytree(folder, copied, symlinks=True))

        visited = _kill_everywhere(step, copy)
        yield Tried("kills", f"`oit {step}` killed at each of its points", len(visited), len(visited))


def commands(asked: Asked) -> Iterator[Tried]:
    """Real commands killed by the clock; then the office is sound, and the command can be taken again."""
    sound = sound_office(asked.place / "commands" / "sound", "published")
    for name in asked.commands:
        times, wrong = killed.kill(name, sound, asked.place / "commands" / name.replace(" ", ""), asked.moments)
        for one in wrong:
            print(f"  {name} {one}", flush=True)
        note = f"{times} before their end" + (f"; {len(wrong)} not as it should be" if wrong else "")
        yield Tried("commands", f"`oit {name}` killed by the clock", asked.moments, asked.moments - len(wrong), note)


def postgresql(asked: Asked) -> Iterator[Tried]:
    """What a server does to those it serves: each is waited for and tried again, or told as what it is."""
    # The servers of tests answer before a commit is on the disk: a crash then loses it, which this program tells.
    safe = {"synchronous_commit": "on", "fsync": "on"}
    with private_server(max_connections="8", superuser_reserved_connections="1", **safe) as server:
        name = server.new_database()
        folder = sound_office(asked.place / "pg" / "office", database=server.url(name))
        office = small.SmallOffice.open(folder)
        for what, fault in _server_faults(server, name):
            note = "served"
            with fault(office):
                try:
                    number = len(office.journal())
                    office.settle("O6", "hr" if number % 2 else "policy")
                    kept = len(office.journal()) > number
                except RecordsError as error:
                    note, kept = f"told: {error.code}", True
            office.office.database.close()
            yield Tried("postgresql", what, 1, int(kept and office.verify().ok), note)
        office.close()
    for what, url, code in (
        ("a server that is not there", f"postgresql+psycopg://oit@/x?host={asked.place}", "database_unreachable"),
        ("another program's address", "mysql://x/y", "ValueError"),
    ):
        yield Tried("postgresql", what, 1, int(_code_of(url) == code), f"told: {code}")


def _code_of(url: str) -> str:
    try:
        engine = make_engine(url, wait_seconds=0.2)
        with UnitOfWork(engine) as uow:
            uow.session.execute(text("SELECT 1"))
    except RecordsError as error:
        return error.code
    except ValueError:
        return "ValueError"
    return ""


def _server_faults(server: Server, name: str) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    import psycopg

    def connect() -> Any:
        return psycopg.connect(host=str(server.folder), user="oit", dbname=name, autocommit=True)

    @contextmanager
    def crowded(_office: Any) -> Iterator[None]:
        """Every place is taken, and free again after two seconds."""
        held = []
        try:
            while True:
                held.append(connect())
        except psycopg.OperationalError:
            pass
        later = threading.Timer(2.0, lambda: [one.close() for one in held])
        later.start()
        yield
        later.join()

    @contextmanager
    def cut(office: Any) -> Iterator[None]:
        """The connection that is kept is ended by the server."""
        office.journal()
        with connect() as admin:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                          "AND datname = current_database()")  # fmt: skip
        yield

    @contextmanager
    def held(_office: Any) -> Iterator[None]:
        """Somebody holds the office's row for three seconds."""
        other = psycopg.connect(host=str(server.folder), user="oit", dbname=name)
        other.execute("SELECT * FROM office_ledger FOR UPDATE")
        later = threading.Timer(3.0, other.close)
        later.start()
        yield
        later.join()

    @contextmanager
    def halted(_office: Any) -> Iterator[None]:
        """The server is crashed by one of its processes and recovers while a step is taken."""
        pids = [int(row[0]) for row in connect().execute("SELECT pg_backend_pid()").fetchall()]
        os.kill(pids[0], signal.SIGKILL)
        time.sleep(0.1)
        yield

    yield "no place free, for two seconds", crowded
    yield "the connection is ended by the server", cut
    yield "somebody holds the office's row for three seconds", held
    yield "a server process is killed: the server crashes and recovers", halted


def disk(asked: Asked) -> Iterator[Tried]:
    """Real commands where no byte can be written: looking works, writing says why."""
    folder = sound_office(asked.place / "disk" / "office", "group_compiled")
    program = [sys.executable, "-P", "-c", "from cli import main; main()", "--office", str(folder)]
    environment = {**os.environ, "OIT_PASSWORD": small.SECRET, "PYTHONPATH": str(ROOT)}
    subprocess.run([*program, "login", "clerk.admin"], env=environment, check=True, capture_output=True, cwd=ROOT)

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    paper = asked.place / "disk" / "paper.pdf"
    paper.write_bytes(small.small_pdf("paper"))
    for words, code in (
        (("status",), 0), (("show", "O1"), 0), (("inbox",), 0), (("why", "O1", "submit"), 0), (("journal", "show"), 0),
        (("contribute", "O3", str(paper)), 1), (("reopen", "O1"), 1), (("tick", "O2", "--all"), 1),
    ):  # fmt: skip
        done = subprocess.run(
            [*program, *words], env=environment, capture_output=True, cwd=ROOT, preexec_fn=full, check=False
        )  # fmt: skip
        told = done.stderr.decode(errors="replace")
        fine = (done.returncode == 0) == (code == 0) and INTERNAL not in told and "Traceback" not in told
        first = told.strip().splitlines()[0].strip(" -").partition(" (")[0] if told.strip() else "served"
        yield Tried("disk", f"no byte may be written: `oit {words[0]}`", 1, int(fine), first[:90])
    office = small.SmallOffice.open(folder)
    yield Tried("disk", "the office afterwards: journal verified", 1, int(office.verify().ok))
    office.close()


def libreoffice(_asked: Asked) -> Iterator[Tried]:
    """LibreOffice killed between two documents, and halted."""
    from templates_docx.conversion.to_pdf import LibreOffice
    from templates_docx.errors import ConversionError
    from templates_docx.render import render
    from templates_docx.samples import sample

    docx = render("signature_sheet", sample("signature_sheet"))
    with LibreOffice(listeners=1) as program:
        program.convert_one(docx)
        for what, sent in (("killed", signal.SIGKILL), ("halted, never answering", signal.SIGSTOP)):
            listener = program._slots[0]
            assert listener is not None
            os.killpg(listener.process.pid, sent)
            note = "converted by a fresh one"
            if sent is signal.SIGSTOP:
                program._timeout, before = 3.0, program._timeout
                (late,) = program.convert([docx])
                program._timeout = before
                note = f"told after its time: {late.code}" if isinstance(late, ConversionError) else "?"
            made = program.convert_one(docx)
            yield Tried("libreoffice", f"LibreOffice {what}", 1, int(made.startswith(b"%PDF") and note != "?"), note)


def damages(asked: Asked) -> Iterator[Tried]:
    """Forty damaged databases."""
    place = asked.place / "damage"
    place.mkdir()
    seen = list(damage.look(sound_office(place / "sound", "published"), place))
    for who in ("doctor", "backup", "journal"):
        said = [getattr(one, who) for one in seen]
        silent, broken = said.count("silent"), len([one for one in said if one not in ("told", "silent")])
        name = {"journal": "journal verify"}.get(who, who)
        survived = said.count("told") + (silent if who == "journal" else 0)
        note = f"told {said.count('told')}, not of what it looks at {silent}, internal errors {broken}"
        yield Tried("damage", f"`oit {name}` of a damaged database", len(seen), survived, note)


def inputs(asked: Asked) -> Iterator[Tried]:
    """Bad input of the generator with its fixed seed; the test ``test_none_of_two_thousand_does`` is the same."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", BAD_INPUTS, "-n0", "-q", "-m", "", "-k", "two_thousand"],
        cwd=ROOT, env={**os.environ, "OIT_BAD_INPUTS": str(asked.inputs)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    fine = ran.returncode == 0 and "1 passed" in ran.stdout
    yield Tried("inputs", "commands with strange words and files that are none", asked.inputs,
                asked.inputs if fine else 0, "" if fine else ran.stdout[-2000:])  # fmt: skip


PARTS: dict[str, Callable[[Asked], Iterator[Tried]]] = {
    "kills": kills, "commands": commands, "postgresql": postgresql, "disk": disk, "libreoffice": libreoffice,
    "damage": damages, "inputs": inputs,
}  # fmt: skip


def main(arguments: Sequence[str] = ()) -> list[Tried]:
    """Try; prints and gives the rows."""
    given = argparse.ArgumentParser(prog="python -m benchmarks.endurance.faults")
    given.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    given.add_argument("--steps", default=",".join(STEPS), help="whose points are visited")
    given.add_argument("--inputs", type=int, default=2_000)
    given.add_argument("--moments", type=int, default=20, help="at how many moments each command is killed")
    given.add_argument("--commands", default=",".join(killed.CASES), help="which of them")
    asked = given.parse_args(list(arguments))
    rows: list[Tried] = []
    with tempfile.TemporaryDirectory() as scratch:
        sizes = Asked(Path(scratch), tuple(asked.steps.split(",")), asked.inputs, asked.moments,
                      tuple(asked.commands.split(",")))  # fmt: skip
        for part in asked.parts or PARTS:
            for row in PARTS[part](sizes):
                print(f"{row.what:60} {row.survived:5} of {row.times:5}  {row.note}", flush=True)
                rows.append(row)
    return rows


if __name__ == "__main__":
    sys.exit(any(row.survived < row.times for row in main(sys.argv[1:])))
