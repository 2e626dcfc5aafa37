"""The machine's clock, in the office's time zone."""

from __future__ import annotations

from datetime import datetime

from workflow.thai.zone import BANGKOK


class SystemClock:
    """The machine's clock, in the office's time zone."""

    def now(self) -> datetime:
        return datetime.now(BANGKOK)
