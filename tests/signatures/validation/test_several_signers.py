"""Several signatures in one file: each is judged for itself, and the head's is what the verdict is about."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from signatures.pdf.limits import DEFAULT
from signatures.pdf.reader import open_strict
from signatures.prepare.prepare import Prepared, prepare
from signatures.signing import practice_ca
from signatures.validation import trust
from signatures.validation.cert_store import gather
from signatures.validation.cms import read_signatures
from signatures.validation.policy import Signer
from signatures.verdict import Status, Verdict
from tests.signatures import practice_lists
from tests.signatures.archived import add_document_timestamp
from tests.signatures.world import DAY, NOW, SIGNED, START, World, der, paper

LATER = SIGNED + timedelta(minutes=5)


def director_then_head(world: World, director: practice_ca.Issued, **options: Any) -> bytes:
    first = world.sign(world.issued_three.data, director, field="DirectorSignature", **options)
    return world.sign(first, at=LATER)


def judge(world: World, data: bytes, director: practice_ca.Issued | None = None, **policy: Any) -> Verdict:
    people = world.people
    if director is not None:
        people = (*people, Signer("ผอ. ตัวอย่าง", role="director", certificate=der(director.certificate)))
    rules = world.policy(**{"required": 3, "signers": people, **policy})
    return world.verify(data, policy=rules, issued=world.issued_three.data)


def test_the_directors_certificate_revoked_later_says_nothing_against_the_head(world: World) -> None:
    crl = practice_lists.make_crl(world.root, [(world.director.certificate, NOW - DAY / 100)], at=NOW - DAY / 200)
    verdict = judge(world, director_then_head(world, world.director), crls=(crl,))
    assert verdict.status is Status.PASSED, verdict.codes
    assert "CERT_REVOKED" in verdict.codes
    assert {s.field: int(s.grade) for s in verdict.signers} == {"DirectorSignature": 0, "HeadSignature": 3}


def test_nor_does_one_that_has_run_out_or_is_of_another_authority(world: World) -> None:
    short = practice_ca.issue(world.root, "Officer", not_before=START, not_after=NOW - timedelta(minutes=5))
    foreign = practice_ca.issue(world.other_root, "Director", not_before=START)
    for who, code in ((short, "CERT_EXPIRED"), (foreign, "CHAIN_UNTRUSTED")):
        verdict = judge(world, director_then_head(world, who), who)
        assert verdict.status is Status.PASSED, verdict.codes
        assert code in verdict.codes


def test_but_their_broken_signature_does(world: World) -> None:
    data = bytearray(director_then_head(world, world.director))
    place = data.index(b"/Contents <", len(world.issued_three.data)) + 2000
    data[place] = ord("1") if data[place] != ord("1") else ord("2")
    assert judge(world, bytes(data)).status is Status.FAILED


def test_the_heads_time_stamp_also_fixes_what_was_signed_before(world: World) -> None:
    """The director's certificate has run out since; the head's stamp proves that it was good when it signed."""
    short = practice_ca.issue(world.root, "Officer", not_before=START, not_after=NOW - timedelta(minutes=5))
    first = world.sign(world.issued_three.data, short, field="DirectorSignature")
    verdict = judge(world, world.sign(first, at=LATER, tsa=world.tsa(LATER)), short)
    assert verdict.status is Status.PASSED, verdict.codes
    assert "CERT_EXPIRED" not in verdict.codes
    assert {s.field: int(s.grade) for s in verdict.signers} == {"DirectorSignature": 3, "HeadSignature": 3}


def test_an_archive_stamp_after_the_term_does_not_move_the_day_of_signing(world: World) -> None:
    left = (Signer("นายตัวอย่าง ใจดี", certificate=der(world.head.certificate), ends=SIGNED.date()),)
    archived = add_document_timestamp(world.sign(world.issued.data), world.tsa(SIGNED + 2 * DAY))
    verdict = world.verify(archived, policy=world.policy(3, signers=left), at=NOW + 5 * DAY)
    assert verdict.status is Status.PASSED, verdict.codes


def test_who_acts_as_head_and_signs_in_another_place_has_not_signed_as_head(world: World) -> None:
    both = (Signer("นางสุดา ตัวอย่าง", kind="acting", certificate=der(world.deputy.certificate)),)
    data = world.sign(world.issued_three.data, world.deputy, field="DirectorSignature")
    verdict = world.verify(data, policy=world.policy(2, signers=both), issued=world.issued_three.data)
    assert verdict.status is Status.INDETERMINATE
    assert "HEAD_MISSING" in verdict.codes
    assert not {"HEAD_SIGNED", "HEAD_SIGNED_ACTING"} & set(verdict.codes)
    assert verdict.head is None


@pytest.fixture(scope="module")
def namesakes(world: World) -> tuple[Prepared, bytes]:
    """Two signatures, the first with a time stamp, whose fields are made to bear one name afterwards."""
    issued = prepare(paper(anchors=("head", "routex", "routey")))
    first = world.sign(issued.data, world.director, field="RoutexSignature", tsa=world.tsa())
    second = world.sign(first, world.deputy, field="RouteySignature", at=LATER)
    return issued, second.replace(b"RouteySignature", b"RoutexSignature")


def test_two_fields_of_one_name_are_refused(world: World, namesakes: tuple[Prepared, bytes]) -> None:
    verdict = world.verify(namesakes[1], issued=None)
    assert verdict.status is Status.FAILED
    assert "PARSER_DIFFERENTIAL" in verdict.codes


def test_a_time_stamp_is_not_lent_by_name(world: World, namesakes: tuple[Prepared, bytes]) -> None:
    _issued, data = namesakes
    reader, why = open_strict(data, DEFAULT)
    assert not why
    found = read_signatures(reader, data)
    policy = world.policy()
    material = gather(reader, policy, (), found)
    times, _ = asyncio.run(trust.proven_times(found, data, policy, material, NOW))
    assert [(item.number, item.name) for item in found] == [(0, "RoutexSignature"), (1, "RoutexSignature")]
    assert list(times) == [0]
