"""The office's own static pages, as they may stand beside ours: known kinds, no script unless switched on, no name of
ours however it is written.

Who may write the folder may put pages there; what runs in a visitor's browser, or on the web server, is another matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from public_site.checking import Problem

KINDS = frozenset(
    {
        ".html", ".htm", ".css", ".txt", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".woff",
        ".woff2", ".csv", ".xlsx", ".docx", ".mp3", ".mp4",
    }
)  # fmt: skip
"""What a web server hands out as it lies there."""
MARKUP = (".html", ".htm", ".svg")
SCRIPTS = frozenset({".js", ".mjs"})
RESERVED = frozenset(
    "index.html 404.html oit en files static verify items.json items.csv sitemap.xml robots.txt".split()  # noqa: SIM905
)
"""What stands at the root of the built site: an office's own page of that name would hide it."""
_SCHEMES = ("javascript:", "vbscript:", "data:text/html")


def own_files(folder: Path | None) -> Iterator[tuple[str, Path]]:
    """Address and file of each page, in order; no links, nothing hidden (such as what lies in .git)."""
    for page in sorted(folder.rglob("*")) if folder is not None and folder.is_dir() else ():
        path = page.relative_to(folder).as_posix() if folder is not None else ""
        if page.is_file() and not page.is_symlink() and not any(part.startswith(".") for part in path.split("/")):
            yield path, page


def problem_of(path: str, data: bytes, seen: dict[str, str], *, scripts: bool) -> Problem | None:
    """Why a page may not stand there. :param seen: names without case -> as they are written, to be added to.

    :param scripts: the office switched scripts on.
    """
    plain = path.casefold()
    if plain.partition("/")[0] in RESERVED:
        return Problem("own_page_clashes", {"file": path})
    if plain in seen:
        return Problem("own_page_twice", {"file": path, "name": seen[plain]})
    seen[plain] = path
    kind = Path(plain).suffix
    if kind in SCRIPTS:
        return None if scripts else Problem("own_page_script", {"file": path, "line": 1})
    if kind not in KINDS:
        return Problem("own_page_kind", {"file": path, "kind": kind or "-"})
    if kind in MARKUP and not scripts:
        line = _script_at(data.decode("utf-8", "replace"))
        if line is not None:
            return Problem("own_page_script", {"file": path, "line": line})
    return None


def _script_at(text: str) -> int | None:
    """The line of the first thing that runs in a browser; ``None``: there is none."""
    parser = _Scripts()
    parser.feed(text)
    parser.close()
    return parser.found


class _Scripts(HTMLParser):
    """Finds scripts: elements, handlers of events, addresses that are programs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        runs = tag in ("script", "object", "embed", "applet") or any(
            name.startswith("on") or "".join((value or "").split()).lower().startswith(_SCHEMES)
            for name, value in attrs
        )
        if runs and self.found is None:
            self.found = self.getpos()[0]
