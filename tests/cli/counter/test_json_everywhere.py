"""Every command that has ``--json`` prints JSON, whatever the state of the item it is asked about: done or refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from commands import REGISTRY
from commands.counter import oit as root
from scripts.page_commands import every_command
from tests.cli.conftest import Oit
from tests.services.small_office import SmallOffice
from workflow.rules.states import State
from workflow.rules.table import TRIGGERS, rows

ELSEWHERE = {
    *("init", "login", "logout", "demo", "backup", "restore", "watch", "check", "verify", "doctor", "template"),
    *("site", "key", "people", "evidence", "digest", "serve", "tray"),
}
"""They need files, a site or another machine, ask for a password, go on until they are stopped, or look at the whole
machine: their own tests."""


STEPS = {rows(trigger)[0].command for trigger in TRIGGERS}


def command_of(words: tuple[str, ...]) -> click.Command:
    found: click.Command = root
    for word in words:
        assert isinstance(found, click.Group)
        found = found.commands[word] if word in found.commands else found.get_command(click.Context(root), word)  # type: ignore[assignment]
    return found


def asked() -> Iterator[tuple[str, ...]]:
    """Command lines about an item, or about nothing, of every command with ``--json``."""
    for words in every_command():
        if words[0] in ELSEWHERE:
            continue
        command = command_of(words)
        if isinstance(command, click.Group) or all("--json" not in one.opts for one in command.params):
            continue
        takes = [one for one in command.params if isinstance(one, click.Argument)]
        names = {one.name for one in takes if one.required or one.name in ("item", "items")}
        if names <= {"item", "items"}:
            yield (*words, *(["O1"] if names else []), "--json")


LINES = sorted(set(asked()))


def test_the_lines_are_there() -> None:
    said = {line[0] for line in LINES}
    assert {"status", "show", "why", "inbox", "whoami", "compile", "submit", "sign", "publish"} <= said
    assert said <= REGISTRY.keys()


@pytest.mark.parametrize(
    "state",
    [pytest.param(state.value, marks=[] if state is State.PUBLISHED else pytest.mark.deep) for state in State],
)
def test_every_json_is_json_in_every_state(
    desk: SmallOffice, at: Oit, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # papers are written to where one is
    if state != "draft":
        desk.bring(state, "O1")
    wrong = {}
    for line in LINES:
        # A step is asked for by somebody who may not take it, so that the next line finds the same state.
        who = "registrar" if line[0] in STEPS else "clerk.admin"
        ran = at(who, *line)
        if "คาดหมาย" in ran.err or (ran.code != 2 and not _is_json(ran.out)):
            wrong[" ".join(line)] = (ran.code, ran.out[:80], ran.err[:200])
    assert desk.states("O1") == [state]
    assert wrong == {}


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
