"""How often the hints on scans are right, measured: ``python -m tests.signatures.hint_rates [PAGES]``.

Writes the tables of ``docs/signatures.md``. Takes about a second for each page.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

from signatures.pdf.text_outlines import find_font
from signatures.scans.hints import hints

from .scanner import (
    ARABIC_DIGITS,
    PENS,
    TEXT,
    THAI_DIGITS,
    TONES,
    Scanner,
    changed,
    forged,
    issue,
    page,
    place,
    printed,
)

PAGE = Path(__file__).parents[2] / "docs" / "signatures.md"
BEGIN, END = "<!-- hints: begin -->", "<!-- hints: end -->"
SCANNERS = {
    "flatbed 150 dpi": Scanner(150),
    "flatbed 200 dpi": Scanner(200),
    "flatbed 300 dpi": Scanner(300),
    "feeder 200 dpi, 2°, drawn in unevenly, JPEG 50": Scanner(200, 2.0, 0.006, wave=0.8, quality=50),
    "poor 150 dpi, noise, JPEG 40": Scanner(150, 1.0, noise=16, quality=40, blur=0.8),
    "faded toner 200 dpi": Scanner(200, 1.0, gain=0.45),
    "shaded 200 dpi": Scanner(200, 1.0, shade=70, noise=6),
    "fax, 1 bit 200 dpi": Scanner(200, 1.0, lines_only=True),
    "photo 200 dpi": Scanner(200, 1.5, tilt=0.05, shade=60, quality=60),
}
CHANGES = {"nothing": "", "one digit": ARABIC_DIGITS, "one Thai digit": THAI_DIGITS, "a tone mark dropped": TONES}


def measure(pages: int, font: Path) -> tuple[Counter[tuple[str, str, str]], float]:
    """(scanner, what was done, what was said) -> how often; and the median processor seconds of comparing a page."""
    plain = page(font)
    issued = issue(plain, font)
    box = place(issued)
    found: Counter[tuple[str, str, str]] = Counter()
    took = []
    for scanner_name, scanner in SCANNERS.items():
        for number in range(pages):
            seed = random.Random(number)  # noqa: S311 -- pages, not secrets
            change = [*CHANGES][number % len(CHANGES)]
            pen = [*PENS][number // len(CHANGES) % len(PENS)]
            text = changed(TEXT, CHANGES[change], seed) if CHANGES[change] else TEXT
            paper = forged(plain, page(font, text), issued) if CHANGES[change] else printed(issued)[0]
            PENS[pen](paper, box, seed)
            scan = scanner.scan([paper], seed)
            began = time.process_time()
            said = {hint.reason.code for hint in hints(scan, issued)}
            took.append(time.process_time() - began)
            for what in (f"change: {change}", f"pen: {pen}"):
                found[scanner_name, what, "tried"] += 1
                for code in said:
                    found[scanner_name, what, code] += 1
    return found, sorted(took)[len(took) // 2]


def table(found: Counter[tuple[str, str, str]], kind: str, names: list[str], code: str) -> list[str]:
    lines = [f"| {code} | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for scanner in SCANNERS:
        cells = []
        for name in names:
            tried = found[scanner, f"{kind}: {name}", "tried"]
            lost = found[scanner, f"{kind}: {name}", "CANNOT_COMPARE"]
            hits = found[scanner, f"{kind}: {name}", code]
            cells.append("-" if tried and lost == tried else f"{hits}/{tried - lost}" + (f" ({lost})" if lost else ""))
        lines.append(f"| {scanner} | {' | '.join(cells)} |")
    return lines


def page_with(text: str, tables: list[str]) -> str:
    head, rest = text.split(BEGIN)
    _old, tail = rest.split(END)
    return "\n".join([head + BEGIN, *tables, END + tail])


def main(pages: int) -> None:
    found, seconds = measure(pages, find_font())
    tables = [
        *table(found, "change", [*CHANGES], "CONTENT_DIFFERS"),
        "",
        *table(found, "pen", [*PENS], "INK_HINT"),
        "",
        f"{pages * len(SCANNERS)} pages; (n): of so many more, CANNOT_COMPARE; -: of all. "
        f"Comparing one page takes {seconds:.2f} s of one processor core (median).",
    ]
    if BEGIN in (text := PAGE.read_text(encoding="utf-8")):
        PAGE.write_text(page_with(text, tables), encoding="utf-8")
    sys.stdout.write("\n".join(tables) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 64)
