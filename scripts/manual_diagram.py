"""The procedure as a picture: inline SVG laid out from the table, the way forward down the middle, ways back beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from workflow.rules.states import Capacity, State
from workflow.rules.table import STEPS, Step

BOX_WIDTH, BOX_HEIGHT, GAP = 372, 64, 100
LEFT, TOP = 306, 8
LANE = 116
INK, BACK, PAPER = "#1b2a41", "#8a3b12", "#ffffff"


@dataclass(frozen=True)
class _Lane:
    """One way beside the boxes: from each of the sources up to one state, or down past others. ``column``: from 0."""

    label: str
    sources: tuple[int, ...]
    dest: int
    column: int

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last state it runs beside."""
        return min(*self.sources, self.dest), max(*self.sources, self.dest)

    def meets(self, other: _Lane) -> bool:
        """Whether both run beside the same stretch."""
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]


def _index(state: State) -> int:
    return list(State).index(state)


def _top(at: int) -> float:
    return TOP + at * (BOX_HEIGHT + GAP)


def lanes() -> list[_Lane]:
    """The ways back, and forward past a state, short ones inside, rows of one step joined; two that do not overlap
    share a column.
    """
    joined: dict[tuple[str, State], list[Step]] = {}
    for step in STEPS:
        if _index(step.dest) < _index(step.source) or _index(step.dest) > _index(step.source) + 1:
            joined.setdefault((step.th, step.dest), []).append(step)
    ways = [_Lane(th, tuple(_index(s.source) for s in rows), _index(dest), 0) for (th, dest), rows in joined.items()]
    found: list[_Lane] = []
    for way in sorted(ways, key=lambda way: (way.span[1] - way.span[0], way.dest)):
        column = 0
        while any(lane.column == column and lane.meets(way) for lane in found):
            column += 1
        found.append(_Lane(way.label, way.sources, way.dest, column))
    return found


def procedure() -> str:
    """The diagram as one ``<svg>`` element, without anything from outside."""
    states = list(State)
    found = lanes()
    width = LEFT + BOX_WIDTH + 40 + LANE * (max(lane.column for lane in found) + 1)
    height = _top(len(states) - 1) + BOX_HEIGHT + TOP
    parts = [
        f'<svg class="procedure" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="แผนผังขั้นตอน">',
        "<defs>",
        _arrow("forward", INK),
        _arrow("back", BACK),
        "</defs>",
        *_boxes(states),
        *_forward(states),
        *_loops(),
        *_back(found),
        "</svg>",
    ]
    return "".join(parts)


def _arrow(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        f'orient="auto-start-reverse"><path d="M0,0.8 L10,5 L0,9.2 z" fill="{colour}"/></marker>'
    )


def _text(x: float, y: float, words: str, *, size: float = 20, colour: str = INK, anchor: str = "start",
          bold: bool = False) -> str:  # fmt: skip
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"{weight} '
        f'paint-order="stroke" stroke="{PAPER}" stroke-width="5" stroke-linejoin="round">{escape(words)}</text>'
    )


def _boxes(states: list[State]) -> Iterator[str]:
    for at, state in enumerate(states):
        last = at == len(states) - 1
        fill, ink = (INK, PAPER) if last else ("#eef2f7", INK)
        yield (
            f'<rect x="{LEFT}" y="{_top(at):g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6" fill="{fill}" '
            f'stroke="{INK}" stroke-width="1.4"/>'
        )
        yield (
            f'<text x="{LEFT + BOX_WIDTH / 2:g}" y="{_top(at) + BOX_HEIGHT / 2 + 7:g}" font-size="21" '
            f'font-weight="700" fill="{ink}" text-anchor="middle">{escape(state.th)}</text>'
        )


def _who(step: Step) -> str:
    return " / ".join(who.th for who in Capacity if who in step.who)


def _forward(states: list[State]) -> Iterator[str]:
    x = LEFT + BOX_WIDTH / 2
    for at in range(len(states) - 1):
        rows = [s for s in STEPS if (_index(s.source), _index(s.dest)) == (at, at + 1)]
        start, end = _top(at) + BOX_HEIGHT, _top(at + 1) - 2
        offsets = [(n - (len(rows) - 1) / 2) * 90 for n in range(len(rows))]
        for row, offset in zip(rows, offsets, strict=True):
            yield (
                f'<path d="M{x + offset:g},{start:g} V{end:g}" stroke="{INK}" stroke-width="1.8" fill="none" '
                f'marker-end="url(#forward)"/>'
            )
            # One way on: its words stand at its left, where no way back runs. A second one's stand at its right.
            right = offset > 0
            at_x, anchor = (x + offset + 10, "start") if right else (x + offset - 10, "end")
            middle = (start + end) / 2
            yield _text(at_x, middle - 3, row.th, bold=True, anchor=anchor)
            yield _text(at_x, middle + 19, f"โดย {_who(row)}", size=17, anchor=anchor)


def _loops() -> Iterator[str]:
    for step in STEPS:
        if step.source is not step.dest:
            continue
        top = _top(_index(step.source))
        a, b = top + 14, top + BOX_HEIGHT - 14
        yield (
            f'<path d="M{LEFT},{a:g} H{LEFT - 26} V{b:g} H{LEFT - 2}" stroke="{INK}" stroke-width="1.8" fill="none" '
            f'marker-end="url(#forward)"/>'
        )
        yield _text(LEFT - 34, top + BOX_HEIGHT / 2 - 2, step.th, bold=True, anchor="end")
        for line, who in enumerate(f"โดย {_who(step)}".split(" / ")):  # one above the other: the margin is narrow
            yield _text(LEFT - 34, top + BOX_HEIGHT / 2 + 20 + 20 * line, who, size=17, anchor="end")


def _back(found: list[_Lane]) -> Iterator[str]:
    edge = LEFT + BOX_WIDTH
    outermost = max(lane.column for lane in found)
    labels = []
    for lane in found:
        x = edge + 46 + LANE * lane.column
        # Lines leave a box in its upper half and enter in its lower half, each column at a height of its own, so that
        # no two lie on each other and an outer one does not cross an inner one on its way in.
        apart = BOX_HEIGHT / (2 * (outermost + 2)) * (outermost - lane.column) + 6
        down = lane.dest > max(lane.sources)
        apart = -apart if down else apart
        into = _top(lane.dest) + BOX_HEIGHT / 2 + apart
        for source in lane.sources:
            out = _top(source) + BOX_HEIGHT / 2 - apart
            first = source == lane.sources[-1]
            path = f"M{edge},{out:g} H{x:g}" + (f" V{into:g} H{edge + 2}" if first else "")
            head = ' marker-end="url(#back)"' if first else ""
            yield f'<path d="{path}" stroke="{BACK}" stroke-width="1.6" fill="none" stroke-linejoin="round"{head}/>'
            if not first:
                yield f'<circle cx="{x:g}" cy="{out:g}" r="3" fill="{BACK}"/>'
        gap = min(lane.sources) + 1 if down else max(lane.sources)
        middle = _top(gap) - GAP / 2 + 5
        labels.append(_text(x, middle, lane.label, size=20, colour=BACK, anchor="middle", bold=True))
    yield from labels
