"""What is read of rows that are told on the public site: as little of each as is said there, since years add up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where the bytes of an item's file stand, or stood until a moment."""

    item_id: int
    url: str
    sha256: str | None
    until: datetime | None


class HandedIn(NamedTuple):
    """A file or a web location as it was handed in."""

    name: str
    media_type: str | None
    capture: Mapping[str, Any] | None
