"""How long one memo takes to fill, beside the floor and docxtpl alone, in one run.

    python -m benchmarks.papers.render

The floor is the quickest way we know: a template patched and compiled once, rendered with ready-made texts, and written
behind a zip whose other members are packed already. Ours adds turning the facts into Thai official text.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

Row = tuple[str, float, float, float]
BUDGET = 5.0


def median_ms(work: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def main() -> list[Row]:
    """Rows of (what, milliseconds, ratio to the floor, budget of the ratio; 0 where there is none)."""
    from templates_docx import contexts
    from templates_docx.package import Packed, join
    from templates_docx.render import prepared, render, render_by_docxtpl
    from templates_docx.samples import memo

    facts = memo(1)
    ready = prepared("memo")
    texts = contexts.context("memo", facts)
    compiled = ready._compiled

    def floor() -> bytes:
        members = [
            Packed(name, (head + template.render(texts) + tail).encode(), 1)
            for name, (head, template, tail) in compiled.items()
        ]
        return join(members, ready._prefix, ready._directory, ready._count)

    def ours() -> bytes:
        return render("memo", facts)

    def theirs() -> bytes:
        return render_by_docxtpl("memo", facts)

    for warm in (floor, ours, theirs):
        warm()
    # Interleaved, so that a busy machine is busy for all three.
    rounds = [(median_ms(floor, 50), median_ms(ours, 50), median_ms(theirs, 3)) for _ in range(7)]
    base, own, whole = (statistics.median(column) for column in zip(*rounds, strict=True))
    return [
        ("render one memo: cached floor", base, 1.0, 0.0),
        ("render one memo: oit", own, own / base, BUDGET),
        ("render one memo: docxtpl each time", whole, whole / base, 0.0),
    ]


if __name__ == "__main__":
    for what, ms, ratio, budget in main():
        sys.stdout.write(f"{what:40} {ms:8.2f} ms  {ratio:7.2f} x{f'  (budget {budget:g})' if budget else ''}\n")
