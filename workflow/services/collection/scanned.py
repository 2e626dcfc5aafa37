"""Pages that are pictures, read so that what may harm on them is found too.

What was read stands beside the page and never in its place: it is kept with what was found in the file, and goes into
no document. The years in it count for nothing: a machine takes one Thai digit for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflow.ports.inspection import Inspected
from workflow.rules.errors import BadInput, Unmet
from workflow.services.context.office import Office
from workflow.services.context.uploads import PICTURES

MOST = 40
"""Pages read in one command, at one to four seconds each."""
_WIDE = 1700
"""Pixels across a page, some 200 to the inch of an A4."""
_PDF = "application/pdf"


@dataclass(slots=True)
class Reading:
    """Reads the scanned pages of the files of one command. ``notices``: what there is to tell when it is over."""

    office: Office
    read: int = 0
    left: int = 0
    _lacking: str | None = field(default=None)
    _unread: list[str] = field(default_factory=list)

    def pages_of(self, name: str, media_type: str, data: bytes, inspected: Inspected) -> dict[int, str]:
        """Page -> the text read on it, of the pages that are pictures; empty where there is none, or no reader."""
        numbers = [page for kind, page, _ in inspected.concealed if kind == "image_only" and page]
        if media_type not in PICTURES and not (media_type == _PDF and numbers):
            return {}
        lacking = self.office.page_reader.why_none()
        if lacking is not None:
            self._lacking = lacking
            self._unread.append(name)
            return {}
        pdf = data
        if media_type in PICTURES:
            try:
                pdf, count = self.office.pdf.picture_pages(data)
            except BadInput:
                return {}  # a picture that cannot be drawn is refused elsewhere, where it matters
            numbers = list(range(1, count + 1))
        found: dict[int, str] = {}
        for page in numbers:
            if self.read >= MOST:
                self.left += 1
                continue
            self.office.progress("read_scan", self.read, min(MOST, self.read + len(numbers)))
            text = self.office.page_reader.read(self.office.pdf.page_picture(pdf, page, _WIDE))
            self.read += 1
            if text:
                found[page] = text
        return found

    def notices(self) -> list[Unmet]:
        """What the person who handed in is told, each thing once."""
        told = []
        if self._lacking is not None:
            told.append(Unmet("scan_not_read", {"files": list(dict.fromkeys(self._unread)), "why": self._lacking}))
        if self.read:
            told.append(Unmet("scan_read", {"count": self.read}))
        if self.left:
            told.append(Unmet("scan_pages_left", {"count": self.left, "most": MOST}))
        return told


def with_read(text: str, read: dict[int, str]) -> str:
    """The text of a file with what was read on its scanned pages, each on its own page: to look for harm in."""
    if not read:
        return text
    pages = text.split("\f")
    pages += [""] * (max(read) - len(pages))
    return "\f".join(page if page.strip() else read.get(number, "") for number, page in enumerate(pages, 1))


def read_of(kept: Sequence[object]) -> list[tuple[int, str]]:
    """What was read, as it is kept: page and text."""
    return [(int(one[0]), str(one[1])) for one in kept if isinstance(one, list) and len(one) == 2]
