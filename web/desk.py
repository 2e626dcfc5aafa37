"""What one server process holds: the office, how it is reached, and what is remembered while it runs.

Nothing of it is a record. After a restart people are logged in as before, and what was only remembered (which page
pictures were sent, messages for the next page) is gone.
"""

from __future__ import annotations

import ipaddress
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from web.challenges import Challenges
from web.waits import Waits
from workflow.services.queries.head import head

if TYPE_CHECKING:
    from workflow.ports.days import Event
    from workflow.ports.sheets import TidyTable
    from workflow.rules.errors import Unmet
    from workflow.services.context.office import Office
    from workflow.services.ministry.office_list import Ministry

T = TypeVar("T")
LANGUAGE = "oit-language"
"""The cookie that says in which language a browser is spoken to."""
PICTURES = 12 * 1024 * 1024
"""Bytes of page pictures that are kept drawn."""
HELD = 20
"""Bundles of files that wait for a second press, at most; the oldest goes."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the next page says first: ``text`` in Thai with places for ``facts``, put into the reader's language there.

    ``reasons`` and ``notices`` are codes; their sentences are formed there too.
    """

    text: str
    good: bool = True
    reasons: tuple[Unmet, ...] = ()
    notices: tuple[Unmet, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reached:
    """How browsers reach the server.

    :param url: its address with a name and TLS; ``None``: none was named. :param loopback: only this machine can.
    """

    url: str | None = None
    loopback: bool = True

    def passkeys_for(self, host: str) -> tuple[str, str] | None:
        """Name and origin that passkeys are bound to; ``None``: there can be none, as by number or without TLS.

        :param host: what the browser asked for, name and port; it counts on this machine alone, as ``localhost``.
        """
        if self.url is None:
            own = self.loopback and urlsplit(f"//{host}").hostname == "localhost"
            return ("localhost", f"http://{host}") if own else None
        name = urlsplit(self.url).hostname or ""
        return None if _is_number(name) else (name, self.url.rstrip("/"))

    @property
    def secret_may_travel(self) -> bool:
        """Whether a passphrase or a key file may be sent to the server: over TLS, or not over a network at all."""
        return self.loopback or self.url is not None


@dataclass(frozen=True, slots=True)
class OfMinistry:
    """The database of a ministry's offices, as its accounts that only look.

    :param totals: who sees provinces. :param inspector: who sees each office; ``None``: nobody does here.
    """

    totals: Ministry
    inspector: Ministry | None


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _nobody(*_: object) -> bytes:
    raise RuntimeError("nobody said how such a file is made")


@dataclass(frozen=True, slots=True)
class Makers:
    """What makes files that people take along: a spreadsheet of tidy tables; a calendar of its name and its entries."""

    workbook: Callable[[Sequence[TidyTable]], bytes] = _nobody
    calendar: Callable[[str, Sequence[Event], datetime], bytes] = _nobody


class Desk:
    """The one of a server process. Any number of threads may use it at once."""

    def __init__(
        self,
        office: Office,
        reached: Reached,
        makers: Makers | None = None,
        ministry: OfMinistry | None = None,
    ) -> None:
        """:param ministry: the offices that some may look at."""
        self.office = office
        self.reached = reached
        self.makers = makers or Makers()
        self.ministry = ministry
        self.waits = Waits()
        self.challenges = Challenges()
        self.making = threading.Lock()
        """Held where LibreOffice, a key or the site is at work: one at a time, the rest of the office goes on."""
        self._guard = threading.Lock()
        self._here = threading.local()
        self._told: dict[str, list[Told]] = {}
        self._opened: dict[tuple[str, int], datetime] = {}
        self._sent: dict[str, dict[str, set[int]]] = {}
        self._pictures: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._kept = 0
        self._asked: dict[tuple[str, ...], Any] = {}
        self._asked_at: object = None
        self._held: OrderedDict[str, tuple[str, Path]] = OrderedDict()

    def tell(self, token: str, told: Sequence[Told]) -> None:
        """Say something on the next page of a session."""
        with self._guard:
            self._told.setdefault(token, []).extend(told)

    def take_told(self, token: str) -> list[Told]:
        """What is to be said now, once."""
        with self._guard:
            return self._told.pop(token, [])

    def opened(self, token: str, memo: int, at: datetime) -> None:
        """A memo's page was sent to a session."""
        with self._guard:
            self._opened.setdefault((token, memo), at)

    def sent(self, token: str, digest: str, page: int) -> None:
        """The picture of a page was sent to a session."""
        with self._guard:
            self._sent.setdefault(token, {}).setdefault(digest, set()).add(page)

    def read(self, token: str, memo: int, digests: Sequence[str]) -> tuple[datetime | None, dict[str, list[int]]]:
        """When a memo was opened in a session, and which pages of these papers were sent."""
        with self._guard:
            sent = self._sent.get(token, {})
            return self._opened.get((token, memo)), {d: sorted(sent[d]) for d in digests if d in sent}

    def forget(self, token: str) -> None:
        """A session has ended."""
        with self._guard:
            self._told.pop(token, None)
            self._sent.pop(token, None)
            self._opened = {key: at for key, at in self._opened.items() if key[0] != token}

    def picture(self, digest: str, page: int, width: int) -> bytes:
        """A page of a PDF of the store, as a PNG. :raises BadInput: it cannot be drawn."""
        key = (digest, page, width)
        with self._guard:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
        made = self.office.pdf.page_picture(self.office.store.get(digest), page, width)
        with self._guard:
            if key not in self._pictures:
                self._pictures[key] = made
                self._kept += len(made)
            while self._kept > PICTURES and len(self._pictures) > 1:
                self._kept -= len(self._pictures.popitem(last=False)[1])
        return made

    def look_again(self) -> None:
        """A request begins in this thread, or has done something: where the journal stands is asked anew."""
        self._here.now = None

    def _looked(self) -> object:
        if getattr(self._here, "now", None) is None:
            self._here.now = (head(self.office), self.office.today())
        return self._here.now

    def remembered(self, make: Callable[[], T], *name: str) -> T:
        """What ``make`` gives, made once for each state of the journal and each day: whatever is done leaves an entry.

        What was asked for while somebody wrote is kept under the state before, and so asked again.
        """
        now = self._looked()
        with self._guard:
            if now != self._asked_at:
                self._asked, self._asked_at = {}, now
            if name in self._asked:
                found: T = self._asked[name]
                return found
        made = make()
        with self._guard:
            if now == self._asked_at:
                self._asked[name] = made
        return made

    def hold(self, login: str, folder: Path, name: str) -> None:
        """Keep files until who brought them has pressed once more."""
        with self._guard:
            self._held[name] = (login, folder)
            while len(self._held) > HELD:
                shutil.rmtree(self._held.popitem(last=False)[1][1], ignore_errors=True)

    def held(self, login: str, name: str) -> Path | None:
        """The folder of files that this person brought; ``None``: there is none any more."""
        with self._guard:
            whose, folder = self._held.get(name, ("", None))
            return folder if whose == login else None

    def let_go(self, name: str) -> None:
        """Remove files that were held."""
        with self._guard:
            found = self._held.pop(name, None)
        if found is not None:
            shutil.rmtree(found[1], ignore_errors=True)

    def close(self) -> None:
        """Remove what is held."""
        for name in list(self._held):
            self.let_go(name)


@dataclass(slots=True)
class Visitor:
    """Who asks. ``token`` is the session's; ``forms``: what each of its forms carries against forgery."""

    login: str
    name: str
    token: str
    forms: str
    roles: frozenset[str] = frozenset()
    administrator: bool = False


@dataclass(slots=True)
class Visit:
    """One request as a page sees it.

    :param who: ``None`` where no login is needed. :param form: what was typed, the last value of a name.
    :param lists: all values of a name. :param files: what was uploaded, by name, in a folder that goes with the visit.
    :param again: the session was left alone, and its forms ask the password once more.
    :param told: what the page says first. :param status: of the answer.
    """

    desk: Desk
    path: str
    arguments: dict[str, str]
    query: dict[str, str]
    address: str
    browser: str
    at: datetime
    _who: Visitor | None = None
    form: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[Path]] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    status: int = 200
    extra: dict[str, Any] = field(default_factory=dict)
    folder: Path | None = None
    again: bool = False

    @property
    def office(self) -> Office:
        return self.desk.office

    @property
    def who(self) -> Visitor:
        """:raises RuntimeError: nobody has logged in; pages that need nobody do not ask."""
        if self._who is None:
            raise RuntimeError("nobody has logged in")
        return self._who

    @property
    def someone(self) -> Visitor | None:
        """Who asks, where somebody has logged in."""
        return self._who

    @property
    def language(self) -> str:
        """``th`` or ``en``: as this browser was asked for, else the office's."""
        found = str(self.extra["cookies"].get(LANGUAGE) or self.office.settings.language)
        return "en" if found == "en" else "th"

    def room(self) -> Path:
        """A folder of the visit for files, closed to others."""
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="oit-tray-"))
        return self.folder
