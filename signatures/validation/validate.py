"""Verify a PDF: everything is judged, every reason is kept, and nothing is accepted that was not checked.

The office's path is ``issued`` plus signature revisions, byte for byte. Without ``issued`` the whole file is parsed
strictly and the verdict says that the binding was not asked. No network, no clock but ``at``.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from signatures.diff_analysis.byte_range import WHITE, first_gap, raw_signed_end
from signatures.diff_analysis.increments import read_increments
from signatures.diff_analysis.lexer import Unclear
from signatures.diff_analysis.revisions import only_signing_between
from signatures.diff_analysis.tables import hybrid_fault, open_odd
from signatures.pdf.limits import DEFAULT, Limits, absurd_sizes, precheck
from signatures.pdf.reader import count_pages, explain, inspect_objects, open_strict, places, quiet
from signatures.pdf.streams import Window, announced, between
from signatures.prepare.fields import HEAD_FIELD
from signatures.validation import cms
from signatures.validation.context import Case
from signatures.validation.policy import Policy
from signatures.validation.prefix_hash import Hashed
from signatures.validation.preload import read_ahead
from signatures.validation.same_names import compare_bytes_first
from signatures.validation.signers import judge_signers
from signatures.verdict import (
    NEEDED_FOR_KNOWN,
    NEEDED_FOR_TRUSTED,
    Check,
    FileFacts,
    Grade,
    TimeFacts,
    Tone,
    Verdict,
    conclude,
    reason,
)


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
    :raises ValueError: a moment without a time zone.
    """
    moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
    if moment.tzinfo is None:
        raise ValueError("the moment of checking needs a time zone")
    compare_bytes_first()
    case = Case(data, policy, issued, moment, crls, limits)
    grade = Grade.NONE
    with quiet():
        try:
            grade = _judge(case)
        except (Exception, MemoryError) as error:  # whatever a hostile file provokes: not accepted, with a code
            case.reasons.append(explain(error))
    return _conclude(case, grade)


def _elsewhere(case: Case) -> None:
    """Only who is registered may draw on a blank place: a stranger's picture there could say anything, and stay.

    Of a signature that cannot be judged it cannot be told whose it is: that holds the verdict up by itself.
    """
    known = {signer.field for signer in case.signers if signer.intact and signer.person is not None}
    known |= {str(item.facts.get("field")) for item in case.reasons if item.tone in (Tone.UNREAD, Tone.UNPROVEN)}
    case.reasons = [
        reason("APPEARANCE_OUTSIDE", field=str(item.facts["field"]))
        if item.code == "APPEARANCE_ELSEWHERE" and item.facts["field"] not in known
        else item
        for item in case.reasons
    ]


def _conclude(case: Case, grade: Grade) -> Verdict:
    if case.policy is not None and case.policy.signers:
        _elsewhere(case)
    unread = [item for item in case.reasons if item.tone is Tone.UNREAD]
    if unread and b"/ByteRange" in case.data:
        # What is to be done about a file that cannot be read depends on whether a signature would be lost.
        told = [replace(item, facts={**item.facts, "signed": 1}) for item in unread]
        case.reasons = [*told, *(item for item in case.reasons if item.tone is not Tone.UNREAD)]
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


def _digest(case: Case) -> str:
    if case.begun is None:
        return hashlib.sha256(case.data).hexdigest()
    state = case.begun.state()
    state.update(memoryview(case.data)[case.begun.length :])
    return str(state.hexdigest())


def _issued_digest(case: Case) -> str | None:
    if case.issued is None:
        return None
    return str(case.begun.state().hexdigest()) if case.bound and case.begun else hashlib.sha256(case.issued).hexdigest()


def _judge(case: Case) -> Grade:
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
        # Plain bytes are read faster.
        reader = _opened(case, window if bodies else case.data, between(bodies, start, len(case.data)))
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
    if not signatures and b"/ByteRange" in case.data:
        case.reasons.append(reason("SIGNATURE_ASIDE"))
    elif not real:
        case.reasons.append(reason("NOT_SIGNED"))
    _later(case, reader, signatures)
    if not real:
        return Grade.NONE
    case.checks |= {Check.COVERAGE, Check.INTEGRITY, Check.ALGORITHMS}
    from pyhanko.pdf_utils.misc import PdfError

    try:
        return asyncio.run(judge_signers(case, reader, signatures))
    except PdfError:  # an object that only validation data refers to
        raise
    except Exception as error:  # the file was read: what cannot be is a certificate, a list or an answer
        case.reasons.append(reason("CERT_UNREADABLE", subject="-", detail=type(error).__name__))
        return Grade.NONE


def _opened(case: Case, file: bytes | Window, places: Sequence[tuple[int, int]]) -> Any:
    """The reader when the file's structure is sound; else None, and the reasons.

    :param places: between which offsets signatures are looked for, to be read ahead.
    """
    reader, why = open_strict(file, case.limits)
    if reader is None and why[0].code == "UNREADABLE":
        reader, why = open_odd(case.data, case.limits)
    if reader is not None and reader.xrefs.hybrid_xrefs_present and (fault := hybrid_fault(reader)) is not None:
        reader, why = None, [fault]
    case.reasons += why
    if reader is None:
        end = raw_signed_end(case.data)
        rest = len(case.data[end:].rstrip(WHITE)) if end is not None else 0
        if why[0].code == "UNREADABLE" and end is not None and rest > 2 and not _revisions(case.data, end):
            case.reasons.append(reason("TRAILING_BYTES"))
        return None
    case.pages, why = count_pages(reader, case.limits)
    case.reasons += why
    if any(item.tone is Tone.UNREAD for item in why):
        return None
    read_ahead(reader, case.data, places)
    if not why and not case.bound:
        # The issued bytes are our own writer's; everybody else's are parsed to the last object.
        why = inspect_objects(reader, case.limits)
        case.reasons += why
    return None if any(item.tone is Tone.UNREAD for item in why) else reader


def _revisions(data: bytes, base: int) -> bool:
    """Whether what stands behind ``base`` are complete revisions, whatever they say: then nothing trails."""
    try:
        return bool(read_increments(data, base))
    except Unclear:
        return False


def _later(case: Case, reader: Any, signatures: list[cms.Found]) -> None:
    """Nothing but signing after the issued bytes, or after the first signature when there are none."""
    ends = [item.end for item in signatures if item.end > 0]
    case.covered = max(ends) if ends else None
    if case.bound and case.issued is not None:
        base = len(case.issued)
    elif ends:
        base = min(ends)
    else:
        return
    elsewhere = case.policy is None or case.policy.appearance != "box"
    later = only_signing_between(reader, case.data, base, elsewhere=elsewhere, head=HEAD_FIELD)
    case.reasons += later.reasons
    case.reserved = later.reserved
    sound = not any(item.tone is not Tone.NOTE for item in later.reasons)
    certified = [item for item in signatures if item.docmdp == 1 and item.end > 0]
    if certified and any(other.end > certified[0].end for other in signatures if not other.is_timestamp):
        case.reasons.append(reason("MODIFIED_AFTER_SIGNING", detail="the certification forbids further signatures"))
    case.checks.add(Check.LATER_CHANGES)
    if case.bound:
        case.checks.add(Check.BINDING)
        if sound and any(not item.is_timestamp for item in signatures):
            case.reasons.append(reason("BINDING_OK"))
    if sound and ends:
        if sum(not item.is_timestamp for item in signatures) > 1:
            case.reasons.append(reason("LATER_SIGNATURE_ONLY"))
        if later.validation_data:
            case.reasons.append(reason("LATER_VALIDATION_DATA_ONLY"))
