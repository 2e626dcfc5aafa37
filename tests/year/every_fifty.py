"""What only a whole look finds: the site built anew and proven, the journal with its seals, a backup restored."""

from __future__ import annotations

from pathlib import Path

import wiring
from tests.year.office import YearOffice
from workflow.records.dump import office_tables, table_lines
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading
from workflow.services.operations.backup import backup
from workflow.services.operations.restore import restore
from workflow.services.publication import publishing
from workflow.services.queries.journal import verify_in


def look(office: YearOffice) -> None:
    """The site, the replay, and what comes back from a backup."""
    site_is_built_again(office)
    seals_agree(office)
    restored(office)


def site_is_built_again(office: YearOffice) -> None:
    """The same files under the same names, all of them found from the home page."""
    before = public_files(office.folder)
    for year in {year for year, _ in office.seen}:
        proof = publishing.rebuild(office.office, year=year)
        assert proof.passed, [(one.code, one.findings) for one in proof.items if not one.passed]
    assert public_files(office.folder) == before


def public_files(folder: Path) -> dict[str, bytes]:
    """Name and bytes of every file; a page that tells what replaced one says also when the site was built."""
    files = folder / "site" / "current" / "files"
    there = [path for path in sorted(files.rglob("*")) if path.is_file() and path.name != "index.html"]
    return {path.relative_to(files).as_posix(): path.read_bytes() for path in there}


def seals_agree(office: YearOffice) -> None:
    with reading(office.office) as use_case:
        found = verify_in(use_case)
    assert found.ok, found.reasons


def restored(office: YearOffice) -> Path:
    """The office from its backup: the same rows but for what the journal tells of backup and restoring."""
    office.copies += 1
    file = office.place / f"backup{office.copies}.zip"
    before = rows(office.office)
    backup(office.office, "registrar", file)
    folder = office.place / f"office{office.copies}"
    restore(file, folder, lambda at: wiring.build(at, clock=office.clock))
    again = wiring.build(folder, clock=office.clock)
    after = rows(again)
    again.close()
    entries = len(before["journal_entry"])
    after["journal_entry"] = after["journal_entry"][:entries]
    assert {name for name in before if before[name] != after[name]} <= {"office_ledger"}
    return folder


def go_on_from_a_backup(office: YearOffice) -> None:
    """The machine is gone: everything after this happens in what was restored. The site is built again there."""
    office.move_to(restored(office))
    for year in {year for year, _ in office.seen}:
        publishing.rebuild(office.office, year=year)


def rows(office: Office) -> dict[str, list[str]]:
    """Every row of the office, as text."""
    with reading(office) as use_case:
        return {t.name: list(table_lines(use_case.session, t, where)) for t, where in office_tables(use_case.office_id)}
