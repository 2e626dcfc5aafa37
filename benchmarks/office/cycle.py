"""The cycle of 43 items, one memo each, through the program's own use cases: beside the floor and the naive script.

Compile, submit, sign, publish, with imports and LibreOffice's start before the clock, on a sample office whose parts
are handed in. In turns with it the build of commit 0745951 does the same cycle on an office of its own, and the floor
script as it stands at that commit, in that build's environment; a floor that uses all processors too is for
information. The first round of each is not counted.

Times are those of a clock on the wall; the processor's (LibreOffice's and every fork's with it) stand beside. The parts
are of one round of its own in which everything is done one after the other, since what is done at once cannot be
divided.

    python -m benchmarks.office.cycle [--profile]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import earlier
from benchmarks.office import floor, naive
from benchmarks.office.workload import PASSWORD, HandedIn, Listening, Work

PARTS = ("render", "convert", "prepare", "sign", "verify", "record", "site", "proof")
BUDGETED = PARTS[:-1]
OURS = ("normalise", "judge anew")
"""Checks that neither the floor nor the build of 0745951 makes: clerks' files written anew in limited processes, their
pages compared; and every signed file judged once more from its bytes before it goes online."""
OF_RECORD = ("keeping files", "reading memos back")
"""Of ``record``: files written, flushed and had back; memos' texts read to see that nothing is lacking."""
ROUNDS = 5
EARLIER = """
import tempfile
from pathlib import Path
from benchmarks import floor
from benchmarks.cycle import ours
from benchmarks.workload import HandedIn
from templates_docx.to_pdf import LibreOffice
handed_in, converter = HandedIn(), LibreOffice()
converter.warm(2)
known = {}
def once(what):
    if what == "ours":
        office = handed_in.again()
        parts, known["work"] = ours(office, handed_in.compiler, converter)
        if "texts" not in known:
            known["key"] = office.folder / "keys" / "head.p12"
            known["root"] = (office.folder / "keys" / "practice-ca.pem").read_bytes()
            known["texts"] = floor.contexts_of(known["work"])
        return dict(parts)
    with tempfile.TemporaryDirectory() as place:
        return dict(floor.run(known["work"], known["texts"], converter, known["key"], known["root"], Path(place) / "-"))
"""
"""What the build of commit 0745951 runs, by its own modules: its cycle, and its floor on the same work."""
Row = tuple[str, float, float, float]
"""What, ours, other (milliseconds), ratio."""


def listened(office: Any, compiler: Any, converter: Any) -> tuple[floor.Parts, Work]:
    """One cycle, everything one after the other; what is in no port is ``record``: rules, database, store."""
    listening = Listening(office, converter)
    total = cycle(office, compiler)
    parts = dict(listening.parts)
    parts["record"] = total - sum(seconds for part, seconds in parts.items() if part not in OF_RECORD)
    parts["all"] = total - parts.get("proof", 0.0)
    return parts, listening.work


def ours(office: Any, compiler: Any, converter: Any) -> floor.Parts:
    """One cycle as it is: seconds by the clock in all, and of the proof, which is in no budget."""
    office.converter = converter
    proving = Proving(office)
    total = cycle(office, compiler)
    return {"all": total - proving.seconds, "proof": proving.seconds}


def cycle(office: Any, compiler: Any) -> float:
    """Compile, submit, sign, publish; seconds."""
    from workflow.services.approval import signing, submitting
    from workflow.services.collection import compiling
    from workflow.services.publication import publishing

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
    return time.perf_counter() - started


class Proving:
    """Stands before the office's site and says how long its proofs took."""

    def __init__(self, office: Any) -> None:
        self.seconds = 0.0
        self._site, office.site = office.site, self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._site, name)

    def prove(self, *given: Any, **how: Any) -> Any:
        started = time.perf_counter()
        try:
            return self._site.prove(*given, **how)
        finally:
            self.seconds += time.perf_counter() - started


def _done(results: Sequence[Any]) -> None:
    for result in results:
        if result.error is not None:
            raise result.error


@dataclass
class Found:
    """Rounds of each that was measured, and the parts of ours and of the floor, one after the other."""

    rounds: dict[str, list[floor.Parts]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, floor.Parts] = field(default_factory=dict)

    def take(self, name: str, process: int, do: Callable[[], floor.Parts]) -> None:
        """One round of something in a process; seconds of the processor as ``processor``."""
        before = spent(process)
        made = do()
        made.setdefault("all", total(made))
        made["processor"] = spent(process) - before
        self.rounds[name].append(made)

    def median(self, name: str, part: str = "all") -> float:
        """Of the rounds but the first."""
        return statistics.median(one.get(part, 0.0) for one in self.rounds[name][1:])


def measure(rounds: int = ROUNDS) -> tuple[Found, Work]:
    """``ours``, ``floor``, ``naive``, and where it can be had ``earlier``, in turns; and the work they did."""
    from templates_docx.conversion.to_pdf import LibreOffice

    handed_in, found, me = HandedIn(), Found(), os.getpid()
    try:
        with LibreOffice() as converter, tempfile.TemporaryDirectory() as place, ExitStack() as until:
            converter.warm(2)
            there = _earlier(until)
            office = handed_in.again()
            _, work = listened(office, handed_in.compiler, converter)
            texts, key_file, root = floor.contexts_of(work), office.folder / "keys" / "head.p12", _root(office)

            def best(forks: bool, number: int) -> floor.Parts:
                folder = Path(place) / f"{number}{forks}"
                return floor.run(work, texts, converter, key_file, root, folder, forks=forks)

            for number in range(rounds + 1):
                found.take("ours", me, lambda: ours(handed_in.again(), handed_in.compiler, converter))
                if there is not None:
                    found.take("earlier", there.pid, lambda: there.once("ours"))
                    found.take("floor", there.pid, lambda: there.once("floor"))
                else:
                    found.take("floor", me, lambda n=number: best(False, n))  # type: ignore[misc]
                found.take("floor on all processors", me, lambda n=number: best(True, n))  # type: ignore[misc]
            found.parts["ours"] = _medians(_again(handed_in, converter))
            found.parts["floor"] = _medians(found.rounds["floor"][1:])
            usual = naive.run(work, texts, key_file, root)
    finally:
        handed_in.close()
    # The naive script's other parts would be the floor's: they are not what is naive about it.
    found.parts["naive"] = {**found.parts["floor"], **usual}
    return found, work


def _again(handed_in: HandedIn, converter: Any) -> list[floor.Parts]:
    """Two more rounds part by part, all being warm."""
    return [listened(handed_in.again(), handed_in.compiler, converter)[0] for _ in range(2)]


def spent(process: int) -> float:
    """Seconds of the processor that a process and everything it started have taken so far (Linux, proc(5))."""
    own: dict[int, tuple[int, int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                told = (entry / "stat").read_text().rpartition(")")[2].split()
                own[int(entry.name)] = (int(told[1]), sum(map(int, told[11:15])))
    family, ticks = {process}, own[process][1]
    while more := {one for one, (parent, _) in own.items() if parent in family} - family:
        ticks += sum(own[one][1] for one in more)
        family |= more
    return ticks / os.sysconf("SC_CLK_TCK")


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
    return {
        part: statistics.median(one.get(part, 0.0) for one in rounds) for part in (*PARTS, *OURS, *OF_RECORD, "all")
    }


def total(parts: floor.Parts, names: Sequence[str] = BUDGETED) -> float:
    """Seconds of the parts the budget names: without the proof."""
    return sum(parts.get(name, 0.0) for name in names)


def main() -> list[Row]:
    """Measure; prints the parts and gives the rows with budgets first."""
    found, work = measure()
    own, mine, best, usual = found.median("ours"), *(found.parts[name] for name in ("ours", "floor", "naive"))
    print(f"{work.rendered} documents, {work.signed} signatures, {work.signed + len(work.before)} verified")
    rows: list[Row] = [
        ("cycle of 43 items, against the floor", *_against(own, found.median("floor"))),
        ("cycle of 43 items, against the naive script", *_against(own, total(usual))),
    ]
    what, forking = "cycle of 43 items, processor's time, against", "floor on all processors"
    alone = "cycle, one after the other:"
    if found.rounds["earlier"]:
        rows.append(("cycle of 43 items, against the build of 0745951", *_against(own, found.median("earlier"))))
        rows.append((f"{what} the build of 0745951", *_processor(found, "earlier")))
    rows += [
        (f"{what} the floor", *_processor(found, "floor")),
        (f"cycle of 43 items, beside a {forking}", *_against(own, found.median(forking))),
        *((f"{alone} {part}, against the floor", *_against(mine[part], best[part])) for part in PARTS),
        *((f"{alone} {part}, which no other does, of all", *_against(mine[part], mine["all"])) for part in OURS),
        *((f"{alone} record, of it {part}", *_against(mine[part], mine["record"])) for part in OF_RECORD),
        *(
            (f"{alone} {part}, against the naive script", *_against(mine[part], usual[part]))
            for part in ("render", "convert", "sign")
        ),
    ]
    for named, our, other, ratio in rows:
        print(f"{named:64} {our:10.1f} ms {other:10.1f} ms  x{ratio:.3f}")
    return rows


def _processor(found: Found, other: str) -> tuple[float, float, float]:
    return _against(found.median("ours", "processor"), found.median(other, "processor"))


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
            listened(handed_in.again(), handed_in.compiler, converter)
            office, watch = handed_in.again(), cProfile.Profile()
            watch.runcall(listened, office, handed_in.compiler, converter)
            pstats.Stats(watch).sort_stats("cumulative").print_stats(70)
    finally:
        handed_in.close()


if __name__ == "__main__":
    profile() if "--profile" in sys.argv else main()
