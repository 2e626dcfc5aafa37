"""What is to be put on a site that the office keeps itself: plain facts for the sheet that goes with the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UploadFile:
    """One file to put on the web. ``path`` is relative to the folder handed out; ``name`` is the one to keep."""

    path: str
    name: str
    size: int
    sha256: str
    new: bool


@dataclass(frozen=True, slots=True)
class UploadItem:
    """One item: its files, addresses to link to, texts to be shown word by word, and where it stands now."""

    code: str
    title: str
    files: tuple[UploadFile, ...]
    links: tuple[str, ...]
    texts: tuple[str, ...]
    places: tuple[str, ...]
    waiting: bool


@dataclass(frozen=True, slots=True)
class TakeOff:
    """An item that the public must not get any more: which files, and where they were last."""

    code: str
    title: str
    files: tuple[str, ...]
    places: tuple[str, ...]
    retracted: bool


@dataclass(frozen=True, slots=True)
class UploadSheet:
    """What goes where and which name to keep, and what is to be taken off."""

    office: str
    home: str | None
    fiscal_year: int
    at: datetime
    items: tuple[UploadItem, ...]
    take_off: tuple[TakeOff, ...]
