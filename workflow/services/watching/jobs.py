"""What is done behind the desk, the same whether a timer, a worker or nobody's queue asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workflow.services.context.office import Office
from workflow.services.watching.captures import Night as Held
from workflow.services.watching.captures import keep_changes
from workflow.services.watching.monthly import write_when_due
from workflow.services.watching.notices import Drained, Wording, drain
from workflow.services.watching.watch import Watched, watch


@dataclass(frozen=True, slots=True)
class Night:
    """What one night saw, kept as seen, wrote and told."""

    watched: Watched
    held: Held
    report: Path | None
    told: Drained


def night(office: Office, key: str, wording: Wording, *, everything: bool = False) -> Night:
    """Look at what is due, keep what changed, write the month's report when it is due, send what waits.

    Again finds nothing due.

    :raises NotLoggedIn: the key opens nothing. :raises Refused: the site has no address yet.
    """
    seen = watch(office, key, everything=everything)
    return Night(seen, keep_changes(office, key), write_when_due(office), drain(office, wording))
