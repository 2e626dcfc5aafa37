"""Fixtures every test folder may ask for: a small office on either database, LibreOffice, the sample office."""

from __future__ import annotations

import fcntl
import gc
import io
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from PIL import Image

from adapters.signing.scans import CodedScans
from tests import sharing_out
from tests.databases import (
    Server,
    _postgresql_template,  # noqa: F401 -- fixtures are found by their names here
    _sqlite_template,  # noqa: F401
    database_url,  # noqa: F401
    empty_database_url,  # noqa: F401
    postgresql_server,  # noqa: F401
)
from tests.services.small_office import Clock, SmallOffice, lay_folder, make_keys
from workflow.ports.scans import ScanHint

MakeOffice = Callable[..., SmallOffice]

# A run may not fail by chance or on a busy machine: the same examples every time and no limit of time for one. New ones
# are sought with --hypothesis-profile=deep; what it finds becomes an @example.
_SLOW = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile("steady", deadline=None, max_examples=25, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("deep", deadline=None, max_examples=1000, print_blob=True, suppress_health_check=_SLOW)
settings.load_profile("steady")


_MEMORY = Path("/dev/shm")
_ROOM = 6 * 2**30


def pytest_configure(config: pytest.Config) -> None:
    """Thousands of small offices are laid, copied and left: in memory, where this machine has the room, which takes the
    system a third less. What failed stays there, to be looked at."""
    _memory_for_offices()
    sharing_out.begin(config)
    if config.getoption("hypothesis_profile", None) != "deep":
        _same_examples_whatever_is_loaded()
    gc.set_threshold(100_000, 20, 20)


def _same_examples_whatever_is_loaded() -> None:
    """Hypothesis looks for constants in the source of every module of ours that is loaded when it draws, a second of
    processor in each process: examples would depend on what ran before."""
    from hypothesis.internal.conjecture import providers

    nothing = providers.Constants()
    providers._get_local_constants = lambda: nothing


def _memory_for_offices() -> None:
    if "TMPDIR" in os.environ or os.environ.get("PYTEST_XDIST_WORKER") or not os.access(_MEMORY, os.W_OK):
        return
    there = os.statvfs(_MEMORY)
    if there.f_bavail * there.f_frsize < _ROOM or there.f_flag & os.ST_NOEXEC:
        return
    place = _MEMORY / f"oit-{os.getuid()}"  # short: names of sockets come after it
    place.mkdir(mode=0o755, exist_ok=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Who gets which tests."""
    return sharing_out.SharingOut(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing of the sharing out is left."""
    sharing_out.end(config)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """One look for what was left open: pytest takes five in every process, through all that is loaded."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions of logins and the choice of office of whoever runs the tests are none of the tests' business; what one
    test saw of an office is none of the next one's, which has a copy of it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state" / uuid.uuid4().hex))
    for name in ("OIT_OFFICE", "OIT_LANG", "OIT_PASSWORD", "OIT_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: the collector need not walk through it again and again, a tenth of the whole."""
    sharing_out.collected(session)
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[dict[str, int]]:
    """A password takes 0.15 s of processor on purpose, which hundreds of tests need not pay; yields the real cost."""
    from workflow.services.administration import passwords

    real = dict(passwords.COST)
    passwords.COST.update(iterations=1, lanes=1, memory_cost=8)
    yield real
    passwords.COST.update(real)


_TRIAL_IN_A_CHILD = False


@pytest.fixture(scope="session", autouse=True)
def _forms_tried_here() -> Iterator[None]:
    """Each look at an own form starts a Python with all that fills forms, 0.4 s of processor: here it is tried in this
    process, unless the test asks for the child and its limits (``in_a_child``)."""
    from templates_docx.checks import check, trial

    real = check._trial

    def try_it(form: str, data: bytes) -> list[check.Finding]:
        if _TRIAL_IN_A_CHILD:
            return real(form, data)
        return check._told(json.loads(json.dumps(trial.tried(form, data))))

    check._trial = try_it
    yield
    check._trial = real


@pytest.fixture
def in_a_child() -> Iterator[None]:
    """A form is tried as the program does it: in a child with limits of its own."""
    global _TRIAL_IN_A_CHILD
    _TRIAL_IN_A_CHILD = True
    yield
    _TRIAL_IN_A_CHILD = False


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """SQLAlchemy compiles a statement once for each engine, and every office of a test opens one of its own: a fifth
    of what steps cost. Here all engines of one kind share what was compiled, as one engine of a process does."""
    from sqlalchemy.util import LRUCache

    from workflow.records.connection import engine as engines

    real, kept = engines.create_engine, {}

    def create_engine(*args: Any, **given: Any) -> Any:
        made = real(*args, **given)
        kind = type(made.dialect)
        if kind not in kept:
            alike = {"__eq__": lambda one, other: type(one) is type(other), "__hash__": lambda one: hash(type(one))}
            kept[kind] = type(kind.__name__, (kind,), {**alike, "supports_statement_cache": True}), LRUCache(2000)
        made.dialect.__class__, cache = kept[kind]
        made.update_execution_options(compiled_cache=cache)
        return made

    engines.create_engine = create_engine  # type: ignore[assignment]
    yield
    engines.create_engine = real


_PAGES: dict[tuple[str, str], str] = {}


@pytest.fixture
def pages_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An office's first site has ninety pages that say of its items that nothing is there yet, the same in every test:
    what a page is drawn from has a digest already (``public_site.reusing``), and one drawn from the same is handed
    over. The tests of the site itself draw every page."""
    from public_site import drawing

    kept, draw = drawing._Pages._kept, drawing._Pages._page

    def found(self: Any, where: str, about: str) -> Any:
        path = f"{self.pre}{where}index.html"
        html = _PAGES.get((path, about))
        return kept(self, where, about) or (html and (path, html))

    def drawn(self: Any, where: str, template: str, **more: object) -> tuple[str, str]:
        path, html = draw(self, where, template, **more)
        if path in self.drawn.pages:
            _PAGES[path, self.drawn.pages[path]] = html
        return path, html

    monkeypatch.setattr(drawing._Pages, "_kept", found)
    monkeypatch.setattr(drawing._Pages, "_page", drawn)


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """No test cuts the power. That files are flushed, and when, is looked at by the tests of who keeps them."""
    real, all_disks = os.fsync, os.sync
    os.fsync, os.sync = lambda fd: None, lambda: None
    yield
    os.fsync, os.sync = real, all_disks


@pytest.fixture(autouse=True)
def _hints_where_marked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Laying a scanned page over the issued one takes a third of a second: only tests marked ``hints`` do it."""
    if request.node.get_closest_marker("hints") is None:
        monkeypatch.setattr(CodedScans, "compare", lambda *_: ())


@pytest.fixture
def ink_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every scan compared has ink in the box to sign in, without anybody looking."""
    from signatures.reasons import reason

    why, picture = reason("INK_HINT", page=1, area=90), io.BytesIO()
    Image.new("L", (8, 8)).save(picture, "PNG")
    hint = ScanHint(why.code, why.facts, why.text("th"), why.text("en"), why.do("th"), why.do("en"), picture.getvalue())
    monkeypatch.setattr(CodedScans, "compare", lambda *_: (hint,))


@contextmanager
def as_another_machine(place: Path) -> Iterator[None]:
    """What is made here for many tests was never seen by the machine of the one that asks first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(place / "state"))
        yield


@contextmanager
def _made_once(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[tuple[Path, bool]]:
    """A folder that all processes of this run share, and whether this one has to fill it."""
    root = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder, finished = root / name, root / f"{name}.finished"
        with as_another_machine(root / f"{name}.machine"):
            yield folder, not finished.exists()
        finished.touch()


@pytest.fixture(scope="session")
def signing_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key files of ``head``, ``deputy``, ``director.hr`` and ``stranger``, from one throw-away authority."""
    with _made_once(tmp_path_factory, "keys") as (folder, empty):
        if empty:
            make_keys(folder)
    return folder


@pytest.fixture(scope="session")
def _small_template(tmp_path_factory: pytest.TempPathFactory, signing_keys: Path) -> Path:
    with _made_once(tmp_path_factory, "small-office") as (folder, empty):
        if empty:
            lay_folder(folder)
            shutil.copytree(signing_keys, folder / "keys")
            office = SmallOffice.open(folder)
            office.found()
            office.close()
    return folder


@pytest.fixture(scope="session")
def _small_postgresql(postgresql_server: Server, signing_keys: Path) -> str:  # noqa: F811
    """Name of a database with the small office in it, to be copied."""
    name = postgresql_server.new_database()
    with tempfile.TemporaryDirectory() as place:
        folder = lay_folder(Path(place) / "office", database=postgresql_server.url(name))
        shutil.copytree(signing_keys, folder / "keys")
        with as_another_machine(Path(place)):
            office = SmallOffice.open(folder)
            office.office.database.prepare()
            office.found()
            office.close()
    return name


@pytest.fixture(scope="session")
def _ways(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with _made_once(tmp_path_factory, "ways") as (folder, empty):
        folder.mkdir(exist_ok=not empty)
    return folder


@pytest.fixture
def copy_office(
    _small_template: Path, _ways: Path, tmp_path: Path, request: pytest.FixtureRequest, pages_drawn_once: None
) -> Iterator[MakeOffice]:
    """Makes small offices of one's own: ``copy_office("sqlite", route=["deputy"], grade=2, extra="[files]…")``."""
    opened: list[SmallOffice] = []
    databases: list[str] = []

    def make(
        kind: str = "sqlite", *, clock: Clock | None = None, converter: Any = None, **settings: Any
    ) -> SmallOffice:
        folder = tmp_path / f"office{len(opened) + 1}"
        shutil.copytree(_small_template, folder)
        url = None
        if kind == "postgresql":
            server: Server = request.getfixturevalue("postgresql_server")
            databases.append(server.new_database(request.getfixturevalue("_small_postgresql")))
            url = server.url(databases[-1])
            (folder / "oit.db").unlink()
        lay_folder(folder, database=url, **settings)
        ways = _ways if kind == "sqlite" and converter is None else None
        opened.append(SmallOffice.open(folder, clock, converter, ways))
        return opened[-1]

    yield make
    for office in opened:
        office.close()
    for name in databases:
        request.getfixturevalue("postgresql_server").drop_database(name)


@pytest.fixture
def small(copy_office: MakeOffice) -> SmallOffice:
    """The small office on SQLite, its cycle just opened."""
    return copy_office()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.deep)])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database; PostgreSQL only in make test-deep, as rules decide here. Where the database does, as in
    races, a module has a ``kind`` of its own."""
    return str(request.param)


@pytest.fixture
def both(copy_office: MakeOffice, kind: str) -> SmallOffice:
    """The small office, on each kind of database."""
    return copy_office(kind)


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[Any]:
    """The real converter, warm; one for each test process."""
    from wiring import WarmLibreOffice

    converter = WarmLibreOffice()
    yield converter
    converter.close()
