"""Publishing holds all that is online at once; Python's search for unused rings would go over it again and again.

With ten years online that was a third of a publish. What is held is freed when the step is over, rings or not, so a
search is worth its time only after many times as many objects as usual.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (100_000, 50, 100)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the search for unused rings come seldom while the block, or the function, runs."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
