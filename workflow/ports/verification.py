"""Signatures judged: who may have signed, and the verdict with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

VerdictStatus = Literal["PASSED", "INDETERMINATE", "FAILED"]


@dataclass(frozen=True, slots=True)
class VerdictReason:
    """One reason: a stable code, its facts, and the sentence the part that found it forms in each language.

    ``do_th``, ``do_en``: what to do about it; empty when nothing.
    ``tone``: ``contradicts``, ``unread`` or ``unproven`` speak against what was checked; a ``note`` does not.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    th: str = ""
    en: str = ""
    tone: str = "unproven"
    do_th: str = ""
    do_en: str = ""


@dataclass(frozen=True, slots=True)
class SignerTerm:
    """A certificate the office registered and the days on which its owner held a post, or acted for who does.

    :param kind: ``holder``, ``acting``, ``delegated`` or ``caretaker``; ``until`` ``None``: still.
    :param role: ``head`` may sign as head; any other is named where it signed, and never enough.
    """

    name: str
    post: str
    kind: str
    start: date
    until: date | None
    certificate_pem: str
    role: str = "head"


@dataclass(frozen=True, slots=True)
class VerdictFacts:
    """What a signature check found (docs/contracts.md#grades-and-verdicts).

    Has no truth value: look at ``status`` and ``grade``.

    :param signed: signature field -> SHA-256 of the certificate, of every intact signature.
    :param heads: SHA-256 of the certificates that signed as head, or for the head, each intact.
    :param signed_at: when the head signed: proven by a time stamp, else what the signer's computer claims.
    """

    status: VerdictStatus
    grade: int
    reasons: tuple[VerdictReason, ...]
    signers: tuple[str, ...] = ()
    signed: Mapping[str, str] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    signed_at: datetime | None = None
    record: Mapping[str, object] = field(default_factory=dict)
    policy: bytes = b""
    """What the verdict rests on beside the file: people, roots and lists, as the checker reads them back."""

    def __bool__(self) -> bool:
        raise TypeError("a verdict is not yes or no: ask for its status and grade")

    def against(self) -> dict[str, object]:
        """Facts of a refusal: every code, the sentences of what speaks against it (all, should nothing do so), and what
        to do about the first of them."""
        told = [r for r in self.reasons if r.tone != "note"] or self.reasons
        return {
            "why": [r.code for r in self.reasons],
            "why_th": [r.th for r in told if r.th],
            "why_en": [r.en for r in told if r.en],
            "remedy_th": next((r.do_th for r in told if r.do_th), ""),
            "remedy_en": next((r.do_en for r in told if r.do_en), ""),
        }


class Verifier(Protocol):
    """Judges signatures, and a person's word for what was signed with a pen."""

    def verify(
        self,
        pdf: bytes,
        *,
        issued: bytes | None,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
    ) -> VerdictFacts: ...

    def verify_many(
        self,
        files: Iterable[tuple[bytes, bytes | None]],
        *,
        terms: Sequence[SignerTerm],
        required_grade: int,
        at: datetime | None = None,
        foreign: bool = False,
        together: int = 1,
    ) -> list[VerdictFacts]:
        """Verdicts in the order given. ``foreign`` files came from outside: each is judged in a limited process.

        :param together: so many of them at most in one such process, where all came the same way.
        """
        ...

    def attest(
        self, scan: bytes, *, issued: bytes, registrar: str, signer: str, post: str, day: date, required_grade: int
    ) -> VerdictFacts:
        """The verdict on a scan of what was signed with a pen, on a named registrar's word: grade 1, never more."""
        ...

    def bundle(self, signed: bytes, issued: bytes | None, policy: bytes, record: Mapping[str, object]) -> bytes:
        """Everything a verdict rests on as one ZIP file that re-verifies offline."""
        ...

    def policy(self, terms: Sequence[SignerTerm], required_grade: int) -> Any:
        """What this office's signatures are judged by, as the part that verifies reads it.

        :raises workflow.rules.errors.BadInput: a file that the settings name is missing or cannot be read; all of them.
        """
        ...
