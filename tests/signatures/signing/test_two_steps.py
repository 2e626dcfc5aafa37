"""What is to be signed goes to the key; only its signature, over those bytes, goes into the file that was kept."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from asn1crypto import cms

from signatures.errors import KeyRefused, SigningRefused
from signatures.signing import practice_ca
from signatures.signing.two_steps import Begun, begin, finish, sign_there
from signatures.validation.policy import Signer
from tests.signatures.world import HEAD_SERIAL, LINES, SIGNED, START, World, der


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


def test_an_rsa_key_signs_in_two_places_too(world: World) -> None:
    who = practice_ca.issue(world.root, "Somchai Sample", key="rsa2048", serial_number=HEAD_SERIAL, not_before=START)
    begun = begin(world.issued.data, who.certificate, lines=LINES, at=SIGNED, font=world.font)
    signed = finish(begun, who.certificate, sign_there(who.key, begun.attributes, begun.algorithm))
    policy = world.policy(signers=(Signer("นายตัวอย่าง ใจดี", certificate=der(who.certificate)),))
    assert world.verify(signed, policy=policy).status == "PASSED"


def test_a_time_stamp_goes_over_the_value_that_came(world: World) -> None:
    begun = begin(world.issued.data, world.head.certificate, at=SIGNED, font=world.font, with_token=True)
    value = sign_there(world.head.key, begun.attributes, begun.algorithm)
    signed = finish(begun, world.head.certificate, value, tsa=world.tsa())
    verdict = world.verify(signed)
    assert verdict.status == "PASSED"
    assert "TIME_PROVEN" in {found.code for found in verdict.reasons}


def test_another_key_is_refused(world: World, begun: Begun) -> None:
    with pytest.raises(SigningRefused) as caught:
        sign_there(world.deputy.key, begun.attributes, begun.algorithm)
    assert caught.value.code == "REQUEST_OTHER_KEY"
    value = asyncio.run(world.deputy.key.signer.async_sign_raw(begun.attributes, begun.algorithm))
    assert refused(begun, world, value) == "SIGNATURE_OTHER"
    assert refused(begun, world, b"") == "SIGNATURE_OTHER"


def test_a_key_signs_nothing_but_attributes_that_name_it(world: World, begun: Begun) -> None:
    """Whoever sends something else (a challenge, a contract's digest, half a request) gets no signature."""
    other = cms.CMSAttributes.load(begun.attributes)
    without = cms.CMSAttributes([row for row in other if row["type"].native != "signing_certificate_v2"])
    for asked in (b"", b"pay 1,000,000", begun.attributes[:-1], begun.attributes + b"0", without.dump()):
        with pytest.raises(SigningRefused) as caught:
            sign_there(world.head.key, asked, "sha256")
        assert caught.value.code == "REQUEST_OTHER_KEY"


def test_an_expired_certificate_is_told_before_anything_is_made(world: World) -> None:
    with pytest.raises(KeyRefused) as caught:
        begin(world.issued.data, world.head.certificate, at=SIGNED.replace(year=2045), font=world.font)
    assert caught.value.code == "KEY_EXPIRED"


def test_a_file_swapped_in_between_is_refused(world: World, begun: Begun) -> None:
    other = begin(world.issued_three.data, world.head.certificate, at=SIGNED, font=world.font)
    value = sign_there(world.head.key, begun.attributes, begun.algorithm)
    assert refused(replace(begun, held=other.held), world, value) == "SIGNATURE_OTHER"
    assert refused(other, world, value) == "SIGNATURE_OTHER"


def test_a_changed_byte_in_the_file_that_was_kept_fails_the_check(world: World, begun: Begun) -> None:
    value = sign_there(world.head.key, begun.attributes, begun.algorithm)
    changed = replace(begun, held=begun.held.replace(b"Memo 12/2569", b"Memo 13/2569", 1))
    assert world.verify(finish(changed, world.head.certificate, value)).status == "FAILED"
