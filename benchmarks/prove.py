"""How long it takes to prove a site of 500 pages over HTTP on this machine, beside LinkChecker.

The site has the shape of the one the floor was measured on: 500 pages with 42 links each, some 21,000 in all.
LinkChecker is timed in the same run where it is installed; otherwise its earlier number stands beside, and says so.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from public_site.prove import prove
from public_site.serving import serve
from workflow.ports.site import ExpectedFile, ExpectedItem

PAGES, LINKS, ITEMS, ROUNDS = 500, 42, 43, 5
# LinkChecker 10.6 on a site of this shape, read from disk: research/FLOORS section 11. Another run, another day.
PEER_SECONDS = 5.8
BUDGET = 0.1


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds (medians) and where LinkChecker's come from."""

    pages: int
    requests: int
    ours: float
    peer: float
    peer_is: str

    @property
    def ratio(self) -> float:
        """Our time as a part of LinkChecker's."""
        return self.ours / self.peer


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
    """Prove the site several times and run LinkChecker, where there is one, once."""
    with tempfile.TemporaryDirectory() as folder:
        expected = make_site(Path(folder))
        ours, pages, requests = [], 0, 0
        with serve(Path(folder)) as home:
            for _ in range(rounds):
                start = time.perf_counter()
                proof = prove(home, expected, kind="rehearsal", now=datetime.now(UTC))
                ours.append(time.perf_counter() - start)
                assert proof.passed  # a fast wrong answer is no measurement
                assert proof.pages == PAGES
                pages, requests = proof.pages, proof.requests
        peer = _time_linkchecker(Path(folder))
    source = "LinkChecker on the same files, same run" if peer else "peer number from FLOORS, not same run"
    return Result(pages, requests, statistics.median(ours), peer or PEER_SECONDS, source)


def _time_linkchecker(folder: Path) -> float | None:
    """Seconds LinkChecker takes from its import on; None when it is not here, or did not see the site.

    It reads the files, as it did for the floor: over HTTP it holds itself to ten requests a second.
    """
    linkchecker = _linkchecker()
    if linkchecker is None:
        return None
    folder.chmod(0o755)  # run by root, it becomes `nobody` first
    start = time.perf_counter()
    command = [*linkchecker, "--no-status", "--output", "csv", "--verbose", str(folder / "index.html")]
    try:
        said = subprocess.run(command, capture_output=True, check=False, timeout=120, text=True)
    except subprocess.TimeoutExpired:
        return None
    seconds = time.perf_counter() - start
    return seconds if said.stdout.count(".html;") >= PAGES - 1 else None


def _linkchecker() -> list[str] | None:
    if importlib.util.find_spec("linkcheck"):
        return [sys.executable, "-m", "linkcheck"]
    found = shutil.which("linkchecker")
    return [found] if found else None


def main() -> None:
    """Print one line: the time, LinkChecker's, the ratio, and whether the budget is kept."""
    result = measure()
    verdict = "kept" if result.ratio <= BUDGET else "MISSED"
    print(
        f"prove {result.pages} pages, {result.requests} requests: {result.ours:.3f} s; "
        f"LinkChecker {result.peer:.2f} s ({result.peer_is}); ratio {result.ratio:.3f}, budget {BUDGET} {verdict}"
    )


if __name__ == "__main__":
    main()
