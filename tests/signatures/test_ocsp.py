"""Answers of an online status service (OCSP, RFC 6960) in the file: nothing is fetched; what is there counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from signatures import throwaway
from signatures.policy import Signer
from signatures.signing import add_validation_data
from signatures.verdict import Status, Verdict

from .world import DAY, HEAD_SERIAL, NOW, SIGNED, START, World, der


@pytest.fixture(scope="module")
def head(world: World) -> throwaway.Issued:
    """The head with a certificate whose authority answers online, as those of public authorities say they do."""
    place = "http://status.invalid/"
    return throwaway.issue(world.root, "Somchai Sample", serial_number=HEAD_SERIAL, not_before=START, online=place)


def answer(
    world: World,
    head: throwaway.Issued,
    revoked: datetime | None = None,
    *,
    by: Any = None,
    responder: throwaway.Issued | None = None,
    at: datetime = NOW - DAY,
) -> bytes:
    """What the authority says of the head's certificate, in DER. ``responder``: a certificate that answers for it."""
    signer = responder or by or world.root
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=head.certificate,
        issuer=world.root.certificate,
        algorithm=hashes.SHA256(),
        cert_status=ocsp.OCSPCertStatus.GOOD if revoked is None else ocsp.OCSPCertStatus.REVOKED,
        this_update=at,
        next_update=at + 7 * DAY,
        revocation_time=revoked,
        revocation_reason=None,
    )
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer.certificate)
    if responder is not None:
        builder = builder.certificates([responder.certificate])
    return builder.sign(signer.private, hashes.SHA256()).public_bytes(Encoding.DER)


def judge(world: World, head: throwaway.Issued, said: bytes, required: int = 2, **policy: Any) -> Verdict:
    """Signed by the head and time-stamped, with the answer in the document security store; no list from the office."""
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(head.certificate)),)
    data = add_validation_data(world.sign(world.issued.data, head, tsa=world.tsa()), ocsps=[said])
    return world.verify(data, policy=world.policy(required, signers=people, crls=(), **policy))


def codes(verdict: Verdict) -> set[str]:
    return {item.code for item in verdict.reasons}


def test_a_good_answer_in_the_file_is_enough_for_grade_3(world: World, head: throwaway.Issued) -> None:
    verdict = judge(world, head, answer(world, head), 3)
    assert (verdict.status, int(verdict.grade)) == (Status.PASSED, 3), codes(verdict)


@pytest.mark.parametrize("rooted", [True, False], ids=["trusted root", "registered with its issuer"])
def test_revoked_before_the_time_stamp_fails(world: World, head: throwaway.Issued, rooted: bool) -> None:
    root = der(world.root.certificate)
    known = {} if rooted else {"roots": (), "intermediates": (root,)}
    verdict = judge(world, head, answer(world, head, SIGNED - DAY), **known)
    assert verdict.status is Status.FAILED
    assert "CERT_REVOKED" in codes(verdict)


def test_revoked_after_the_time_stamp_passes_and_says_so(world: World, head: throwaway.Issued) -> None:
    verdict = judge(world, head, answer(world, head, NOW - DAY / 100))
    assert verdict.status is Status.PASSED, codes(verdict)
    assert "REVOKED_LATER" in codes(verdict)


@pytest.mark.parametrize("revoked", [None, SIGNED - DAY], ids=["says good", "says revoked"])
def test_a_forged_answer_proves_nothing_either_way(
    world: World, head: throwaway.Issued, revoked: datetime | None
) -> None:
    fake = throwaway.make_ca("Sample Root", not_before=START)
    verdict = judge(world, head, answer(world, head, revoked, by=fake), 3)
    assert verdict.status is Status.INDETERMINATE
    assert codes(verdict) & {"REVOCATION_UNKNOWN", "CHAIN_UNTRUSTED"}
    assert "CERT_REVOKED" not in codes(verdict)


@pytest.mark.parametrize("revoked", [None, SIGNED - DAY], ids=["says good", "says revoked"])
def test_who_was_not_let_to_answer_proves_nothing(
    world: World, head: throwaway.Issued, revoked: datetime | None
) -> None:
    """A leaf of the same root without the OCSP signing purpose (RFC 6960, 4.2.2.2) may not speak of others."""
    verdict = judge(world, head, answer(world, head, revoked, responder=world.director), 3)
    assert verdict.status is Status.INDETERMINATE
    assert "CERT_REVOKED" not in codes(verdict)


def test_who_was_let_to_answer_counts(world: World, head: throwaway.Issued) -> None:
    responder = throwaway.issue(world.root, "Sample Status Service", not_before=START, answering=True)
    verdict = judge(world, head, answer(world, head, SIGNED - DAY, responder=responder))
    assert verdict.status is Status.FAILED
    assert "CERT_REVOKED" in codes(verdict)


def test_a_junk_answer_is_no_evidence_and_no_crash(world: World, head: throwaway.Issued) -> None:
    from signatures.ocsp import revoked_online

    issuers = [world.root.certificate]
    good = answer(world, head, SIGNED - DAY)
    assert revoked_online(head.certificate, issuers, [b"", b"junk", good[:-9], good]) == [SIGNED - DAY]
    assert revoked_online(world.director.certificate, issuers, [good]) == []
