"""A private PostgreSQL server for the tests, and ``database_url``: the same test on SQLite and on PostgreSQL.

The server lives in a temporary folder, listens on a Unix socket only, and does not flush to disk. As root it runs as
the user ``postgres``, because the server refuses root. It is stopped and its folder removed when the session ends; a
small shell waits at the other end of a pipe and does so too when the session was killed.

No server on this machine is a failure with a clear message, never a skip: both databases are part of the contract.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest

_WATCH = """
cat > /dev/null
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ]; then
    kill -QUIT "$pid" 2>/dev/null
    for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
fi
rm -rf "$1"
"""


@dataclass
class Server:
    """A running private server."""

    folder: Path
    counter: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str) -> str:
        """SQLAlchemy's address of one database."""
        return f"postgresql+psycopg://oit@/{database}?host={quote(str(self.folder))}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement outside a transaction."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="oit", dbname=database, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def new_database(self, template: str = "template0") -> str:
        """The name of a new database, a copy of ``template``."""
        name = f"t{next(self.counter)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, and whoever is still connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def server_programs() -> Path:
    """The folder with ``initdb`` and ``postgres`` of the newest version installed.

    :raises RuntimeError: when there is none.
    """
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"),
        key=lambda path: int(re.sub(r"\D.*", "", path.parts[-3]) or 0),
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    if on_path and shutil.which("initdb", path=str(Path(on_path).parent)):
        return Path(on_path).parent
    raise RuntimeError(
        "no PostgreSQL server on this machine: the tests need one (Debian: apt-get install postgresql); "
        "`make setup` installs it"
    )


@contextmanager
def private_server(**settings: str) -> Iterator[Server]:
    """Start a server of its own and stop it afterwards. ``settings`` are added to its configuration.

    :raises RuntimeError: when no server is installed or it does not start (with its own words).
    """
    programs = server_programs()
    folder = Path(tempfile.mkdtemp(prefix="oit-pg-"))
    watcher = subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, "watch", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        server = _start(programs, folder, settings)
        try:
            yield Server(folder)
        finally:
            server.terminate()
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                server.send_signal(3)  # SIGQUIT: nothing in it is to be kept
                server.wait(120)
    finally:
        assert watcher.stdin is not None
        watcher.stdin.close()
        watcher.wait(120)


def _start(programs: Path, folder: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    user: str | None = None
    if os.getuid() == 0:
        user = "postgres"
        shutil.chown(folder, user)
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    data = folder / "data"
    made = subprocess.run(
        [
            *(str(programs / "initdb"), "-D", str(data), "-U", "oit", "-A", "trust"),
            *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"),
        ],
        user=user,
        group=user,
        extra_groups=[] if user else None,
        cwd="/",
        env=environment,
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        raise RuntimeError(f"initdb failed: {made.stderr.decode(errors='replace')}")
    wanted = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": "40",
        "shared_buffers": "64MB",
        "autovacuum": "off",
        "log_min_messages": "fatal",
        **settings,
    }
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(data), *(f"-c{name}={value}" for name, value in wanted.items())],
            user=user,
            group=user,
            extra_groups=[] if user else None,
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    import psycopg

    until = time.monotonic() + 120
    while True:
        try:
            psycopg.connect(host=str(folder), user="oit", dbname="postgres").close()
            return server
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                server.kill()
                server.wait()
                raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')}") from None
            time.sleep(0.02)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One server per test process."""
    with private_server() as server:
        yield server


@pytest.fixture(scope="session")
def _postgresql_template(postgresql_server: Server) -> str:
    """A database with the schema in place, to be copied: faster than making it for each test."""
    from workflow.records.connection.engine import make_engine
    from workflow.records.schema import create_or_upgrade

    name = postgresql_server.new_database()
    engine = make_engine(postgresql_server.url(name))
    create_or_upgrade(engine)
    engine.dispose()
    return name


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from workflow.records.connection.engine import make_engine
    from workflow.records.schema import create_or_upgrade

    path = tmp_path_factory.mktemp("template") / "oit.db"
    engine = make_engine(f"sqlite:///{path}")
    create_or_upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table, its own for each test, on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'oit.db'}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    name = server.new_database()
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the schema and nothing in it, its own for each test, on each kind of database."""
    if request.param == "sqlite":
        path = tmp_path / "oit.db"
        shutil.copy(request.getfixturevalue("_sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    name = server.new_database(request.getfixturevalue("_postgresql_template"))
    yield server.url(name)
    server.drop_database(name)
