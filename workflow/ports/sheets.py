"""Tables for spreadsheets: heads in Thai, numbers and days as such."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class TidyTable:
    """One table: a row for each thing, a column for each fact. ``key`` is stable and ASCII."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
