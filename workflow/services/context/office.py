"""The office as the use cases see it: its settings and everything it needs of the world. Built by ``wiring``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from workflow.office_files.settings import Settings
    from workflow.ports import Clock, Converter, FileStore, Notifier, Renderer, Signatures
    from workflow.ports.keeping import Check, LiveSite
    from workflow.ports.site import BuiltSite, ExpectedItem, Finding, SiteFacts, SiteProver
    from workflow.records.schema import SchemaProblem
    from workflow.records.unit_of_work import UnitOfWork


class Workshop(Protocol):
    """The right to change the public site, held by one process at a time."""

    def build(self, facts: SiteFacts) -> BuiltSite:
        """Build into the staging folder; nothing public changes.

        :raises workflow.rules.errors.BadInput: the facts cannot be published as they are; every reason.
        """
        ...

    def switch(self, built: BuiltSite) -> Path:
        """Make what was built the live site, atomically; the folder that is served now."""
        ...


class UnitOfWorkFactory(Protocol):
    def __call__(self, *, write: bool = True, any_version: bool = False) -> UnitOfWork:
        """Open one. ``any_version``: also on tables an older version made, which only restoring may touch.

        :raises workflow.records.errors.SchemaOutdated: the tables are of another version.
        """
        ...


Explained = tuple[str, str, str, str]
"""A finding in words: Thai, English, what to do in Thai, in English."""


def _unexplained(finding: Finding) -> Explained:
    return finding.code, finding.code, "", ""


@dataclass(slots=True)
class Office:
    """Settings, records, papers, signatures, site, clock: what a use case is handed.

    Heavy parts (LibreOffice, pyHanko, the site builder) are made on first use by ``wiring``'s adapters.

    :param prepare_database: makes the tables, or brings an older database up to date; of an empty database it makes
        those of an older ``revision`` when one is given.
    :param upgrade_database: brings an older database up to date; the copy that was kept before, if one was.
    :param workshop: opens the place where the next site is built.
    :param serve: serves a built site on loopback while the block runs; gives its address.
    :param capture: looks at a web address once and returns what it saw (status, title, final address, hops).
    :param close_database: lets go of the database, before its folder is moved.
    :param explain: the sentences of one finding of a proof.
    :param live_site: the release the public sees now, ``None`` when nothing was ever built.
    :param expected_site: what a proof has to find for these facts.
    :param check_schema: what is wrong with the database's tables.
    :param check_machine: fonts, LibreOffice, Python-UNO: what the program needs beside itself.
    :param progress: told of each thing done in a long command: ``progress(step, done, total)``.
    """

    folder: Path
    settings: Settings
    unit_of_work: UnitOfWorkFactory
    prepare_database: Callable[..., None]
    upgrade_database: Callable[[], Path | None]
    store: FileStore
    renderer: Renderer
    converter: Converter
    signatures: Signatures
    prove_site: SiteProver
    workshop: Callable[[], AbstractContextManager[Workshop]]
    serve: Callable[[Path], AbstractContextManager[str]]
    capture: Callable[[str], Mapping[str, object]]
    clock: Clock
    notifier: Notifier
    deploy: Callable[[Path], None] | None = None
    close_database: Callable[[], None] = field(default=lambda: None)
    explain: Callable[[Finding], Explained] = _unexplained
    live_site: Callable[[], LiveSite | None] = field(default=lambda: None)
    expected_site: Callable[[SiteFacts], tuple[ExpectedItem, ...]] = field(default=lambda facts: ())
    check_schema: Callable[[], Sequence[SchemaProblem]] = field(default=lambda: ())
    check_machine: Callable[[], Sequence[Check]] = field(default=lambda: ())
    progress: Callable[[str, int, int], None] = field(default=lambda step, done, total: None)

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        """The day in the office's own time zone: appointments and number books go by it."""
        return self.clock.now().date()
