"""A command over many things gives a result for each; one failure does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workflow.rules.errors import WorkflowError


@dataclass(frozen=True, slots=True)
class Outcome:
    """``error`` ``None``: done. ``note``: what to tell beside it (a memo number, an address)."""

    what: str
    error: WorkflowError | None = None
    note: str = ""


def each(
    things: Iterable[str],
    do: Callable[[str], str | None],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Outcome]:
    """Run ``do`` for each; a refusal becomes that thing's result. Other errors (a full disk) stop everything."""
    wanted = list(things)
    results: list[Outcome] = []
    for number, thing in enumerate(wanted, 1):
        try:
            results.append(Outcome(thing, None, do(thing) or ""))
        except WorkflowError as refused:
            results.append(Outcome(thing, refused))
        progress(number, len(wanted))
    return results
