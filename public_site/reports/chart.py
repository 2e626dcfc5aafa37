"""A small chart of what was seen, day by day: a row for each month, a square for each day. SVG, without script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from xml.sax.saxutils import escape

from workflow.ports.site import Severity
from workflow.thai import short_date

_COLOURS = {
    Severity.OK: ("#1a7f4b", "พบ"),
    Severity.CAUTION: ("#8fbc5a", "พบ มีข้อสังเกต"),
    Severity.UNKNOWN: ("#d9a514", "บอกไม่ได้"),
    Severity.BROKEN: ("#b3261e", "ไม่พบ"),
    Severity.DANGER: ("#5b0f0b", "อันตราย"),
}
_NONE = ("#e4e4e4", "ไม่ได้ดู")
_SIDE, _GAP, _LEFT, _TOP = 14, 3, 78, 22
Month = tuple[date, Sequence[Severity | None]]


def chart(title: str, months: Sequence[Month]) -> str:
    """The chart as SVG text; every square says its day and what was seen, for who cannot tell colours apart."""
    step = _SIDE + _GAP
    width, height = _LEFT + 31 * step, _TOP + len(months) * step + 26
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="Sarabun, sans-serif" font-size="11"><title>{escape(title)}</title>'
    ]
    parts += [
        f'<text x="{_LEFT + (number - 1) * step + _SIDE / 2}" y="14" text-anchor="middle">{number}</text>'
        for number in (1, 5, 10, 15, 20, 25, 30)
    ]
    for at, (first, days) in enumerate(months):
        y = _TOP + at * step
        name = short_date(first).partition(" ")[2]
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 11}" text-anchor="end">{escape(name)}</text>')
        for number, seen in enumerate(days):
            colour, said = _COLOURS[seen] if seen is not None else _NONE
            told = f"{short_date(first + timedelta(days=number))}: {said}"
            parts.append(
                f'<rect x="{_LEFT + number * step}" y="{y}" width="{_SIDE}" height="{_SIDE}" rx="2" fill="{colour}">'
                f"<title>{escape(told)}</title></rect>"
            )
    x, y = _LEFT, _TOP + len(months) * step + 8
    for colour, said in (*_COLOURS.values(), _NONE):
        parts.append(f'<rect x="{x}" y="{y}" width="{_SIDE}" height="{_SIDE}" rx="2" fill="{colour}"/>')
        parts.append(f'<text x="{x + _SIDE + 4}" y="{y + 11}">{escape(said)}</text>')
        x += _SIDE + 20 + 7 * len(said)
    return "".join([*parts, "</svg>"])
