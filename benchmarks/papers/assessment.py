"""Reports about an assessment: three documents with charts, and today's estimate.

The floor of the documents is the same three files in two bare warm listeners, rendered before; ours renders and turns
them into PDF. The floor of the estimate is ``status`` of the same office, read in the same process, in turns.

    python -m benchmarks.papers.assessment [FOLDER]    FOLDER: a sample office made by ``make demo``; else one is made
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import wiring

Row = tuple[str, float, float, float]
DOCUMENTS_BUDGET, NOW_BUDGET = 1.2, 1.2


class _Bar:
    def update(self, steps: int) -> None:
        return None


def made(folder: Path) -> Path:
    """The sample office with its result and measures."""
    from sample_office.build import SampleOffice

    sample = SampleOffice(folder, lambda label, total: nullcontext(_Bar()))
    try:
        sample.run()
        sample.assess()
    finally:
        sample.close()
    return folder


def alternately(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds of both, taken in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, taken in zip((one, other), times, strict=True):
            begun = time.perf_counter()
            work()
            taken.append(time.perf_counter() - begun)
    return statistics.median(times[0]), statistics.median(times[1])


def main(folder: Path | None = None, rounds: int = 7) -> list[Row]:
    """Rows of (what, milliseconds, ratio to its floor, budget of the ratio; 0 where there is none)."""
    with tempfile.TemporaryDirectory() as place:
        return _measured(folder or made(Path(place) / "office"), rounds)


def _measured(folder: Path, rounds: int) -> list[Row]:
    from templates_docx.checks.docx_checks import ready_for_conversion
    from templates_docx.conversion.to_pdf import LibreOffice
    from templates_docx.render import render
    from workflow.services.context.use_case import reading
    from workflow.services.queries.status import status
    from workflow.services.reports import measure_papers
    from workflow.services.reports.estimating import score_now

    office = wiring.build(folder)
    try:
        with reading(office, "registrar") as use_case:
            facts = [
                measure_papers.analysis_facts(use_case), measure_papers.plan_facts(use_case),
                measure_papers.report_facts(use_case),
            ]  # fmt: skip
        known, now = alternately(lambda: status(office), lambda: score_now(office), rounds * 3)
    finally:
        office.close()
    ready = [ready_for_conversion(render("report", one)) for one in facts]
    with LibreOffice(listeners=2) as word:
        word.warm(2)

        def bare(number: int) -> None:
            for one in ready[number::2]:
                word._listener(number).convert(one, 60, False)

        def floor() -> None:
            threads = [threading.Thread(target=bare, args=(number,)) for number in (0, 1)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()

        def ours() -> None:
            made = word.convert([render("report", one) for one in facts])
            assert all(isinstance(one, bytes) for one in made)

        floor()
        ours()
        base, own = alternately(floor, ours, rounds)
    return [
        ("three reports: two bare warm listeners", base * 1000, 1.0, 0.0),
        ("three reports: rendered and converted", own * 1000, own / base, DOCUMENTS_BUDGET),
        ("status of the sample office", known * 1000, 1.0, 0.0),
        ("score now of the sample office", now * 1000, now / known, NOW_BUDGET),
    ]


if __name__ == "__main__":
    for what, ms, ratio, budget in main(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        sys.stdout.write(f"{what:42} {ms:8.1f} ms  {ratio:6.2f} x{f'  (budget {budget:g})' if budget else ''}\n")
