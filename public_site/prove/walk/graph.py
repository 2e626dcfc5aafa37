"""What a walk found: addresses, how they lead to one another, and the shortest ways through them."""

from __future__ import annotations

import tempfile
import zlib
from array import array
from collections import deque
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from threading import Lock

from public_site.prove.fetch.answer import Answer
from public_site.prove.read.page import Reading

_BITS = 2
_MOST_OUT = 5000
_WHOLE = 1 << 15


class Edge(IntEnum):
    """How one address leads to another: pressed; coming along with the page; pressed once a script has shown it."""

    LINK = 0
    WITHIN = 1
    HIDDEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An address as it was found. `page` is the one that led there first, None when nothing did.

    `hops` are the addresses of a redirect, the last one being where it ended; empty when there was none.
    """

    url: str
    answer: Answer
    hops: tuple[str, ...] = ()
    page: str | None = None
    reading: Reading | None = None

    def kept(self) -> Visit:
        """The same without the links of its page, which were noted. Written out: `replace` costs as much as a page."""
        return Visit(
            url=self.url, answer=self.answer, hops=self.hops, page=self.page,
            reading=self.reading.without_links() if self.reading else None,
        )  # fmt: skip

    @property
    def final(self) -> str:
        """Where the visitor stands in the end."""
        return self.hops[-1] if self.hops else self.url


class Pages:
    """The HTML of the pages visited, on disk beyond a few megabytes: what a way leads over is read once more."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=8 << 20)  # noqa: SIM115  lives as long as the walk
        self._at: dict[str, tuple[int, int, bool, str]] = {}
        self._lock = Lock()

    def keep(self, url: str, body: bytes, content_type: str) -> None:
        """Keep the body of a page; a large one is compressed."""
        packed = len(body) > _WHOLE
        content = zlib.compress(body, 1) if packed else body
        with self._lock:
            at = self._file.seek(0, 2)
            self._file.write(content)
            self._at[url] = (at, len(content), packed, content_type)

    def get(self, url: str) -> tuple[bytes, str] | None:
        """Body and content type of a page; None for one that was not kept."""
        if url not in self._at:
            return None
        at, size, packed, content_type = self._at[url]
        with self._lock:
            self._file.seek(at)
            content = self._file.read(size)
        return (zlib.decompress(content) if packed else content), content_type

    def close(self) -> None:
        """Forget everything."""
        self._file.close()


@dataclass(slots=True)
class Cut:
    """Addresses of one kind that were left out, because they went on and on: `kept` of them were looked at."""

    example: str
    kept: int
    left: int = 0


@dataclass(slots=True)
class Crawl:
    """What a walk found. `out` are links that leave the office's hosts, each with the page that has it and the words.

    `framed` are those of them whose page is shown within. `stopped` names the limit that ended the walk, None when it
    saw everything. `unasked` counts addresses that were known then and not visited. `cuts` are lists without an end, by
    their form.
    """

    home: str
    visits: dict[str, Visit] = field(default_factory=dict)
    out: dict[str, tuple[str, str]] = field(default_factory=dict)
    framed: set[str] = field(default_factory=set)
    stopped: str | None = None
    unasked: int = 0
    cuts: dict[str, Cut] = field(default_factory=dict)
    requests: int = 0
    moved_to: str | None = None
    pages: Pages = field(default_factory=Pages)
    _ids: dict[str, int] = field(default_factory=dict)
    _urls: list[str] = field(default_factory=list)
    _edges: dict[int, array[int]] = field(default_factory=dict)
    _same: dict[int, int] = field(default_factory=dict)
    _barred: set[tuple[int, int]] = field(default_factory=set)
    _ways: dict[bool, dict[int, tuple[int, int | None]]] = field(default_factory=dict)

    def at(self, url: str) -> Visit | None:
        """The visit of an address that a walk led to, also as the end of a redirect."""
        return self.visits.get(url)

    def distinct(self) -> Iterator[Visit]:
        """Each visit once: one that ended a redirect stands under both addresses."""
        return iter({id(visit): visit for visit in self.visits.values()}.values())

    def number(self, url: str) -> int:
        """A number for an address, the same one each time."""
        known = self._ids.get(url)
        if known is None:
            known = self._ids[url] = len(self._urls)
            self._urls.append(url)
        return known

    def lead(self, page: str, url: str, edge: Edge) -> None:
        """Note that a page leads to an address."""
        at = self.number(page)
        edges = self._edges.get(at)
        if edges is None:
            edges = self._edges[at] = array("Q")
        edges.append(self.number(url) << _BITS | edge)
        self._ways.clear()

    def lead_each(
        self, page: str, links: Mapping[str, str], edge: Edge, seen: Container[str], new: Callable[[str, str], None]
    ) -> None:
        """`lead` for all links of a page with their words; `new` is told of those whose address was not `seen` before.

        Nearly all links of a site lead to what is known (20,000 of 20,500 on 500 pages), so that way is short.
        """
        edges = self._edges.setdefault(self.number(page), array("Q"))
        known, kind = self._ids.get, int(edge)
        for url, words in links.items():
            number = known(url)
            if number is not None and url in seen:
                edges.append(number << _BITS | kind)
            else:
                new(url, words)
        self._ways.clear()

    def same(self, url: str, as_: str) -> None:
        """Note that two addresses stand for one page: what leads on from one leads on from both."""
        if url != as_:
            self._same[self.number(url)] = self.number(as_)
            self._ways.clear()

    def bar(self, page: str, url: str) -> None:
        """Note that nobody can see or press what leads from a page to an address."""
        self._barred.add((self.number(page), self.number(url)))
        self._ways.clear()

    def is_barred(self, page: str, url: str) -> bool:
        """Whether `bar` was said of it."""
        return (self.number(page), self.number(url)) in self._barred

    def unbar(self, page: str, url: str) -> None:
        """Take `bar` back: a browser saw it."""
        self._barred.discard((self.number(page), self.number(url)))
        self._ways.clear()

    def note_out(self, url: str, page: str, words: str, *, framed: bool = False) -> None:
        """Note a link that leaves the office's hosts; `framed`: what is there is shown in the page itself."""
        if len(self.out) < _MOST_OUT:
            self.out.setdefault(url, (page, words))
            if framed:
                self.framed.add(url)

    def clicks(self, url: str, *, unseen: bool = False) -> int | None:
        """The least clicks from the home page, None when nothing leads there; `unseen`: over hidden links too."""
        found = self._reached(unseen).get(self._ids.get(url, -1))
        return found[0] if found else None

    def way(self, url: str, *, unseen: bool = False) -> tuple[str, ...]:
        """The addresses from the home page to `url` by the least clicks; empty when there is no way."""
        reached = self._reached(unseen)
        step: int | None = self._ids.get(url, -1)
        way: list[str] = []
        while step is not None and step in reached:
            way.append(self._urls[step])
            step = reached[step][1]
        return tuple(reversed(way))

    def edge(self, page: str, url: str) -> Edge | None:
        """How a page leads to an address: the kind that is easiest to see."""
        at = self.number(page)
        target = self.number(url)
        kinds = [e & 3 for e in self._edges.get(self._same.get(at, at), ()) if e >> _BITS == target]
        return Edge(min(kinds)) if kinds else None

    def _reached(self, unseen: bool) -> dict[int, tuple[int, int | None]]:
        """Clicks and the page before, of all that can be reached: breadth first; what comes along costs nothing."""
        known = self._ways.get(unseen)
        if known is not None:
            return known
        start = self.number(self.home)
        reached: dict[int, tuple[int, int | None]] = {start: (0, None)}
        done: set[int] = set()
        waiting = deque([start])
        while waiting:
            at = waiting.popleft()
            if at in done:
                continue
            done.add(at)
            clicks = reached[at][0]
            for edge in self._edges.get(self._same.get(at, at), ()):
                target, kind = edge >> _BITS, edge & 3
                if target in done or (not unseen and (kind == Edge.HIDDEN or (at, target) in self._barred)):
                    continue
                cost = clicks if kind == Edge.WITHIN else clicks + 1
                if target not in reached or cost < reached[target][0]:
                    reached[target] = (cost, at)
                    (waiting.appendleft if kind == Edge.WITHIN else waiting.append)(target)
        self._ways[unseen] = reached
        return reached
