"""Thailand's time: seven hours ahead of UTC all year, without daylight saving since 1920: no zone database is asked."""

from __future__ import annotations

from datetime import timedelta, timezone

BANGKOK = timezone(timedelta(hours=7), "+07")
"""The zone in which days are counted, numbers restart and appointments begin and end."""
