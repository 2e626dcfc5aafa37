"""SHA-256 of the beginning of a file, reckoned once and beside the parsing, and what goes on from it."""

from __future__ import annotations

import hashlib
import threading
from typing import Any

BESIDE = 8 * 1024 * 1024
"""From so many bytes on a second thread pays: OpenSSL hashes without holding the interpreter's lock."""


class Hashed:
    """SHA-256 over the first ``length`` bytes, to go on from: a large file is hashed once, not three times."""

    def __init__(self, data: bytes, length: int) -> None:
        self.length = length
        self._beginning = memoryview(data)[:length]
        self._state: Any = None
        self._thread: threading.Thread | None = None
        if length >= BESIDE:
            thread = threading.Thread(target=self._reckon, daemon=True)
            try:
                thread.start()
            except RuntimeError:  # no room for a thread within the limits of the child process
                return
            self._thread = thread

    def state(self) -> Any:
        """A copy of the state after the beginning, to be updated with what follows. Waits for the thread."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._state is None:
            self._reckon()
        return self._state.copy()

    def _reckon(self) -> None:
        self._state = hashlib.sha256(self._beginning)
