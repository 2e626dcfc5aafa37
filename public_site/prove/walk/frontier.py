"""Which address is asked next: those first that speak of the items, lists without an end last, and then no more."""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

_SPEAKS = re.compile(
    r"\boit|\bita(?![a-z])|(?<![a-z0-9])o-?\d{1,2}(?!\d)|moit|integrity|transparen|ข้อมูลสาธารณะ|เปิดเผยข้อมูล|คุณธรรม|โปร่งใส"
    r"|ข่าวสาร.{0,3}ราชการ|ตัวชี้วัด|เข้าสู่เว็บไซต์|หน้าหลัก|หน้าแรก",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"^(?:php|asp|j)?sess(?:ion)?_?id\w*$|^aspsessionid|^sid$|^s$|^cfid$|^cftoken$|^zenid$|^oscsid$", re.IGNORECASE
)
_SESSION_VALUE = re.compile(r"[A-Za-z0-9,-]{16,}")
_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# Names by which one script stands for many pages of different kinds.
_ROUTERS = frozenset("option view task name mod module action act do page_name controller layout op file p cmd".split())  # noqa: SIM905
_WINDOW = 100
_CIRCLE = 9
"""Slashes of an address with more than six folders."""
_WANTED = 1000
_FEW_OF_SCRIPT, _FEW_OF_PATH = 200, 600


@dataclass(slots=True)
class _Group:
    """Addresses of one form (`news/N`, `calendar.php?m=N&y=N`): how many there are, and what they led to lately.

    `inside` and `outside` count the new addresses that the pages of this window led to, of the same form or not.
    """

    most: int
    known: int = 0
    asked: int = 0
    inside: int = 0
    outside: int = 0
    endless: bool = False


class Frontier:
    """Addresses that are known and not yet asked, best first."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, str, str | None, int]] = []
        self._count = 0
        self._groups: dict[str, _Group] = {}

    def __len__(self) -> int:
        return len(self._heap)

    def add(
        self, url: str, page: str | None, depth: int, words: str = "", *, wanted: bool = False, extra: float = 0.0
    ) -> None:
        """Add an address that was not known before.

        :param page: the page that led to it. :param depth: clicks so far. :param words: what is written on the link.
        :param wanted: it is one that is looked for. :param extra: added to the rank; what is more is asked later.
        """
        group = self._group(url)
        group.known += 1
        if page is not None:
            before = self._group(page)
            if before is group:
                before.inside += 1
            else:
                before.outside += 1
        rank = depth + extra + group.known**0.5 / 2
        if wanted:
            rank -= _WANTED
        elif _SPEAKS.search(words) or _SPEAKS.search(_readable(url)):
            rank -= 6
        self._count += 1
        heapq.heappush(self._heap, (rank, self._count, url, page, depth))

    def next(self, *, wanted_only: bool = False) -> tuple[str, str | None, int, bool] | None:
        """The next address, the page that led to it, its depth, and whether its kind goes on without an end.

        :param wanted_only: leave what is not looked for where it is.
        """
        if not self._heap or (wanted_only and self._heap[0][0] > -_WANTED / 2):
            return None
        rank, _, url, page, depth = heapq.heappop(self._heap)
        group = self._group(url)
        if group.endless and rank > -_WANTED / 2:
            return url, page, depth, True
        group.asked += 1
        if group.asked % _WINDOW == 0:
            # Pages that lead to ever more of their own kind and to nothing else: a calendar, a search of searches.
            group.endless = group.asked >= group.most and group.inside >= _WINDOW // 2 and group.outside == 0
            group.inside = group.outside = 0
        return url, page, depth, False

    def put_back(self, taken: tuple[str, str | None, int, bool]) -> None:
        """Put back what was taken and not asked after all."""
        url, page, depth, _ = taken
        self._count += 1
        heapq.heappush(self._heap, (float(depth), self._count, url, page, depth))

    def asked_of(self, url: str) -> int:
        """How many of this address' kind were asked."""
        return self._group(url).asked

    def _group(self, url: str) -> _Group:
        name = form_of(url)
        group = self._groups.get(name)
        if group is None:
            group = self._groups[name] = _Group(_FEW_OF_SCRIPT if "?" in url else _FEW_OF_PATH)
        return group


@lru_cache(maxsize=16384)
def form_of(url: str) -> str:
    """The form of an address: digits stand for digits, and a query for the names in it."""
    place, mark, query = url.partition("?")
    if not mark:
        return _DIGITS.sub("N", place) if any(map(str.isdigit, place)) else place
    fields = sorted(
        f"{name}={value}" if name.lower() in _ROUTERS and not value.isdigit() else name
        for name, value in parse_qsl(query, keep_blank_values=True)
    )
    return f"{_DIGITS.sub('N', place)}?{'&'.join(fields)}"


def key_of(url: str) -> str:
    """What makes two addresses one: session ids that a site hangs on every link say nothing."""
    if ";" in url:
        url = _IN_PATH.sub("", url)
    place, mark, query = url.partition("?")
    if not mark or "=" not in query:
        return url
    kept = [
        part
        for part in query.split("&")
        if not (_SESSION.match(part.partition("=")[0]) and _SESSION_VALUE.fullmatch(part.partition("=")[2]))
    ]
    return f"{place}?{'&'.join(kept)}" if kept else place


def runs_in_circles(url: str) -> bool:
    """Whether a path says the same thing over and over, as relative links on a page for every address do."""
    if url.count("/") < _CIRCLE:
        return False
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return len(parts) > 6 and any(parts.count(part) >= 4 for part in set(parts))


@lru_cache(maxsize=16384)
def _readable(url: str) -> str:
    return unquote(url.split("/", 3)[3] if url.count("/") > 2 else "")
