"""What is drawn in the signature box: a few lines of Thai text as outlines.

Glyphs are shaped by HarfBuzz (so that vowels and tone marks stack as they must) and drawn as filled paths. No font
goes into the file: nothing can be substituted or re-mapped by a viewer, the revision stays small, and the traps of
embedding fonts through a signing library (unscaled widths, marks lost without a word) do not arise. The text is
given beside the paths as ``/ActualText`` (ISO 32000-1, 14.9.4) for those who listen or search.
"""

from __future__ import annotations

import functools
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signatures.errors import SigningRefused, refuse

_TALLEST = "ปี่ฏู่ญูกุ้ง์ทีgjÅ"
_LINES = 64
"""Lines that an opened font keeps set."""
_INK = "0.06 0.15 0.42 rg"
_FRAME = "0.55 0.62 0.75 RG 0.5 w"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Content stream of an appearance, plain and deflated; ``missing`` lists lines with letters the font lacks."""

    content: bytes
    compressed: bytes
    missing: str = ""


@functools.cache
def find_font() -> Path:
    """A Thai font of this machine: Laksaman, Garuda, Sarabun or whatever fontconfig offers for Thai.

    :raises SigningRefused: FONT_MISSING
    """
    for wanted in ("Laksaman", "TH Sarabun New", "Garuda", "Sarabun", ":lang=th"):
        try:
            run = subprocess.run(
                ["fc-match", "--format=%{file}\t%{family}\t%{lang}", wanted],
                capture_output=True,
                timeout=20,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            break
        name, family, languages = [*run.stdout.decode("utf-8", "replace").split("\t"), "", ""][:3]
        good = "th" in languages.split("|") if wanted.startswith(":") else wanted.lower() in family.lower()
        if good and Path(name).suffix.lower() in (".ttf", ".otf"):
            return Path(name)
    raise refuse(SigningRefused, "FONT_MISSING")


class Face:
    """A font opened once: shaping, outlines in font units, and the ink extents of the tallest Thai stacks."""

    def __init__(self, path: Path) -> None:
        import uharfbuzz
        from fontTools.ttLib import TTFont

        try:
            self._tt: Any = TTFont(path, lazy=True)
            self._glyphs = self._tt.getGlyphSet()
            self._order = self._tt.getGlyphOrder()
            self.units = int(self._tt["head"].unitsPerEm)
            self._hb: Any = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
        except Exception as error:
            raise refuse(SigningRefused, "FONT_MISSING", detail=type(error).__name__) from error
        self._outlines: dict[int, tuple[str, tuple[float, float, float, float] | None]] = {}
        # A page's label is measured and drawn, at two places, and what stands below it is the same on every page.
        self._set = functools.lru_cache(maxsize=_LINES)(self._shaped)
        self._drawn = functools.lru_cache(maxsize=_LINES)(self._paths)
        _width, self.lowest, self.highest, _placed = self.line(_TALLEST)

    def line(self, text: str) -> tuple[float, float, float, list[tuple[int, float, float]]]:
        """Advance width, lowest and highest ink, and placed glyphs of one line, in font units."""
        return self._set(text)

    def _shaped(self, text: str) -> tuple[float, float, float, list[tuple[int, float, float]]]:
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._hb, buffer)
        x, low, high = 0.0, 0.0, 0.0
        placed = []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            where = (x + position.x_offset, float(position.y_offset))
            placed.append((info.codepoint, *where))
            bounds = self.outline(info.codepoint)[1]
            if bounds is not None:
                low, high = min(low, bounds[1] + where[1]), max(high, bounds[3] + where[1])
            x += position.x_advance
        return x, low, high, placed

    def outline(self, glyph: int) -> tuple[str, tuple[float, float, float, float] | None]:
        """Path operators of a glyph and its bounds (None when it draws nothing)."""
        if glyph not in self._outlines:
            from fontTools.pens.boundsPen import BoundsPen

            name = self._order[glyph]
            bounds = BoundsPen(self._glyphs)
            self._glyphs[name].draw(bounds)
            pen = _path_pen(self._glyphs)
            self._glyphs[name].draw(pen)
            self._outlines[glyph] = (" ".join(pen.parts), bounds.bounds)
        return self._outlines[glyph]

    def operators(self, text: str, x: float, y: float, scale: float) -> str:
        """Content stream operators that draw one line with its baseline starting at (x, y)."""
        begun, paths = self._drawn(text)
        return f"{begun} {scale:.6f} 0 0 {scale:.6f} {x:.3f} {y:.3f} cm\n{paths}"

    def _paths(self, text: str) -> tuple[str, str]:
        """What begins a line, up to its matrix, and what follows it."""
        spoken = ("\ufeff" + text).encode("utf-16-be").hex()
        parts = []
        for glyph, dx, dy in self.line(text)[3]:
            path, bounds = self.outline(glyph)
            if bounds is not None:
                parts.append(f"q 1 0 0 1 {dx:.0f} {dy:.0f} cm {path} f Q")
        return f"/Span <</ActualText <{spoken}>>> BDC q", "\n".join([*parts, "Q EMC"])


def _path_pen(glyphs: Any) -> Any:
    from fontTools.pens.basePen import BasePen

    class PathPen(BasePen):  # type: ignore[misc]
        """Writes PDF path operators; quadratic curves arrive as cubic ones (BasePen does that)."""

        def __init__(self) -> None:
            super().__init__(glyphs)
            self.parts: list[str] = []

        def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self.parts.append(f"{pt[0]:.0f} {pt[1]:.0f} m")

        def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
            self.parts.append(f"{pt[0]:.0f} {pt[1]:.0f} l")

        def _curveToOne(  # noqa: N802
            self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
        ) -> None:
            self.parts.append(" ".join(f"{number:.0f}" for number in (*pt1, *pt2, *pt3)) + " c")

        def _closePath(self) -> None:  # noqa: N802
            self.parts.append("h")

        _endPath = _closePath  # noqa: N815

    return PathPen()


@functools.lru_cache(maxsize=8)
def _open(path: Path) -> Face:
    return Face(path)


def face(font: Path | None = None) -> Face:
    """The opened font, kept; None takes the machine's. :raises SigningRefused: FONT_MISSING"""
    return _open(font if font is not None else find_font())


@functools.lru_cache(maxsize=256)
def draw(lines: tuple[str, ...], width: float, height: float, font: Path | None = None, frame: bool = True) -> Drawing:
    """Draw ``lines`` centred in a box of ``width`` x ``height`` points, as large as fits (at most 13 points).

    :raises SigningRefused: FONT_MISSING when no font is given and the machine has no Thai one.
    """
    opened = face(font)
    parts = ["q"]
    if frame:
        parts.append(f"{_FRAME} 0.5 0.5 {width - 1:.2f} {height - 1:.2f} re S")
    texts = [line for line in lines if line.strip()]
    missing = ""
    if texts:
        set_lines = [opened.line(text) for text in texts]
        margin = 3.0
        pitch = (opened.highest - opened.lowest) * 1.02
        scale = min(
            13.0 / opened.units,
            (height - 2 * margin) / (pitch * len(texts)),
            (width - 2 * margin) / max(1.0, *(line[0] for line in set_lines)),
        )
        top = (height + pitch * len(texts) * scale) / 2
        parts.append(_INK)
        for number, (text, (advance, _low, _high, placed)) in enumerate(zip(texts, set_lines, strict=True)):
            x = (width - advance * scale) / 2
            y = top - (pitch * number + opened.highest) * scale
            parts.append(opened.operators(text, x, y, scale))
            missing += text if any(glyph == 0 for glyph, _dx, _dy in placed) else ""
    parts.append("Q")
    content = "\n".join(parts).encode("ascii")
    return Drawing(content, zlib.compress(content, 9), missing)
