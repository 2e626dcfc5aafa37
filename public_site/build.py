"""Builds the static site: pages, files, `items.json`, `items.csv`, sitemap. The same facts give the same bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from public_site.addresses import file_path, href, item_path, year_path
from public_site.checking import Problem, SiteRefused, problems_of
from public_site.digests import digest_of, stamp_of
from public_site.drawing import Drawn, FormatDate, draw
from public_site.labels import LABELS
from public_site.open_data import items_csv, items_json, rows_of
from public_site.own_pages import problem_of
from public_site.reusing import Begun, Earlier
from workflow.ports.site import (
    BuiltSite,
    ExpectedFile,
    ExpectedItem,
    ExpectedWeb,
    SiteFacts,
    SiteFile,
    SiteItem,
    SiteYear,
)

__all__ = ["SiteRefused", "build", "expected_of"]

_CHUNK = 1 << 20


def build(facts: SiteFacts, out: Path, *, fmt_date: FormatDate, earlier: Earlier | None = None) -> BuiltSite:
    """Build the site into `out`, an empty or absent folder.

    Files are copied, never linked to the store: a file edited on the web server must not reach the evidence. Each is
    hashed while it is copied. `fmt_date` forms a Thai date of the Buddhist era, such as 30 เมษายน 2566.
    `earlier`: the site before, whose pages and files are taken over where they would be the same; with the folder of an
    older one in `out`, what of it would be stays there, and all else goes.

    :raises SiteRefused: with every reason; `out` is then not to be used.
    :raises OSError: when the disk is full or the store cannot be read.
    """
    problems = list(problems_of(facts))
    if problems:
        raise SiteRefused(tuple(problems))
    writer = _Writer(earlier.begun if earlier is not None else Begun(out), earlier)
    assets = {name: writer.put(path, content) for name, path, content in _assets()}
    for item, file in _files(facts):
        problem = writer.copy(item, file)
        if problem:
            problems.append(problem)
    problems += writer.own_pages(facts.own_pages, scripts=facts.own_scripts)
    if problems:
        raise SiteRefused(tuple(problems))
    drawn = Drawn(earlier)
    for path, html in draw(facts, assets, fmt_date, drawn):
        if writer.taken(path):
            continue
        if html is None:
            writer.keep(path)
        else:
            writer.put(path, html.encode())
    rows = rows_of(facts)
    writer.put("items.json", items_json(facts, rows).encode())
    writer.put("items.csv", items_csv(rows).encode())
    del rows  # as much as all that is online; nothing below asks for it
    pages = [p.removesuffix("index.html") for p in writer.digests if p.endswith("index.html") and p[:6] != "files/"]
    for path, text in _for_robots(facts, pages):
        writer.put(path, text.encode())
    writer.begun.tidy(writer.digests)
    return BuiltSite(
        root=out,
        digest=digest_of(writer.digests),
        files=dict(sorted(writer.digests.items())),
        expected=expected_of(facts),
        pages={path: about for path, about in drawn.pages.items() if path in writer.digests},
        kept=frozenset(writer.kept),
        taken=frozenset(writer.stamps),
        stamps=writer.stamps | {path: _stamp(out, path) for path in writer.digests.keys() - writer.stamps.keys()},
        untouched=frozenset(
            (year.framework, year.fiscal_year) for year in facts.years if writer.kept.issuperset(_of_year(year))
        ),
    )


def expected_of(facts: SiteFacts) -> tuple[ExpectedItem, ...]:
    """What a proof has to find for each item of each year, addresses relative to the home page."""
    return tuple(
        ExpectedItem(
            code=item.code,
            framework=year.framework,
            fiscal_year=year.fiscal_year,
            state=item.state,
            address=item_path(year.place, item.code),
            files=tuple(
                ExpectedFile(sha256=f.sha256, name=f.name, url=href(file_path(f)), image_only=f.image_only)
                for f in item.files
            ),
            web=tuple(ExpectedWeb(url=w.url, captured_at=w.captured_at, status=w.status) for w in item.web),
            must_show=tuple(
                text
                for text in (item.code, item.title_th, item.note, item.reason, *(part.nil for part in item.parts))
                if text
            ),
        )
        for year in facts.years
        for item in year.items
    )


def _of_year(year: SiteYear) -> Iterator[str]:
    """Every page and file of a year."""
    yield from (f"{year_path(year.place, lang)}index.html" for lang in LABELS)
    for item in year.items:
        yield from (f"{item_path(year.place, item.code, lang)}index.html" for lang in LABELS)
        yield from map(file_path, item.files)


class _Writer:
    """Puts files into the folder and remembers each digest, and the stamp of what lay on the disk already."""

    def __init__(self, begun: Begun, earlier: Earlier | None) -> None:
        self.begun, self.earlier = begun, earlier
        self.digests: dict[str, str] = {}
        self.kept: set[str] = set()
        self.stamps: dict[str, list[int]] = {}

    def put(self, path: str, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        if not self._there(path, digest):
            Path(self.begun.free(path)).write_bytes(content)
            self.digests[path] = digest
        return path

    def keep(self, path: str) -> None:
        """Take a page over from the site before."""
        if self.earlier is not None and not self._there(path, self.earlier.files[path]):
            self.put(path, (self.earlier.public / path).read_bytes())

    def _there(self, path: str, digest: str) -> bool:
        """Whether these bytes lie there, or the site before has them and they are found here now too."""
        earlier = self.earlier
        same = earlier is not None and earlier.has(path, digest)
        if self.begun.has(path, digest):
            self.stamps[path] = self.begun.stamps[path]
        elif earlier is not None and same and earlier.link(path, self.begun.free(path)):
            self.stamps[path] = earlier.stamp(path)
        else:
            return False
        self.digests[path] = digest
        if same:
            self.kept.add(path)
        return True

    def taken(self, path: str) -> bool:
        """Whether a file stands where a page that tells of an earlier file would: the same bytes, for another item."""
        return path.removesuffix("/index.html") in self.digests

    def copy(self, item: SiteItem, file: SiteFile) -> Problem | None:
        path = file_path(file)
        if path in self.digests:
            return None  # the same bytes under the same name, for another item
        # A size of nothing: the store has lost it, which has to be told though the site still has it.
        if file.size and self._there(path, file.sha256):
            return None
        digest, size = hashlib.sha256(), 0
        try:
            with file.path.open("rb") as source, Path(self.begun.free(path)).open("wb") as target:
                while block := source.read(_CHUNK):
                    digest.update(block)
                    size += len(block)
                    target.write(block)
        except FileNotFoundError:
            return Problem("file_absent", {"item": item.code, "file": file.name})
        if digest.hexdigest() != file.sha256:
            facts = {"item": item.code, "file": file.name, "expected": file.sha256, "found": digest.hexdigest()}
            return Problem("file_altered", {**facts})
        if size != file.size:
            return Problem("file_size", {"item": item.code, "file": file.name, "expected": file.size, "found": size})
        self.digests[path] = file.sha256
        return None

    def own_pages(self, pages: Mapping[str, Path], *, scripts: bool) -> list[Problem]:
        """Copy the office's own static pages to their paths; every reason why one may not."""
        problems: list[Problem] = []
        seen: dict[str, str] = {}
        for path, page in sorted(pages.items()):
            try:
                data = page.read_bytes()
            except FileNotFoundError:
                problems.append(Problem("own_page_absent", {"file": path}))
                continue
            problem = problem_of(path, data, seen, scripts=scripts)
            if problem is not None:
                problems.append(problem)
            else:
                self.put(path, data)
        return problems


def _stamp(out: Path, path: str) -> list[int]:
    return stamp_of(os.stat(f"{out}/{path}"))  # noqa: PTH116


def _files(facts: SiteFacts) -> Iterator[tuple[SiteItem, SiteFile]]:
    for year in facts.years:
        for item in year.items:
            for file in item.files:
                yield item, file


@lru_cache(maxsize=1)
def _assets() -> tuple[tuple[str, str, bytes], ...]:
    """The program's own files as (name, path in the site, content); the name carries a digest where browsers cache."""
    static = Path(__file__).parent / "static"
    found = []
    for path in sorted(static.rglob("*")):
        if path.is_file():
            content, name = path.read_bytes(), path.relative_to(static).as_posix()
            stem, _, suffix = name.rpartition(".")
            dated = name if "/" in name else f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
            found.append((name, f"static/{dated}", content))
    return tuple(found)


def _for_robots(facts: SiteFacts, pages: list[str]) -> Iterator[tuple[str, str]]:
    """`robots.txt`, and the sitemap, which needs full addresses (sitemaps.org) and so a site that knows its own."""
    if facts.rehearsal:
        yield "robots.txt", "User-agent: *\nDisallow: /\n"
        return
    rules = "User-agent: *\nAllow: /\n"
    if facts.base_url:
        rules += f"Sitemap: {facts.base_url}sitemap.xml\n"
        places = "".join(f"<url><loc>{escape(facts.base_url + href(page))}</loc></url>\n" for page in sorted(pages))
        yield (
            "sitemap.xml",
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n',
        )
    yield "robots.txt", rules
