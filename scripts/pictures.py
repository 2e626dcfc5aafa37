"""The pictures of README and manual, as PNG in ``docs/images``: ``python -m scripts.pictures``.

Site, memo, two pages of the plan, four of the tray. Runs the demo in a temporary folder, looks at site and tray with a
headless browser and at the memo with ``pdftoppm``. Needs what ``make test`` installs. Dates in the pictures are of the
day they are made, so they are not compared byte by byte.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLOURS = 64


def browser() -> str | None:
    """The first browser found on this machine."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def page_shot(program: str, address: str, target: Path, width: int, height: int) -> None:
    """A picture of a page in a window of that size."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--no-first-run", "--hide-scrollbars", f"--user-data-dir={profile}", f"--window-size={width},{height}",
            f"--screenshot={target}", address,
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def memo_shot(office: Path, target: Path) -> None:
    """The first page of the shortest memo the head signed, from the office's own store."""
    import wiring
    from workflow.records.models import Submission

    opened = wiring.build(office)
    try:
        with opened.unit_of_work(write=False) as uow:
            signed = [s for s in uow.session.query(Submission) if s.memo_signed and s.how == "sign"]
            digest = min(signed, key=lambda s: len(s.items)).memo_signed
    finally:
        opened.close()
    pdf = office / "store" / digest[:2] / digest[2:]
    with tempfile.TemporaryDirectory() as place:
        stem = Path(place) / "memo"
        command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", str(pdf), str(stem)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        shutil.copy(stem.with_suffix(".png"), target)


def plan_shots(office: Path, chart: Path, table: Path) -> None:
    """The plan of measures: the page with the chart of last year's scores, and the one with the table of measures."""
    import pypdfium2

    plan = next(path for path in sorted((office / "documents").glob("*.pdf")) if "มาตรการส่งเสริม" in path.name)
    document = pypdfium2.PdfDocument(plan)
    try:
        for words, target in (("แผนภูมิที่ ๑", chart), ("ตารางที่ ๔", table)):
            page = next(page for page in document if words in page.get_textpage().get_text_bounded())
            page.render(scale=1.1).to_pil().save(target)
    finally:
        document.close()


TRAY = (
    ("tray-inbox", "head", "/", (390, 844)), ("tray-memo", "head", "memo", (390, 844)),
    ("tray-office", "clerk.admin", "/office", (1000, 900)), ("tray-item", "clerk.admin", "item", (1000, 900)),
)  # fmt: skip
"""Name, who looks, page (``memo``: the first that waits, ``item``: the first to hand in), window."""


def tray_shots(office: Path, program: str) -> None:
    """Pages of the tray, as a head sees them on a telephone and a clerk at a desk."""
    import re
    import threading

    from playwright.sync_api import sync_playwright

    import wiring
    from web.desk import Desk, Reached
    from web.serving import listen, make_server

    opened, ready, sock = wiring.build(office), threading.Event(), listen("127.0.0.1", 0)
    server = make_server(Desk(opened, Reached()), ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
    thread.start()
    ready.wait(30)
    home = f"http://127.0.0.1:{sock.getsockname()[1]}"
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for name, login, place, (width, height) in TRAY:
                page = chromium.new_page(viewport={"width": width, "height": height})
                page.goto(f"{home}/login")
                page.fill("#name", login)
                page.fill("#password", "demo-only")
                page.click("main button")
                wanted = {"memo": r'href="(/memo/\d+)"', "item": r'href="(/items/\d+/O\d+)"'}.get(place)
                page.goto(home + (re.findall(wanted, page.content())[0] if wanted else place))
                page.screenshot(path=IMAGES / f"{name}.png")
                page.close()
            chromium.close()
    finally:
        server.should_exit = True
        thread.join(30)
        opened.close()


def shrink(picture: Path) -> None:
    """Few colours and no metadata: a page of text loses nothing to the eye."""
    from PIL import Image

    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


def main() -> int:
    """Make all pictures; 4 when something is missing on this machine."""
    program = browser()
    if program is None or shutil.which("pdftoppm") is None:
        sys.stderr.write("ต้องมี chromium และ poppler-utils (make test ติดตั้งให้) / needs chromium and poppler-utils\n")
        return 4
    sys.path.insert(0, str(ROOT))
    from commands.counter import run
    from public_site.serving import serve

    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        office = Path(place) / "office"
        if run(["demo", str(office)]) != 0:
            return 1
        with serve((office / "site" / "current").resolve()) as home:
            page_shot(program, home, IMAGES / "site.png", 1000, 900)
            item = next((office / "site" / "current").resolve().glob("**/o15/index.html"), None)
            if item is not None:
                inside = item.relative_to((office / "site" / "current").resolve()).parent.as_posix()
                page_shot(program, f"{home.rstrip('/')}/{inside}/", IMAGES / "item.png", 1000, 900)
        memo_shot(office, IMAGES / "memo.png")
        meeting = Path(place) / "meeting"
        if run(["demo", str(meeting), "--stop-at", "meeting"]) != 0:
            return 1
        tray_shots(meeting, program)
        plan_shots(office, IMAGES / "plan-chart.png", IMAGES / "plan-table.png")
    for picture in sorted(IMAGES.glob("*.png")):
        shrink(picture)
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
