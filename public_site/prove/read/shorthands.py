"""Properties that stand for others (`margin`, `inset`, `font`, names by the direction of writing), written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

SHORTHANDS = frozenset(
    (
        "margin", "margin-inline", "margin-inline-start", "margin-block-start", "inset", "inset-inline",
        "inset-inline-start", "inset-block-start", "font",
    )
)  # fmt: skip
_SAME = {
    "margin-inline": "margin-left", "margin-inline-start": "margin-left", "margin-block-start": "margin-top",
    "inset-inline": "left", "inset-inline-start": "left", "inset-block-start": "top",
}  # fmt: skip
# The size in `font`: the number with a unit, or a bare 0; a bare number other than 0 is a weight.
_SIZE = re.compile(r"(?:^|\s)(0(?:\.0*)?|[\d.]+(?:px|r?em|pt|%|vw|vh))(?=[\s/]|$)")


def longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    """The properties that a shorthand sets, as far as they can hide something; Thai is written from the left."""
    if name in _SAME:
        yield _SAME[name], value.split()[0] if value else ""
    elif name == "font":
        size = _SIZE.search(value)
        if size is not None:
            yield "font-size", size.group(1)
    elif value:
        sides = value.split() if "(" not in value else [value] * 4
        top, right, bottom = sides[0], sides[1 % len(sides)], sides[2 if len(sides) > 2 else 0]
        left = sides[3] if len(sides) > 3 else right
        if name == "margin":
            yield from (("margin-top", top), ("margin-left", left))
        else:
            yield from (("top", top), ("right", right), ("bottom", bottom), ("left", left))
