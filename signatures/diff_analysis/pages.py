"""Pages and what belongs to them: which one a widget stands on, which lists are theirs, in what two of them differ."""

from __future__ import annotations

from typing import Any

from signatures.diff_analysis.compare import canonical, number_of, unlike
from signatures.diff_analysis.looks import Box
from signatures.diff_analysis.widgets import box_of, numbers
from signatures.pdf.objects import follow, get, is_reference, items, raw, raw_items

_EDGES = {"/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}
_ROUNDED = 0.001
"""Points by which an edge of a page may differ: a quarter of a thousandth of a millimetre."""


def page_of(root: Any, widget: tuple[int, int]) -> tuple[int | None, list[Box]]:
    """The page on which a widget stands, counted from 0, and the places of the other fields on it; None unless there is
    exactly one.

    :param root: the catalogue, whose tree of pages has been walked before: there is no circle in it.
    """
    found: list[tuple[int, list[Box]]] = []
    stack, number = [get(root, "/Pages")], 0
    while stack:
        node = stack.pop()
        if isinstance(node, dict) and "/Kids" in node:
            stack += reversed(items(get(node, "/Kids")))
            continue
        annotations = raw_items(get(node, "/Annots"))
        mine = [is_reference(item) and number_of(item.reference) == widget for item in annotations]
        if any(mine):
            others = [follow(item) for item, is_mine in zip(annotations, mine, strict=True) if not is_mine]
            boxes = [box_of(item) for item in others if get(item, "/Subtype") == "/Widget"]
            found += [(number, [box for box in boxes if box is not None])] * sum(mine)
        number += 1
    return found[0] if len(found) == 1 else (None, [])


def lists(root: Any) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Arrays of their own that are a page's annotations, and those that are its content or its parent's kids: a list
    may grow only when it is nothing else.

    :param root: as for :func:`page_of`.
    """
    annotations: set[tuple[int, int]] = set()
    others: set[tuple[int, int]] = set()
    stack = [get(root, "/Pages")]
    while stack:
        node = stack.pop()
        for key, place in (("/Annots", annotations), ("/Contents", others), ("/Kids", others)):
            value = raw(node, key)
            if is_reference(value):
                place.add(number_of(value.reference))
        stack += items(get(node, "/Kids"))
    return annotations, others


def unlike_pages(old: Any, new: Any) -> set[str]:
    """Keys in which two pages differ; edges that were rounded anew do not (pdfsignerpy reckons with 24 bits)."""
    return {key for key in unlike(old, new) if key not in _EDGES or not _rounded(get(old, key), get(new, key))}


def _rounded(old: Any, new: Any) -> bool:
    one, other = numbers(old), numbers(new)
    if one is None or other is None or len(one) != len(other):
        return False
    return all(abs(a - b) < _ROUNDED for a, b in zip(one, other, strict=True))


_STRUCTURE = {"/StructTreeRoot": {"/K", "/ParentTree", "/ParentTreeNextKey"}, "/StructElem": {"/K"}}
"""What of the structure's root and of an element may grow."""
_MOST_NODES = 2000


def structure_grew(root: Any, key: tuple[int, int], old: Any, new: Any) -> bool:
    """Whether an object that was written again is of the document's structure (14.7) and only has more listed in it:
    its root, an element, or a node of the tree that leads from content to elements."""
    kind = get(old, "/Type")
    if kind in _STRUCTURE:
        return kind == get(new, "/Type") and not unlike(old, new) - _STRUCTURE[kind] and _begins(old, new, "/K")
    waiting = [raw(get(root, "/StructTreeRoot"), "/ParentTree")]
    for _ in range(_MOST_NODES):
        if not waiting:
            break
        node = waiting.pop()
        if is_reference(node) and (node.idnum, node.generation) == key:
            return not unlike(old, new) - {"/Nums", "/Limits"} and _begins(old, new, "/Nums")
        waiting += raw_items(get(follow(node), "/Kids"))
    return False


def _begins(old: Any, new: Any, key: str) -> bool:
    """Whether a list is the old one and perhaps more; one thing alone is a list of one."""
    before, after = (
        raw_items(get(each, key)) or ([raw(each, key)] if raw(each, key) is not None else []) for each in (old, new)
    )
    return [canonical(item) for item in before] == [canonical(item) for item in after[: len(before)]]
