"""No command writes a file of its own into an office's site or store, whose every file is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from commands.context import OUT_PATH, OutPath
from commands.counter import oit
from scripts.page_commands import every_command
from workflow.rules.errors import BadInput

WRITTEN = {"out", "target", "report", "svg", "prepare"}
"""Names of what a command writes, beside the file that an ``export`` or ``backup`` names."""


def parameters() -> Iterator[tuple[str, click.Parameter]]:
    for words in every_command():
        command: click.Command | None = oit
        context = click.Context(oit, info_name="oit")
        for word in words:
            assert isinstance(command, click.Group)
            command = command.get_command(context, word)
        for parameter in command.params if command is not None else ():
            if isinstance(parameter.type, click.Path):
                yield " ".join(words), parameter


def test_every_path_that_a_command_writes_is_looked_at() -> None:
    open_ones = [
        f"{command} {one.name}"
        for command, one in parameters()
        if (one.name in WRITTEN or (one.name == "file" and command.split()[-1] in ("export", "backup")))
        and not isinstance(one.type, OutPath)
    ]
    assert open_ones == []


@pytest.mark.parametrize("place", ["site/x.pdf", "store/a/b.pdf", "link/x.pdf", "site"])
def test_also_of_an_office_that_the_command_does_not_open(tmp_path: Path, place: str) -> None:
    office = tmp_path / "office"
    for name in ("site", "store", "documents"):
        (office / name).mkdir(parents=True)
    (office / "office.toml").touch()
    (office / "link").symlink_to("site")
    with pytest.raises(BadInput) as refused:
        OUT_PATH.convert(office / place, None, None)
    assert refused.value.code == "out_in_office"
    assert OUT_PATH.convert(office / "documents" / "x.pdf", None, None) == office / "documents" / "x.pdf"
    assert OUT_PATH.convert(tmp_path / "site" / "x.pdf", None, None) == tmp_path / "site" / "x.pdf"
