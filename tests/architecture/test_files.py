"""What is in the tracked files, and what must not be."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".cfg",
    ".csv",
    ".html",
    ".css",
    ".js",
    ".json",
    ".feature",
    ".txt",
    ".mako",
    ".ini",
)
# Folders in which machines keep people and work, and marks by which a lock file names where packages came from.
MACHINE = re.compile(
    r"(?<![\w.])/(?:"
    + "|".join(("root", "home", "work", "Users"))
    + r")/(?!\$)\w|\.pyenv/|(?:--(?:extra-)?index-url|--find-links)\b"
)
REGISTRY = re.compile("|".join(("files\\." + "pythonhosted", "pypi\\." + "org/simple", "registry\\." + "npmjs")))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.fail("these tests read what git tracks: run them in a clone")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = [path for path in tracked() if path.suffix in TEXT or path.suffix == ""]
    return [(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")) for path in found]


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts()
        if name != "tests/architecture/test_files.py"
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]
    assert not named


def test_what_is_made_on_the_spot_is_not_tracked() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    assert not [n for n in names if n == "uv.lock" or n.startswith((".venv/", ".fonts/", "demo-office"))]
    assert not [n for n in names if n.endswith((".pyc", ".ttf", ".p12", ".db", ".ics"))]


LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_pinned_package_has_hashes_and_no_lock_names_a_registry(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index" not in lock
    blocks = re.split(r"\n(?=[a-z])", lock.strip())
    assert blocks
    assert not [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block]


def pinned(name: str) -> set[tuple[str, str]]:
    """Package and version of each line of a lock."""
    return set(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M))


def names(asked: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ;]", one)[0].lower().replace("_", "-") for one in asked}


def test_each_lock_pins_what_is_asked_for_and_all_agree() -> None:
    """An office gets what it runs; an extra, the tests and what makes the package have locks of their own."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    build = [*project["dependency-groups"]["build"], *project["build-system"]["requires"]]
    test = [one for one in project["dependency-groups"]["test"] if isinstance(one, str)]
    wanted = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-build.lock": build,
        "requirements-test.lock": [*test, *build],
        **{f"requirements-{name}.lock": asked for name, asked in extras.items()},
    }
    assert sorted(wanted) == LOCKS
    for name, asked in wanted.items():
        assert names(asked) <= {package for package, _ in pinned(name)}, name
    every = {one for name in LOCKS for one in pinned(name)}
    # numpy alone has two: one for each Python, told apart by a marker.
    assert {p for p, times in Counter(package for package, _ in every).items() if times > 1} <= {"numpy"}
    office = {package for package, _ in pinned("requirements.lock")}
    assert not office & {"pytest", "mypy", "ruff", "hypothesis", "playwright", "numpy", "hatchling"}


def test_decisions_are_numbered_once_dated_and_in_order() -> None:
    records = sorted(path for path in (ROOT / "docs" / "decisions").glob("*.md") if path.stem.upper() != "README")
    numbers = [path.name.split("-")[0] for path in records]
    assert not [number for number, times in Counter(numbers).items() if times > 1]
    assert all(re.fullmatch(r"\d{4}", number) for number in numbers)
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    undated = [p.name for p in records if not re.search(r"\b20\d\d-\d\d-\d\d\b", p.read_text(encoding="utf-8")[:400])]
    assert not undated


def test_each_test_folder_says_what_belongs_there() -> None:
    folders = {path.parent for path in tracked() if path.name.startswith("test_") and path.suffix == ".py"}
    assert not [folder.relative_to(ROOT).as_posix() for folder in folders if not (folder / "README.md").exists()]


def test_no_folder_of_code_holds_more_than_twenty_modules() -> None:
    """Migrations aside: there each stays where it was, for ever."""
    folders = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for path in tracked()
        if path.suffix == ".py" and path.name != "__init__.py" and path.parent.name != "versions"
    )
    assert not {folder: modules for folder, modules in folders.items() if modules > 20}


def test_no_module_of_the_product_is_longer_than_four_hundred_lines() -> None:
    long = {
        name: lines
        for name, text in texts()
        if name.endswith(".py") and not name.startswith(("tests/", "benchmarks/", "scripts/"))
        if (lines := text.count("\n")) > 400
    }
    assert not long


def test_every_test_file_asserts_something() -> None:
    silent = [
        name
        for name, text in texts()
        if re.search(r"(^|/)test_\w+\.py$", name) and not re.search(r"\bassert\b|raises\(|scenarios\(", text)
    ]
    assert not silent


def test_the_ci_calls_exactly_make_test() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec make test"
    assert len(lines) == 4
