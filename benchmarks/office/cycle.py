"""The cycle of 43 items, one memo each, through the program's own use cases: beside the floor and the naive script.

Compile, submit, sign, publish, with imports and LibreOffice's start before the clock, on a sample office whose parts
are handed in. The rounds of ours and of the floor alternate; the first of each is not counted.

The build of commit 0745951 does the same cycle on an office of its own, in turns with ours.

    python -m benchmarks.office.cycle [--profile]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import earlier
from benchmarks.office import floor, naive
from benchmarks.office.workload import PASSWORD, HandedIn, Listening, Work

PARTS = ("render", "convert", "prepare", "sign", "verify", "record", "site", "proof")
BUDGETED = PARTS[:-1]
ROUNDS = 5
EARLIER = """
from benchmarks.cycle import ours
from benchmarks.workload import HandedIn
from templates_docx.to_pdf import LibreOffice
handed_in, converter = HandedIn(), LibreOffice()
converter.warm(2)
def once():
    return dict(ours(handed_in.again(), handed_in.compiler, converter)[0])
"""
"""What the build of commit 0745951 runs, by its own modules."""
Row = tuple[str, float, float, float]
"""What, ours, other (milliseconds), ratio."""


def ours(office: Any, compiler: Any, converter: Any) -> tuple[floor.Parts, Work]:
    """One cycle through the use cases; what is in no port is ``record``: rules, database, store."""
    from workflow.services.approval import signing, submitting
    from workflow.services.collection import compiling
    from workflow.services.publication import publishing

    listening = Listening(office, converter)
    by_group: dict[str, list[str]] = {}
    for code, group in compiler.items():
        by_group.setdefault(group, []).append(code)
    key = office.folder / "keys" / "head.p12"
    started = time.perf_counter()
    for group, codes in by_group.items():
        _done(compiling.compile_items(office, f"clerk.{group}", codes))
    for group, codes in by_group.items():
        _done(submitting.submit_each(office, f"director.{group}", codes))
    _done(signing.sign(office, "head", None, key_file=key, passphrase=lambda: PASSWORD))
    _done(publishing.publish(office, "web", None))
    total = time.perf_counter() - started
    parts = dict(listening.parts)
    parts["record"] = total - sum(parts.values())
    return parts, listening.work


def _done(results: Sequence[Any]) -> None:
    for result in results:
        if result.error is not None:
            raise result.error


def measure(rounds: int = ROUNDS) -> tuple[dict[str, floor.Parts], Work]:
    """Median seconds by part of ``ours``, ``floor`` and ``naive``, and the work they did."""
    from templates_docx.conversion.to_pdf import LibreOffice

    handed_in = HandedIn()
    mine: list[floor.Parts] = []
    best: list[floor.Parts] = []
    before: list[floor.Parts] = []
    try:
        with LibreOffice() as converter, tempfile.TemporaryDirectory() as place, ExitStack() as until:
            converter.warm(2)
            there = _earlier(until)
            for number in range(rounds + 1):
                office = handed_in.again()
                parts, work = ours(office, handed_in.compiler, converter)
                if number == 0:
                    texts = floor.contexts_of(work)
                    key_file, root = office.folder / "keys" / "head.p12", _root(office)
                mine.append(parts)
                best.append(floor.run(work, texts, converter, key_file, root, Path(place) / str(number)))
                if there is not None:
                    before.append(there.once())
            usual = naive.run(work, texts, key_file, root)
    finally:
        handed_in.close()
    found = {"ours": _medians(mine[1:]), "floor": _medians(best[1:])}
    if before:
        found["earlier"] = _medians(before[1:])
    # The naive script's other parts would be the floor's: they are not what is naive about it.
    found["naive"] = {**found["floor"], **usual}
    return found, work


def _earlier(until: ExitStack) -> earlier.Beside | None:
    """The earlier build, ready; ``None``, and said so, where it cannot be had."""
    try:
        return until.enter_context(earlier.Beside(EARLIER))
    except earlier.CannotBeHad as missing:
        sys.stderr.write(f"{missing}\n")
        return None


def _root(office: Any) -> bytes:
    return bytes((office.folder / "keys" / "practice-ca.pem").read_bytes())


def _medians(rounds: Sequence[floor.Parts]) -> floor.Parts:
    return {part: statistics.median(one.get(part, 0.0) for one in rounds) for part in PARTS}


def total(parts: floor.Parts, names: Sequence[str] = BUDGETED) -> float:
    """Seconds of the parts the budget names: without the proof."""
    return sum(parts[name] for name in names)


def main() -> list[Row]:
    """Measure; prints the parts and gives the rows with budgets first."""
    found, work = measure()
    mine, best, usual = found["ours"], found["floor"], found["naive"]
    print(f"{work.rendered} documents, {work.signed} signatures, {work.signed + len(work.before)} verified")
    rows: list[Row] = [
        ("cycle of 43 items, against the floor", *_against(total(mine), total(best))),
        ("cycle of 43 items, against the naive script", *_against(total(mine), total(usual))),
        *_beside_earlier(found),
        ("cycle of 43 items with proof, against the floor", *_against(total(mine, PARTS), total(best, PARTS))),
        *((f"cycle: {part}, against the floor", *_against(mine[part], best[part])) for part in PARTS),
        *(
            (f"cycle: {part}, against the naive script", *_against(mine[part], usual[part]))
            for part in ("render", "convert", "sign")
        ),
    ]
    for what, own, other, ratio in rows:
        print(f"{what:50} {own:10.1f} ms {other:10.1f} ms  x{ratio:.3f}")
    return rows


def _beside_earlier(found: dict[str, floor.Parts]) -> list[Row]:
    """Rows beside the earlier build: the whole, and each part; what is in no port is ``record`` there as here."""
    if "earlier" not in found:
        return []
    mine, before = found["ours"], found["earlier"]
    return [
        ("cycle of 43 items, against the build of 0745951", *_against(total(mine), total(before))),
        *((f"cycle: {part}, against the build of 0745951", *_against(mine[part], before[part])) for part in PARTS),
    ]


def _against(own: float, other: float) -> tuple[float, float, float]:
    return own * 1e3, other * 1e3, own / other if other else 0.0


def profile() -> None:
    """Where the time of one warm cycle goes, by function."""
    import cProfile
    import pstats

    from templates_docx.conversion.to_pdf import LibreOffice

    handed_in = HandedIn()
    try:
        with LibreOffice() as converter:
            converter.warm(2)
            ours(handed_in.again(), handed_in.compiler, converter)
            office, watch = handed_in.again(), cProfile.Profile()
            watch.runcall(ours, office, handed_in.compiler, converter)
            pstats.Stats(watch).sort_stats("cumulative").print_stats(70)
    finally:
        handed_in.close()


if __name__ == "__main__":
    profile() if "--profile" in sys.argv else main()
