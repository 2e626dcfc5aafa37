"""One table says which use case takes a step and what it asks for; functions and procedure agree with it."""

from __future__ import annotations

import inspect

import pytest

from tests.services.small_office import SmallOffice, done
from workflow.rules.errors import NotFound
from workflow.rules.table import TRIGGERS, rows
from workflow.services.steps import USE_CASES, InputKind, take


def test_every_step_of_the_procedure_has_its_use_case() -> None:
    assert USE_CASES.keys() == set(TRIGGERS)


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_what_is_asked_for_is_what_the_function_takes(trigger: str) -> None:
    step = USE_CASES[trigger]
    takes = inspect.signature(step.load()).parameters
    assert list(takes)[:2] == ["office", "login"]
    assert {one.name for one in step.inputs} == takes.keys() - {"office", "login", "year"}
    required = {name for name, one in takes.items() if one.default is inspect.Parameter.empty} - {"office", "login"}
    assert required == {one.name for one in step.inputs if one.required}


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_reason_is_asked_for_where_the_procedure_asks_for_one(trigger: str) -> None:
    asked = any(one.kind is InputKind.REASON for one in USE_CASES[trigger].inputs)
    assert asked == rows(trigger)[0].reason


def test_a_step_is_taken_by_its_name(small: SmallOffice) -> None:
    small.bring("group_compiled", "O1")
    done(take("reopen", small.office, "clerk.admin", codes=["O1"]))
    assert small.states("O1") == ["draft"]


def test_an_unknown_step_and_an_unknown_input_are_named(small: SmallOffice) -> None:
    with pytest.raises(NotFound) as unknown:
        take("approve", small.office, "head", codes=["O1"])
    assert unknown.value.code == "no_such_step"
    with pytest.raises(TypeError, match="reopen does not ask for reason"):
        take("reopen", small.office, "clerk.admin", codes=["O1"], reason="?")
