"""Reads ``features/`` as files, where pytest-bdd is quiet: nothing unbound, nothing swallowed, every row told.

A step keyword without a space after it, or written with a decomposed sara am, right under a title becomes
description: such a scenario has no steps and passes. An outline without rows passes too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from gherkin.dialect import Dialect
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

import messages
from tests.procedure import test_features
from tests.procedure.vocabulary import ONLINE_STEP_NAMES, REASON, STATES, STEP_NAMES, codes, one_of, person, split_codes
from workflow.rules.states import State
from workflow.rules.table import ONLINE_STEPS, STEPS
from workflow.thai import normalise

FEATURES = Path(__file__).parents[2] / "features"
FILES = sorted(FEATURES.glob("*.feature"))


def document(path: Path) -> Any:
    return {"uri": path.name, **Parser().parse(path.read_text(encoding="utf-8"))}


def scenarios(path: Path) -> list[dict[str, Any]]:
    return [child["scenario"] for child in document(path)["feature"]["children"] if "scenario" in child]


def keywords() -> tuple[str, ...]:
    dialect = Dialect.for_name("th")
    assert dialect is not None
    steps = [
        dialect.given_keywords,
        dialect.when_keywords,
        dialect.then_keywords,
        dialect.and_keywords,
        dialect.but_keywords,
    ]
    return tuple(sorted({word.strip() for group in steps for word in group} - {"*"}, key=len, reverse=True))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_the_manual_has_its_chapters_in_order() -> None:
    assert [int(path.name[:2]) for path in FILES] == list(range(1, len(FILES) + 1))
    assert all(path.name.isascii() for path in FILES)
    assert {path for path in FEATURES.rglob("*") if path.is_file()} == set(FILES)


def test_every_scenario_is_bound() -> None:
    from pytest_bdd.scenario import scenario_wrapper_template_registry
    from pytest_bdd.utils import registry_get_safe

    bound = set()
    for test in vars(test_features).values():
        found = registry_get_safe(scenario_wrapper_template_registry, test)
        if found is not None:
            bound.add((Path(found.feature.filename).name, found.name))
    assert bound == {(path.name, scenario["name"]) for path in FILES for scenario in scenarios(path)}


def test_titles_are_there_and_told_once(path: Path) -> None:
    feature = document(path)["feature"]
    titles = [scenario["name"] for scenario in scenarios(path)]
    assert feature["language"] == "th"
    assert feature["name"]
    assert feature["description"].strip(), "say why, and by which rule"
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_no_scenario_is_without_steps(path: Path) -> None:
    for scenario in scenarios(path):
        said = [step["keywordType"] for step in scenario["steps"]]
        assert "Outcome" in said, f"{scenario['name']}: nothing is expected"


def test_no_description_swallows_a_step(path: Path) -> None:
    feature = document(path)["feature"]
    blocks = [feature, *(child.get("scenario") or child["background"] for child in feature["children"])]
    for block in blocks:
        for line in (line.strip() for line in block["description"].splitlines()):
            assert not re.match(rf"(?:{'|'.join(keywords())}) ", line), f"{block['name']}: {line}"
            rest = next((line.removeprefix(word).strip() for word in keywords() if line.startswith(word)), "")
            assert not re.match(rf"{person()}|ข้อ O\d", rest), f"{block['name']}: {line}"


def test_the_text_is_in_one_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "\u0e4d\u0e32" not in text, "sara am in two pieces"
    for line in text.splitlines():
        assert normalise(line) == line.rstrip()
    assert not re.search(r"[\u200b-\u200f\ufeff\t\r]", text)


def test_no_line_of_a_scenario_speaks_the_programs_language(path: Path) -> None:
    for scenario in scenarios(path):
        for step in scenario["steps"]:
            foreign = re.sub(r'"[^"]*"|<[^>]*>|O\d+|OIT', "", step["text"])
            assert not re.search(r"[A-Za-z_]", foreign), step["text"]


def test_outlines_have_rows_and_use_every_column(path: Path) -> None:
    for scenario in scenarios(path):
        if not scenario["keyword"].startswith(("สรุปเหตุการณ์", "โครงสร้างของเหตุการณ์")):
            assert not scenario["examples"]
            continue
        assert scenario["examples"]
        said = " ".join(step["text"] for step in scenario["steps"])
        for examples in scenario["examples"]:
            assert examples["tableBody"], scenario["name"]
            names = {cell["value"] for cell in examples["tableHeader"]["cells"]}
            assert names == set(re.findall(r"<([^>]+)>", said))


# --- what the scenarios tell -----------------------------------------------------------------------------------------

_STANDS = re.compile(rf'ข้อ {codes()} มีสถานะ "{one_of("state", STATES)}"')
_TAKES = re.compile(rf"{person()} {one_of('step', (*STEP_NAMES, *ONLINE_STEP_NAMES))} (?:ของ)?ข้อ {codes()}")
_REFUSED = "ดำเนินการไม่ได้ เพราะ"


@dataclass(frozen=True)
class Walked:
    """A step that a scenario takes and that is not refused. ``ends``: states told of the item later on."""

    trigger: str
    source: State
    ends: frozenset[State]


def pickles() -> Iterator[list[str]]:
    """The steps of every scenario and every row of an outline, background first."""
    for path in FILES:
        for pickle in Compiler().compile(document(path)):
            yield [step["text"] for step in pickle["steps"]]


def walks(steps: list[str]) -> Iterator[Walked]:
    """Follow a scenario's items from state to state, as its own sentences tell them."""
    stands: dict[str, State] = {}
    for at, step in enumerate(steps):
        told = _STANDS.match(step)
        if told:
            stands.update(dict.fromkeys(split_codes(told["codes"]), STATES[told["state"]]))
            continue
        taken = _TAKES.match(step)
        if taken is None:
            continue
        if steps[at + 1 : at + 2] and steps[at + 1].startswith(_REFUSED):
            continue
        code = split_codes(taken["codes"])[0]
        source = stands.get(code, State.DRAFT)
        later = (_STANDS.match(s) for s in steps[at + 1 :])
        ends = frozenset(STATES[s["state"]] for s in later if s and code in split_codes(s["codes"]))
        trigger = {**STEP_NAMES, **ONLINE_STEP_NAMES}[taken["step"]]
        yield Walked(trigger, source, ends)
        for row in STEPS:
            if (row.trigger, row.source) == (trigger, source):
                stands[code] = row.dest


def test_every_row_of_the_table_is_told_with_its_end() -> None:
    walked = {walk for steps in pickles() for walk in walks(steps)}
    untold = [
        f"{row.th}: {row.source.th} -> {row.dest.th}"
        for row in STEPS
        if not any(w.trigger == row.trigger and w.source is row.source and row.dest in w.ends for w in walked)
    ]
    assert untold == []


def test_every_step_on_what_is_online_is_told() -> None:
    told = {walk.trigger for steps in pickles() for walk in walks(steps)}
    assert [row.th for row in ONLINE_STEPS if row.trigger not in told] == []


def test_every_state_is_told() -> None:
    told = {m["state"] for steps in pickles() for step in steps if (m := _STANDS.match(step))}
    assert told == set(STATES)


def test_every_reason_of_the_vocabulary_is_told_and_has_its_sentence() -> None:
    from tests.procedure.vocabulary import reason_codes, told

    found = {
        told(m["reason"]).code for steps in pickles() for step in steps if (m := re.search(rf"เพราะ {REASON}$", step))
    }
    assert found == reason_codes()
    for code in found:
        assert code not in messages.say(code)
