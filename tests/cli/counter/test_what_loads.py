"""What a command that only looks may load: what it uses. Everything else costs everybody at every look."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.small_office import SmallOffice
from workflow.records import models

ROOT = Path(__file__).parents[3]
WHO_IS_AWAITED = {"workflow.services.approval.attestations", "workflow.services.approval.memo.items"}
"""A paper that waits for its second person names who that may be."""
LOOKING = {
    "status": (("status",), set[str]()),
    "why": (
        ("why", "O1"),
        {
            "commands.sessions",
            "workflow.services.administration.sessions",
            *WHO_IS_AWAITED,
            "workflow.services.approval.memo.fields",
            "workflow.services.administration.passwords",
            "workflow.services.administration.two_people",
        },
    ),
    "show": (
        ("show", "O1"),
        {
            *WHO_IS_AWAITED,
            "workflow.services.approval.memo.fields",
            "workflow.services.collection.signature_position",
        },
    ),
}
"""The words, and what that command uses beyond ``OURS``."""
OUTSIDE = {"click"}
OURS = {
    "adapters", "cli", "commands.context", "commands.counter", "commands.cycles", "commands.items.before",
    "commands.items.look",
    "commands.items.year_parts", "commands.help", "commands.locale", "commands.numbers", "commands.terminal",
    "messages", "wiring", "workflow.office_files.books", "workflow.office_files.calendar", "workflow.office_files.mail",
    "workflow.office_files.overseeing",
    "workflow.office_files.power", "workflow.office_files.problems", "workflow.office_files.settings",
    "workflow.office_files.signing", "workflow.office_files.storing", "workflow.office_files.tray",
    "workflow.office_files.toml_reader", "workflow.ports", "workflow.records", "workflow.rules",
    "workflow.services.administration.accepting", "workflow.services.context", "workflow.services.queries",
    "workflow.thai",
}  # fmt: skip
NEVER_OF_OURS = {
    "commands.items.steps", "workflow.records.models.assessment", "workflow.records.models.site",
    "workflow.records.models.tray", "workflow.records.numbering", "workflow.records.verifying",
    "workflow.rules.drawing", "adapters.papers.answers", "adapters.papers.texts",
}  # fmt: skip
"""What lies in a room that is loaded and is not needed to look at a cycle."""
PROGRAM = """
import sys
from cli import main
try:
    main(sys.argv[1:])
finally:
    print("LOADED", *sorted(sys.modules), file=sys.stderr)
"""


def loaded(folder: Path, *words: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--office", str(folder), *words], capture_output=True, text=True, cwd=ROOT
    )
    assert run.returncode == 0, run.stderr
    return set(run.stderr.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize(
    "command", [pytest.param(one, marks=[] if one == "status" else pytest.mark.deep) for one in LOOKING]
)
def test_a_look_loads_what_it_uses_and_no_more(command: str, small: SmallOffice):
    words, own = LOOKING[command]
    names = loaded(small.folder, *words)
    rooms = {"cli", "wiring", *(path.parent.name for path in ROOT.glob("*/__init__.py"))}
    ours = {name for name in names if name.partition(".")[0] in rooms}
    standard = sys.stdlib_module_names | {"__main__", "_distutils_hack", "cython_runtime"}
    outside = {name.partition(".")[0] for name in names - ours} - standard
    assert {name for name in outside if not name.startswith(("_", "sitecustomize"))} <= OUTSIDE
    packages = {name.rpartition(".")[0] for name in ours} | {"workflow.services", "workflow.office_files", "workflow"}
    assert {one for one in ours - packages if not _within(one, OURS | own)} == set()
    assert {one for one in ours if _within(one, NEVER_OF_OURS)} == set()
    assert "workflow.services.context.use_case" in ours  # it did look


def _within(name: str, places: set[str]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def test_help_loads_no_database():
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    names = run.stderr.rpartition("LOADED ")[2].split()
    assert "commands.counter" in names
    assert [name for name in names if name.startswith(("sqlalchemy", "workflow.records", "workflow.services"))] == []


BEGINS = """
import sys
from pathlib import Path
import wiring
from workflow.records.row_seals import sealed_tables
from workflow.services.context.use_case import reading
from workflow.services.publication.sealed_rows import altered_rows
office = wiring.build(Path(sys.argv[1]))
with reading(office) as use_case:
    print(altered_rows(use_case), *sorted(table.name for table, _ in sealed_tables()))
office.close()
"""


def test_a_process_that_only_publishes_or_verifies_looks_at_every_table(small: SmallOffice):
    """Found in a morning at a terminal: ``oit publish`` as the first thing a process does."""
    from workflow.records.canonical import UNSEALED
    from workflow.records.schema import load_models

    small.bring("head_signed", "O1")
    run = subprocess.run([sys.executable, "-c", BEGINS, str(small.folder)], capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    of_offices = {t.name for t in load_models().tables.values() if "office_id" in t.c or t.name == "office"}
    assert run.stdout.split() == ["[]", *sorted(of_offices - UNSEALED)]


def test_every_table_has_its_room():
    assert sorted(name for names in models.ROOMS.values() for name in names) == sorted(models.__all__)
    models.load_all()
    from workflow.records.base import Base

    mapped = {mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__module__.startswith(models.__name__)}
    assert {cls.__name__ for cls in mapped} <= set(models.__all__)
    here = Path(models.__file__).parent
    assert {path.stem for path in here.glob("*.py")} - {"__init__"} == set(models.ROOMS)


def test_no_remark_of_a_library_reaches_an_official_screen() -> None:
    told = "import cli, sys, warnings; sys.argv = ['oit', '-V']; cli.main(); warnings.warn('name of 65 letters')"
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, env=clean, check=True)
    assert (ran.stdout.startswith("oit "), ran.stderr) == (True, "")
