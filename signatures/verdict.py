"""What the signature check says: three statuses, four grades, every reason, and the checks that really ran.

Status words follow ETSI EN 319 102-1: PASSED, INDETERMINATE, FAILED. A contradiction (tampered, wrong person,
revoked, not the issued file) is FAILED; proof short of what is required, or a file that cannot be read, is
INDETERMINATE. A check that did not run never counts as passed. A verdict has no truth value, so that nobody
writes ``if verdict:`` and lets "we could not tell" through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from signatures.reasons import CODES, Reason, Tone, reason

__all__ = [
    "CODES",
    "NEEDED_FOR_KNOWN",
    "NEEDED_FOR_TRUSTED",
    "SOFTWARE",
    "Check",
    "FileFacts",
    "Grade",
    "Reason",
    "SignerFacts",
    "Status",
    "TimeFacts",
    "Tone",
    "Verdict",
    "conclude",
    "reason",
]

SOFTWARE = "saraban-oit signatures 2"
"""Version of the rules, written into every verdict; raised when a rule changes what a verdict says."""


class Status(StrEnum):
    """The three answers of ETSI EN 319 102-1 section 5.1.3."""

    PASSED = "PASSED"
    INDETERMINATE = "INDETERMINATE"
    FAILED = "FAILED"


class Grade(IntEnum):
    """How strong the proof is (docs/contracts.md#grades-and-verdicts)."""

    NONE = 0
    ATTESTED = 1
    KNOWN = 2
    TRUSTED = 3


class Check(StrEnum):
    """Steps of the check; ``Verdict.checks_run`` lists those that were completed."""

    LIMITS = "limits"
    STRUCTURE = "structure"
    BINDING = "binding"
    COVERAGE = "coverage"
    INTEGRITY = "integrity"
    ALGORITHMS = "algorithms"
    LATER_CHANGES = "later_changes"
    TIME = "time"
    SIGNER = "signer"
    VALIDITY = "validity"
    REVOCATION = "revocation"
    CHAIN = "chain"
    ATTESTATION = "attestation"


NEEDED_FOR_KNOWN = frozenset(
    {
        Check.LIMITS,
        Check.STRUCTURE,
        Check.COVERAGE,
        Check.INTEGRITY,
        Check.ALGORITHMS,
        Check.LATER_CHANGES,
        Check.TIME,
        Check.SIGNER,
        Check.VALIDITY,
        Check.REVOCATION,
    }
)
"""Grade 2 needs all of these completed; binding is needed as well whenever an issued file was given."""

SHORT_OF_PROOF = frozenset({"GRADE_SHORT", "CHAIN_UNTRUSTED", "REVOCATION_UNKNOWN"})
"""Codes under which a verdict keeps the grade that was reached though a higher one is required."""

NEEDED_FOR_TRUSTED = NEEDED_FOR_KNOWN | {Check.CHAIN}


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """One signature of the file and who it belongs to.

    :ivar field: name of the form field that holds the signature.
    :ivar subject: certificate's subject as it displays itself; never used to decide who signed.
    :ivar fingerprint: SHA-256 of the certificate, hexadecimal.
    :ivar serial: certificate's serial number, hexadecimal.
    :ivar person: name in the policy, None when the certificate is not registered.
    :ivar kind: ``holder``, ``acting``, ``delegated``, ``caretaker``; None when not registered.
    :ivar role: ``head`` and others; None when not registered.
    :ivar claimed_time: what the signer's own computer said; None when absent.
    :ivar proven_time: from a time stamp that chains to a configured root; None when there is none.
    :ivar intact: digest and signature value are right and the byte range covers what it should.
    """

    field: str
    subject: str
    issuer: str
    serial: str
    fingerprint: str
    person: str | None = None
    post: str | None = None
    kind: str | None = None
    role: str | None = None
    claimed_time: datetime | None = None
    proven_time: datetime | None = None
    intact: bool = False
    grade: Grade = Grade.NONE

    def to_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "name": self.person,
            "post": self.post,
            "kind": self.kind,
            "role": self.role,
            "subject": self.subject,
            "issuer": self.issuer,
            "serial": self.serial,
            "fingerprint": self.fingerprint,
            "claimed_time": _iso(self.claimed_time),
            "proven_time": _iso(self.proven_time),
            "intact": self.intact,
            "grade": int(self.grade),
        }


@dataclass(frozen=True, slots=True)
class TimeFacts:
    """Which moments decided.

    :ivar at: the "now" of this check.
    :ivar used: moment at which certificate and revocation were judged.
    :ivar source: ``timestamp``, ``document_timestamp`` or ``now``.
    """

    at: datetime
    used: datetime | None = None
    source: str = "now"

    def to_json(self) -> dict[str, Any]:
        return {"at": _iso(self.at), "used": _iso(self.used), "source": self.source}


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The bytes that were judged. ``pages`` and ``issued_sha256`` are None when unknown or not asked."""

    sha256: str
    size: int
    pages: int | None = None
    issued_sha256: str | None = None
    covered: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "sha256": self.sha256,
            "size": self.size,
            "pages": self.pages,
            "issued_sha256": self.issued_sha256,
            "covered": self.covered,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, with everything it rests on.

    Compare ``verdict.status is Status.PASSED``; using a verdict as a truth value raises TypeError.
    """

    status: Status
    grade: Grade
    required: Grade
    reasons: tuple[Reason, ...]
    checks_run: frozenset[Check]
    file: FileFacts
    time: TimeFacts
    signers: tuple[SignerFacts, ...] = ()
    policy_id: str | None = None
    software: str = SOFTWARE

    def __bool__(self) -> bool:
        raise TypeError("a verdict has no truth value; compare its status")

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all reasons, in order."""
        return tuple(item.code for item in self.reasons)

    @property
    def head(self) -> SignerFacts | None:
        """Who signed as head (or acted for the head), None when nobody could be named."""
        named = [signer for signer in self.signers if signer.role == "head" and signer.intact]
        return max(named, key=lambda signer: signer.grade) if named else None

    def to_json(self, lang: str = "th") -> dict[str, Any]:
        """``status``, ``grade``, ``signers``, ``reasons`` (docs/contracts.md#json), and what else is known."""
        return {
            "status": self.status.value,
            "grade": int(self.grade),
            "required_grade": int(self.required),
            "signers": [signer.to_json() for signer in self.signers],
            "reasons": [item.to_json(lang) for item in self.reasons],
            "checks_run": sorted(check.value for check in self.checks_run),
            "file": self.file.to_json(),
            "time": self.time.to_json(),
            "policy_id": self.policy_id,
            "software": self.software,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Verdict:
        """Read back what ``to_json`` wrote (the sentences are formed anew)."""
        return cls(
            status=Status(data["status"]),
            grade=Grade(data["grade"]),
            required=Grade(data["required_grade"]),
            reasons=tuple(Reason(item["code"], item["facts"], Tone(item["tone"])) for item in data["reasons"]),
            checks_run=frozenset(Check(name) for name in data["checks_run"]),
            file=FileFacts(**data["file"]),
            time=TimeFacts(
                _moment(data["time"]["at"]) or _NEVER, _moment(data["time"]["used"]), data["time"]["source"]
            ),
            signers=tuple(_signer(item) for item in data["signers"]),
            policy_id=data["policy_id"],
            software=data["software"],
        )

    def same_outcome(self, other: Verdict) -> bool:
        """Whether everything agrees that a re-verification must reproduce: all but the software and the clock."""
        return self._outcome() == other._outcome()

    def _outcome(self) -> tuple[Any, ...]:
        reasons = sorted((item.code, item.tone, sorted(item.facts.items())) for item in self.reasons)
        moment = (self.time.used, self.time.source) if self.time.source != "now" else None
        whole = (self.status, self.grade, self.required, reasons, self.checks_run, self.file, self.signers)
        return (*whole, self.policy_id, moment)


_FIRST = """
    DIGEST_MISMATCH SIGNATURE_INVALID COVERAGE CMS_MALFORMED ORIGINAL_MISMATCH HIDDEN_CONTENT MODIFIED_AFTER_SIGNING
    TRAILING_BYTES PREFIX_BYTES SIGNER_NOT_HEAD SIGNER_NOT_HEAD_ON_DATE DELEGATION_NOT_IN_FORCE CERT_REVOKED KEY_USAGE
    SIGNED_OUTSIDE_VALIDITY TIME_INCONSISTENT TIMESTAMP_INVALID APPEARANCE_OUTSIDE
    NOT_SIGNED SIGNATURE_ASIDE UNSUPPORTED_SUBFILTER CERT_MISSING CERT_UNREADABLE CRYPTO_UNSUPPORTED WEAK_CRYPTO
    PARSER_DIFFERENTIAL ACTIVE_CONTENT CERT_EXPIRED NO_POLICY HEAD_MISSING
"""
_RANK = {code: place for place, code in enumerate(_FIRST.split())}
"""Which of several reasons of one tone is told first: what the signature says of the file, then whose it is."""


def conclude(
    reasons: Iterable[Reason],
    grade: Grade,
    required: Grade,
    checks_run: Iterable[Check],
    file: FileFacts,
    time: TimeFacts,
    *,
    signers: tuple[SignerFacts, ...] = (),
    policy_id: str | None = None,
    needed: frozenset[Check] = frozenset(),
) -> Verdict:
    """Form the verdict: the worst reason wins, and a needed check that did not run can never be a pass.

    :param grade: what the proof would be worth if no reason spoke against it.
    :param needed: checks that must be among ``checks_run`` for PASSED.
    """
    found = list(dict.fromkeys((item.code, tuple(sorted(item.facts.items())), item.tone) for item in reasons))
    kept = [Reason(code, dict(facts), tone) for code, facts, tone in found]
    ran = frozenset(checks_run)
    tones = {item.tone for item in kept}
    if Tone.CONTRADICTS in tones:
        status, grade = Status.FAILED, Grade.NONE
    else:
        if missing := needed - ran:
            kept.append(reason("CHECK_NOT_RUN", checks=", ".join(sorted(missing))))
            grade = Grade.NONE
        elif grade < required and not tones & {Tone.UNREAD, Tone.UNPROVEN}:
            kept.append(reason("GRADE_SHORT", grade=int(grade), required=int(required)))
        against = {item.code for item in kept if item.tone in (Tone.UNREAD, Tone.UNPROVEN)}
        blocked = bool(against)
        if against - SHORT_OF_PROOF:  # what could not be judged is worth nothing, whatever else was found
            grade = Grade.NONE
        status = Status.INDETERMINATE if blocked or grade < required or grade is Grade.NONE else Status.PASSED
    order = {Tone.CONTRADICTS: 0, Tone.UNREAD: 1, Tone.UNPROVEN: 2, Tone.NOTE: 3}
    kept.sort(key=lambda item: (order[item.tone], _RANK.get(item.code, len(_RANK))))
    return Verdict(
        status=status,
        grade=grade,
        required=required,
        reasons=tuple(kept),
        checks_run=ran,
        file=file,
        time=time,
        signers=tuple(replace(s, grade=min(s.grade, grade)) for s in signers) if grade is Grade.NONE else signers,
        policy_id=policy_id,
    )


_NEVER = datetime.min


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _signer(item: Mapping[str, Any]) -> SignerFacts:
    rest = {key: item[key] for key in ("field", "post", "kind", "role", "subject", "issuer", "serial", "fingerprint")}
    return SignerFacts(
        **rest,
        person=item["name"],
        claimed_time=_moment(item["claimed_time"]),
        proven_time=_moment(item["proven_time"]),
        intact=item["intact"],
        grade=Grade(item["grade"]),
    )
