"""A4 pages filled from the top with lines of Thai as outlines, like the appearances: nothing is set over anything."""

from __future__ import annotations

import zlib
from pathlib import Path

from signatures.pdf.text_outlines import Face, face

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 62.0, 50.0, 48.0, 40.0
COLUMN = 118.0
"""Where the values of facts begin, right of their labels."""
FOOT = 9.0
LEADING = 1.2
"""White between the ink of one line and the next, in points."""
LEAST = 0.6
"""Height of a line without high letters, in parts of its size."""


class Pages:
    """Lines from the top of a page down to its footer; what does not fit goes to a further page.

    :param footer: the last line of every page, with ``{page}`` and ``{pages}``.
    """

    def __init__(self, footer: str, *, scale: float = 1.0, font: Path | None = None) -> None:
        self.face: Face = face(font)
        self.scale = scale
        self.footer = footer
        self.pages: list[list[str]] = [[]]
        self.y = HEIGHT - TOP
        self.floor = BOTTOM + 1.6 * (self.face.highest - self.face.lowest) * FOOT / self.face.units

    def line(self, text: str, size: float, *, indent: float = 0, gap: float = 1.5, hang: float = 0) -> None:
        """A paragraph; its further lines begin ``hang`` points right of the first."""
        size *= self.scale
        scale = size / self.face.units
        room = WIDTH - LEFT - RIGHT - indent
        for number, piece in enumerate(broken(self.face, text, room / scale, (room - hang) / scale)):
            self._set([(LEFT + indent + (hang if number else 0), piece)], scale)
        self.y -= gap * self.scale

    def fact(self, label: str, value: str, size: float) -> None:
        """A label, and its value in the column beside it."""
        size *= self.scale
        scale = size / self.face.units
        room = (WIDTH - LEFT - RIGHT - COLUMN) / scale
        for number, piece in enumerate(broken(self.face, value, room, room)):
            self._set([(LEFT, label)] * (not number) + [(LEFT + COLUMN, piece)], scale)

    def rule(self) -> None:
        """A thin line across."""
        self.y -= 3 * self.scale
        self.pages[-1].append(f"q 0.5 w 0.6 G {LEFT:.2f} {self.y:.2f} m {WIDTH - RIGHT:.2f} {self.y:.2f} l S Q")
        self.y -= 4 * self.scale

    def _set(self, row: list[tuple[float, str]], scale: float) -> None:
        """One row, as high as its own ink: Thai stacks differ by half a line, and the highest would waste the page."""
        inks = [self.face.line(text)[1:3] for _, text in row]
        low = min(-LEAST * self.face.units / 4, *(ink[0] for ink in inks)) * scale
        high = max(LEAST * self.face.units, *(ink[1] for ink in inks)) * scale
        if self.y - (high - low) < self.floor:
            self.pages.append([])
            self.y = HEIGHT - TOP
        for x, text in row:
            self.pages[-1].append(self.face.operators(text, x, self.y - high, scale))
        self.y -= high - low + LEADING * self.scale

    def pdf(self) -> bytes:
        """The file."""
        scale = FOOT / self.face.units
        contents = []
        for number, parts in enumerate(self.pages, 1):
            foot = self.footer.format(page=number, pages=len(self.pages))
            base = BOTTOM - self.face.lowest * scale
            foot = next(iter(broken(self.face, foot, (WIDTH - LEFT - RIGHT) / scale, 1.0)))
            contents.append("\n".join([*parts, self.face.operators(foot, LEFT, base, scale)]))
        return _file([zlib.compress(content.encode("ascii"), 9) for content in contents])


def broken(opened: Face, text: str, first: float, rest: float) -> list[str]:
    """Lines of at most ``first``, then ``rest`` font units: broken at blanks, else where no Thai letter is parted
    from its vowel or tone mark."""
    lines: list[str] = []
    current = ""
    for word in text.split(" "):
        longer = f"{current} {word}".strip()
        if current and opened.line(longer)[0] > (rest if lines else first):
            lines.append(current)
            current = word
        else:
            current = longer
        while opened.line(current)[0] > (room := rest if lines else first) and len(current) > 1:
            cut = _fit(opened, current, room)
            lines.append(current[:cut])
            current = current[cut:]
    return [*lines, current]


def _fit(opened: Face, text: str, room: float) -> int:
    """How many characters fit, never parting a Thai vowel or tone mark from its letter."""
    cut = max(1, int(len(text) * room / opened.line(text)[0]))
    while cut > 1 and opened.line(text[:cut])[0] > room:
        cut -= 1
    while 1 < cut < len(text) and (
        text[cut] in "ะาำๅๆฯ" or "\u0e31" <= text[cut] <= "\u0e4e" or text[cut - 1] in "เแโใไ"
    ):
        cut -= 1
    return cut


def _file(contents: list[bytes]) -> bytes:
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << >> /Contents %d 0 R >>"
            % (WIDTH, HEIGHT, 4 + 2 * number),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
