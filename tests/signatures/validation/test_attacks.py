"""Every bad file is refused, with its own reason and the right status; none of them takes long."""

from __future__ import annotations

import pytest

from signatures.verdict import Grade, Status
from tests.signatures.attacks import ATTACKS
from tests.signatures.dialects import BY_THE_SIGNER
from tests.signatures.world import World


@pytest.mark.parametrize("name", ATTACKS)
def test_a_bad_file_is_refused_with_its_own_reason(world: World, name: str) -> None:
    bad = ATTACKS[name](world)
    verdict = world.verify(bad.data, **bad.options)
    assert bad.code in verdict.codes, verdict.codes
    assert verdict.status is Status(bad.status), verdict.codes
    if verdict.status is Status.FAILED:
        assert verdict.grade is Grade.NONE


@pytest.mark.parametrize(
    "name",
    [name if number % 12 == 0 else pytest.param(name, marks=pytest.mark.deep) for number, name in enumerate(ATTACKS)],
)
def test_no_attack_passes_when_the_issued_file_is_not_asked(world: World, name: str) -> None:
    bad = ATTACKS[name](world)
    told_by_the_issued = ("another_document_signed", "page_replaced_before_signing", "object_hidden_between_revisions")
    if name in told_by_the_issued or name in BY_THE_SIGNER:
        return  # only the issued file can tell these: that is what the binding is for
    if name == "signature_outside_its_box":
        return  # a visible field is where the signer put it, when nothing was issued
    verdict = world.verify(bad.data, **{**bad.options, "issued": None})
    assert verdict.status is not Status.PASSED, verdict.codes
