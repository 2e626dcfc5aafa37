"""The thing that is shipped: built without network, complete, and running from somewhere else."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = (
    *("adapters", "commands", "messages", "sample_office", "workflow", "signatures", "assessment", "templates_docx"),
    "public_site",
    "web",
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by hatchling itself, from the installed copy: no isolation, no network."""
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    built = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder / built.stdout.split()[-1]


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as package:
        return set(package.namelist())


def test_every_module_and_every_data_file_of_the_house_is_in_it(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "cli.py", "wiring.py", *PACKAGES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tracked = {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}
    assert tracked
    assert not tracked - contents(wheel)


def test_nothing_else_is_in_it(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in contents(wheel)}
    allowed = {"cli.py", "wiring.py", *PACKAGES}
    assert {top for top in tops if not top.endswith(".dist-info")} <= allowed
    assert {f"{package}/py.typed" for package in PACKAGES} <= contents(wheel)
    assert {
        "workflow/office_files/catalogues/2565.csv",
        "workflow/office_files/catalogues/2566.csv",
        "sample_office/people.csv",
    } <= contents(wheel)


def test_it_may_not_be_uploaded(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        (name,) = [name for name in package.namelist() if name.endswith("/METADATA")]
        metadata = package.read(name).decode()
    assert "Classifier: Private :: Do Not Upload" in metadata
    assert "Name: saraban-oit" in metadata


def test_installed_elsewhere_it_answers_with_its_version(wheel: Path, tmp_path: Path) -> None:
    """Installed into a folder of its own, with the pinned libraries beside it and not the checkout."""
    target = tmp_path / "installed"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    # -S leaves out site-packages' own .pth files, among them the editable install that points back to the checkout.
    libraries = os.pathsep.join((str(target), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    run = subprocess.run(
        [sys.executable, "-S", "-P", str(target / "bin" / "oit"), "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": libraries},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "0.1.0" in run.stdout
    where = subprocess.run(
        [
            sys.executable,
            "-S",
            "-P",
            "-c",
            "import cli, workflow.office_files.catalogue as c; print(cli.__file__); print(len(c.load_catalogue(2566)))",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": libraries},
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.split() == [str(target / "cli.py"), "43"]
