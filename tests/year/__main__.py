"""``make year``: many steps, seeds of its own. Ends with how many were taken and what was refused how often."""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import FlakyStrategyDefinition
from hypothesis.stateful import run_state_machine_as_test

from tests.year.begun import begin_year
from tests.year.machine import Year

RUN = 100
"""Steps of one office; then another begins."""
OFFICES = 10
"""Offices in one search: then hypothesis begins anew, as its first examples are its simplest."""


def main(steps: int) -> None:
    """Take so many steps. A promise that is broken ends it, with the steps that led there."""
    began = time.monotonic()

    class Told(Year):
        def teardown(self) -> None:
            super().teardown()
            spent = time.monotonic() - began, time.process_time()
            print(f"{self.ran:7,} steps  {spent[0]:6.0f} s, of the processor {spent[1]:6.0f} s", flush=True)

    with tempfile.TemporaryDirectory() as place:
        Told.base = Path(place) / "base"
        begin_year(Told.base)
        while Told.ran < steps:
            offices = min(OFFICES, 1 + (steps - Told.ran) // RUN)
            # On a busy machine a limit of time is broken now and then, so that a run differs from the one before it,
            # which hypothesis does not take: the search begins anew.
            with suppress(FlakyStrategyDefinition):
                run_state_machine_as_test(
                    Told,
                    settings=settings(
                        max_examples=offices, stateful_step_count=RUN, deadline=None, derandomize=False, database=None,
                        phases=[Phase.generate], print_blob=True, suppress_health_check=list(HealthCheck),
                    ),
                )  # fmt: skip
    print(f"{Told.ran:,} steps")
    for what, counted in (("done", Told.done), ("refused", Told.refused)):
        print(f"{what}: " + ", ".join(f"{code} {n}" for code, n in counted.most_common()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
