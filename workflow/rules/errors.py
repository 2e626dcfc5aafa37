"""What the procedure refuses, as facts. Sentences are formed at the edge (``messages``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Unmet:
    """One thing that stands in the way of a step.

    :param code: stable name of the reason; ``messages`` has its sentence and what to do.
    :param facts: what the sentence is about, plain values only.
    :param who: who must act: a ``Capacity``, ``Role`` or ``Group`` value, a login, or ``None`` when it depends.
    :param waivable: whether ``oit exception request`` may lift it (separation of duty, route; never anything else).
    """

    code: str
    facts: Facts = field(default_factory=dict)
    who: str | None = None
    waivable: bool = False


class WorkflowError(Exception):
    """Anything this office's procedure refuses or cannot do. ``exit_code`` is what the terminal returns."""

    exit_code = 1

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Facts = facts

    @property
    def reasons(self) -> tuple[Unmet, ...]:
        """Every reason, never the first alone."""
        return (Unmet(self.code, self.facts),)


class Refused(WorkflowError):
    """A step of the procedure was asked for and is refused."""

    def __init__(self, code: str, step: str, reasons: Sequence[Unmet] = (), **facts: object) -> None:
        super().__init__(code, step=step, **facts)
        self.step = step
        self._reasons = tuple(reasons)

    @property
    def reasons(self) -> tuple[Unmet, ...]:
        return self._reasons or (Unmet(self.code, self.facts),)


class WrongState(Refused):
    """The step does not start in the state the item is in."""


class WrongRole(Refused):
    """The step starts here, but not for this person."""


class NeedNotMet(Refused):
    """State and person fit; one or more needs of the row do not."""


class CheckFailed(Refused):
    """The step's own work did not pass its checks; everything is as it was."""


class NotFound(WorkflowError):
    """No such item, person, memo, book, file."""

    exit_code = 2


class NotLoggedIn(WorkflowError):
    """The command changes something and nobody is logged in, or the password or passphrase is wrong."""


class Conflict(WorkflowError):
    """Another person's step was recorded first; nothing of ours was (exit code 3)."""

    exit_code = 3


class Declined(WorkflowError):
    """The person who was asked said no: nothing was recorded, and nothing failed (exit code 0)."""

    exit_code = 0


class BadInput(WorkflowError):
    """A file or a table handed in cannot be used as it is; ``problems`` lists every one."""

    def __init__(self, code: str, problems: Sequence[Unmet] = (), **facts: object) -> None:
        super().__init__(code, **facts)
        self.problems = tuple(problems)

    @property
    def reasons(self) -> tuple[Unmet, ...]:
        return self.problems or super().reasons


class MissingOnMachine(WorkflowError):
    """A program or font this machine lacks (exit code 4); the facts name the package to install."""

    exit_code = 4
