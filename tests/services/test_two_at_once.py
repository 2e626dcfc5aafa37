"""Two people at once: the loser is told who did what, nothing is lost, and numbers are never equal."""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import messages
from signatures.sandbox.client import SANDBOX
from signatures.sandbox.tasks import TASKS
from tests.conftest import MakeOffice
from tests.services.small_office import QuickConverter, SmallOffice, done, small_pdf
from workflow.rules.errors import Conflict
from workflow.services.approval import returning, routing
from workflow.services.collection import compiling, contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.intake import receiving
from workflow.services.publication import withdrawing

Act = Callable[[SmallOffice], object]


def send_back(office: SmallOffice, code: str = "O1", by: str = "director.admin") -> object:
    return done(returning.send_back(office.office, by, [code], "ตัวเลขไม่ตรง"))


def withdraw(office: SmallOffice) -> object:
    return done(routing.withdraw(office.office, "director.admin", ["O1"], "แก้ไขก่อน"))


def hand_in(office: SmallOffice, login: str = "clerk.admin", name: str = "O1-admin.pdf") -> object:
    return contributing.contribute(office.office, login, "O1", Contribution(files=[office.paper(name, login)]))


def compile_one(office: SmallOffice) -> object:
    return done(compiling.compile_items(office.office, "clerk.admin", ["O1"]))


def scan(office: SmallOffice) -> object:
    path = office.folder / "papers" / "scan.pdf"
    path.write_bytes(small_pdf("scan", pages=5))
    return done(receiving.receive(office.office, "registrar", [path], memo="1", attest=lambda about: True))


def suspend(office: SmallOffice) -> object:
    return withdrawing.change_online(office.office, "web", "O1", "suspend", "ข้อมูลผิด")


def retract(office: SmallOffice) -> object:
    return withdrawing.change_online(office.office, "head", "O1", "retract", "ข้อมูลผิด")


RACES: dict[str, tuple[str, Act, tuple[str, str], Act, tuple[str, str]]] = {
    # slow command of the one, where it works outside any transaction; what another does meanwhile; who, which step
    "submit and send back": (
        "group_compiled", lambda o: o.submit("O1", "O3"), ("converter", "convert"), send_back,
        ("สมมุติ อำนวยดี", "send_back")),
    "submit and submit": (
        "group_compiled", lambda o: o.submit("O1", "O3"), ("converter", "convert"), lambda o: o.submit("O1"),
        ("สมมุติ อำนวยดี", "submit")),
    "sign and withdraw": (
        "submitted", lambda o: o.sign("O1"), ("signer", "sign"), withdraw, ("สมมุติ อำนวยดี", "withdraw")),
    "sign and receive": (
        "submitted", lambda o: o.sign("O1"), ("signer", "sign"), scan, ("ลงเลข ทะเบียนดี", "receive")),
    "receive and sign": ("submitted", scan, ("scans", "split"), lambda o: o.sign("O1"), ("ตัวอย่าง ใจดี", "sign")),
    "send back one and sign": (
        "submitted", lambda o: send_back(o, by="head"), ("converter", "convert"), lambda o: o.sign("O1"),
        ("ตัวอย่าง ใจดี", "sign")),
    "publish and send back": (
        "head_signed", lambda o: o.publish("O1", "O3"), ("site", "prove"), lambda o: send_back(o, "O3", "head"),
        ("ตัวอย่าง ใจดี", "send_back")),
    "compile and hand in": (
        "draft", compile_one, ("scans", "issue"), hand_in, ("ทดลอง ขยันดี", "contribute")),
    "hand in and hand in": (
        "draft", hand_in, ("pdf", "look"), lambda o: hand_in(o, "second.admin", "other.pdf"),
        ("ทดลองที่สอง ขยันดี", "contribute")),
    "hand in and compile": (
        "draft", hand_in, ("pdf", "look"), compile_one, ("ทดลอง ขยันดี", "compile")),
    "suspend and retract": ("published", suspend, ("site", "publisher"), retract, ("ตัวอย่าง ใจดี", "retract")),
}  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database, in every run: who waits for whom is the database's doing."""
    return str(request.param)


ON_BOTH = ("sign and withdraw",)
"""Here one acts between two transactions of the other, so that no database has to wait: a memo is raced for on
PostgreSQL in every run, the rest in make test-deep."""


@pytest.mark.parametrize(
    ("race", "kind"),
    [
        pytest.param(race, kind, marks=[pytest.mark.deep] if kind == "postgresql" and race not in ON_BOTH else [])
        for race in RACES
        for kind in ("sqlite", "postgresql")
    ],
)
def test_the_loser_is_told_who_did_what_and_loses_nothing(race: str, kind: str, copy_office: MakeOffice) -> None:
    start, slow, (port, call), quick, (who, did) = RACES[race]
    both = copy_office(kind)
    both.bring(start, "O1", "O3")
    other = SmallOffice.open(both.folder, both.clock)
    _meanwhile(both, port, call, lambda: quick(other))
    try:
        with pytest.raises(Conflict) as caught:
            slow(both)
        after = other.states("O1", "O3")
        entries = len(other.journal())
    finally:
        other.close()
    facts = caught.value.facts
    assert (caught.value.exit_code, caught.value.code) == (3, "someone_else_acted")
    assert who in str(facts["by"])
    assert facts["did"] in (did, "contributed")
    text = messages.say(caught.value.code, facts)
    assert str(facts["by"]) in text
    assert f"ข้อ {facts['item']}" in text
    # What the quick one did stands, and nothing was added to it.
    assert both.states("O1", "O3") == after
    assert len(both.journal()) == entries
    assert both.verify().ok


def _meanwhile(office: SmallOffice, port: str, call: str, act: Callable[[], object]) -> None:
    """The first time ``port.call`` is made, somebody else acts first."""
    real = getattr(office.office, port)
    inner = getattr(real, call)
    todo = [act]

    def first(*args: Any, **kwargs: Any) -> Any:
        if todo:
            todo.pop()()
        return inner(*args, **kwargs)

    class Busy:
        def __getattr__(self, name: str) -> Any:
            return first if name == call else getattr(real, name)

    setattr(office.office, port, Busy())


def test_the_public_site_never_keeps_what_was_sent_back_while_it_was_published(small: SmallOffice) -> None:
    small.bring("head_signed", "O1", "O3")
    _meanwhile(small, "site", "prove", lambda: send_back(small, "O3", "head"))
    with pytest.raises(Conflict):
        small.publish("O1", "O3")
    shown = [p.name for p in (small.folder / "site" / "current").rglob("*.pdf")]
    assert shown == []
    small.publish("O1")
    assert [item.online.value for item in (small.item("O1"), small.item("O3"))] == ["online", "none"]


# --- real processes --------------------------------------------------------------------------------------------------


def _here(task: str, facts: Mapping[str, Any], *files: bytes, **_: Any) -> Iterator[Any]:
    """A task without the sandbox: each fork would start a server of its own for it, a second of processor."""
    return TASKS[task].run(dict(facts), *files)


def processes(folder: Path, acts: dict[str, Act], converter: Callable[[str], Any]) -> dict[str, Any]:
    """Run each act in a process of its own, all at once; what each returned or was refused with."""
    children: dict[str, int] = {}
    for name, act in acts.items():
        pid = os.fork()
        if pid == 0:
            result: Any = None
            try:
                SANDBOX.ask = _here  # type: ignore[method-assign]
                office = SmallOffice.open(folder, converter=converter(name))
                result = {"done": str(act(office))}
                office.close()
            except Conflict as beaten:
                result = {"code": beaten.code, **{k: str(v) for k, v in beaten.facts.items()}}
            except BaseException:
                result = {"failed": traceback.format_exc()}
            finally:
                (folder / f"result-{name}").write_text(json.dumps(result), encoding="utf-8")
                os._exit(0)
        children[name] = pid
    for pid in children.values():
        os.waitpid(pid, 0)
    return {name: json.loads((folder / f"result-{name}").read_text(encoding="utf-8")) for name in acts}


class Together(QuickConverter):
    """Converts when every process has come so far (the first time): so all have made their memo with one number."""

    def __init__(self, folder: Path, name: str, all_of_them: int) -> None:
        def wait() -> None:
            (folder / f"ready-{name}").touch()
            until = time.monotonic() + 120
            while len(list(folder.glob("ready-*"))) < all_of_them and time.monotonic() < until:
                time.sleep(0.02)

        super().__init__(wait)


def test_two_directors_submit_at_once_and_get_two_numbers(both: SmallOffice) -> None:
    both.bring("group_compiled", "O1")
    both.bring("group_compiled", "O5")
    folder = both.folder
    both.close()
    acts: dict[str, Act] = {"admin": lambda o: o.submit("O1"), "hr": lambda o: o.submit("O5")}
    results = processes(folder, acts, lambda name: Together(folder, name, 2))
    assert sorted(r.get("done") for r in results.values()) == ["ทล 01/1", "ทล 01/2"], results
    assert both.numbers() == [(1, "issued"), (2, "issued")]
    assert both.states("O1", "O5") == ["submitted", "submitted"]
    assert {both.memo(f"ทล 01/{n}").number for n in (1, 2)} == {1, 2}
    assert both.verify().ok


ALSO_DEEP = pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.deep)])


@pytest.mark.deep
def test_six_memos_at_once_get_six_numbers_though_each_is_remade_only_three_times(both: SmallOffice) -> None:
    both.settle()
    codes = ("O1", "O2", "O3", "O4", "O5", "O6")
    for code in codes:
        both.bring("group_compiled", code)
    folder = both.folder
    both.close()
    acts: dict[str, Act] = {code: (lambda o, code=code: o.submit(code)) for code in codes}  # type: ignore[misc]
    results = processes(folder, acts, lambda name: Together(folder, name, 6))
    assert sorted(r.get("done", r) for r in results.values()) == [f"ทล 01/{n}" for n in range(1, 7)], results
    assert both.numbers() == [(n, "issued") for n in range(1, 7)]
    assert both.verify().ok


@pytest.mark.deep
def test_two_memos_at_once_with_the_real_libreoffice_at_work(both: SmallOffice) -> None:
    from wiring import WarmLibreOffice

    both.bring("group_compiled", "O1")
    both.bring("group_compiled", "O5")
    folder = both.folder
    both.close()
    acts: dict[str, Act] = {"admin": lambda o: o.submit("O1"), "hr": lambda o: o.submit("O5")}
    results = processes(folder, acts, lambda name: WarmLibreOffice())
    assert sorted(r.get("done") for r in results.values()) == ["ทล 01/1", "ทล 01/2"], results
    assert both.numbers() == [(1, "issued"), (2, "issued")]
    texts = [both.office.pdf.text(both.office.store.get(both.memo(f"ทล 01/{n}").memo_issued)) for n in (1, 2)]
    assert "ทล ๐๑/๑" in texts[0]
    assert "ทล ๐๑/๒" in texts[1]


@ALSO_DEEP
def test_two_people_sign_one_memo_at_once_and_one_of_them_is_told(copy_office: MakeOffice, kind: str) -> None:
    office = copy_office(kind)
    office.bring("submitted", "O1", "O3")
    folder = office.folder
    office.close()
    acts: dict[str, Act] = {"first": lambda o: o.sign("O1"), "second": lambda o: o.sign("O3"), "third": withdraw}
    results = processes(folder, acts, lambda name: QuickConverter())
    won = [name for name, r in results.items() if "done" in r]
    assert len(won) == 1, results
    assert office.verify().ok
    state = "group_compiled" if won == ["third"] else "head_signed"
    assert office.states("O1", "O3") == [state, state]
    taken = [step for step in office.steps_of("O1") if step in ("sign", "withdraw")]
    assert taken == ["withdraw" if won == ["third"] else "sign"]
