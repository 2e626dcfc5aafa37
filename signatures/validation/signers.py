"""Whose signatures they are, when they were made, and what each is worth by its certificate at the proven time.

The verdict is about the head's. What becomes of another signer's certificate is told beside it, as a note.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from signatures.prepare.fields import HEAD_FIELD, is_for_another
from signatures.validation import cms, trust
from signatures.validation.cert_store import Material, gather
from signatures.validation.certificates import Odd, issuer_name, validity
from signatures.validation.context import Case
from signatures.validation.identity import Person, who_is
from signatures.validation.policy import Policy
from signatures.validation.revocation import known_revocation
from signatures.verdict import Check, Grade, Reason, SignerFacts, TimeFacts, Tone, reason
from signatures.zone import thai_day

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far a signer's clock may run ahead of the checker's."""
CLAIM_TOLERANCE = timedelta(days=1)
"""How far the claimed time may lie from the time stamp made in the same act."""


async def judge_signers(case: Case, reader: Any, signatures: list[cms.Found]) -> Grade:
    """Name who signed, and say what each signature is worth; the grade of the head's."""
    policy = case.policy if case.policy is not None else Policy()
    material = gather(reader, policy, case.crls, signatures)
    case.times, why = await trust.proven_times(signatures, case.data, policy, material, case.at)
    case.reasons += [*why, *material.reasons]
    case.checks.add(Check.TIME)
    heads: list[Grade] = []
    strangers: list[tuple[cms.Found, Person]] = []
    others: list[Reason] = []
    for item in (item for item in signatures if not item.is_timestamp):
        certificate = item.certificate
        if certificate is None:
            continue
        moment, source = case.times.get(item.number, (None, "now"))
        _times(case, item, moment, source)
        day = thai_day(_made(item, moment, source) or case.at)
        person = who_is(policy, certificate, day, as_head=not is_for_another(item.name, case.reserved))
        try:
            grade, worth = await _worth(case, item, material, moment, person)
        except Odd as odd:
            grade, worth = Grade.NONE, [reason("CERT_UNREADABLE", subject=person.subject, detail=odd.part)]
        if person.is_head:
            heads.append(grade)
            case.reasons += [*worth, person.named()]
        elif person.fault is not None:
            case.reasons += [*worth, person.fault]
        else:
            others += worth
            if person.signer is None or item.name == HEAD_FIELD:
                strangers.append((item, person))
            else:
                case.reasons.append(person.named())
        if person.signer is None:
            grade = Grade.NONE
        case.signers.append(_facts(item, person, moment, grade))
        if item.sound:
            case.reasons.append(reason("SIGNATURE_OK", field=item.name))
    case.checks |= {Check.SIGNER, Check.VALIDITY, Check.REVOCATION}
    # What became of an officer's certificate later says nothing against the head's signature on the same paper.
    case.reasons += [replace(item, tone=Tone.NOTE) if heads else item for item in others]
    _whose(case, policy, heads, strangers)
    return max(heads, default=Grade.NONE)


def _whose(case: Case, policy: Policy, heads: list[Grade], strangers: list[tuple[cms.Found, Person]]) -> None:
    """Say what strangers mean: nothing much beside the head's signature, a contradiction in its place."""
    if not policy.signers:
        case.reasons.append(reason("NO_POLICY"))
        return
    for item, person in strangers:
        in_place = item.name == HEAD_FIELD or (not heads and not is_for_another(item.name, case.reserved))
        code = "SIGNER_NOT_HEAD" if in_place else "SIGNER_UNKNOWN"
        case.reasons.append(reason(code, field=item.name, subject=person.subject))
    if not heads:
        case.reasons.append(reason("HEAD_MISSING"))


def _times(case: Case, item: cms.Found, proven: datetime | None, source: str) -> None:
    claimed = item.claimed
    if item.written_year is not None and claimed is not None:
        case.reasons.append(reason("TIME_BUDDHIST_YEAR", year=str(item.written_year), when=claimed.isoformat()))
    if proven is not None:
        case.reasons.append(reason("TIME_PROVEN", when=proven.isoformat()))
        if claimed is not None and (
            claimed > proven + CLAIM_TOLERANCE or (source == "timestamp" and claimed < proven - CLAIM_TOLERANCE)
        ):
            case.reasons.append(reason("TIME_INCONSISTENT", detail="claimed time and time stamp"))
    else:
        shown = claimed.isoformat() if claimed is not None else "-"
        case.reasons.append(reason("TIME_SELF_REPORTED", when=shown))
    if claimed is not None and claimed > case.at + CLOCK_TOLERANCE:
        case.reasons.append(reason("TIME_INCONSISTENT", detail="claimed time lies in the future"))
    if case.used is None or item.name == HEAD_FIELD:
        case.used = TimeFacts(case.at, proven if proven is not None else case.at, source)


def _made(item: cms.Found, proven: datetime | None, source: str) -> datetime | None:
    """When the signature was made, for the question who was head then: by its own time stamp; else as claimed, if a
    stamp that came later does not speak against it."""
    if proven is None or (source == "document_timestamp" and item.claimed is not None and item.claimed <= proven):
        return item.claimed
    return proven


async def _worth(
    case: Case, item: cms.Found, material: Material, proven: datetime | None, person: Person
) -> tuple[Grade, list[Reason]]:
    """Grade of a signature by its certificate at the proven time, and every reason against it."""
    certificate = item.certificate
    assert certificate is not None  # noqa: S101 - the caller looked
    policy = case.policy if case.policy is not None else Policy()
    moment = proven if proven is not None else case.at
    found = _validity(item, moment, proven)
    registered = person.signer is not None and person.signer.certificate is not None
    if (against := trust.may_sign(certificate, policy.key_usage, registered=registered)) is not None:
        found.append(reason("KEY_USAGE", subject=person.subject, detail=against))
    revocation = known_revocation(certificate, material)
    if revocation.unverified:
        found.append(reason("CRL_UNVERIFIED"))
    if revocation.when is not None and revocation.when <= case.at:
        code = "CERT_REVOKED" if revocation.when <= moment else "REVOKED_LATER"
        found.append(reason(code, when=revocation.when.isoformat()))
    trusted, why = await _chain(case, item, material, moment, person, policy)
    found += why
    codes = {one.code for one in found if one.tone is not Tone.NOTE}
    if not item.sound or codes - {"CHAIN_UNTRUSTED", "REVOCATION_UNKNOWN"}:
        return Grade.NONE, found
    return Grade.TRUSTED if trusted else Grade.KNOWN, found


async def _chain(
    case: Case, item: cms.Found, material: Material, moment: datetime, person: Person, policy: Policy
) -> tuple[bool, list[Reason]]:
    tone = Tone.UNPROVEN if policy.required_grade is Grade.TRUSTED else Tone.NOTE
    if not policy.roots:
        short = policy.required_grade is Grade.TRUSTED
        return False, [reason("CHAIN_UNTRUSTED", tone, subject=person.subject)] if short else []
    state, when = await trust.chain(item.embedded.signer_cert, policy, material, moment)
    case.checks.add(Check.CHAIN)
    if state == "revoked":
        return False, [reason("CERT_REVOKED", when=when.isoformat() if when is not None else "-")]
    if state == "untrusted":
        return False, [reason("CHAIN_UNTRUSTED", tone, subject=person.subject)]
    if state == "revocation_unknown":
        return False, [reason("REVOCATION_UNKNOWN", tone)]
    return True, []


def _validity(item: cms.Found, moment: datetime, proven: datetime | None) -> list[Reason]:
    """What speaks against the certificate's term at the moment that counts."""
    found: list[Reason] = []
    certificate = item.certificate
    assert certificate is not None  # noqa: S101 - the caller looked
    start, until = validity(certificate)
    facts = {"start": thai_day(start).isoformat(), "until": thai_day(until).isoformat()}
    claimed = item.claimed
    if proven is None and claimed is not None and not start <= claimed <= until:
        found.append(reason("SIGNED_OUTSIDE_VALIDITY", when=thai_day(claimed).isoformat(), **facts))
    elif moment < start or (moment > until and proven is not None):
        found.append(reason("SIGNED_OUTSIDE_VALIDITY", when=thai_day(moment).isoformat(), **facts))
    if moment > until and proven is None:
        found.append(reason("CERT_EXPIRED", until=facts["until"]))
    return found


def _facts(item: cms.Found, person: Person, proven: datetime | None, grade: Grade) -> SignerFacts:
    from cryptography.hazmat.primitives.hashes import SHA256

    certificate = item.certificate
    assert certificate is not None  # noqa: S101 - the caller looked
    signer = person.signer
    return SignerFacts(
        field=item.name,
        subject=person.subject,
        issuer=issuer_name(certificate),
        serial=f"{certificate.serial_number:x}",
        fingerprint=certificate.fingerprint(SHA256()).hex(),
        person=signer.name if signer is not None else None,
        post=signer.post if signer is not None else None,
        kind=signer.kind if signer is not None else None,
        role=person.role,
        claimed_time=item.claimed,
        proven_time=proven,
        intact=item.sound,
        grade=grade,
    )
