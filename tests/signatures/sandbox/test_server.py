"""The sandbox's server: what it is given, that it is warm, and that nobody's end leaves anything behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from signatures.pdf.limits import Limits
from signatures.sandbox.client import BrokeLimit, Sandbox, limited
from signatures.sandbox.protocol import Broken, Listener, send
from signatures.sandbox.sample import sample_picture
from signatures.sandbox.tasks import TASKS
from signatures.sandbox.verify import verify_isolated
from signatures.verdict import Status
from tests.signatures.stamped import stamp_codes

from ..goods import GOODS
from ..world import NOW, World, paper
from .asking import ENDLESS, LAST_WAIT, PATIENT, alive, children, looked, until
from .test_limits import with_nested_forms

ROOT = Path(__file__).parents[3]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    made = Sandbox()
    yield made
    made.close()


class Endless(threading.Thread):
    """Asks for what never ends; ``broke`` says how it ended all the same."""

    def __init__(self, box: Sandbox) -> None:
        super().__init__(daemon=True)
        self.box, self.broke = box, False
        self.start()

    def run(self) -> None:
        try:
            list(self.box.ask(*ENDLESS, limits=PATIENT))
        except BrokeLimit:
            self.broke = True


def test_the_server_is_given_no_password_and_nothing_else_that_is_ours(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OIT_PASSWORD", "OIT_PASSPHRASE", "PGPASSWORD", "HOME", "PYTHONSTARTUP"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("PYTHONPATH", "here:/there")
    assert looked(box) == 1
    given = Path(f"/proc/{box._server.pid}/environ").read_bytes().decode().rstrip("\0").split("\0")
    assert dict(item.split("=", 1) for item in given if not item.startswith(("LD_LIBRARY_PATH", "COVERAGE_"))) == {
        "PYTHONPATH": f"{ROOT}:/there",
        "LC_ALL": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
    }
    assert Path(f"/proc/{box._server.pid}/cwd").readlink() == Path("/")


def test_modules_come_from_the_program_not_from_the_folder_one_stands_in(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "pypdf", "signatures"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken from the office folder')\n")
    monkeypatch.chdir(tmp_path)
    assert looked(box) == 1


def test_two_at_once_do_not_wait_for_each_other(box: Sandbox) -> None:
    long = Endless(box)
    until(lambda: hasattr(box, "_server") and children(box._server.pid))
    assert looked(box) == 1
    assert long.is_alive()
    box.close()
    long.join(LAST_WAIT)
    assert long.broke


def test_who_stops_listening_ends_the_child(box: Sandbox) -> None:
    asked = box.ask("look", {"through": True}, paper(pages=3), pages=3)
    assert next(asked) == ({"page": 1}, b"")
    asked.close()
    assert looked(box) == 1
    until(lambda: not children(box._server.pid))


def test_a_server_that_was_killed_is_replaced_and_its_children_go_with_it(box: Sandbox) -> None:
    long = Endless(box)
    until(lambda: hasattr(box, "_server") and children(box._server.pid))
    with box._guard:  # the server has told of the child: before that, another server would be asked
        (child,) = children(box._server.pid)
    first = box._server.pid
    os.kill(first, signal.SIGKILL)
    long.join(LAST_WAIT)
    assert long.broke
    until(lambda: not alive(child))
    assert looked(box) == 1
    assert box._server.pid != first


# --- the program itself ends -----------------------------------------------------------------------------------------

PROGRAM = """
import json, os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests themselves run in the background
from signatures.sandbox.client import SANDBOX
from tests.signatures.sandbox.asking import ENDLESS, PATIENT, children, looked, until
looked(SANDBOX)
until(lambda: not children(SANDBOX._server.pid))  # the child seen from outside is then the endless one
try:
    print(SANDBOX._server.pid, flush=True)
    list(SANDBOX.ask(*ENDLESS, limits=PATIENT))
except KeyboardInterrupt:
    print(looked(SANDBOX), flush=True)
"""


@pytest.fixture
def program() -> Iterator[subprocess.Popen[str]]:
    """A program in the middle of a task that does not end, in a process group of its own, as at a terminal."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, text=True, process_group=0
    ) as started:
        yield started
        started.kill()


def in_its_task(program: subprocess.Popen[str]) -> tuple[int, int]:
    """Number of the server and of its child."""
    assert program.stdout is not None
    server = int(program.stdout.readline())
    until(lambda: children(server))
    return server, children(server)[0]


def test_ctrl_c_ends_the_child_alone_and_the_next_file_is_looked_at(program: subprocess.Popen[str]) -> None:
    server, child = in_its_task(program)
    os.killpg(program.pid, signal.SIGINT)
    said, _ = program.communicate(timeout=LAST_WAIT)
    assert (said, program.returncode) == ("1\n", 0)
    until(lambda: not alive(child))
    until(lambda: not alive(server))


def test_a_program_that_is_killed_leaves_neither_server_nor_child(program: subprocess.Popen[str]) -> None:
    server, child = in_its_task(program)
    program.kill()
    until(lambda: not alive(server))
    until(lambda: not alive(child))


FORKED = """
import os, signal, sys
from signatures.sandbox.client import SANDBOX
from tests.signatures.sandbox.asking import ENDLESS, PATIENT, alive, children, looked, until

def fork(does):
    child = os.fork()
    if child == 0:
        try:
            does()
            os._exit(0)
        finally:
            os._exit(1)
    return child

def ended_well(child):
    return os.waitpid(child, 0)[1] == 0

looked(SANDBOX)
server = SANDBOX._server.pid
"""


def forked(code: str) -> list[str]:
    """What a program says that has a server and forks."""
    done = subprocess.run([sys.executable, "-c", FORKED + code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_forks_of_the_program_share_its_server_and_hear_their_own_answers_alone() -> None:
    said = forked(
        "def many():\n    assert [looked(SANDBOX) for _ in range(5)] == [1] * 5\n"
        "    assert children(os.getpid()) == []\n    fork(lambda: looked(SANDBOX)); assert os.wait()[1] == 0\n"
        "    SANDBOX.close()\n    assert alive(server)\n"
        "begun = [fork(many) for _ in range(4)]\nprint(*(looked(SANDBOX) for _ in range(5)))\n"
        "print(all([ended_well(one) for one in begun]), looked(SANDBOX), SANDBOX._server.pid == server)\n"
        "SANDBOX.close()\nprint(alive(server))\n"
    )
    assert said == ["1"] * 5 + ["True", "1", "True", "False"]


def test_a_fork_outlives_the_program_and_its_server_ends_with_it() -> None:
    """Who was forked before anything went wrong is served on; a server that is gone is replaced by one of its own."""
    said = forked(
        "ours, theirs = os.pipe()\n"
        "def later():\n    looked(SANDBOX)\n    os.read(ours, 1)\n"
        "    assert (looked(SANDBOX), alive(server), hasattr(SANDBOX, '_server')) == (1, True, True)\n"
        "    os.kill(server, signal.SIGKILL)\n    until(lambda: not alive(server))\n"
        "    assert looked(SANDBOX) == 1\n    own = SANDBOX._server.pid\n    assert own != server\n"
        "    SANDBOX.close()\n    assert not alive(own)\n"
        "child = fork(later)\nSANDBOX.close()\nprint(alive(server))\nos.write(theirs, b'.')\n"
        "print(ended_well(child), looked(SANDBOX), SANDBOX._server.pid != server)\n"
    )
    assert said == ["True", "True", "1", "True"]


def test_a_fork_that_is_killed_takes_its_own_child_with_it_alone() -> None:
    said = forked(
        "def endless():\n    list(SANDBOX.ask(*ENDLESS, limits=PATIENT))\n"
        "until(lambda: not children(server))\nfirst = fork(endless)\nuntil(lambda: children(server))\n"
        "(one,) = children(server)\nsecond = fork(endless)\nuntil(lambda: len(children(server)) == 2)\n"
        "os.kill(first, signal.SIGKILL)\nos.waitpid(first, 0)\nuntil(lambda: not alive(one))\n"
        "print(len(children(server)), looked(SANDBOX))\n"
        "os.kill(second, signal.SIGKILL)\nos.waitpid(second, 0)\nuntil(lambda: not children(server))\n"
        "print(alive(server))\n"
    )
    assert said == ["1", "1", "True"]


# --- warm ------------------------------------------------------------------------------------------------------------


def test_the_server_has_one_thread_whatever_it_made_ready(box: Sandbox) -> None:
    """What forks may have no other thread: its locks would stay locked in the child."""
    key = {"key": "00" * 32}
    for task, facts, files in (
        ("look", {"through": True}, 1), ("sheets", key, 1), ("cut", {"parts": [[[0, 1, 0]]]}, 1),
        ("never_scanned", {}, 2), ("compare", {}, 2), ("normalise", {"compare": "always"}, 1),
    ):  # fmt: skip
        list(box.ask(task, facts, *[paper()] * files, pages=1))
    for task in ("picture", "photograph"):
        list(box.ask(task, {}, sample_picture(), pages=1))
    for task in ("verify", "attest"):
        with pytest.raises(BrokeLimit):  # made ready, and then asked nonsense
            list(box.ask(task, {}, b""))
    assert set(TASKS) == {
        "look", "sheets", "cut", "compare", "never_scanned", "normalise", "page", "photograph", "picture", "verify",
        "attest",
    }  # fmt: skip
    assert len(os.listdir(f"/proc/{box._server.pid}/task")) == 1  # noqa: PTH208


@pytest.fixture(scope="module")
def other_files(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("other")
    good = GOODS["archived"](world)
    (folder / "signed.pdf").write_bytes(good.data)
    (folder / "paper.pdf").write_bytes(stamp_codes(paper(pages=2), "M1", bytes(32)))
    (folder / "policy.json").write_text(json.dumps(good.options.get("policy", world.policy()).to_json()))
    return folder


@pytest.mark.parametrize("tasks", [[*TASKS], *(pytest.param([one], marks=pytest.mark.deep) for one in TASKS)])
def test_everything_a_task_imports_is_there_before_the_first_fork(tasks: list[str], other_files: Path) -> None:
    """Another file than the sample, signed where it is verified, imports nothing more: where one server does all tasks
    in every run, and for each task by itself."""
    code = """
import json, sys
from pathlib import Path
from signatures.sandbox.tasks import TASKS, prepare
folder, *tasks = Path(sys.argv[1]), *sys.argv[2:]
for task in tasks:
    prepare(task)
there = set(sys.modules)
for task in tasks:
    facts = TASKS[task].sample()
    files = [(folder / "paper.pdf").read_bytes()] * len(TASKS[task].files())
    if task in ("picture", "photograph"):
        files = TASKS[task].files()
    if task == "verify":
        facts |= {"jobs": [{"issued": False, "crls": 0}], "policy": json.loads((folder / "policy.json").read_text())}
        files = [(folder / "signed.pdf").read_bytes()]
    list(TASKS[task].run(facts, *files))
print(sorted(set(sys.modules) - there))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(other_files), *tasks], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_signed_sample_is_judged_to_the_end() -> None:
    """What is not gone through in the server every child would have to find out for itself."""
    known = TASKS["verify"]
    ((verdict, _),) = known.run(known.sample(), *known.files())
    assert (verdict["status"], verdict["grade"]) == ("PASSED", 3)
    assert {item["code"] for item in verdict["reasons"]} >= {"BINDING_OK", "HEAD_SIGNED", "SIGNATURE_OK"}


# --- limits and words ------------------------------------------------------------------------------------------------


def test_a_child_may_not_write_a_byte_nor_go_on_for_ever(tmp_path: Path) -> None:
    code = (
        "import resource, sys\nfrom signatures.pdf.limits import Limits\n"
        "from signatures.sandbox.child import limit_this_process\n"
        "limit_this_process(Limits(memory=1 << 30), 1)\n"
        "from pathlib import Path\n"
        "try:\n    Path(sys.argv[1]).write_text('x')\nexcept OSError as error:\n    print(error.errno, flush=True)\n"
        "try:\n    bytearray(2 << 30)\nexcept MemoryError:\n    print('memory', flush=True)\n"
        "while True:\n    pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["27", "memory"]  # EFBIG
    assert done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
    assert (tmp_path / "x").stat().st_size == 0


def test_processor_time_is_limited_beside_wall_time(box: Sandbox, world: World) -> None:
    with pytest.raises(BrokeLimit):
        list(box.ask("look", {"through": True}, with_nested_forms(12), limits=Limits(seconds=600, cpu_seconds=1)))
    assert verify_isolated(world.signed, policy=world.policy(), issued=world.issued.data, at=NOW).status is (
        Status.PASSED
    )


HEAD = struct.Struct(">QQ")


def framed(facts: bytes, data: bytes = b"") -> bytes:
    return HEAD.pack(len(facts), len(data)) + facts + data


@pytest.mark.parametrize(
    "said",
    [
        b"", b"\0" * 7, HEAD.pack(5, 0) + b"{}", HEAD.pack(1 << 60, 0), HEAD.pack(2, 1 << 60) + b"{}",
        framed(b"[]"), framed(b"null"), framed(b"\xff\xfe"), framed(b"[" * 100_000), framed(b"cos\nsystem\n(S'x'\ntR."),
        framed(b'{"refused": 5, "reasons": 5}')[:-1],
    ],
    ids=range(11),
)  # fmt: skip
def test_what_cannot_be_meant_is_no_answer(said: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(said)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(Broken):
            Listener(ours, 1 << 20, 60).piece()


def test_an_answer_without_end_is_stopped_at_its_limit() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:

        def flood() -> None:
            try:
                while True:
                    send(theirs, {"page": 1})
            except OSError:
                pass

        speaker = threading.Thread(target=flood, daemon=True)
        speaker.start()
        listener, heard = Listener(ours, 10_000, 60), []
        with pytest.raises(Broken):
            heard.extend(iter(listener.piece, None))
        assert 0 < len(heard) < 10_000 / HEAD.size
        ours.close()
        speaker.join(LAST_WAIT)


def test_a_child_that_says_nothing_is_given_up() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(Broken):
        Listener(ours, 100, 0.05).piece()


@pytest.mark.parametrize(
    "refusal", [{"refused": "X", "reasons": [["NO_SUCH_CODE", {}]]}, {"refused": "X"}, {"refused": "X", "reasons": 1}]
)
def test_a_refusal_that_is_none_broke_a_limit(refusal: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from signatures.errors import PdfRefused

    monkeypatch.setattr(Listener, "piece", lambda self: (refusal, b""))
    with pytest.raises(PdfRefused) as refused:
        limited("look", None, paper())
    assert refused.value.code == "LIMIT_TIME"
