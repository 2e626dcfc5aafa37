"""The public site as the procedure changes it, looks at it and proves it. ``site`` has the facts that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from workflow.ports.site import (
    BuiltSite,
    ExpectedItem,
    Expiry,
    Finding,
    Forbidden,
    JournalHead,
    ProofKind,
    Severity,
    SiteFacts,
    SiteProof,
)
from workflow.ports.site.kept_pages import KeptPages, Steps
from workflow.ports.site.report import MonthReport
from workflow.ports.site.upload import UploadSheet

Explained = tuple[str, str, str, str]
"""A finding in words: Thai, English, what to do in Thai, in English."""


@dataclass(frozen=True, slots=True)
class LiveSite:
    """The release the public sees. ``revisions``: ``2566/O15`` -> number of the revision online, ``None`` for none.

    ``digests`` are those of every file as it lies there. ``damaged`` are files that are missing, changed, or were put
    there by someone else. ``journal``: the entry it was made of; ``None`` for one that an earlier program made.
    """

    name: str
    public: Path
    generated_at: datetime
    rehearsal: bool
    revisions: Mapping[str, int | None]
    damaged: tuple[str, ...] = ()
    digests: frozenset[str] = frozenset()
    journal: JournalHead | None = None


class Publisher(Protocol):
    """The right to change the public site, held by one process at a time."""

    def build(self, facts: SiteFacts, *, read: bool = False) -> BuiltSite:
        """Build into the staging folder; nothing public changes.

        :param read: read every byte of the site before, instead of trusting size and time of its files.
        :raises workflow.rules.errors.CheckFailed: the facts cannot be published as they are; every reason.
        """
        ...

    def switch(self, built: BuiltSite) -> Path:
        """Make what was built the live site, atomically; the folder that is served now."""
        ...


class Site(Protocol):
    """The office's public site."""

    def publisher(self, wait: float = 0.0) -> AbstractContextManager[Publisher]:
        """Take the right to change the site, for the block.

        :param wait: seconds to wait while another process has it.
        :raises workflow.rules.errors.Conflict: another process has it still.
        """
        ...

    def serve(self, folder: Path) -> AbstractContextManager[str]:
        """Serve a built site on loopback while the block runs; gives its address."""
        ...

    def prove(
        self,
        home_url: str,
        expected: Sequence[ExpectedItem],
        *,
        kind: ProofKind,
        now: datetime,
        tree: str | None = None,
        hosts: Sequence[str] = (),
        recorded_hosts: frozenset[str] = frozenset(),
        forbidden: Sequence[Forbidden] = (),
        unchanged: Collection[str] = (),
        led_to: Collection[str] = (),
        expiries: Sequence[Expiry] = (),
        seconds: float | None = None,
        pages: int | None = None,
        pace: float | None = None,
        probe: bool | None = None,
        second_look: bool | None = None,
        done: Callable[[int], None] | None = None,
    ) -> SiteProof:
        """Check a site from its home page, as an evaluator would.

        Never raises for what it finds on the site: that is what findings are for.

        :param kind: `rehearsal` when the built site is served on this machine, `live` for the real address; in a
            rehearsal another host that does not answer is judged from its dated capture.
        :param now: aware time that the proof is dated with; ages and expiries are counted from it.
        :param tree: where the built tree lies, when that is not the home page itself.
        :param hosts: further hosts of the office, as `[site] hosts` names them; nothing else is ever asked.
        :param recorded_hosts: other hosts to which a single hop may lead, to recorded web addresses.
        :param forbidden: drafts, and files suspended or retracted. A digest that is also expected does not count.
        :param unchanged: paths below the home page that are as they were when they were walked for an earlier proof:
            they are asked only where they are expected, and what they lead to is known.
        :param led_to: paths below the home page that a person must find the way to, whether they are asked or not.
        :param seconds: time for the walk. :param pages: addresses asked at most. :param pace: requests a second to a
            server, 0 for no limit. None for the usual ones.
        :param probe: ask beside our own tree for what must never be public (`keys/`, `.env`); None: in a rehearsal.
        :param second_look: let a browser look at what the walk did not find; None: when live, and one is here.
        :param done: told how many addresses were looked at so far.
        """
        ...

    def expected(self, facts: SiteFacts) -> tuple[ExpectedItem, ...]:
        """What a proof has to find for these facts."""
        ...

    def capture(self, url: str) -> Mapping[str, object]:
        """Look at a web address once: status, title, final address, hops, and when.

        :raises workflow.rules.errors.BadInput: it cannot be reached.
        """
        ...

    def explain(self, finding: Finding) -> Explained:
        """The sentences of one finding of a proof; its code for one that is not known any more."""
        ...

    def live(self) -> LiveSite | None:
        """The release the public sees now, ``None`` when nothing was ever built."""
        ...

    def live_name(self) -> str | None:
        """Name of the release the public sees now, without a look at its files; ``None`` as in :meth:`live`."""
        ...

    def own_files(self) -> Mapping[str, Path]:
        """Path -> file of each of the office's own pages as they lie in its folder."""
        ...

    def own_faults(self, *, scripts: bool) -> list[Mapping[str, object]]:
        """Why pages that lie there could not go online: the facts of each refusal. :param scripts: are switched on."""
        ...

    def deploy(self, public: Path) -> None:
        """Carry what was built to the real address; nothing where the office has no command for it.

        :raises workflow.rules.errors.CheckFailed: the command failed.
        """
        ...

    def upload_sheet(self, sheet: UploadSheet) -> str:
        """The page that goes with files handed out for a site that the office keeps itself (HTML)."""
        ...

    def month_page(self, report: MonthReport) -> str:
        """One month of the site on one page, for the head (HTML)."""
        ...

    def chart(self, title: str, months: Sequence[tuple[date, Sequence[Severity | None]]]) -> str:
        """What was seen day by day, a row for each month (SVG). :param months: first day of each, then its days."""
        ...

    def keep(
        self,
        home: str,
        steps: Steps,
        *,
        hosts: Sequence[str] = (),
        known: Mapping[str, Path],
        now: Callable[[], datetime],
        whatever: bool = False,
    ) -> KeptPages:
        """Go a way once more and keep every answer as it came; with ``whatever`` also one that is no page any more.

        :raises workflow.rules.errors.MissingOnMachine: the extra that writes WARC files is not installed.
        :raises workflow.rules.errors.BadInput: something on the way does not answer any more.
        """
        ...
