"""Good files of every kind pass, with the grade and the reasons they must have."""

from __future__ import annotations

import pytest

from signatures.verdict import Grade, Status, Tone

from . import dialects
from .goods import GOODS
from .world import World

assert dialects.BY_THE_SIGNER  # the module registers good files of other programs


@pytest.mark.parametrize("name", GOODS)
def test_a_good_file_passes_with_its_grade(world: World, name: str) -> None:
    good = GOODS[name](world)
    verdict = world.verify(good.data, **good.options)
    assert verdict.status is Status.PASSED, verdict.codes
    assert verdict.grade == Grade(good.grade)
    assert set(good.codes) <= set(verdict.codes)
    assert not [item.code for item in verdict.reasons if item.tone is not Tone.NOTE]


@pytest.mark.parametrize("name", GOODS)
def test_a_good_file_starts_with_the_issued_bytes(world: World, name: str) -> None:
    good = GOODS[name](world)
    issued = good.options.get("issued", world.issued.data) or world.issued.data
    assert good.data.startswith(issued)
