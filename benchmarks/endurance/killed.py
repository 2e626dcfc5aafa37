"""Real commands killed at moments spread over all they do, from their start to after their end.

Where ``faults kills`` stops a step at each of its points, this one knows nothing of points: SIGKILL comes by the clock.
Afterwards the office is sound, the command taken again comes to its end, and nothing of the killed one lies about.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.services import small_office as small

ROOT = Path(__file__).resolve().parents[2]
OLDER = ROOT / "tests" / "older_offices" / "folder-0745951.zip"


@dataclass(frozen=True)
class Place:
    """An office in a folder of its own, with room beside it; ``known`` is what this machine remembers of it."""

    folder: Path

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            **os.environ, "OIT_PASSWORD": small.SECRET, "PYTHONPATH": str(ROOT), "COLUMNS": "80",
            "XDG_STATE_HOME": str(self.folder.parent / "known"), "TMPDIR": str(self.folder.parent / "tmp"),
        }  # fmt: skip

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """A command begun; what it says is not heard."""
        (self.folder.parent / "tmp").mkdir(exist_ok=True)
        line = [sys.executable, "-P", "-c", "from cli import main; main()", "--office", str(self.folder), *words]
        return subprocess.Popen(
            line, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str, codes: tuple[int, ...] = (0,)) -> None:
        """A command to its end. :raises AssertionError: it ended with another code than these."""
        begun = self.start(*words)
        told = begun.communicate()[1].decode()
        assert begun.returncode in codes, f"{words}: {begun.returncode} {told}"


@dataclass(frozen=True)
class Case:
    """A command, what it starts from, and what has to hold when it was killed and taken again."""

    words: tuple[str, ...]
    ready: Callable[[Place], None]
    sound: Callable[[Place], None]
    codes: tuple[int, ...] = (0,)
    """With which it may end when nothing kills it: ``doctor`` finds fault with an office unpacked anywhere."""


def _nothing(_place: Place) -> None: ...


def _verified(place: Place) -> None:
    place.run("journal", "verify")


def _backed_up(place: Place) -> None:
    """The archive, if there is one, is whole: a folder is made of it."""
    made = place.folder.parent / "made.zip"
    if made.exists():
        place.run("restore", str(made), str(place.folder.parent / "tried"), "--confirm")
        shutil.rmtree(place.folder.parent / "tried")


def _restored(place: Place) -> None:
    """The folder is not there, or a whole office."""
    target = place.folder.parent / "restored"
    if target.exists() and any(target.iterdir()):
        Place(target).run("journal", "verify")
        shutil.rmtree(target)


def _changed(place: Place) -> None:
    """A setting of power that one administrator has asked for."""
    settings = place.folder / "office.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("required_grade = 1", "required_grade = 2"), encoding="utf-8")
    place.run("settings", "accept", "--as", "registrar")


def _saved(place: Place) -> None:
    place.run("backup", str(place.folder.parent / "taken.zip"), "--as", "registrar")


CASES = {
    "backup": Case(("backup", "made.zip", "--as", "registrar"), _nothing, _backed_up),
    "restore": Case(("restore", "taken.zip", "restored", "--confirm"), _saved, _restored),
    "settings accept": Case(("settings", "accept", "--as", "web"), _changed, _verified),
    "site build": Case(("site", "build", "--as", "web"), _nothing, _verified),
    "doctor --upgrade": Case(("doctor", "--upgrade", "--as", "registrar"), _nothing, _nothing, codes=(0, 1)),
}
"""By name; the words that end in .zip, and ``restored``, stand for places beside the office."""


def _words(place: Place, words: tuple[str, ...]) -> list[str]:
    beside = {"made.zip", "taken.zip", "restored"}
    return [str(place.folder.parent / word) if word in beside else word for word in words]


def kill(name: str, sound: Path, place: Path, times: int) -> tuple[int, list[str]]:
    """Kill a command ``times`` times, each in an office of its own.

    :param sound: an office to copy; an upgrade takes one that an earlier program wrote.
    :returns: how often it was killed before its end, and what did not hold.
    """
    case = CASES[name]

    def ready(number: int) -> Place:
        made = Place(place / f"{number}" / "office")
        made.folder.parent.mkdir(parents=True)
        if name == "doctor --upgrade":
            unpacked(made.folder)
            return made
        shutil.copytree(sound, made.folder, symlinks=True)
        for login in small.ADMINISTRATORS:
            made.run("login", login)
        case.ready(made)
        return made

    whole = ready(0)
    start = time.perf_counter()
    whole.run(*_words(whole, case), codes=case.codes)
    took = time.perf_counter() - start
    shutil.rmtree(whole.folder.parent)
    killed, wrong = 0, []
    for number in range(1, times + 1):
        here = ready(number)
        moment = took * (number - 0.5) / times
        killed += _killed(here.start(*_words(here, case)), moment)
        try:
            case.sound(here)
            _again(case, here)
            _verified(here)
            assert not (left := _left(here)), f"left: {left}"
        except AssertionError as error:
            wrong.append(f"after {moment:.2f} of {took:.2f} s: {error}")
        shutil.rmtree(here.folder.parent)
    return killed, wrong


def _killed(begun: subprocess.Popen[bytes], moment: float) -> bool:
    """Whether a process had to be killed at that moment, in seconds."""
    try:
        begun.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        begun.send_signal(signal.SIGKILL)
        begun.communicate()
        return True
    return False


def _words(place: Place, case: Case) -> list[str]:
    beside = {"made.zip", "taken.zip", "restored"}
    return [str(place.folder.parent / word) if word in beside else word for word in case.words]


def _again(case: Case, place: Place) -> None:
    """The same command comes to its end."""
    made = place.folder.parent / "made.zip"
    if made.exists():
        made.unlink()  # no archive is written over
    place.run(*_words(place, case), codes=case.codes)


def _left(place: Place) -> list[str]:
    """What a killed command left behind that is still there after the next one."""
    beside = [path for path in place.folder.parent.iterdir() if path.name.startswith(".")]
    within = [path for path in place.folder.rglob("*") if path.name.endswith(".part") or ".restoring" in path.name]
    temporary = [*(place.folder.parent / "tmp").iterdir()]
    return [path.name for path in (*beside, *within, *temporary)]


def unpacked(folder: Path) -> Path:
    """An office that the program of 2569-11 wrote: its database is upgraded by each migration since."""
    with zipfile.ZipFile(OLDER) as archive:
        archive.extractall(folder)
    (release,) = (folder / "site" / "releases").iterdir()
    (folder / "site" / "current").symlink_to(Path("releases") / release.name / "public")
    return folder
