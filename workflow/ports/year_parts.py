"""Parts of an item's year (งวด) as the public sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePart:
    """One part of the item's year, such as a month.

    `nil` is the statement that there is nothing in it, "" where there are files. `late`: it is not there though its day
    is over, and the item is not current. `memo` is the number of the memo with which the head signed it.
    """

    key: str
    title_th: str
    title_en: str
    there: bool
    due: date
    late: bool = False
    nil: str = ""
    memo: str = ""
