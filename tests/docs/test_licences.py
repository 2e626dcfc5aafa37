"""docs/licences.md names everything that the locks pin, and the program its own licence."""

from __future__ import annotations

import tomllib

from scripts.page_licences import LOCKS, NOT_STATED, PAGE, ROOT, licence_of, pinned, written


def test_the_page_lists_every_package_of_every_lock_with_its_version() -> None:
    assert {path.name for path in ROOT.glob("requirements*.lock")} == set(LOCKS)
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    for lock in LOCKS:
        part = text.partition(f"`{lock}`")[2].partition("\n## ")[0]
        rows = [line.split(" | ") for line in part.splitlines() if line.startswith("| ") and "package" not in line]
        assert [(name.removeprefix("| "), version) for name, version, _ in rows] == pinned(lock), "run: make documents"


def test_what_an_office_gets_says_its_terms_and_none_forbids_ours() -> None:
    said = written((ROOT / PAGE).read_text(encoding="utf-8"))
    runs = [name for lock in LOCKS if "test" not in lock for name, _ in pinned(lock)]
    assert [name for name in runs if said[name] == NOT_STATED] == []
    strong = [name for name in runs if "GPL" in said[name].replace("LGPL", "")]
    assert strong == [], "a licence that asks the same of the whole: docs/decisions/0085"
    assert licence_of("click") == said["click"] != ""
    assert licence_of("no-such-package") is None


def test_the_program_names_its_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "[LICENSE](LICENSE)" in (ROOT / "README.md").read_text(encoding="utf-8")
