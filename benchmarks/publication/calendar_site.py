"""How long it takes to prove a site of 2,000 pages with a calendar that never ends, beside the build of 0745951.

The old build is taken from this repository's history and set up in a temporary folder with the libraries that it
pinned. Both prove the same site, one after the other, from a server in a process of its own; our pace is off (this
machine is never slowed). The file stands on the last of the pages. Memory is what a plain proof held at most.

python -m benchmarks.publication.calendar_site
"""

from __future__ import annotations

import hashlib
import re
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from benchmarks.office.cycle import Row

ROOT = Path(__file__).resolve().parents[2]
OLD = "0745951"
PAGES, EACH, ROUNDS = 2000, 40, 3
BUDGET = 0.7
"""Our time as a part of the old build's, at most."""
BUDGET_MB = 120.0
SIGNED = b"%PDF-1.7\n" + bytes(range(256)) * 400
# Runs in either tree, by its own libraries.
PROBE = """
import sys, time
from datetime import UTC, datetime
from public_site.prove import prove
from workflow.ports.site import ExpectedFile, ExpectedItem
item = ExpectedItem(code="O1", files=(ExpectedFile(sha256=sys.argv[2], name="o1.pdf"),))
start = time.perf_counter()
proof = prove(sys.argv[1], [item], kind="live", now=datetime.now(UTC))
seconds = time.perf_counter() - start
held = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
print(seconds, int(held) / 1024, proof.items[0].severity.name, len(proof.items[0].path))
"""


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds (medians) and megabytes; ``old`` None where the old build could not be set up."""

    ours: float
    old: float | None
    megabytes: float

    @property
    def ratio(self) -> float:
        """Our time as a part of the old build's."""
        return self.ours / self.old if self.old else float("inf")


class _Site(BaseHTTPRequestHandler):
    """News that leads to more news, and a calendar whose every month leads to 36 others."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Nothing is written."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        number = re.fullmatch(r"/news/(\d+)", parts.path)
        if parts.path == "/file.pdf":
            self._answer(200, "application/pdf", SIGNED)
        elif parts.path == "/":
            self._page('<a href="/cal.php">ปฏิทิน</a>' + "".join(f'<a href="/news/{n}">ข่าว</a>' for n in range(EACH)))
        elif parts.path == "/cal.php":
            asked = {name: int(value[0]) for name, value in parse_qs(parts.query).items()}
            year, month = asked.get("y", 2566), asked.get("m", 1)
            steps = [(year + more, (month + on - 1) % 12 + 1) for more in (-1, 0, 1) for on in range(12)]
            self._page("".join(f'<a href="/cal.php?y={y}&amp;m={m}">{m}/{y}</a>' for y, m in steps))
        elif number and int(number[1]) < PAGES:
            first = int(number[1]) * EACH + 1
            links = "".join(f'<a href="/news/{n}">ข่าว</a>' for n in range(first, min(first + EACH, PAGES)))
            self._page(links + ('<a href="/file.pdf">O1</a>' if int(number[1]) == PAGES - 1 else ""))
        else:
            self._answer(404, "text/html", b"<title>404</title>")

    def _page(self, body: str) -> None:
        text = f'<!DOCTYPE html><meta charset="utf-8"><title>x</title><body>{body}</body>'
        self._answer(200, "text/html; charset=utf-8", text.encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _serve(told: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    told.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def served() -> Iterator[str]:
    """The site's home page, served by a process of its own."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/"
    finally:
        process.terminate()
        process.join()


def old_build(folder: Path) -> Path | None:
    """Check the old build out and install what it pinned; its Python, None when that cannot be had."""
    packed = subprocess.run(["git", "archive", OLD], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode != 0:
        return None
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed.stdout, check=True)
    venv.create(folder / ".venv", with_pip=True)
    python = folder / ".venv" / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(folder / "requirements.lock")]
    return python if subprocess.run(pip, capture_output=True, check=False, timeout=1200).returncode == 0 else None


def probe(python: Path, tree: Path, home: str) -> tuple[float, float]:
    """Seconds and megabytes of one proof by the code of a tree. :raises RuntimeError: it did not find the file."""
    digest = hashlib.sha256(SIGNED).hexdigest()
    done = subprocess.run(
        [str(python), "-c", PROBE, home, digest], cwd=tree, capture_output=True, text=True, check=True, timeout=600
    )
    seconds, held, severity, steps = done.stdout.split()
    if severity not in ("OK", "CAUTION") or int(steps) < 3:  # a fast wrong answer is no measurement
        raise RuntimeError(f"{tree}: {done.stdout}")
    return float(seconds), float(held)


def measure(rounds: int = ROUNDS) -> Result:
    """Prove the site by both builds in turn."""
    with tempfile.TemporaryDirectory() as place, served() as home:
        python = old_build(Path(place))
        ours: list[float] = []
        old: list[float] = []
        most = 0.0
        for _ in range(rounds):
            seconds, held = probe(Path(sys.executable), ROOT, home)
            ours.append(seconds)
            most = max(most, held)
            if python is not None:
                old.append(probe(python, Path(place), home)[0])
    return Result(statistics.median(ours), statistics.median(old) if old else None, most)


def main() -> list[Row]:
    """Print both times, the ratio, the memory, and whether the budgets are kept; rows in milliseconds."""
    found = measure()
    told = f"prove {PAGES} pages and a calendar without an end: {found.ours:.2f} s"
    if found.old is None:
        print(f"{told}; the build of {OLD} could not be set up")
    else:
        kept = "kept" if found.ratio <= BUDGET else "MISSED"
        print(f"{told}, the build of {OLD} {found.old:.2f} s; ratio {found.ratio:.2f}, budget {BUDGET} {kept}")
    kept = "kept" if found.megabytes <= BUDGET_MB else "MISSED"
    print(f"memory of a plain proof: {found.megabytes:.0f} MB, budget {BUDGET_MB:.0f} MB {kept}")
    what = f"prove {PAGES} pages and a calendar, against the build of {OLD}"
    return [(what, found.ours * 1e3, found.old * 1e3, found.ratio)] if found.old is not None else []


if __name__ == "__main__":
    main()
