"""What an office gets: nothing that the program does not import, and what only some use is an extra that says so."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters import days_off
from adapters.papers import calendar_files
from adapters.signing import keys
from workflow.records.connection import engine
from workflow.rules.errors import MissingOnMachine

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOWHERE = set(PROJECT["tool"]["saraban-oit"]["left-out"])
BUT_OF = PROJECT["tool"]["saraban-oit"]["left-out-but-of"]
LEFT_OUT = NOWHERE | set(BUT_OF)


def names(lock: Path, system: str = "linux") -> set[str]:
    """What a lock pins on a system."""
    lines = re.findall(r"^([a-z0-9.-]+)==\S+(.*)$", lock.read_text(encoding="utf-8"), re.M)
    return {name for name, rest in lines if "win32" not in rest or system == "win32"}


def test_an_office_gets_31_packages_and_no_lock_has_what_is_left_out() -> None:
    assert len(names(ROOT / "requirements.lock")) == 31
    for lock in ROOT.glob("requirements*.lock"):
        extra = lock.stem.removeprefix("requirements-")
        assert names(lock, "win32") & LEFT_OUT <= {name for name, of in BUT_OF.items() if extra in of}, lock.name


def test_what_libraries_ask_for_is_there_but_for_what_is_left_out_on_purpose() -> None:
    told = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False).stdout
    missing = set(re.findall(r"requires (\S+), which is not installed", told))
    assert missing == NOWHERE, f"of the rest the tests have some: {told}"
    assert all("is not installed" in line for line in told.splitlines()), told


SIGNS = """
import sys
class LeftOut:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1:]:
            raise ModuleNotFoundError(f"left out: {name}", name=name)
sys.meta_path.insert(0, LeftOut())
from signatures.signing import practice_ca, authorities
from signatures.signing.sign import sign
from signatures.validation.policy import Policy
from signatures.validation.validate import verify
import io, pypdf
import pyhanko.sign.pkcs11, pyhanko.sign.validation.ades
writer, out = pypdf.PdfWriter(), io.BytesIO()
writer.add_blank_page(595, 842)
writer.write(out)
authorities.authority("https://tsa.example")
print(verify(out.getvalue(), policy=Policy()).status.value)
"""


def test_signing_and_judging_load_nothing_of_what_is_left_out() -> None:
    """In a process of its own, which cannot load it: the tests' environment has some of it for other reasons."""
    command = [sys.executable, "-c", SIGNS, *LEFT_OUT]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stdout.strip()) == (0, "INDETERMINATE"), run.stderr


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the extras."""
    for module in (days_off, calendar_files, keys):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)


@pytest.mark.usefixtures("bare")
def test_each_extra_that_is_missing_is_told_with_the_command_that_brings_it() -> None:
    from messages import do

    tries = {
        "postgresql_missing": lambda: engine.make_engine("postgresql://nobody@localhost/oit"),
        "token_missing": lambda: keys.KeyFilesAndTokens(Path("/usr/lib/token.so")).open(Path("token:head"), "1234"),
        "meetings_missing": lambda: days_off.proposed_days_off(2026),
        "calendar_files_missing": lambda: calendar_files.calendar_file("ประชุม", [], datetime(2026, 1, 5, tzinfo=UTC)),
    }
    for code, attempt in tries.items():
        with pytest.raises(MissingOnMachine) as missing:
            attempt()
        assert missing.value.code == code
        assert missing.value.exit_code == 4
        extra = re.search(r"make setup WITH=([a-z]+)", do(code, missing.value.facts))
        assert extra is not None
        assert extra[1] in PROJECT["project"]["optional-dependencies"]
