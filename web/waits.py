"""Who failed to log in waits: longer with each failure, by name and by address, so that nothing is guessed.

A name alone would let anybody lock a colleague out; so a name waits for seconds, an address for minutes. Nothing says
whether a name is somebody's.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

FREE = 4
"""Failures in a row that cost nothing."""
LONGEST_NAME = 30.0
LONGEST_ADDRESS = 900.0
FORGOTTEN = 1800.0
"""Seconds after which a failure is forgotten."""
REMEMBERED = 5000


class Waits:
    """Failures by name and by address. :param clock: seconds that never go back."""

    def __init__(self, clock: object = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._failed: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def _now(self) -> float:
        return float(self._clock())  # type: ignore[operator]

    def left(self, name: str, address: str) -> float:
        """Seconds until another try is looked at; 0: now."""
        with self._guard:
            by_name = self._left(("name", name.casefold()), LONGEST_NAME)
            return max(by_name, self._left(("address", address), LONGEST_ADDRESS))

    def _left(self, key: tuple[str, str], longest: float) -> float:
        times, last = self._failed.get(key, (0, 0.0))
        if times <= FREE:
            return 0.0
        return max(0.0, last + min(longest, 2.0 ** (times - FREE)) - self._now())

    def failed(self, name: str, address: str) -> None:
        """Somebody gave a wrong name, password or code."""
        with self._guard:
            now = self._now()
            for key in (("name", name.casefold()), ("address", address)):
                times, last = self._failed.pop(key, (0, now))
                self._failed[key] = (1 if now - last > FORGOTTEN else times + 1, now)
            while len(self._failed) > REMEMBERED:
                self._failed.popitem(last=False)

    def passed(self, name: str, address: str) -> None:
        """Somebody logged in: what they mistyped before is forgotten. What others tried from there is not."""
        with self._guard:
            self._failed.pop(("name", name.casefold()), None)
            times, last = self._failed.get(("address", address), (0, 0.0))
            if times <= FREE:
                self._failed.pop(("address", address), None)
            else:
                self._failed[("address", address)] = (times - 1, last)
