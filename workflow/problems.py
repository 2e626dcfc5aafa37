"""What is wrong with a file an office wrote, as data: a code and facts, all of them at once, never the first alone.

The sentence is formed at the edge (workflow/words/inputs.py), so that wording can improve without touching a rule.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    `code` is stable and is what tests assert. `facts` holds what the sentence needs; where they apply: `file` (the
    name, without folder), `line` (1-based, as a text editor or Excel counts), `column` (the header as the office wrote
    it), `value` (as written), `suggestion` (the nearest right spelling, or None when nothing is near).
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class BadInput(Exception):  # noqa: N818 - a refusal, not a defect of the program
    """A file cannot be used. `problems` lists every reason, in the order of the file, and is never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None when none is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
