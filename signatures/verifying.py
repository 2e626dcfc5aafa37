"""Verify a PDF: everything is judged, every reason is kept, and nothing is accepted that was not checked.

The office's path is ``issued`` plus signature revisions, byte for byte. Without ``issued`` the whole file is parsed
strictly and the verdict says that the binding was not asked. No network, no clock but ``at``.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from signatures import cms, trust
from signatures.bodies import Window, announced
from signatures.coverage import first_gap, raw_signed_end
from signatures.hashed import Hashed
from signatures.limits import DEFAULT, Limits, absurd_sizes, precheck
from signatures.material import Material, gather
from signatures.people import Person, who_is
from signatures.places import HEAD_FIELD, is_for_another
from signatures.policy import Policy, thai_day
from signatures.reader import count_pages, explain, inspect_objects, open_strict, places, quiet
from signatures.revisions import only_signing_between
from signatures.revocation import known_revocation
from signatures.verdict import (
    NEEDED_FOR_KNOWN,
    NEEDED_FOR_TRUSTED,
    Check,
    FileFacts,
    Grade,
    Reason,
    SignerFacts,
    TimeFacts,
    Tone,
    Verdict,
    conclude,
    reason,
)

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far a signer's clock may run ahead of the checker's."""
CLAIM_TOLERANCE = timedelta(days=1)
"""How far the claimed time may lie from the time stamp made in the same act."""


@dataclass
class _Case:
    """What is known so far about one file."""

    data: bytes
    policy: Policy | None
    issued: bytes | None
    at: datetime
    crls: Sequence[bytes]
    limits: Limits
    reasons: list[Reason] = field(default_factory=list)
    checks: set[Check] = field(default_factory=set)
    pages: int | None = None
    covered: int | None = None
    signers: list[SignerFacts] = field(default_factory=list)
    times: dict[int, tuple[datetime, str]] = field(default_factory=dict)
    used: TimeFacts | None = None
    begun: Hashed | None = None
    bound: bool = False


def verify(
    data: bytes,
    *,
    policy: Policy | None = None,
    issued: bytes | None = None,
    at: datetime | None = None,
    crls: Sequence[bytes] = (),
    limits: Limits = DEFAULT,
) -> Verdict:
    """Judge one file. Never raises for anything the file contains.

    :param policy: whose certificates count; None reports structure and signers, at most INDETERMINATE.
    :param issued: the bytes the office issued; None leaves the binding unasked.
    :param at: the moment to judge from, with a time zone; None means now.
    :param crls: further revocation lists (PEM or DER) and answers of status services (OCSP, DER).
    """
    moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
    if moment.tzinfo is None:
        raise ValueError("the moment of checking needs a time zone")
    case = _Case(data, policy, issued, moment, crls, limits)
    grade = Grade.NONE
    with quiet():
        try:
            grade = _judge(case)
        except (Exception, MemoryError) as error:  # whatever a hostile file provokes: not accepted, with a code
            case.reasons.append(explain(error))
    return _conclude(case, grade)


def _conclude(case: _Case, grade: Grade) -> Verdict:
    required = case.policy.required_grade if case.policy is not None else Grade.ATTESTED
    needed = NEEDED_FOR_TRUSTED if grade is Grade.TRUSTED else NEEDED_FOR_KNOWN
    if case.issued is not None:
        needed |= {Check.BINDING}
    if case.issued is None and case.signers:
        case.reasons.append(reason("BINDING_NOT_ASKED"))
    blocking = any(item.tone in (Tone.UNREAD, Tone.UNPROVEN) for item in case.reasons)
    return conclude(
        case.reasons,
        grade,
        required,
        case.checks,
        FileFacts(
            sha256=_digest(case),
            size=len(case.data),
            pages=case.pages,
            issued_sha256=_issued_digest(case),
            covered=case.covered,
        ),
        case.used if case.used is not None else TimeFacts(case.at),
        signers=tuple(case.signers),
        policy_id=case.policy.id if case.policy is not None else None,
        needed=frozenset() if blocking else needed,
    )


def _digest(case: _Case) -> str:
    if case.begun is None:
        return hashlib.sha256(case.data).hexdigest()
    state = case.begun.state()
    state.update(memoryview(case.data)[case.begun.length :])
    return str(state.hexdigest())


def _issued_digest(case: _Case) -> str | None:
    if case.issued is None:
        return None
    return str(case.begun.state().hexdigest()) if case.bound and case.begun else hashlib.sha256(case.issued).hexdigest()


def _judge(case: _Case) -> Grade:
    case.bound = case.issued is not None and case.data.startswith(case.issued)
    if case.issued is not None and not case.bound:
        case.reasons.append(reason("ORIGINAL_MISMATCH"))
    start = len(case.issued) if case.bound and case.issued is not None else 0
    case.begun = Hashed(case.data, start if case.bound else first_gap(case.data))
    bodies = announced(case.data, case.limits.size, start)
    found = precheck(case.data, case.limits, start=start, bodies=bodies)
    case.reasons += found
    if any(item.tone is Tone.UNREAD for item in found):
        return Grade.NONE
    window = Window(case.data, bodies)
    reader = None
    try:
        reader = _opened(case, window if bodies else case.data)  # plain bytes are read faster
    finally:
        # What was announced as a body and the parser did not take for one may declare sizes like anything else.
        suspect = bodies if reader is None else window.untaken(places(reader))
        hidden = absurd_sizes(case.data, case.limits, suspect)
        case.reasons += hidden
    if hidden:
        return Grade.NONE
    case.checks.add(Check.LIMITS)
    if reader is None:
        return Grade.NONE
    case.checks.add(Check.STRUCTURE)
    signatures = cms.read_signatures(reader, case.data, case.begun)
    if len(signatures) > case.limits.signatures:
        limit = case.limits.signatures
        case.reasons.append(reason("LIMIT_SIGNATURES", count=len(signatures), limit=limit))
        return Grade.NONE
    for item in signatures:
        case.reasons += item.reasons
    real = [item for item in signatures if not item.is_timestamp]
    if not real:
        case.reasons.append(reason("NOT_SIGNED"))
    _later(case, reader, signatures)
    if not real:
        return Grade.NONE
    case.checks |= {Check.COVERAGE, Check.INTEGRITY, Check.ALGORITHMS}
    return asyncio.run(_people(case, reader, signatures))


def _opened(case: _Case, file: bytes | Window) -> Any:
    """The reader when the file's structure is sound; else None, and the reasons."""
    reader, why = open_strict(file, case.limits)
    case.reasons += why
    if reader is None:
        end = raw_signed_end(case.data)
        if why[0].code == "UNREADABLE" and end is not None and end < len(case.data.rstrip(b"\0\t\n\f\r ")) - 2:
            case.reasons.append(reason("TRAILING_BYTES"))
        return None
    case.pages, why = count_pages(reader, case.limits)
    case.reasons += why
    if not why and not case.bound:
        # The issued bytes are our own writer's; everybody else's are parsed to the last object.
        why = inspect_objects(reader, case.limits)
        case.reasons += why
    return None if any(item.tone is Tone.UNREAD for item in why) else reader


def _later(case: _Case, reader: Any, signatures: list[cms.Found]) -> None:
    """Nothing but signing after the issued bytes, or after the first signature when there are none."""
    ends = [item.end for item in signatures if item.end > 0]
    case.covered = max(ends) if ends else None
    if case.bound and case.issued is not None:
        base = len(case.issued)
    elif ends:
        base = min(ends)
    else:
        return
    later = only_signing_between(reader, case.data, base)
    case.reasons += later.reasons
    certified = [item for item in signatures if item.docmdp == 1 and item.end > 0]
    if certified and any(other.end > certified[0].end for other in signatures if not other.is_timestamp):
        case.reasons.append(reason("MODIFIED_AFTER_SIGNING", detail="the certification forbids further signatures"))
    case.checks.add(Check.LATER_CHANGES)
    if case.bound:
        case.checks.add(Check.BINDING)
        if not later.reasons and any(not item.is_timestamp for item in signatures):
            case.reasons.append(reason("BINDING_OK"))
    if not later.reasons and ends:
        if sum(not item.is_timestamp for item in signatures) > 1:
            case.reasons.append(reason("LATER_SIGNATURE_ONLY"))
        if later.validation_data:
            case.reasons.append(reason("LATER_VALIDATION_DATA_ONLY"))


async def _people(case: _Case, reader: Any, signatures: list[cms.Found]) -> Grade:
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
        person = who_is(policy, certificate, day, as_head=not is_for_another(item.name))
        grade, worth = await _worth(case, item, material, moment, person)
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


def _whose(case: _Case, policy: Policy, heads: list[Grade], strangers: list[tuple[cms.Found, Person]]) -> None:
    """Say what strangers mean: nothing much beside the head's signature, a contradiction in its place."""
    if not policy.signers:
        case.reasons.append(reason("NO_POLICY"))
        return
    for item, person in strangers:
        in_place = item.name == HEAD_FIELD or (not heads and not is_for_another(item.name))
        code = "SIGNER_NOT_HEAD" if in_place else "SIGNER_UNKNOWN"
        case.reasons.append(reason(code, field=item.name, subject=person.subject))
    if not heads:
        case.reasons.append(reason("HEAD_MISSING"))


def _times(case: _Case, item: cms.Found, proven: datetime | None, source: str) -> None:
    claimed = item.claimed
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
    case: _Case, item: cms.Found, material: Material, proven: datetime | None, person: Person
) -> tuple[Grade, list[Reason]]:
    """Grade of a signature by its certificate at the proven time, and every reason against it."""
    certificate = item.certificate
    assert certificate is not None  # noqa: S101 - the caller looked
    policy = case.policy if case.policy is not None else Policy()
    moment = proven if proven is not None else case.at
    found = _validity(item, moment, proven)
    if not trust.may_sign(certificate, policy.key_usage):
        found.append(reason("KEY_USAGE", subject=person.subject))
    revocation = known_revocation(certificate, material)
    if revocation.unverified:
        found.append(reason("CRL_UNVERIFIED"))
    if revocation.when is not None and revocation.when <= case.at:
        code = "CERT_REVOKED" if revocation.when <= moment else "REVOKED_LATER"
        found.append(reason(code, when=revocation.when.isoformat()))
    trusted, why = await _chain(case, item, material, moment, person, policy)
    found += why
    against = {one.code for one in found if one.tone is not Tone.NOTE}
    if not item.sound or against - {"CHAIN_UNTRUSTED", "REVOCATION_UNKNOWN"}:
        return Grade.NONE, found
    return Grade.TRUSTED if trusted else Grade.KNOWN, found


async def _chain(
    case: _Case, item: cms.Found, material: Material, moment: datetime, person: Person, policy: Policy
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
    start, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    facts = {"start": start.date().isoformat(), "until": until.date().isoformat()}
    claimed = item.claimed
    if proven is None and claimed is not None and not start <= claimed <= until:
        found.append(reason("SIGNED_OUTSIDE_VALIDITY", when=claimed.date().isoformat(), **facts))
    elif moment < start or (moment > until and proven is not None):
        found.append(reason("SIGNED_OUTSIDE_VALIDITY", when=moment.date().isoformat(), **facts))
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
        issuer=certificate.issuer.rfc4514_string(),
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
