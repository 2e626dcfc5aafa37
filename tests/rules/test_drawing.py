"""Drawings hold every row of the table, in both languages."""

import pytest

from scripts.procedure_drawings import markdown_online_table, markdown_table, mermaid
from workflow.rules.drawing import sentence
from workflow.rules.states import Capacity, State
from workflow.rules.table import INITIAL, ONLINE_STEPS, STEPS

LANGUAGES = ("th", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diagram_has_every_state_and_every_row(language: str) -> None:
    lines = [line.strip() for line in mermaid(language).splitlines()]
    assert lines[0] == "stateDiagram-v2"
    for state in State:
        assert f'state "{getattr(state, language)}" as {state.value}' in lines
    arrows = [line for line in lines if "-->" in line]
    assert arrows == [
        f"[*] --> {INITIAL.value}",
        *(f"{s.source.value} --> {s.dest.value}: {getattr(s, language)}" for s in STEPS),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_a_line_for_every_row(language: str) -> None:
    lines = markdown_table(language).splitlines()
    assert len(lines) == 2 + len(STEPS)
    for line, step in zip(lines[2:], STEPS, strict=True):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert cells[:4] == [
            getattr(step, language),
            f"`oit {step.command}`",
            getattr(step.source, language),
            getattr(step.dest, language),
        ]
        assert cells[4].split(" / ") == [getattr(w, language) for w in Capacity if w in step.who]
        assert all(f"`{need}`" in cells[5] for need in step.needs + step.checks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_online_table_has_a_line_for_every_row(language: str) -> None:
    lines = markdown_online_table(language).splitlines()[2:]
    assert len(lines) == len(ONLINE_STEPS)
    for line, step in zip(lines, ONLINE_STEPS, strict=True):
        assert getattr(step, language) in line
        assert f"`oit {step.command}{' --' + step.option if step.option else ''}`" in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_is_told_in_one_line(language: str) -> None:
    for step in STEPS:
        line = sentence(step, language)
        assert getattr(step.source, language) in line
        assert getattr(step.dest, language) in line
        assert all(getattr(w, language) in line for w in step.who)
