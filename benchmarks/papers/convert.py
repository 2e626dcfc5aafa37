"""How long Word to PDF takes, beside two bare warm listeners, in one run.

    python -m benchmarks.papers.convert [N]

The floor hands the very same files to two listeners that are up already, with no check before or after.
"""

from __future__ import annotations

import statistics
import sys
import threading
import time

Row = tuple[str, float, float, float]
BATCH_BUDGET, SINGLE_BUDGET = 1.1, 2.0


def main(count: int = 43) -> list[Row]:
    """Rows of (what, milliseconds per document, ratio to its floor, budget of the ratio; 0 where there is none)."""
    from templates_docx.checks.docx_checks import Ready, ready_for_conversion
    from templates_docx.conversion.to_pdf import LibreOffice
    from templates_docx.render import render
    from templates_docx.samples import memo

    docx = [render("memo", memo(1 + n % 3)) for n in range(count)]
    ready = [ready_for_conversion(one) for one in docx]
    start = time.perf_counter()
    with LibreOffice(listeners=2) as office:
        office.convert_one(docx[0])
        first = time.perf_counter() - start
        office.warm(2)
        office.convert(docx[:8])

        def bare(number: int, share: list[Ready]) -> None:
            listener = office._listener(number)
            for one in share:
                listener.convert(one, 60, False)

        def floor() -> float:
            begun = time.perf_counter()
            threads = [threading.Thread(target=bare, args=(number, ready[number::2])) for number in (0, 1)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return (time.perf_counter() - begun) / count

        def ours() -> float:
            begun = time.perf_counter()
            office.convert(docx)
            return (time.perf_counter() - begun) / count

        def single(bare_one: bool) -> float:
            begun = time.perf_counter()
            if bare_one:
                bare(0, ready[:1])
            else:
                office.convert_one(docx[0])
            return time.perf_counter() - begun

        pairs = [(floor(), ours()) for _ in range(5)]
        singles = [(single(True), single(False)) for _ in range(9)]
    base, own = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    bare_one, own_one = (statistics.median(column) * 1000 for column in zip(*singles, strict=True))
    return [
        (f"convert {count}: two bare warm listeners", base, 1.0, 0.0),
        (f"convert {count}: oit, both up", own, own / base, BATCH_BUDGET),
        ("convert one: a bare warm listener", bare_one, 1.0, 0.0),
        ("convert one: oit, one up", own_one, own_one / bare_one, SINGLE_BUDGET),
        ("convert one: oit, nothing up", first * 1000, first * 1000 / bare_one, 0.0),
    ]


if __name__ == "__main__":
    for what, ms, ratio, budget in main(int(sys.argv[1]) if len(sys.argv) > 1 else 43):
        sys.stdout.write(f"{what:40} {ms:8.1f} ms  {ratio:7.2f} x{f'  (budget {budget:g})' if budget else ''}\n")
