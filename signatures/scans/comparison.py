"""What a scanned page, laid over the issued one, has that the issued one has not: print that differs, marks added.

All lengths of the rules are in points and areas in square points, so that they hold at every resolution. The rules
were chosen on simulated scans (docs/signatures.md has the rates); they look at dark and light, and know nothing of
signatures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from signatures.scans.registration import POINT, Ink, ink, search

if TYPE_CHECKING:
    from PIL.Image import Image

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
"""Upper left corners of squares, as rows of (row, column) in pixels."""
Area = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the upper left corner of the page."""

TILE = 12.0
REACH = 2.5
DIFFERS = 0.12
"""A tile differs when 1 - correlation is above this at its best place within ``REACH``."""
_ENOUGH_PRINT = 4.0
GONE = 0.35
"""Print of the issued page, in square points at full black, that must be missing in a tile that differs by this."""
_SOFT = np.float32(25)
_EXPLAINED = 2.0
"""Marks this near to print of the issued page are the printer's and the scanner's, not a pen's."""
_DARK, _FAINT = 40, 22
"""How much darker than the paper, softened, a mark is (of 255): anywhere, and in the box, where pencil counts too."""
INK_AREA, INK_EXTENT = 40.0, 10.0
"""Less than this in the box is dirt."""
_SPOT, _SPOT_AREA, _SPOT_EXTENT = 36.0, 14.0, 8.0
"""The same outside the box, where a tick or one digit has to be seen: within a square of this side."""
EDGE = 18.0
"""The rim of the page, where scanners leave shadows, is not looked at."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks that the issued page does not explain. ``extent`` is the longer side of what they cover."""

    area: float
    extent: float

    @property
    def ink(self) -> bool:
        return self.area >= INK_AREA and self.extent >= INK_EXTENT


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that differs; ``weight`` compares spots of one kind."""

    area: Area
    weight: float


class Pair:
    """An issued page and the scan laid over it, both grey pictures of the same size at ``registering.DPI``."""

    def __init__(self, issued: Image, laid: Image, covered: Image, hidden: list[Area]) -> None:
        """:param covered: 255 where there is scan. :param hidden: places not compared: the printed codes."""
        from PIL import ImageFilter

        self.issued, self.laid = issued, laid
        paper = _paper(laid)
        # A printer and a scanner soften what is drawn sharp: both are softened, so that sharpness does not count.
        soft = ImageFilter.GaussianBlur(1.5)
        self._page = ink(issued.filter(soft))
        self._scan = np.maximum(paper - np.asarray(laid.filter(soft), dtype=np.float32), 0)
        for area in hidden:
            self._page[_slices(area, self._page.shape)] = self._scan[_slices(area, self._page.shape)] = 0
        self._covered: Mask = np.asarray(covered) > 0
        self._unprinted: Mask | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in points."""
        return self._page.shape[1] / POINT, self._page.shape[0] / POINT

    def marks(self, area: Area) -> Marks:
        """The marks within an area that the issued page does not explain."""
        here = _slices(area, self._page.shape)
        return _measured((self._scan[here] > _FAINT) & self._white()[here])

    def added(self) -> Mask:
        """Where the scan is dark and the issued page is white all around."""
        return (self._scan > _DARK) & self._white()

    def _white(self) -> Mask:
        """Where the issued page explains no mark and there is scan."""
        if self._unprinted is None:
            self._unprinted = ~_widened(self._page > 30, round(_EXPLAINED * POINT)) & self._covered
        return self._unprinted

    def written(self, besides: Area | None) -> list[Spot]:
        """Places with marks added outside the codes, the rim and one more area (the box to sign in)."""
        found = self.added()
        rim = round(EDGE * POINT)
        found[:rim] = found[-rim:] = False
        found[:, :rim] = found[:, -rim:] = False
        if besides is not None:
            found[_slices(besides, found.shape)] = False
        side = round(_SPOT * POINT)
        spots = []
        for row in range(0, found.shape[0], side // 2):
            if not found[row : row + side].any():
                continue
            for column in range(0, found.shape[1], side // 2):
                here = _measured(found[row : row + side, column : column + side])
                if here.area >= _SPOT_AREA and here.extent >= _SPOT_EXTENT:
                    spots.append(Spot(_area(row, column, side), here.area))
        return [self._tight(found, spot) for spot in merged(spots)]

    def _tight(self, found: Mask, spot: Spot) -> Spot:
        """The spot as large as its marks, and as heavy."""
        rows, columns = _slices(spot.area, found.shape)
        down, right = np.nonzero(found[rows, columns])
        left, top = columns.start + int(np.min(right)), rows.start + int(np.min(down))
        to_right, bottom = columns.start + int(np.max(right)), rows.start + int(np.max(down))
        area = left / POINT, top / POINT, to_right / POINT, bottom / POINT
        return Spot(area, len(right) / POINT**2)

    def altered(self, written: list[Area]) -> list[Spot]:
        """Places where print of the issued page is not on the scan as it was issued, the worst first.

        Two measures: how like the two are (what was printed instead shows), and print that is gone (a dropped tone
        mark shows, and a pen that went over it does not).

        :param written: where a pen or a stamp went over the page: there only the second measure counts.
        """
        side = round(TILE * POINT)
        places = self._tiles(side)
        if not len(places):
            return []
        unlike = 1 - search(self._page, self._scan, places, side, 1)[0]
        doubtful = np.flatnonzero(unlike > DIFFERS)  # looking farther can only make them more alike
        if len(doubtful):
            unlike[doubtful] = 1 - search(self._page, self._scan, places[doubtful], side, round(REACH * POINT))[0]
        differ = unlike > DIFFERS
        for left, top, right, bottom in written:
            over = (places > (POINT * (top - 2 * TILE), POINT * (left - 2 * TILE))).all(axis=1)
            differ &= ~(over & (places < (POINT * (bottom + TILE), POINT * (right + TILE))).all(axis=1))
        gone = self._gone(places, side)
        chosen = np.flatnonzero(differ | (gone >= GONE))
        return merged(
            [Spot(_area(int(places[n, 0]), int(places[n, 1]), side), float(unlike[n] + gone[n])) for n in chosen]
        )

    def _gone(self, places: Places, side: int) -> npt.NDArray[np.float64]:
        """Square points of issued print in each tile that the scan does not have within half a point."""
        deep = self._page > 150
        faded = float(np.median(self._page[deep]) / max(20.0, np.median(self._scan[deep]))) if deep.any() else 1.0
        near = _brightest(self._scan * np.float32(min(3.0, max(0.5, faded)))) + _SOFT
        lost = np.maximum(self._page - near, 0)
        gone: npt.NDArray[np.float64] = _sums(lost, places, side)
        unit = 255 * POINT**2
        doubtful = np.flatnonzero(gone >= GONE * unit)
        if len(doubtful):  # a sheet drawn in unevenly: the tile as it lies elsewhere within reach
            reach = round(REACH * POINT)
            here = _windows(self._page, side, places[doubtful])
            there = _windows(np.pad(near, reach, constant_values=_SOFT), side + 2 * reach, places[doubtful])
            for down in range(2 * reach + 1):
                for right in range(2 * reach + 1):
                    view = there[:, down : down + side, right : right + side]
                    left = np.maximum(here - view, 0).sum(axis=(1, 2))
                    gone[doubtful] = np.minimum(gone[doubtful], left)
        return gone / unit

    def _tiles(self, side: int) -> Places:
        """Upper left corners of overlapping tiles that have print."""
        height, width = self._page.shape
        step = side // 2
        rows, columns = np.arange(0, height - side, step), np.arange(0, width - side, step)
        places = np.column_stack([np.repeat(rows, len(columns)), np.tile(columns, len(rows))]).astype(np.intp)
        rim = round(EDGE * POINT)
        places = places[(places >= rim).all(axis=1) & (places + side <= np.array([height, width]) - rim).all(axis=1)]
        return places[_sums(self._page, places, side) > _ENOUGH_PRINT * 255 * POINT**2]


def merged(spots: list[Spot]) -> list[Spot]:
    """Spots that touch become one, with the weight of the heaviest; heaviest first."""
    groups: list[Spot] = []
    for spot in spots:
        area, weight = spot.area, spot.weight
        touching = [g for g in groups if _touch(g.area, area)]
        for group in touching:
            groups.remove(group)
            weight = max(weight, group.weight)
            one, two = area, group.area
            area = min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])
        groups.append(Spot(area, weight))
    return sorted(groups, key=lambda spot: -spot.weight)


def _touch(one: Area, two: Area) -> bool:
    return one[0] <= two[2] and two[0] <= one[2] and one[1] <= two[3] and two[1] <= one[3]


def _paper(laid: Image) -> Ink:
    """How light the paper is around each pixel: shades and yellowed paper are not ink."""
    from PIL import ImageFilter
    from PIL.Image import Resampling

    small = laid.resize((max(1, laid.width // 16), max(1, laid.height // 16)), Resampling.BOX)
    usual = float(np.percentile(np.asarray(small), 90))
    wide = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(1))
    level = np.asarray(wide.resize(laid.size, Resampling.BILINEAR), dtype=np.float32)
    return np.maximum(level, np.float32(usual - 110))  # a large dark area is print, not paper


def _slices(area: Area, shape: tuple[int, ...]) -> tuple[slice, slice]:
    left, top, right, bottom = (max(0, round(edge * POINT)) for edge in area)
    return slice(min(top, shape[0]), bottom), slice(min(left, shape[1]), right)


def _area(row: int, column: int, side: int) -> Area:
    return column / POINT, row / POINT, (column + side) / POINT, (row + side) / POINT


def _measured(found: Mask) -> Marks:
    if not found.any():
        return Marks(0.0, 0.0)
    rows, columns = np.flatnonzero(found.any(axis=1)), np.flatnonzero(found.any(axis=0))
    extent = max(rows[-1] - rows[0], columns[-1] - columns[0]) + 1
    return Marks(float(found.sum()) / POINT**2, float(extent) / POINT)


def _sums(values: npt.NDArray[Any], places: Places, side: int) -> npt.NDArray[np.float64]:
    """Sum of the values over a square at each place; the squares lie within the page.

    The places stand in few rows and columns: each strip of rows is summed once, and then along its columns.
    """
    rows, row_of = np.unique(places[:, 0], return_inverse=True)
    columns, column_of = np.unique(places[:, 1], return_inverse=True)
    strips = np.add.reduceat(values, _from_to(rows, side), axis=0, dtype=np.float64)[::2]
    sums: npt.NDArray[np.float64] = np.add.reduceat(strips, _from_to(columns, side), axis=1)[:, ::2]
    return sums[row_of, column_of]


def _from_to(starts: npt.NDArray[np.intp], side: int) -> npt.NDArray[np.intp]:
    """Ends of strips for ``reduceat``, which gives between two strips what nobody asked for."""
    return np.column_stack([starts, starts + side]).ravel()


def _windows(values: Ink, side: int, places: Places) -> Ink:
    """The squares at these places, one after the other."""
    return np.lib.stride_tricks.sliding_window_view(values, (side, side))[places[:, 0], places[:, 1]]


def _widened(mask: Mask, by: int) -> Mask:
    """The mask with a square of ``by`` pixels to each side of every set pixel."""
    wide = mask
    while by:
        step = min(by, 2)
        for axis in (0, 1):
            grown = wide.copy()
            for shift in range(1, step + 1):
                _toward(grown, wide, axis, shift)
                _toward(grown, wide, axis, -shift)
            wide = grown
        by -= step
    return wide


def _toward(target: Mask, source: Mask, axis: int, by: int) -> None:
    """Set in the target what is set in the source, moved ``by`` pixels along an axis."""
    here, there = (slice(by, None), slice(None, -by)) if by > 0 else (slice(None, by), slice(-by, None))
    whole = slice(None)
    to, of = ((here, whole), (there, whole)) if axis == 0 else ((whole, here), (whole, there))
    target[to] |= source[of]


def _brightest(values: Ink) -> Ink:
    """Each value replaced by the largest of the nine around it."""
    padded = np.pad(values, 1, mode="edge")
    height, width = values.shape
    found = values
    for down in range(3):
        for right in range(3):
            found = np.maximum(found, padded[down : down + height, right : right + width])
    return found
