"""Builds an Office from its folder: the one place that knows all parts. ``adapters`` turns each part's own types and
errors into the procedure's; heavy libraries load when an adapter is first used, so a command that only looks is quick.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters import site as notice_board
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
from adapters.machine import check_machine
from adapters.pdf import PdfSignatures
from adapters.practice import practice_keys, practice_scan
from adapters.telling import tell_evidence, tell_signatures
from workflow.office_files.settings import Settings
from workflow.services.context.office import Office
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from assessment.scoring.framework import Item
    from assessment.texts.document import Finding
    from workflow.office_files.catalogue import CatalogueItem
    from workflow.records.schema import SchemaProblem
    from workflow.records.unit_of_work import UnitOfWork

__all__ = [
    "BANGKOK",
    "FormCheck",
    "Mended",
    "PdfSignatures",
    "SystemClock",
    "WarmLibreOffice",
    "WordForms",
    "build",
    "check_file",
    "check_forms",
    "check_machine",
    "copy_form",
    "engine_of",
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


class Quiet:
    """Notifies nobody: messages stay in the outbox."""

    def notify(self, messages: Sequence[Mapping[str, object]]) -> None:
        return None


def engine_of(settings: Settings) -> Engine:
    """The database engine of an office; opens nothing yet."""
    from workflow.records.unit_of_work import make_engine

    return make_engine(settings.database)


def build(folder: Path, settings: Settings | None = None, *, clock: Any = None) -> Office:
    """The office in ``folder``. Opens neither database nor LibreOffice: both come when first used.

    :raises BadInput: the settings cannot be used; every problem.
    """
    settings = settings or Settings.load(folder)
    clock = clock or SystemClock()
    engine: list[Engine] = []
    current: list[bool] = []

    def the_engine() -> Engine:
        if not engine:
            engine.append(engine_of(settings))
        return engine[0]

    def unit_of_work(*, write: bool = True, any_version: bool = False) -> UnitOfWork:
        from workflow.records.unit_of_work import UnitOfWork

        if not current and not any_version:
            from workflow.records.schema import refuse_older

            refuse_older(the_engine())
            current.append(True)
        return UnitOfWork(the_engine(), read_only=not write)

    def prepare_database(revision: str | None = None) -> None:
        from workflow.records.schema import create_at, create_or_upgrade

        if revision is None:
            create_or_upgrade(the_engine())
        else:
            create_at(the_engine(), revision)
        url = the_engine().url
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).chmod(0o600)  # it holds the hashes of passwords

    def upgrade_database() -> Path | None:
        from workflow.records.schema import upgrade_keeping_copy

        return upgrade_keeping_copy(the_engine())[1]

    def close_database() -> None:
        current.clear()
        while engine:
            engine.pop().dispose()

    def check_schema() -> Sequence[SchemaProblem]:
        from workflow.records.schema import check

        return check(the_engine())

    deploy = settings.site.deploy
    return Office(
        folder=folder,
        settings=settings,
        unit_of_work=unit_of_work,
        prepare_database=prepare_database,
        upgrade_database=upgrade_database,
        store=FolderStore(folder / "store"),
        renderer=WordForms(folder),
        converter=WarmLibreOffice(),
        signatures=PdfSignatures(settings),
        workshop=notice_board.workshop(folder),
        prove_site=notice_board.prove,
        serve=notice_board.serve,
        capture=notice_board.capture(folder, clock),
        clock=clock,
        notifier=Quiet(),
        deploy=(lambda public: notice_board.deploy(deploy, folder, public)) if deploy else None,
        close_database=close_database,
        explain=notice_board.explain,
        live_site=lambda: notice_board.live_site(folder),
        expected_site=notice_board.expected_site,
        check_schema=check_schema,
        check_machine=check_machine,
    )
