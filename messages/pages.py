"""Which page of the manual tells more about a refusal: by the room of its sentence, or by how its code begins."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from messages.rooms import rooms

BY_ROOM = {
    "administration": "docs/power.md", "approval": "docs/procedure.md", "assessment": "docs/assessment.md",
    "collection": "docs/procedure.md", "documents": "docs/documents.md", "intake": "docs/signatures.md",
    "numbering": "docs/procedure.md", "operations": "docs/security.md", "publication": "docs/publishing.md",
    "rules": "docs/procedure.md", "signatures": "docs/signatures.md",
    "templates": "docs/documents.md", "tray": "docs/tray.md", "watching": "docs/watching.md",
}  # fmt: skip
"""Room of ``messages.th`` -> page; a room without one has all it needs in its sentence."""
BY_CODE = {"hands_": "docs/hands.md", "site_": "docs/proving.md", "part_": "docs/parts.md"}
"""How a code begins -> page, before its room is asked."""


@cache
def _room_of() -> dict[str, str]:
    return {code: room.__name__.rpartition(".")[2] for room in rooms("th") for code in room.TOLD}


def pages(codes: Iterable[str]) -> list[str]:
    """The pages that tell more about these codes, each once, in their order."""
    found: dict[str, None] = {}
    for code in codes:
        page = next((page for begin, page in BY_CODE.items() if code.startswith(begin)), None)
        page = page or BY_ROOM.get(_room_of().get(code, ""))
        if page is not None:
            found[page] = None
    return list(found)
