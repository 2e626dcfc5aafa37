"""A plugin of coverage.py, for what the program starts itself: ``make coverage`` alone loads it.

Processes that are started with an environment of their own are told to measure all the same, and a child that may not
write a byte may write what was measured. Nothing else about them changes.
"""

from __future__ import annotations

import os
import resource
import subprocess
from pathlib import Path
from typing import Any

_TOLD = "COVERAGE_PROCESS_CONFIG"
_MEASURED = str(Path(__file__).parents[1] / "build" / "coverage")


def coverage_init(registry: Any, options: Any) -> None:
    """Called by coverage.py in each process that it measures."""
    start, limit = subprocess.Popen.__init__, resource.setrlimit

    def started(self: Any, *args: Any, **how: Any) -> None:
        if how.get("env") is not None and _TOLD in os.environ:
            how["env"] = {**how["env"], _TOLD: os.environ[_TOLD]}
        start(self, *args, **how)

    def limited(kind: int, limits: tuple[int, int]) -> None:
        if kind != resource.RLIMIT_FSIZE:
            limit(kind, limits)

    from signatures.sandbox import confinement

    confine = confinement.confine

    def confined(**how: Any) -> frozenset[str]:
        return confine(**{**how, "writable": [*how.get("writable", ()), _MEASURED]})

    confinement.confine = confined
    subprocess.Popen.__init__ = started  # type: ignore[method-assign]
    resource.setrlimit = limited
    registry.add_configurer(_Nothing())


class _Nothing:
    """coverage.py wants to be given something."""

    def configure(self, config: Any) -> None:
        return None
