"""What is to be signed goes to the key; only its signature, over those bytes, goes into the file that was kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signatures.errors import SigningRefused
from signatures.signing.two_steps import Begun, begin, finish, sign_there

from .world import LINES, SIGNED, World


@pytest.fixture(scope="module")
def begun(world: World) -> Begun:
    return begin(world.issued.data, world.head.certificate, lines=LINES, at=SIGNED, font=world.font)


def refused(begun: Begun, world: World, value: bytes) -> str:
    with pytest.raises(SigningRefused) as caught:
        finish(begun, world.head.certificate, value)
    return caught.value.code


def test_a_file_signed_in_two_places_is_as_good_as_one_signed_in_one(world: World, begun: Begun) -> None:
    assert len(begun.attributes) < 1000  # all that travels
    value = sign_there(world.head.key, begun.attributes, begun.algorithm)
    signed = finish(begun, world.head.certificate, value)
    assert signed.startswith(world.issued.data)
    verdict = world.verify(signed)
    assert (verdict.status, int(verdict.grade)) == ("PASSED", 3)


def test_another_key_is_refused(world: World, begun: Begun) -> None:
    assert refused(begun, world, sign_there(world.deputy.key, begun.attributes, begun.algorithm)) == "SIGNATURE_OTHER"
    assert refused(begun, world, b"") == "SIGNATURE_OTHER"


def test_a_file_swapped_in_between_is_refused(world: World, begun: Begun) -> None:
    other = begin(world.issued_three.data, world.head.certificate, at=SIGNED, font=world.font)
    value = sign_there(world.head.key, begun.attributes, begun.algorithm)
    assert refused(replace(begun, held=other.held), world, value) == "SIGNATURE_OTHER"
    assert refused(other, world, value) == "SIGNATURE_OTHER"


def test_a_changed_byte_in_the_file_that_was_kept_fails_the_check(world: World, begun: Begun) -> None:
    value = sign_there(world.head.key, begun.attributes, begun.algorithm)
    changed = replace(begun, held=begun.held.replace(b"Memo 12/2569", b"Memo 13/2569", 1))
    assert world.verify(finish(changed, world.head.certificate, value)).status == "FAILED"
