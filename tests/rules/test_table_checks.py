"""A bad table is found out, each kind of fault by name; a changed row under an old version too."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from workflow.rules import table_checks
from workflow.rules.states import Capacity, State
from workflow.rules.table import ONLINE_STEPS, PROCEDURE, STEPS, Step, rows
from workflow.rules.table_checks import faults, fingerprint

FINGERPRINTS = {
    "2569-1": "f21ea1b1b548a3f3d1e2ba2df52cdf35fe5b54ff5e2764ea0a8c47ce13bc6e72",
    "2569-2": "84866bc719f98c83c2c1afe26f994181ff29b7358f2a5c7266ee5ea6414a27eb",
    "2569-3": "6a131bc9bdec0bc9a6998b6a3da705e554d435275c0db2fde1f7ddd6cfa56e52",
    "2569-4": "4499e3be3324b349f7382add430b7b2378a6451dd98ace0eef0cff618b0651ce",
}
"""Version of the table -> digest of its rows. A changed row needs a new version in ``table.py`` and a new line here:
journal entries name the version they were made under."""

SIGN = rows("sign")[0]


def without(*triggers: str) -> tuple[Step, ...]:
    return tuple(step for step in STEPS if step.trigger not in triggers)


BAD: dict[str, tuple[tuple[Step, ...], list[str]]] = {
    "a state nobody reaches": (
        without("publish"),
        ["unreachable: published", "no road to published: draft", "no road to published: group_compiled",
         "no road to published: submitted", "no road to published: head_signed"],
    ),
    "two rows of one step in one state": (
        (*STEPS, replace(SIGN, dest=State.PUBLISHED)), ["two rows: sign from submitted"],
    ),
    "a need that does not exist": (
        (*without("sign"), replace(SIGN, needs=("good_weather",))), ["unknown need good_weather of sign"],
    ),
    "nobody who may": ((*without("sign"), replace(SIGN, who=frozenset())), ["nobody may sign"]),
    "no Thai label": ((*without("sign"), replace(SIGN, th="")), ["no label: sign"]),
    "no English label": ((*without("sign"), replace(SIGN, en="")), ["no label: sign"]),
    "a reason asked for but not needed": (
        (*without("sign"), replace(SIGN, reason=True)), ["reason asked but not needed, or the reverse: sign"],
    ),
    "a reason needed but not asked for": (
        (*without("sign"), replace(SIGN, needs=(*SIGN.needs, "reason_given"))),
        ["reason asked but not needed, or the reverse: sign"],
    ),
}  # fmt: skip


def test_the_table_is_sound() -> None:
    assert faults() == []


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_table_is_found_out(kind: str) -> None:
    steps, expected = BAD[kind]
    assert faults(steps) == expected


def test_a_state_without_a_way_out_is_found_out() -> None:
    stuck = tuple(s for s in STEPS if s.source is not State.SUBMITTED)
    assert "no road to published: submitted" in faults(stuck)


def test_all_faults_are_told_never_the_first_alone() -> None:
    found = faults((*STEPS, replace(SIGN, who=frozenset(), th="", needs=("good_weather",))))
    assert found == [
        "two rows: sign from submitted",
        "unknown need good_weather of sign",
        "nobody may sign",
        "no label: sign",
    ]


def test_an_unknown_need_of_an_online_step_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = (replace(ONLINE_STEPS[0], needs=("good_weather",)),)
    monkeypatch.setattr(table_checks, "ONLINE_STEPS", bad)
    assert faults() == ["unknown need good_weather of suspend"]


def test_a_waivable_need_that_does_not_exist_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_checks, "WAIVABLE", ("good_weather",))
    assert faults() == ["waivable but unknown: good_weather"]


def test_a_changed_row_needs_a_new_version() -> None:
    assert FINGERPRINTS.get(PROCEDURE) == fingerprint(), (
        "rows changed: give PROCEDURE in workflow/rules/table.py a new version and record its fingerprint here"
    )


CHANGES: dict[str, Callable[[Step], Step]] = {
    "trigger": lambda s: replace(s, trigger="stamp"),
    "source": lambda s: replace(s, source=State.DRAFT),
    "dest": lambda s: replace(s, dest=State.PUBLISHED),
    "who": lambda s: replace(s, who=s.who | {Capacity.WEB}),
    "needs": lambda s: replace(s, needs=s.needs[1:]),
    "checks": lambda s: replace(s, checks=()),
    "reason": lambda s: replace(s, reason=True),
    "whole_memo": lambda s: replace(s, whole_memo=False),
}


@pytest.mark.parametrize("column", CHANGES)
def test_the_fingerprint_sees_a_change_of_any_column(column: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr(table_checks, "STEPS", tuple(CHANGES[column](s) if s is SIGN else s for s in STEPS))
    assert fingerprint() != before


def test_the_fingerprint_sees_a_change_of_what_is_online(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr(table_checks, "ONLINE_STEPS", ONLINE_STEPS[:-1])
    assert fingerprint() != before


def test_better_words_need_no_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr(table_checks, "STEPS", tuple(replace(s, th=s.th + "ด้วย") for s in STEPS))
    assert fingerprint() == before
