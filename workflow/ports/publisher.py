"""The public site as the procedure changes it, looks at it and proves it. ``site`` has the facts that it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from workflow.ports.site import (
    BuiltSite,
    ExpectedItem,
    Expiry,
    Finding,
    Forbidden,
    ProofKind,
    SiteFacts,
    SiteProof,
)

Explained = tuple[str, str, str, str]
"""A finding in words: Thai, English, what to do in Thai, in English."""


@dataclass(frozen=True, slots=True)
class LiveSite:
    """The release the public sees. ``revisions``: ``2566/O15`` -> number of the revision online, ``None`` for none.

    ``damaged`` are files that are missing, changed, or were put there by someone else.
    """

    name: str
    public: Path
    generated_at: datetime
    rehearsal: bool
    revisions: Mapping[str, int | None]
    damaged: tuple[str, ...] = ()


class Publisher(Protocol):
    """The right to change the public site, held by one process at a time."""

    def build(self, facts: SiteFacts) -> BuiltSite:
        """Build into the staging folder; nothing public changes.

        :raises workflow.rules.errors.CheckFailed: the facts cannot be published as they are; every reason.
        """
        ...

    def switch(self, built: BuiltSite) -> Path:
        """Make what was built the live site, atomically; the folder that is served now."""
        ...


class Site(Protocol):
    """The office's public site."""

    def publisher(self) -> AbstractContextManager[Publisher]:
        """Take the right to change the site, for the block.

        :raises workflow.rules.errors.Conflict: another process has it.
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
        recorded_hosts: frozenset[str] = frozenset(),
        forbidden: Sequence[Forbidden] = (),
        expiries: Sequence[Expiry] = (),
    ) -> SiteProof:
        """Check a site from its home page, as an evaluator would.

        Never raises for what it finds on the site: that is what findings are for.
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

    def deploy(self, public: Path) -> None:
        """Carry what was built to the real address; nothing where the office has no command for it.

        :raises workflow.rules.errors.CheckFailed: the command failed.
        """
        ...
