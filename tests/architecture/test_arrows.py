"""Who may import whom (docs/architecture.md). import-linter says it of packages; this of single modules too."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import reading_source

pytestmark = pytest.mark.xdist_group("sources")  # in one process, so that all is read once
ROOT = Path(__file__).parents[2]
OURS = (
    *("cli", "wiring", "adapters", "commands", "messages", "sample_office"),
    *("workflow", "signatures", "assessment", "templates_docx", "public_site", "web"),
)
HEAVY = ("signatures", "templates_docx", "public_site")


def modules(*places: str) -> list[Path]:
    found = [path for place in places for path in (ROOT / place).rglob("*.py")]
    found += [ROOT / f"{place}.py" for place in places if (ROOT / f"{place}.py").exists()]
    return sorted(found)


def imported(path: Path) -> Iterator[str]:
    """Full names of everything a module imports, wherever in it, also for types only."""
    return reading_source.imported(path, ROOT)


def within(name: str, *places: str) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def offences(places: tuple[str, ...], allowed: tuple[str, ...]) -> list[str]:
    """Imports of our own modules, in these places, that are not in one of the allowed."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(*places)
        for name in imported(path)
        if within(name, *OURS) and not within(name, *allowed)
    ]


@pytest.mark.parametrize(
    ("places", "allowed"),
    [
        (("workflow/rules",), ("workflow.rules",)),
        (("workflow/ports",), ("workflow.ports", "workflow.rules")),
        (("workflow",), ("workflow", "assessment")),
        (("workflow/rules", "workflow/ports", "workflow/records", "workflow/thai"), ("workflow",)),
        (("messages",), ("messages", "workflow.rules", "workflow.thai")),
        (("assessment",), ("assessment",)),
        (("signatures",), ("signatures",)),
        (("templates_docx",), ("templates_docx", "workflow.ports", "workflow.thai")),
        (("public_site",), ("public_site", "workflow.ports", "workflow.thai")),
        (
            ("adapters",),
            (
                *("adapters", *HEAVY, "assessment", "workflow.ports", "workflow.rules"),
                *("workflow.thai", "workflow.office_files.settings"),
            ),
        ),
        (("web",), ("web", "messages", "workflow")),
        (
            ("cli",),
            ("commands", "wiring", "messages", "workflow.rules", "workflow.thai", "workflow.office_files.problems"),
        ),
    ],
    ids=lambda value: value[0],
)
def test_a_room_imports_only_what_lies_below_it(places: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    assert not offences(places, allowed)


def test_commands_and_cli_reach_the_heavy_rooms_only_through_wiring() -> None:
    assert not [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("commands", "cli")
        for name in imported(path)
        if within(name, *HEAVY, "adapters")
    ]


def test_commands_see_of_the_records_only_the_queries() -> None:
    assert not [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("commands")
        for name in imported(path)
        if within(name, "workflow.records") and not within(name, "workflow.records.queries")
    ]


def test_the_tray_sees_of_the_records_nothing_and_knows_no_rule_of_its_own() -> None:
    assert not [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("web")
        for name in imported(path)
        if within(name, "workflow.records", "wiring", "commands", "workflow.rules.needs", "workflow.rules.machine")
    ]


def test_nobody_imports_wiring_but_the_counter_and_its_commands() -> None:
    assert not [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("workflow", *HEAVY)
        for name in imported(path)
        if within(name, "wiring", "adapters", "cli", "commands")
    ]


def test_rules_are_pure_but_for_the_machine() -> None:
    outside = [
        (path.name, name)
        for path in modules("workflow/rules")
        for name in imported(path)
        if not within(name, "workflow.rules") and name.split(".")[0] not in sys.stdlib_module_names
    ]
    assert {path for path, _ in outside} <= {"machine.py"}
    assert {name.split(".")[0] for _, name in outside} <= {"transitions"}


def test_the_table_itself_imports_nothing_but_its_words() -> None:
    names = list(imported(ROOT / "workflow/rules/table.py"))
    assert all(within(name, "workflow.rules") or name.split(".")[0] in sys.stdlib_module_names for name in names)


def test_thai_time_is_said_in_one_place_and_once_more_where_nothing_of_ours_is_known() -> None:
    saying = {path.relative_to(ROOT).as_posix() for path in modules(*OURS) if "hours=7" in path.read_text("utf-8")}
    assert saying == {"workflow/thai/zone.py", "signatures/zone.py"}


def test_this_test_sees_relative_and_deferred_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    (tmp_path / "workflow" / "rules").mkdir(parents=True)
    (tmp_path / "workflow" / "rules" / "bad.py").write_text(
        "from ..records import models\ndef f():\n    import signatures.signing.pkcs12\n", encoding="utf-8"
    )
    assert len(offences(("workflow/rules",), ("workflow.rules",))) == 2
