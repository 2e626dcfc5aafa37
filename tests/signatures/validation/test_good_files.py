"""Good files of every kind pass, with the grade and the reasons they must have."""

from __future__ import annotations

import pytest

from signatures.verdict import Grade, Status, Tone
from tests.signatures import dialects
from tests.signatures.attacks import paper_with
from tests.signatures.goods import GOODS
from tests.signatures.world import World

assert dialects.BY_THE_SIGNER  # the module registers good files of other programs


@pytest.mark.parametrize("name", GOODS)
def test_a_good_file_passes_with_its_grade(world: World, name: str) -> None:
    good = GOODS[name](world)
    verdict = world.verify(good.data, **good.options)
    assert verdict.status is Status.PASSED, verdict.codes
    assert verdict.grade == Grade(good.grade)
    assert set(good.codes) <= set(verdict.codes)
    assert not [item.code for item in verdict.reasons if item.tone is not Tone.NOTE]
    issued = good.options.get("issued", world.issued.data) or world.issued.data
    assert good.data.startswith(issued), "a good file starts with the issued bytes"


def test_fonts_may_be_called_as_actions_are(world: World) -> None:
    """A subset font may have any name, ``/AA`` and ``/JS`` among them; a state of drawing has a mask."""

    def name(objects: list[bytes]) -> None:
        objects[2] = objects[2].replace(
            b"/Font << /F1 5 0 R >>",
            b"/Font << /F1 5 0 R /AA 5 0 R /JS 5 0 R /JavaScript 5 0 R >>"
            b" /ExtGState << /AA << /SMask << /S /Luminosity >> >> >>",
        )

    verdict = world.verify(world.sign(paper_with(name)), issued=None)
    assert (verdict.status, "ACTIVE_CONTENT" in verdict.codes) == (Status.PASSED, False)
