"""How long the second look in a browser takes for an item that the plain walk did not find, and what memory it holds.

Ten small sites of the kinds that offices have, drawn or opened by script, each with one item; and one page that a
script draws with ten items. Seconds are those of a whole proof, the start of the browser with it, for each item. Memory
is that of our process alone, Chromium's own apart.

python -m benchmarks.publication.second_look
"""

from __future__ import annotations

import hashlib
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.office.cycle import Row

ROOT = Path(__file__).resolve().parents[2]
BUDGET, BUDGET_MB = 3.0, 450.0
LINK = '<a href="/f0.pdf">O1</a>'
_OPEN = "this.nextElementSibling.style.display='block'"
KINDS: Mapping[str, str] = {
    "a menu written by script": f"<div id=m></div><script>m.innerHTML='{LINK}'</script>",
    "items from an interface": (
        "<div id=m></div><script>fetch('/api').then(r=>r.text()).then(t=>m.innerHTML=t)</script>"
    ),
    "a menu that opens by pointing": (
        f"<ul><li onmouseover=\"this.lastChild.style.display='block'\">ITA<ul style='display:none'>{LINK}</ul></ul>"
    ),
    "a tab": f"<button onclick=\"{_OPEN}\" aria-expanded=false>OIT</button><div style='display:none'>{LINK}</div>",
    "an accordion": (
        f"<h3 id=h>ข้อมูลสาธารณะ</h3><div style='display:none'>{LINK}</div>"
        "<script>h.addEventListener('click',()=>h.nextElementSibling.style.display='block')</script>"
    ),
    "a splash page": "<h1>ยินดีต้อนรับ</h1><script>var u='/list';setTimeout(()=>{location=u},500)</script>",
    "a route of one page": (
        "<a href='#/ita'>ITA</a><div id=m></div><script>onhashchange=()=>m.innerHTML="
        f"location.hash=='#/ita'?'{LINK}':''</script>"
    ),
    "a window": "<button onclick='o(0)'>O1</button><script>function o(n){window.open('/f'+n+'.pdf')}</script>",
    "a list to choose from": (
        "<select onchange='g(this)'><option value=''>-<option value=list>O1</select>"
        "<script>function g(s){location='/'+s.value}</script>"
    ),
    "what comes when one goes down": (
        "<p style='height:2500px'>ข่าว</p><div id=m>.</div><script>new IntersectionObserver(e=>{if(e[0].isIntersecting)"
        f"m.innerHTML='{LINK}'}}).observe(m)</script>"
    ),
}
MANY = 10
TEN = "<div id=m></div><script>for(let n=0;n<10;n++)m.innerHTML+=`<p><a href=/f${n}.pdf>O${n+1}</a></p>`</script>"
PROBE = """
import os, sys, time
from datetime import UTC, datetime
from public_site.prove import prove
from workflow.ports.site import ExpectedFile, ExpectedItem
items = [ExpectedItem(code=f"O{n + 1}", files=(ExpectedFile(sha256=d, name="o.pdf"),))
         for n, d in enumerate(sys.argv[2:])]
start = time.perf_counter()
proof = prove(sys.argv[1], items, kind="live", now=datetime.now(UTC), second_look=True)
seconds = time.perf_counter() - start
held = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
found = [one.severity.name for one in proof.items]
worked = sum(os.times()[:4])
print(seconds, int(held) / 1024, worked, found.count("CAUTION"))
"""


def content(number: int) -> bytes:
    """The signed file of an item."""
    return b"%PDF-1.7\n" + str(number).encode() * 20_000


@contextmanager
def served(home: str) -> Iterator[str]:
    """A site with this home page, a list behind it, and the files."""

    class Site(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Nothing is written."""

        def do_GET(self) -> None:
            pages = {"/": home, "/list": LINK, "/api": LINK}
            if self.path in pages:
                text = f'<!DOCTYPE html><meta charset="utf-8"><title>x</title><body>{pages[self.path]}</body>'
                self._answer(200, "text/html; charset=utf-8", text.encode())
            elif self.path.startswith("/f") and self.path.endswith(".pdf"):
                self._answer(200, "application/pdf", content(int(self.path[2:-4])))
            else:
                self._answer(404, "text/html", b"")

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def probe(home: str, items: int) -> tuple[float, float, float]:
    """Seconds for each item, megabytes, and seconds of processor (the browser's too) of one proof.

    :raises RuntimeError: not every item was found.
    """
    digests = [hashlib.sha256(content(number)).hexdigest() for number in range(items)]
    with served(home) as url:
        done = subprocess.run(
            [sys.executable, "-c", PROBE, url, *digests], cwd=ROOT, capture_output=True, text=True, check=True,
            timeout=300,
        )  # fmt: skip
    seconds, held, worked, found = done.stdout.split()
    if int(found) != items:  # a fast wrong answer is no measurement
        raise RuntimeError(f"{home[:60]}: {done.stdout}")
    return float(seconds) / items, float(held), float(worked)


def main() -> list[Row]:
    """Print each kind, the median, ten on one page, the memory, whether the budgets are kept; rows in milliseconds."""
    measured = {name: probe(home, 1) for name, home in KINDS.items()}
    for name, (seconds, _, worked) in measured.items():
        print(f"{name:40} {seconds:5.2f} s, {worked:.2f} s of processor")
    many, held, _ = probe(TEN, MANY)
    print(f"{f'{MANY} items that a script draws, each':40} {many:5.2f} s")
    median = statistics.median(seconds for seconds, _, _ in measured.values())
    print(f"median of the kinds: {median:.2f} s an item, budget {BUDGET} {'kept' if median <= BUDGET else 'MISSED'}")
    most = max(held, *(megabytes for _, megabytes, _ in measured.values()))
    kept = "kept" if most <= BUDGET_MB else "MISSED"
    print(f"memory beside Chromium: {most:.0f} MB, budget {BUDGET_MB:.0f} MB {kept}")
    return [("second look, an item, median of ten kinds", median * 1e3, BUDGET * 1e3, median / BUDGET)]


if __name__ == "__main__":
    main()
