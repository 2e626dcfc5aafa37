"""Builds an Office from its folder: the one place that knows all parts. ``adapters`` turns each part's own types and
errors into the procedure's; heavy libraries load when an adapter is first used, so a command that only looks is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adapters.clock import SystemClock
from adapters.days_off import proposed_days_off
from adapters.filestore import FolderStore
from adapters.hands import Forks
from adapters.machine import check_machine, filesystem_of
from adapters.marks import MachineMarks, place_of
from adapters.papers.calendar_files import calendar_file
from adapters.papers.forms import (
    FormCheck,
    Mended,
    WarmLibreOffice,
    WordForms,
    check_forms,
    copy_form,
    field_meanings,
    mend_form,
    own_forms,
)
from adapters.papers.inspector import FileInspector
from adapters.papers.page_texts import Tesseract
from adapters.papers.pdf_files import PreparedPdfs
from adapters.papers.seen_reports import WordReports
from adapters.papers.workbooks import workbook
from adapters.post import MailAndWebhook
from adapters.signing.keys import KeyFilesAndTokens
from adapters.signing.practice import practice_keys, practice_scan
from adapters.signing.scans import CodedScans
from adapters.signing.signer import PdfSigner
from adapters.signing.telling import tell_evidence, tell_signatures
from adapters.signing.verifier import PdfVerifier
from adapters.site import StaticSite
from workflow.office_files.settings import Settings
from workflow.ports.hands import OneAfterAnother
from workflow.records.database import Database
from workflow.rules.errors import BadInput, Unmet
from workflow.services.context.office import Office
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    from assessment.texts.context import Context
    from assessment.texts.document import Finding
    from workflow.office_files.power import Change
    from workflow.ports.jobs import Jobs
    from workflow.ports.storage import Clock, FileStore

__all__ = [
    "BANGKOK",
    "FormCheck",
    "KeyFilesAndTokens",
    "Mended",
    "SystemClock",
    "WarmLibreOffice",
    "build",
    "calendar_file",
    "check_file",
    "check_forms",
    "check_machine",
    "copy_form",
    "field_meanings",
    "jobs",
    "mend_form",
    "ministry_database",
    "own_forms",
    "practice_keys",
    "practice_scan",
    "tell_evidence",
    "tell_signatures",
    "text_checker",
    "workbook",
    "write_answers",
]


def check_file(file: Path, office: Office | None = None) -> Sequence[Finding]:
    """What the checks find in the text of a file; an office adds what it knows: its name, groups and own lists.

    :raises BadInput: the file has no text that can be read.
    """
    from adapters.papers.texts import read_document
    from assessment.checks.run import check

    return check(read_document(file), _known(office.folder if office else None, office.settings if office else None))


def _known(folder: Path | None, settings: Settings | None) -> Context:
    """What the checks know besides the text: the shipped lists, and of an office its name, groups and own lists."""
    from assessment.texts.context import Context, ItemList
    from workflow.office_files.catalogue import load_catalogue, shipped_years
    from workflow.services.context.frameworks import items_of

    lists = tuple(ItemList(str(year), year, items_of(load_catalogue(year, folder))) for year in shipped_years())
    if settings is None:
        return Context(lists=lists)
    return Context(settings.office.name, tuple(group.name for group in settings.groups), lists)


def text_checker(folder: Path, settings: Settings) -> Callable[[str, bytes], Sequence[Unmet]]:
    """The checks of a file's text for the office; what has no text is not told, it cannot be looked at.

    The lists and the dictionary load with the first file.
    """
    known: list[Context] = []

    def look(name: str, data: bytes) -> Sequence[Unmet]:
        from adapters.papers.texts import document_of
        from assessment.checks.run import check

        if not known:
            known.append(_known(folder, settings))
        try:
            found = check(document_of(name, data), known[0])
        except BadInput:
            return ()
        return [Unmet(one.code, {**one.facts, "text": one.text, "line": one.line, "page": one.page}) for one in found]

    return look


def write_answers(
    path: Path, title: str, notes: Sequence[str], heads: Sequence[str], groups: Sequence[tuple[str, Sequence[object]]]
) -> None:
    """Answers as a sheet or a table, by the ending of the file's name. :raises OSError: it cannot be written."""
    from adapters.papers.answers import write_sheet, write_table

    write = write_sheet if path.suffix.lower() == ".xlsx" else write_table
    write(path, title, notes, heads, groups)


def ministry_database(url: str) -> Database:
    """The database of many offices, as whichever account the address names."""
    return Database(url)


def jobs() -> ModuleType | None:
    """Where jobs wait and who does them (``adapters.jobs``); ``None``: the extra ``ministry`` is not installed."""
    from adapters import jobs as found

    return found if found.installed() else None


def _programs(settings: Settings) -> tuple[Path, ...]:
    """What the settings have run, or loaded into the program."""
    deploy = tuple(Path(part) for part in (settings.site.deploy or ())[:1])
    return deploy if settings.signing.pkcs11 is None else (*deploy, settings.signing.pkcs11)


def _jobs(settings: Settings) -> Jobs | None:
    """Where jobs of the office wait: beside its records, where that is a PostgreSQL and this machine knows jobs."""
    if not settings.database.startswith("postgresql"):
        return None
    from adapters.jobs import PostgresJobs, installed

    return PostgresJobs(settings.office.key) if installed() else None


def _store(folder: Path, settings: Settings) -> FileStore:
    """Where the office's files are kept: its folder ``store/``, or a bucket, when that is what two people accepted."""
    told = settings.store
    if told.url is None:
        return FolderStore(folder / "store")
    from adapters.objectstore import ObjectStore

    return ObjectStore(told.url, settings.office.key, folder, endpoint=told.endpoint, region=told.region)


def build(
    folder: Path,
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    waiting: Callable[[int], None] | None = None,
) -> Office:
    """The office in ``folder``, under the settings that were accepted. LibreOffice comes when it is first used.

    :param settings: taken as they are, instead of the folder's.
    :param waiting: told how many others write to the database before us, when we wait for them.
    :raises BadInput: the settings cannot be used; every problem.
    """
    unaccepted: Sequence[Change] = ()
    given = settings is not None
    if settings is None:
        from workflow.services.administration.accepting import settings_in_force

        written = Settings.load(folder)
        database = Database(written.database, waiting, written.office.key, plain=True)
        settings, unaccepted = settings_in_force(written, database)
    else:
        database = Database(settings.database, waiting, settings.office.key, plain=True)
    store, key = _store(folder, settings), settings.office.key

    def accepted() -> Mapping[str, str] | None:
        """The office's own Word forms in force; with settings that are taken as they are, so are these."""
        from workflow.services.administration.accepted_forms import forms_in_force

        return None if given else forms_in_force(database, key)

    clock = clock or SystemClock()
    told = settings.notices
    return Office(
        folder=folder,
        settings=settings,
        database=database,
        store=store,
        renderer=WordForms(folder, accepted, store),
        converter=WarmLibreOffice(),
        pdf=PreparedPdfs(settings.files.compare),
        inspector=FileInspector(),
        keys=KeyFilesAndTokens(settings.signing.pkcs11, folder),
        signer=PdfSigner(settings),
        verifier=PdfVerifier(settings),
        scans=CodedScans(),
        site=StaticSite(folder, clock, settings.site.deploy, settings.site.environment),
        clock=clock,
        place=place_of(settings.database, key),
        marks=MachineMarks(),
        unaccepted=unaccepted,
        # A bucket's connections do not survive a fork.
        hands=Forks() if isinstance(store, FolderStore) else OneAfterAnother(),
        jobs=_jobs(settings),
        seen_reports=WordReports(),
        page_reader=Tesseract(),
        post=MailAndWebhook(told.smtp, told.sender, told.user, told.webhook),
        days_off=proposed_days_off,
        check_text=text_checker(folder, settings),
        check_machine=lambda: check_machine(_programs(settings), folder),
        filesystem=filesystem_of,
    )
