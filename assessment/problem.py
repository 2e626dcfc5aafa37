"""What is wrong with a file: a code and facts, all of them at once; sentences are formed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    :param code: stable name.
    :param facts: ``file``, ``line`` (1-based), ``column``, ``value``, ``key`` where they apply, and the code's own.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class NotUsable(Exception):
    """A file that is refused whole, with every problem in it; nothing of it is taken."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)
