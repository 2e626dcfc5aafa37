"""One place for the English of what the command line says: the gettext catalogue, whole and with nothing left over."""

from __future__ import annotations

import ast
import re

import pytest

from commands.items.attesting import NO, YES
from commands.locale import english_of, tr, tr_all
from commands.locale.make_mo import mo_bytes, read_po
from tests.cli.catalogue import PO, THAI, english_catalogue, modules, thai_texts, without_context
from tests.cli_help.pages import all_texts

READ = YES | NO | {"แล้ว"}
"""Words that are read, not said."""


def paragraphs(text: str) -> list[str]:
    return [text, *(paragraph.strip() for paragraph in text.split("\n\n"))]


def test_every_thai_text_of_the_commands_has_its_english() -> None:
    told = {without_context(key) for key in english_catalogue()}
    missing = {
        text: where
        for text, where in thai_texts().items()
        if text not in READ and text not in told and not all(one in told for one in paragraphs(text)[1:])
    }
    assert not missing, f"add to {PO}, then python -m commands.locale.make_mo"


def test_no_english_is_left_of_what_nobody_says() -> None:
    said = {one for _, text in all_texts() for one in paragraphs(text)}
    said |= {one for text in thai_texts() for one in paragraphs(text)}
    left = [key for key in english_catalogue() if without_context(key) not in said]
    assert not left, f"take it out of {PO}"


def test_both_languages_have_the_same_places() -> None:
    def places(text: str) -> list[str]:
        return sorted(set(re.findall(r"{\w+[^}]*}", text)))

    assert {key: told for key, told in english_catalogue().items() if places(key) != places(told)} == {}


def test_no_command_keeps_its_two_languages_side_by_side() -> None:
    beside = []
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
                if {"th", "en"} <= keys:
                    beside.append(f"{path}:{node.lineno}")
            branch = isinstance(node, ast.IfExp | ast.If) and re.search(r"== '(th|en)'|thai", ast.unparse(node.test))
            if branch and THAI.search(ast.unparse(node)):
                beside.append(f"{path}:{node.lineno}")
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                one, other = map(ast.unparse, node.elts)
                if THAI.search(one) and not THAI.search(other) and isinstance(node.elts[1], ast.Constant):
                    beside.append(f"{path}:{node.lineno}")
    assert beside == []


def test_a_word_is_told_in_its_context_and_in_general_where_that_has_none() -> None:
    assert tr("เรื่อง", "en") == "subject"
    assert tr("เรื่อง", "en", "items") == "title"
    assert tr_all(("ข้อ", "เรื่อง"), "en", "items") == ("item", "title")
    assert tr("เรื่อง", "th", "items") == "เรื่อง"
    assert english_of("ไม่มีคำแปล", "items") is None


def test_places_are_filled_and_a_text_without_facts_is_left_as_it_is() -> None:
    assert tr("✓ {item}  ไม่รับข้อมูลของ {group}", "en", item="O1", group="{hr}") == "✓ O1  refused {hr}"
    assert tr("{ไม่มีคำแปล}", "en") == "{ไม่มีคำแปล}"


def test_a_catalogue_that_says_a_thing_twice_is_refused() -> None:
    one = 'msgid "ข้อ"\nmsgstr "item"\n\n'
    assert read_po(f'msgctxt "heading"\n{one}{one}') == {"heading\4ข้อ": "item", "ข้อ": "item"}
    with pytest.raises(ValueError, match="twice"):
        read_po(one + one)
    assert mo_bytes(read_po(one)) != mo_bytes({})
