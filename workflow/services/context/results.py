"""A command over many things gives a result for each; one failure does not stop the rest."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workflow.records.errors import Undone
from workflow.records.writing import again, undone_alone, writes
from workflow.rules.errors import Facts, Unmet, WorkflowError

if TYPE_CHECKING:
    from workflow.ports.scans import ScanHint
    from workflow.services.context.use_case import UseCase

T = TypeVar("T")
_FIRST_PAUSE = 0.02
"""Seconds before a command is begun anew for the first time."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell beside a result: a code with its facts, whose sentence is formed at the counter."""

    code: str
    facts: Facts


def of_item(code: str, name: str) -> str:
    """An item's code and a file's name, the code once: files are often named by their item."""
    return name if re.match(rf"{re.escape(code)}(?![0-9])", name, re.IGNORECASE) else f"{code} {name}"


@dataclass(frozen=True, slots=True)
class PageHint:
    """One hint on one paper; ``item`` ``None``: the memo. ``path`` of its picture, if it has one."""

    item: str | None
    file: str
    hint: ScanHint
    path: Path | None = None

    def facts(self) -> dict[str, object]:
        """Which paper it is on, for sentences."""
        return {"item": self.item, "file": self.file}

    def sentence(self, language: str) -> tuple[str, str]:
        """The sentence, and what to do about it: nothing is empty."""
        hint = self.hint
        return (hint.en, hint.do_en) if language.startswith("en") else (hint.th, hint.do_th)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``error`` ``None``: done. ``note``: what to tell beside it (a memo number, an address).

    ``notices``: what was done beyond what was asked, or is to be looked at. ``hints``: those on the scans of a memo,
    which do not say whether it was done; ``None``: nothing was compared.
    """

    what: str
    error: WorkflowError | None = None
    note: str | Notice = ""
    notices: tuple[Unmet, ...] = ()
    hints: tuple[PageHint, ...] | None = None


def each_within(
    use_case: UseCase,
    things: Iterable[str],
    do: Callable[[str], str | None],
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Outcome]:
    """As :func:`each`, in one transaction: what a refused one had written is undone alone, the caller commits the rest.

    One transaction for a whole command waits for the disk once, and reads people and cycle once. Nearly always nothing
    is refused that had written: then all is written together in the end. Else everything is undone, and done again one
    by one.
    """
    wanted = list(things)
    results = _together(use_case, wanted, do) if len(wanted) > 1 else None
    if results is not None:
        for number in range(1, len(wanted) + 1):
            progress(number, len(wanted))
        return results

    def one(thing: str) -> str | None:
        try:
            with undone_alone(use_case.session):
                return do(thing)
        except WorkflowError:
            use_case.start_over()
            raise

    return each(wanted, one, progress)


class _HadWritten(Exception):
    """Something was refused that had written already."""


def _together(use_case: UseCase, wanted: Sequence[str], do: Callable[[str], str | None]) -> list[Outcome] | None:
    """A result for each; ``None``: nothing was done after all."""
    session, results = use_case.session, list[Outcome]()
    try:
        with undone_alone(session):
            for thing in wanted:
                before = writes(session)
                try:
                    results.append(Outcome(thing, None, do(thing) or ""))
                except WorkflowError as refused:
                    if writes(session) != before:
                        raise _HadWritten from refused
                    results.append(Outcome(thing, refused))
    except _HadWritten:
        use_case.start_over()
        return None
    return results


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
            results.append(Outcome(thing, None, again(partial(do, thing)) or ""))
        except WorkflowError as refused:
            results.append(Outcome(thing, refused))
        progress(number, len(wanted))
    return results


def begun_anew(error: WorkflowError, do: Callable[[], T], recorded: Callable[[], bool]) -> T:
    """Do once more what the database undid for another's sake, as long as nothing of it was recorded.

    :param error: what the first try ended with. :raises WorkflowError: ``error``, where it was something else or
        something was recorded; otherwise what the last try ends with.
    """

    def pause(seconds: float) -> None:
        if recorded():
            raise error
        time.sleep(seconds)

    if not isinstance(error, Undone):
        raise error
    pause(_FIRST_PAUSE)
    return again(do, pause)
