"""Why the work on an item came back: sent back by somebody on the way, or a group's part that was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.rules.errors import Unmet

if TYPE_CHECKING:
    from workflow.records.models import Item


def sent_back(item: Item) -> Unmet | None:
    """Why the item was sent back, until it is submitted again: what its clerk and its director have to know first."""
    if item.returned is None:
        return None
    code = "sent_back_because" if item.returned.get("reason") else "excepted_because"
    return Unmet(code, {"item": item.code, **item.returned})


def came_back(item: Item, task: str, name: str) -> Unmet | None:
    """Why a task of an inbox is there again.

    :param task: as an inbox names it, ``contribute:hr``; ``name``: of the item, with its year where it needs one.
    """
    what, _, group = task.partition(":")
    part = next((p for p in item.parts if what == "contribute" and p.group_key == group), None)
    if part is not None and part.refusal is not None and part.status == "refused":
        return Unmet("part_refused", {"item": name, "group": group, "reason": part.refusal})
    back = sent_back(item)
    return Unmet(back.code, {**back.facts, "item": name}) if back is not None else None
