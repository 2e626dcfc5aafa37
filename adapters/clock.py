"""The machine's clock, in the office's time zone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

BANGKOK = timezone(timedelta(hours=7), "+07")
"""Thailand keeps UTC+7 all year."""


class SystemClock:
    """The machine's clock, in the office's time zone."""

    def now(self) -> datetime:
        return datetime.now(BANGKOK)
