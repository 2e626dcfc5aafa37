"""Reads ``features/`` for the staff manual: chapters, scenarios, sentences, and what happened when they were run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GIVEN, WHEN, THEN = "Context", "Action", "Outcome"
"""What a sentence is for, as gherkin names it; ``และ`` and ``แต่`` are of the kind of the sentence before."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step: its keyword as written, what it is for, its text."""

    keyword: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Examples:
    """The rows of an outline: header and cells as written."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario or outline. ``runs``: the sentences of every run of it, background first, as a report names them."""

    title: str
    why: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    examples: Examples | None
    runs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One feature file. ``why`` and a scenario's are paragraphs."""

    file: str
    number: int
    title: str
    why: tuple[str, ...]
    background: tuple[Sentence, ...]
    scenarios: tuple[Scenario, ...]


def chapters(folder: Path) -> list[Chapter]:
    """Every feature of a folder, in the order of the numbers that begin the file names."""
    return [_chapter(path) for path in sorted(folder.glob("*.feature"))]


def _chapter(path: Path) -> Chapter:
    from gherkin.parser import Parser

    feature: Any = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
    children = feature["children"]
    background = tuple(s for child in children if "background" in child for s in _sentences(child["background"]))
    return Chapter(
        file=path.name,
        number=int(path.name[:2]),
        title=feature["name"],
        why=_paragraphs(feature["description"]),
        background=background,
        scenarios=tuple(_scenario(child["scenario"], background) for child in children if "scenario" in child),
    )


def _sentences(block: Any) -> Iterator[Sentence]:
    kind = GIVEN
    for step in block["steps"]:
        kind = step["keywordType"] if step["keywordType"] in (GIVEN, WHEN, THEN) else kind
        yield Sentence(step["keyword"].strip(), kind, step["text"])


def _scenario(block: Any, background: tuple[Sentence, ...]) -> Scenario:
    sentences = tuple(_sentences(block))
    tables = [e for e in block["examples"] if e["tableBody"]]
    examples = None
    if tables:
        header = tuple(cell["value"] for cell in tables[0]["tableHeader"]["cells"])
        rows = tuple(tuple(c["value"] for c in row["cells"]) for table in tables for row in table["tableBody"])
        examples = Examples(header, rows)
    before = tuple(s.text for s in background)
    runs = tuple(before + tuple(_filled(s.text, row) for s in sentences) for row in _rows(examples))
    return Scenario(block["name"], _paragraphs(block["description"]), sentences, examples, runs)


def _rows(examples: Examples | None) -> Iterator[dict[str, str]]:
    if examples is None:
        yield {}
        return
    for row in examples.rows:
        yield dict(zip(examples.header, row, strict=True))


def _filled(text: str, row: dict[str, str]) -> str:
    return re.sub(r"<([^>]+)>", lambda m: row.get(m[1], m[0]), text)


def _paragraphs(text: str) -> tuple[str, ...]:
    """A description's paragraphs. Lines of Thai join with a space only where one was written: at a phrase's end."""
    found = re.split(r"\n\s*\n", text.strip())
    return tuple(" ".join(line.strip() for line in part.splitlines()) for part in found if part.strip())


@dataclass(frozen=True, slots=True)
class Results:
    """What a report of a run says: (file, title, sentences) -> ``passed``, ``failed``, ``skipped``."""

    by_run: dict[tuple[str, str, tuple[str, ...]], str]

    def of(self, chapter: Chapter, scenario: Scenario, run: int) -> str | None:
        """``None``: this text was not run; a result of another wording is no result of this one."""
        return self.by_run.get((chapter.file, scenario.title, scenario.runs[run]))

    def counts(self, found: Iterable[Chapter]) -> dict[str, int]:
        """How many runs there are of each outcome; ``not_run`` too."""
        told = {"passed": 0, "failed": 0, "skipped": 0, "not_run": 0}
        for chapter in found:
            for scenario in chapter.scenarios:
                for run in range(len(scenario.runs)):
                    told[self.of(chapter, scenario, run) or "not_run"] += 1
        return told


def results(report: Path | None) -> Results:
    """Read a report that ``pytest --cucumber-json`` wrote; nothing without one.

    :raises ValueError: the file is not such a report.
    """
    found: dict[tuple[str, str, tuple[str, ...]], str] = {}
    if report is not None:
        for feature in json.loads(report.read_text(encoding="utf-8")):
            for element in feature["elements"]:
                steps = element["steps"]
                key = (Path(feature["uri"]).name, element["name"], tuple(step["name"] for step in steps))
                found[key] = _worst(step["result"]["status"] for step in steps)
    return Results(found)


def _worst(statuses: Iterable[str]) -> str:
    said = list(statuses)
    return next((status for status in ("failed", "skipped") if status in said), "passed")
