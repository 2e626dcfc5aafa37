"""``docs/commands.md``: every command and subcommand with what ``--help`` prints, in the order of ``oit --help``."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import click

from commands import REGISTRY, SECTIONS
from commands.counter import oit, run


@contextmanager
def _eighty_columns() -> Iterator[None]:
    """Help as an 80-column terminal shows it, whatever this one is; what ``run`` sets for gettext is put back."""
    kept = {name: os.environ.get(name) for name in ("COLUMNS", "LANGUAGE", "OIT_LANG")}
    os.environ["COLUMNS"] = "80"
    os.environ.pop("OIT_LANG", None)
    try:
        yield
    finally:
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def help_of(words: tuple[str, ...], *more: str) -> str:
    """What ``oit WORDS --help`` prints."""
    said = io.StringIO()
    with _eighty_columns(), redirect_stdout(said):
        code = run([*words, *more, "--help"])
    if code != 0:
        raise RuntimeError(f"oit {' '.join(words)} --help left with {code}")
    return "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines())


def every_command() -> list[tuple[str, ...]]:
    """Each command and subcommand as its words, under the headings' order."""
    context = click.Context(oit, info_name="oit")
    found: list[tuple[str, ...]] = []
    for section in SECTIONS:
        for entry in REGISTRY.values():
            if entry.section == section:
                command = oit.get_command(context, entry.name)
                found += _with_subcommands((entry.name,), command, context)
    return found


def _with_subcommands(
    words: tuple[str, ...], command: click.Command | None, context: click.Context
) -> Iterator[tuple[str, ...]]:
    yield words
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _with_subcommands((*words, name), command.get_command(context, name), context)


def commands_page() -> str:
    """The whole page."""
    lines = [
        "# คำสั่งทั้งหมด / Commands",
        "",
        "<!-- สร้างจาก --help ด้วย make documents อย่าแก้หน้านี้โดยตรง / made by `make documents`; do not edit -->",
        "",
        "ทุกคำสั่งใช้ `--office DIR` เลือกโฟลเดอร์ของสำนักงาน (หรือ `$OIT_OFFICE` หรือโฟลเดอร์ที่อยู่ซึ่งมี `office.toml`)",
        "ใช้ `--as NAME` เลือกผู้ทำในบรรดาผู้ที่เข้าสู่ระบบไว้บนเครื่องนี้ และใช้ `--lang en` สำหรับภาษาอังกฤษ คำสั่งที่อ่านข้อมูลใช้ `--json` ได้",
        "",
        "Every command takes `--office DIR` (else `$OIT_OFFICE`, else the nearest folder with `office.toml`),",
        "`--as NAME` (who acts, among the sessions open on this machine) and `--lang en`. Every command that reads",
        "takes `--json`.",
        "",
        "| รหัสออก / exit code | ความหมาย | meaning |",
        "|---|---|---|",
        "| 0 | เสร็จแล้ว (สำหรับ `verify`: ผ่าน) | done (for `verify`: PASSED) |",
        "| 1 | ถูกปฏิเสธหรือไม่สำเร็จ | refused or failed |",
        "| 2 | ใช้คำสั่งผิด | misuse |",
        "| 3 | มีผู้อื่นดำเนินการไปก่อน | someone else acted first |",
        "| 4 | เครื่องนี้ยังขาดสิ่งที่ต้องติดตั้ง (โปรแกรมบอกว่าต้องติดตั้งอะไร) | something is missing on this machine |",
        "",
        "```text",
        "$ oit --help",
        help_of(()),
        "```",
        "",
    ]
    section = None
    for words in every_command():
        entry = REGISTRY[words[0]]
        if entry.section != section:
            section = entry.section
            lines += [f"## {SECTIONS[section][0]} / {SECTIONS[section][1]}", ""]
        lines += [f"### oit {' '.join(words)}", ""]
        if len(words) == 1:
            lines += [f"{entry.th} / {entry.en}", ""]
        lines += ["```text", help_of(words), "```", ""]
    return "\n".join(lines)
