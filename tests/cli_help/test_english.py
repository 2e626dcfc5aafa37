"""Every Thai line of help has English, and no English is left of what no command says."""

from __future__ import annotations

import click
import pytest

from commands import REGISTRY, SECTIONS
from commands.counter import run
from commands.help.helping import brief, spoken
from commands.help.translating import english, in_english
from tests.cli.catalogue import PO, english_catalogue
from tests.cli_help.pages import LANGUAGES, all_texts, commands, has_thai, page


def test_every_thai_paragraph_of_help_has_its_english() -> None:
    missing = {
        paragraph: where
        for where, text in all_texts()
        for paragraph in text.split("\n\n")
        if has_thai(paragraph) and in_english(paragraph) is None
    }
    lines = "\n".join(f'#. {where}\nmsgid "{thai.strip()}"\nmsgstr ""\n' for thai, where in missing.items())
    assert not missing, f"help without English; add to {PO} and compile it:\n{lines}"


def test_english_holds_no_thai_and_is_never_empty() -> None:
    entries = english_catalogue()
    assert len(entries) > 150
    assert [thai for thai, told in entries.items() if has_thai(told) or not told.strip() or not has_thai(thai)] == []


def test_every_command_and_every_option_explains_itself_in_thai() -> None:
    silent = [
        " ".join(("oit", *words))
        for words, command in commands().items()
        if not has_thai(command.help or "")  # click would take the function's docstring, which is for programmers
    ]
    silent += [
        " ".join(("oit", *words, option.opts[0]))
        for words, command in commands().items()
        for option in command.params
        if isinstance(option, click.Option) and not has_thai(option.help or "")
    ]
    assert not silent, "give help= in Thai (and its English in the catalogue):\n" + "\n".join(silent)


def test_the_list_of_commands_is_told_in_both_languages() -> None:
    told = [(e.th, e.en) for e in REGISTRY.values()] + list(SECTIONS.values())
    assert [pair for pair in told if not has_thai(pair[0]) or has_thai(pair[1]) or not pair[1]] == []


def test_english_help_prints_no_thai_letter() -> None:
    thai = {" ".join(words): page(words, "en") for words in commands() if has_thai(page(words, "en"))}
    assert thai == {}


def test_thai_help_prints_no_english_of_ours() -> None:
    for words in commands():
        printed = " ".join(page(words, "th").split())
        english_help = " ".join((commands("en")[words].help or "").replace("\b", "").split())
        assert has_thai(printed), words
        assert english_help not in printed, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_does_not_stay_for_the_next_command_line(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    other = {"th": "en", "en": "th"}[language]
    printed = []
    for spoken_in in (language, other, language):
        assert run(["--lang", spoken_in, "people", "update", "--help"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[2] != printed[1]


def test_the_language_of_the_environment_is_enough(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OIT_LANG", "en")
    assert run(["sign", "--help"]) == 0
    assert "by head, or who acts for the head" in capsys.readouterr().out


def test_text_without_english_stays_as_it_is() -> None:
    assert english("ลงนาม\n\nไม่มีคำแปล\n\nKIND: order") == "sign\n\nไม่มีคำแปล\n\nKIND: order"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ร่างเอกสาร  ยังไม่ใช้เลข", "ร่างเอกสาร"),
        ("Draft a paper. It takes no number yet.", "draft a paper"),
        ("A paper as PDF.", "a paper as PDF"),
        ("PDF files.", "PDF files"),
        (None, None),
    ],
)
def test_a_list_shows_the_first_phrase_of_help(text: str | None, line: str | None) -> None:
    assert brief(text) == line


def test_help_asked_of_a_command_itself_does_not_stick_to_its_copies() -> None:
    """click keeps the --help option it made, in the language of that moment."""

    command = click.Command("try", help="ตรวจลายมือชื่อใน PDF")
    with click.Context(command) as asked:
        made = command.get_help_option(asked)
    assert made is not None
    made.help = "แสดงคำอธิบายนี้"
    twin = spoken(command, "en")
    with click.Context(twin) as again:
        assert twin.get_help_option(again) is not made
