"""The staff manual from ``features/``: ``python -m scripts.manual [--results FILE | --no-run] [--output DIR]``.

Writes ``manual.html`` and, where a Chromium is installed, ``manual.pdf``. Runs the scenarios first, so that the manual
says what really happened; ``--results`` takes an earlier ``pytest --cucumber-json`` report, ``--no-run`` none.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from scripts.manual_page import anchors, page
from scripts.manual_print import NotPrinted, browser, pages_of, print_pdf
from scripts.manual_reading import chapters, results
from workflow.thai.zone import BANGKOK

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "build" / "manual"


def run(report: Path) -> Path | None:
    """Run every scenario and have a report written; ``None`` when there is none (pytest itself did not start).

    In one process: with several, pytest-bdd's report stays empty.
    """
    report.unlink(missing_ok=True)
    tests = ROOT / "tests" / "procedure" / "test_features.py"
    command = [
        sys.executable,
        "-m",
        "pytest",
        str(tests),
        "-n0",
        "-q",
        "-p",
        "no:cacheprovider",
        f"--cucumber-json={report}",
    ]
    subprocess.run(command, cwd=ROOT, check=False)
    return report if report.exists() else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the manual; 0 when the page is written and every scenario that was run passed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.manual", description=(__doc__ or "").partition("\n")[0])
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--results", type=Path, help="an earlier report of pytest --cucumber-json")
    source.add_argument("--no-run", action="store_true", help="without results")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder to write to")
    asked = parser.parse_args(arguments)
    asked.output.mkdir(parents=True, exist_ok=True)
    report = asked.results or (None if asked.no_run else run(asked.output / "results.json"))
    told = chapters(ROOT / "features")
    found = results(report)
    made = datetime.now(BANGKOK).date()
    html, pdf = asked.output / "manual.html", asked.output / "manual.pdf"
    html.write_text(page(told, found, made), encoding="utf-8")
    print(html)
    program = browser()
    if program is None:
        print("ไม่พบ Chromium จึงไม่ได้ทำ PDF ติดตั้งด้วย apt-get install chromium หรือเปิด manual.html แล้วสั่งพิมพ์เป็น PDF")
    else:
        try:
            print_pdf(program, html.resolve(), pdf.resolve())
            pages = {name: number for name, number in pages_of(pdf).items() if name in anchors(told)}
            # The browser cannot number the table of contents: print once to learn the pages, once to tell them.
            html.write_text(page(told, found, made, pages), encoding="utf-8")
            print_pdf(program, html.resolve(), pdf.resolve())
            print(pdf)
        except NotPrinted as problem:
            print(f"Chromium ทำ PDF ไม่สำเร็จ: {problem}")
            return 1
    counts = found.counts(told)
    print(", ".join(f"{name} {count}" for name, count in counts.items()))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
