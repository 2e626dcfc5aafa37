"""`make demo` replaces only what it made itself, and `make setup` refuses words it does not know."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the scripts and an `oit` that only says how it was called."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    oit = tmp_path / ".venv" / "bin" / "oit"
    oit.parent.mkdir(parents=True)
    oit.write_text('#!/bin/sh\necho "called: $*"\n', encoding="utf-8")
    oit.chmod(0o755)
    return tmp_path


def demo(clone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([clone / "scripts" / "demo", *words], capture_output=True, text=True, check=False, cwd="/")


def office(clone: Path, text: str) -> Path:
    folder = clone / "demo-office"
    folder.mkdir()
    (folder / "office.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_demo_goes_into_the_default_folder_or_the_one_named(clone: Path) -> None:
    assert demo(clone).stdout == "called: demo demo-office\n"
    assert demo(clone, "elsewhere").stdout == "called: demo elsewhere\n"


def test_an_earlier_sample_is_replaced(clone: Path) -> None:
    folder = office(clone, '# practice\nsample = true\n[office]\nkey = "sample"\n')
    run = demo(clone)
    assert run.returncode == 0
    assert "called: demo demo-office" in run.stdout
    assert not folder.exists()


@pytest.mark.parametrize(
    "text", ['[office]\nkey = "real"\n', "sample = false\n", "# sample = true\n", "[x]\nsample = true\n"]
)
def test_a_real_office_is_left_alone(clone: Path, text: str) -> None:
    folder = office(clone, text)
    run = demo(clone)
    assert run.returncode == 1
    assert "called" not in run.stdout
    assert (folder / "office.toml").read_text(encoding="utf-8") == text


def test_a_folder_with_other_things_is_left_alone(clone: Path) -> None:
    (clone / "demo-office").mkdir()
    (clone / "demo-office" / "letter.docx").touch()
    assert demo(clone).returncode == 1
    assert (clone / "demo-office" / "letter.docx").exists()


def test_setup_refuses_words_it_does_not_know(clone: Path) -> None:
    run = subprocess.run([clone / "scripts" / "setup", "--tset"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "--test" in run.stderr
