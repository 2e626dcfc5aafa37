"""What a file holds that its pages do not show, and its text: looked for before it may be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a document would fetch from outside itself when it is opened: what kind of link, and from where."""

    kind: str
    target: str

    def __str__(self) -> str:
        return f"{self.kind} {self.target}".strip()


@dataclass(frozen=True, slots=True)
class Inspected:
    """The text of a file, pages apart by form feeds, and what is in it unseen: kind, page (0: the file), what it is.

    Kinds: comment, tracked_change, hidden_text, covered_text, hidden_sheet, hidden_layer, attachment, script, gps,
    author, image_only.
    """

    text: str = ""
    concealed: tuple[tuple[str, int, str], ...] = ()


class PageReader(Protocol):
    """Reads the letters on pages that are pictures. What it reads stands beside the page, never in its place."""

    def why_none(self) -> str | None:
        """Why nothing can be read here: ``not_installed``, ``no_tesseract``, ``no_thai``; ``None`` when it can."""
        ...

    def read(self, picture: bytes) -> str:
        """The text on a picture of one page (PNG); "" where none can be made out, or in its time."""
        ...


class Inspector(Protocol):
    """Looks into Word, Excel, CSV and picture files. PDFs are looked into where they are read."""

    def inspect(self, media_type: str, data: bytes) -> Inspected:
        """What is in a file; of one that cannot be read, nothing: whether it can be is judged elsewhere."""
        ...

    def fetches(self, media_type: str, data: bytes) -> Sequence[Fetched]:
        """What a document would fetch, links that a reader clicks aside; nothing of a kind that fetches nothing."""
        ...
