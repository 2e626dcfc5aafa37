"""`make demo` replaces only what it made itself, and `make setup` installs what is asked for and not there yet."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from adapters.programs import INSTALLED, changed_program

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


PYTHON = """#!/bin/sh
[ "$2" = pip ] && echo "$*" >> {log}
exit 0
"""


class Machine:
    """A clone that is set up with a `pip` which only writes down what it was asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "pip.log"
        python = folder / ".venv" / "bin" / "python"
        python.write_text(PYTHON.format(log=self.log), encoding="utf-8")
        python.chmod(0o755)
        (folder / ".venv" / ".oit-folder").write_text(str(folder), encoding="utf-8")
        for path in (ROOT / "pyproject.toml", *ROOT.glob("requirements*.lock")):
            shutil.copy(path, folder)

    def setup(self, *words: str) -> list[str]:
        """The locks installed, `-e .` for the program itself, in order."""
        self.log.write_text("", encoding="utf-8")
        run = subprocess.run([self.folder / "scripts" / "setup", *words], capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        asked = self.log.read_text(encoding="utf-8")
        assert "uninstall" not in asked
        assert (run.stdout == "") == (asked == "")
        return re.findall(r"requirements\S*\.lock|-e \.", asked)


@pytest.fixture
def machine(clone: Path) -> Machine:
    return Machine(clone)


PROGRAM = ["requirements-build.lock", "-e ."]


def test_an_office_gets_what_it_runs_and_nothing_twice(machine: Machine) -> None:
    assert machine.setup() == ["requirements.lock", *PROGRAM]
    assert machine.setup() == []


def test_an_extra_and_the_tests_add_only_what_is_missing_and_nothing_goes(machine: Machine) -> None:
    machine.setup()
    assert machine.setup("--with", "scan-compare") == ["requirements-scan-compare.lock"]
    rest = [name for name in sorted(path.name for path in ROOT.glob("requirements-*.lock"))
            if name not in ("requirements-build.lock", "requirements-scan-compare.lock")]  # fmt: skip
    assert machine.setup("--test") == rest
    assert machine.setup() == machine.setup("--test") == machine.setup("--with", "scan-compare") == []


def test_what_was_asked_for_once_is_kept_up_to_date(machine: Machine) -> None:
    machine.setup("--with", "scan-compare")
    for lock in ("requirements-scan-compare.lock", "requirements-test.lock"):
        with (machine.folder / lock).open("a", encoding="utf-8") as file:
            file.write("# newer\n")
    assert machine.setup() == ["requirements-scan-compare.lock"]


@pytest.mark.parametrize("name", ["test", "build", "nothing", "../x", ""])
def test_an_extra_that_does_not_exist_is_misuse_that_names_those_that_do(machine: Machine, name: str) -> None:
    run = subprocess.run(
        [machine.folder / "scripts" / "setup", "--with", name], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "scan-compare" in run.stderr


def put_package(machine: Machine, name: str) -> Path:
    packages = machine.folder / ".venv" / "lib" / "python3.11" / "site-packages"
    folder = packages / f"{name.replace('-', '_')}-1.0.dist-info"
    folder.mkdir(parents=True)
    return folder


def test_what_every_office_was_given_goes_with_the_next_set_up_and_what_some_use_stays_and_is_told(
    machine: Machine,
) -> None:
    for name in ("aiohttp", "idna", "argon2-cffi", "psycopg", "python-pkcs11", "six", "installed-by-hand"):
        put_package(machine, name)
    run = subprocess.run(
        [machine.folder / "scripts" / "setup", "--with", "tray", "--with", "token"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    removed = re.findall(r"uninstall -qq -y (.*)", machine.log.read_text(encoding="utf-8"))
    assert removed == ["aiohttp argon2-cffi"], "idna is the tray's"
    assert "psycopg\n" in run.stdout
    assert "make setup WITH=postgresql" in run.stdout
    assert "WITH=token" not in run.stdout, "asked for just now"


def test_a_lock_names_everything_and_pip_looks_for_nothing_else(machine: Machine) -> None:
    machine.setup("--test")
    installs = [line for line in machine.log.read_text(encoding="utf-8").splitlines() if "requirements" in line]
    assert installs
    assert all("--require-hashes --no-deps" in line for line in installs)


def test_the_programs_files_are_closed_after_set_up_and_doctor_tells_what_was_changed_since(machine: Machine) -> None:
    room = machine.folder / "adapters"
    room.mkdir()
    (room / "__init__.py").touch()
    part = room / "programs.py"
    part.write_text("x = 1\n", encoding="utf-8")
    part.chmod(0o666)
    machine.folder.chmod(0o777)
    machine.setup()
    assert part.stat().st_mode & 0o022 == 0
    assert part.stat().st_uid == os.getuid()
    assert machine.folder.stat().st_mode & 0o022 == 0 or os.getuid() != 0
    listed = machine.folder / ".venv" / INSTALLED
    assert changed_program(machine.folder, listed) == []
    part.chmod(0o644)
    part.write_text("x = 2\n", encoding="utf-8")
    (room / "more.py").touch()
    (machine.folder / "Makefile").write_text("", encoding="utf-8")  # came later, and is no part of the program
    assert changed_program(machine.folder, listed) == ["adapters/more.py", "adapters/programs.py"]
    machine.setup("--test")
    assert changed_program(machine.folder, listed) == [], "who runs the tests writes the program"
