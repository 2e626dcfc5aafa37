"""The office as the use cases see it: its settings and everything it needs of the world. Built by ``wiring``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.ports.hands import Hands, OneAfterAnother
from workflow.ports.marks import NoMarks

if TYPE_CHECKING:
    from workflow.office_files.power import Change
    from workflow.office_files.settings import Settings
    from workflow.ports.checks import Check
    from workflow.ports.days import DaysOff
    from workflow.ports.documents import Converter, Renderer
    from workflow.ports.inspection import Inspector, PageReader
    from workflow.ports.jobs import Jobs
    from workflow.ports.keys import Keys
    from workflow.ports.marks import Marks
    from workflow.ports.pdf_files import PdfFiles
    from workflow.ports.post import Post
    from workflow.ports.scans import Scans
    from workflow.ports.signing import Signer
    from workflow.ports.site.kept_pages import SeenReports
    from workflow.ports.site.publisher import Site
    from workflow.ports.storage import Clock, FileStore
    from workflow.ports.verification import Verifier
    from workflow.records.database import Database
    from workflow.records.unit_of_work import UnitOfWork
    from workflow.rules.errors import Unmet


@dataclass(slots=True)
class Office:
    """Settings, records, papers, signatures, site, clock: what a use case is handed.

    Heavy parts (LibreOffice, pyHanko, the site builder) are made on first use by ``wiring``'s adapters.

    :param check_text: what a careful registrar would notice in the text of a file, by its name and bytes.
    :param days_off: days off of offices of the state in a calendar year, as a library proposes them.
    :param recorded: how many units of work recorded something since it was opened.
    :param place: where its database lies; ``marks``: how far the journal of this place had come, kept outside of it.
    :param unaccepted: what ``office.toml`` says and nobody accepted: it has no effect.
    :param hands: who does the same with several things; its store's files may be written from another process.
    :param jobs: where work waits for a worker; ``None``: nowhere, a timer does it (``oit watch``).
    :param framework: key of the framework a command is about, where the office runs two in one year.
    :param check_machine: fonts, LibreOffice, Python-UNO: what the program needs beside itself.
    :param filesystem: kind of the file system a folder lies on (``ext4``, ``cifs``); ``None``: nobody tells.
    :param progress: told of each thing done in a long command: ``progress(step, done, total)``.
    """

    folder: Path
    settings: Settings
    database: Database
    store: FileStore
    renderer: Renderer
    converter: Converter
    pdf: PdfFiles
    inspector: Inspector
    keys: Keys
    signer: Signer
    verifier: Verifier
    scans: Scans
    site: Site
    clock: Clock
    post: Post
    seen_reports: SeenReports
    page_reader: PageReader
    place: str = ""
    recorded: int = 0
    marks: Marks = field(default_factory=NoMarks)
    unaccepted: Sequence[Change] = ()
    hands: Hands = field(default_factory=OneAfterAnother)
    jobs: Jobs | None = None
    check_text: Callable[[str, bytes], Sequence[Unmet]] = field(default=lambda name, data: ())
    days_off: DaysOff = field(default=lambda year: {})
    framework: str | None = None
    check_machine: Callable[[], Sequence[Check]] = field(default=lambda: ())
    filesystem: Callable[[Path], str | None] = field(default=lambda folder: None)
    progress: Callable[[str, int, int], None] = field(default=lambda step, done, total: None)

    def unit_of_work(self, *, write: bool = True, plain: bool = False) -> UnitOfWork:
        """A transaction of this office's database, to enter. :raises RecordsError: it cannot be opened, or is old.

        :param plain: it writes nothing but what the bare driver can (``records.plain.writing``).
        """
        return self.database.unit_of_work(write=write, plain=plain)

    def close(self) -> None:
        """Let go of LibreOffice and of the database; whoever opened an office closes it."""
        self.converter.close()
        self.database.close()

    def now(self) -> datetime:
        """Aware, in the office's time zone."""
        return self.clock.now()

    def today(self) -> date:
        """The day in the office's own time zone: appointments and number books go by it."""
        return self.clock.now().date()
