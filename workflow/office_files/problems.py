"""What is wrong with a file an office wrote, as data: a code and facts, all of them at once, never the first alone.

`Problem` is the procedure's own `Unmet`. Its facts, where they apply: `file` (the name, without folder), `line`
(1-based, as a text editor or Excel counts), `column` (the header as the office wrote it), `value` (as written),
`suggestion` (the nearest right spelling, or None when nothing is near). The sentence is formed at the edge.
"""

import difflib
from collections.abc import Iterable

from workflow.rules.errors import BadInput, Unmet

__all__ = ["BadInput", "Problem", "nearest"]

Problem = Unmet


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None when none is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
