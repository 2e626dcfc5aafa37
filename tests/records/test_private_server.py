"""The tests' own PostgreSQL server leaves nothing behind, whatever happens to the tests."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import databases

ROOT = Path(__file__).parents[2]


def test_a_killed_session_leaves_no_server_and_no_folder():
    program = (
        "import time\nfrom tests.databases import private_server\n"
        "with private_server() as server:\n    print(server.folder, flush=True)\n    time.sleep(600)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert running.stdout is not None
    folder = Path(running.stdout.readline().strip())
    running.stdout.close()
    pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    running.kill()
    running.wait()
    until = time.monotonic() + 120
    while time.monotonic() < until and (folder.exists() or Path(f"/proc/{pid}").exists()):
        time.sleep(0.05)
    assert not folder.exists()
    # A process nobody waits for may stay as a zombie where there is no init; it runs no more.
    status = Path(f"/proc/{pid}/stat")
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_missing_server_is_told_and_not_skipped(monkeypatch):
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RuntimeError, match="apt-get install postgresql"):
        databases.server_programs()
