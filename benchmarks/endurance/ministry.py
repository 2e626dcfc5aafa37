"""A ministry at work: 500 clerks at once, two workers against one, the sites of 1,000 offices.

Clerks take numbers of their offices' books in five processes of many threads each, on a PostgreSQL with 200
connections: no number may be lost or given twice. Workers convert Word files, pinned to a core each; told is what they,
their LibreOffice and PostgreSQL took of the processor. Sites are looked at from their front pages as the night does.

Two workers are twice as quick only on two cores that nobody else wants: run it with ``nice -n -10`` where others do.

    python -m benchmarks.endurance.ministry [clerks] [workers] [sites]
"""

from __future__ import annotations

import hashlib
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import docx

import wiring
from adapters.jobs import prepare_jobs, work
from benchmarks.publication.prove import _page, _served
from commands.ministry.working import performer
from public_site.prove import prove
from tests.databases import Server, private_server
from tests.services.small_office import ADMINISTRATORS, SECRET, YEAR, lay_folder
from workflow.ports.site import ExpectedFile, ExpectedItem
from workflow.records.connection.engine import make_engine
from workflow.records.many.roles import OFFICE, prepare_roles
from workflow.records.schema import create_or_upgrade, load_models
from workflow.services.administration.bootstrap import open_office, open_year
from workflow.services.collection.contributing import Contribution, contribute
from workflow.services.numbering.registers import reserve
from workflow.services.numbering.reports import listing

Row = tuple[str, float, float | None, float, str]
"""What, ours, what it stands beside, the ratio, the unit."""
CLERKS, PROCESSES, OFFICES, EACH = 500, 5, 10, 1
CONNECTIONS = "200"
"""Each process holds at most 15 for an office: five of them with ten offices may want 150."""
SITES, ITEMS = 1000, 43
NUMBERS = (1, 2)
"""How many workers, one run after the other."""
FILES, PARAGRAPHS = 4, 400
"""Word files of each office that workers convert, and how long each is: about 25 pages."""


@contextmanager
def offices(server: Server, place: Path, number: int) -> Iterator[list[Path]]:
    """Folders of small offices in one database, as the program's own account sees them."""
    name = server.new_database()
    admin = make_engine(server.url(name))
    create_or_upgrade(admin)
    with admin.begin() as connection:
        prepare_roles(connection, load_models())
        prepare_jobs(connection.connection.driver_connection, OFFICE)
    admin.dispose()
    server.execute(f"CREATE ROLE program LOGIN IN ROLE {OFFICE}")
    folders = []
    for at in range(number):
        folder = lay_folder(place / f"office{at}", database=server.url(name).replace("//oit@", "//program@"))
        toml = folder / "office.toml"
        toml.write_text(toml.read_text("utf-8").replace('key = "small"', f'key = "office{at}"'), "utf-8")
        office = wiring.build(folder)
        open_office(office, ADMINISTRATORS, dict.fromkeys(("registrar", "web", "head", "clerk.admin"), SECRET))
        open_year(office, "registrar", YEAR)
        office.close()
        folders.append(folder)
    yield folders
    server.execute("DROP OWNED BY program", name)
    server.drop_database(name)
    server.execute("DROP ROLE program")


def _clerks(folders: Sequence[str], threads: int, told: Any) -> None:
    """So many clerks in this process, each taking numbers one after the other; the seconds each took."""
    built = [wiring.build(Path(folder)) for folder in folders]
    seconds: list[float] = []
    failed: list[str] = []
    gate = threading.Barrier(threads)

    def clerk(number: int) -> None:
        office = built[number % len(built)]
        gate.wait()
        for _ in range(EACH):
            began = time.perf_counter()
            try:
                reserve(office, "registrar", "memo")
            except Exception as error:
                failed.append(f"{type(error).__name__}: {error}")
            seconds.append(time.perf_counter() - began)

    running = [threading.Thread(target=clerk, args=(number,)) for number in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    told.send((seconds, failed))


def clerks() -> list[Row]:
    """500 clerks over ten offices, then all of them at one."""
    rows: list[Row] = []
    for number in (OFFICES, 1):
        with ExitStack() as stack:
            server = stack.enter_context(private_server(fsync="on", max_connections=CONNECTIONS))
            place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            folders = stack.enter_context(offices(server, place, number))
            print(f"{number} offices are there", flush=True)
            context = get_context("spawn")
            pipes, running = [], []
            began = time.perf_counter()
            for at in range(PROCESSES):
                here, there = context.Pipe()
                mine = [str(one) for one in folders[at::PROCESSES] or folders]
                process = context.Process(target=_clerks, args=(mine, CLERKS // PROCESSES, there))
                process.start()
                pipes.append(here)
                running.append(process)
            answers = [pipe.recv() for pipe in pipes]
            for process in running:
                process.join()
            took = time.perf_counter() - began
            seconds = sorted(one for found, _ in answers for one in found)
            failed = [one for _, found in answers for one in found]
            given = 0
            for folder in folders:
                office = wiring.build(folder)
                numbers = [row.number for row in listing(office, "memo")]
                assert sorted(numbers) == list(range(1, len(numbers) + 1)), "a number is lost or was given twice"
                given += len(numbers)
                office.close()
            assert given + len(failed) == CLERKS * EACH
            p50, p95 = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
            print(
                f"{CLERKS} clerks, {PROCESSES} processes, {number} offices: {given} numbers, {len(failed)} refused "
                f"{took:.1f} s ({given / took:.0f} a second), median {p50 * 1e3:.0f} ms, p95 {p95 * 1e3:.0f} ms, "
                f"longest {seconds[-1] * 1e3:.0f} ms"
            )
            for one in sorted(set(failed))[:3]:
                print("   ", one)
            what = f"{CLERKS} clerks at once, {number} {'office' if number == 1 else 'offices'}, {len(failed)} refused"
            rows.append((f"{what}: p95, against the median", p95 * 1e3, p50 * 1e3, p95 / p50, "ms"))
            rows.append((f"{what}: numbers a second", given / took, None, 0.0, ""))
    return rows


def _worker(url: str, place: str, core: int, told: Any) -> None:
    os.sched_setaffinity(0, {core})
    work(url, performer(Path(place)), ["documents"], once=True)
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told.send((own.ru_utime + own.ru_stime, children.ru_utime + children.ru_stime))


def workers() -> list[Row]:
    """The same Word files by one worker, and by two, each on a core of its own."""
    runs: list[tuple[float, float, float, float]] = []
    made = 0
    for number in NUMBERS:
        with private_server(fsync="on") as server, tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            with offices(server, place, 6) as folders:
                for at, one in enumerate(folders):
                    office = wiring.build(one)
                    for code in [f"O{n + 1}" for n in range(3)]:
                        path = one / f"{code}.docx"
                        page = docx.Document()
                        for n in range(PARAGRAPHS):
                            page.add_paragraph(f"ข้อ {at}.{code}.{n} แผนปฏิบัติการประจำปีของสำนักงานทดลอง " * 5)
                        page.save(str(path))
                        contribute(office, "clerk.admin", code, Contribution(files=[path], duty="original"))
                    url = office.database.address()
                    office.close()
                postgres = _processor_of(server)
                context = get_context("spawn")
                pipes = []
                began = time.perf_counter()
                for core in range(number):
                    here, there = context.Pipe()
                    context.Process(target=_worker, args=(url, folder, core, there)).start()
                    pipes.append(here)
                answers = [pipe.recv() for pipe in pipes]
                took = time.perf_counter() - began
                own, office_seconds = (sum(one[k] for one in answers) for k in (0, 1))
                with make_engine(server.url(_database(url))).connect() as connection:
                    made = connection.exec_driver_sql("SELECT count(*) FROM conversion").scalar()
                    left = connection.exec_driver_sql(
                        "SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'"
                    ).scalar()
                served = _processor_of(server) - postgres
                print(
                    f"{number} workers: {made} files of {len(folders)} offices in {took:.1f} s, {left} jobs left; "
                    f"processor: workers {own:.1f} s, LibreOffice {office_seconds:.1f} s, PostgreSQL {served:.1f} s"
                )
                assert left == 0
                runs.append((took, own, office_seconds, served))
    (one, two), names = runs, ("from first to last", "workers", "LibreOffice", "PostgreSQL")
    return [
        (f"{made} Word files, {name}{', processor' if at else ''}: two workers, against one", after, before,
         after / before, "s")
        for at, (name, after, before) in enumerate(zip(names, two, one, strict=True))
    ]  # fmt: skip


def _database(url: str) -> str:
    return url.rpartition("@/")[2].partition("?")[0]


def _processor_of(server: Server) -> float:
    """Seconds of the processor that the server's processes took so far."""
    total = 0.0
    main = int((server.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    ticks = os.sysconf("SC_CLK_TCK")
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[1]) == main or stat.parent.name == str(main):
            # Its own and that of its children that ended.
            total += sum(int(one) for one in fields[11:15]) / ticks
    return total


def sites() -> list[Row]:
    """1,000 sites of 43 items, each proven from its own front page, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        items = _site(root / "site")
        with _served(root / "site") as home:
            began, processor = time.perf_counter(), time.process_time()
            pages = 0
            for _ in range(SITES):
                proof = prove(home, items, kind="live", now=datetime.now(UTC), pace=0)
                assert proof.passed
                pages += proof.pages
            took, used = time.perf_counter() - began, time.process_time() - processor
    print(
        f"{SITES} sites of {ITEMS} items, {pages} pages: {took:.0f} s, processor {used:.0f} s "
        f"({SITES / used * 60:.0f} sites a minute of processor); "
        f"30,000: {30_000 * used / SITES / 3600:.1f} h of one core"
    )
    what = f"{SITES:,} sites of {ITEMS} items proven by one process"
    return [
        (f"{what}, against its processor", took, used, took / used, "s"),
        (f"{what}: sites a second", SITES / took, None, 0.0, ""),
        ("30,000 sites so, worked out, against their processor", 30 * took / 60, 30 * used / 60, took / used, "min"),
    ]


def _site(root: Path) -> list[ExpectedItem]:
    """A front page that leads to a page of each item, with its file."""
    root.mkdir()
    expected = []
    for number in range(ITEMS):
        content = f"%PDF-1.7 {number}\n".encode() * 2000
        (root / f"item{number}.pdf").write_bytes(content)
        file = ExpectedFile(
            sha256=hashlib.sha256(content).hexdigest(), name=f"item{number}.pdf", url=f"item{number}.pdf"
        )
        name = f"o{number + 1}.html"
        link = (
            f'<p>หัวข้อที่ {number}</p><p><a href="item{number}.pdf">เอกสาร</a></p><p><a href="index.html">หน้าหลัก</a></p>'
        )
        (root / name).write_text(_page(f"O{number + 1}", link), "utf-8")
        expected.append(ExpectedItem(code=f"O{number + 1}", address=name, files=(file,), must_show=("หัวข้อ",)))
    front = "".join(f'<li><a href="o{n + 1}.html">O{n + 1}</a></li>' for n in range(ITEMS))
    (root / "index.html").write_text(_page("หน้าหลัก", f"<ul>{front}</ul>"), "utf-8")
    return expected


PARTS = {"clerks": clerks, "workers": workers, "sites": sites}


def main(parts: Sequence[str] = ()) -> list[Row]:
    """Measure; prints and gives the rows. :param parts: only these."""
    return [row for part in parts or PARTS for row in PARTS[part]()]


if __name__ == "__main__":
    main(sys.argv[1:])
