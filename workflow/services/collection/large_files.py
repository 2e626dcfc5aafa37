"""A photograph has megabytes, and each step to its issued form holds them several times over: what one step held is
given back before the next."""

from __future__ import annotations

import gc
from contextlib import suppress

LARGE = 4 << 20
"""Bytes from which on the memory of a file is given back step by step; that costs some 50 ms."""


def let_go(pdf: bytes) -> None:
    """What a step held of a large file is let go of before the next: its objects hold each other in rings, which
    Python looks for when many objects were made, and a photograph is few objects of many megabytes. What pdfium and
    Python freed goes back to the system where its library can be told so (glibc)."""
    if len(pdf) > LARGE:
        import ctypes

        gc.collect()
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
