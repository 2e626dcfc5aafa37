"""What was seen of one page in the browser."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that can be seen and pressed on a page: where it leads, and what had to be pressed, itself last."""

    url: str
    presses: tuple[str, ...]
    within: bool


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file that the page itself fetched or handed down, and what was pressed for it."""

    url: str
    sha256: str
    size: int
    presses: tuple[str, ...]


@dataclass(slots=True)
class View:
    """What a person sees of a page. `final` is where the browser stood in the end; `text` all that can be read."""

    url: str
    final: str
    status: int | None = None
    shown: dict[str, Shown] = field(default_factory=dict)
    files: list[SeenFile] = field(default_factory=list)
    text: str = ""
    screenshot: bytes | None = None
    missing_hosts: set[str] = field(default_factory=set)
