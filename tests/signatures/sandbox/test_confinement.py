"""What a child that reads a foreign file, and LibreOffice, cannot reach: each is tried from inside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from adapters.papers.confined import confined
from signatures.sandbox.confinement import walls
from templates_docx.fonts import fontconfig_file

TRIED = """
import json, os, socket, threading
def tried(what):
    try:
        what()
        return "done"
    except OSError as error:
        return type(error).__name__
def child():
    if os.fork() == 0:
        os._exit(0)
told = {{
    "other file": tried(lambda: open({secret!r}).read()),
    "its folder": tried(lambda: os.listdir({folder!r})),
    "file written": tried(lambda: open({secret!r} + ".new", "w")),
    "network": tried(lambda: socket.socket().connect(("127.0.0.1", 9))),
    "another program": tried(child),
    "thread": tried(lambda: threading.Thread(target=int).start()),
    "own code": tried(lambda: open(json.__file__).read()),
}}
"""
IN_CHILD = """
import os, socket
from signatures.sandbox import child, tasks
from signatures.pdf.limits import DEFAULT
from signatures.sandbox.protocol import Listener, send
from dataclasses import asdict
def probe(facts):
    exec({tried!r}, globals())
    yield told, b""
tasks.TASKS["probe"] = tasks.Known(probe)
ours, theirs = socket.socketpair()
server = os.getpid()
if os.fork() == 0:
    ours.close()
    child.work("probe", theirs.detach(), parent=server)
theirs.close()
send(ours, {{"facts": {{}}, "sizes": [], "limits": asdict(DEFAULT), "cpu_seconds": 20}})
import json
print(json.dumps(Listener(ours, 1 << 20).piece()[0]))
"""


def test_this_kernel_has_every_wall() -> None:
    assert walls() == {"files", "network", "programs"}  # the machines of this project; doctor tells of one that has not


def test_a_child_that_reads_a_foreign_file_reaches_nothing_else(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("-")
    tried = TRIED.format(secret=str(secret), folder=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-P", "-c", IN_CHILD.format(tried=tried)], cwd=Path(__file__).parents[3], capture_output=True,
        env={"PYTHONPATH": str(Path(__file__).parents[3])}, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == {
        "other file": "PermissionError", "its folder": "PermissionError", "file written": "PermissionError",
        "network": "PermissionError", "another program": "PermissionError", "thread": "done", "own code": "done",
    }  # fmt: skip


def test_libreoffice_is_started_without_network_and_without_the_offices_files(tmp_path: Path) -> None:
    secret, own = tmp_path / "secret.txt", tmp_path / "own"
    secret.write_text("-")
    own.mkdir()
    tried = TRIED.format(secret=str(secret), folder=str(tmp_path))
    ask = f"{tried}\ntold['own folder'] = tried(lambda: open({str(own / 'out.pdf')!r}, 'w'))\n"
    limits = "from resource import *; told['limits'] = [getrlimit(n)[0] for n in (RLIMIT_AS, RLIMIT_CORE)]"
    done = subprocess.run(
        [*confined(own, fontconfig_file()), "/usr/bin/python3", "-I", "-c", f"{ask}{limits}\nprint(json.dumps(told))"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == {
        "other file": "PermissionError", "its folder": "PermissionError", "file written": "PermissionError",
        "network": "PermissionError", "another program": "done", "thread": "done", "own code": "done",
        "own folder": "done", "limits": [6 << 30, 0],
    }  # fmt: skip
