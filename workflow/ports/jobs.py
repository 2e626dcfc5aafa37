"""Work that is done behind the desk, by whichever worker is free. Each job may be done twice and killed anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

NOTICES, WATCH, PROOF, CAPTURE, CONVERT, PROVINCE = "notices", "watch", "proof", "capture", "convert", "province"
QUEUES = {
    NOTICES: "notices", WATCH: "night", PROOF: "proofs", CAPTURE: "captures", CONVERT: "documents", PROVINCE: "reports",
}  # fmt: skip
"""Job -> the queue it waits in. The names are stored: they stay."""
TRIES = 5
"""How often a job is tried, a killed worker counted too, before it waits for somebody to look at it."""


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was tried in vain. ``reason``: what went wrong last, a code of ours or the error's own words."""

    name: str
    tries: int
    reason: str


NO_SITE = "nothing_to_watch"
"""Why a night looked at nothing: the office has set no address of its site."""


@dataclass(frozen=True, slots=True)
class Idle:
    """What a job gives that had nothing to do: it has ended, and is no failure. ``code``: why."""

    code: str


class Jobs(Protocol):
    """Where an office's jobs wait."""

    def defer(self, transaction: Any, name: str, at: datetime | None = None) -> None:
        """Have a job done once the transaction is kept, and never if it is not.

        :param transaction: the session that records what the job follows from.
        :param at: not before. One that waits already is enough.
        """
        ...
