"""Pen on paper: a named registrar's word about a scan. Grade 1, shown as attested by a person, never as verified."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from signatures.errors import PdfRefused
from signatures.prepare.prepare import page_count
from signatures.verdict import Check, FileFacts, Grade, Reason, SignerFacts, TimeFacts, Verdict, conclude, reason
from signatures.zone import thai_day


def attest(
    scan: bytes,
    *,
    registrar: str,
    signer: str,
    post: str = "",
    kind: str = "holder",
    day: date,
    issued: bytes | None = None,
    required: Grade = Grade.ATTESTED,
    at: datetime | None = None,
    codes: tuple[Reason, ...] = (),
) -> Verdict:
    """The verdict on a scan of a paper that was signed with a pen.

    :param registrar: who saw the paper original and attests; empty leaves the attestation missing.
    :param signer: whose handwritten signature it bears, with ``post`` and ``kind`` of appointment.
    :param day: date of the signature as written on the paper.
    :param issued: the issued PDF, whose digest is kept and whose pages must all be in the scan; None: not asked.
    :param codes: what reading the printed codes found (:mod:`signatures.scans`); contradictions count.
    """
    moment = at if at is not None else datetime.now(UTC).replace(microsecond=0)
    found = list(codes)
    checks = set()
    pages: int | None = None
    try:
        pages = page_count(scan)
        checks.add(Check.LIMITS)
        if issued is not None and (wanted := page_count(issued)) > pages:
            missing = f"{pages + 1}-{wanted}" if wanted > pages + 1 else str(wanted)
            found.append(reason("PAGES_INCOMPLETE", document="-", missing=missing))
    except PdfRefused as refusal:
        found += refusal.reasons
    if registrar.strip() and signer.strip():
        checks.add(Check.ATTESTATION)
        found.append(reason("WET_INK_ATTESTED", registrar=registrar, signer=signer, day=day.isoformat()))
    else:
        found.append(reason("ATTESTATION_MISSING"))
    if issued is None:
        found.append(reason("BINDING_NOT_ASKED"))
    return conclude(
        found,
        Grade.ATTESTED,
        required,
        checks,
        FileFacts(
            sha256=hashlib.sha256(scan).hexdigest(),
            size=len(scan),
            pages=pages,
            issued_sha256=hashlib.sha256(issued).hexdigest() if issued is not None else None,
        ),
        TimeFacts(moment),
        signers=(
            SignerFacts(
                field="pen",
                subject="",
                issuer="",
                serial="",
                fingerprint="",
                person=signer,
                post=post,
                kind=kind,
                role="head",
                grade=Grade.ATTESTED,
            ),
        ),
        needed=frozenset({Check.LIMITS, Check.ATTESTATION}),
    )


def attest_again(kept: Verdict, scan: bytes, issued: bytes | None) -> Verdict:
    """A person's word cannot be checked again; that it is about these bytes, and worth no more than grade 1, can.

    :param kept: the verdict that was recorded.
    """
    said = next((item.facts for item in kept.reasons if item.code == "WET_INK_ATTESTED"), {})
    signer = kept.signers[0] if kept.signers else None
    return attest(
        scan,
        registrar=str(said.get("registrar", "")),
        signer=str(said.get("signer", "")),
        post=(signer.post if signer is not None else None) or "",
        kind=(signer.kind if signer is not None else None) or "holder",
        day=date.fromisoformat(str(said["day"])) if "day" in said else thai_day(kept.time.at),
        issued=issued,
        required=kept.required,
        at=kept.time.at,
        codes=tuple(item for item in kept.reasons if item.code.startswith("CODE_")),
    )
