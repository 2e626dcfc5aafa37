"""Bars for a terminal, of block elements in eighths: every terminal with Thai letters has them."""

from __future__ import annotations

from decimal import Decimal

_PARTS = " ▏▎▍▌▋▊▉"
FULL = "█"


def bar(value: Decimal | None, width: int, full: Decimal = Decimal(100)) -> str:
    """A bar of ``width`` columns for a value out of ``full``, its rest dotted; nothing but dots when it is None."""
    if value is None or full <= 0:
        return "·" * width
    eighths = int(min(max(value / full, Decimal(0)), Decimal(1)) * width * 8)
    whole, rest = divmod(eighths, 8)
    part = _PARTS[rest] if rest else ""
    return FULL * whole + part + "·" * (width - whole - len(part))


def stacked(parts: tuple[int, ...], width: int, marks: str = "█▓░") -> str:
    """A bar of ``width`` columns shared by counts; every count that is not zero has a column, and all are filled."""
    whole = sum(parts)
    if not whole:
        return "·" * width
    columns = [max(part * width // whole, 1) if part else 0 for part in parts]
    while sum(columns) != width:
        # The largest gives or takes: what a column more or less changes least.
        at = columns.index(max(columns))
        columns[at] += 1 if sum(columns) < width else -1
    return "".join(mark * count for mark, count in zip(marks, columns, strict=False))
