"""No page is wider than a terminal, columns stand straight as a terminal shows them, Thai is not broken in a word."""

from __future__ import annotations

import re

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.help.helping import SHARED, Columns, Page, spoken
from tests.cli_help.pages import LANGUAGES, commands, page, texts
from workflow.thai import width

BOTH = pytest.mark.parametrize("language", LANGUAGES)


@BOTH
def test_no_line_of_any_page_is_wider_than_80_columns(language: str) -> None:
    wide = [
        f"{width(line)} columns in oit {' '.join(words)} --help: {line}"
        for words in commands()
        for line in page(words, language).splitlines()
        if width(line) > 80
    ]
    assert not wide, "\n".join(wide)


@BOTH
def test_the_second_column_stands_straight_in_every_list(language: str) -> None:
    for words in commands():
        for block in re.split(r"\n\n", page(words, language)):
            heading, *rows = block.strip("\n").split("\n")
            if heading.startswith(" ") or not heading.endswith(":"):
                continue
            starts = {_second_column(row) for row in rows} - {None}
            assert len(starts) == 1, (words, block)


def _second_column(row: str) -> int | None:
    """Where a row's text begins; ``None`` for a term that has the line to itself."""
    found = re.match(r"  \S.*?(?:  +|$)|    +", row)
    assert found, row
    return width(found[0]) if found.end() < len(row) else None


@BOTH
def test_no_phrase_is_broken_over_two_lines(language: str) -> None:
    broken = []
    for words, command in commands(language).items():
        lines = [" ".join(line.split()) for line in page(words, language).splitlines()]
        for where, text in texts(command):
            if text == command.short_help and text != command.help:
                continue  # printed on the page above
            broken += [
                f"oit {' '.join(words)} {where}: {phrase}"
                for phrase in text.replace("\b", " ").split()
                if not any(phrase in line for line in lines)
            ]
    assert not broken, "shorten these phrases or put a blank where one may pause:\n" + "\n".join(broken)


@BOTH
def test_no_list_of_commands_cuts_its_lines_short(language: str) -> None:
    for words, command in commands(language).items():
        if words and isinstance(command, click.Group):
            printed = " ".join(page(words, language).split())
            for name, below in command.commands.items():
                assert f" {name} {' '.join((below.short_help or '').split())}" in printed


@BOTH
def test_what_is_a_commands_own_stands_before_what_all_commands_share(language: str) -> None:
    for words, command in commands(language).items():
        shared = [p.name in SHARED for p in command.params]
        assert shared == sorted(shared), words


def test_who_may_take_a_step_stands_on_a_line_of_its_own() -> None:
    assert ("  อยู่ระหว่างเสนอขอความเห็นชอบ -> หัวหน้าหน่วยงานลงนามแล้ว รอเผยแพร่\n    โดย หัวหน้าหน่วยงานหรือผู้ทำการแทน\n") in page(
        ("sign",), "th"
    )
    assert (
        "  submitted for approval -> signed by the head, to be published\n    by head, or who acts for the head\n"
    ) in page(("sign",), "en")


def test_marks_above_and_below_letters_take_no_column() -> None:
    formatter = Columns(width=40)
    formatter.write_dl([("ที่", "เลขที่"), ("ผู้รับ", "ชื่อผู้รับ"), ("ลงวันที่", "วันที่ของหนังสือ")])
    starts = {_second_column("  " + line) for line in formatter.getvalue().splitlines()}
    assert starts == {2 + width("ลงวันที่") + 2}


def test_a_paragraph_marked_to_be_kept_keeps_its_lines_and_shows_no_mark() -> None:
    formatter = Columns(width=30)
    formatter.write_text("\b\nก  หนึ่ง\n  ข  สอง\n\n\bKIND: order letter meeting announcement\n\nหนึ่ง\nสอง")
    assert formatter.getvalue() == ("ก  หนึ่ง\n  ข  สอง\n\nKIND: order letter meeting\n  announcement\n\nหนึ่ง สอง\n")


def test_a_long_usage_goes_on_under_its_first_argument() -> None:
    formatter = Columns(width=46)
    formatter.write_usage("oit key register", "[OPTIONS] FILE OTHER THIRD", prefix="วิธีใช้: ")
    first, second = formatter.getvalue().splitlines()
    assert width(first) <= 46
    assert second == " " * width("วิธีใช้: oit key register ") + "THIRD"
    formatter = Columns(width=40)
    formatter.write_usage("oit exception confirm", "[OPTIONS] NUMBER", prefix="วิธีใช้งานของ: ")
    assert formatter.getvalue() == "วิธีใช้งานของ: oit exception confirm\n    [OPTIONS] NUMBER\n"


PHRASES = st.lists(st.sampled_from(["ข้อ", "ผู้รับผิดชอบ", "เว็บไซต์", "ที่นี่", "--key", "order", "กำหนดการ", "ฉบับ"]), min_size=1)


@given(PHRASES, st.integers(min_value=40, max_value=80))
def test_wrapped_text_fits_and_loses_nothing(phrases: list[str], columns: int) -> None:
    text, options = Columns(width=columns), Columns(width=columns)
    text.indent()
    options.indent()
    text.write_text(" ".join(phrases))
    options.write_dl([("--ที่", " ".join(phrases))])
    for formatter, lead in ((text, ""), (options, "--ที่ ")):
        lines = formatter.getvalue().splitlines()
        assert max(map(width, lines)) <= columns
        assert " ".join(" ".join(lines).split()) == lead + " ".join(phrases)


def test_the_command_itself_is_left_as_it_was_written() -> None:
    @click.group(help="ออกจากระบบ")
    def group() -> None: ...

    @group.command(help="ออกจากระบบ")
    @click.option("--by", help="เหตุผล (ต้องระบุ)")
    def under(by: str) -> None: ...

    twin = spoken(group, "en")
    assert isinstance(twin, click.Group)
    below = twin.commands["under"]
    assert (twin.help, below.help, below.params[0].help) == ("Log out.", "Log out.", "The reason (required).")  # type: ignore[attr-defined]
    assert (group.help, under.help, under.params[0].help) == ("ออกจากระบบ", "ออกจากระบบ", "เหตุผล (ต้องระบุ)")  # type: ignore[attr-defined]
    assert group.context_class is click.Context
    assert below.context_class is Page
