"""How far a proof goes before it says that it stopped."""

from __future__ import annotations

from dataclasses import dataclass

PAGES = 6000
SECONDS = 300.0
PACE = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a proof goes before it says that it stopped, and how fast.

    `pages` are addresses asked at most, `seconds` the time for the walk, `clicks` the distance from the home page.
    `pace` are requests a second to each server, 0 for no limit; this very machine is never slowed. `workers` are
    requests at a time: six as browsers have; more than two only wait for each other while this very process serves
    the site. `look_seconds` is the time a browser may take for a second look, None for as long as the items need.
    """

    pages: int = PAGES
    seconds: float = SECONDS
    clicks: int = 12
    pace: float = PACE
    workers: int = 6
    look_seconds: float | None = None
