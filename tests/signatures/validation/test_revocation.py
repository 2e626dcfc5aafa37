"""What says that a certificate was revoked: lists (CRL) and answers of a status service (OCSP, RFC 6960), in the file
or kept by the office. Nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from signatures.report.bundle import reverify, write_evidence
from signatures.signing import practice_ca
from signatures.signing.sign import add_validation_data
from signatures.validation.policy import Signer
from signatures.verdict import Status, Verdict
from tests.signatures import practice_lists
from tests.signatures.world import DAY, HEAD_SERIAL, NOW, SIGNED, START, World, der


@pytest.fixture(scope="module")
def head(world: World) -> practice_ca.Issued:
    """The head with a certificate whose authority answers online, as those of public authorities say they do."""
    place = "http://status.invalid/"
    return practice_ca.issue(world.root, "Somchai Sample", serial_number=HEAD_SERIAL, not_before=START, online=place)


def answer(world: World, head: practice_ca.Issued, revoked: datetime | None = None, **options: Any) -> bytes:
    """What the authority says of the head's certificate, in DER."""
    return practice_lists.make_answer(options.pop("by", world.root), head, revoked, **{"at": NOW - DAY, **options})


def judge(world: World, head: practice_ca.Issued, said: bytes, required: int = 2, **policy: Any) -> Verdict:
    """Signed by the head and time-stamped, with the answer in the document security store; no list from the office."""
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(head.certificate)),)
    data = add_validation_data(world.sign(world.issued.data, head, tsa=world.tsa()), ocsps=[said])
    return world.verify(data, policy=world.policy(required, signers=people, crls=(), **policy))


def judge_kept(
    world: World, head: practice_ca.Issued, said: bytes, required: int = 2, by_hand: bool = False, **policy: Any
) -> Verdict:
    """The same with nothing in the file: the office keeps the answer, in its policy or given by hand."""
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(head.certificate)),)
    data = world.sign(world.issued.data, head, tsa=world.tsa())
    kept = {} if by_hand else {"ocsps": (said,)}
    rules = world.policy(required, **{"signers": people, "crls": (), **kept, **policy})
    return world.verify(data, policy=rules, crls=[said] if by_hand else [])


def codes(verdict: Verdict) -> set[str]:
    return {item.code for item in verdict.reasons}


def test_a_good_answer_in_the_file_is_enough_for_grade_3(world: World, head: practice_ca.Issued) -> None:
    verdict = judge(world, head, answer(world, head), 3)
    assert (verdict.status, int(verdict.grade)) == (Status.PASSED, 3), codes(verdict)


@pytest.mark.parametrize("rooted", [True, False], ids=["trusted root", "registered with its issuer"])
def test_revoked_before_the_time_stamp_fails(world: World, head: practice_ca.Issued, rooted: bool) -> None:
    root = der(world.root.certificate)
    known = {} if rooted else {"roots": (), "intermediates": (root,)}
    verdict = judge(world, head, answer(world, head, SIGNED - DAY), **known)
    assert verdict.status is Status.FAILED
    assert "CERT_REVOKED" in codes(verdict)


def test_revoked_after_the_time_stamp_passes_and_says_so(world: World, head: practice_ca.Issued) -> None:
    verdict = judge(world, head, answer(world, head, NOW - DAY / 100))
    assert verdict.status is Status.PASSED, codes(verdict)
    assert "REVOKED_LATER" in codes(verdict)


@pytest.mark.parametrize("revoked", [None, SIGNED - DAY], ids=["says good", "says revoked"])
def test_a_forged_answer_proves_nothing_either_way(
    world: World, head: practice_ca.Issued, revoked: datetime | None
) -> None:
    fake = practice_ca.make_ca("Sample Root", not_before=START)
    verdict = judge(world, head, answer(world, head, revoked, by=fake), 3)
    assert verdict.status is Status.INDETERMINATE
    assert "REVOCATION_UNKNOWN" in codes(verdict)
    assert "CERT_REVOKED" not in codes(verdict)


@pytest.mark.parametrize("revoked", [None, SIGNED - DAY], ids=["says good", "says revoked"])
def test_who_was_not_let_to_answer_proves_nothing(
    world: World, head: practice_ca.Issued, revoked: datetime | None
) -> None:
    """A leaf of the same root without the OCSP signing purpose (RFC 6960, 4.2.2.2) may not speak of others."""
    verdict = judge(world, head, answer(world, head, revoked, responder=world.director), 3)
    assert verdict.status is Status.INDETERMINATE
    assert "CERT_REVOKED" not in codes(verdict)


def test_who_was_let_to_answer_counts(world: World, head: practice_ca.Issued) -> None:
    responder = practice_ca.issue(world.root, "Sample Status Service", not_before=START, answering=True)
    verdict = judge(world, head, answer(world, head, SIGNED - DAY, responder=responder))
    assert verdict.status is Status.FAILED
    assert "CERT_REVOKED" in codes(verdict)


def test_a_junk_answer_is_no_evidence_and_no_crash(world: World, head: practice_ca.Issued) -> None:
    from signatures.validation.ocsp import revoked_online

    issuers = [world.root.certificate]
    good = answer(world, head, SIGNED - DAY)
    junk = [b"", b"junk", good[:-9]]
    assert revoked_online(head.certificate, issuers, [*junk, good]) == ([SIGNED - DAY], False)
    assert revoked_online(head.certificate, issuers, junk, vouched=True) == ([], False)
    assert revoked_online(world.director.certificate, issuers, [good]) == ([], False)


@pytest.mark.parametrize("by_hand", [False, True], ids=["in the policy", "given by hand"])
def test_an_answer_the_office_keeps_counts(world: World, head: practice_ca.Issued, by_hand: bool) -> None:
    good = judge_kept(world, head, answer(world, head), 3, by_hand)
    assert (good.status, int(good.grade)) == (Status.PASSED, 3), codes(good)
    revoked = judge_kept(world, head, answer(world, head, SIGNED - DAY), 2, by_hand)
    assert revoked.status is Status.FAILED
    assert "CERT_REVOKED" in codes(revoked)


def test_without_the_issuer_at_hand_the_office_vouches_for_the_answer_it_keeps(
    world: World, head: practice_ca.Issued
) -> None:
    """As for a list: registered by the certificate alone, no root, no issuer in the file."""
    bare = replace(head, chain=())
    verdict = judge_kept(world, bare, answer(world, head, SIGNED - DAY), 2, roots=())
    assert verdict.status is Status.FAILED
    assert "CERT_REVOKED" in codes(verdict)


def test_a_kept_answer_of_somebody_else_says_so_and_proves_nothing(world: World, head: practice_ca.Issued) -> None:
    fake = practice_ca.make_ca("Sample Root", not_before=START)
    verdict = judge_kept(world, head, answer(world, head, SIGNED - DAY, by=fake))
    assert verdict.status is Status.PASSED
    assert "CRL_UNVERIFIED" in codes(verdict)
    assert "CERT_REVOKED" not in codes(verdict)


def test_a_stale_answer_is_not_enough_for_grade_3(world: World, head: practice_ca.Issued) -> None:
    verdict = judge_kept(world, head, answer(world, head, at=NOW - 90 * DAY), 3)
    assert verdict.status is Status.INDETERMINATE
    assert "REVOCATION_UNKNOWN" in codes(verdict)


def test_the_evidence_keeps_the_answers_it_rests_on(world: World, head: practice_ca.Issued) -> None:
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(head.certificate)),)
    data = world.sign(world.issued.data, head, tsa=world.tsa())
    said = answer(world, head)
    for kept, given in (((said,), []), ((), [said])):
        policy = world.policy(3, signers=people, crls=(), ocsps=kept)
        verdict = world.verify(data, policy=policy, crls=given)
        assert verdict.status is Status.PASSED, codes(verdict)
        bundle = write_evidence(data, verdict, policy=policy, issued=world.issued.data, crls=given)
        assert reverify(bundle)[1]


@pytest.mark.parametrize("kind", ["list", "answer"])
def test_a_namesake_of_the_issuer_in_the_file_cannot_silence_the_office(
    world: World, head: practice_ca.Issued, kind: str
) -> None:
    """Who signed with a revoked certificate puts an authority of the issuer's name into the signature: what the office
    keeps would then seem to be signed with the wrong key. Only who really issued the certificate is the issuer."""
    namesake = practice_ca.make_ca("Sample Root", not_before=START)
    slyly = replace(head, chain=(namesake.certificate,))
    people = (Signer("นายตัวอย่าง ใจดี", certificate=der(head.certificate)),)
    kept: dict[str, Any] = {"ocsps": (answer(world, head, SIGNED - DAY),)}
    if kind == "list":
        kept = {
            "crls": (practice_lists.make_crl(world.root, at=NOW - DAY, revoked=[(head.certificate, SIGNED - DAY)]),)
        }
    policy = world.policy(2, **{"signers": people, "roots": (), "crls": (), **kept})
    verdict = world.verify(world.sign(world.issued.data, slyly, tsa=world.tsa()), policy=policy)
    assert verdict.status is Status.FAILED
    assert "CERT_REVOKED" in codes(verdict)


@pytest.mark.parametrize("junk", [b"", b"<html>not found</html>", None], ids=["empty", "a web page", "cut short"])
def test_what_was_given_and_cannot_be_read_is_never_passed_over(world: World, junk: bytes | None) -> None:
    revoked = practice_lists.make_crl(world.root, [(world.head.certificate, SIGNED - DAY)], at=NOW - DAY)
    given = revoked[:-1] if junk is None else junk
    verdict = world.verify(world.signed, policy=world.policy(2, crls=()), crls=[given])
    assert verdict.status is Status.INDETERMINATE
    assert "REVOCATION_UNREADABLE" in codes(verdict)


def crl_of(world: World, serial: int, *, reason: x509.ReasonFlags | None = None, at: datetime = NOW - DAY,
           extension: x509.ExtensionType | None = None) -> bytes:  # fmt: skip
    """A list of the root with one entry, made by hand: for what :func:`practice_lists.make_crl` does not make."""
    entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(SIGNED - DAY)
    if reason is not None:
        entry = entry.add_extension(x509.CRLReason(reason), critical=False)
    builder = x509.CertificateRevocationListBuilder().issuer_name(world.root.certificate.subject)
    builder = builder.last_update(at).next_update(at + 30 * DAY).add_revoked_certificate(entry.build())
    if extension is not None:
        builder = builder.add_extension(extension, critical=True)
    return builder.sign(world.root.private, hashes.SHA256()).public_bytes(Encoding.DER)


def judge_lists(world: World, *lists: bytes) -> Verdict:
    return world.verify(world.signed, policy=world.policy(2, roots=(), crls=lists))


def test_on_hold_counts_as_revoked_until_a_newer_whole_list_lets_it_go(world: World) -> None:
    serial = world.head.certificate.serial_number
    held = crl_of(world, serial, reason=x509.ReasonFlags.certificate_hold, at=NOW - 3 * DAY)
    assert judge_lists(world, held).status is Status.FAILED
    assert judge_lists(world, held, world.crl).status is Status.PASSED
    gone = crl_of(world, serial, reason=x509.ReasonFlags.key_compromise, at=NOW - 3 * DAY)
    assert judge_lists(world, gone, world.crl).status is Status.FAILED


def test_a_delta_list_that_takes_a_certificate_back_revokes_nothing(world: World) -> None:
    serial = world.head.certificate.serial_number
    back = crl_of(world, serial, reason=x509.ReasonFlags.remove_from_crl, extension=x509.DeltaCRLIndicator(3))
    assert judge_lists(world, world.crl, back).status is Status.PASSED
    further = crl_of(world, serial, extension=x509.DeltaCRLIndicator(3))
    assert judge_lists(world, world.crl, further).status is Status.FAILED


def test_a_list_that_speaks_for_several_issuers_does_not_go_by_the_serial_alone(world: World) -> None:
    point = x509.IssuingDistributionPoint(
        full_name=None, relative_name=None, only_contains_user_certs=False, only_contains_ca_certs=False,
        only_some_reasons=None, indirect_crl=True, only_contains_attribute_certs=False,
    )  # fmt: skip
    verdict = judge_lists(world, crl_of(world, world.head.certificate.serial_number, extension=point))
    assert verdict.status is Status.PASSED
    assert "CRL_UNVERIFIED" in codes(verdict)
