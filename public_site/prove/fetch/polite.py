"""A guest who is welcome again: paced, waits when asked to, and asks a second time before it calls a thing broken."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from urllib.parse import urlsplit

from public_site.prove.fetch.answer import Answer, Fetcher

MOST_WAITS = 5
"""Times one address is asked again because the server told us to wait; between them lie the waits it asked for."""
_SLOWEST = 10.0
_HERE = ("127.0.0.1", "::1", "localhost")
_PASSING = ("network", "timeout", "refused", "dns")


@dataclass(slots=True)
class _Host:
    """What is known of one server: when it may be asked next (monotonic seconds), and how far apart requests lie."""

    interval: float
    next: float = 0.0
    slowed: float = 0.0
    recent: deque[float] = field(default_factory=lambda: deque(maxlen=256))
    lock: Lock = field(default_factory=Lock)


class Polite:
    """Asks through `fetch`, which may be called by several threads at a time.

    :param pace: requests a second to each server; 0 for no limit. This very machine is never slowed.
    :param again_after: seconds before the second try of what failed; there is no third.
    :param until: monotonic time at which there is no time left; what would have to wait longer is not asked.
    :param patient: hosts that are tried for every address; another one that cannot be reached is tried once and again.
    """

    def __init__(
        self,
        fetch: Fetcher,
        *,
        pace: float,
        again_after: float,
        until: float,
        patient: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetch, self._pace, self._again_after, self.until = fetch, pace, again_after, until
        self._patient = frozenset(patient)
        self._clock, self._sleep = clock, sleep
        self._hosts: dict[str, _Host] = {}
        self._dead: dict[str, Answer] = {}
        self.waited = 0
        """Times a server asked us to wait."""

    def __call__(self, url: str, referer: str | None = None) -> Answer:
        """The answer after at most two tries, waits that the server asked for aside."""
        name = urlsplit(url).netloc
        if name in self._dead:
            return replace(self._dead[name], url=url)
        host = self._host(name)
        waits = tries = 0
        while True:
            asked = self._turn(host)
            if asked is None:
                return Answer(url=url, status=None, error="busy" if waits else "no_time")
            answer = self._fetch(url, referer)
            wait = asked_to_wait(answer, waits)
            if wait is not None and waits < MOST_WAITS:
                waits += 1
                self._hold(host, wait, asked)
                continue
            tries += 1
            if tries == 1 and _may_pass(answer) and wait is None:
                self._sleep(max(0.0, min(self._again_after, self.until - self._clock())))
                continue
            if answer.error in _PASSING and (urlsplit(url).hostname or "") not in self._patient:
                self._dead[name] = answer
            return replace(answer, tries=tries + waits) if tries + waits > 1 else answer

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            here = (urlsplit(f"//{name}").hostname or "") in _HERE
            host = self._hosts.setdefault(name, _Host(0.0 if here or not self._pace else 1.0 / self._pace))
        return host

    def _turn(self, host: _Host) -> float | None:
        """Wait for this request's turn: when it came, None when that would be too late."""
        with host.lock:
            now = self._clock()
            at = max(now, host.next)
            if at > self.until:
                return None
            host.next = at + host.interval
            host.recent.append(at)
        if at > now:
            self._sleep(at - now)
        return at

    def _hold(self, host: _Host, seconds: float, asked: float) -> None:
        """Leave the server alone for so long, and come half as often from then on."""
        with host.lock:
            now = self._clock()
            host.next = max(host.next, now + seconds)
            self.waited += 1
            if asked >= host.slowed:  # answers to one burst slow us down once
                rate = max(1, sum(at > now - 1.0 for at in host.recent))
                host.interval = min(max(2 * host.interval, 2.0 / rate), _SLOWEST)
                host.slowed = host.next


def asked_to_wait(answer: Answer, waits: int) -> float | None:
    """Seconds that a server asks us to wait (RFC 6585, 4; RFC 9110, 10.2.3), None when it does not.

    A 429 that names no time waits 1, 2, 4 … seconds. A 503 that names none is a failure like any other.
    """
    if answer.status not in (429, 503):
        return None
    told = answer.headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return float(told)
    if told:
        try:
            return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
        except (TypeError, ValueError):
            pass
    return float(2**waits) if answer.status == 429 else None


def _may_pass(answer: Answer) -> bool:
    """Whether a failure may be one of a moment."""
    return answer.error in _PASSING or answer.cut or (answer.status is not None and answer.status >= 500)
