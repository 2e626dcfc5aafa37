"""What a file holds that its pages do not show, and its text: looked for before it may be published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Inspected:
    """The text of a file, pages apart by form feeds, and what is in it unseen: kind, page (0: the file), what it is.

    Kinds: comment, tracked_change, hidden_text, covered_text, hidden_sheet, hidden_layer, attachment, script, gps,
    author, image_only.
    """

    text: str = ""
    concealed: tuple[tuple[str, int, str], ...] = ()


class Inspector(Protocol):
    """Looks into Word, Excel, CSV and picture files. PDFs are looked into where they are read."""

    def inspect(self, media_type: str, data: bytes) -> Inspected:
        """What is in a file; of one that cannot be read, nothing: whether it can be is judged elsewhere."""
        ...
