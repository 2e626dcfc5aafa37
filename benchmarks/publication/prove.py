"""How long it takes to prove a site of 500 pages over HTTP on this machine, beside its peers in the same run.

The site has the shape of the one the floor was measured on: 500 pages with 42 links each, some 21,000 in all. Our
pace is off. LinkChecker reads the same pages from disk: over HTTP it holds itself to ten requests a second. linkinator
(recursive) and broken-link-checker (recursive) ask the same server as we do. Peers are installed into a temporary
folder; one that cannot be had is left out, and that is said.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from public_site.prove import prove
from workflow.ports.site import ExpectedFile, ExpectedItem

PAGES, LINKS, ITEMS, ROUNDS = 500, 42, 43, 5
BUDGETS = {"LinkChecker": 1 / 10, "linkinator": 1 / 20, "broken-link-checker": 1 / 20}
"""Our time as a part of a peer's, at most."""
_PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds: ours (a median), and each peer's; None for one that could not be had, or did not see the site.

    `processor` has the seconds of processor each took, ours too: on a busy machine they say more.
    """

    pages: int
    requests: int
    ours: float
    peers: Mapping[str, float | None]
    processor: Mapping[str, float]


def make_site(folder: Path) -> list[ExpectedItem]:
    """500 pages in a few folders, linked to each other, of which 43 are items with a file each."""
    expected = []
    names = [f"part{n % 10}/page{n}.html" for n in range(PAGES - 1)]
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        links = [names[(number * 7 + step * 13) % len(names)] for step in range(LINKS - 1)]
        rows = "".join(f'<li><a href="../{link}">หัวข้อที่ {index} {link}</a></li>\n' for index, link in enumerate(links))
        extra = ""
        if number < ITEMS:
            content = f"%PDF-1.7 {number}\n".encode() * 2000
            (folder / f"item{number}.pdf").write_bytes(content)
            extra = f'<p><a href="../item{number}.pdf">เอกสาร</a></p>'
            file = ExpectedFile(
                sha256=hashlib.sha256(content).hexdigest(), name=f"item{number}.pdf", url=f"item{number}.pdf"
            )
            expected.append(ExpectedItem(code=f"O{number + 1}", address=name, files=(file,), must_show=("หัวข้อที่ 3",)))
        path.write_text(_page(f"หน้า {number}", f"<ul>{rows}</ul>{extra}"), encoding="utf-8")
    front = "".join(f'<li><a href="{name}">{name}</a></li>' for name in names[:LINKS])
    (folder / "index.html").write_text(_page("หน้าหลัก", f"<ul>{front}</ul>"), encoding="utf-8")
    return expected


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/site.css">'
    return f'<!DOCTYPE html><html lang="th"><head>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>'


def measure(rounds: int = ROUNDS) -> Result:
    """Prove the site several times, and run each peer once."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as tools:
        root = Path(folder)
        expected = make_site(root)
        ours, worked, pages, requests = [], [], 0, 0
        with _served(root) as home:
            for _ in range(rounds):
                start, begun = time.perf_counter(), time.process_time()
                proof = prove(home, expected, kind="live", now=datetime.now(UTC), pace=0)
                ours.append(time.perf_counter() - start)
                worked.append(time.process_time() - begun)
                assert proof.passed  # a fast wrong answer is no measurement
                assert proof.pages == PAGES
                pages, requests = proof.pages, proof.requests
            runs = {
                "LinkChecker": _linkchecker(root, Path(tools)),
                "linkinator": _node(Path(tools), "linkinator", ["linkinator", home, "--recurse", "--silent"]),
                "broken-link-checker": _node(Path(tools), "broken-link-checker", ["blc", home, "-ro"]),
            }
    processor = {name: run[1] for name, run in runs.items() if run} | {"ours": statistics.median(worked)}
    peers = {name: run[0] if run else None for name, run in runs.items()}
    return Result(pages, requests, statistics.median(ours), peers, processor)


def _serve(folder: str, told: Connection) -> None:
    from public_site.serving import serve

    with serve(Path(folder)) as home:
        told.send(home)
        told.recv()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The site's home page, from a process of its own: whoever asks does not do the server's work as well."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(str(folder), there), daemon=True)
    process.start()
    try:
        yield str(here.recv())
    finally:
        here.send(None)
        process.join(10)


def _linkchecker(folder: Path, tools: Path) -> tuple[float, float] | None:
    """Seconds LinkChecker takes, and of processor; None when it cannot be had, or did not see the site."""
    found = shutil.which("linkchecker")
    if found is None:
        there = tools / "linkchecker"
        if not _run([sys.executable, "-m", "venv", str(there)]) or not _run(
            [str(there / "bin" / "pip"), "install", "--quiet", "linkchecker"]
        ):
            return None
        found = str(there / "bin" / "linkchecker")
    folder.chmod(0o755)  # run by root, it becomes `nobody` first
    command = [found, "--no-status", "--output", "csv", "--verbose", str(folder / "index.html")]
    return _timed(command, lambda said: said.count(".html;") >= PAGES - 1)


def _node(tools: Path, package: str, command: list[str]) -> tuple[float, float] | None:
    """Seconds a tool of npm takes, and of processor; None when it cannot be had, or did not come to an end."""
    npm = shutil.which("npm")
    if npm is None or not _run([npm, "install", "--silent", "--prefix", str(tools / package), package]):
        return None
    program = tools / package / "node_modules" / ".bin" / command[0]
    return _timed([str(program), *command[1:]], lambda said: True) if program.exists() else None


def _run(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _timed(command: list[str], saw_it: Callable[[str], bool]) -> tuple[float, float] | None:
    start, before = time.perf_counter(), os.times()
    try:
        said = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE, text=True)
    except (OSError, subprocess.TimeoutExpired):
        return None
    seconds, after = time.perf_counter() - start, os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return (seconds, worked) if saw_it(said.stdout) else None


def main() -> None:
    """Print our time, and for each peer its time, the ratio, and whether the budget is kept."""
    result = measure()
    own = result.processor["ours"]
    told = f"prove {result.pages} pages, {result.requests} requests: {result.ours:.3f} s, pace off"
    print(f"{told}; {own:.3f} s of processor")
    for name, seconds in result.peers.items():
        if seconds is None:
            print(f"{name}: could not be had")
            continue
        ratio, budget = result.ours / seconds, BUDGETS[name]
        worked = result.processor[name]
        kept = "kept" if ratio <= budget else "MISSED"
        print(f"{name}: {seconds:.2f} s; ratio {ratio:.4f}, budget {budget} {kept}; of processor {own / worked:.4f}")


if __name__ == "__main__":
    main()
