"""Builds an Office from its folder: the one place that knows all parts. ``adapters`` turns each part's own types and
errors into the procedure's; heavy libraries load when an adapter is first used, so a command that only looks is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adapters.clock import SystemClock
from adapters.filestore import FolderStore
from adapters.forms import (
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
from adapters.keys import KeyFilesAndTokens
from adapters.machine import check_machine
from adapters.pdf_files import PreparedPdfs
from adapters.practice import practice_keys, practice_scan
from adapters.scans import CodedScans
from adapters.signer import PdfSigner
from adapters.site import StaticSite
from adapters.telling import tell_evidence, tell_signatures
from adapters.verifier import PdfVerifier
from workflow.office_files.settings import Settings
from workflow.records.database import Database
from workflow.services.context.office import Office
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessment.scoring.framework import Item
    from assessment.texts.document import Finding
    from workflow.office_files.catalogue import CatalogueItem
    from workflow.ports.storage import Clock

__all__ = [
    "BANGKOK",
    "FormCheck",
    "KeyFilesAndTokens",
    "Mended",
    "SystemClock",
    "WarmLibreOffice",
    "build",
    "check_file",
    "check_forms",
    "check_machine",
    "copy_form",
    "field_meanings",
    "mend_form",
    "own_forms",
    "practice_keys",
    "practice_scan",
    "tell_evidence",
    "tell_signatures",
]


def check_file(file: Path, office: Office | None = None) -> Sequence[Finding]:
    """What the checks find in the text of a file; an office adds what it knows: its name, groups and own lists.

    :raises BadInput: the file has no text that can be read.
    """
    from adapters.texts import read_document
    from assessment.checks.run import check
    from assessment.texts.context import Context, ItemList
    from workflow.office_files.catalogue import load_catalogue, shipped_years

    folder = office.folder if office is not None else None
    lists = []
    for year in shipped_years():
        items = tuple(item_of(one) for one in load_catalogue(year, folder))
        lists.append(ItemList(str(year), year, items))
    if office is None:
        return check(read_document(file), Context(lists=tuple(lists)))
    groups = tuple(group.name for group in office.settings.groups)
    return check(read_document(file), Context(office.settings.office.name, groups, tuple(lists)))


def item_of(one: CatalogueItem) -> Item:
    """An item of a list as the assessment knows it."""
    from assessment.scoring.framework import Item

    return Item(
        one.code, one.number, one.title_th, one.indicator, one.sub_indicator, one.sub_indicator_th, one.topic_th
    )


def build(
    folder: Path,
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    waiting: Callable[[int], None] | None = None,
) -> Office:
    """The office in ``folder``. Opens neither database nor LibreOffice: both come when first used.

    :param waiting: told how many others write to the database before us, when we wait for them.
    :raises BadInput: the settings cannot be used; every problem.
    """
    settings = settings or Settings.load(folder)
    clock = clock or SystemClock()
    return Office(
        folder=folder,
        settings=settings,
        database=Database(settings.database, waiting),
        store=FolderStore(folder / "store"),
        renderer=WordForms(folder),
        converter=WarmLibreOffice(),
        pdf=PreparedPdfs(settings.files.compare),
        keys=KeyFilesAndTokens(settings.signing.pkcs11),
        signer=PdfSigner(settings),
        verifier=PdfVerifier(settings),
        scans=CodedScans(),
        site=StaticSite(folder, clock, settings.site.deploy),
        clock=clock,
        check_machine=check_machine,
    )
