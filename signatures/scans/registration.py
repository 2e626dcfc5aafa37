"""Lay a scanned page over the issued one: first by the corners of their printed codes, then by what is printed.

Works on pictures of ink: arrays of float32, 0 for white paper and 255 for black, at ``DPI``. Needs numpy, the
optional extra ``scan-compare``; nothing else of ``signatures`` does.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from PIL.Image import Image

Ink = npt.NDArray[np.float32]
Points = npt.NDArray[np.float64]
"""Rows of x, y in pixels from the upper left corner."""

DPI = 150
POINT = DPI / 72
"""Pixels to a point of the issued page."""
_ROUGH = 48 * POINT, 8 * POINT
_FINE = 36 * POINT, 3 * POINT
"""Side of the patches whose place is looked for, and how far; the second time with the first one's answer."""
_MOST = 48
_AT_ONCE = 400
"""Patches compared at a time: they fit a processor's cache, and memory stays flat."""
STRAY = 1.2 * POINT
"""Largest median distance that may be left: more is no flat scan of this page (a photo, a crumpled sheet)."""


BEYOND = 128
"""Grey of the picture where there is no scan: darker than any paper, so that nothing near it looks darker."""
CODES_STRAY = 4.5 * POINT
"""The same for the corners of the printed codes, the worst of them."""


class NotAligned(Exception):
    """The scan cannot be laid over the issued page.

    :ivar why: ``no_code``, ``no_match`` or ``distorted``.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Code:
    """A code found on a page: what it says, and its corners (upper left first, clockwise as printed)."""

    text: str
    corners: Points


def ink(picture: Image) -> Ink:
    """The picture of a page as ink."""
    return np.float32(255) - np.asarray(picture, dtype=np.float32)


def codes(picture: Image) -> list[Code]:
    """Every printed code of ours on a page, forged or not: only where they are matters here."""
    import zxingcpp

    found = []
    for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        if one.text.startswith("OIT1"):
            place = one.position
            corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
            found.append(Code(one.text, np.array([(corner.x, corner.y) for corner in corners], dtype=np.float64)))
    return found


def by_codes(
    issued: list[Code], scanned: list[Code], page: tuple[int, int], sheet: tuple[int, int]
) -> tuple[Points, Points, Points]:
    """Turn, scale and shift from the issued page to the scan as a 2 x 3 matrix, from codes that say the same.

    :param page: width and height of the issued page's picture. :param sheet: those of the scan's.
    :returns: the matrix, and the corners it was made from: on the page, and on the scan.
    :raises NotAligned: ``no_code``.
    """
    pairs = [(one, two) for one in issued for two in scanned if one.text == two.text]
    if not pairs:
        raise NotAligned("no_code")
    best: tuple[float, Points, Points, Points] | None = None
    both = [
        (first, second)
        for first, second in itertools.combinations(pairs, 2)
        if first[0] is not second[0] and first[1] is not second[1]
    ]
    candidates: list[tuple[tuple[Code, Code], ...]] = [*both] or [(pair,) for pair in pairs]
    for chosen in candidates:
        here = np.concatenate([one.corners for one, _ in chosen])
        there = np.concatenate([two.corners for _, two in chosen])
        matrix = _similarity(here, there)
        error = float(np.abs(moved(matrix, here) - there).mean())
        if not both:  # one code was found, and the two of a page say the same: the page has to lie on the sheet
            middle = moved(matrix, np.array([[page[0] / 2, page[1] / 2]]))[0]
            error = float(np.hypot(*(middle - np.array(sheet) / 2)))
        if best is None or error < best[0]:
            best = error, matrix, here, there
    assert best is not None  # noqa: S101 -- there is at least one pair
    return best[1:]


def _similarity(here: Points, there: Points) -> Points:
    """Least squares for x' = ax - by + c, y' = bx + ay + d."""
    count = len(here)
    rows = np.zeros((2 * count, 4))
    rows[:count] = np.column_stack([here[:, 0], -here[:, 1], np.ones(count), np.zeros(count)])
    rows[count:] = np.column_stack([here[:, 1], here[:, 0], np.zeros(count), np.ones(count)])
    a, b, c, d = np.linalg.lstsq(rows, np.concatenate([there[:, 0], there[:, 1]]), rcond=None)[0]
    return np.array([[a, -b, c], [b, a, d]])


def moved(matrix: Points, points: Points) -> Points:
    """The points through a 2 x 3 matrix."""
    return points @ matrix[:, :2].T + matrix[:, 2]


def laid(scan: Image, matrix: Points, size: tuple[int, int]) -> Image:
    """The scan as it lies on the issued page of this size (width, height in pixels); grey beyond its edges."""
    import PIL.Image

    numbers = [float(number) for number in matrix.ravel()]
    # Pillow counts from the edge of a pixel, the corners of codes from its middle: half a pixel each way.
    for row in (0, 3):
        numbers[row + 2] += 0.5 - 0.5 * (numbers[row] + numbers[row + 1])
    return scan.transform(
        size, PIL.Image.Transform.AFFINE, numbers, resample=PIL.Image.Resampling.BILINEAR, fillcolor=BEYOND
    )


def align(issued: Image, scan: Image) -> tuple[Image, Image]:
    """The scan laid over the issued page; and a picture of 255 where there is scan, some points from its edges.

    :param issued: picture of the issued page at ``DPI``, grey. :param scan: of the scanned one, any scale, upright.
    :raises NotAligned: no code is found, or what is printed does not lie where it should.
    """
    size = issued.size
    matrix, here, there = by_codes(codes(issued), _codes_at_all(scan), size, scan.size)
    page = ink(issued)
    for side, reach in (_ROUGH, _FINE):
        matrix, left = _refined(page, scan, matrix, size, round(side), round(reach))
    scale = float(np.hypot(*matrix[:, 0]))
    # The codes are in the corners: what fits the text between them and not them was seen from aside.
    astray = float(np.hypot(*(moved(matrix, here) - there).T).max()) / scale
    if left > STRAY or astray > CODES_STRAY:
        raise NotAligned("distorted")
    return laid(scan, matrix, size), _covered(matrix, scan.size, size)


def _covered(matrix: Points, sheet: tuple[int, int], size: tuple[int, int]) -> Image:
    from PIL import Image, ImageDraw

    inset = 5 * POINT * float(np.hypot(*matrix[:, 0]))
    (left, top), (right, bottom) = (inset, inset), (sheet[0] - inset, sheet[1] - inset)
    there = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    here = np.linalg.solve(matrix[:, :2], (there - matrix[:, 2]).T).T
    picture = Image.new("L", size, 0)
    ImageDraw.Draw(picture).polygon([(float(x), float(y)) for x, y in here], fill=255)
    return picture


def _codes_at_all(scan: Image) -> list[Code]:
    """Codes of a scan, with thresholds where there is none: faded toner, a stamp over the symbol."""
    found = codes(scan)
    for level in (90, 130, 170):
        if found:
            break
        found = codes(scan.point([0 if grey < level else 255 for grey in range(256)]))
    return found


def _refined(
    page: Ink, scan: Image, matrix: Points, size: tuple[int, int], side: int, reach: int
) -> tuple[Points, float]:
    """A better matrix, and the median distance in pixels (of ``DPI``) that it leaves between page and scan."""
    step = 2 if reach > 4 * POINT else 1  # looking far is done at half the size
    here = page[: page.shape[0] // step * step, : page.shape[1] // step * step]
    there = ink(laid(scan, matrix, size))[: here.shape[0], : here.shape[1]]
    if step == 2:
        here, there = _halved(here), _halved(there)
    side, reach = side // step, reach // step
    places = _inked(here, side)
    if len(places) < 2:
        raise NotAligned("no_match")
    score, shift = search(here, there, places, side, reach)
    good = score > 0.5
    if good.sum() < max(2, 0.4 * len(places)):
        raise NotAligned("no_match")
    middles = (places[good][:, ::-1].astype(np.float64) + side / 2) * step
    away = shift[good] * step
    change, left = _robust(middles, away, size)
    # change: where on the laid scan a point of the page is found; through the matrix it is where on the scan.
    return np.column_stack([matrix[:, :2] @ change[:, :2], matrix[:, :2] @ change[:, 2] + matrix[:, 2]]), left


def _halved(picture: Ink) -> Ink:
    height, width = picture.shape
    half: Ink = picture.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3), dtype=np.float32)
    return half


def _inked(page: Ink, side: int) -> npt.NDArray[np.intp]:
    """Upper left corners (row, column) of the patches that have most to hold on to, from all over the page."""
    rows, columns = page.shape[0] // side, page.shape[1] // side
    blocks = page[: rows * side, : columns * side].reshape(rows, side, columns, side)
    worth = blocks.std(axis=(1, 3))
    inked = np.argwhere(worth > 8)
    strongest = inked[np.argsort(-worth[inked[:, 0], inked[:, 1]], kind="stable")]
    taken: dict[tuple[int, int], int] = {}
    turns = []
    for row, column in strongest:  # each part of the page in turn, so that a full paragraph does not outvote the rest
        part = int(row) * 6 // rows, int(column) * 4 // columns
        turns.append(taken.setdefault(part, 0))
        taken[part] += 1
    chosen = strongest[np.argsort(turns, kind="stable")][:_MOST]
    return np.asarray(chosen, dtype=np.intp) * side


def _robust(points: Points, away: Points, size: tuple[int, int]) -> tuple[Points, float]:
    """A 2 x 3 matrix from shifts, patches that disagree (altered, written upon) left out; and the median rest."""
    scale = max(size)
    rows = np.column_stack([(points - np.array(size) / 2) / scale, np.ones(len(points))])
    keep = np.ones(len(points), dtype=bool)
    still = np.diag([0.01, 0.01, 1e-9])  # few patches close together say little about scale: then leave it alone
    answer = np.zeros((3, 2))
    for _ in range(4):
        chosen = rows[keep]
        answer = np.linalg.solve(chosen.T @ chosen + still, chosen.T @ away[keep])
        rest = np.hypot(*(away - rows @ answer).T)
        limit = max(1.0, 2.5 * float(np.median(rest)))
        keep = rest <= limit
    linear = answer[:2].T / scale
    offset = answer[2] - linear @ (np.array(size) / 2)
    change = np.column_stack([np.eye(2) + linear, offset])
    return change, float(np.median(rest))


def search(
    page: Ink, scan: Ink, places: npt.NDArray[np.intp], side: int, reach: int
) -> tuple[npt.NDArray[np.float32], Points]:
    """Find patches of the page on the scan by normalised cross-correlation, each within ``reach`` of its place.

    :param places: upper left corners, (row, column). :param side: of a patch. All in pixels.
    :returns: the best correlation of each (-1 to 1), and its shift as x, y.
    """
    padded = np.pad(scan, reach)
    wide = np.lib.stride_tricks.sliding_window_view(padded, (side + 2 * reach, side + 2 * reach))
    narrow = np.lib.stride_tricks.sliding_window_view(page, (side, side))
    parts = [
        _searched(narrow[rows, columns], wide[rows, columns], side, reach)
        for rows, columns in (part.T for part in np.array_split(places, len(places) // _AT_ONCE + 1))
    ]
    return np.concatenate([score for score, _ in parts]), np.concatenate([shift for _, shift in parts])


def _searched(here: Ink, there: Ink, side: int, reach: int) -> tuple[npt.NDArray[np.float32], Points]:
    """The same for patches cut out: ``here`` of the page, ``there`` of the scan, wider by ``reach`` on each side."""
    here = here - here.mean(axis=(1, 2), keepdims=True)
    strength = np.einsum("nij,nij->n", here, here)
    area = side * side
    best = np.full(len(here), -2, dtype=np.float32)
    shift = np.zeros((len(here), 2))
    for down in range(2 * reach + 1):
        for right in range(2 * reach + 1):
            view = there[:, down : down + side, right : right + side]
            total = np.einsum("nij->n", view)
            spread = np.einsum("nij,nij->n", view, view) - total * total / area
            score = np.einsum("nij,nij->n", here, view) / np.sqrt(strength * np.maximum(spread, area) + 1)
            better = score > best
            best[better] = score[better]
            shift[better] = right - reach, down - reach
    return best, shift
